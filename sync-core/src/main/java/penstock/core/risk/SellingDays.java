package penstock.core.risk;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The days of a SKU on which it could be bought, and what was bought: what a velocity is fitted to. A day on which there was nothing, and
 * nothing was sold, says nothing of what buyers want, and is left out. Pure.
 *
 * @param closing what was available at the end of each day on which something moved, the last before the window too
 * @param units by account, by day
 */
public record SellingDays(NavigableMap<LocalDate, Long> closing, Map<Long, Map<LocalDate, Long>> units) {

    /** Whole days that are looked back on: four weeks, so that each weekday counts the same. */
    static final int WINDOW_DAYS = 28;

    /** Fewer days than these say nothing of how much they vary; then buyers are taken to come one by one. */
    static final int LEAST_DAYS_OF_A_VARIANCE = 7;

    public SellingDays {
        closing = new TreeMap<>(closing);
        units = Map.copyOf(units);
    }

    /** The first day of the window. */
    static LocalDate first(Instant asOf) {
        return today(asOf).minusDays(WINDOW_DAYS);
    }

    private static LocalDate today(Instant asOf) {
        return LocalDate.ofInstant(asOf, ZoneOffset.UTC);
    }

    /** Days with stock up to then, what has passed of today as its part of one. */
    public double days(Instant asOf) {
        double days = 0;
        for (LocalDate day = first(asOf); !day.isAfter(today(asOf)); day = day.plusDays(1)) {
            days += couldBeBought(day) ? part(day, asOf) : 0;
        }
        return days;
    }

    private static double part(LocalDate day, Instant asOf) {
        Duration passed = Duration.between(day.atStartOfDay(ZoneOffset.UTC).toInstant(), asOf);
        return Math.min(1, passed.toMillis() / (double) Duration.ofDays(1).toMillis());
    }

    private boolean couldBeBought(LocalDate day) {
        Map.Entry<LocalDate, Long> last = closing.floorEntry(day);
        return (last != null && last.getValue() > 0)
                || units.values().stream().anyMatch(sold -> sold.getOrDefault(day, 0L) > 0);
    }

    /** How fast each account sells it. What has been on sale for less than a day is taken to have sold so much in a day. */
    public Map<Long, Velocity> velocities(Instant asOf) {
        double days = Math.max(1, days(asOf));
        Map<Long, Velocity> fitted = new HashMap<>();
        units.forEach((account, sold) -> {
            Sum all = new Sum();
            Sum whole = new Sum();
            for (LocalDate day = first(asOf); !day.isAfter(today(asOf)); day = day.plusDays(1)) {
                if (part(day, asOf) > 0 && couldBeBought(day)) {
                    long ofDay = Math.max(0, sold.getOrDefault(day, 0L)); // more can be given back than is remembered
                    all.add(ofDay);
                    if (part(day, asOf) == 1) {
                        whole.add(ofDay);
                    }
                }
            }
            double perDay = all.total / days;
            if (perDay > 0) {
                fitted.put(account, new Velocity(perDay, whole.variance(perDay)));
            }
        });
        return fitted;
    }

    /** Adds up numbers and their squares. */
    private static final class Sum {

        private int count;
        private double total;
        private double squares;

        void add(long number) {
            count++;
            total += number;
            squares += (double) number * number;
        }

        /** The sample's, with n - 1. */
        double variance(double ofFew) {
            return count < LEAST_DAYS_OF_A_VARIANCE
                    ? ofFew
                    : Math.max(0, (squares - total * total / count) / (count - 1));
        }
    }
}
