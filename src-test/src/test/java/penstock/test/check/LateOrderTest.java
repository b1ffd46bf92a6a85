package penstock.test.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import penstock.core.catalogue.Sellers.PartialShipping;
import penstock.core.ledger.MoveStock;
import penstock.core.message.OrderLineSnapshot;
import penstock.core.message.OrderPhase;
import penstock.core.message.OrderSnapshot;
import penstock.core.message.Outcome;
import penstock.core.message.RefusalReason;
import penstock.core.order.ApplyOrder;
import penstock.core.publication.Claim;
import penstock.core.publication.Publishing;
import penstock.core.publication.Publishing.Work;

/** An order that is read after the number it is counted in, as when its webhook was lost and it was found by a poll. */
class LateOrderTest {

    private static final String SKU = "SKU-A";

    private final SampleSeller seller = new SampleSeller(PartialShipping.SHIP_AVAILABLE);
    private final Publishing publishing = new Publishing(seller.database, seller.clock);
    private int shown;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void isNotCountedOffTwice(boolean comparesAndSets) {
        try (seller) {
            seller.write(
                    "update channel_account set compares_and_sets = " + comparesAndSets + " where seller_id = :seller");
            receive(10);
            publish();
            assertThat(shown).isEqualTo(10);

            Instant placed = sell(3);
            receive(1);
            publish(); // of the three nobody has told us yet
            assertThat(shown).isEqualTo(11);

            seller.clock.move(Duration.ofMinutes(1));
            read("late", placed, 3);
            publish();
            assertThat(shown).isEqualTo(8);
        }
    }

    @Test
    void whatIsReadInTimeNeedsNoLook() {
        try (seller) {
            receive(10);
            publish();
            seller.clock.move(Duration.ofMinutes(1));
            read("in time", sell(3), 3);
            publishing.followLedger(seller.sellerId);

            Work work = publishing.claim(seller.sellerId, seller.market, 20, 20);

            assertThat(work.readBacks()).noneMatch(LateOrderTest::isOurs);
            assertThat(work.updates()).noneMatch(LateOrderTest::isOurs);
            assertThat(shown).isEqualTo(7);
        }
    }

    private void receive(int units) {
        seller.decide(new MoveStock(
                "m" + seller.ids.next(), MoveStock.Kind.RECEIVE, seller.at(seller.warehouse, SKU), units));
    }

    private Instant sell(int units) {
        shown -= units;
        return seller.clock.instant();
    }

    private void read(String id, Instant placed, int units) {
        List<OrderLineSnapshot> lines = List.of(new OrderLineSnapshot("1", SKU, units, 0));
        seller.decide(new ApplyOrder(
                seller.market,
                new OrderSnapshot(
                        id,
                        1,
                        OrderPhase.CONFIRMED,
                        placed,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        lines),
                0,
                false));
    }

    /** Publishes until nothing is due. */
    private void publish() {
        publishing.followLedger(seller.sellerId);
        for (Work work = claim(); !work.isEmpty(); work = claim()) {
            work.readBacks().stream().filter(LateOrderTest::isOurs).forEach(this::readBack);
            work.updates().stream().filter(LateOrderTest::isOurs).forEach(this::write);
        }
    }

    private Work claim() {
        return publishing.claim(seller.sellerId, seller.market, 20, 20);
    }

    private static boolean isOurs(Claim claim) {
        return claim.channelSku().equals(SKU);
    }

    private void readBack(Claim claim) {
        publishing.observed(seller.sellerId, claim, shown, seller.clock.instant());
    }

    private void write(Claim claim) {
        if (claim.believed().isPresent() && claim.believed().getAsInt() != shown) {
            publishing.settle(seller.sellerId, claim, new Outcome.Refused(RefusalReason.STALE, "it shows " + shown));
        } else {
            shown = claim.quantity();
            publishing.settle(seller.sellerId, claim, new Outcome.Done("ref"));
        }
    }
}
