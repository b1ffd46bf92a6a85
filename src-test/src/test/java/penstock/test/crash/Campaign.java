package penstock.test.crash;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What was asked for by system properties: {@code penstock.kills} rounds (1 in a build) and the {@code penstock.seed} that
 * decides when. Tells how it goes; {@code ./penstock campaign} shows these lines.
 */
public record Campaign(long seed, int rounds, Random random) {

    public static Campaign asked() {
        return asked(ThreadLocalRandom.current().nextInt(1, 1_000_000));
    }

    /** With that seed in a build; a campaign gives its own. */
    public static Campaign asked(long known) {
        long seed = Long.getLong("penstock.seed", known);
        return new Campaign(seed, Integer.getInteger("penstock.kills", 1), new Random(seed));
    }

    public void tell(String what) {
        System.out.println("campaign: " + what + " (penstock.seed=" + seed + ")");
    }

    /** So many answers are awaited before a kill. */
    int moment() {
        return 20 + random.nextInt(80);
    }

    /** Durations of one kind. */
    static final class Took {
        private final List<Duration> all = new ArrayList<>();

        /** The time since then, by the system's own clock in nanoseconds. */
        String since(long start) {
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            all.add(took);
            return seconds(took);
        }

        @Override
        public String toString() {
            List<Duration> sorted = all.stream().sorted().toList();
            return sorted.isEmpty()
                    ? "never measured"
                    : "%s to %s, median %s of %d"
                            .formatted(
                                    seconds(sorted.get(0)),
                                    seconds(sorted.get(sorted.size() - 1)),
                                    seconds(sorted.get(sorted.size() / 2)),
                                    sorted.size());
        }

        private static String seconds(Duration took) {
            return String.format(Locale.ROOT, "%.1f s", took.toMillis() / 1000.0);
        }
    }
}
