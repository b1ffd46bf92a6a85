package penstock.core.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SellingDaysTest {

    private static final long WEIR = 1;
    private static final long MILL = 2;

    private static final Instant NOON = Instant.parse("2026-03-29T12:00:00Z");
    private static final LocalDate FIRST = LocalDate.parse("2026-03-01");

    private final TreeMap<LocalDate, Long> closing = new TreeMap<>();
    private final Map<Long, Map<LocalDate, Long>> units = new HashMap<>();

    private void sold(long account, String day, long many) {
        units.computeIfAbsent(account, one -> new HashMap<>()).put(LocalDate.parse(day), many);
    }

    private SellingDays days() {
        return new SellingDays(closing, units);
    }

    @Test
    void fourWeeksAndTodaysPartAreLookedBackOn() {
        closing.put(LocalDate.parse("2026-01-05"), 100L);
        for (int day = 0; day < 28; day++) {
            sold(WEIR, FIRST.plusDays(day).toString(), day % 2 == 0 ? 2 : 6);
        }
        sold(WEIR, "2026-02-28", 1_000);
        sold(WEIR, "2026-03-29", 2);
        sold(WEIR, "2026-03-30", 1_000); // its channel's clock is ahead
        sold(MILL, "2026-03-10", 3);
        assertThat(SellingDays.first(NOON)).isEqualTo(FIRST);
        assertThat(days().days(NOON)).isEqualTo(28.5);
        Velocity weir = days().velocities(NOON).get(WEIR);
        assertThat(weir.perDay()).isEqualTo((14 * 2 + 14 * 6 + 2) / 28.5);
        assertThat(weir.variancePerDay())
                .as("28 whole days, each 2 from their mean")
                .isEqualTo(28 * 4 / 27.0);
        Velocity mill = days().velocities(NOON).get(MILL);
        assertThat(mill.perDay()).isEqualTo(3 / 28.5);
        assertThat(mill.variancePerDay()).isCloseTo((9 - 9 / 28.0) / 27, within(1e-12));
    }

    @Test
    void daysWithoutStockAreLeftOut() {
        closing.put(LocalDate.parse("2026-03-03"), 40L); // the first there ever was
        closing.put(LocalDate.parse("2026-03-05"), 0L); // sold out on this day
        closing.put(LocalDate.parse("2026-03-20"), 9L);
        closing.put(LocalDate.parse("2026-03-22"), 0L); // lost, not sold
        sold(WEIR, "2026-03-03", 10);
        sold(WEIR, "2026-03-05", 30);
        assertThat(days().days(NOON))
                .as("from the 3rd to the 5th, the 20th and the 21st")
                .isEqualTo(5);
        assertThat(days().velocities(NOON)).containsExactlyEntriesOf(Map.of(WEIR, Velocity.poisson(8)));
    }

    @Test
    void whatIsOnSaleForAnHourHasNotSoldATwentyFourthOfADaysUnits() {
        closing.put(LocalDate.parse("2026-03-29"), 5L);
        sold(WEIR, "2026-03-29", 1);
        assertThat(days().velocities(Instant.parse("2026-03-29T01:00:00Z")).get(WEIR))
                .isEqualTo(Velocity.poisson(1));
    }

    @Test
    void whatWasAllGivenBackDoesNotSell() {
        closing.put(LocalDate.parse("2026-03-01"), 5L);
        sold(WEIR, "2026-03-02", 0);
        sold(WEIR, "2026-03-03", -2); // what it gave back is of an order that is remembered no more
        assertThat(days().velocities(NOON)).isEmpty();
    }
}
