package penstock.console.access;

import java.util.regex.Pattern;
import penstock.console.problem.ProblemType;
import penstock.console.problem.Refused;

/**
 * Refuses addresses that two readers could read differently, so that what is checked is what is served: empty, dot and
 * parameter segments, and encoded slashes, dots, semicolons, percent signs and control characters.
 */
final class CanonicalPath {

    private static final Pattern AMBIGUOUS =
            Pattern.compile("//|/\\.{1,2}(/|$)|[;\\\\]|%(2[eEfF5]|3[bB]|5[cC]|[01][0-9a-fA-F]|7[fF])");

    private CanonicalPath() {}

    static void require(String path) {
        boolean trailing = path.length() > 1 && path.endsWith("/");
        if (!path.startsWith("/") || trailing || AMBIGUOUS.matcher(path).find()) {
            throw Refused.of(
                    ProblemType.MALFORMED_REQUEST,
                    "the address is not in its plain form: leave out empty and dot segments, a slash at the end,"
                            + " semicolons, and encoded dots, slashes, percent signs and control characters");
        }
    }
}
