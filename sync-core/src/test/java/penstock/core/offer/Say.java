package penstock.core.offer;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Settings, as tests write them: {@code locations 1 2; decay 4 24 90; safety RISK 100; cap 5; list 3 1; paused}. */
final class Say {

    private Say() {}

    static Settings settings(String text) {
        Map<String, List<String>> said = new TreeMap<>();
        for (String part : text.split(";")) {
            List<String> words = Arrays.asList(part.strip().split(" +"));
            said.put(words.get(0), words.subList(1, words.size()));
        }
        return new Settings(
                find(said, "locations")
                        .map(words -> words.stream().map(Long::valueOf).collect(Collectors.toSet())),
                find(said, "decay").map(words -> new Decay(number(words, 0), number(words, 1), number(words, 2))),
                find(said, "safety")
                        .map(words -> SafetyStock.Kind.valueOf(words.get(0)).of(number(words, 1))),
                find(said, "division").map(Say::division),
                find(said, "percentage").map(words -> number(words, 0)),
                find(said, "cap").map(words -> number(words, 0)),
                find(said, "list").map(words -> new ListWhen(number(words, 0), number(words, 1))),
                find(said, "paused").map(words -> true),
                find(said, "backorders").map(words -> true));
    }

    private static Division division(List<String> words) {
        return switch (Division.Kind.valueOf(words.get(0))) {
            case WEIGHT -> new Division.ByWeight();
            case VELOCITY -> new Division.ByVelocity();
            case DEDICATED -> new Division.Dedicated(Map.of((long) number(words, 1), number(words, 2)));
            case LAST_UNITS -> new Division.LastUnits(number(words, 1), number(words, 2));
        };
    }

    private static Optional<List<String>> find(Map<String, List<String>> said, String word) {
        return Optional.ofNullable(said.get(word));
    }

    private static int number(List<String> words, int place) {
        return Integer.parseInt(words.get(place));
    }

    /** A rule of a set: {@code CATEGORY Kitchen: cap 5}. */
    static Rule rule(int no, String line) {
        int colon = line.indexOf(':');
        String[] scope = line.substring(0, colon).strip().split(" ", 2);
        Scope.Level level = Scope.Level.valueOf(scope[0]);
        boolean named = level == Scope.Level.CATEGORY;
        return new Rule(
                no,
                new Scope(level, named || scope.length == 1 ? 0 : Long.parseLong(scope[1]), named ? scope[1] : ""),
                settings(line.substring(colon + 1)));
    }

    static List<Rule> rules(String text) {
        List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
        return IntStream.range(0, lines.size())
                .mapToObj(i -> rule(i + 1, lines.get(i)))
                .toList();
    }

    static Set<Long> ids(long... ids) {
        return Arrays.stream(ids).boxed().collect(Collectors.toSet());
    }
}
