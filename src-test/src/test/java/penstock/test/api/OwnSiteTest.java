package penstock.test.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import penstock.console.ownsite.OwnSiteOrder;
import penstock.core.book.StockKey;
import penstock.core.catalogue.Locations;
import penstock.core.catalogue.Skus;
import penstock.core.engine.Engine;
import penstock.core.inbox.Inbox;
import penstock.core.ledger.MoveStock;
import penstock.core.message.RawMessage;
import penstock.core.order.Orders;
import penstock.core.shipping.Fulfilments;
import penstock.core.shipping.ReleaseOrder;
import penstock.core.shipping.ShipParcel;
import penstock.test.api.Api.Answer;
import penstock.test.api.Api.Seller;

class OwnSiteTest {

    private static final String RECIPIENT = """
            , "recipient": {"name": "Erika Mustermann", "addressLine1": "Heidestraße 17", "city": "Köln",
                            "postalCode": "51147", "countryCode": "DE"}""";

    private final Seller seller = Api.shared().seller().warehouse().stock("MUG", 10);
    private final Inbox inbox = Api.shared().service(Inbox.class);
    private String site = "";

    @BeforeEach
    void openTheSite() {
        site = "/accounts/" + seller.account("own_site");
    }

    @Test
    void fromCheckToCancel() {
        Seller shop = seller.with(seller.key("STOREFRONT", site.replace("/accounts/", "")));
        Answer check = shop.post(
                site + "/check",
                "{\"lines\": [{\"sku\": \"MUG\", \"quantity\": 7}, {\"sku\": \"MUG\", \"quantity\": 4}, {\"sku\": \"X\", \"quantity\": 1}]}");
        assertThat(check.body().path("enough").asBoolean()).isFalse();
        assertThat(check.body().at("/lines/0/promisable").asInt()).isEqualTo(10);
        assertThat(check.body().at("/lines/0/enough").asBoolean())
                .as("7 and 4 of 10")
                .isFalse();
        assertThat(check.body().at("/lines/2/promisable").asInt()).isZero();

        Answer held = shop.post(site + "/holds", hold("cart-1", 4));
        assertThat(held.status() + " " + held.at("/state") + " " + seller.balance("MUG"))
                .isEqualTo("201 HELD available 6 reserved 4");
        Answer ordered = shop.post(site + "/orders", order("#1", "MUG", 4, ", \"holdId\": \"cart-1\""));
        assertThat(ordered.status() + " " + ordered.at("/verdict") + " " + seller.balance("MUG"))
                .isEqualTo("201 CREATED available 6 reserved 4");
        assertThat(shop.post(site + "/holds", hold("cart-1", 4)).at("/state")).isEqualTo("TAKEN");
        assertThat(shop.call("DELETE", site + "/holds/cart-1", "").problem()).isEqualTo("409 not-possible");

        Answer partly = shop.post(site + "/orders/%231/cancel", "{\"lines\": [{\"id\": \"1\", \"cancelled\": 1}]}");
        assertThat(partly.status() + " " + partly.at("/verdict") + " " + seller.balance("MUG"))
                .isEqualTo("200 CHANGED available 7 reserved 3");
        Answer again = shop.post(site + "/orders/%231/cancel", "{\"lines\": [{\"id\": \"1\", \"cancelled\": 1}]}");
        assertThat(again.at("/verdict") + " " + seller.balance("MUG")).isEqualTo("EXISTS available 7 reserved 3");
        Answer more = shop.post(site + "/orders/%231/cancel", "{\"lines\": [{\"id\": \"1\", \"cancelled\": 3}]}");
        assertThat(more.at("/verdict") + " " + seller.balance("MUG")).isEqualTo("CHANGED available 9 reserved 1");
        Answer whole = shop.post(site + "/orders/%231/cancel", "");
        assertThat(whole.at("/verdict") + " " + seller.balance("MUG")).isEqualTo("CHANGED available 10 reserved 0");
        assertThat(shop.post(site + "/orders/%231/cancel", "").at("/verdict")).isEqualTo("EXISTS");
        assertThat(seller.get("/orders").at("/orders/0/phase")).isEqualTo("CANCELLED");
    }

