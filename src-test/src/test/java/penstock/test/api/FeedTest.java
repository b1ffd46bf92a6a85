package penstock.test.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import penstock.core.book.Book;
import penstock.test.TestDatabase;
import penstock.test.api.Api.Answer;
import penstock.test.api.Api.Seller;

class FeedTest {

    private final Seller seller =
            Api.shared().seller().warehouse().stock("A-1", 0).stock("A-2", 0);
    private final String supplier = seller.account("supplier");
    private final String feeds = "/accounts/" + supplier + "/feeds";

    @BeforeEach
    void theSuppliersStockIsMirrored() {
        seller.post("/locations", """
                {"code": "SUP", "name": "Supplier", "kind": "SUPPLIER", "shipsBy": "SELLER", "providerAccountId": "%s"}
                """.formatted(supplier));
    }

    @Test
    void goodRowsCountAndBadOnesAreNoted() {
        String csv = "sku,quantity\nA-1,5\nA-2,many\n=cmd()|x,3\n";
        Answer sent = send(csv.getBytes(StandardCharsets.UTF_8), "?mode=FULL&wait=30&name=stock%20list.csv", "");
        assertThat(sent.status() + " " + sent.at("/state") + " " + sent.at("/name"))
                .isEqualTo("200 APPLIED stock list.csv");
        assertThat(sent.body().path("rowsApplied").asInt() + " "
                        + sent.body().path("rowsRejected").asInt())
                .isEqualTo("1 2");
        assertThat(seller.balance("A-1")).isEqualTo("available 5 reserved 0");
        String feed = feeds + "/" + sent.at("/feedId");
        assertThat(seller.get(feed).body().path("rejections").size()).isEqualTo(2);
        String sheet = seller.get(feed + "/rejections.csv").response().body();
        assertThat(sheet)
                .startsWith("\"where\",\"value\",\"reason\",\"advice\"\r\n")
                .contains("\"'=cmd()|x\"");
        assertThat(seller.get(feeds).at("/feeds/0/feedId")).isEqualTo(sent.at("/feedId"));
        assertThat(seller.get("/feeds").at("/feeds/0/feedId")).isEqualTo(sent.at("/feedId"));
        assertThat(seller.get("/accounts/" + seller.account("supplier") + "/feeds/" + sent.at("/feedId"))
                        .problem())
                .as("another supplier's")
                .isEqualTo("404 not-found");
    }

    @Test
    void theSameFileSentAgainIsReadByTheBindingsOfNow() {
        Answer first = sendFull("NORD-1,5\n");
        assertThat(rejected(first)).isEqualTo("row 2");
        bind("NORD-1", "A-1", 2);
        Answer again = sendFull("NORD-1,5\n");
        assertThat(again.at("/feedId")).isNotEqualTo(first.at("/feedId"));
        assertThat(rejected(again)).isEmpty();
        assertThat(seller.balance("A-1")).isEqualTo("available 10 reserved 0");
    }

    @Test
    void theSameFileSentAgainSaysWhatThereIsNow() {
        sendFull("A-1,5\n");
        Answer mistaken = seller.post("/stock-moves", """
                {"id": "m1", "kind": "COUNT", "sku": "A-1", "location": "SUP", "quantity": 500}
                """);
        assertThat(mistaken.status()).isEqualTo(201);
        sendFull("A-1,5\n");
        assertThat(seller.balance("A-1")).isEqualTo("available 5 reserved 0");
    }

    @Test
    void aFeedWithAnIdIsAppliedOnce() {
        byte[] csv = "sku,quantity\nA-1,5\n".getBytes(StandardCharsets.UTF_8);
        Answer first = send(csv, "?mode=FULL&wait=30&id=monday", "");
        assertThat(first.status()).isEqualTo(200);
        Answer repeated = send(csv, "?mode=FULL&wait=30&id=monday", "");
        assertThat(repeated.status() + " " + repeated.at("/feedId")).isEqualTo("200 " + first.at("/feedId"));
        Answer other = send(csv, "?mode=DELTA&wait=30&id=monday", "");
        assertThat(other.problem()).isEqualTo("409 exists-with-different-content");
        assertThat(other.at("/detail")).contains("feed " + first.at("/feedId"));
        assertThat(send(csv, "?mode=FULL&wait=30&id=tuesday", "").at("/feedId")).isNotEqualTo(first.at("/feedId"));
    }

