package penstock.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * What a run is asked to do.
 *
 * @param duration measured of each cell
 * @param warmUp discarded of each cell
 * @param pools connections that the baseline is tried with
 * @param goals that are tried
 */
public record Options(
        boolean json,
        int repeats,
        Duration duration,
        Duration warmUp,
        List<Integer> pools,
        List<Goal> goals,
        List<Integer> openRates,
        Optional<Path> home,
        Optional<String> dbUrl) {

    static final Options DEFAULT = new Options(
            false,
            5,
            Duration.ofMillis(1500),
            Duration.ofMillis(500),
            List.of(2, 8, 16, 32),
            List.of(Goal.values()),
            List.of(500, 2000),
            Optional.empty(),
            Optional.empty());

    /** A few seconds: shows that everything works, proves the counts, says little about speed. */
    public static final Options QUICK = new Options(
            false,
            1,
            Duration.ofMillis(250),
            Duration.ofMillis(250),
            List.of(8),
            List.of(Goal.HOT_64, Goal.SPREAD_64),
            List.of(500),
            Optional.empty(),
            Optional.empty());

    /**
     * Reads the arguments after {@code engine}.
     *
     * @throws IllegalArgumentException saying what is wrong
     */
    public static Options of(List<String> arguments) {
        Deque<String> left = new ArrayDeque<>(arguments);
        Options options = left.remove("--quick") ? QUICK : DEFAULT;
        while (!left.isEmpty()) {
            options = options.with(left.remove(), left);
        }
        return options;
    }

    private Options with(String option, Deque<String> left) {
        return switch (option) {
            case "--json" -> new Options(true, repeats, duration, warmUp, pools, goals, openRates, home, dbUrl);
            case "--repeats" ->
                new Options(json, number(option, left), duration, warmUp, pools, goals, openRates, home, dbUrl);
            case "--seconds" ->
                new Options(json, repeats, seconds(option, left), warmUp, pools, goals, openRates, home, dbUrl);
            case "--pools" ->
                new Options(json, repeats, duration, warmUp, numbers(option, left), goals, openRates, home, dbUrl);
            case "--home" ->
                new Options(
                        json,
                        repeats,
                        duration,
                        warmUp,
                        pools,
                        goals,
                        openRates,
                        Optional.of(Path.of(value(option, left))),
                        dbUrl);
            case "--db-url" ->
                new Options(
                        json,
                        repeats,
                        duration,
                        warmUp,
                        pools,
                        goals,
                        openRates,
                        home,
                        Optional.of(value(option, left)));
            default -> throw new IllegalArgumentException("unknown option " + option + "; see --help");
        };
    }

    private static String value(String option, Deque<String> left) {
        if (left.isEmpty()) {
            throw new IllegalArgumentException(option + " needs a value; see --help");
        }
        return left.remove();
    }

    private static int number(String option, Deque<String> left) {
        return positive(option, value(option, left));
    }

    private static int positive(String option, String text) {
        if (!text.matches("[1-9][0-9]{0,4}")) {
            throw new IllegalArgumentException(option + " needs a number from 1, not " + text + "; see --help");
        }
        return Integer.parseInt(text);
    }

    private static Duration seconds(String option, Deque<String> left) {
        String text = value(option, left);
        if (!text.matches("[0-9]{1,4}(\\.[0-9]{1,3})?") || Double.parseDouble(text) == 0) {
            throw new IllegalArgumentException(option + " needs seconds, such as 1.5, not " + text + "; see --help");
        }
        return Duration.ofMillis(Math.round(Double.parseDouble(text) * 1000));
    }

    private static List<Integer> numbers(String option, Deque<String> left) {
        return Arrays.stream(value(option, left).split(","))
                .map(text -> positive(option, text))
                .toList();
    }
}
