package penstock.test.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Bins and lots are assigned when an order is released, and leave with the parcel. */
class PickingTest {

    private final Storehouse house = new Storehouse();

    @AfterEach
    void theSumIsTheBalance() {
        house.requireSound();
        house.close();
    }

    private void plays(String script) {
        assertThat(house.play(script)).isEqualTo(Storehouse.tidy(script));
    }

    @Test
    void reservingAssignsNothingAndReleasingTheNearestOfWhatCameFirst() {
        plays("""
                receive MUG 3 B1/-         -> CREATED B1/- 3
                receive MUG 5 A1/-         -> CREATED A1/- 5, B1/- 3
                receive MUG 9 Q1/-         -> CREATED A1/- 5, B1/- 3, Q1/- 9
                order O1 MUG 4             -> reserved 4 short 0 A1/- 5, B1/- 3, Q1/- 9
                release O1 MUG             -> CHANGED A1/- 5(1), B1/- 3(3), Q1/- 9
                """);
        assertThat(house.picks()).isEqualTo("MUG 1 A1/-, MUG 3 B1/-");
        plays("""
                pick O1 MUG 1 A1/-         -> CREATED A1/- 4, B1/- 3(3), BENCH/- 1(1), Q1/- 9
                pick O1 MUG 4 B1/-         -> NOT_POSSIBLE A1/- 4, B1/- 3(3), BENCH/- 1(1), Q1/- 9
                pick O1 MUG 3 B1/- id P    -> CREATED A1/- 4, BENCH/- 4(4), Q1/- 9
                pick O1 MUG 3 B1/- id P    -> EXISTS A1/- 4, BENCH/- 4(4), Q1/- 9
                ship O1 MUG 4              -> CREATED A1/- 4, Q1/- 9
                """);
        assertThat(house.picks()).isEmpty();
    }

    @Test
    void whatExpiresFirstGoesFirstAndWhatMayNotBeSoldNever() {
        house.lot("HONEY", "EARLY", "2026-04-15");
        house.lot("HONEY", "LATE", "2027-01-01");
        plays("""
                receive HONEY 5 A1/LATE    -> CREATED A1/LATE 5
                receive HONEY 5 B1/EARLY   -> CREATED A1/LATE 5, B1/EARLY 5
                order O1 HONEY 2           -> reserved 2 short 0 A1/LATE 5, B1/EARLY 5
                release O1 HONEY           -> CHANGED A1/LATE 5, B1/EARLY 5(2)
                ship O1 HONEY 2            -> CREATED A1/LATE 5, B1/EARLY 3
                order O2 HONEY 3           -> reserved 3 short 0 A1/LATE 5, B1/EARLY 3
                release O2 HONEY           -> CHANGED A1/LATE 5, B1/EARLY 3(3)
                block HONEY EARLY          -> BLOCKED A1/LATE 5(3), withheld B1/EARLY 3
                pick O2 HONEY 3 B1/EARLY   -> BLOCKED_LOT A1/LATE 5(3), withheld B1/EARLY 3
                pick O2 HONEY 3 A1/LATE    -> CREATED A1/LATE 2, withheld B1/EARLY 3, BENCH/LATE 3(3)
                receive HONEY 3 Q1/LATE    -> CREATED A1/LATE 2, withheld B1/EARLY 3, BENCH/LATE 3(3), Q1/LATE 3
                order O3 HONEY 5           -> reserved 5 short 0 A1/LATE 2, withheld B1/EARLY 3, BENCH/LATE 3(3), Q1/LATE 3
                release O3 HONEY           -> CHANGED A1/LATE 2(2), withheld B1/EARLY 3, BENCH/LATE 3(3), Q1/LATE 3
                """);
        assertThat(house.picks()).isEqualTo("HONEY 2 A1/LATE, HONEY 3 unassigned");
        plays("""
                receive HONEY 4 B1/LATE    -> CREATED A1/LATE 2(2), withheld B1/EARLY 3, B1/LATE 4, BENCH/LATE 3(3), Q1/LATE 3
                assign O3 HONEY            -> CHANGED A1/LATE 2(2), withheld B1/EARLY 3, B1/LATE 4(3), BENCH/LATE 3(3), Q1/LATE 3
                assign O9 HONEY            -> NOT_FOUND A1/LATE 2(2), withheld B1/EARLY 3, B1/LATE 4(3), BENCH/LATE 3(3), Q1/LATE 3
                """);
    }

