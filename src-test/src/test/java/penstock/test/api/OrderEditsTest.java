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
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import penstock.console.ownsite.OwnSiteEdit;
import penstock.core.book.Actor;
import penstock.core.book.FulfilmentOrder.State;
import penstock.core.engine.Engine;
import penstock.core.inbox.Inbox;
import penstock.core.message.RawMessage;
import penstock.core.order.Orders;
import penstock.core.shipping.AdvanceFulfilment;
import penstock.core.shipping.Fulfilments;
import penstock.core.shipping.ReleaseOrder;
import penstock.test.TestDatabase;
import penstock.test.api.Api.Answer;
import penstock.test.api.Api.Seller;

/** An own site's order is edited over the API: with its history, its recipient sealed, and several at the same time. */
class OrderEditsTest {

    private static final String KOELN = """
            "recipient": {"name": "Erika Mustermann", "addressLine1": "Heidestraße 17", "city": "Köln",
                          "postalCode": "51147", "countryCode": "DE"}""";
    private static final String BONN = KOELN.replace("Köln", "Bonn");

    private final Seller seller =
            Api.shared().seller().warehouse().stock("MUG", 10).stock("CUP", 1);
    private final Inbox inbox = Api.shared().service(Inbox.class);
    private String site = "";

    @BeforeEach
    void openTheSite() {
        site = "/accounts/" + seller.account("own_site");
    }

    @Test
    void whatBecameOfAnOrderIsToldWithWhoAskedForIt() {
        String key = seller.key("STOREFRONT", site.replace("/accounts/", ""));
        Seller shop = seller.with(key);
        String placed = shop.post(site + "/orders", order("A-1", 2, KOELN)).at("/orderId");
        Answer edited = edit(shop, "A-1", "e1", """
                "revision": "1", "lines": [{"id": "1", "sku": "MUG", "quantity": 5}, {"id": "2", "sku": "CUP", "quantity": 1}]""");
        assertThat(edited.status() + " " + edited.at("/verdict") + " " + seller.balance("MUG"))
                .isEqualTo("200 CHANGED available 5 reserved 5");
        assertThat(shop.get(site + "/orders/A-1").at("/revision")).isEqualTo("2");
        Answer stale = edit(shop, "A-1", "e2", "\"revision\": \"1\", \"shipBy\": \"2026-12-24T12:00:00Z\"");
        assertThat(stale.problem() + " " + stale.at("/reason") + ": " + stale.at("/detail"))
                .isEqualTo("409 not-possible EDITED_SINCE: the order is at revision 2 now; read it and edit that");
        assertThat(edit(shop, "A-1", "e2", line("2", "CUP", 2)).problem()).isEqualTo("422 exceeds-available");
        assertThat(edit(shop, "A-1", "e2", "\"shipBy\": \"2026-12-24T12:00:00Z\", " + BONN)
                        .at("/verdict"))
                .isEqualTo("CHANGED");
        shop.post(site + "/orders/A-1/cancel", "{\"lines\": [{\"id\": \"1\", \"cancelled\": 1}]}");
        assertThat(edit(shop, "A-1", "e1", line("1", "MUG", 7)).problem())
                .isEqualTo("409 exists-with-different-content");
        assertThat(shop.get("/orders/" + placed + "/edits").problem()).isEqualTo("403 forbidden");
        assertThat(edits(placed, "")).containsExactly("3 1 MUG 5>4", "2 e2 elsewhere", "1 e1 1 MUG 2>5 2 CUP 0>1");
        Answer first = seller.get("/orders/" + placed + "/edits?limit=1");
        assertThat(edits(placed, "?limit=1&before=" + first.at("/next"))).containsExactly("2 e2 elsewhere");
        assertThat(first.at("/edits/0/editedBy")).startsWith("KEY:");
        assertThat(seller.get("/orders/" + placed).at("/order/shipBy")).isEqualTo("2026-12-24T12:00:00Z");
        assertThat(seller.get("/orders/7/edits").problem()).isEqualTo("404 not-found");
        assertThat(seller.get("/orders/" + placed + "/edits").toString()).doesNotContain("Erika", "Bonn");
    }

