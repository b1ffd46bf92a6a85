package penstock.bench.harness;

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
 * @param quick a few loads only: shows that everything works, proves the counts, says little about speed
 * @param duration measured of each cell
 * @param warmUp discarded of each cell
 * @param postings of a long ledger, and the SKUs that they are of
 * @param pools connections that the engine's baseline is tried with
 * @param only the goals to measure, by their names on the command line; none for all
 */
public record Options(
        boolean json,
        boolean quick,
        int repeats,
        Duration duration,
        Duration warmUp,
        List<Integer> pools,
        List<String> only,
        long postings,
        int skus,
        Optional<Path> home,
        Optional<String> dbUrl) {

    /** Of each cell of the engine, which answers within milliseconds. */
    public static final Duration ENGINE_CELL = Duration.ofMillis(1500);

    /** Of each cell over HTTP, where many in flight wait longer, so that the ends of a cell weigh more. */
    public static final Duration HTTP_CELL = Duration.ofSeconds(3);

    /** Of the cell of publishing in which nothing waits; a channel takes two changes a second. */
    public static final Duration PUBLISH_CELL = Duration.ofSeconds(30);

    private static final Duration QUICK_CELL = Duration.ofMillis(250);

    public static final Options QUICK = of(List.of("--quick"), QUICK_CELL, List.of());

    /**
     * Reads the arguments after the benchmark's name.
     *
     * @param cell measured of each cell, unless they say otherwise
     * @param goals that may be measured alone; none, and the option is not known
     * @throws IllegalArgumentException saying what is wrong
     */
    public static Options of(List<String> arguments, Duration cell, List<String> goals) {
        return new Reading(new ArrayDeque<>(arguments), cell, goals).all();
    }

    /** Repeat 0 warms up and is discarded; a quick run has none, for it says little about speed anyhow. */
    public int firstRepeat() {
        return quick ? 1 : 0;
    }

    /** The options as far as they have been read. */
    private static final class Reading {

        private final Deque<String> left;
        private final List<String> goals;
        private final boolean quick;
        private boolean json;
        private int repeats;
        private Duration duration;
        private List<Integer> pools;
        private List<String> only = List.of();
        private long postings = 1_000_000;
        private int skus = 1;
        private Optional<Path> home = Optional.empty();
        private Optional<String> dbUrl = Optional.empty();

        Reading(Deque<String> arguments, Duration cell, List<String> goals) {
            left = arguments;
            this.goals = goals;
            quick = left.remove("--quick");
            repeats = quick ? 1 : 5;
            duration = quick ? QUICK_CELL : cell;
            pools = quick ? List.of(8) : List.of(2, 8, 16, 32);
            postings = quick ? 30_000 : postings;
        }

        Options all() {
            while (!left.isEmpty()) {
                read(left.remove());
            }
            Duration warmUp = quick ? QUICK_CELL : Duration.ofMillis(500);
            return new Options(json, quick, repeats, duration, warmUp, pools, only, postings, skus, home, dbUrl);
        }

        private void read(String option) {
            switch (option) {
                case "--json" -> json = true;
                case "--repeats" -> repeats = positive(option, value(option));
                case "--seconds" -> duration = seconds(option);
                case "--pools" ->
                    pools = Arrays.stream(value(option).split(","))
                            .map(text -> positive(option, text))
                            .toList();
                case "--only" -> only = goals(option);
                case "--postings" -> postings = 1_000L * positive(option, value(option));
                case "--skus" -> skus = positive(option, value(option));
                case "--home" -> home = Optional.of(Path.of(value(option)));
                case "--db-url" -> dbUrl = Optional.of(value(option));
                default -> throw unknown(option);
            }
        }

        private List<String> goals(String option) {
            if (goals.isEmpty()) {
                throw unknown(option);
            }
            List<String> asked = List.of(value(option).split(","));
            for (String goal : asked) {
                if (!goals.contains(goal)) {
                    throw new IllegalArgumentException(
                            option + " needs some of " + String.join(", ", goals) + ", not " + goal + "; see --help");
                }
            }
            return asked;
        }

        private static IllegalArgumentException unknown(String option) {
            return new IllegalArgumentException("unknown option " + option + "; see --help");
        }

        private String value(String option) {
            if (left.isEmpty()) {
                throw new IllegalArgumentException(option + " needs a value; see --help");
            }
            return left.remove();
        }

        private static int positive(String option, String text) {
            if (!text.matches("[1-9][0-9]{0,4}")) {
                throw new IllegalArgumentException(option + " needs a number from 1, not " + text + "; see --help");
            }
            return Integer.parseInt(text);
        }

        private Duration seconds(String option) {
            String text = value(option);
            if (!text.matches("[0-9]{1,4}(\\.[0-9]{1,3})?") || Double.parseDouble(text) == 0) {
                throw new IllegalArgumentException(
                        option + " needs seconds, such as 1.5, not " + text + "; see --help");
            }
            return Duration.ofMillis(Math.round(Double.parseDouble(text) * 1000));
        }
    }
}