    @Test
    void aFullFeedOfLessThanHalfTakesNothingForGoneUnlessItIsSaidThatItMay() {
        String gone = "STRANGE-1,1\nSTRANGE-2,1\n";
        sendFull("A-1,5\nA-2,5\n" + gone + "STRANGE-3,1\n");
        byte[] beginning = "sku,quantity\nA-1,4\nSTRANGE-1,1\n".getBytes(StandardCharsets.UTF_8);
        Answer refused = send(beginning, "?mode=FULL&wait=30", "");
        assertThat(refused.problem() + " " + refused.at("/detail"))
                .startsWith("422 unusable-feed the feed lists 2 rows, fewer than half of the 5 ")
                .contains("mayBeEmpty", "may_shrink");
        assertThat(seller.balance("A-1") + "; " + seller.balance("A-2"))
                .isEqualTo("available 4 reserved 0; available 5 reserved 0");
        assertThat(send(beginning, "?mode=FULL&wait=30", "").problem())
                .as("the refused one is no measure")
                .isEqualTo("422 unusable-feed");
        sendFull("A-1,4\n" + gone);
        assertThat(seller.balance("A-2")).as("of more than half").isEqualTo("available 0 reserved 0");

        sendFull("A-1,4\nA-2,5\n" + gone + "STRANGE-3,1\n");
        assertThat(send(beginning, "?mode=FULL&wait=30&mayBeEmpty=true", "").status())
                .isEqualTo(200);
        assertThat(seller.balance("A-2")).as("as its sender says").isEqualTo("available 0 reserved 0");

        sendFull("A-1,4\nA-2,5\n" + gone + "STRANGE-3,1\n");
        Answer set = seller.call("PATCH", "/accounts/" + supplier + "/connection", """
                {"settings": {"sku_column": "sku", "quantity_column": "quantity", "may_shrink": "true"}}
                """);
        assertThat(set.status()).isEqualTo(200);
        assertThat(send(beginning, "?mode=FULL&wait=30", "").status()).isEqualTo(200);
        assertThat(seller.balance("A-2")).as("as the account is set").isEqualTo("available 0 reserved 0");
    }

    @Test
    void aBadRowIsListedAndKeepsItsFigure() {
        sendFull("A-1,5\nA-2,5\n");
        Answer ordered = seller.post("/accounts/" + seller.account("own_site") + "/orders", """
                {"id": "A", "lines": [{"id": "1", "sku": "A-2", "quantity": 2}]}
                """);
        assertThat(ordered.status()).isEqualTo(201);
        assertThat(seller.balance("A-2")).isEqualTo("available 3 reserved 2");

        Answer named = sendFull("A-1,4\nA-2,many\n");
        assertThat(seller.balance("A-1")).isEqualTo("available 4 reserved 0");
        assertThat(seller.balance("A-2")).isEqualTo("available 3 reserved 2");
        assertThat(rejected(named)).isEqualTo("row 3, column quantity (2)");

        Answer nameless = sendFull("A-1,3\n,5\n");
        assertThat(seller.balance("A-1")).isEqualTo("available 3 reserved 0");
        assertThat(seller.balance("A-2")).isEqualTo("available 3 reserved 2");
        assertThat(rejected(nameless)).isEqualTo("the file; row 3, column sku (1)");

        sendFull("A-1,2\n");
        assertThat(seller.balance("A-2")).as("gone").isEqualTo("available 0 reserved 0");
    }

    @Test
    void aRowWithACharacterThatNoDatabaseKeepsIsABadRow() {
        Answer sent = sendFull("A-1,4\nA-2\0,5\nA-2,6\n");
        assertThat(seller.balance("A-1") + "; " + seller.balance("A-2"))
                .isEqualTo("available 4 reserved 0; available 6 reserved 0");
        assertThat(rejected(sent)).isEqualTo("the file; row 3, column sku (1)");
    }

    @Test
    void aSuppliersFigureCountsPacks() {
        bind("BOX-6", "A-1", 6);
        Answer sent = sendFull("BOX-6,5\n");
        assertThat(seller.balance("A-1")).isEqualTo("available 30 reserved 0");
        assertThat(sent.at("/state")).isEqualTo("APPLIED");
        assertThat(rejected(sendFull("BOX-6,1000000\n"))).isEqualTo("row 2");
        assertThat(seller.balance("A-1")).isEqualTo("available 30 reserved 0");
    }

