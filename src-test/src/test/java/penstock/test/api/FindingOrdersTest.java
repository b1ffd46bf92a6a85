package penstock.test.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import penstock.core.store.Walk;
import penstock.test.TestDatabase;
import penstock.test.api.Api.Answer;
import penstock.test.api.Api.Seller;

/** Orders and holds are found again by whoever knows them by another name. */
class FindingOrdersTest {

    private final Seller seller = Api.shared().seller().warehouse().stock("MUG", 10);

    private String site = "";

    @BeforeEach
    void openSite() {
        site = "/accounts/" + seller.account("own_site");
    }

    @Test
    void ordersAndHoldsAreReadByTheSitesOwnIds() {
        String key = seller.key("STOREFRONT", site.replace("/accounts/", ""));
        seller.post(site + "/holds", hold("h", 2));
        assertThat(seller.with(key).get(site + "/holds/h").body().toString())
                .contains("\"state\":\"HELD\"", "{\"sku\":\"MUG\",\"wanted\":2,\"held\":2,\"backordered\":0}");
        seller.call("DELETE", site + "/holds/h", "");
        assertThat(seller.with(key).get(site + "/holds/h").body().toString())
                .contains("\"state\":\"RELEASED\"", "\"held\":0");
        assertThat(seller.with(key).get(site + "/holds/none").problem()).isEqualTo("404 not-found");

        String orderId = seller.post(site + "/orders", order("R-1", 4)).at("/orderId");
        Answer read = seller.with(key).get(site + "/orders/R-1");
        assertThat(read.at("/orderId") + " " + read.at("/phase") + " "
                        + read.body().at("/lines/0/reserved"))
                .isEqualTo(orderId + " CONFIRMED 4");
        assertThat(read.toString()).doesNotContain("recipient", "Erika");
        assertThat(seller.with(key).get(site + "/orders/none").problem()).isEqualTo("404 not-found");
        assertThat(seller.with(key).get(site + "/orders/hold:h").problem()).isEqualTo("404 not-found");
        assertThat(seller.post(site + "/orders", "null").problem()).isEqualTo("400 malformed-request");
    }

    @Test
    void ordersAreFoundByTheirChannelsIdAndByPhase() {
        seller.post(site + "/orders", order("F-1", 1));
        seller.post(site + "/orders", order("F-2", 1));
        seller.post(site + "/orders/F-2/cancel", "");
        assertThat(found("channelOrderId=F-1")).isEqualTo("F-1 ");
        assertThat(found("channelOrderId=F-1&phase=CANCELLED")).isEmpty();
        assertThat(found("channelOrderId=F-1&accountId=7")).isEmpty();
        assertThat(found("phase=CANCELLED")).isEqualTo("F-2 ");
        assertThat(found("phase=CONFIRMED&limit=1")).isEqualTo("F-1 ");
        assertThat(found("channelOrderId=none")).isEmpty();
    }

    /** So that what nobody sold lately costs a page no more than any other. */
    @Test
    void whatIsFarBackIsFoundByGoingOnFromPageToPage() {
        seller.post(site + "/orders", order("F-OLD", 1));
        TestDatabase.database()
                .transact(
                        seller.sellerId(),
                        transaction -> transaction.update("""
                                insert into sales_order (seller_id, order_id, account_id, channel_order_id, revision, content_hash,
                                                         phase, placed_at, created_at)
                                select o.seller_id, o.order_id + n, o.account_id, 'many-' || n, 1, ''::bytea, 'CANCELLED',
                                       o.placed_at, o.created_at
                                  from sales_order o cross join generate_series(1, ?) as n
                                 where o.seller_id = ? and o.channel_order_id = 'F-OLD'
                                """, Walk.MAX_LOOKED_AT, seller.sellerId()));
        Answer first = seller.get("/orders?phase=CONFIRMED");
        assertThat(first.body().path("orders").size()).isZero();
        assertThat(found("phase=CONFIRMED&before=" + first.at("/next"))).isEqualTo("F-OLD ");
        assertThat(seller.get("/orders?phase=CONFIRMED&before=" + first.at("/next"))
                        .body()
                        .has("next"))
                .as("nothing is behind it")
                .isFalse();
    }

    private String found(String query) {
        StringBuilder ids = new StringBuilder();
        seller.get("/orders?" + query)
                .body()
                .path("orders")
                .forEach(order ->
                        ids.append(order.path("channelOrderId").asString()).append(' '));
        return ids.toString();
    }

    private static String hold(String id, int quantity) {
        return """
                {"id": "%s", "expiresInSeconds": 600, "lines": [{"sku": "MUG", "quantity": %d}]}
                """.formatted(id, quantity);
    }

    private static String order(String id, int quantity) {
        return """
                {"id": "%s", "lines": [{"id": "1", "sku": "MUG", "quantity": %d}],
                 "recipient": {"name": "Erika", "addressLine1": "1 Mill Lane", "city": "Bath", "countryCode": "GB"}}
                """.formatted(id, quantity);
    }
}
