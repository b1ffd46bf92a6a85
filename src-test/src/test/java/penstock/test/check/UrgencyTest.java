package penstock.test.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import penstock.core.catalogue.Sellers.PartialShipping;
import penstock.core.ledger.MoveStock;
import penstock.core.message.Outcome;
import penstock.core.publication.Claim;
import penstock.core.publication.Lane;
import penstock.core.publication.Publishing;
import penstock.core.publication.Publishing.Work;
import penstock.core.shipping.Confirmations;
import penstock.core.shipping.Fulfilments;

/** What is claimed when much is due: what there is less of before what there is more of, and no more than one call says. */
class UrgencyTest {

    private final SampleSeller seller = new SampleSeller(PartialShipping.SHIP_AVAILABLE);
    private final Publishing publishing = new Publishing(seller.database, seller.clock);

    @AfterEach
    void close() {
        seller.close();
    }

    @Test
    void whatIsToBeLoweredGoesFirst() {
        move(MoveStock.Kind.RECEIVE, "SKU-A", 10);
        move(MoveStock.Kind.RECEIVE, "SKU-B", 10);
        publishAll();
        move(MoveStock.Kind.RECEIVE, "SKU-B", 5);
        publishing.followLedger(seller.sellerId);
        seller.clock.move(Duration.ofSeconds(10));
        move(MoveStock.Kind.DAMAGE, "SKU-A", 4);
        publishing.followLedger(seller.sellerId);

        Claim first = onlyUpdate(publishing.claim(seller.sellerId, seller.market, 1, 1));
        Claim second = onlyUpdate(publishing.claim(seller.sellerId, seller.market, 1, 1));

        assertThat(first.channelSku() + " " + first.quantity()).isEqualTo("SKU-A 6");
        assertThat(first.lane()).isEqualTo(Lane.DECREASE); // though the channel does not compare
        assertThat(first.update().expectedShown()).isEmpty();
        assertThat(second.channelSku() + " " + second.quantity()).isEqualTo("SKU-B 15");
        assertThat(second.lane()).isEqualTo(Lane.INCREASE);
    }

    @Test
    void whatNeedNotBeToldHidesNothingThatMust() {
        move(MoveStock.Kind.RECEIVE, "SKU-A", 10);
        publishAll();
        seller.write("update publication set next_attempt_at = '%s' where seller_id = :seller"
                .formatted(seller.clock.instant()));
        seller.clock.move(Duration.ofSeconds(10));
        move(MoveStock.Kind.RECEIVE, "SKU-A", 1);
        seller.write("update publication set next_attempt_at = '%s' where seller_id = :seller and sku_id = %d"
                .formatted(seller.clock.instant(), seller.sku("SKU-A"))); // the last of all
        assertThat(onlyUpdate(publishing.claim(seller.sellerId, seller.market, 1, 1))
                        .quantity())
                .isEqualTo(11);
    }

    @Test
    void aClaimIsSaidInOneCall() {
        move(MoveStock.Kind.RECEIVE, "SKU-A", 10);
        move(MoveStock.Kind.RECEIVE, "SKU-B", 10);
        publishAll();
        move(MoveStock.Kind.RECEIVE, "SKU-A", 1);
        publishing.followLedger(seller.sellerId);
        Claim unknown = onlyUpdate(publishing.claim(seller.sellerId, seller.market, 1, 1));
        publishing.settle(seller.sellerId, unknown, new Outcome.Unknown("ref", "timeout"));
        seller.clock.move(Duration.ofSeconds(1));
        move(MoveStock.Kind.RECEIVE, "SKU-B", 1);
        publishing.followLedger(seller.sellerId);

        Work first = publishing.claim(seller.sellerId, seller.market, 20, 20);
        Work second = publishing.claim(seller.sellerId, seller.market, 20, 20);

        // what became of the lost write is asked at once
        assertThat(first.readBacks()).extracting(Claim::channelSku).containsExactly("SKU-A");
        assertThat(first.updates()).isEmpty();
        assertThat(second.updates()).extracting(Claim::channelSku).containsExactly("SKU-B");
    }

    @Test
    void aLowerNumberDoesNotWaitUntilTheOneBeforeWasSeen() {
        move(MoveStock.Kind.RECEIVE, "SKU-A", 10);
        publishAll();
        move(MoveStock.Kind.RECEIVE, "SKU-A", 10);
        accepted(20);
        move(MoveStock.Kind.RECEIVE, "SKU-A", 1);
        publishing.followLedger(seller.sellerId);
        assertThat(publishing.claim(seller.sellerId, seller.market, 1, 1).isEmpty())
                .isTrue(); // what rises waits for a look
        move(MoveStock.Kind.DAMAGE, "SKU-A", 4);
        accepted(17);
        seen(17);
        // the twenty may have been on their way all the same
        seller.clock.move(Duration.ofMinutes(15));
        seen(20);
        accepted(17);
    }

    /** The one number that is due is sent and accepted. */
    private void accepted(int quantity) {
        publishing.followLedger(seller.sellerId);
        Claim claim = onlyUpdate(publishing.claim(seller.sellerId, seller.market, 1, 1));
        assertThat(claim.quantity()).isEqualTo(quantity);
        publishing.settle(seller.sellerId, claim, new Outcome.Pending("ref"));
    }

    private void seen(int quantity) {
        seller.clock.move(Publishing.READ_BACK);
        Claim claim = publishing
                .claim(seller.sellerId, seller.market, 1, 1)
                .readBacks()
                .get(0);
        publishing.observed(seller.sellerId, claim, quantity, seller.clock.instant());
    }

    @Test
    void aProvidersOrderIsNotFreedByWhoseClaimHasBeenOvertaken() {
        SampleHistory.tell(seller);
        Fulfilments fulfilments = new Fulfilments(seller.database, seller.clock);
        seller.clock.move(Duration.ofMinutes(10));
        List<Fulfilments.Due> slow = fulfilments.claim(seller.sellerId, seller.provider, 1);
        seller.clock.move(Confirmations.CLAIM.plusSeconds(1));
        List<Fulfilments.Due> other = fulfilments.claim(seller.sellerId, seller.provider, 1);
        assertThat(other.get(0).fulfilmentId()).isEqualTo(slow.get(0).fulfilmentId());

        fulfilments.release(seller.sellerId, slow.get(0));
        assertThat(claimed()).isEqualTo(1);
        fulfilments.release(seller.sellerId, other.get(0));
        assertThat(claimed()).isZero();
    }

    private long claimed() {
        return seller.list(
                        "select count(*) as n from fulfilment_order where seller_id = :seller and lease_until is not null",
                        row -> row.getLong("n"))
                .get(0);
    }

    private void move(MoveStock.Kind kind, String sku, int units) {
        seller.decide(new MoveStock("m" + seller.ids.next(), kind, seller.at(seller.warehouse, sku), units));
    }

    private void publishAll() {
        new PretendChannels(seller, new java.util.Random(1)).settle();
    }

    private static Claim onlyUpdate(Work work) {
        assertThat(work.readBacks()).isEmpty();
        assertThat(work.updates()).hasSize(1);
        return work.updates().get(0);
    }
}