    @Test
    void aLotIsKeptFromOrdersOnceTooFewOfItsDaysAreLeft() {
        house.lot("HONEY", "EARLY", "2026-04-15");
        plays("""
                receive HONEY 5 A1/EARLY   -> CREATED A1/EARLY 5
                order O1 HONEY 1           -> reserved 1 short 0 A1/EARLY 5
                release O1 HONEY           -> CHANGED A1/EARLY 5(1)
                """);
        house.clock.move(Duration.ofDays(36)); // the 6th of April: nine days are left, ten must be
        plays("""
                order O2 HONEY 1           -> reserved 1 short 0 A1/EARLY 5(1)
                release O2 HONEY           -> CHANGED A1/EARLY 5(1)
                pick O1 HONEY 1 A1/EARLY   -> SHORT_LIVED_LOT A1/EARLY 5(1)
                """);
        house.clock.move(Duration.ofDays(20));
        plays("pick O1 HONEY 1 A1/EARLY -> EXPIRED_LOT A1/EARLY 5(1)");
    }

    @Test
    void whoeverPicksElsewhereGivesBackWhatWasAssigned() {
        plays("""
                receive MUG 5 A1/-         -> CREATED A1/- 5
                receive MUG 5 B1/-         -> CREATED A1/- 5, B1/- 5
                order O1 MUG 4             -> reserved 4 short 0 A1/- 5, B1/- 5
                release O1 MUG             -> CHANGED A1/- 5(4), B1/- 5
                pick O1 MUG 3 B1/-         -> CREATED A1/- 5(1), B1/- 2, BENCH/- 3(3)
                order O2 MUG 6             -> reserved 6 short 0 A1/- 5(1), B1/- 2, BENCH/- 3(3)
                release O2 MUG             -> CHANGED A1/- 5(5), B1/- 2(2), BENCH/- 3(3)
                pick O1 MUG 1 B1/-         -> CREATED A1/- 5(5), B1/- 1(1), BENCH/- 4(4)
                pick O2 MUG 9 A1/-         -> NOT_POSSIBLE A1/- 5(5), B1/- 1(1), BENCH/- 4(4)
                ship O1 MUG 4              -> CREATED A1/- 5(5), B1/- 1(1)
                """);
    }

    @Test
    void aLossTakesWhatIsAssignedLastAndWhoeverItWasAssignedToIsServedAnew() {
        plays("""
                receive MUG 5 A1/-         -> CREATED A1/- 5
                order O1 MUG 4             -> reserved 4 short 0 A1/- 5
                release O1 MUG             -> CHANGED A1/- 5(4)
                receive MUG 3 B1/-         -> CREATED A1/- 5(4), B1/- 3
                move MUG 2 A1/- > B1       -> CREATED A1/- 3(3), B1/- 5(1)
                adjust MUG -3 A1/-         -> CREATED B1/- 5(4)
                adjust MUG -4 B1/-         -> CREATED B1/- 1(1)
                """);
        assertThat(house.one("select (reserved * 10 + short) as id from order_line where seller_id = ?"))
                .as("reserved and short")
                .isEqualTo(13);
    }

