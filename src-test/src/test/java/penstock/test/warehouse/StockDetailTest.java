package penstock.test.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import penstock.core.book.Reply;
import penstock.core.catalogue.Locations.Location;
import penstock.core.ledger.MoveStock;
import penstock.core.ledger.Placed;
import penstock.core.shelf.Bin;
import penstock.core.shelf.Spot;
import penstock.core.warehouse.Bins;

/** Units lie in bins and belong to lots, and the sum of that is the balance after everything. */
class StockDetailTest {

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
    void unitsLieWhereTheyWerePutAndLeaveFromNoBinFirstThenTheOldest() {
        plays("""
                receive MUG 10             -> CREATED -/- 10
                receive MUG 5 A1/-         -> CREATED -/- 10, A1/- 5
                move MUG 6 -/- > B1        -> CREATED -/- 4, A1/- 5, B1/- 6
                adjust MUG -2              -> CREATED -/- 2, A1/- 5, B1/- 6
                adjust MUG -3              -> CREATED A1/- 5, B1/- 5
                adjust MUG -3 B1/-         -> CREATED A1/- 5, B1/- 2
                adjust MUG 1 B1/-          -> CREATED A1/- 5, B1/- 3
                damage MUG 1 B1/-          -> CREATED A1/- 5, damaged B1/- 1, B1/- 2
                move MUG 1 B1/- > Q1 state SOUND -> CREATED A1/- 5, damaged B1/- 1, B1/- 1, Q1/- 1
                repair MUG 1 B1/-          -> CREATED A1/- 5, B1/- 2, Q1/- 1
                quarantine MUG 2 A1/-      -> CREATED quality_control A1/- 2, A1/- 3, B1/- 2, Q1/- 1
                clear MUG 1 A1/-           -> CREATED quality_control A1/- 1, A1/- 4, B1/- 2, Q1/- 1
                count MUG 5 B1/-           -> CREATED quality_control A1/- 1, A1/- 4, B1/- 5, Q1/- 1
                count MUG 0 B1/-           -> CREATED quality_control A1/- 1, A1/- 4, Q1/- 1
                count MUG 9                -> CREATED -/- 4, quality_control A1/- 1, A1/- 4, Q1/- 1
                move MUG 6 -/- > A1        -> EXCEEDS_AVAILABLE -/- 4, quality_control A1/- 1, A1/- 4, Q1/- 1
                """);
    }

    @Test
    void ofWhatLiesTogetherInSeveralStatesItIsSaidWhichIsMoved() {
        plays("""
                receive MUG 5 A1/-                      -> CREATED A1/- 5
                damage MUG 2 A1/-                       -> CREATED damaged A1/- 2, A1/- 3
                move MUG 2 A1/- > B1                    -> STATE_REQUIRED damaged A1/- 2, A1/- 3
                move MUG 3 A1/- > B1                    -> STATE_REQUIRED damaged A1/- 2, A1/- 3
                move MUG 2 A1/- > B1 state DAMAGED      -> CREATED A1/- 3, damaged B1/- 2
                move MUG 1 A1/- > B1                    -> CREATED A1/- 2, damaged B1/- 2, B1/- 1
                move MUG 2 B1/- > A1 state SOUND        -> EXCEEDS_AVAILABLE A1/- 2, damaged B1/- 2, B1/- 1
                move MUG 1 B1/- > A1 state SOUND        -> CREATED A1/- 3, damaged B1/- 2
                """);
        assertThat(house.engine
                        .decide(
                                house.sellerId,
                                new MoveStock(
                                        "which",
                                        MoveStock.Kind.DAMAGE,
                                        house.key("MUG", "WH"),
                                        1,
                                        Placed.at(new Spot(bin("A1"), Spot.NO_LOT)),
                                        ""))
                        .verdict())
                .isEqualTo(Reply.Verdict.CREATED);
        Reply unclear = house.engine.decide(
                house.sellerId,
                new MoveStock(
                        "unclear",
                        MoveStock.Kind.MOVE,
                        house.key("MUG", "WH"),
                        1,
                        Placed.at(new Spot(bin("A1"), Spot.NO_LOT)).to(bin("B1")),
                        ""));
        assertThat(unclear.detail()).contains("2 SOUND, 1 DAMAGED");
    }