    @Test
    void anEditIsJudgedBeforeItIsMade() {
        seller.post(site + "/orders", order("B-1", 2, KOELN));
        assertThat(edit(seller, "B-1", "e", "\"revision\": \"1\"").at("/detail"))
                .contains("would change nothing");
        assertThat(edit(seller, "B-1", "e", line("1", "MUG", -1)).at("/field")).isEqualTo("lines[0].quantity");
        assertThat(edit(seller, "B-1", "e", line("1", "CUP", 1)).at("/detail"))
                .isEqualTo("line 1 is of SKU MUG; make it 0 and add a line of another id");
        assertThat(edit(seller, "B-1", "e", line("9", "POT", 1)).at("/detail")).contains("SKU POT is not known");
        assertThat(edit(seller, "NONE", "e", line("1", "MUG", 1)).problem()).isEqualTo("404 not-found");
        String bazaar = "/accounts/" + seller.account("bazaar");
        assertThat(seller.call("PATCH", bazaar + "/orders/B-1", "{\"id\": \"e\", " + KOELN + "}")
                        .problem())
                .isEqualTo("409 not-possible");
        assertThat(seller.balance("MUG")).isEqualTo("available 8 reserved 2");
    }

    @Test
    void anEditThatNobodyDecidedIsDecidedBeforeTheNext() {
        String placed = seller.post(site + "/orders", order("E-1", 1, KOELN)).at("/orderId");
        byte[] first = ("{\"id\": \"e1\", " + BONN + ", " + line("1", "MUG", 5) + "}").getBytes(StandardCharsets.UTF_8);
        OwnSiteEdit.Filed filed = new OwnSiteEdit.Filed("E-1", "e1", Actor.OPERATOR, 1);
        RawMessage unanswered = new RawMessage(OwnSiteEdit.SOURCE, filed.eventId(), first, Instant.now());
        long account = Long.parseLong(site.replace("/accounts/", ""));
        inbox.storeNow(seller.sellerId(), account, List.of(unanswered), Optional.empty());

        assertThat(edit(seller, "E-1", "e2", line("1", "MUG", 2)).at("/verdict"))
                .isEqualTo("CHANGED");
        assertThat(seller.balance("MUG") + " " + city(placed)).isEqualTo("available 8 reserved 2 Bonn");
        assertThat(inbox.listWaiting(seller.sellerId(), account, OwnSiteEdit.SOURCE, "E-1:"))
                .as("nothing is left that would undo it")
                .isEmpty();
        assertThat(seller.post(site + "/orders/E-1/cancel", "").at("/verdict")).isEqualTo("CHANGED");
        assertThat(seller.post(site + "/orders/E-1/cancel", "").status()).isEqualTo(200);
    }

    @Test
    void anotherRecipientIsSealedReadAgainAndErasedAndWhatIsRefusedLeavesNothingOfThePerson() {
        String placed = seller.post(site + "/orders", order("C-1", 1, KOELN)).at("/orderId");
        assertThat(edit(seller, "C-1", "e1", BONN + ", " + line("1", "MUG", 11)).problem())
                .isEqualTo("422 exceeds-available");
        assertThat(keysKept()).as("the order's").isEqualTo(1);
        assertThat(edit(seller, "C-1", "e1", BONN).at("/verdict")).isEqualTo("CHANGED");
        assertThat(edit(seller, "C-1", "e1", BONN).at("/verdict")).isEqualTo("EXISTS");
        assertThat(edit(seller, "C-1", "e1", KOELN).problem()).isEqualTo("409 exists-with-different-content");
        assertThat(seller.post(site + "/orders", order("C-1", 1, KOELN)).at("/verdict"))
                .as("the order placed again, late")
                .isEqualTo("EXISTS");
        assertThat(keysKept()).as("the order's, and the edit's").isEqualTo(2);
        assertThat(city(placed)).isEqualTo("Bonn");
        assertThat(inbox.due(seller.sellerId(), 10)).isEmpty();
        seller.call("DELETE", "/orders/" + placed + "/personal-data", "");
        assertThat(keysKept()).isZero();
        assertThat(marksKept()).isZero();
        assertThat(edit(seller, "C-1", "e1", BONN).at("/verdict"))
                .as("a repeat brings nobody back")
                .isEqualTo("EXISTS");
        assertThat(edit(seller, "C-1", "e2", BONN).at("/detail")).contains("was erased");
        assertThat(keysKept() + marksKept()).isZero();
    }

    @Test
    void whatIsPackedGoesWhereItWasPackedFor() {
        String placed = seller.post(site + "/orders", order("D-1", 2, KOELN)).at("/orderId");
        Engine engine = Api.shared().service(Engine.class);
        engine.decide(seller.sellerId(), new ReleaseOrder(Long.parseLong(placed)));
        assertThat(edit(seller, "D-1", "e1", BONN).at("/verdict"))
                .as("handed over, not packed")
                .isEqualTo("CHANGED");
        long fulfilment = Api.shared()
                .service(Fulfilments.class)
                .list(seller.sellerId(), "", Long.parseLong(placed), 0, 1)
                .get(0)
                .fulfilmentId();
        engine.decide(seller.sellerId(), new AdvanceFulfilment(fulfilment, State.PACKED));
        Answer late = edit(seller, "D-1", "e2", KOELN + ", " + line("1", "MUG", 3));
        assertThat(late.problem() + " " + late.at("/reason") + " " + seller.balance("MUG"))
                .isEqualTo("409 not-possible ALREADY_PACKED available 8 reserved 2");
        assertThat(keysKept()).as("the order's, and the edit's").isEqualTo(2);
        assertThat(city(placed)).isEqualTo("Bonn");
    }

