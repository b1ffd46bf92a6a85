package penstock.core.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import penstock.core.risk.LagHistogram;
import penstock.core.risk.Velocity;
import penstock.core.trial.SimulatedSku.Outlet;

/** Two channels of a SKU; a moment is told in hours. */
class PlayTest {

    private static final Duration HOUR = Duration.ofHours(1);

    private static SimulatedSku sku(int stock, Duration sale, Duration show, Duration between) {
        Outlet outlet = new Outlet(Velocity.poisson(10), SpreadOfLag.always(sale), SpreadOfLag.always(show), between);
        return new SimulatedSku(List.of(outlet, outlet), stock, 0, 0, 1);
    }

    private static Buyer buyer(double hour, int outlet, int units, double saleHours) {
        return new Buyer(hour / 24, outlet, units, saleHours / 24);
    }

    private static Play play(SimulatedSku sku, int keptBack, Buyer... buyers) {
        return sku.play((outlet, available) -> keptBack, List.of(buyers), 2, new SplittableRandom(1));
    }

    @Test
    void theLastUnitIsSoldTwiceBeforeTheOtherChannelKnows() {
        SimulatedSku sku = sku(1, HOUR, HOUR, Duration.ZERO);
        Result sold = play(sku, 0, buyer(1, 0, 1, 1), buyer(2.9, 1, 1, 1), buyer(2.9, 0, 1, 1))
                .result();
        assertThat(sold).isEqualTo(new Result(3, 1, 1, 0, sold.listed()));
        assertThat(sold.listed()).as("the one for an hour, the other for 2.9").isCloseTo(3.9 / 48 / 2, within(1e-9));
        Result known = play(sku, 0, buyer(1, 0, 1, 1), buyer(3.1, 1, 1, 1)).result();
        assertThat(known.oversold()).as("two hours later").isZero();
    }

    @Test
    void whatIsKeptBackIsNotSoldTwiceAndTurnsBuyersAway() {
        SimulatedSku sku = sku(2, HOUR, HOUR, Duration.ZERO);
        Result sold = play(sku, 1, buyer(1, 0, 1, 1), buyer(1, 1, 1, 1), buyer(9, 0, 1, 1))
                .result();
        assertThat(sold.served()).isEqualTo(2);
        assertThat(sold.oversold()).isZero();
        Result kept = play(sku, 1, buyer(1, 0, 1, 1), buyer(9, 1, 1, 1)).result();
        assertThat(kept.served()).isEqualTo(1);
        assertThat(kept.turnedAway()).isEqualTo(1);
    }

    @Test
    void aNumberThatArrivesDoesNotUndoWhatWasSoldMeanwhile() {
        SimulatedSku sku = sku(3, HOUR, HOUR, Duration.ZERO);
        // the other's sale is told at 2 and shown at 3 as 2 left, of which one is sold at 2.5 and not in the ledger yet
        Result sold = play(sku, 0, buyer(1, 0, 1, 1), buyer(2.5, 1, 1, 1), buyer(3.2, 1, 2, 1))
                .result();
        assertThat(sold.oversold()).isZero();
        assertThat(sold.turnedAway())
                .as("one is left at most, and two are wanted")
                .isZero();
        assertThat(sold.served()).isEqualTo(2);
    }

    @Test
    void theRateLimitIsPartOfWhatIsMeasured() {
        SimulatedSku sku = sku(9, Duration.ofMinutes(1), Duration.ofMinutes(1), Duration.ofHours(4));
        Play.Measured measured = play(
                        sku, 0, buyer(1, 0, 1, 1 / 60.0), buyer(2, 0, 1, 1 / 60.0), buyer(9, 0, 1, 1 / 60.0))
                .measured();
        LagHistogram other = measured.commitToShown().get(1);
        assertThat(other.count()).isEqualTo(3);
        assertThat(other.beyond(Duration.ofMinutes(2))).isEqualTo(1);
        assertThat(other.beyond(Duration.ofHours(4))).isZero();
        assertThat(measured.commitToShown().get(0).count())
                .as("it counted its own sales off")
                .isZero();
        assertThat(measured.saleToCommit().get(0).count()).isEqualTo(3);
    }

