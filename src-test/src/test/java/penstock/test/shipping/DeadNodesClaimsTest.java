package penstock.test.shipping;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import penstock.core.book.Reply.Verdict;
import penstock.core.book.StockKey;
import penstock.core.catalogue.Accounts;
import penstock.core.catalogue.Listings;
import penstock.core.catalogue.Locations;
import penstock.core.catalogue.Sellers;
import penstock.core.catalogue.Skus;
import penstock.core.engine.Engine;
import penstock.core.engine.EngineLimits;
import penstock.core.identity.Ids;
import penstock.core.identity.Sealing;
import penstock.core.ledger.MoveStock;
import penstock.core.message.OrderLineSnapshot;
import penstock.core.message.OrderPhase;
import penstock.core.message.OrderSnapshot;
import penstock.core.message.Outcome;
import penstock.core.message.RefusalReason;
import penstock.core.order.ApplyOrder;
import penstock.core.port.ChannelKinds.ChannelKind;
import penstock.core.port.ChannelKinds.Role;
import penstock.core.shipping.ClaimSubmission;
import penstock.core.shipping.Confirmations;
import penstock.core.shipping.Fulfilments;
import penstock.core.shipping.Fulfilments.Due;
import penstock.core.shipping.ReleaseOrder;
import penstock.core.shipping.SettleProviderOrder;
import penstock.core.shipping.SettleProviderOrder.Asked;
import penstock.core.shipping.ShipParcel;
import penstock.core.store.Database;
import penstock.test.TestDatabase;

/** One node had an order or a parcel in hand and died, or was only slow; another takes its seller over. */
class DeadNodesClaimsTest {

    private static final Outcome UNKNOWN_TO_PROVIDER =
            new Outcome.Refused(RefusalReason.NOT_FOUND, "the provider has no such order");

    private final Hands clock = new Hands();
    private final Database database = TestDatabase.database();
    private final Ids ids = TestDatabase.ids(clock);
    private final Engine engine = new Engine(database, clock, ids, EngineLimits.DEFAULT, seller -> {});
    private final Accounts accounts = new Accounts(database, clock, ids, new Sealing(new byte[Sealing.KEY_BYTES]));
    private final Fulfilments fulfilments = new Fulfilments(database, clock);
    private final Confirmations confirmations = new Confirmations(database, clock);
    private final long seller = new Sellers(database, clock, ids)
            .create("Shipping", "EUR", Sellers.PartialShipping.SHIP_AVAILABLE)
            .sellerId();
    private final long provider = account("provider", Role.PROVIDER);
    private final long market = account("market", Role.CHANNEL);

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void anOrderThatWasNotYetSentIsSentAtOnceAndNotByTheDead() {
        ordered("ours", Optional.of(provider));
        Due dead = claim().orElseThrow();
        assertThat(claim()).isEmpty();

        fulfilments.endClaims(seller);
        Due next = claim().orElseThrow();

        assertThat(next.state()).isEqualTo("SUBMITTING");
        assertThat(send(dead)).isEqualTo(Verdict.STALE);
        assertThat(send(next)).isEqualTo(Verdict.CHANGED);
    }

    @Test
    void anOrderThatWasPerhapsSentIsReadBackWhenItMustHaveArrived() {
        ordered("ours", Optional.of(provider));
        Due dead = claim().orElseThrow();
        send(dead);

        fulfilments.endClaims(seller);
        clock.wait(ClaimSubmission.READ_BACK_AFTER.minusSeconds(1));
        assertThat(claim()).isEmpty();
        clock.wait(Duration.ofSeconds(1));
        Due next = claim().orElseThrow();

        assertThat(next.state()).isEqualTo("UNKNOWN");
        assertThat(settle(dead, Asked.CREATE, new Outcome.Done("ref"))).isEqualTo(Verdict.STALE);
        assertThat(settle(next, Asked.READ_BACK, new Outcome.Done("ref"))).isEqualTo(Verdict.CHANGED);
    }

