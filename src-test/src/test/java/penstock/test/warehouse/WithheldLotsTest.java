package penstock.test.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import penstock.core.book.Actor;
import penstock.core.catalogue.InvalidField;
import penstock.core.catalogue.Locations.Location;
import penstock.core.catalogue.Site;
import penstock.core.engine.Engine;
import penstock.core.engine.EngineLimits;
import penstock.core.ledger.MoveStock;
import penstock.core.ledger.Placed;
import penstock.core.warehouse.Lots;
import penstock.core.warehouse.UnsettledLots;
import penstock.routes.work.SettleLots;
import penstock.test.concurrency.AtOnce;

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
    void whatIsWithheldLeavesForGoodOrIsReleasedBySomebodyWhoSaysWhy() {
        house.lot("HONEY", "EARLY", "2026-04-15");
        plays("""
                receive HONEY 9 A1/EARLY                                     -> CREATED A1/EARLY 9
                dispose HONEY 1 A1/EARLY reason EXPIRED                      -> EXCEEDS_AVAILABLE A1/EARLY 9
                """);
        at("2026-04-16T00:00:00Z");
        plays("""
                settle                                                       -> 1 lots
                dispose HONEY 2 A1/EARLY reason EXPIRED                      -> CREATED withheld A1/EARLY 7
                send_back HONEY 3 A1/EARLY state WITHHELD reason EXPIRED     -> CREATED withheld A1/EARLY 4
                send_back HONEY 5 A1/EARLY reason EXPIRED                    -> EXCEEDS_AVAILABLE withheld A1/EARLY 4
                order O1 HONEY 1                                             -> reserved 0 short 1 withheld A1/EARLY 4
                until HONEY EARLY 2026-05-30                                 -> A1/EARLY 4
                look HONEY O1                                                -> reserved 1 short 0, available 3 withheld 0
                """);
        assertThat(went("disposal") + " " + went("supplier")).isEqualTo("2 3");
        assertThat(house.lots.changes(
                        house.sellerId,
                        house.lots
                                .find(house.sellerId, house.sku("HONEY"), "EARLY")
                                .orElseThrow()
                                .lotId(),
                        0,
                        10))
                .extracting(
                        one -> one.state() + " " + one.expiresOn().orElseThrow() + " " + one.reason() + " " + one.by())
                .containsExactly("OPEN 2026-05-30 tested again OPERATOR:0");
    }

    private long went(String outside) {
        return house.one("select coalesce(sum(quantity), 0) as id from posting where seller_id = ? and to_condition = '"
                + outside + "'");
    }

    @Test
    void whoeverReleasesALotSaysWhy() {
        house.lot("HONEY", "BAD", "2027-01-01");
        house.play("block HONEY BAD");
        Lots.Change open = new Lots.Change(Optional.of(Lots.State.OPEN), Optional.empty(), Optional.empty());
        assertThatThrownBy(() -> house.lots.change(house.sellerId, Actor.OPERATOR, house.sku("HONEY"), "BAD", open))
                .isInstanceOfSatisfying(
                        InvalidField.class, fault -> assertThat(fault.field()).isEqualTo("reason"));
    }

    @Test
    void whatIsPutBackAndMayNotBeSoldAnyMoreIsWithheldAtOnce() {
        house.lot("HONEY", "EARLY", "2026-04-15");
        house.lot("HONEY", "LATE", "2027-01-01");
        plays("""
                receive HONEY 3 A1/EARLY   -> CREATED A1/EARLY 3
                order O1 HONEY 3           -> reserved 3 short 0 A1/EARLY 3
                release O1 HONEY           -> CHANGED A1/EARLY 3(3)
                pick O1 HONEY 3 A1/EARLY   -> CREATED BENCH/EARLY 3(3)
                """);
        at("2026-04-06T00:00:00Z"); // nine days are left, ten must be
        plays("""
                settle                     -> 0 lots
                receive HONEY 1 B1/LATE    -> CREATED B1/LATE 1, BENCH/EARLY 3(3)
                back O1 HONEY 2 A1/EARLY   -> CREATED withheld A1/EARLY 2, B1/LATE 1(1), BENCH/EARLY 1(1)
                look HONEY O1              -> reserved 2 short 1, available 0 withheld 2
                """);
        plays("""
                mark HONEY EARLY           -> BLOCKED withheld A1/EARLY 2, B1/LATE 1(1), BENCH/EARLY 1(1)
                back O1 HONEY 1 A1/EARLY   -> CREATED withheld A1/EARLY 3, B1/LATE 1(1)
                settle                     -> 0 lots
                look HONEY O1              -> reserved 1 short 2, available 0 withheld 3
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
        EngineLimits limits = new EngineLimits(2, 50, 1_000, 10);
        try (Engine other = new Engine(house.database, house.clock, house.ids, limits, seller -> {})) {
            AtOnce.times(2, who -> settle(who == 0 ? house.engine : other));
            await().untilAsserted(() -> assertThat(house.unsettled()).isEmpty());
        }
        plays("look HONEY O1 -> reserved 0 short 20, available 0 withheld 36");
        assertThat(house.one("select sum(quantity) as id from posting where seller_id = ? and cause = 'LOT'"))
                .isEqualTo(36);
    }

    private Engine settle(Engine node) {
        new SettleLots(new UnsettledLots(house.database, house.clock), node, house.clock)
                .settle(house.sellerId, house.clock.instant());
        return node;
    }
}
