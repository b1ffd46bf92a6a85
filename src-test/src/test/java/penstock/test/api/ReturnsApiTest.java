package penstock.test.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import penstock.core.engine.Engine;
import penstock.core.shipping.ReleaseOrder;
import penstock.test.api.Api.Answer;
import penstock.test.api.Api.Seller;

class ReturnsApiTest {

    private final Seller seller = Api.shared().seller().warehouse().stock("MUG", 10);
    private final String site = "/accounts/" + seller.account("own_site");
    private String order = "";

    @BeforeEach
    void sellAndShip() {
        assertThat(seller.post("/returns-policies", """
                        {"effectiveFrom": "2026-01-01T00:00:00Z", "rules": [
                          {"windowDays": 30, "countedFrom": "DELIVERY",
                           "reasons": [{"reason": "CHANGED_MIND", "feeBasisPoints": 1500, "postage": "CUSTOMER"}]},
                          {"country": "DE", "windowDays": 40, "countedFrom": "DELIVERY",
                           "reasons": [{"reason": "DEFECTIVE", "feeBasisPoints": 0, "postage": "SELLER"}],
                           "outcomes": [{"condition": "OPENED", "disposition": "RESTOCK"}]}]}
                        """).status()).isEqualTo(201);
        order = sell("O-1");
    }

    private String sell(String id) {
        String orderId = seller.post(site + "/orders", """
                {"id": "%s", "lines": [{"id": "1", "sku": "MUG", "quantity": 3}]}
                """.formatted(id)).at("/orderId");
        Api.shared().service(Engine.class).decide(seller.sellerId(), new ReleaseOrder(Long.parseLong(orderId)));
        String fulfilment = seller.get("/fulfilments?state=OPEN").at("/fulfilments/0/fulfilmentId");
        assertThat(seller.post("/fulfilments/" + fulfilment + "/ship", """
                        {"parcelId": "BOX", "carrier": "UPS", "trackingNumber": "1Z%s"}
                        """.formatted(orderId))
                        .status())
                .isEqualTo(201);
        return orderId;
    }

    private Answer ask(String id, int units, String reason, String country) {
        return seller.post("/returns", """
                {"id": "%s", "orderId": "%s", "country": "%s",
                 "lines": [{"orderLine": 1, "units": %d, "reason": "%s"}]}
                """.formatted(id, order, country, units, reason));
    }

    @Test
    void aReturnIsJudgedReceivedAndRefunded() {
        Answer terms = seller.get("/orders/" + order + "/return-terms?country=FR");
        assertThat(terms.at("/lines/0/reasons/0/reason") + " " + terms.at("/lines/0/reasons/0/why"))
                .contains("CHANGED_MIND version 1, in force since 2026-01-01: rule 1, for everything; 30 days from");
        Answer asked = ask("RMA-1", 2, "DEFECTIVE", "DE");
        assertThat(asked.status() + " " + asked.at("/state")).isEqualTo("201 AUTHORISED");
        assertThat(asked.at("/lines/0/why")).contains("rule 2, for country DE, the most specific of 2");
        assertThat(ask("RMA-2", 2, "DEFECTIVE", "DE").at("/reason")).isEqualTo("MORE_THAN_SHIPPED");
        assertThat(seller.post("/returns/RMA-1/sent", "").at("/state")).isEqualTo("IN_TRANSIT");
        Answer came = seller.post("/returns/RMA-1/parcels", """
                {"id": "BACK-1", "location": "WH1", "items": [
                  {"line": 1, "units": 1, "condition": "OPENED"}, {"line": 1, "units": 1, "condition": "USED"}]}
                """);
        assertThat(came.at("/state")).isEqualTo("RECEIVED");
        assertThat(came.at("/items/0/disposition") + " " + came.at("/items/1/disposition"))
                .isEqualTo("RESTOCK REFURBISH");
        assertThat(seller.balance("MUG")).isEqualTo("available 8 reserved 0");
        Answer history = seller.get("/skus/MUG/history?cause=RETURN");
        assertThat(history.at("/movements/0/document/name") + " " + history.at("/movements/0/document/orderId") + " "
                        + history.at("/movements/0/actor/name"))
                .isEqualTo("RMA-1 " + order + " tests");
        assertThat(seller.post("/return-items/" + came.at("/items/1/itemId") + "/dispose", """
                        {"disposition": "RESTOCK"}
                        """)
                        .at("/verdict"))
                .isEqualTo("CHANGED");
        assertThat(seller.balance("MUG")).isEqualTo("available 9 reserved 0");
        assertThat(seller.post("/returns/RMA-1/refunds", """
                        {"id": "RF-1", "amount": "23.90", "currency": "EUR"}
                        """).at("/refunds/0/amount"))
                .isEqualTo("23.90");
        assertThat(seller.balance("MUG")).isEqualTo("available 9 reserved 0");
        String instead = sell("O-2");
        assertThat(seller.post("/returns/RMA-1/exchange", "{\"orderId\": \"" + instead + "\"}")
                        .at("/exchangeOrderId"))
                .isEqualTo(instead);
        assertThat(seller.post("/returns/RMA-1/close", "").at("/state")).isEqualTo("CLOSED");
        assertThat(seller.get("/returns?state=CLOSED").at("/returns/0/id")).isEqualTo("RMA-1");
    }

    @Test
    void whatThePolicyDoesNotTakeIsRefusedWithItsReasonsAndWhatComesNeverthelessIsBooked() {
        Answer refused = ask("RMA-1", 1, "CHANGED_MIND", "DE");
        assertThat(refused.status() + " " + refused.at("/state")).isEqualTo("201 REFUSED");
        assertThat(refused.at("/lines/0/why")).contains("CHANGED_MIND is not among the reasons it accepts");
        Answer came = seller.post("/unannounced-returns", """
                {"id": "U-1", "location": "WH1", "orderId": "%s", "country": "DE", "items": [
                  {"orderLine": 1, "units": 1, "reason": "CHANGED_MIND", "condition": "NEW"}]}
                """.formatted(order));
        assertThat(came.status() + " " + came.at("/state")).isEqualTo("201 RECEIVED");
        assertThat(came.body().at("/lines/0/accepted").asBoolean()).isFalse();
        assertThat(seller.balance("MUG")).isEqualTo("available 8 reserved 0");
        Answer foreign = seller.post("/unannounced-returns", """
                {"id": "U-2", "location": "WH1", "items": [{"sku": "CUP", "units": 1, "condition": "NEW"}]}
                """);
        assertThat(foreign.problem() + " " + foreign.at("/reason")).isEqualTo("422 unknown-reference UNKNOWN_SKU");
        assertThat(seller.post("/returns-policies", """
                        {"effectiveFrom": "2025-01-01T00:00:00Z", "rules": [{"windowDays": 1, "countedFrom": "SHIPMENT",
                         "reasons": [{"reason": "OTHER", "feeBasisPoints": 0, "postage": "SELLER"}]}]}
                        """).at("/reason")).isEqualTo("EFFECTIVE_BEFORE_ITS_PREDECESSOR");
        assertThat(seller.get("/returns-policies")
                        .body()
                        .at("/versions/0/rules")
                        .size())
                .isEqualTo(2);
    }
}
