package penstock.core.sourcing;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import penstock.core.book.Arrival;
import penstock.core.book.Backlog;
import penstock.core.book.OpenBackorder;

/**
 * On which day units come that are owed. Owed units are served in turn, so the nth unit comes with the nth that arrives. An
 * arrival whose day has passed has none any more: nobody knows when it comes.
 */
public final class ArrivalPlan {

    private final Backlog backlog;
    private final long incoming;
    private final LocalDate today;
    private final List<Arrival> dated;

    /** @param incoming units on their way, whether or not anybody knows when they come */
    public ArrivalPlan(Backlog backlog, long incoming, LocalDate today) {
        this.backlog = backlog;
        this.incoming = incoming;
        this.today = today;
        this.dated = backlog.arrivals().stream()
                .filter(arrival -> !arrival.expectedOn().isBefore(today))
                .sorted(Comparator.comparing(Arrival::expectedOn))
                .toList();
    }

    /** The day to promise for units that are owed together with {@code owed} units, these included. */
    public LocalDate dayToPromise(long owed) {
        return notBeforeRelease(
                covered(owed).orElse(today.plusDays(backlog.rule().leadDays())));
    }

    /**
     * The day on which a promise is expected to be kept; empty if nobody knows.
     *
     * @param owed units owed up to and with this promise
     */
    public Optional<LocalDate> expectedDay(OpenBackorder promise, long owed) {
        Optional<LocalDate> day = covered(owed).map(this::notBeforeRelease);
        if (day.isPresent()) {
            return day;
        }
        boolean mayStillCome = owed <= incoming || promise.beyondIncoming();
        return Optional.of(promise.promisedOn()).filter(promised -> mayStillCome && !promised.isBefore(today));
    }

    private Optional<LocalDate> covered(long owed) {
        long coming = 0;
        for (Arrival arrival : dated) {
            coming += arrival.units();
            if (coming >= owed) {
                return Optional.of(arrival.expectedOn());
            }
        }
        return Optional.empty();
    }

    private LocalDate notBeforeRelease(LocalDate day) {
        return backlog.rule()
                .releaseOn()
                .filter(release -> release.isAfter(day))
                .orElse(day);
    }
}