    private long bin(String code) {
        return house.bins.find(house.sellerId, "WH", code).orElseThrow().binId();
    }

    @Test
    void whatIsNotForSaleIsThrownAwayOrSentBackAndNothingElse() {
        plays("""
                receive MUG 9 A1/-                                  -> CREATED A1/- 9
                dispose MUG 1 A1/- reason BREAKAGE                  -> EXCEEDS_AVAILABLE A1/- 9
                damage MUG 4 A1/-                                   -> CREATED damaged A1/- 4, A1/- 5
                dispose MUG 1 reason BREAKAGE                       -> CREATED damaged A1/- 3, A1/- 5
                quarantine MUG 2 A1/-                               -> CREATED damaged A1/- 3, quality_control A1/- 2, A1/- 3
                dispose MUG 1 A1/- reason BREAKAGE                  -> STATE_REQUIRED damaged A1/- 3, quality_control A1/- 2, A1/- 3
                send_back MUG 3 A1/- state DAMAGED reason BREAKAGE  -> CREATED quality_control A1/- 2, A1/- 3
                send_back MUG 1 A1/- reason BREAKAGE                -> CREATED quality_control A1/- 1, A1/- 3
                receive MUG 2 in ANNEX                              -> CREATED
                damage MUG 2 in ANNEX                               -> CREATED
                dispose MUG 1 in ANNEX reason BREAKAGE              -> CREATED
                dispose MUG 2 in ANNEX reason BREAKAGE              -> EXCEEDS_AVAILABLE
                """);
    }

    @Test
    void aPieceIsInTheStateThatItIsKnownToBeIn() {
        plays("""
                receive CAMERA 3 A1/- serials S1,S2,S3  -> CREATED A1/- 3
                damage CAMERA 1 A1/- serials S2         -> CREATED damaged A1/- 1, A1/- 2
                move CAMERA 2 A1/- > B1 serials S1,S2   -> STATE_REQUIRED damaged A1/- 1, A1/- 2
                move CAMERA 1 A1/- > B1 serials S2      -> CREATED A1/- 2, damaged B1/- 1
                """);
    }

    @Test
    void aRepeatChangesNothingAndOtherContentIsRefused() {
        plays("""
                receive MUG 5 A1/- id r1   -> CREATED A1/- 5
                receive MUG 5 A1/- id r1   -> EXISTS A1/- 5
                receive MUG 5 B1/- id r1   -> EXISTS_WITH_DIFFERENT_CONTENT A1/- 5
                move MUG 2 A1/- > B1 id r2 -> CREATED A1/- 3, B1/- 2
                move MUG 2 A1/- > B1 id r2 -> EXISTS A1/- 3, B1/- 2
                """);
    }

    @Test
    void ofALotIsNotedWhichAndWhatMayNotComeIsRefused() {
        house.lot("HONEY", "OLD", "2026-02-28");
        house.lot("HONEY", "SOON", "2026-03-20");
        house.lot("HONEY", "LATE", "2027-01-01");
        plays("""
                receive HONEY 5            -> LOT_REQUIRED
                receive HONEY 5 A1/NONE    -> UNKNOWN_LOT
                receive HONEY 5 X9/LATE    -> UNKNOWN_BIN
                receive HONEY 5 A1/OLD     -> EXPIRED_LOT
                receive HONEY 5 A1/SOON    -> SHORT_LIVED_LOT
                receive HONEY 5 A1/LATE    -> CREATED A1/LATE 5
                receive HONEY 2 -/LATE in ANNEX -> CREATED -/LATE 2
                adjust HONEY 1 A1/SOON     -> CREATED A1/LATE 5, A1/SOON 1
                adjust HONEY -1            -> LOT_REQUIRED A1/LATE 5, A1/SOON 1
                adjust HONEY -1 A1/SOON    -> CREATED A1/LATE 5
                block HONEY LATE           -> BLOCKED withheld A1/LATE 5
                receive HONEY 5 A1/LATE    -> BLOCKED_LOT withheld A1/LATE 5
                move HONEY 5 A1/LATE > Q1  -> CREATED withheld Q1/LATE 5
                receive MUG 1 -/- in ANNEX -> CREATED
                """);
    }

