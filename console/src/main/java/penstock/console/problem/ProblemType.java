package penstock.console.problem;

import java.util.Locale;

/** The kinds of problems, each with a URN that never changes, for programs to act on. */
public enum ProblemType {
    MALFORMED_REQUEST(400, "The request cannot be read"),
    INVALID_FIELD(400, "A field is wrong"),
    UNAUTHENTICATED(401, "A valid key is needed"),
    FORBIDDEN(403, "The key may not do this"),
    NOT_FOUND(404, "There is no such thing"),
    METHOD_NOT_ALLOWED(405, "The method does not serve here"),
    NOT_ACCEPTABLE(406, "No such representation"),
    TOO_SLOW(408, "The request came too slowly"),
    /** What is to be created exists already. */
    CONFLICT(409, "It exists already"),
    /** The caller's id came before with other content. */
    EXISTS_WITH_DIFFERENT_CONTENT(409, "The id came before with other content"),
    NOT_POSSIBLE(409, "Not possible in the state it is in"),
    TOO_LARGE(413, "The body is too large"),
    UNSUPPORTED_MEDIA_TYPE(415, "The body's type does not serve here"),
    /** The body names something that does not exist. */
    UNKNOWN_REFERENCE(422, "The request names something unknown"),
    REFUSED_ADDRESS(422, "The address may not be called from here"),
    EXCEEDS_AVAILABLE(422, "More than may be promised"),
    EXCEEDS_PLANNED(422, "More than was planned"),
    EXCEEDS_ROOM(422, "More than a location keeps"),
    /** A bin, lot or serial does not serve; the reason says why. */
    REFUSED_PLACE(422, "The units cannot be there, or go there"),
    HOLD_EXPIRED(422, "The hold has run out"),
    /** The document is dated in a month that was closed. */
    CLOSED_PERIOD(422, "The period is closed"),
    NO_EXCHANGE_RATE(422, "No exchange rate is known"),
    REFUSED_COST(422, "The cost document does not serve"),
    /** Rules of publication that cannot be; the reason says why. */
    REFUSED_RULES(422, "The rules do not serve"),
    UNUSABLE_FEED(422, "The feed as a whole cannot be used"),
    UNUSABLE_TABLE(422, "The file as a whole cannot be used"),
    BUSY(429, "Too much is waiting"),
    TOO_MANY_ATTEMPTS(429, "Too many wrong keys"),
    INTERNAL(500, "Something went wrong on our side"),
    UNAVAILABLE(503, "Not available for a moment");

    private final int status;
    private final String title;

    ProblemType(int status, String title) {
        this.status = status;
        this.title = title;
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }

    public String urn() {
        return "urn:penstock:problem:" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
