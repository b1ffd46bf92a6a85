package penstock.test.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static penstock.test.reading.MessageReader.CLOCK;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import penstock.core.book.Reply;
import penstock.core.book.StockKey;
import penstock.core.catalogue.Listings;
import penstock.core.catalogue.Locations;
import penstock.core.catalogue.Sellers;
import penstock.core.catalogue.Skus;
import penstock.core.engine.Engine;
import penstock.core.identity.Ids;
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
import penstock.core.shipping.ClaimSubmission;
import penstock.core.shipping.ReleaseOrder;
import penstock.core.shipping.SettleProviderOrder;
import penstock.core.store.Database;
import penstock.routes.work.ReadMessages;

/** A provider's message about something unknown, or impossible, is kept: it is read again, then waits for a person. */
class ProvidersMessagesTest {

    private final MessageReader reader = new MessageReader(Sellers.PartialShipping.SHIP_AVAILABLE);
    private final Database database = reader.database;
    private final Engine engine = reader.engine;
    private final Inbox inbox = reader.inbox;
    private final ReadMessages reading = reader.reading;
    private final long seller = reader.seller;
    private final long provider = account("amazon-mcf");

    @AfterEach
    void close() {
        reader.close();
    }

    private long account(String kind) {
        return reader.account(
                kind,
                Map.of("marketplace_id", "ATVPDKIKX0DER", "token_endpoint", "http://127.0.0.1:9/token"),
                Map.of("client_id", "c", "client_secret", "s", "refresh_token", "r"));
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
        Ids ids = reader.ids;
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
        engine.decide(seller, new ClaimSubmission(fulfilment, 0));
        engine.decide(
                seller,
                new SettleProviderOrder(
                        fulfilment,
                        1,
                        0,
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
