package penstock.test.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static penstock.test.reading.MessageReader.CLOCK;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import penstock.core.book.StockKey;
import penstock.core.catalogue.Listings;
import penstock.core.catalogue.Locations;
import penstock.core.catalogue.Sellers;
import penstock.core.catalogue.Skus;
import penstock.core.engine.Engine;
import penstock.core.identity.Ids;
import penstock.core.inbox.Inbox;
import penstock.core.ledger.MoveStock;
import penstock.core.message.RawMessage;
import penstock.core.message.Rejection;
import penstock.core.order.AcceptRejections;
import penstock.core.order.Orders;
import penstock.core.order.Orders.OrderView;
import penstock.core.shipping.Fulfilments;
import penstock.core.shipping.ReleaseOrder;
import penstock.core.shipping.Releases;
import penstock.core.store.Database;
import penstock.routes.work.ReleaseOrders;

/** An order of which a line is not understood, of a seller who ships whole orders only. */
class PartlyUnderstoodTest {

    private final MessageReader reader = new MessageReader(Sellers.PartialShipping.WAIT_FOR_ALL);
    private final Database database = reader.database;
    private final Engine engine = reader.engine;
    private final Inbox inbox = reader.inbox;
    private final long seller = reader.seller;
    private final Orders orders = new Orders(database, CLOCK);
    private final long shop =
            reader.account("shopify", Map.of(), Map.of("access_token", "shpat_1", "client_secret", "shpss_1"));

    PartlyUnderstoodTest() {
        Ids ids = reader.ids;
        long warehouse = new Locations(database, CLOCK, ids)
                .create(seller, "WH1", "W", Locations.Kind.WAREHOUSE, Locations.ShipsBy.SELLER, Optional.empty(), 1)
                .locationId();
        long lamp = new Skus(database, CLOCK, ids)
                .create(seller, "LAMP", "Lamp", Optional.empty(), Skus.Sharing.POOL, 0)
                .skuId();
        new Listings(database, CLOCK, ids)
                .bind(seller, shop, new Listings.Binding("LAMP", "", "", "LAMP", 1, Optional.empty()));
        engine.decide(seller, new MoveStock("m1", MoveStock.Kind.RECEIVE, new StockKey(lamp, warehouse), 5));
    }

    @AfterEach
    void close() {
        reader.close();
    }

    @Test
    void isShownAndHeldBackUntilANewerMessageIsUnderstood() {
        long message = hear(1, "\"1O\"");
        assertThat(inbox.listParked(seller, 0, 10)).singleElement().satisfies(parked -> {
            assertThat(parked.inboxId()).isEqualTo(message);
            assertThat(parked.orderId()).contains(order().orderId());
            assertThat(parked.reason()).isEqualTo("MALFORMED");
            assertThat(parked.rejections()).hasSize(1);
        });
        assertThat(order().rejections())
                .singleElement()
                .extracting(Rejection::where)
                .isEqualTo("order 820, line 2 (id 2)");
        assertThat(order().lines())
                .singleElement()
                .satisfies(line -> assertThat(line.reserved()).isEqualTo(2));
        assertThat(released()).isZero();

        assertThat(inbox.replay(seller, message)).isTrue();
        reader.reading.read(seller, message);
        assertThat(inbox.listParked(seller, 0, 10)).as("read the same again").hasSize(1);
        assertThat(released()).isZero();

        hear(2, "1");
        assertThat(inbox.listParked(seller, 0, 10)).isEmpty();
        assertThat(order().rejections()).isEmpty();
        assertThat(released()).isEqualTo(1);
    }

    @Test
    void goesOnWithoutThemOnceAPersonHasSeenToThem() {
        long message = hear(1, "\"1O\"");
        assertThat(released()).isZero();
        engine.decide(seller, new AcceptRejections(order().orderId(), message));
        assertThat(inbox.listParked(seller, 0, 10)).isEmpty();
        assertThat(released()).isEqualTo(1);
        hear(2, "\"1O\"");
        assertThat(inbox.listParked(seller, 0, 10)).isEmpty();
        hear(3, "null");
        assertThat(inbox.listParked(seller, 0, 10)).hasSize(1);
    }

    /** The shop tells of an order with two lamps and something else. */
    private long hear(int revision, String units) {
        String body = """
                {"id": 820, "created_at": "2026-03-01T07:00:00Z", "updated_at": "2026-03-01T07:00:0%dZ",
                 "financial_status": "paid", "line_items": [
                   {"id": 1, "sku": "LAMP", "quantity": 2, "current_quantity": 2},
                   {"id": 2, "sku": "LAMP", "quantity": %s, "current_quantity": 1}]}
                """.formatted(revision, units);
        RawMessage message = new RawMessage(
                "webhook:orders/updated", "e" + revision, body.getBytes(StandardCharsets.UTF_8), CLOCK.instant());
        long inboxId = inbox.storeNow(seller, shop, List.of(message), Optional.empty())
                .get(0)
                .inboxId();
        reader.reading.readSoon(seller, inboxId);
        // the engine answers on a thread of its own; what is decided next waits for it
        engine.decide(seller, new ReleaseOrder(0));
        return inboxId;
    }

    private OrderView order() {
        return orders.list(seller, shop, Long.MAX_VALUE, 10).get(0);
    }

    private int released() {
        new ReleaseOrders(engine, new Releases(database, CLOCK)).release(seller);
        return new Fulfilments(database, CLOCK).list(seller, "", 0, 0, 10).size();
    }
}
