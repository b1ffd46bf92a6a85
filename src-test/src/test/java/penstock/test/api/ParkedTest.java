package penstock.test.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import penstock.core.book.Reply;
import penstock.core.catalogue.Listings;
import penstock.core.engine.Engine;
import penstock.core.inbox.Inbox;
import penstock.core.message.OrderLineSnapshot;
import penstock.core.message.OrderPhase;
import penstock.core.message.OrderSnapshot;
import penstock.core.message.RawMessage;
import penstock.core.message.Rejection;
import penstock.core.message.RejectionReason;
import penstock.core.order.ApplyOrder;
import penstock.core.shipping.Releases;
import penstock.test.api.Api.Answer;
import penstock.test.api.Api.Seller;

class ParkedTest {

    private final Seller seller = Api.shared().seller().warehouse().stock("MUG-BLUE", 10);
    private final String bazaar = seller.account("bazaar");

    @Test
    void aParkedLineIsReservedOnceItsChannelSkuIsBound() {
        for (int i = 1; i <= 3; i++) {
            Api.shared()
                    .service(Engine.class)
                    .decide(seller.sellerId(), new ApplyOrder(Long.parseLong(bazaar), order("B" + i), 0, false));
        }
        Answer lines = seller.get("/parked/lines");
        assertThat(lines.body().path("lines").size()).isEqualTo(3);
        assertThat(lines.at("/lines/0/channelSku") + " " + lines.at("/lines/0/reason"))
                .isEqualTo("MUG-B-DE UNKNOWN_SKU");
        assertThat(lines.body().at("/lines/0/suggestions").toString()).isEqualTo("[\"MUG-BLUE\"]");
        Answer bound = seller.post("/listings", """
                {"accountId": "%s", "channelSku": "MUG-B-DE", "sku": "MUG-BLUE", "packSize": 2}
                """.formatted(bazaar));
        assertThat(bound.status() + " " + bound.body().path("ordersMapped").asInt())
                .isEqualTo("201 3");
        assertThat(seller.get("/parked/lines").body().path("lines").size()).isZero();
        assertThat(seller.balance("MUG-BLUE")).isEqualTo("available 4 reserved 6");
    }

    /** As if the gateway had died between the binding and the orders that wait for it. */
    @Test
    void aParkedLineIsReservedWhenATableNamesABindingThatIsThere() {
        long account = Long.parseLong(bazaar);
        Api.shared().service(Engine.class).decide(seller.sellerId(), new ApplyOrder(account, order("B4"), 0, false));
        Api.shared()
                .service(Listings.class)
                .bind(
                        seller.sellerId(),
                        account,
                        new Listings.Binding("MUG-B-DE", "", "", "MUG-BLUE", 2, Optional.empty()));
        String table = "account,channel_sku,sku,pack_size\n"
                + seller.get("/accounts/" + bazaar).at("/name") + ",MUG-B-DE,MUG-BLUE,2\n";
        Answer report = seller.api()
                .send(seller.api()
                        .request(seller.path() + "/tables/listings")
                        .header("Authorization", "Bearer " + seller.key())
                        .header("Content-Type", "text/csv")
                        .POST(HttpRequest.BodyPublishers.ofString(table)));
        assertThat(report.body().path("unchanged").asInt()).isEqualTo(1);
        assertThat(seller.get("/parked/lines").body().path("lines").size()).isZero();
        assertThat(seller.balance("MUG-BLUE")).isEqualTo("available 8 reserved 2");
    }

    private static OrderSnapshot order(String id) {
        return new OrderSnapshot(
                id,
                1,
                OrderPhase.CONFIRMED,
                Instant.EPOCH,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(new OrderLineSnapshot("1", "MUG-B-DE", 1, 0)));
    }

    @Test
    void anOrderIsShownWithWhatNobodyUnderstoodOfItUntilAPersonHasSeenToIt() {
        Inbox inbox = Api.shared().service(Inbox.class);
        long shop = Long.parseLong(bazaar);
        RawMessage message = new RawMessage("webhook:orders/create", "e9", new byte[] {'x'}, Instant.now());
        long inboxId = inbox.storeNow(seller.sellerId(), shop, List.of(message), Optional.empty())
                .get(0)
                .inboxId();
        Rejection tip = new Rejection("line 2\u0000", "a\tb", RejectionReason.MISSING_FIELD, "handle it by hand");
        ApplyOrder order = new ApplyOrder(
                shop, order("B9"), new ApplyOrder.Source(inboxId, Optional.empty(), List.of(tip)), false);
        long orderId = Api.shared()
                .service(Engine.class)
                .decide(seller.sellerId(), order)
                .id();
        Answer parked = seller.get("/parked/messages");
        assertThat(parked.at("/messages/0/messageId") + " " + parked.at("/messages/0/orderId") + " "
                        + parked.at("/messages/0/detail"))
                .isEqualTo(inboxId + " " + orderId + " handle it by hand");
        assertThat(seller.get("/orders/" + orderId)
                        .body()
                        .at("/order/rejections")
                        .toString())
                .isEqualTo("[{\"where\":\"line 2 \",\"value\":\"a b\",\"reason\":\"MISSING_FIELD\","
                        + "\"advice\":\"handle it by hand\"}]");
        assertThat(seller.post("/parked/messages/7/accept", "").problem()).isEqualTo("404 not-found");
        for (int again = 0; again < 2; again++) {
            assertThat(seller.post("/parked/messages/" + inboxId + "/accept", "")
                            .status())
                    .isEqualTo(204);
        }
        assertThat(seller.get("/parked/messages").body().path("messages").size())
                .isZero();
        assertThat(seller.get("/orders/" + orderId)
                        .body()
                        .at("/order/rejections")
                        .size())
                .isZero();
    }

