package penstock.bench.harness;

import java.util.function.ToDoubleFunction;

/** What of two measurements is compared. */
public enum Figure {
    /** Sales a second: the more, the better. */
    PER_SECOND("orders a second", "/s", Measured::perSecond),
    /** The time within which 99 of 100 sales were done: the less, the better. */
    P99("p99", " ms", Measured::p99Ms);

    private final String words;
    private final String unit;
    private final ToDoubleFunction<Measured> of;

    Figure(String words, String unit, ToDoubleFunction<Measured> of) {
        this.words = words;
        this.unit = unit;
        this.of = of;
    }

    double of(Measured measured) {
        return of.applyAsDouble(measured);
    }

    /** Whether a ratio to the anchor falls short of what it should be. */
    boolean isMissed(double ratio, double limit) {
        return this == PER_SECOND ? ratio < limit : ratio > limit;
    }

    String words() {
        return words;
    }

    String unit() {
        return unit;
    }
}