    @Test
    void oneKeyOfASupplierGivesTheFigureOfASku() {
        String first = bind("BOX-6", "A-1", 6).at("/listingId");
        assertThat(bind("SINGLE", "A-1", 1).problem()).isEqualTo("409 conflict");
        assertThat(rejected(sendFull("BOX-6,5\nA-1,3\n"))).isEqualTo("row 3");
        assertThat(seller.balance("A-1")).isEqualTo("available 30 reserved 0");

        seller.call("PATCH", "/listings/" + first, "{\"state\": \"ENDED\"}");
        assertThat(bind("SINGLE", "A-1", 1).status()).isEqualTo(201);
        assertThat(seller.call("PATCH", "/listings/" + first, "{\"state\": \"ACTIVE\"}")
                        .problem())
                .isEqualTo("409 conflict");
        sendFull("SINGLE,3\nBOX-6,5\n");
        assertThat(seller.balance("A-1")).isEqualTo("available 3 reserved 0");
    }

    private Answer bind(String supplierSku, String sku, int packSize) {
        return seller.post("/listings", """
                {"accountId": "%s", "channelSku": "%s", "sku": "%s", "packSize": %d}
                """.formatted(supplier, supplierSku, sku, packSize));
    }

    @Test
    void aFullFeedWithoutRowsIsAMistakeUnlessItsSenderSaysOtherwise() {
        sendFull("A-1,5\n");
        byte[] empty = "sku,quantity\n".getBytes(StandardCharsets.UTF_8);
        Answer refused = send(empty, "?mode=FULL&wait=30", "");
        assertThat(refused.problem() + " " + refused.at("/detail"))
                .startsWith("422 unusable-feed ")
                .contains("mayBeEmpty");
        assertThat(seller.balance("A-1")).isEqualTo("available 5 reserved 0");
        assertThat(send(empty, "?mode=DELTA&wait=30", "").status()).isEqualTo(200);
        assertThat(send(empty, "?mode=FULL&wait=30&mayBeEmpty=true", "").status())
                .isEqualTo(200);
        assertThat(seller.balance("A-1")).isEqualTo("available 0 reserved 0");
    }

    @Test
    void aSkuThatIsPromisedToTooManyOrdersKeepsItsFigureAndTheOthersGetTheirs() {
        sendFull("A-1,5\nA-2,5\n");
        Answer ordered = seller.post("/accounts/" + seller.account("own_site") + "/orders", """
                {"id": "A", "lines": [{"id": "1", "sku": "A-2", "quantity": 2}]}
                """);
        assertThat(ordered.status()).isEqualTo(201);
        promiseToMany();
        Answer sent = sendFull("A-1,4\nA-2,0\n");
        assertThat(seller.balance("A-1")).isEqualTo("available 4 reserved 0");
        assertThat(seller.balance("A-2")).isEqualTo("available 3 reserved 2");
        assertThat(seller.get(feeds + "/" + sent.at("/feedId")).at("/rejections/0/reason") + " "
                        + seller.get(feeds + "/" + sent.at("/feedId")).at("/rejections/0/where"))
                .isEqualTo("NOT_POSSIBLE row 3");

        Answer counted = seller.post("/stock-moves", """
                {"id": "c1", "kind": "COUNT", "sku": "A-2", "location": "SUP", "quantity": 0}
                """);
        assertThat(counted.problem() + " " + counted.at("/detail"))
                .startsWith("409 conflict more than 20000 orders are promised SKU");
    }

    /** As if many more orders had been promised what that one was. */
    private void promiseToMany() {
        TestDatabase.database()
                .transact(
                        seller.sellerId(),
                        transaction -> transaction.update("""
                                insert into reservation (seller_id, reservation_id, order_id, line_no, sku_id, location_id, quantity, state)
                                select r.seller_id, r.reservation_id + n, r.order_id + n, 1, r.sku_id, r.location_id, 1, 'PENDING'
                                  from reservation r cross join generate_series(1, ?) as n
                                 where r.seller_id = ?
                                """, Book.MAX_ORDERS_RESERVING, seller.sellerId()));
    }

    private Answer sendFull(String rows) {
        Answer sent = send(("sku,quantity\n" + rows).getBytes(StandardCharsets.UTF_8), "?mode=FULL&wait=30", "");
        assertThat(sent.status()).isEqualTo(200);
        return sent;
    }

    /** Where the rejections of a feed stand. */
    private String rejected(Answer sent) {
        return String.join(
                "; ",
                seller.get(feeds + "/" + sent.at("/feedId"))
                        .body()
                        .path("rejections")
                        .findValuesAsString("where"));
    }

