package penstock.routes.command.demo;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * How long something took, over all times it was measured. Percentiles are of the measured values (nearest rank), none is
 * interpolated. Pure.
 *
 * @param sorted milliseconds, the shortest first
 */
record Lags(List<Double> sorted) {

    static final Lags NONE = new Lags(List.of());

    Lags {
        List<Double> copy = new ArrayList<>(sorted);
        Collections.sort(copy);
        sorted = List.copyOf(copy);
    }

    int count() {
        return sorted.size();
    }

    /** The value that so many in a hundred do not exceed; 0 if nothing was measured. */
    double percentile(double percent) {
        if (sorted.isEmpty()) {
            return 0;
        }
        int rank = (int) Math.ceil(percent / 100 * sorted.size());
        return sorted.get(Math.max(1, rank) - 1);
    }

    double median() {
        return percentile(50);
    }

    double p99() {
        return percentile(99);
    }

    double longest() {
        return percentile(100);
    }
}
