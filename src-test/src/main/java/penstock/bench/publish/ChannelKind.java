package penstock.bench.publish;

import java.time.Duration;

/** The simulated channels, with what they publish of their limits for writing stock. */
enum ChannelKind {
    /** A call that sets quantities costs 10 points of 100 that come back a second; it carries 250. */
    SHOPIFY("shopify", Duration.ofMillis(100), 200),
    /** Listings Items {@code PATCH}: 5 a second, 5 in a burst, one listing each. */
    AMAZON("amazon", Duration.ofMillis(200), 5);

    private final String code;
    private final Duration interval;
    private final int burst;

    ChannelKind(String code, Duration interval, int burst) {
        this.code = code;
        this.interval = interval;
        this.burst = burst;
    }

    String code() {
        return code;
    }

    /** After which the channel takes the next call when nothing is saved up. */
    Duration interval() {
        return interval;
    }

    /** Calls that it takes within so long, what was saved up among them. */
    double mostIn(Duration time) {
        return burst + (double) time.toNanos() / interval.toNanos();
    }
}
