package penstock.test.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import penstock.core.book.Reply;
import penstock.core.ledger.Reslot;
import penstock.core.shelf.Bin;
import penstock.core.warehouse.Bins;
import penstock.core.warehouse.Reslottings;
import penstock.core.warehouse.Reslottings.Proposal;

/** What was picked often lately is proposed to be brought nearer; what was done is reported, and was still possible. */
class BringingNearerTest {

    private final Storehouse house = new Storehouse();
    private final Reslottings reslottings = new Reslottings(house.database, house.clock);
    private int orders;

    @AfterEach
    void theSumIsTheBalance() {
        house.requireSound();
        house.close();
    }

    /** Orders of one unit that are picked from that spot, or leave from it without a pick. */
    private void sell(String sku, int times, String spot, boolean picked) {
        for (int i = 0; i < times; i++) {
            String order = "O" + ++orders;
            house.play("order " + order + " " + sku + " 1\nrelease " + order + " " + sku
                    + (picked ? "\npick " + order + " " + sku + " 1 " + spot : "") + "\nship " + order + " " + sku
                    + " 1");
        }
    }

    private Proposal propose(String zone) {
        return reslottings.propose(house.sellerId, house.place("WH"), zone, 30, 10);
    }

    private static String told(Proposal proposal) {
        return proposal.walkedMetres() + " m: "
                + proposal.steps().stream()
                        .map(step -> step.shifts().stream()
                                        .map(shift -> shift.units() + " " + shift.sku() + " " + shift.from() + ">"
                                                + shift.to())
                                        .collect(Collectors.joining(" + "))
                                + " saves " + step.savedMetres() + " for " + step.effortMetres())
                        .collect(Collectors.joining(", "));
    }

    private Reply report(String id, Reslot.Shift... shifts) {
        return house.engine.decide(
                house.sellerId, new Reslot(id, house.place("WH").locationId(), List.of(shifts)));
    }

    private Reslot.Shift shift(String sku, int units, String from, String to) {
        return new Reslot.Shift(house.sku(sku).skuId(), bin(from), bin(to), units);
    }

    private long bin(String code) {
        return house.bins.find(house.sellerId, "WH", code).map(Bins.Bin::binId).orElse(4711L);
    }

    @Test
    void picksOfTheLastDaysDecideAndWhatWasDoneIsReported() {
        house.lot("HONEY", "L1", "2027-01-01");
        house.lot("HONEY", "L2", "2027-02-01");
        house.play("receive HONEY 20 B1/L1\nreceive HONEY 10 B1/L2\nreceive MUG 30 A1/-");
        sell("MUG", 9, "A1/-", true);
        house.clock.move(Duration.ofDays(31));
        sell("HONEY", 4, "B1/L1", true);
        sell("HONEY", 2, "B1/L1", false);
        assertThat(told(propose(""))).isEqualTo("480 m: 24 HONEY B1>A1 saves 420 for 90");
        assertThat(told(propose("A"))).as("nothing of the zone is far").isEqualTo("0 m: ");

        Reslot.Shift shift = shift("HONEY", 24, "B1", "A1");
        assertThat(report("r1", shift).verdict()).isEqualTo(Reply.Verdict.CREATED);
        assertThat(house.lying("HONEY", "WH")).isEqualTo("A1/L1 14, A1/L2 10");
        assertThat(report("r1", shift).verdict()).isEqualTo(Reply.Verdict.EXISTS);
        assertThat(report("r1", shift("HONEY", 24, "A1", "B1")).verdict())
                .isEqualTo(Reply.Verdict.EXISTS_WITH_DIFFERENT_CONTENT);
        assertThat(report("r2", shift).verdict()).isEqualTo(Reply.Verdict.STALE);
        assertThat(house.lying("HONEY", "WH")).isEqualTo("A1/L1 14, A1/L2 10");
        assertThat(told(propose(""))).isEqualTo("60 m: ");
    }

    @Test
    void twoStacksChangePlacesAtOnceAndAllOrNothingIsMoved() {
        house.bin("NEAR", "A", Bin.Kind.STORAGE, 2, Optional.of(10_000), Bins.State.OPEN);
        house.bin("TIGHT", "A", Bin.Kind.STORAGE, 60, Optional.of(10_000), Bins.State.OPEN);
        house.bin("SHUT", "A", Bin.Kind.STORAGE, 60, Optional.empty(), Bins.State.CLOSED);
        house.play("receive MUG 10 NEAR/-\nreceive CAMERA 1 A1/- serials S1");
        house.lot("HONEY", "L1", "2027-01-01");
        house.play("receive HONEY 5 TIGHT/L1");
        Reslot.Shift mugs = shift("MUG", 10, "NEAR", "TIGHT");
        Reslot.Shift honey = shift("HONEY", 5, "TIGHT", "NEAR");
        assertThat(report("a", mugs, shift("HONEY", 4, "TIGHT", "NEAR")).verdict())
                .isEqualTo(Reply.Verdict.STALE);
        assertThat(report("b", mugs, shift("HONEY", 5, "TIGHT", "SHUT")).verdict())
                .isEqualTo(Reply.Verdict.BIN_CLOSED);
        assertThat(report("c", mugs, shift("HONEY", 5, "TIGHT", "NONE")).verdict())
                .isEqualTo(Reply.Verdict.UNKNOWN_BIN);
        assertThat(report("d", shift("CAMERA", 1, "A1", "B1")).verdict())
                .as("pieces are moved by name")
                .isEqualTo(Reply.Verdict.STALE);
        house.play("receive MUG 3 A1/-");
        assertThat(report("e", mugs, shift("MUG", 3, "A1", "TIGHT")).verdict()).isEqualTo(Reply.Verdict.BIN_FULL);
        assertThat(house.lying("MUG", "WH")).isEqualTo("A1/- 3, NEAR/- 10");
        assertThat(report("f", mugs, shift("MUG", 3, "A1", "NEAR"), honey).verdict())
                .as("each has room once the other has left")
                .isEqualTo(Reply.Verdict.CREATED);
        assertThat(house.lying("MUG", "WH") + "; " + house.lying("HONEY", "WH"))
                .isEqualTo("NEAR/- 3, TIGHT/- 10; NEAR/L1 5");
        house.play("order BIG MUG 13\nrelease BIG MUG");
        assertThat(report("g", shift("MUG", 3, "NEAR", "A1")).verdict())
                .as("assigned to an order")
                .isEqualTo(Reply.Verdict.STALE);
    }

    @Test
    void whatIsAssignedOrTrackedByPieceIsNotProposed() {
        house.play("receive CAMERA 3 B1/- serials S1,S2,S3\nreceive MUG 9 B1/-");
        sell("MUG", 4, "B1/-", true);
        assertThat(told(propose(""))).isEqualTo("320 m: 5 MUG B1>A1 saves 280 for 90");
        house.play("order BIG MUG 1\nrelease BIG MUG");
        assertThat(told(propose(""))).isEqualTo("320 m: ");
    }
}
