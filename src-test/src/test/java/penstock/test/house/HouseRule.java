package penstock.test.house;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A rule about one source file.
 *
 * @param appliesTo which files
 * @param offences what is wrong in one, each as a line number
 * @param breach a file that breaks it
 * @param innocent one that looks similar and does not
 */
record HouseRule(
        String name,
        Predicate<Source> appliesTo,
        Function<Source, List<Integer>> offences,
        Source breach,
        Source innocent) {

    /** Lines of code, comments and strings left aside, in which the pattern is found. */
    static Function<Source, List<Integer>> inCode(String pattern) {
        return source -> lines(source.code(), pattern);
    }

    /** Lines in which the pattern is found, wherever it stands. */
    static Function<Source, List<Integer>> inText(String pattern) {
        return source -> lines(source.text(), pattern);
    }

    private static List<Integer> lines(String text, String pattern) {
        List<Integer> found = new ArrayList<>();
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        while (matcher.find()) {
            found.add((int) text.substring(0, matcher.start())
                            .chars()
                            .filter(c -> c == '\n')
                            .count()
                    + 1);
        }
        return found;
    }

    /** Where a file breaks the rule, as {@code path:line}. */
    List<String> offendersIn(Source source) {
        return appliesTo.test(source)
                ? offences.apply(source).stream()
                        .map(line -> source.path() + ":" + line)
                        .toList()
                : List.of();
    }

    @Override
    public String toString() {
        return name;
    }
}