    @Test
    void aPieceLeavesWithTheParcelThatItWasPickedFor() {
        plays("""
                receive CAMERA 2 A1/- serials S1,S2     -> CREATED A1/- 2
                order O1 CAMERA 1                       -> reserved 1 short 0 A1/- 2
                release O1 CAMERA                       -> CHANGED A1/- 2(1)
                ship O1 CAMERA 1                        -> SERIAL_REQUIRED A1/- 2(1)
                pick O1 CAMERA 1 A1/-                   -> SERIAL_REQUIRED A1/- 2(1)
                pick O1 CAMERA 1 A1/- serials S9        -> UNKNOWN_SERIAL A1/- 2(1)
                pick O1 CAMERA 1 A1/- serials S2        -> CREATED A1/- 1, BENCH/- 1(1)
                adjust CAMERA -1 BENCH/- serials S2     -> UNKNOWN_SERIAL A1/- 1, BENCH/- 1(1)
                ship O1 CAMERA 1                        -> CREATED A1/- 1
                receive CAMERA 1 B1/- serials S2        -> CREATED A1/- 1, B1/- 1
                """);
        assertThat(house.details.movesOf(house.sellerId, house.sku("CAMERA").skuId(), "S2", 10))
                .extracting(move -> move.fromBin() + ">" + move.toBin())
                .containsExactly(">B1", "BENCH>", "A1>BENCH", ">A1");
    }

    @Test
    void aPickedPieceOfACancelledOrderIsPickedForNobody() {
        plays("""
                receive CAMERA 2 A1/- serials S1,S2     -> CREATED A1/- 2
                order O1 CAMERA 2                       -> reserved 2 short 0 A1/- 2
                release O1 CAMERA                       -> CHANGED A1/- 2(2)
                pick O1 CAMERA 2 A1/- serials S1,S2     -> CREATED BENCH/- 2(2)
                cancel O1 CAMERA 1                      -> reserved 1 short 0 BENCH/- 2(1)
                move CAMERA 1 BENCH/- > A1 serials S1   -> UNKNOWN_SERIAL BENCH/- 2(1)
                move CAMERA 1 BENCH/- > A1 serials S2   -> CREATED A1/- 1, BENCH/- 1(1)
                ship O1 CAMERA 1                        -> CREATED A1/- 1
                order O2 CAMERA 1                       -> reserved 1 short 0 A1/- 1
                release O2 CAMERA                       -> CHANGED A1/- 1(1)
                pick O2 CAMERA 1 A1/- serials S2        -> CREATED BENCH/- 1(1)
                """);
    }

    @Test
    void aPieceOfARecalledLotDoesNotLeaveAlthoughItWasPicked() {
        house.lot("CAMERA", "GOOD", "2027-01-01");
        house.lot("CAMERA", "BAD", "2027-01-01");
        plays("""
                receive CAMERA 1 A1/BAD serials S1      -> CREATED A1/BAD 1
                order O1 CAMERA 1                       -> reserved 1 short 0 A1/BAD 1
                release O1 CAMERA                       -> CHANGED A1/BAD 1(1)
                pick O1 CAMERA 1 A1/BAD serials S1      -> CREATED BENCH/BAD 1(1)
                receive CAMERA 1 B1/GOOD serials S2     -> CREATED B1/GOOD 1, BENCH/BAD 1(1)
                block CAMERA BAD                        -> BLOCKED B1/GOOD 1(1), withheld BENCH/BAD 1
                ship O1 CAMERA 1                        -> SERIAL_REQUIRED B1/GOOD 1(1), withheld BENCH/BAD 1
                pick O1 CAMERA 1 B1/GOOD serials S2     -> CREATED withheld BENCH/BAD 1, BENCH/GOOD 1(1)
                ship O1 CAMERA 1                        -> CREATED withheld BENCH/BAD 1
                adjust CAMERA -1 BENCH/BAD serials S1   -> CREATED
                """);
    }

