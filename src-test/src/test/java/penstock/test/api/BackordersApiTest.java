package penstock.test.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import penstock.test.api.Api.Answer;
import penstock.test.api.Api.Seller;

class BackordersApiTest {

    private static final LocalDate SOON =
            LocalDate.ofInstant(Instant.now(), ZoneOffset.UTC).plusDays(9);

    private static final String EXPECTED = """
            {"id": "E-1", "document": "PO-1", "sku": "MUG", "location": "WH1", "quantity": 4, "expectedOn": "%s"}
            """.formatted(SOON);

    private final Seller seller = Api.shared().seller().warehouse().stock("MUG", 3);
    private String site = "";

    @BeforeEach
    void openTheSite() {
        site = "/accounts/" + seller.account("own_site");
    }

    @Test
    void aSiteIsToldWhetherItIsThereOrStillToCome() {
        assertThat(check(5)).isEqualTo("NO  3");
        assertThat(seller.call("PUT", "/skus/MUG/backorders", "{\"kind\": \"BACKORDER\", \"beyond\": 2}")
                        .problem())
                .isEqualTo("400 invalid-field");
        assertThat(promiseTwoBeyond().at("/promisable")).isEqualTo("2");
        assertThat(seller.post("/expected-arrivals", EXPECTED).status()).isEqualTo(201);
        assertThat(seller.post("/expected-arrivals", EXPECTED).status()).isEqualTo(200);
        assertThat(seller.post("/expected-arrivals", EXPECTED.replace("\"quantity\": 4", "\"quantity\": 5"))
                        .problem())
                .isEqualTo("409 exists-with-different-content");
        assertThat(check(3)).isEqualTo("AVAILABLE  3");
        assertThat(check(7)).isEqualTo("BACKORDER " + SOON + " 3");
        assertThat(check(10)).isEqualTo("NO  3");
    }

    @Test
    void aCheckCountsWhatSafetyStockLacksAsAnOrderDoes() {
        promiseTwoBeyond();
        seller.post("/expected-arrivals", EXPECTED);
        seller.call("PATCH", "/skus/MUG", "{\"safetyStock\": 5}");
        assertThat(check(5)).as("two of the six refill it").isEqualTo("NO  0");
        assertThat(buy("W-1", 5).problem()).isEqualTo("422 exceeds-available");
        assertThat(check(4)).isEqualTo("BACKORDER " + SOON + " 0");
        assertThat(buy("W-1", 4).status()).isEqualTo(201);
    }

    private Answer buy(String id, int quantity) {
        return seller.post(
                site + "/orders",
                "{\"id\": \"%s\", \"backorders\": true, \"lines\": [{\"id\": \"1\", \"sku\": \"MUG\", \"quantity\": %d}]}"
                        .formatted(id, quantity));
    }

