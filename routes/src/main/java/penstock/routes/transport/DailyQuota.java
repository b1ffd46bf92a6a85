package penstock.routes.transport;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * So many units a day, planned over the day: whoever is not urgent may have spent by any moment what falls to it until an hour later,
 * of what is not kept for decreases. So a bulk job in the morning leaves something for the evening. Days are UTC. Any thread.
 */
final class DailyQuota {

    /** What falls to this long may be spent ahead. */
    static final Duration AHEAD = Duration.ofHours(1);

    private static final Duration DAY = Duration.ofDays(1);

    private final int perDay;
    private LocalDate day;
    private int used;

    /** @param used units that were used on that day already */
    DailyQuota(int perDay, LocalDate day, int used) {
        this.perDay = perDay;
        this.day = day;
        this.used = used;
    }

    static LocalDate day(Instant now) {
        return LocalDate.ofInstant(now, ZoneOffset.UTC);
    }

    /**
     * Takes what a call costs.
     *
     * @return zero when taken, else the wait after which it can be
     */
    synchronized Duration take(int cost, Urgency urgency, Instant now) {
        startDay(now);
        Duration elapsed = Duration.between(day.atStartOfDay(ZoneOffset.UTC).toInstant(), now);
        double planned = urgency == Urgency.DECREASE ? perDay : perDay * (1 - RateBudgets.SHARE_KEPT_FOR_DECREASES);
        double needed = (used + cost) / planned; // of the day
        double spendable = urgency == Urgency.DECREASE ? 1 : ofDay(elapsed.plus(AHEAD));
        if (needed <= Math.min(1, spendable)) {
            used += cost;
            return Duration.ZERO;
        }
        Duration untilTomorrow = DAY.minus(elapsed);
        Duration untilPlanned =
                Duration.ofNanos((long) (needed * DAY.toNanos())).minus(AHEAD).minus(elapsed);
        return needed > 1 || untilPlanned.compareTo(untilTomorrow) > 0 ? untilTomorrow : untilPlanned;
    }

    private static double ofDay(Duration part) {
        return (double) part.toNanos() / DAY.toNanos();
    }

    /** The call for which units were taken is not made. */
    synchronized void giveBack(int cost) {
        used = Math.max(0, used - cost);
    }

    /** Units used today. */
    synchronized int used(Instant now) {
        startDay(now);
        return used;
    }

    /** A clock that goes back starts no day anew. */
    private void startDay(Instant now) {
        if (day(now).isAfter(day)) {
            day = day(now);
            used = 0;
        }
    }
}
