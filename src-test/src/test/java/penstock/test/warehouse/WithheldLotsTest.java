package penstock.test.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import penstock.core.catalogue.Locations.Location;
import penstock.core.catalogue.Site;
import penstock.core.engine.Engine;
import penstock.core.engine.EngineLimits;
import penstock.core.ledger.MoveStock;
import penstock.core.ledger.Placed;
import penstock.core.warehouse.UnsettledLots;
import penstock.routes.work.SettleLots;

/** What may not be sold is not available: not what is blocked, not what has expired, not what would expire too soon. */
class WithheldLotsTest {

    private final Storehouse house = new Storehouse();

    @AfterEach
    void theSumIsTheBalance() {
        house.requireSound();
        house.close();
    }

    private void plays(String script) {
        assertThat(house.play(script)).isEqualTo(Storehouse.tidy(script));
    }

    private void at(String moment) {
        house.clock.move(Duration.between(house.clock.instant(), Instant.parse(moment)));
    }

    @Test
    void blockingTakesWhatIsPromisedToNobodyFirstAndOpeningServesWhoIsShort() {
        house.lot("HONEY", "EARLY", "2026-12-01");
        house.lot("HONEY", "LATE", "2027-01-01");
        plays("""
                receive HONEY 6 A1/EARLY   -> CREATED A1/EARLY 6
                receive HONEY 2 B1/LATE    -> CREATED A1/EARLY 6, B1/LATE 2
                order O1 HONEY 3           -> reserved 3 short 0 A1/EARLY 6, B1/LATE 2
                release O1 HONEY           -> CHANGED A1/EARLY 6(3), B1/LATE 2
                order O2 HONEY 4           -> reserved 4 short 0 A1/EARLY 6(3), B1/LATE 2
                block HONEY EARLY          -> BLOCKED withheld A1/EARLY 6, B1/LATE 2(2)
                look HONEY O1              -> reserved 2 short 1, available 0 withheld 6
                look HONEY O2              -> reserved 0 short 4, available 0 withheld 6
                block HONEY EARLY          -> BLOCKED withheld A1/EARLY 6, B1/LATE 2(2)
                settle                     -> 0 lots
                open HONEY EARLY           -> OPEN A1/EARLY 6, B1/LATE 2(2)
                look HONEY O1              -> reserved 3 short 0, available 1 withheld 0
                look HONEY O2              -> reserved 4 short 0, available 1 withheld 0
                open HONEY EARLY           -> OPEN A1/EARLY 6, B1/LATE 2(2)
                settle                     -> 0 lots
                """);
    }

    @Test
    void whatIsWithheldIsCountedLostAndPutElsewhereAsItLies() {
        house.lot("HONEY", "BAD", "2027-01-01");
        plays("""
                receive HONEY 5 A1/BAD     -> CREATED A1/BAD 5
                block HONEY BAD            -> BLOCKED withheld A1/BAD 5
                receive HONEY 1 A1/BAD     -> BLOCKED_LOT withheld A1/BAD 5
                adjust HONEY 2 A1/BAD      -> CREATED withheld A1/BAD 7
                adjust HONEY -3 A1/BAD     -> CREATED withheld A1/BAD 4
                count HONEY 6 A1/BAD       -> CREATED withheld A1/BAD 6
                count HONEY 5 A1/BAD       -> CREATED withheld A1/BAD 5
                move HONEY 2 A1/BAD > Q1   -> CREATED withheld A1/BAD 3, withheld Q1/BAD 2
                adjust HONEY -4 A1/BAD     -> EXCEEDS_AVAILABLE withheld A1/BAD 3, withheld Q1/BAD 2
                clear HONEY 1 A1/BAD       -> EXCEEDS_AVAILABLE withheld A1/BAD 3, withheld Q1/BAD 2
                order O1 HONEY 1           -> reserved 0 short 1 withheld A1/BAD 3, withheld Q1/BAD 2
                open HONEY BAD             -> OPEN A1/BAD 3, Q1/BAD 2
                look HONEY O1              -> reserved 1 short 0, available 4 withheld 0
                """);
    }

    @Test
    void unitsOfNoKnownLotAreWithheldWhenTheyTurnOutToBeOfABlockedOne() {
        house.lot("HONEY", "BAD", "2027-01-01");
        house.engine.decide(
                house.sellerId,
                new MoveStock("opening", MoveStock.Kind.RECEIVE, house.key("HONEY", "WH"), 5, Placed.UNKNOWN_LOT, ""));
        plays("""
                order O1 HONEY 2           -> reserved 2 short 0 -/- 5
                block HONEY BAD            -> BLOCKED -/- 5
                move HONEY 4 -/- > A1/BAD  -> CREATED -/- 1, withheld A1/BAD 4
                look HONEY O1              -> reserved 1 short 1, available 0 withheld 4
                """);
    }

