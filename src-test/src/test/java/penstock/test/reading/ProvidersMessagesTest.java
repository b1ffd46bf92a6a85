package penstock.test.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import penstock.core.book.Reply;
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
import penstock.core.inbox.Inbox;
import penstock.core.ledger.MoveStock;
import penstock.core.message.OrderLineSnapshot;
import penstock.core.message.OrderPhase;
import penstock.core.message.OrderSnapshot;
import penstock.core.message.Outcome;
import penstock.core.message.RawMessage;
import penstock.core.message.RefusalReason;
import penstock.core.message.Rejection;
import penstock.core.order.ApplyOrder;
import penstock.core.publication.Publishing;
import penstock.core.shipping.ClaimSubmission;
import penstock.core.shipping.ReleaseOrder;
import penstock.core.shipping.SettleProviderOrder;
import penstock.core.store.Database;
import penstock.routes.accounts.Adapters;
import penstock.routes.accounts.OpenAccounts;
import penstock.routes.transport.EgressPolicy;
import penstock.routes.work.Pace;
import penstock.routes.work.ReadMessages;
import penstock.test.TestDatabase;

/** A provider's message about something unknown, or impossible, is kept: it is read again, then waits for a person. */
class ProvidersMessagesTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-01T08:00:00Z"), ZoneOffset.UTC);

    private final Database database = TestDatabase.database();
    private final Ids ids = TestDatabase.ids(CLOCK);
    private final Sealing sealing = new Sealing(new byte[Sealing.KEY_BYTES]);
    private final Engine engine = new Engine(database, CLOCK, ids, EngineLimits.DEFAULT, seller -> {});
    private final Inbox inbox = new Inbox(database, CLOCK, ids, sealing);
    private final Accounts accounts = new Accounts(database, CLOCK, ids, sealing);
    private final Adapters adapters = new Adapters(new EgressPolicy(List.of("127.0.0.1")));
    private final long seller = new Sellers(database, CLOCK, ids)
            .create("Reading", "EUR", Sellers.PartialShipping.SHIP_AVAILABLE)
            .sellerId();
    private final long provider = account("amazon-mcf");
    private final ReadMessages reading = new ReadMessages(
            inbox,
            engine,
            new Publishing(database, CLOCK),
            new OpenAccounts(accounts, adapters, CLOCK, 1),
            () -> {
                throw new AssertionError("nothing is to be fetched");
            },
            new Pace(1),
            Runnable::run);

    @AfterEach
    void close() {
        inbox.close();
        engine.close();
    }

    private long account(String kind) {
        Accounts.Opening opening = new Accounts.Opening(
                kind,
                "http://127.0.0.1:9/" + kind,
                1,
                Map.of("marketplace_id", "ATVPDKIKX0DER", "token_endpoint", "http://127.0.0.1:9/token"),
                Map.of("client_id", "c", "client_secret", "s", "refresh_token", "r"));
        return accounts.open(seller, adapters.find(kind).orElseThrow(), opening).accountId();
    }

    @Test
    void oneAboutAnOrderThatIsNotOursIsReadAgainAndThenParked() {
        long message = store("PS-NOSUCH-1", "COMPLETE");
        for (int attempt = 1; attempt < Inbox.MAX_ATTEMPTS; attempt++) {
            reading.read(seller, message);
            assertThat(state(message)).isEqualTo("WAITING, tried " + attempt);
        }
        reading.read(seller, message);
        assertThat(state(message)).isEqualTo("PARKED, tried " + Inbox.MAX_ATTEMPTS);
        assertThat(inbox.listParked(seller, 0, 10))
                .singleElement()
                .satisfies(parked -> assertThat(parked.reason() + ": " + parked.detail())
                        .isEqualTo("TRIED_TOO_OFTEN: no fulfilment order of ours is called PS-NOSUCH-1"));
    }

    @Test
    void oneAboutAParcelOfAnOrderThatHasEndedIsParked() {
        long fulfilment = refusedFulfilment();
        String id = "PS-" + Long.toString(fulfilment, 36).toUpperCase(Locale.ROOT) + "-1";
        long message = store(id, "COMPLETE");
        reading.read(seller, message);
        assertThat(inbox.listParked(seller, 0, 10))
                .singleElement()
                .satisfies(parked -> assertThat(parked.reason() + ": " + parked.detail())
                        .isEqualTo("NOT_POSSIBLE: the provider shipped [D1/1] of a fulfilment order that is REFUSED"));
    }

    @Test
    void oneThatSaysNothingNewIsDoneWith() {
        long fulfilment = refusedFulfilment();
        String id = "PS-" + Long.toString(fulfilment, 36).toUpperCase(Locale.ROOT) + "-1";
        long message = store(id, "PLANNING");
        reading.read(seller, message);
        assertThat(state(message)).isEqualTo("APPLIED, tried 0");
    }

    @Test
    void oneThatIsUnderstoodInPartIsAppliedInPartAndParked() {
        long fulfilment = refusedFulfilment();
        String id = "PS-" + Long.toString(fulfilment, 36).toUpperCase(Locale.ROOT) + "-1";
        long message = store(id, "TELEPORTED");
        reading.read(seller, message);
        assertThat(state(message)).isEqualTo("PARKED, tried 0");
        assertThat(inbox.listParked(seller, 0, 10)).singleElement().satisfies(parked -> {
            assertThat(parked.rejections())
                    .singleElement()
                    .extracting(Rejection::value)
                    .isEqualTo("TELEPORTED");
            assertThat(parked.orderId()).isEmpty();
        });
        inbox.replay(seller, message);
        assertThat(number("select count(*) as n from rejection where seller_id = " + seller))
                .isZero();
        reading.read(seller, message);
        assertThat(inbox.listParked(seller, 0, 10)).hasSize(1);
    }

    /** The provider would not take it. */
    private long refusedFulfilment() {
        long fba = new Locations(database, CLOCK, ids)
                .create(
                        seller,
                        "FBA",
                        "Amazon",
                        Locations.Kind.FBA,
                        Locations.ShipsBy.PROVIDER,
                        Optional.of(provider),
                        1)
                .locationId();
        long sku = new Skus(database, CLOCK, ids)
                .create(seller, "LAMP", "Lamp", Optional.empty(), Skus.Sharing.POOL, 0)
                .skuId();
        new Listings(database, CLOCK, ids)
                .bind(seller, provider, new Listings.Binding("FBA-LAMP", "", "", "LAMP", 1, Optional.empty()));
        long site = account("own-site");
        engine.decide(seller, new MoveStock("m1", MoveStock.Kind.RECEIVE, new StockKey(sku, fba), 5));
        OrderSnapshot snapshot = new OrderSnapshot(
                "W1",
                1,
                OrderPhase.CONFIRMED,
                CLOCK.instant(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(new OrderLineSnapshot("1", "LAMP", 1, 0)));
        Reply placed = engine.decide(seller, new ApplyOrder(site, snapshot, 0, true));
        engine.decide(seller, new ReleaseOrder(placed.id()));
        long fulfilment = number("select fulfilment_id as n from fulfilment_order where seller_id = " + seller);
        engine.decide(seller, new ClaimSubmission(fulfilment));
        engine.decide(
                seller,
                new SettleProviderOrder(
                        fulfilment,
                        1,
                        SettleProviderOrder.Asked.CREATE,
                        new Outcome.Refused(RefusalReason.INVALID, "no"),
                        Duration.ofMinutes(5)));
        return fulfilment;
    }

    private long store(String providerOrderId, String status) {
        String parcels = status.equals("COMPLETE") ? """
                [{"amazonShipmentId": "D1", "fulfillmentCenterId": "X", "fulfillmentShipmentStatus": "SHIPPED",
                  "fulfillmentShipmentItem": [{"sellerSku": "FBA-LAMP", "sellerFulfillmentOrderItemId": "1", "quantity": 1,
                                               "packageNumber": 1}],
                  "fulfillmentShipmentPackage": [{"packageNumber": 1, "carrierCode": "AMZN_US", "trackingNumber": "TBA1"}]}]
                """ : "[]";
        String body = """
                {"payload": {"fulfillmentOrder": {"sellerFulfillmentOrderId": "%s", "fulfillmentOrderStatus": "%s"},
                             "fulfillmentOrderItems": [], "fulfillmentShipments": %s}}
                """.formatted(providerOrderId, status, parcels);
        RawMessage message = new RawMessage(
                "provider:order", providerOrderId, body.getBytes(StandardCharsets.UTF_8), CLOCK.instant());
        return inbox.storeNow(seller, provider, List.of(message), Optional.empty())
                .get(0)
                .inboxId();
    }

    private String state(long message) {
        return inbox.open(seller, message)
                .map(opened -> opened.state() + ", tried " + opened.attempts())
                .orElseThrow();
    }

    private long number(String sql) {
        return database.transact(
                seller,
                transaction -> transaction.find(sql, row -> row.getLong("n")).orElseThrow());
    }
}