    @Test
    void aHoldIsPlacedOnceAndGivenBackOnce() {
        assertThat(seller.post(site + "/holds", hold("h", 3)).status()).isEqualTo(201);
        assertThat(seller.post(site + "/holds", hold("h", 3)).status()).isEqualTo(200);
        Answer other = seller.post(site + "/holds", hold("h", 2));
        assertThat(other.problem() + ": " + other.at("/detail"))
                .isEqualTo(
                        "409 exists-with-different-content: this hold id came before with other lines; use another id");
        assertThat(seller.post(site + "/holds", hold("h2", 8)).problem()).isEqualTo("422 exceeds-available");
        assertThat(seller.balance("MUG")).isEqualTo("available 7 reserved 3");
        assertThat(seller.call("DELETE", site + "/holds/h", "").status()).isEqualTo(204);
        assertThat(seller.call("DELETE", site + "/holds/h", "").status()).isEqualTo(204);
        assertThat(seller.call("DELETE", site + "/holds/none", "").problem()).isEqualTo("404 not-found");
        assertThat(seller.balance("MUG")).isEqualTo("available 10 reserved 0");
        assertThat(seller.post(site + "/holds", hold("h", 3).replace("600", "3601"))
                        .at("/field"))
                .isEqualTo("expiresInSeconds");
    }

    @Test
    void safetyStockIsNotOffered() {
        seller.call("PATCH", "/skus/MUG", "{\"safetyStock\": 3}");
        Answer check = seller.post(site + "/check", "{\"lines\": [{\"sku\": \"MUG\", \"quantity\": 8}]}");
        assertThat(check.at("/enough") + " " + check.body().at("/lines/0/promisable"))
                .isEqualTo("false 7");
        assertThat(seller.post(site + "/holds", hold("h", 8)).at("/detail"))
                .isEqualTo("of SKU MUG 7 may be promised, not 8");
        assertThat(seller.post(site + "/orders", order("S-1", "MUG", 8, "")).problem())
                .isEqualTo("422 exceeds-available");
        assertThat(seller.post(site + "/orders", order("S-1", "MUG", 7, "")).status())
                .isEqualTo(201);
        assertThat(seller.balance("MUG")).isEqualTo("available 3 reserved 7");
    }

    @Test
    void aCheckKnowsTheNamesAndPacksThatAHoldKnows() {
        seller.post("/listings", """
                {"accountId": "%s", "channelSku": "MUG-4", "sku": "MUG", "packSize": 4}
                """.formatted(site.replace("/accounts/", "")));
        Answer check = seller.post(site + "/check", """
                {"lines": [{"sku": "MUG-4", "quantity": 2}, {"sku": "MUG", "quantity": 3}]}
                """);
        assertThat(check.at("/enough") + check.body().at("/lines"))
                .as("11 of 10")
                .isEqualTo("""
                false[{"sku":"MUG-4","quantity":2,"promisable":2,"enough":false,"promise":"NO"},\
                {"sku":"MUG","quantity":3,"promisable":10,"enough":false,"promise":"NO"}]""");
        assertThat(seller.post(site + "/holds", hold("h", 2).replace("MUG", "MUG-4"))
                        .status())
                .isEqualTo(201);
        assertThat(seller.balance("MUG")).isEqualTo("available 2 reserved 8");
    }

    @Test
    void anOrderCountsOnceHoweverOftenItIsSent() {
        String order = order("A-1", "MUG", 4, RECIPIENT);
        assertThat(seller.post(site + "/orders", order).status()).isEqualTo(201);
        assertThat(seller.post(site + "/orders", order).status()).isEqualTo(200);
        Answer spaced = seller.post(site + "/orders", order.replace(":", " :  "));
        assertThat(spaced.status() + " " + spaced.at("/verdict")).isEqualTo("200 EXISTS");
        assertThat(seller.post(site + "/orders", order("A-1", "MUG", 5, "")).problem())
                .isEqualTo("409 exists-with-different-content");
        assertThat(seller.balance("MUG")).isEqualTo("available 6 reserved 4");
        seller.post(site + "/orders/A-1/cancel", "{\"lines\": [{\"id\": \"1\", \"cancelled\": 1}]}");
        assertThat(seller.post(site + "/orders", order).status())
                .as("a late repeat")
                .isEqualTo(200);
        assertThat(seller.post(site + "/orders", order("A-1", "MUG", 5, "")).problem())
                .isEqualTo("409 exists-with-different-content");
        assertThat(seller.balance("MUG")).isEqualTo("available 7 reserved 3");
    }