    @Test
    void aMessageThatNobodyNeedsIsGivenUpAndItsContentWithIt() {
        Inbox inbox = Api.shared().service(Inbox.class);
        RawMessage message = new RawMessage("webhook:orders/create", "e10", new byte[] {'x'}, Instant.now());
        long inboxId = inbox.storeNow(seller.sellerId(), Long.parseLong(bazaar), List.of(message), Optional.empty())
                .get(0)
                .inboxId();
        String address = "/parked/messages/" + inboxId;
        assertThat(seller.call("DELETE", address, "").problem())
                .as("it waits to be read")
                .isEqualTo("404 not-found");
        inbox.park(seller.sellerId(), inboxId, RejectionReason.MALFORMED, "no order", List.of());
        assertThat(seller.call("DELETE", address, "").status()).isEqualTo(204);
        assertThat(seller.get("/parked/messages").body().path("messages").size())
                .isZero();
        assertThat(inbox.open(seller.sellerId(), inboxId)).isEmpty();
        assertThat(seller.call("DELETE", address, "").problem()).isEqualTo("404 not-found");
    }

    @Test
    void aReleaseThatAlwaysFailsIsShownWithItsReasonAndReplayed() {
        Reply reply = Api.shared()
                .service(Engine.class)
                .decide(seller.sellerId(), new ApplyOrder(Long.parseLong(bazaar), order("B10"), 0, false));
        Releases releases = Api.shared().service(Releases.class);
        for (int attempt = 1; attempt <= Releases.MAX_ATTEMPTS; attempt++) {
            releases.settle(
                    seller.sellerId(),
                    new Releases.Due(Set.of(reply.id()), 0, 0),
                    List.of(new Releases.Failed(reply.id(), "order " + reply.id() + " has no row")));
        }
        Answer parked = seller.get("/parked/releases");
        assertThat(parked.at("/releases/0/channelOrderId") + " " + parked.at("/releases/0/reason"))
                .isEqualTo("B10 TRIED_TOO_OFTEN");
        assertThat(parked.at("/releases/0/failure").toString()).contains("has no row");
        String replay = "/parked/releases/" + reply.id() + "/replay";
        assertThat(seller.post(replay, "").status()).isEqualTo(202);
        assertThat(seller.get("/parked/releases").body().path("releases").size())
                .isZero();
        assertThat(seller.post(replay, "").status())
                .as("nothing is parked any more")
                .isEqualTo(404);
    }

    @Test
    void aParkedMessageIsShownWithoutItsContentAndReplayed() {
        Inbox inbox = Api.shared().service(Inbox.class);
        RawMessage message = new RawMessage(
                "webhook:orders/create",
                "e1",
                "{\"buyer\": \"Erika\"}".getBytes(StandardCharsets.UTF_8),
                Instant.now());
        long inboxId = inbox.storeNow(seller.sellerId(), Long.parseLong(bazaar), List.of(message), Optional.empty())
                .get(0)
                .inboxId();
        inbox.park(
                seller.sellerId(),
                inboxId,
                RejectionReason.MALFORMED,
                "no order id",
                List.of(new Rejection("id", "", RejectionReason.MISSING_FIELD, "ask the channel")));
        Answer parked = seller.get("/parked/messages");
        assertThat(parked.at("/messages/0/reason") + " " + parked.at("/messages/0/rejections/0/advice"))
                .isEqualTo("MALFORMED ask the channel");
        assertThat(parked.toString()).doesNotContain("Erika");
        assertThat(seller.post("/parked/messages/" + inboxId + "/replay", "").status())
                .isEqualTo(202);
        assertThat(seller.get("/parked/messages").body().path("messages").size())
                .isZero();
        assertThat(inbox.due(seller.sellerId(), 10)).hasSize(1);
        assertThat(seller.post("/parked/messages/7/replay", "").problem()).isEqualTo("404 not-found");
    }

    @Test
    void parkedLinesComePageByPage() {
        for (int i = 1; i <= 2; i++) {
            OrderSnapshot order = new OrderSnapshot(
                    "P" + i,
                    1,
                    OrderPhase.CONFIRMED,
                    Instant.EPOCH,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    List.of(
                            new OrderLineSnapshot("1", "X-1", 1, 0),
                            new OrderLineSnapshot("2", "X-2", 1, 0),
                            new OrderLineSnapshot("3", "X-3", 1, 0)));
            Api.shared()
                    .service(Engine.class)
                    .decide(seller.sellerId(), new ApplyOrder(Long.parseLong(bazaar), order, 0, false));
        }
        StringBuilder seen = new StringBuilder();
        String after = "";
        do {
            Answer page = seller.get("/parked/lines?limit=2&after=" + after);
            page.body()
                    .path("lines")
                    .forEach(line -> seen.append(line.path("channelOrderId").asString())
                            .append('/')
                            .append(line.path("lineNo").asInt())
                            .append(' '));
            seen.append("| ");
            after = page.at("/next");
        } while (!after.isEmpty());
        assertThat(seen.toString()).isEqualTo("P1/1 P1/2 | P1/3 P2/1 | P2/2 P2/3 | ");
    }
}