    @Test
    void aSiteHoldsExtendsAndBuysWhatIsStillToComeAndIsToldWhenItComesLater() {
        promiseTwoBeyond();
        seller.post("/expected-arrivals", EXPECTED);
        String hold = "{\"id\": \"cart-1\", \"expiresInSeconds\": 60, \"backorders\": true,"
                + " \"lines\": [{\"sku\": \"MUG\", \"quantity\": 5}]}";
        assertThat(seller.post(site + "/holds", hold.replace("true", "false")).problem())
                .isEqualTo("422 exceeds-available");
        Answer held = seller.post(site + "/holds", hold);
        Instant end = Instant.parse(held.at("/expiresAt"));
        Answer extended = seller.post(site + "/holds/cart-1/extend", "{\"expiresInSeconds\": 600}");
        assertThat(Duration.between(end, Instant.parse(extended.at("/expiresAt"))))
                .isGreaterThan(Duration.ofSeconds(500));
        assertThat(extended.at("/lines/0/held") + " " + extended.at("/lines/0/backordered") + " "
                        + extended.at("/lines/0/promisedOn"))
                .isEqualTo("3 2 " + SOON);
        assertThat(seller.post(site + "/holds/cart-2/extend", "{}").problem()).isEqualTo("404 not-found");

        Answer order = seller.post(
                site + "/orders",
                "{\"id\": \"W-1\", \"holdId\": \"cart-1\", \"backorders\": true,"
                        + " \"lines\": [{\"id\": \"1\", \"sku\": \"MUG\", \"quantity\": 5}]}");
        assertThat(order.status() + " " + order.at("/lines/0/reserved") + " " + order.at("/lines/0/backordered") + " "
                        + order.at("/lines/0/promisedOn"))
                .isEqualTo("201 3 2 " + SOON);
        assertThat(seller.post(site + "/holds/cart-1/extend", "{}").problem()).isEqualTo("409 not-possible");

        assertThat(seller.get("/backorders").at("/backorders/0/quantity")).isEqualTo("2");
        assertThat(seller.get("/backorders?late=true").body().path("backorders"))
                .isEmpty();
        Answer later = seller.post(
                "/expected-arrivals",
                EXPECTED.replace("E-1", "E-2")
                        .replace(SOON.toString(), SOON.plusDays(7).toString()));
        assertThat(later.status()).isEqualTo(201);
        Answer slips = seller.get("/backorder-slips");
        assertThat(slips.at("/slips/0/channelOrderId") + " " + slips.at("/slips/0/promisedOn") + " "
                        + slips.at("/slips/0/expectedOn"))
                .isEqualTo("W-1 " + SOON + " " + SOON.plusDays(7));
        assertThat(seller.get("/backorder-slips?after=" + slips.at("/slips/0/slipId"))
                        .body()
                        .path("slips"))
                .isEmpty();
        assertThat(seller.get("/backorders?late=true&sku=MUG").at("/backorders/0/channelOrderId"))
                .isEqualTo("W-1");

        Answer arrived = seller.post(
                "/stock-moves",
                "{\"id\": \"M-9\", \"kind\": \"ARRIVE\", \"sku\": \"MUG\", \"location\": \"WH1\", \"quantity\": 4}");
        assertThat(arrived.status()).isEqualTo(201);
        assertThat(seller.get(site + "/orders/W-1").at("/lines/0/reserved")).isEqualTo("5");
        Answer backlog = seller.get("/skus/MUG/backorders");
        assertThat(backlog.at("/incoming") + " " + backlog.at("/owed") + " " + backlog.at("/promisable") + " "
                        + backlog.body().path("arrivals").size())
                .isEqualTo("0 0 2 0");
    }

    @Test
    void anOrderIsFlaggedAndTheFlagIsKept() {
        seller.post(
                site + "/orders", "{\"id\": \"W-2\", \"lines\": [{\"id\": \"1\", \"sku\": \"MUG\", \"quantity\": 1}]}");
        String order = "/orders/" + seller.get("/orders").at("/orders/0/orderId");
        Answer raised = seller.call("PUT", order + "/flags/HOLD", "{\"reason\": \"address looks wrong\"}");
        assertThat(raised.status() + " " + raised.at("/flags/0/flag") + " " + raised.at("/flags/0/raisedBy"))
                .matches("200 HOLD KEY:\\d+");
        assertThat(seller.get(order).at("/order/held")).isEqualTo("true");
        Answer lowered = seller.call("DELETE", order + "/flags/HOLD", "");
        assertThat(lowered.at("/flags/0/reason") + " " + lowered.at("/flags/0/loweredBy"))
                .matches("address looks wrong KEY:\\d+");
        assertThat(seller.get(order).at("/order/held")).isEqualTo("false");
        assertThat(seller.call("PUT", order + "/flags/MERGE", "{\"reason\": \"x\"}")
                        .status())
                .isEqualTo(404);
        assertThat(seller.call("PUT", "/orders/4711/flags/HOLD", "{\"reason\": \"x\"}")
                        .problem())
                .isEqualTo("404 not-found");
        assertThat(seller.get("/merged-parcels").body().path("proposals")).isEmpty();
        assertThat(seller.post(
                                "/merged-parcels",
                                "{\"id\": \"P\", \"fulfilmentIds\": [\"1\"], \"carrier\": \"UPS\", \"trackingNumber\": \"1\"}")
                        .status())
                .isEqualTo(400);
    }

    private Answer promiseTwoBeyond() {
        return seller.call("PUT", "/skus/MUG/backorders", "{\"kind\": \"BACKORDER\", \"beyond\": 2, \"leadDays\": 30}");
    }

    private String check(int quantity) {
        Answer answer =
                seller.post(site + "/check", "{\"lines\": [{\"sku\": \"MUG\", \"quantity\": " + quantity + "}]}");
        return answer.at("/promise") + " " + answer.at("/lines/0/promisedOn") + " " + answer.at("/lines/0/promisable");
    }
}