    @Test
    void whoReadsBackSlowlyHasNothingSentASecondTime() {
        ordered("ours", Optional.of(provider));
        send(claim().orElseThrow());
        fulfilments.endClaims(seller);
        clock.wait(ClaimSubmission.READ_BACK_AFTER);
        Due slow = claim().orElseThrow();
        fulfilments.endClaims(seller);
        Due quick = claim().orElseThrow();
        settle(quick, Asked.READ_BACK, UNKNOWN_TO_PROVIDER);
        fulfilments.release(seller, quick);
        Due sender = claim().orElseThrow();
        assertThat(send(sender)).isEqualTo(Verdict.CHANGED);

        assertThat(settle(slow, Asked.READ_BACK, UNKNOWN_TO_PROVIDER)).isEqualTo(Verdict.STALE);
        fulfilments.release(seller, slow); // not its own any more

        assertThat(claim()).isEmpty();
        clock.wait(ClaimSubmission.READ_BACK_AFTER);
        assertThat(claim()).isEmpty(); // the sender's claim lasts
        assertThat(settle(sender, Asked.CREATE, new Outcome.Done("ref"))).isEqualTo(Verdict.CHANGED);
    }

    @Test
    void aConfirmationThatWasPerhapsSentIsReadBackWhenItMustHaveArrived() {
        long fulfilment = ordered("theirs", Optional.empty());
        engine.decide(seller, new ShipParcel(fulfilment, "BOX-1", "UPS", "1Z1", clock.instant(), Map.of()));
        Confirmations.Claim dead = confirmations.claim(seller, market, 1).get(0);
        assertThat(dead.readBackFirst()).isFalse();

        confirmations.endClaims(seller);
        clock.wait(Confirmations.READ_BACK.minusSeconds(1));
        assertThat(confirmations.claim(seller, market, 1)).isEmpty();
        clock.wait(Duration.ofSeconds(1));
        Confirmations.Claim next = confirmations.claim(seller, market, 1).get(0);

        assertThat(next.readBackFirst()).isTrue();
        confirmations.settle(seller, dead, new Outcome.Done("late"), false);
        assertThat(confirmation()).isEqualTo("SENT");
        confirmations.settle(seller, next, new Outcome.Done("ref"), true);
        assertThat(confirmation()).isEqualTo("CONFIRMED");
    }

    private String confirmation() {
        return database.transact(
                seller,
                transaction -> transaction
                        .find(
                                "select confirmation from shipment where seller_id = ?",
                                row -> row.getText("confirmation"),
                                seller)
                        .orElseThrow());
    }

    private Optional<Due> claim() {
        return fulfilments.claim(seller, provider, 1).stream().findFirst();
    }

    private Verdict send(Due due) {
        return engine.decide(seller, new ClaimSubmission(due.fulfilmentId(), due.fence()))
                .verdict();
    }

    private Verdict settle(Due due, Asked asked, Outcome outcome) {
        return engine.decide(
                        seller, new SettleProviderOrder(due.fulfilmentId(), due.attempt(), due.fence(), asked, outcome))
                .verdict();
    }

    /** An order of one lamp that is at a place whose stock that provider ships, or else the seller. */
    private long ordered(String place, Optional<Long> shipper) {
        long location = new Locations(database, clock, ids)
                .create(
                        seller,
                        place,
                        place,
                        shipper.isPresent() ? Locations.Kind.FBA : Locations.Kind.WAREHOUSE,
                        shipper.isPresent() ? Locations.ShipsBy.PROVIDER : Locations.ShipsBy.SELLER,
                        shipper,
                        1)
                .locationId();
        long sku = new Skus(database, clock, ids)
                .create(seller, "LAMP", "Lamp", Optional.empty(), Skus.Sharing.POOL, 0)
                .skuId();
        new Listings(database, clock, ids)
                .bind(seller, market, new Listings.Binding("LAMP", "", "", "LAMP", 1, Optional.empty()));
        engine.decide(seller, new MoveStock("m1", MoveStock.Kind.RECEIVE, new StockKey(sku, location), 5));
        OrderSnapshot snapshot = new OrderSnapshot(
                "O1",
                1,
                OrderPhase.CONFIRMED,
                clock.instant(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(new OrderLineSnapshot("1", "LAMP", 1, 0)));
        long order =
                engine.decide(seller, new ApplyOrder(market, snapshot, 0, true)).id();
        engine.decide(seller, new ReleaseOrder(order));
        return fulfilments.list(seller, "", order, 0, 1).get(0).fulfilmentId();
    }

    private long account(String name, Role role) {
        ChannelKind kind = new ChannelKind(name, role, false, false, false, false, List.of());
        Accounts.Opening opening = new Accounts.Opening(name, "https://" + name + ".example", 1, Map.of(), Map.of());
        return accounts.open(seller, kind, opening).accountId();
    }

    /** A clock that is moved by hand. */
    private static final class Hands extends Clock {
        private Instant now = Instant.parse("2026-03-01T08:00:00Z");

        void wait(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