    @Test
    void aPieceIsInOnePlaceOnly() {
        plays("""
                receive CAMERA 2                        -> SERIAL_REQUIRED
                receive CAMERA 2 A1/- serials S1        -> UNIT_MISMATCH
                receive CAMERA 2 A1/- serials S1,S1     -> DUPLICATE_SERIAL
                receive CAMERA 2 A1/- serials S1,S2     -> CREATED A1/- 2
                receive CAMERA 1 A1/- serials S2        -> DUPLICATE_SERIAL A1/- 2
                move CAMERA 1 A1/- > B1 serials S2      -> CREATED A1/- 1, B1/- 1
                move CAMERA 1 A1/- > B1 serials S2      -> UNKNOWN_SERIAL A1/- 1, B1/- 1
                damage CAMERA 1 B1/- serials S2         -> CREATED A1/- 1, damaged B1/- 1
                adjust CAMERA -1 A1/- serials S1        -> CREATED damaged B1/- 1
                receive CAMERA 1 B1/- serials S1        -> CREATED damaged B1/- 1, B1/- 1
                count CAMERA 1 B1/-                     -> SERIAL_REQUIRED damaged B1/- 1, B1/- 1
                receive MUG 1 A1/- serials S1           -> DETAIL_NOT_KEPT
                """);
        assertThat(house.lots.pieces(house.sellerId, house.sku("CAMERA"), "", 10))
                .extracting(piece -> piece.serial() + " " + piece.state() + " " + piece.bin())
                .containsExactly("S1 IN_STOCK B1", "S2 IN_STOCK B1");
        assertThat(house.details.movesOf(house.sellerId, house.sku("CAMERA").skuId(), "S1", 10))
                .extracting(move -> move.from() + " " + move.fromBin() + " > " + move.to() + " " + move.toBin())
                .containsExactly(
                        "outside/supplier  > WH/available B1",
                        "WH/available A1 > outside/adjustment ",
                        "outside/supplier  > WH/available A1");
    }

    @Test
    void aBinTakesWhatFitsIntoIt() {
        house.bin("SMALL", "A", Bin.Kind.STORAGE, 1, Optional.of(3_000), Bins.State.OPEN);
        house.bin("SHUT", "A", Bin.Kind.STORAGE, 1, Optional.empty(), Bins.State.CLOSED);
        plays("""
                receive MUG 2 SMALL/-      -> CREATED SMALL/- 2
                receive MUG 2 SMALL/-      -> BIN_FULL SMALL/- 2
                receive MUG 5              -> CREATED -/- 5, SMALL/- 2
                move MUG 2 -/- > SMALL     -> BIN_FULL -/- 5, SMALL/- 2
                move MUG 1 -/- > SMALL     -> CREATED -/- 4, SMALL/- 3
                move MUG 1 -/- > SHUT      -> BIN_CLOSED -/- 4, SMALL/- 3
                count MUG 9 SMALL/-        -> CREATED -/- 4, SMALL/- 9
                """);
    }

    @Test
    void aLocationThatBeginsToKeepBinsKnowsWhatLiesInNone() {
        plays("""
                receive MUG 7 in ANNEX           -> CREATED
                receive MUG 2 -/- > A1 in ANNEX  -> DETAIL_NOT_KEPT
                """);
        house.locations.change(house.sellerId, "ANNEX", Location::withBins);
        assertThat(house.lying("MUG", "ANNEX")).isEqualTo("-/- 7");
        plays("adjust MUG -2 in ANNEX -> CREATED -/- 5");
    }
}