    @Test
    void aSuppliersKeySendsAndReadsItsFeedsOnly() {
        Seller program = seller.with(seller.key("SUPPLIER", supplier));
        Answer sent = program.api()
                .send(post(
                        program.key(),
                        "?mode=DELTA&wait=30",
                        "sku,quantity\nA-2,7\n".getBytes(StandardCharsets.UTF_8)));
        assertThat(sent.status()).isEqualTo(200);
        assertThat(program.get(feeds + "/" + sent.at("/feedId")).status()).isEqualTo(200);
        assertThat(program.get("/feeds").status()).isEqualTo(403);
        assertThat(program.get("/accounts/" + seller.account("supplier") + "/feeds")
                        .status())
                .isEqualTo(403);
        assertThat(program.get("/orders").status()).isEqualTo(403);
    }

    @Test
    void whoDoesNotWaitIsToldWhereToLook() {
        Answer sent = send("sku,quantity\nA-1,6\n".getBytes(StandardCharsets.UTF_8), "?mode=DELTA", "");
        assertThat(sent.status() + " " + sent.at("/state")).isEqualTo("202 WAITING");
        String address = sent.response().headers().firstValue("Location").orElseThrow();
        assertThat(address).isEqualTo(seller.path() + feeds + "/" + sent.at("/feedId"));
        assertThat(seller.get(feeds + "/" + sent.at("/feedId")).at("/feed/state"))
                .isEqualTo("APPLIED");
        assertThat(send(new byte[0], "?mode=DELTA&wait=61", "").at("/field")).isEqualTo("wait");
    }

    @Test
    void aPackedFeedIsUnpacked() {
        assertThat(send(gzip("sku,quantity\nA-1,8\n"), "?mode=DELTA&wait=30", "gzip")
                        .status())
                .isEqualTo(200);
        assertThat(seller.balance("A-1")).isEqualTo("available 8 reserved 0");
        assertThat(send(new byte[] {1, 2, 3}, "?mode=DELTA&wait=30", "gzip").problem())
                .isEqualTo("400 malformed-request");
        byte[] whole = gzip("sku,quantity\nA-1,9\n");
        assertThat(send(java.util.Arrays.copyOf(whole, whole.length - 9), "?mode=DELTA&wait=30", "gzip")
                        .problem())
                .isEqualTo("400 malformed-request");
        assertThat(send(whole, "?mode=DELTA&wait=30", "br").problem()).isEqualTo("415 unsupported-media-type");
        assertThat(seller.balance("A-1")).isEqualTo("available 8 reserved 0");
    }

    @Test
    void aFileThatIsNoFeedIsRefusedAndNoted() {
        Answer refused = send("colour,weight\nred,3\n".getBytes(StandardCharsets.UTF_8), "?mode=FULL&wait=30", "");
        assertThat(refused.problem()).isEqualTo("422 unusable-feed");
        assertThat(refused.at("/detail")).isNotEmpty();
        assertThat(seller.get(feeds + "/" + refused.at("/feedId")).at("/feed/state"))
                .isEqualTo("REJECTED");
    }

    @Test
    void whatIsMissingIsSaid() {
        byte[] csv = "sku,quantity\nA-1,5\n".getBytes(StandardCharsets.UTF_8);
        assertThat(send(csv, "", "").at("/field")).isEqualTo("mode");
        assertThat(send(csv, "?mode=SOME", "").at("/field")).isEqualTo("mode");
        assertThat(seller.post(feeds + "?mode=FULL", "{}").problem()).isEqualTo("415 unsupported-media-type");
        String other = seller.account("supplier");
        HttpRequest.Builder unmirrored = seller.api()
                .request(seller.path() + "/accounts/" + other + "/feeds?mode=FULL")
                .POST(HttpRequest.BodyPublishers.ofByteArray(csv))
                .header("Content-Type", "text/csv")
                .header("Authorization", "Bearer " + seller.key());
        assertThat(seller.api().send(unmirrored).problem()).isEqualTo("409 not-possible");
    }

    private Answer send(byte[] body, String query, String encoding) {
        HttpRequest.Builder request = post(seller.key(), query, body);
        return seller.api().send(encoding.isEmpty() ? request : request.header("Content-Encoding", encoding));
    }

    private HttpRequest.Builder post(String key, String query, byte[] body) {
        return seller.api()
                .request(seller.path() + feeds + query)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .header("Content-Type", "text/csv")
                .header("Authorization", "Bearer " + key);
    }

    private static byte[] gzip(String text) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }
}
