package penstock.test.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import penstock.core.engine.Engine;
import penstock.core.message.Outcome;
import penstock.core.publication.Claim;
import penstock.core.publication.Lane;
import penstock.core.publication.Publishing;
import penstock.core.shipping.Confirmations;
import penstock.core.shipping.ReleaseOrder;
import penstock.test.TestDatabase;
import penstock.test.api.Api.Answer;
import penstock.test.api.Api.Seller;

/** A tea set of two cups and a pot, from its listing to its parcels. */
class KitSaleTest {

    private final Seller seller =
            Api.shared().seller().warehouse().stock("CUP", 7).stock("POT", 2);
    private final Publishing publishing = new Publishing(TestDatabase.database(), Clock.systemUTC());
    private final String bazaar = seller.account("bazaar");
    private final String site = "/accounts/" + seller.account("own_site");

    @BeforeEach
    void aKitIsListed() {
        seller.post("/skus", "{\"code\": \"SET\", \"title\": \"Tea set\", \"kind\": \"KIT\"}");
        seller.call(
                "PUT",
                "/skus/SET/kit",
                "{\"components\": [{\"sku\": \"CUP\", \"units\": 2}, {\"sku\": \"POT\", \"units\": 1}]}");
        list("B-SET", "SET", "");
    }

    private void list(String channelSku, String sku, String more) {
        seller.post("/listings", """
                {"accountId": "%s", "channelSku": "%s", "sku": "%s"%s}
                """.formatted(bazaar, channelSku, sku, more));
    }