    @Test
    void manyAtTheSameTimeCountOnceAndNeverTakeMoreThanIsThere() throws Exception {
        ExecutorService buyers = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Integer>> calls = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                String order = order("O-" + i % 20, "MUG", 1, "");
                calls.add(() -> seller.post(site + "/orders", order).status());
            }
            List<Integer> statuses = new ArrayList<>();
            for (Future<Integer> call : buyers.invokeAll(calls)) {
                statuses.add(call.get());
            }
            assertThat(statuses).containsOnly(200, 201, 422);
            assertThat(statuses.stream().filter(status -> status == 201)).hasSize(10);
        } finally {
            buyers.shutdownNow();
        }
        assertThat(seller.balance("MUG")).isEqualTo("available 0 reserved 10");
    }

    @Test
    void cancelsOfSeveralLinesAtTheSameTimeAllCount() throws Exception {
        StringBuilder lines = new StringBuilder();
        for (int i = 1; i <= 8; i++) {
            lines.append(i == 1 ? "" : ", ").append("{\"id\": \"%d\", \"sku\": \"MUG\", \"quantity\": 1}".formatted(i));
        }
        seller.post(site + "/orders", "{\"id\": \"L\", \"lines\": [%s]}".formatted(lines));
        ExecutorService buyers = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Integer>> calls = new ArrayList<>();
            for (int i = 1; i <= 7; i++) {
                String cancel = "{\"lines\": [{\"id\": \"%d\", \"cancelled\": 1}]}".formatted(i);
                calls.add(() -> seller.post(site + "/orders/L/cancel", cancel).status());
            }
            for (Future<Integer> call : buyers.invokeAll(calls)) {
                assertThat(call.get()).isEqualTo(200);
            }
        } finally {
            buyers.shutdownNow();
        }
        assertThat(seller.balance("MUG")).isEqualTo("available 9 reserved 1");
    }

    @Test
    void aRefusedOrderReservesNothingAndLeavesNothingOfThePerson() {
        Answer refused = seller.post(site + "/orders", order("B-1", "MUG", 11, RECIPIENT));
        assertThat(refused.problem()).isEqualTo("422 exceeds-available");
        assertThat(refused.at("/detail")).isEqualTo("of SKU MUG 10 may be promised, not 11");
        assertThat(seller.post(site + "/orders", order("B-2", "X", 1, "")).at("/detail"))
                .contains("SKU X is not known");
        assertThat(seller.balance("MUG")).isEqualTo("available 10 reserved 0");
        assertThat(inbox.due(seller.sellerId(), 10)).isEmpty();
        assertThat(keysKept()).isZero();
        assertThat(seller.post(site + "/orders", order("B-1", "MUG", 9, RECIPIENT))
                        .status())
                .as("the same id, smaller")
                .isEqualTo(201);
        assertThat(keysKept()).isEqualTo(1);
    }

    @Test
    void theRecipientIsReadAgainFromTheSealedBytesUntilItIsErased() {
        String placed =
                seller.post(site + "/orders", order("C-1", "MUG", 1, RECIPIENT)).at("/orderId");
        seller.post(site + "/orders", order("C-1", "MUG", 1, RECIPIENT.replace("Erika", "Erica")));
        seller.post(site + "/orders", order("C-1", "MUG", 1, RECIPIENT));
        assertThat(keysKept()).as("a repeat keeps nothing").isEqualTo(1);
        seller.post(site + "/orders/C-1/cancel", "{\"lines\": [{\"id\": \"1\", \"cancelled\": 1}]}");
        assertThat(recipientName(placed)).isEqualTo("Erika Mustermann");
        assertThat(seller.get("/orders/" + placed).toString()).doesNotContain("Erika", "Köln");
        assertThat(inbox.replay(seller.sellerId(), inboxId(placed))).isTrue();
        assertThat(seller.call("DELETE", "/orders/" + placed + "/personal-data", "")
                        .status())
                .isEqualTo(204);
        assertThat(seller.call("DELETE", "/orders/" + placed + "/personal-data", "")
                        .status())
                .isEqualTo(204);
        assertThat(seller.call("DELETE", "/orders/7/personal-data", "").problem())
                .isEqualTo("404 not-found");
        assertThat(keysKept()).isZero();
        assertThat(inbox.due(seller.sellerId(), 10))
                .as("nobody waits for what cannot be read")
                .isEmpty();
        assertThat(inbox.replay(seller.sellerId(), inboxId(placed))).isFalse();
        seller.post(site + "/orders", order("C-1", "MUG", 1, RECIPIENT));
        assertThat(keysKept()).as("a repeat brings nobody back").isZero();
    }

    @Test
    void anotherRecipientUnderTheSameIdIsRefusedUntilThePersonIsErased() {
        String placed =
                seller.post(site + "/orders", order("R-1", "MUG", 1, RECIPIENT)).at("/orderId");
        Answer elsewhere = seller.post(site + "/orders", order("R-1", "MUG", 2, RECIPIENT.replace("Köln", "Bonn")));
        assertThat(elsewhere.problem()).isEqualTo("409 exists-with-different-content");
        assertThat(elsewhere.at("/detail"))
                .isEqualTo("this order id came before with other lines and another recipient; cancel that order, or use"
                        + " another id");
        assertThat(seller.post(site + "/orders", order("R-1", "MUG", 1, "")).at("/detail"))
                .as("without a recipient")
                .contains("another recipient");
        seller.post(site + "/orders/R-1/cancel", "{\"lines\": [{\"id\": \"1\", \"cancelled\": 1}]}");
        assertThat(seller.post(site + "/orders", order("R-1", "MUG", 1, RECIPIENT.replace("Köln", "Bonn")))
                        .problem())
                .as("a late one")
                .isEqualTo("409 exists-with-different-content");
        assertThat(seller.post(site + "/orders", order("R-1", "MUG", 1, RECIPIENT))
                        .status())
                .isEqualTo(200);
        assertThat(marks(placed)).hasSize(1).doesNotContain("");
        seller.call("DELETE", "/orders/" + placed + "/personal-data", "");
        assertThat(marks(placed))
                .as("nothing of the person is left to compare with")
                .containsExactly("");
        assertThat(seller.post(site + "/orders", order("R-1", "MUG", 1, RECIPIENT.replace("Köln", "Bonn")))
                        .status())
                .isEqualTo(200);
        assertThat(keysKept()).isZero();
    }

    @Test
    void aRecipientNamedAfterTheProviderWasToldIsShown() {
        String placed =
                seller.post(site + "/orders", order("R-2", "MUG", 1, RECIPIENT)).at("/orderId");
        Api.shared().service(Engine.class).decide(seller.sellerId(), new ReleaseOrder(Long.parseLong(placed)));
        Fulfilments fulfilments = Api.shared().service(Fulfilments.class);
        long fulfilment = fulfilments
                .list(seller.sellerId(), "", Long.parseLong(placed), 0, 1)
                .get(0)
                .fulfilmentId();
        assertThat(seller.get("/orders/" + placed).at("/fulfilments/0/recipientChanged"))
                .isEqualTo("false");
        fulfilments.addressed(seller.sellerId(), fulfilment, marks(placed).get(0));
        assertThat(seller.get("/orders/" + placed).at("/fulfilments/0/recipientChanged"))
                .isEqualTo("false");
        fulfilments.addressed(seller.sellerId(), fulfilment, inbox.recipientMark(seller.sellerId(), Optional.empty()));
        assertThat(seller.get("/orders/" + placed).at("/fulfilments/0/recipientChanged"))
                .isEqualTo("true");
        assertThat(seller.get("/fulfilments?recipientChanged=true").at("/fulfilments/0/fulfilmentId"))
                .isEqualTo("" + fulfilment);
        assertThat(seller.get("/fulfilments?recipientChanged=true&state=CANCELLED")
                        .body()
                        .path("fulfilments")
                        .size())
                .isZero();
        assertThat(seller.get("/fulfilments?recipientChanged=false")
                        .body()
                        .path("fulfilments")
                        .toString())
                .doesNotContain("" + fulfilment);
        seller.call("DELETE", "/orders/" + placed + "/personal-data", "");
        assertThat(seller.get("/orders/" + placed).at("/fulfilments/0/recipientChanged"))
                .isEqualTo("false");
    }

    private List<String> marks(String orderId) {
        return penstock.test.TestDatabase.database()
                .transact(
                        seller.sellerId(),
                        transaction -> transaction.list(
                                "select coalesce(recipient_mark, '') as mark from sales_order"
                                        + " where seller_id = ? and order_id = ?",
                                row -> row.getText("mark"),
                                seller.sellerId(),
                                Long.parseLong(orderId)));
    }

    private long inboxId(String orderId) {
        return Api.shared()
                .service(Orders.class)
                .find(seller.sellerId(), Long.parseLong(orderId))
                .flatMap(Orders.OrderView::inboxId)
                .orElseThrow();
    }

    private String recipientName(String orderId) {
        Inbox.Opened opened = inbox.open(seller.sellerId(), inboxId(orderId)).orElseThrow();
        return OwnSiteOrder.parse(opened.message().body())
                .snapshot(opened.message().receivedAt())
                .recipient()
                .orElseThrow()
                .name();
    }

    private long keysKept() {
        return penstock.test.TestDatabase.database()
                .transact(
                        seller.sellerId(),
                        transaction -> transaction
                                .find(
                                        "select count(*) as kept from message_key where seller_id = ?",
                                        row -> row.getLong("kept"),
                                        seller.sellerId())
                                .orElseThrow());
    }

    @Test
    void aHoldThatIsGoneIsSaidToBeGone() {
        Answer none = seller.post(site + "/orders", order("D-1", "MUG", 1, ", \"holdId\": \"none\""));
        assertThat(none.problem() + " " + none.at("/field")).isEqualTo("422 unknown-reference holdId");
        seller.post(site + "/holds", hold("h", 1));
        seller.call("DELETE", site + "/holds/h", "");
        assertThat(seller.post(site + "/orders", order("D-2", "MUG", 1, ", \"holdId\": \"h\""))
                        .problem())
                .isEqualTo("409 not-possible");
    }

    @Test
    void aCancelFindsTheOrderThatWasStoredAndNotDecided() {
        byte[] body = order("Z-1", "MUG", 4, RECIPIENT).getBytes(StandardCharsets.UTF_8);
        RawMessage undecided = new RawMessage(OwnSiteOrder.SOURCE, "Z-1:1:7", body, Instant.now());
        long account = Long.parseLong(site.replace("/accounts/", ""));
        long inboxId = inbox.storeNow(seller.sellerId(), account, List.of(undecided), Optional.empty())
                .get(0)
                .inboxId();
        assertThat(seller.post(site + "/orders/Z/cancel", "").problem())
                .as("its id only begins so")
                .isEqualTo("404 not-found");
        Answer cancelled = seller.post(site + "/orders/Z-1/cancel", "");
        assertThat(cancelled.status() + " " + cancelled.at("/verdict") + " " + seller.balance("MUG"))
                .isEqualTo("200 CHANGED available 10 reserved 0");
        assertThat(seller.get("/orders").at("/orders/0/phase")).isEqualTo("CANCELLED");
        assertThat(inbox.open(seller.sellerId(), inboxId).map(Inbox.Opened::state))
                .contains(Inbox.State.APPLIED);
    }

    @Test
    void aMomentOutOfAllReasonIsRefused() {
        Answer answer =
                seller.post(site + "/orders", order("T-1", "MUG", 1, ", \"placedAt\": \"2100-01-02T00:00:00Z\""));
        assertThat(answer.status() + " " + answer.at("/field")).isEqualTo("400 placedAt");
        assertThat(seller.post(site + "/orders", order("T-1", "MUG", 1, ", \"shipBy\": \"1815-06-18T00:00:00Z\""))
                        .at("/field"))
                .isEqualTo("shipBy");
        assertThat(inbox.due(seller.sellerId(), 10)).isEmpty();
    }

    @Test
    void whatWasShippedCannotBeCancelled() {
        String orderId =
                seller.post(site + "/orders", order("E-1", "MUG", 2, "")).at("/orderId");
        Engine engine = Api.shared().service(Engine.class);
        engine.decide(seller.sellerId(), new ReleaseOrder(Long.parseLong(orderId)));
        Fulfilments.Fulfilment fulfilment = Api.shared()
                .service(Fulfilments.class)
                .list(seller.sellerId(), "", Long.parseLong(orderId), 0, 1)
                .get(0);
        engine.decide(
                seller.sellerId(),
                new ShipParcel(fulfilment.fulfilmentId(), "b", "DHL", "1", Instant.now(), java.util.Map.of()));
        assertThat(seller.post(site + "/orders/E-1/cancel", "").problem()).isEqualTo("409 not-possible");
        assertThat(seller.post(site + "/orders/E-1/cancel", "{\"lines\": [{\"id\": \"1\", \"cancelled\": 1}]}")
                        .problem())
                .isEqualTo("409 not-possible");
    }

    @Test
    void aCancelNamesWhatIsThere() {
        seller.post(site + "/orders", order("F-1", "MUG", 2, ""));
        assertThat(seller.post(site + "/orders/NONE/cancel", "").problem()).isEqualTo("404 not-found");
        seller.post(site + "/holds", hold("h", 1));
        assertThat(seller.post(site + "/orders/hold:h/cancel", "").problem())
                .as("a hold is no order")
                .isEqualTo("404 not-found");
        assertThat(seller.post(site + "/orders/F-1/cancel", "{\"lines\": [{\"id\": \"9\", \"cancelled\": 1}]}")
                        .problem())
                .isEqualTo("422 unknown-reference");
        assertThat(seller.post(site + "/orders/F-1/cancel", "{\"lines\": [{\"id\": \"1\", \"cancelled\": 3}]}")
                        .problem())
                .isEqualTo("409 not-possible");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/check", "/holds", "/orders"})
    void aMarketplaceDoesNotWaitForOurAnswer(String endpoint) {
        String bazaar = "/accounts/" + seller.account("bazaar");
        String body = switch (endpoint) {
            case "/check" -> "{\"lines\": [{\"sku\": \"MUG\", \"quantity\": 1}]}";
            case "/holds" -> hold("h", 1);
            default -> order("x", "MUG", 1, "");
        };
        assertThat(seller.post(bazaar + endpoint, body).problem()).isEqualTo("409 not-possible");
        assertThat(seller.post("/accounts/7" + endpoint, body).problem()).isEqualTo("404 not-found");
    }

    @Test
    void unitsThatAreLostAreShownAsShort() {
        seller.post(site + "/orders", order("G-1", "MUG", 8, ""));
        StockKey key = new StockKey(
                Api.shared()
                        .service(Skus.class)
                        .find(seller.sellerId(), "MUG")
                        .orElseThrow()
                        .skuId(),
                Api.shared()
                        .service(Locations.class)
                        .find(seller.sellerId(), "WH1")
                        .orElseThrow()
                        .locationId());
        Api.shared()
                .service(Engine.class)
                .decide(seller.sellerId(), new MoveStock("lost", MoveStock.Kind.COUNT, key, 5));
        assertThat(seller.get("/orders").body().at("/orders/0/lines/0/short").asInt())
                .isEqualTo(3);
    }

    private static String hold(String id, int quantity) {
        return """
                {"id": "%s", "expiresInSeconds": 600, "lines": [{"sku": "MUG", "quantity": %d}]}
                """.formatted(id, quantity);
    }

    private static String order(String id, String sku, int quantity, String more) {
        return """
                {"id": "%s", "lines": [{"id": "1", "sku": "%s", "quantity": %d}]%s}
                """.formatted(id, sku, quantity, more);
    }
}
