package penstock.core.offer;

import java.time.Duration;

/**
 * How much a supplier's word is worth by its age: whole while it is fresh, nothing when it is gone, linear between.
 *
 * @param percent of it that is there even when it is fresh: how reliable suppliers are
 */
public record Decay(int freshHours, int goneHours, int percent) {

    private static final double MINUTES = Duration.ofHours(1).toMinutes();

    /** What is counted of one unit, 0 to 1. */
    double factor(Duration age) {
        double hours = age.toMinutes() / MINUTES;
        double fresh =
                hours <= freshHours ? 1 : hours >= goneHours ? 0 : (goneHours - hours) / (goneHours - freshHours);
        return fresh * percent / 100;
    }

    int units(int available, Duration age) {
        return (int) Math.floor(available * factor(age));
    }
}