    @Test
    void whatMayNotBeSoldIsNotShippedWithoutPicksEither() {
        house.lot("HONEY", "EARLY", "2026-04-15");
        house.lot("HONEY", "LATE", "2027-01-01");
        plays("""
                receive HONEY 5 A1/EARLY   -> CREATED A1/EARLY 5
                receive HONEY 5 B1/LATE    -> CREATED A1/EARLY 5, B1/LATE 5
                order O1 HONEY 7           -> reserved 7 short 0 A1/EARLY 5, B1/LATE 5
                release O1 HONEY           -> CHANGED A1/EARLY 5(5), B1/LATE 5(2)
                mark HONEY EARLY           -> BLOCKED A1/EARLY 5(5), B1/LATE 5(2)
                ship O1 HONEY 6            -> BLOCKED_LOT A1/EARLY 5(5), B1/LATE 5(2)
                settle                     -> 1 lots
                look HONEY O1              -> reserved 5 short 2, available 0 withheld 5
                ship O1 HONEY 5            -> CREATED withheld A1/EARLY 5
                """);
    }

    @Test
    void whatHasExpiredSinceItWasAssignedOrPickedIsNotShipped() {
        house.lot("HONEY", "EARLY", "2026-04-15");
        plays("""
                receive HONEY 5 A1/EARLY   -> CREATED A1/EARLY 5
                order O1 HONEY 2           -> reserved 2 short 0 A1/EARLY 5
                release O1 HONEY           -> CHANGED A1/EARLY 5(2)
                pick O1 HONEY 0 A1/EARLY   -> NOT_POSSIBLE A1/EARLY 5(2)
                pick O1 HONEY 1 A1/EARLY   -> CREATED A1/EARLY 4(1), BENCH/EARLY 1(1)
                """);
        house.clock.move(Duration.ofDays(60));
        house.lot("HONEY", "LATE", "2027-01-01");
        plays("""
                ship O1 HONEY 1            -> EXPIRED_LOT A1/EARLY 4(1), BENCH/EARLY 1(1)
                receive HONEY 5 B1/LATE    -> CREATED A1/EARLY 4(1), B1/LATE 5, BENCH/EARLY 1(1)
                ship O1 HONEY 1            -> EXPIRED_LOT A1/EARLY 4(1), B1/LATE 5, BENCH/EARLY 1(1)
                move HONEY 1 BENCH/EARLY > A1 -> CREATED withheld A1/EARLY 5, B1/LATE 5(2)
                ship O1 HONEY 2            -> CREATED withheld A1/EARLY 5, B1/LATE 3
                """);
    }

    @Test
    void aParcelOfSeveralOrdersLeavesWithAllOfThemOrNone() {
        plays("""
                receive MUG 5 A1/-                      -> CREATED A1/- 5
                receive CAMERA 1 A1/- serials S1        -> CREATED A1/- 1
                order O1 MUG 1                          -> reserved 1 short 0 A1/- 5
                release O1 MUG                          -> CHANGED A1/- 5(1)
                order O2 CAMERA 1                       -> reserved 1 short 0 A1/- 1
                release O2 CAMERA                       -> CHANGED A1/- 1(1)
                together O1,O2 MUG                      -> SERIAL_REQUIRED A1/- 5(1)
                pick O2 CAMERA 1 A1/- serials S1        -> CREATED BENCH/- 1(1)
                together O1,O2 MUG                      -> CREATED A1/- 4
                """);
    }

    @Test
    void aCancelledLineGivesBackWhatIsNotPickedYetFirst() {
        plays("""
                receive MUG 5 A1/-         -> CREATED A1/- 5
                order O1 MUG 4             -> reserved 4 short 0 A1/- 5
                release O1 MUG             -> CHANGED A1/- 5(4)
                pick O1 MUG 1 A1/-         -> CREATED A1/- 4(3), BENCH/- 1(1)
                cancel O1 MUG 2            -> reserved 2 short 0 A1/- 4(1), BENCH/- 1(1)
                cancel O1 MUG 4            -> reserved 0 short 0 A1/- 4, BENCH/- 1
                move MUG 1 BENCH/- > A1    -> CREATED A1/- 5
                """);
    }
}
