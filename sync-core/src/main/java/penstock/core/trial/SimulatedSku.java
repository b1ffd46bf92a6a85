package penstock.core.trial;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import penstock.core.risk.Velocity;

/**
 * A SKU as a trial of buffers has it: who sells it, how late everybody hears of it, and how it is stocked up.
 *
 * @param stock units at the beginning
 * @param delivery units that come every {@code deliveryDays}; none where that is 0
 * @param eveningPeak how many times the daily mean is sold in the four busiest hours; 1 for all day the same
 */
public record SimulatedSku(List<Outlet> outlets, int stock, int delivery, int deliveryDays, double eveningPeak) {

    public SimulatedSku {
        outlets = List.copyOf(outlets);
        if (stock < 0 || delivery < 0 || deliveryDays < 0) {
            throw new IllegalArgumentException("units and days are not negative");
        }
        if (!(eveningPeak >= 1 && eveningPeak < BuyersOfASku.DAY / BuyersOfASku.PEAK)) {
            throw new IllegalArgumentException(
                    "a peak of " + eveningPeak + " times the mean leaves nothing for the day");
        }
    }

    /**
     * A channel that sells it, and never more than it shows.
     *
     * @param between the least time between two numbers that it is sent: its rate limit
     */
    public record Outlet(Velocity velocity, SpreadOfLag saleToCommit, SpreadOfLag commitToShown, Duration between) {}

    /** Has the buyers come, with so much kept back. */
    Play play(BufferRule.Buffer buffer, List<Buyer> buyers, int days, RandomGenerator chance) {
        List<Play.Move> deliveries = new ArrayList<>();
        for (int day = deliveryDays; deliveryDays > 0 && day < days; day += deliveryDays) {
            deliveries.add(new Play.Move(day, 0, delivery));
        }
        return new Play(
                        outlets.stream()
                                .map(outlet -> new Play.Outlet(outlet.commitToShown(), outlet.between(), false))
                                .toList(),
                        new int[] {stock},
                        (outlet, there, shownNow) -> Math.max(0, there[0] - buffer.units(outlet, there[0])),
                        days,
                        chance)
                .play(deliveries, buyers);
    }
}
