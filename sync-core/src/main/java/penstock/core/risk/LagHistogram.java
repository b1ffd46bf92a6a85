package penstock.core.risk;

import java.time.Duration;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * How often something took how long, in fixed buckets that are a quarter of a doubling wide: so what was counted in different hours and
 * by different nodes adds up, and a percentile is overstated by less than 19 %. Immutable.
 *
 * @param buckets how many were in each bucket
 */
public record LagHistogram(NavigableMap<Integer, Long> buckets) {

    /** The end of the first bucket. */
    public static final Duration SHORTEST = Duration.ofMillis(10);

    /** The last bucket, which holds whatever is longer: of six weeks and more. */
    public static final int LAST_BUCKET = 114;

    private static final double BUCKETS_OF_A_DOUBLING = 4;

    public LagHistogram {
        buckets = new TreeMap<>(buckets);
    }

    /** The bucket of a lag; a channel's clock may be ahead of ours, so one below zero is none. */
    public static int bucket(Duration lag) {
        double times = lag.toMillis() / (double) SHORTEST.toMillis();
        if (times <= 1) {
            return 0;
        }
        return Math.min(LAST_BUCKET, (int) Math.ceil(BUCKETS_OF_A_DOUBLING * Math.log(times) / Math.log(2) - 1e-9));
    }

    /** The longest lag of a bucket. */
    public static Duration longest(int bucket) {
        return Duration.ofMillis(Math.round(SHORTEST.toMillis() * Math.pow(2, bucket / BUCKETS_OF_A_DOUBLING)));
    }

    /** How many there are. */
    public long count() {
        return buckets.values().stream().mapToLong(many -> many).sum();
    }

    /** The lag that so many of a hundred do not exceed; as long as the longest of its bucket. Zero if there is none. */
    public Duration percentile(double percent) {
        double rank = count() * percent / 100;
        long upTo = 0;
        for (Map.Entry<Integer, Long> bucket : buckets.entrySet()) {
            upTo += bucket.getValue();
            if (upTo >= rank) {
                return longest(bucket.getKey());
            }
        }
        return Duration.ZERO;
    }

    /** How many took longer, those in the bucket of this lag not among them. */
    public long beyond(Duration lag) {
        return buckets.tailMap(bucket(lag), false).values().stream()
                .mapToLong(many -> many)
                .sum();
    }
}
