package penstock.bench.harness;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** An endless stream of orders, the same for the same seed. Any thread. */
public final class Sales {

    private final Mix mix;
    private final int skus;
    private final long seed;
    private final AtomicLong placed = new AtomicLong();

    public Sales(Mix mix, int skus, long seed) {
        this.mix = mix;
        this.skus = skus;
        this.seed = seed;
    }

    /**
     * What the orders are like.
     *
     * @param percentRepeats so many of a hundred are sent again, right after they were sent first
     */
    public record Mix(int maxLines, int maxQuantity, int percentRepeats) {

        public static final Mix SIMPLE = new Mix(1, 1, 0);
    }

    public Sale next() {
        return sale(sold(placed.getAndIncrement()));
    }

    /** The different orders among the first {@code sent}, in the order in which they were first sent. */
    public Stream<Sale> distinct(long sent) {
        return LongStream.range(0, sent).map(this::sold).distinct().mapToObj(this::sale);
    }

    private long sold(long number) {
        return isRepeat(number) ? number - 1 : number;
    }

    private boolean isRepeat(long number) {
        return number > 0 && below(100, number, 1) < mix.percentRepeats();
    }

    private Sale sale(long number) {
        // in no order, as a channel's ids are
        String id = "%016x".formatted(mixed(seed + number));
        int lineCount = 1 + below(mix.maxLines(), number, 2);
        List<Sale.Line> lines = new ArrayList<>(lineCount);
        for (int i = 0; i < lineCount; i++) {
            lines.add(new Sale.Line(below(skus, number, 10 + i), 1 + below(mix.maxQuantity(), number, 100 + i)));
        }
        return new Sale(id, lines);
    }

    private int below(int bound, long number, int aspect) {
        return bound == 1 ? 0 : (int) Long.remainderUnsigned(mixed(mixed(seed + number) + aspect), bound);
    }

    /** SplitMix64's finaliser: every number to another, none twice. */
    private static long mixed(long number) {
        long z = number * 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
