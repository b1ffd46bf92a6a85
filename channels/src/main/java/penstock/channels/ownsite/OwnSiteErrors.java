package penstock.channels.ownsite;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import penstock.channels.spi.HttpReply;
import penstock.core.message.Outcome;
import penstock.core.message.RefusalReason;

/**
 * What the own site's status codes come down to.
 *
 * <table>
 * <caption>Status codes</caption>
 * <tr><th>status</th><th>outcome</th></tr>
 * <tr><td>2xx</td><td>done</td></tr>
 * <tr><td>2xx with a web page</td><td>not sent: a login or a shop's closed sign stands before whoever takes events</td></tr>
 * <tr><td>401, 403</td><td>refused, UNAUTHORISED</td></tr>
 * <tr><td>410</td><td>refused, NOT_FOUND: the site wants no more events</td></tr>
 * <tr><td>408, 425, 429, 503</td><td>not sent, for as long as {@code Retry-After} says</td></tr>
 * <tr><td>other 5xx</td><td>not sent: the id makes a repeat harmless, and there is nothing to read back</td></tr>
 * <tr><td>3xx, other 4xx</td><td>refused, INVALID</td></tr>
 * </table>
 */
final class OwnSiteErrors {

    /** Where the site does not say how long to wait. */
    static final Duration DEFAULT_WAIT = Duration.ofSeconds(30);

    /** The longest wait that a site may ask for. */
    static final Duration MAX_WAIT = Duration.ofHours(1);

    private OwnSiteErrors() {}

    static Outcome judge(HttpReply reply, String id) {
        String why = "the site answered HTTP " + reply.status();
        if (reply.ok()) {
            return isWebPage(reply)
                    ? new Outcome.NotSent(DEFAULT_WAIT, why + " with a web page: check the account's endpoint")
                    : new Outcome.Done(id);
        }
        return switch (reply.status()) {
            case 401, 403 -> new Outcome.Refused(RefusalReason.UNAUTHORISED, why + ": check the signing secret");
            case 408, 425, 429, 503 -> new Outcome.NotSent(retryAfter(reply), why);
            case 410 -> new Outcome.Refused(RefusalReason.NOT_FOUND, why + ": it wants no more events here");
            default ->
                reply.status() >= 500
                        ? new Outcome.NotSent(retryAfter(reply), why)
                        : new Outcome.Refused(RefusalReason.INVALID, why + ": check the account's endpoint");
        };
    }

    private static boolean isWebPage(HttpReply reply) {
        String begins = reply.text().stripLeading().toLowerCase(Locale.ROOT);
        return begins.startsWith("<!doctype html") || begins.startsWith("<html");
    }

    /** What {@code Retry-After} asks for, in seconds or as a date by the site's own clock. */
    static Duration retryAfter(HttpReply reply) {
        Duration wait = reply.header("retry-after")
                .map(String::strip)
                .flatMap(text -> text.matches("[0-9]{1,9}")
                        ? Optional.of(Duration.ofSeconds(Long.parseLong(text)))
                        : until(text, reply))
                .orElse(DEFAULT_WAIT);
        return wait.compareTo(MAX_WAIT) > 0 ? MAX_WAIT : wait;
    }

    private static Optional<Duration> until(String text, HttpReply reply) {
        Optional<Instant> then = httpDate(text);
        Optional<Instant> now = reply.header("date").flatMap(OwnSiteErrors::httpDate);
        return then.isPresent() && now.isPresent()
                ? Optional.of(Duration.between(now.get(), then.get()))
                        .map(wait -> wait.isNegative() ? Duration.ZERO : wait)
                : Optional.empty();
    }

    private static Optional<Instant> httpDate(String text) {
        try {
            return Optional.of(ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