    @Test
    void whoHearsOfEverythingAtOnceSellsWhatThereIsOnce() {
        long seed = Long.getLong("penstock.seed", 5);
        Outlet outlet = new Outlet(
                new Velocity(30, 90),
                SpreadOfLag.always(Duration.ofNanos(1_000)),
                SpreadOfLag.always(Duration.ofNanos(1_000)),
                Duration.ZERO);
        SimulatedSku sku = new SimulatedSku(List.of(outlet, outlet, outlet), 200, 150, 2, 3);
        List<Buyer> buyers = BuyersOfASku.list(sku, 28, new SplittableRandom(seed));
        Result sold = sku.play((one, available) -> 0, buyers, 28, new SplittableRandom(seed))
                .result();
        assertThat(sold.oversold()).as("penstock.seed=%d", seed).isZero();
        assertThat(sold.turnedAway()).as("penstock.seed=%d", seed).isZero();
        assertThat(sold.served())
                .as("penstock.seed=%d", seed)
                .isEqualTo(BuyersOfASku.servedAtBest(sku, buyers))
                .isGreaterThan(1_800);
    }

    @Test
    void anOwnSiteIsAnsweredWhatThereIsAndSellsNothingTwice() {
        Play.Outlet site = new Play.Outlet(SpreadOfLag.always(HOUR), Duration.ZERO, true);
        Play.Outlet shop = new Play.Outlet(SpreadOfLag.always(HOUR), Duration.ZERO, false);
        Play play = new Play(
                List.of(site, shop),
                new int[] {2, 3},
                (outlet, there, shown) -> there[0] + there[1],
                2,
                new SplittableRandom(1));
        play.play(
                List.of(new Play.Move(5 / 24.0, 1, -9), new Play.Move(9 / 24.0, 0, 4)),
                List.of(
                        buyer(1, 0, 4, 0),
                        buyer(1.5, 0, 2, 0),
                        buyer(1.6, 1, 1, 0.1),
                        buyer(6, 0, 1, 0),
                        buyer(10, 0, 4, 0)));
        assertThat(play.results().get(0))
                .extracting(Result::wanted, Result::served, Result::oversold, Result::turnedAway)
                .containsExactly(11L, 8L, 0L, 0L);
        assertThat(play.results().get(1))
                .extracting(Result::wanted, Result::served, Result::oversold, Result::turnedAway)
                .containsExactly(1L, 1L, 0L, 0L);
    }

    @Test
    void buyersComeAsTheVelocitySays() {
        long seed = Long.getLong("penstock.seed", 3);
        int days = 4_000;
        Outlet outlet =
                new Outlet(new Velocity(6, 24), SpreadOfLag.always(HOUR), SpreadOfLag.always(HOUR), Duration.ZERO);
        SimulatedSku sku = new SimulatedSku(List.of(outlet), 0, 0, 0, 3);
        List<Buyer> buyers = BuyersOfASku.list(sku, days, new SplittableRandom(seed));
        double[] units = new double[days];
        buyers.forEach(one -> units[(int) one.at()] += one.units());
        double mean = IntStream.range(0, days).mapToDouble(day -> units[day]).sum() / days;
        double variance = IntStream.range(0, days)
                        .mapToDouble(day -> Math.pow(units[day] - mean, 2))
                        .sum()
                / (days - 1);
        assertThat(mean).as("penstock.seed=%d", seed).isCloseTo(6, within(0.3));
        assertThat(variance).as("penstock.seed=%d", seed).isCloseTo(24, within(2.5));
        double evening = buyers.stream()
                .filter(one -> one.at() % 1 >= 20 / 24.0)
                .mapToInt(Buyer::units)
                .sum();
        assertThat(evening / (mean * days)).as("three times four of 24 hours").isCloseTo(0.5, within(0.02));
    }
}
