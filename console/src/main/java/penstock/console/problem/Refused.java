package penstock.console.problem;

import java.util.Map;
import java.util.Optional;

/** Ends a request with a problem. The detail is for a person: what, where, what to do; never what others must not know. */
public final class Refused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ProblemType type;
    private final String field;
    private final String reason;
    private final long feedId;
    private final transient Map<String, String> headers;

    private Refused(
            ProblemType type, String field, String reason, String detail, long feedId, Map<String, String> headers) {
        super(detail, null, false, false);
        this.type = type;
        this.field = field;
        this.reason = reason;
        this.feedId = feedId;
        this.headers = Map.copyOf(headers);
    }

    public static Refused of(ProblemType type, String detail) {
        return new Refused(type, "", "", detail, 0, Map.of());
    }

    /** With one header more, for example when to come back. */
    public static Refused of(ProblemType type, String detail, String header, String value) {
        return new Refused(type, "", "", detail, 0, Map.of(header, value));
    }

    public static Refused notFound(String detail) {
        return of(ProblemType.NOT_FOUND, detail);
    }

    /** A field's value is wrong in itself. */
    public static Refused field(String field, String detail) {
        return new Refused(ProblemType.INVALID_FIELD, field, "", detail, 0, Map.of());
    }

    /** A field is well-formed but does not serve. */
    public static Refused field(ProblemType type, String field, String detail) {
        return new Refused(type, field, "", detail, 0, Map.of());
    }

    /** A field does not serve, for a reason that programs know. */
    public static Refused field(ProblemType type, String field, String reason, String detail) {
        return new Refused(type, field, reason, detail, 0, Map.of());
    }

    /** A feed that cannot be used as a whole. */
    public static Refused feed(long feedId, String detail) {
        return new Refused(ProblemType.UNUSABLE_FEED, "", "", detail, feedId, Map.of());
    }

    /** The same, its field seen from further outside. */
    public Refused within(String path) {
        String whole = field.isEmpty() || path.isEmpty() ? path + field : path + "." + field;
        return new Refused(type, whole, reason, detail(), feedId, headers);
    }

    public ProblemType type() {
        return type;
    }

    public String detail() {
        return String.valueOf(getMessage());
    }

    public Map<String, String> headers() {
        return headers;
    }

    public Problem problem(Optional<String> incident) {
        return new Problem(
                type.urn(),
                type.title(),
                type.status(),
                detail(),
                Optional.of(field).filter(name -> !name.isEmpty()),
                Optional.of(reason).filter(word -> !word.isEmpty()),
                incident,
                Optional.of(feedId).filter(id -> id != 0));
    }
}
