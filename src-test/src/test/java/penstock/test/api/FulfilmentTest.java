package penstock.test.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import penstock.core.engine.Engine;
import penstock.core.message.Outcome;
import penstock.core.message.RefusalReason;
import penstock.core.shipping.Confirmations;
import penstock.core.shipping.ReleaseOrder;
import penstock.test.api.Api.Answer;
import penstock.test.api.Api.Seller;

class FulfilmentTest {

    private final Seller seller = Api.shared().seller().warehouse().stock("MUG", 10);
    private String accountId = "";
    private String orderId = "";
    private String fulfilment = "";

    @BeforeEach
    void anOrderIsReleased() {
        accountId = seller.account("own_site");
        orderId = seller.post("/accounts/" + accountId + "/orders", """
                        {"id": "A", "lines": [{"id": "1", "sku": "MUG", "quantity": 5}]}
                        """).at("/orderId");
        Api.shared().service(Engine.class).decide(seller.sellerId(), new ReleaseOrder(Long.parseLong(orderId)));
        fulfilment = "/fulfilments/" + seller.get("/fulfilments?state=OPEN").at("/fulfilments/0/fulfilmentId");
    }

    @Test
    void theWarehousePicksPacksAndShipsInParcels() {
        assertThat(seller.get(fulfilment).at("/lines/0/sku")).isEqualTo("MUG");
        assertThat(seller.post(fulfilment + "/pick", "").at("/state")).isEqualTo("PICKED");
        assertThat(seller.post(fulfilment + "/pick", "").at("/state")).isEqualTo("PICKED");
        assertThat(seller.post(fulfilment + "/pack", "").at("/state")).isEqualTo("PACKED");
        assertThat(seller.post(fulfilment + "/pick", "").problem()).isEqualTo("409 not-possible");

        String first = parcel("BOX-1", "T1", ", \"lines\": [{\"lineNo\": 1, \"quantity\": 2}]");
        Answer shipped = seller.post(fulfilment + "/ship", first);
        assertThat(shipped.status() + " " + shipped.at("/verdict")).isEqualTo("201 CREATED");
        Answer again = seller.post(fulfilment + "/ship", first);
        assertThat(again.status() + " " + again.at("/shipmentId")).isEqualTo("200 " + shipped.at("/shipmentId"));
        assertThat(seller.post(fulfilment + "/ship", first.replace("T1", "T9")).problem())
                .isEqualTo("409 exists-with-different-content");
        assertThat(seller.post(
                                fulfilment + "/ship",
                                parcel("BOX-2", "T2", ", \"lines\": [{\"lineNo\": 1, \"quantity\": 4}]"))
                        .problem())
                .isEqualTo("409 not-possible");
        assertThat(seller.balance("MUG")).isEqualTo("available 5 reserved 3");

        assertThat(seller.post(fulfilment + "/ship", parcel("BOX-2", "T2", "")).status())
                .isEqualTo(201);
        assertThat(seller.balance("MUG")).isEqualTo("available 5 reserved 0");
        Answer order = seller.get("/orders/" + orderId);
        assertThat(order.at("/fulfilments/0/state") + " "
                        + order.body().path("shipments").size())
                .isEqualTo("SHIPPED 2");
        assertThat(seller.get("/orders/" + orderId + "/shipments").at("/shipments/1/trackingNumber"))
                .isEqualTo("T2");
    }

    @Test
    void aRefusedConfirmationIsSentAgain() {
        String shipmentId =
                seller.post(fulfilment + "/ship", parcel("BOX-1", "T1", "")).at("/shipmentId");
        String retry = "/shipments/" + shipmentId + "/retry-confirmation";
        assertThat(seller.post(retry, "").problem()).isEqualTo("409 not-possible");
        Confirmations confirmations = Api.shared().service(Confirmations.class);
        Confirmations.Claim claim = confirmations
                .claim(seller.sellerId(), Long.parseLong(accountId), 1)
                .get(0);
        confirmations.settle(
                seller.sellerId(), claim, new Outcome.Refused(RefusalReason.INVALID, "unknown carrier"), false);
        assertThat(seller.get("/orders/" + orderId + "/shipments").at("/shipments/0/refusedReason"))
                .contains("unknown carrier");
        assertThat(seller.post(retry, "").status()).isEqualTo(202);
        assertThat(seller.get("/orders/" + orderId + "/shipments").at("/shipments/0/confirmation"))
                .isEqualTo("UNKNOWN");
        assertThat(seller.post("/shipments/7/retry-confirmation", "").problem()).isEqualTo("404 not-found");
    }

    @Test
    void whatIsNotThereIsNotFound() {
        assertThat(seller.get("/fulfilments/7").problem()).isEqualTo("404 not-found");
        assertThat(seller.post("/fulfilments/7/pick", "").problem()).isEqualTo("404 not-found");
        assertThat(seller.post("/fulfilments/7/ship", parcel("B", "T", "")).problem())
                .isEqualTo("404 not-found");
        assertThat(seller.get("/orders/7").problem()).isEqualTo("404 not-found");
        assertThat(seller.get("/orders/7/shipments").problem()).isEqualTo("404 not-found");
        assertThat(seller.get("/fulfilments?state=LOST").at("/field")).isEqualTo("state");
        assertThat(seller.post(fulfilment + "/ship", parcel("B", "T", ", \"shippedAt\": \"soon\""))
                        .at("/field"))
                .isEqualTo("shippedAt");
        assertThat(seller.post(
                                fulfilment + "/ship",
                                parcel(
                                        "B",
                                        "T",
                                        ", \"lines\": [{\"lineNo\": 1, \"quantity\": 1}, {\"lineNo\": 1, \"quantity\": 1}]"))
                        .at("/field"))
                .isEqualTo("lines");
    }

    private static String parcel(String id, String tracking, String more) {
        return """
                {"parcelId": "%s", "carrier": "DHL", "trackingNumber": "%s"%s}
                """.formatted(id, tracking, more);
    }
}
