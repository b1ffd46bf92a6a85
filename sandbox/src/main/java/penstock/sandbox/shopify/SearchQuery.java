package penstock.sandbox.shopify;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import penstock.sandbox.shopify.graphql.GraphRefusal;

/**
 * A search text such as {@code updated_at:>='2026-11-23T10:00:00Z' AND status:any}: terms that must all fit. The vendor ignores what it
 * does not know; the sandbox refuses it, so that a misspelt filter is not mistaken for one that works.
 */
final class SearchQuery {
    private static final Pattern TERM =
            Pattern.compile("\\s*(?:AND\\s+)?(\\w+):(>=|<=|>|<)?(?:'([^']*)'|\"([^\"]*)\"|(\\S+))");

    private SearchQuery() {}

    /** Whether a thing fits the text; a field's value is a text or an instant. Throws {@link GraphRefusal} for an unknown term. */
    static <T> Predicate<T> of(String query, Map<String, Function<T, Object>> fields) {
        Matcher matcher = TERM.matcher(query);
        Predicate<T> fits = any -> true;
        int at = 0;
        while (at < query.stripTrailing().length()) {
            if (!matcher.find(at) || matcher.start() != at) {
                throw refusal(query.substring(at));
            }
            Function<T, Object> field = fields.get(matcher.group(1));
            if (field == null) {
                throw refusal(matcher.group(1));
            }
            MatchResult term = matcher.toMatchResult();
            fits = fits.and(thing -> fits(field.apply(thing), term));
            at = matcher.end();
        }
        return fits;
    }

    private static boolean fits(Object value, MatchResult term) {
        String operator = term.group(2) == null ? "" : term.group(2);
        String wanted = term.group(3) != null ? term.group(3) : term.group(4) != null ? term.group(4) : term.group(5);
        if (!(value instanceof Instant instant)) {
            return wanted.equals("any") || value.toString().equalsIgnoreCase(wanted);
        }
        int order = instant.compareTo(time(wanted));
        return switch (operator) {
            case ">=" -> order >= 0;
            case ">" -> order > 0;
            case "<=" -> order <= 0;
            case "<" -> order < 0;
            default -> order == 0;
        };
    }

    private static Instant time(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.SECONDS);
        } catch (DateTimeParseException e) {
            throw new GraphRefusal("The search time '" + text + "' is not an ISO 8601 instant", "BAD_REQUEST");
        }
    }

    private static GraphRefusal refusal(String part) {
        return new GraphRefusal("The sandbox does not understand the search term " + part, "BAD_REQUEST");
    }
}
