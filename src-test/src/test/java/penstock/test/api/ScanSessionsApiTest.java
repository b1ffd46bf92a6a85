package penstock.test.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import penstock.test.api.Api.Answer;
import penstock.test.api.Api.Seller;

/** A handheld scanner's morning by the API. */
class ScanSessionsApiTest {

    private final Seller seller = Api.shared().seller();

    @BeforeEach
    void thereIsAWarehouseWithBins() {
        seller.post("/locations", """
                {"code": "WH", "name": "Bath", "kind": "WAREHOUSE", "shipsBy": "SELLER", "keepsBins": true}
                """);
        seller.post("/locations/WH/bins", "{\"code\": \"A-1\", \"barcode\": \"WH.A-1\"}");
        seller.post("/skus", "{\"code\": \"MUG\", \"title\": \"Mug\"}");
        seller.post("/skus", "{\"code\": \"MUG-BLUE\", \"title\": \"Blue mug\"}");
        seller.post("/skus/MUG/identifiers", "{\"type\": \"GTIN\", \"value\": \"4012345678901\"}");
    }

    private Answer open(String id, String more) {
        return seller.post("/scan-sessions", """
                {"id": "%s", "location": "WH", "worker": "handheld 7", %s}
                """.formatted(id, more));
    }

    private Answer scan(String session, String id, String barcode, String more) {
        return seller.post("/scan-sessions/" + session + "/scans", """
                {"id": "%s", "barcode": "%s"%s}
                """.formatted(id, barcode, more));
    }

    private static String told(Answer answer) {
        return answer.status() < 300
                ? answer.status() + " " + answer.at("/scan/result") + " " + answer.at("/session/next/0")
                : answer.problem() + " " + answer.at("/reason");
    }

    @Test
    void whatIsReceivedBlindIsPutAwayAndAMisScanTakenBack() {
        assertThat(open("R", "\"task\": \"RECEIVE\"").at("/next/0")).isEqualTo("SKU");
        assertThat(open("R", "\"task\": \"RECEIVE\"").status()).isEqualTo(200);
        assertThat(open("R", "\"task\": \"MOVE\"").problem()).isEqualTo("409 exists-with-different-content");
        assertThat(told(scan("R", "1", "4012345678901", ", \"quantity\": 5"))).isEqualTo("201 TAKEN SKU");
        assertThat(told(scan("R", "1", "4012345678901", ", \"quantity\": 5"))).isEqualTo("200 TAKEN SKU");
        assertThat(told(scan("R", "1", "4012345678901", "")))
                .isEqualTo("409 exists-with-different-content OTHER_CONTENT");
        assertThat(told(scan("R", "2", "MUG-BLUF", ""))).isEqualTo("201 UNKNOWN_BARCODE SKU");
        assertThat(scan("R", "2", "MUG-BLUF", "").at("/scan/suggestions/0")).isEqualTo("MUG-BLUE");
        assertThat(told(scan("R", "3", "MUG", ""))).isEqualTo("201 TAKEN SKU");
        assertThat(told(seller.post("/scan-sessions/R/undo", "{\"id\": \"u\"}")))
                .isEqualTo("201 TAKEN SKU");
        assertThat(seller.post("/scan-sessions/R/close", "{}").at("/session/state"))
                .isEqualTo("CLOSED");
        assertThat(seller.get("/stock?sku=MUG").at("/balances/0/available")).isEqualTo("5");

        open("P", "\"task\": \"PUT_AWAY\"");
        assertThat(told(scan("P", "1", "MUG", ", \"quantity\": 4"))).isEqualTo("201 TAKEN SKU");
        Answer booked = scan("P", "2", "WH.A-1", "");
        assertThat(told(booked) + " " + booked.at("/session/missing/0/units")).isEqualTo("201 BOOKED SKU 1");
        assertThat(seller.get("/stock-details?sku=MUG&location=WH&bin=A-1").at("/details/0/units"))
                .isEqualTo("4");
    }

    @Test
    void sessionsAndTheirScansAreListed() {
        open("M", "\"task\": \"MOVE\"");
        scan("M", "1", "WH.A-1", "");
        scan("M", "2", "MUG", "");
        assertThat(seller.get("/scan-sessions?state=OPEN").at("/sessions/0/worker"))
                .isEqualTo("handheld 7");
        Answer first = seller.get("/scan-sessions/M/scans?limit=1");
        assertThat(first.at("/scans/0/bin") + " " + first.at("/next")).isEqualTo("A-1 1");
        assertThat(seller.get("/scan-sessions/M/scans?after=1").at("/scans/0/result"))
                .isEqualTo("NOT_HERE");
        assertThat(seller.get("/scan-sessions/X").problem()).isEqualTo("404 not-found");
        assertThat(told(scan("X", "1", "MUG", ""))).isEqualTo("404 not-found NO_SUCH_SESSION");
        assertThat(open("C", "\"task\": \"COUNT\"").at("/field")).isEqualTo("against");
        assertThat(open("C", "\"task\": \"COUNT\", \"against\": {\"document\": \"COUNT\", \"number\": \"1\"}")
                        .at("/reason"))
                .isEqualTo("DOCUMENT_DOES_NOT_SERVE");
        assertThat(told(scan("M", "3", "A\\u0000B", ""))).startsWith("400 invalid-field");
    }
}