    @Test
    void editsAndCancelsAtTheSameTimeAllCountAndNeverTakeMoreThanIsThere() throws Exception {
        seller.post(site + "/orders", order("E-1", 2, KOELN));
        List<Callable<Answer>> calls = new ArrayList<>();
        for (int i = 2; i <= 16; i++) {
            String added = line("" + i, "MUG", 1);
            String id = "e" + i;
            calls.add(() -> edit(seller, "E-1", id, added));
            calls.add(() -> edit(seller, "E-1", id, added));
        }
        calls.add(() -> seller.post(site + "/orders/E-1/cancel", "{\"lines\": [{\"id\": \"1\", \"cancelled\": 2}]}"));
        List<String> verdicts = new ArrayList<>();
        ExecutorService buyers = Executors.newFixedThreadPool(8);
        try {
            for (Future<Answer> answer : buyers.invokeAll(calls)) {
                verdicts.add(
                        answer.get().status() == 200
                                ? answer.get().at("/verdict")
                                : answer.get().problem());
            }
        } finally {
            buyers.shutdownNow();
        }
        assertThat(verdicts.get(30)).as("the cancel").isEqualTo("CHANGED");
        assertThat(verdicts).containsOnly("CHANGED", "EXISTS", "422 exceeds-available");
        Answer order = seller.get(site + "/orders/E-1");
        int reserved = StreamSupport.stream(order.body().path("lines").spliterator(), false)
                .mapToInt(line -> line.path("reserved").asInt())
                .sum();
        long added = verdicts.stream().filter("CHANGED"::equals).count() - 1;
        assertThat(reserved).isEqualTo((int) added).isBetween(8, 10);
        assertThat(seller.balance("MUG")).isEqualTo("available " + (10 - reserved) + " reserved " + reserved);
        assertThat(order.at("/revision")).isEqualTo("" + (2 + added));
    }

    private Answer edit(Seller shop, String order, String id, String what) {
        return shop.call("PATCH", site + "/orders/" + order, "{\"id\": \"" + id + "\", " + what + "}");
    }

    private static String line(String id, String sku, int quantity) {
        return """
                "lines": [{"id": "%s", "sku": "%s", "quantity": %d}]""".formatted(id, sku, quantity);
    }

    private static String order(String id, int quantity, String recipient) {
        return "{\"id\": \"" + id + "\", " + line("1", "MUG", quantity) + ", " + recipient + "}";
    }

    /** Each edit: its revision less one, its id, and what it changed. */
    private List<String> edits(String orderId, String query) {
        return StreamSupport.stream(
                        seller.get("/orders/" + orderId + "/edits" + query)
                                .body()
                                .path("edits")
                                .spliterator(),
                        false)
                .map(edit -> {
                    StringBuilder told = new StringBuilder();
                    told.append(edit.path("revision").asLong() - 1);
                    told.append(edit.has("id") ? " " + edit.path("id").asString() : "");
                    told.append(edit.path("recipientChanged").asBoolean() ? " elsewhere" : "");
                    edit.path("lines")
                            .forEach(line -> told.append(' ')
                                    .append(line.path("id").asString())
                                    .append(' ')
                                    .append(line.path("sku").asString())
                                    .append(' ')
                                    .append(line.path("before").asInt())
                                    .append('>')
                                    .append(line.path("after").asInt()));
                    return told.toString();
                })
                .toList();
    }

    private String city(String orderId) {
        long inboxId = Api.shared()
                .service(Orders.class)
                .find(seller.sellerId(), Long.parseLong(orderId))
                .flatMap(Orders.OrderView::inboxId)
                .orElseThrow();
        Inbox.Opened opened = inbox.open(seller.sellerId(), inboxId).orElseThrow();
        return OwnSiteEdit.parse(opened.message().body())
                .of("C-1")
                .recipient()
                .orElseThrow()
                .city();
    }

    private long keysKept() {
        return count("select count(*) as kept from message_key where seller_id = ?");
    }

    private long marksKept() {
        return count("select count(recipient_mark) as kept from order_edit where seller_id = ?");
    }

    private long count(String sql) {
        return TestDatabase.database()
                .transact(
                        seller.sellerId(),
                        transaction -> transaction
                                .find(sql, row -> row.getLong("kept"), seller.sellerId())
                                .orElseThrow());
    }
}