    /** What is sent to the bazaar now; it takes everything, and says so when it is read. */
    private String sent() {
        publishing.followLedger(seller.sellerId());
        Publishing.Work work = publishing.claim(seller.sellerId(), Long.parseLong(bazaar), 10, 10);
        for (Claim claim : work.updates()) {
            publishing.settle(seller.sellerId(), claim, new Outcome.Done("ref"));
        }
        return work.updates().stream()
                .map(claim -> claim.channelSku() + " " + claim.quantity())
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private void move(String id, String kind, String sku, int units) {
        seller.post("/stock-moves", """
                {"id": "%s", "kind": "%s", "sku": "%s", "location": "WH1", "quantity": %d}
                """.formatted(id, kind, sku, units));
    }

    private Answer order(String id, int kits) {
        return seller.post(
                site + "/orders",
                "{\"id\": \"%s\", \"lines\": [{\"id\": \"1\", \"sku\": \"SET\", \"quantity\": %d}]}"
                        .formatted(id, kits));
    }

    @Test
    void aKitThatThereIsLessOfGoesFirst() {
        unexpected();
        sent();
        move("more", "RECEIVE", "POT", 1);
        assertThat(lane()).isEqualTo(Lane.INCREASE);
        move("less", "DAMAGE", "POT", 1);
        assertThat(lane()).isEqualTo(Lane.DECREASE);
        move("gone", "DAMAGE", "POT", 2);
        assertThat(lane()).isEqualTo(Lane.TO_ZERO);
    }

    private Lane lane() {
        publishing.followLedger(seller.sellerId());
        return TestDatabase.database()
                .transact(
                        seller.sellerId(),
                        transaction -> transaction.find(
                                "select lane from publication where seller_id = ? and account_id = ?",
                                row -> Lane.values()[row.getInt("lane")],
                                seller.sellerId(),
                                Long.parseLong(bazaar)))
                .orElseThrow();
    }

    @Test
    void theListingShowsWhatTheScarcestComponentGives() {
        unexpected();
        assertThat(sent()).isEqualTo("B-SET 2");
        move("more", "RECEIVE", "POT", 5);
        assertThat(sent()).isEqualTo("B-SET 3");
        seller.call("PATCH", "/skus/CUP", "{\"safetyStock\": 2}");
        assertThat(sent()).isEqualTo("B-SET 2");
        assertThat(order("A", 1).status()).isEqualTo(201);
        assertThat(sent()).isEqualTo("B-SET 1");
        seller.call("PATCH", "/skus/CUP", "{\"sharing\": \"PARTITIONED\"}");
        assertThat(sent()).isEqualTo("B-SET 0");
        seller.call("PATCH", "/skus/CUP", "{\"sharing\": \"POOL\"}");
        assertThat(sent()).isEqualTo("B-SET 1");
        seller.call("PATCH", "/skus/POT", "{\"lifecycle\": \"DISCONTINUED\"}");
        assertThat(sent()).isEqualTo("B-SET 0");
    }

    /** The bazaar compares and sets; here it is told without looking first. */
    private void unexpected() {
        TestDatabase.database()
                .transact(
                        seller.sellerId(),
                        transaction -> transaction.update(
                                "update channel_account set compares_and_sets = false, enforces_number = false"
                                        + " where seller_id = ?",
                                seller.sellerId()));
    }

    @Test
    void whatIsDiscontinuedIsOfferedNowhereAndItsStockStays() {
        unexpected();
        list("B-CUP", "CUP", "");
        assertThat(sent()).isEqualTo("B-CUP 7, B-SET 2");
        seller.call("PATCH", "/skus/CUP", "{\"lifecycle\": \"PHASING_OUT\"}");
        assertThat(sent()).isEmpty();
        seller.call("PATCH", "/skus/CUP", "{\"lifecycle\": \"DISCONTINUED\"}");
        assertThat(sent()).isEqualTo("B-CUP 0, B-SET 0");
        Answer refused = order("A", 1);
        assertThat(refused.problem() + " " + refused.at("/detail"))
                .isEqualTo(
                        "422 exceeds-available of a component of SKU SET none may be promised, for it is discontinued");
        assertThat(seller.post(site + "/check", "{\"lines\": [{\"sku\": \"CUP\", \"quantity\": 1}]}")
                        .at("/lines/0/promisable"))
                .isEqualTo("0");
        assertThat(seller.balance("CUP")).isEqualTo("available 7 reserved 0");
    }

    @Test
    void theSiteIsPromisedWholeKitsOnly() {
        Answer check = seller.post(site + "/check", """
                {"lines": [{"sku": "SET", "quantity": 2}, {"sku": "CUP", "quantity": 3}]}
                """);
        assertThat(check.at("/enough") + " " + check.at("/lines/0/promisable") + " " + check.at("/lines/1/promisable"))
                .isEqualTo("true 2 7");
        assertThat(seller.post(site + "/check", """
                        {"lines": [{"sku": "SET", "quantity": 2}, {"sku": "CUP", "quantity": 4}]}
                        """).at("/enough")).isEqualTo("false");
        assertThat(order("A", 3).problem()).isEqualTo("422 exceeds-available");
        assertThat(order("A", 2).status()).isEqualTo(201);
        assertThat(order("A", 2).status()).isEqualTo(200);
        assertThat(order("A", 1).problem()).isEqualTo("409 exists-with-different-content");
        assertThat(seller.balance("CUP") + "; " + seller.balance("POT"))
                .isEqualTo("available 3 reserved 4; available 0 reserved 2");
        Answer cancelled = seller.post(site + "/orders/A/cancel", "{\"lines\": [{\"id\": \"1\", \"cancelled\": 1}]}");
        assertThat(cancelled.at("/verdict")).isEqualTo("CHANGED");
        assertThat(seller.post(site + "/orders/A/cancel", "{\"lines\": [{\"id\": \"1\", \"cancelled\": 1}]}")
                        .at("/verdict"))
                .isEqualTo("EXISTS");
        assertThat(seller.balance("CUP") + "; " + seller.balance("POT"))
                .isEqualTo("available 5 reserved 2; available 1 reserved 1");
        assertThat(seller.post(site + "/orders/A/cancel", "{\"lines\": [{\"id\": \"1\", \"cancelled\": 3}]}")
                        .problem())
                .isEqualTo("409 not-possible");
    }

    @Test
    void theChannelIsToldOfKitsThatAreComplete() {
        String orderId = order("A", 2).at("/orderId");
        Api.shared().service(Engine.class).decide(seller.sellerId(), new ReleaseOrder(Long.parseLong(orderId)));
        String fulfilment =
                "/fulfilments/" + seller.get("/fulfilments?state=OPEN").at("/fulfilments/0/fulfilmentId");
        assertThat(told(fulfilment, "P1", 3, 0)).isEmpty();
        assertThat(told(fulfilment, "P2", 0, 1)).containsExactly("1 SET 1");
        assertThat(told(fulfilment, "P3", 1, 1)).containsExactly("1 SET 1");
        assertThat(seller.get("/orders/" + orderId + "/shipments").body().toString())
                .contains("\"confirmation\":\"NOT_NEEDED\"");
    }

    private List<String> told(String fulfilment, String parcel, int cups, int pots) {
        String lines = (cups == 0 ? "" : "{\"lineNo\": 1, \"quantity\": " + cups + "}")
                + (cups == 0 || pots == 0 ? "" : ", ")
                + (pots == 0 ? "" : "{\"lineNo\": 2, \"quantity\": " + pots + "}");
        Answer shipped = seller.post(
                fulfilment + "/ship",
                "{\"parcelId\": \"%s\", \"carrier\": \"UPS\", \"trackingNumber\": \"T\", \"lines\": [%s]}"
                        .formatted(parcel, lines));
        assertThat(shipped.status()).as("%s", shipped).isEqualTo(201);
        Confirmations confirmations = Api.shared().service(Confirmations.class);
        return confirmations.dueAccounts(seller.sellerId()).stream()
                .flatMap(account -> confirmations.claim(seller.sellerId(), account, 10).stream())
                .flatMap(claim -> claim.notice().lines().stream())
                .map(line -> line.channelLineId() + " " + line.channelSku() + " " + line.quantity())
                .toList();
    }

    @Test
    void aKitHasNoStockOfItsOwn() {
        Answer refused = seller.post("/stock-moves", """
                {"id": "k", "kind": "RECEIVE", "sku": "SET", "location": "WH1", "quantity": 1}
                """);
        assertThat(refused.problem() + " " + refused.at("/reason")).isEqualTo("409 not-possible KIT_NOT_POSSIBLE");
    }
}
