package penstock.test.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import penstock.test.api.Api.Answer;
import penstock.test.api.Api.Seller;

/** A transfer by the API, from the draft to what was stolen from the truck. */
class TransfersApiTest {

    private final Seller seller = Api.shared().seller();

    @BeforeEach
    void thereAreTwoWarehousesAndATruck() {
        for (String place : new String[] {"WH1 WAREHOUSE", "WH2 WAREHOUSE", "TRUCK IN_TRANSIT"}) {
            String code = place.split(" ")[0];
            assertThat(seller.post("/locations", """
                            {"code": "%s", "name": "%s", "kind": "%s", "shipsBy": "SELLER"}
                            """.formatted(code, code, place.split(" ")[1]))
                            .status())
                    .isEqualTo(201);
        }
        seller.post("/skus", "{\"code\": \"MUG\", \"title\": \"Mug\"}");
        seller.post("/stock-moves", """
                {"id": "m1", "kind": "RECEIVE", "sku": "MUG", "location": "WH1", "quantity": 10}
                """);
    }

    private static String told(Answer answer) {
        return answer.status() < 300
                ? answer.status() + " " + answer.at("/state") + " " + answer.at("/lines/0/underWay")
                : answer.problem() + " " + answer.at("/reason");
    }

    private Answer write(int units) {
        return seller.post("/transfers", """
                {"number": "T-1", "from": "WH1", "to": "WH2", "expectedOn": "2099-01-01",
                 "lines": [{"sku": "MUG", "quantity": %d}]}
                """.formatted(units));
    }

    private Answer receive(String id, int units, String more) {
        return seller.post("/transfers/T-1/receipts", """
                {"id": "%s", "items": [{"sku": "MUG", "quantity": %d%s}]}
                """.formatted(id, units, more));
    }

    @Test
    void aTransferIsSentReceivedInPartsAndClosed() {
        assertThat(told(write(6))).isEqualTo("201 DRAFT 0");
        assertThat(told(write(6))).isEqualTo("200 DRAFT 0");
        assertThat(told(write(7))).isEqualTo("409 exists-with-different-content OTHER_CONTENT");
        assertThat(told(seller.post("/transfers/T-1/send", "{\"items\": [{\"sku\": \"MUG\", \"quantity\": 7}]}")))
                .isEqualTo("409 not-possible MORE_THAN_PLANNED");
        assertThat(told(seller.post("/transfers/T-1/send", "{}"))).isEqualTo("200 SENT 6");
        assertThat(told(seller.post("/transfers/T-1/send", "{}"))).isEqualTo("200 SENT 6");
        assertThat(told(seller.post("/transfers/T-1/cancel", ""))).isEqualTo("409 not-possible NOT_A_DRAFT");

        assertThat(told(receive("R1", 2, ""))).isEqualTo("201 PARTLY_RECEIVED 4");
        assertThat(told(receive("R1", 2, ""))).isEqualTo("200 PARTLY_RECEIVED 4");
        assertThat(told(receive("R1", 3, ""))).isEqualTo("409 exists-with-different-content OTHER_CONTENT");
        assertThat(told(receive("R2", 1, ", \"damaged\": true"))).isEqualTo("400 invalid-field MISSING");
        assertThat(told(receive("R2", 1, ", \"damaged\": true, \"reason\": \"BREAKAGE\"")))
                .isEqualTo("201 PARTLY_RECEIVED 3");
        assertThat(told(receive("R3", 9, ""))).isEqualTo("422 exceeds-planned MORE_THAN_SENT");
        Answer history = seller.get("/skus/MUG/history");
        assertThat(history.at("/movements/0/document/cause") + " " + history.at("/movements/0/document/name"))
                .isEqualTo("TRANSFER T-1");

        String lost = "{\"outcome\": \"LOST\", \"reason\": \"THEFT\", \"note\": \"from the truck\"}";
        assertThat(told(seller.post("/transfers/T-1/close", lost))).isEqualTo("200 CLOSED 0");
        assertThat(told(seller.post("/transfers/T-1/close", lost))).isEqualTo("200 CLOSED 0");
        assertThat(told(seller.post("/transfers/T-1/close", lost.replace("LOST", "RETURNED"))))
                .isEqualTo("409 exists-with-different-content OTHER_CONTENT");
        Answer wrong = seller.get("/transfers/T-1/discrepancies");
        assertThat(wrong.at("/discrepancies/0/kind") + " " + wrong.at("/discrepancies/0/receipt") + ", "
                        + wrong.at("/discrepancies/1/kind") + " " + wrong.at("/discrepancies/1/units") + " "
                        + wrong.at("/discrepancies/1/note"))
                .isEqualTo("DAMAGED R2, LOST 3 from the truck");
        assertThat(seller.get("/transfers/T-1/discrepancies?limit=1").at("/next"))
                .isEqualTo(wrong.at("/discrepancies/0/discrepancyId"));
    }

    @Test
    void transfersAreListedByStateAndUnknownOnesAreNotThere() {
        write(6);
        assertThat(seller.get("/transfers?state=DRAFT").at("/transfers/0/number"))
                .isEqualTo("T-1");
        assertThat(seller.get("/transfers?state=SENT").body().at("/transfers")).isEmpty();
        assertThat(seller.get("/transfers/T-9").problem()).isEqualTo("404 not-found");
        assertThat(seller.get("/transfers/T-9/discrepancies").problem()).isEqualTo("404 not-found");
        assertThat(told(seller.post("/transfers/T-9/send", "{}"))).isEqualTo("404 not-found NO_SUCH_TRANSFER");
    }
}