    @Test
    void piecesOfABlockedLotAreWithheldWhereTheyStandPickedOrNot() {
        house.lot("CAMERA", "BAD", "2027-01-01");
        plays("""
                receive CAMERA 2 A1/BAD serials S1,S2   -> CREATED A1/BAD 2
                order O1 CAMERA 1                       -> reserved 1 short 0 A1/BAD 2
                release O1 CAMERA                       -> CHANGED A1/BAD 2(1)
                pick O1 CAMERA 1 A1/BAD serials S1      -> CREATED A1/BAD 1, BENCH/BAD 1(1)
                block CAMERA BAD                        -> BLOCKED withheld A1/BAD 1, withheld BENCH/BAD 1
                look CAMERA O1                          -> reserved 0 short 1, available 0 withheld 2
                move CAMERA 1 A1/BAD > B1 serials S2    -> CREATED withheld B1/BAD 1, withheld BENCH/BAD 1
                open CAMERA BAD                         -> OPEN B1/BAD 1, BENCH/BAD 1
                look CAMERA O1                          -> reserved 1 short 0, available 1 withheld 0
                move CAMERA 1 BENCH/BAD > B1 serials S1 -> CREATED B1/BAD 2
                """);
    }

    @Test
    void theDayCountsByTheClockOfTheLocation() {
        inAuckland("WH");
        house.lot("HONEY", "EARLY", "2026-04-30");
        plays("""
                receive HONEY 3 A1/EARLY           -> CREATED A1/EARLY 3
                receive HONEY 3 -/EARLY in ANNEX   -> CREATED -/EARLY 3
                order O1 HONEY 5                   -> reserved 5 short 0 A1/EARLY 3
                """);
        at("2026-04-20T11:59:59Z"); // the last second of the 20th in Auckland: ten days are left, and ten must be
        plays("settle -> 0 lots");
        at("2026-04-20T12:00:00Z");
        plays("""
                settle                             -> 1 lots
                look HONEY O1                      -> reserved 3 short 2, available 0 withheld 3
                look HONEY O1 in ANNEX             -> reserved 3 short 2, available 0 withheld 0
                settle                             -> 0 lots
                """);
        at("2026-04-21T00:00:00Z");
        plays("""
                settle                             -> 1 lots
                look HONEY O1 in ANNEX             -> reserved 0 short 5, available 0 withheld 3
                settle                             -> 0 lots
                """);
    }

    private void inAuckland(String code) {
        house.locations.change(
                house.sellerId,
                code,
                old -> new Location(
                        old.locationId(),
                        old.code(),
                        old.name(),
                        old.kind(),
                        old.shipsBy(),
                        old.providerAccountId(),
                        old.sourceRank(),
                        new Site(Optional.empty(), Optional.of("NZ"), "Pacific/Auckland", ""),
                        old.keepsBins()));
    }

    @Test
    void whatWasPickedInTimeMayStillBeShippedUntilItHasExpired() {
        house.lot("HONEY", "EARLY", "2026-04-15");
        plays("""
                receive HONEY 5 A1/EARLY   -> CREATED A1/EARLY 5
                order O1 HONEY 4           -> reserved 4 short 0 A1/EARLY 5
                release O1 HONEY           -> CHANGED A1/EARLY 5(4)
                pick O1 HONEY 2 A1/EARLY   -> CREATED A1/EARLY 3(2), BENCH/EARLY 2(2)
                """);
        at("2026-04-06T00:00:00Z"); // nine days are left, ten must be
        plays("""
                settle                     -> 1 lots
                look HONEY O1              -> reserved 2 short 2, available 0 withheld 3
                ship O1 HONEY 1            -> CREATED withheld A1/EARLY 3, BENCH/EARLY 1(1)
                settle                     -> 0 lots
                """);
        at("2026-04-16T00:00:00Z");
        plays("""
                settle                     -> 1 lots
                look HONEY O1              -> reserved 0 short 3, available 0 withheld 4
                open HONEY EARLY           -> OPEN withheld A1/EARLY 3, withheld BENCH/EARLY 1
                """);
    }

    @Test
    void twoNodesAtOnceWithholdEveryUnitOnce() throws Exception {
        int lots = 12;
        for (int i = 0; i < lots; i++) {
            house.lot("HONEY", "L" + i, "2026-04-15");
            house.play("receive HONEY 3 A1/L" + i);
        }
        house.play("order O1 HONEY 20");
        at("2026-04-16T00:00:00Z");
        CyclicBarrier together = new CyclicBarrier(2);
        EngineLimits limits = new EngineLimits(2, 50, 1_000, 10);
        ExecutorService nodes = Executors.newFixedThreadPool(2); // the common pool of a small machine has one thread
        try (Engine other = new Engine(house.database, house.clock, house.ids, limits, seller -> {})) {
            CompletableFuture.allOf(
                            CompletableFuture.runAsync(() -> settle(together, house.engine), nodes),
                            CompletableFuture.runAsync(() -> settle(together, other), nodes))
                    .get(1, TimeUnit.MINUTES);
            await().untilAsserted(() -> assertThat(house.unsettled()).isEmpty());
        } finally {
            nodes.shutdownNow();
        }
        plays("look HONEY O1 -> reserved 0 short 20, available 0 withheld 36");
        assertThat(house.one("select sum(quantity) as id from posting where seller_id = ? and cause = 'LOT'"))
                .isEqualTo(36);
    }

    private void settle(CyclicBarrier together, Engine node) {
        SettleLots duty = new SettleLots(new UnsettledLots(house.database, house.clock), node, house.clock);
        try {
            together.await(1, TimeUnit.MINUTES);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        duty.settle(house.sellerId, house.clock.instant());
    }
}
