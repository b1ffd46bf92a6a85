package penstock.test.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import penstock.core.engine.Engine;
import penstock.core.shipping.ReleaseOrder;
import penstock.test.api.Api.Answer;
import penstock.test.api.Api.Seller;

/** The warehouse by the API: from the bin's label to the count. */
class WarehouseTest {

    private final Seller seller = Api.shared().seller();

    @BeforeEach
    void thereIsAWarehouseWithBins() {
        Answer created = seller.post("/locations", """
                {"code": "WH", "name": "Bath", "kind": "WAREHOUSE", "shipsBy": "SELLER", "keepsBins": true,
                 "site": {"country": "GB", "timeZone": "Europe/London", "opening": "mon-fri 08:00-17:00"}}
                """);
        assertThat(created.status() + " " + created.at("/site/opening") + " " + created.at("/keepsBins"))
                .isEqualTo("201 MON-FRI 08:00-17:00 true");
        seller.post("/skus", "{\"code\": \"MUG\", \"title\": \"Mug\"}");
        seller.post("/skus", """
                {"code": "HONEY", "title": "Honey",
                 "tracking": {"by": "LOT", "shelfLifeDays": 365, "daysOnSale": 30, "picking": "FIFO"}}
                """);
        bin("A-1", ", \"zone\": \"A\", \"walkingMetres\": 5, \"barcode\": \"WH.A-1\"");
        bin("BENCH", ", \"kind\": \"PACKING\"");
    }

    private Answer bin(String code, String more) {
        return seller.post("/locations/WH/bins", "{\"code\": \"" + code + "\"" + more + "}");
    }

    private Answer move(String id, String kind, String sku, int units, String more) {
        return seller.post("/stock-moves", """
                {"id": "%s", "kind": "%s", "sku": "%s", "location": "WH", "quantity": %d%s}
                """.formatted(id, kind, sku, units, more));
    }

    private static String told(Answer answer) {
        return answer.status() < 300
                ? answer.status() + " " + answer.at("/verdict")
                : answer.problem() + " " + answer.at("/reason");
    }

    @Test
    void aBinIsCreatedChangedAndLabelled() {
        assertThat(bin("A-1", ", \"zone\": \"A\", \"walkingMetres\": 5, \"barcode\": \"WH.A-1\"")
                        .status())
                .isEqualTo(200);
        assertThat(bin("A-1", "").problem()).isEqualTo("409 conflict");
        assertThat(bin("A-2", ", \"barcode\": \"WH.A-1\"").problem()).isEqualTo("409 conflict");
        assertThat(seller.call("PATCH", "/locations/WH/bins/A-1", "{\"volumeCm3\": 5000}")
                        .at("/zone"))
                .isEqualTo("A");
        assertThat(seller.get("/locations/WH/bins?limit=1").at("/next")).isEqualTo("A-1");
        assertThat(seller.get("/locations/NONE/bins").problem()).isEqualTo("404 not-found");
        assertThat(seller.call("PATCH", "/locations/WH", "{\"keepsBins\": false}")
                        .at("/reason"))
                .isEqualTo("FIXED");
        assertThat(label("A-1"))
                .startsWith("<?xml")
                .contains("<svg")
                .contains("WH.A-1")
                .contains("<rect");
        bin("Ä", ", \"barcode\": \"棚\"");
        assertThat(label("%C3%84")).contains("not-possible");
    }

    private String label(String bin) {
        return seller.get("/locations/WH/bins/" + bin + "/label.svg").response().body();
    }

    @Test
    void unitsAreReceivedPickedAndShippedByBinAndLot() {
        assertThat(seller.post("/skus/HONEY/lots", "{\"code\": \"L1\"}").at("/field"))
                .isEqualTo("expiresOn");
        Answer lot = seller.post("/skus/HONEY/lots", "{\"code\": \"L1\", \"manufacturedOn\": \"2098-01-01\"}");
        assertThat(lot.status() + " " + lot.at("/expiresOn")).isEqualTo("201 2099-01-01");
        assertThat(seller.post("/skus/MUG/lots", "{\"code\": \"L1\"}").at("/reason"))
                .isEqualTo("CONTRADICTION");

        assertThat(told(move("r1", "RECEIVE", "HONEY", 5, ""))).isEqualTo("422 refused-place LOT_REQUIRED");
        assertThat(told(move("r1", "RECEIVE", "HONEY", 5, ", \"lot\": \"L9\"")))
                .isEqualTo("422 unknown-reference UNKNOWN_LOT");
        assertThat(told(move("r1", "RECEIVE", "HONEY", 5, ", \"lot\": \"L1\", \"bin\": \"Z\"")))
                .isEqualTo("422 unknown-reference UNKNOWN_BIN");
        assertThat(told(move("r1", "RECEIVE", "HONEY", 5, ", \"lot\": \"L1\""))).isEqualTo("201 CREATED");
        assertThat(told(move("r2", "MOVE", "HONEY", 5, ", \"lot\": \"L1\", \"toBin\": \"A-1\"")))
                .isEqualTo("201 CREATED");
        assertThat(move("r3", "MOVE", "HONEY", 5, ", \"lot\": \"L1\"").at("/field"))
                .isEqualTo("toBin");
        Answer details = seller.get("/stock-details?sku=HONEY");
        assertThat(details.at("/details/0/bin") + " " + details.at("/details/0/lot") + " "
                        + details.at("/details/0/units"))
                .isEqualTo("A-1 L1 5");

        bin("A-2", ", \"walkingMetres\": 90");
        Answer proposal = seller.get("/locations/WH/put-away?sku=HONEY&lot=L1&units=7");
        assertThat(proposal.at("/turnover") + " " + proposal.at("/places/0/bin") + " " + proposal.at("/left"))
                .as("the bin that has some of the lot comes first")
                .isEqualTo("C A-1 0");
        assertThat(seller.get("/locations/WH/put-away?sku=MUG&units=7").at("/places/0/bin"))
                .isEqualTo("A-2");

        String account = seller.account("own_site");
        String order = seller.post("/accounts/" + account + "/orders", """
                {"id": "A", "lines": [{"id": "1", "sku": "HONEY", "quantity": 2}]}
                """).at("/orderId");
        Api.shared().service(Engine.class).decide(seller.sellerId(), new ReleaseOrder(Long.parseLong(order)));
        Answer picks = seller.get("/locations/WH/pick-list");
        assertThat(picks.at("/picks/0/bin") + " " + picks.at("/picks/0/units")).isEqualTo("A-1 2");
        String fulfilment = "/fulfilments/" + picks.at("/picks/0/fulfilmentId");
        String pick = "{\"id\": \"p1\", \"lineNo\": 1, \"quantity\": 2, \"bin\": \"A-1\", \"lot\": \"L1\"}";
        assertThat(told(seller.post(fulfilment + "/picks", pick))).isEqualTo("201 CREATED");
        assertThat(told(seller.post(fulfilment + "/picks", pick))).isEqualTo("200 EXISTS");
        assertThat(told(seller.post(fulfilment + "/picks", pick.replace("p1", "p2"))))
                .startsWith("409 not-possible");
        assertThat(seller.get(fulfilment).at("/state")).isEqualTo("PICKED");
        assertThat(seller.call("PATCH", "/skus/HONEY/lots/L1", "{\"state\": \"BLOCKED\"}")
                        .at("/state"))
                .isEqualTo("BLOCKED");
        assertThat(move("x1", "DISPOSE", "HONEY", 1, ", \"bin\": \"A-1\", \"lot\": \"L1\"")
                        .at("/field"))
                .isEqualTo("reason");
        String why = ", \"lot\": \"L1\", \"reason\": \"EXPIRED\", \"bin\": ";
        assertThat(told(move("x2", "DISPOSE", "HONEY", 1, why + "\"A-1\", \"state\": \"SOUND\"")))
                .startsWith("4");
        assertThat(told(move("x3", "SEND_BACK", "HONEY", 1, why + "\"A-1\""))).isEqualTo("201 CREATED");
        assertThat(seller.get("/skus/HONEY/serials").body().path("serials")).isEmpty();
    }

    @Test
    void aCountIsBegunCountedAndJudged() {
        move("r1", "RECEIVE", "MUG", 9, ", \"bin\": \"A-1\"");
        assertThat(move("a1", "ADJUST", "MUG", -1, ", \"bin\": \"A-1\", \"reason\": \"WHIM\"")
                        .at("/field"))
                .isEqualTo("reason");
        assertThat(seller.call("PUT", "/adjustment-reasons/WHIM", "{\"name\": \"We felt like it\"}")
                        .status())
                .isEqualTo(201);
        assertThat(told(move("a1", "ADJUST", "MUG", -1, ", \"bin\": \"A-1\", \"reason\": \"WHIM\"")))
                .isEqualTo("201 CREATED");
        String plan = "{\"id\": \"c1\", \"location\": \"WH\", \"zone\": \"A\", \"toleranceUnits\": 1}";
        Answer begun = seller.post("/counts", plan);
        assertThat(begun.status() + " " + begun.at("/lines") + " " + begun.at("/open"))
                .isEqualTo("201 1 1");
        assertThat(seller.post("/counts", plan).status()).isEqualTo(200);
        assertThat(seller.post("/counts", plan.replace("1}", "2}")).problem())
                .isEqualTo("409 exists-with-different-content");
        String lines = "/counts/" + begun.at("/countId") + "/lines";
        Answer page = seller.get(lines);
        assertThat(page.at("/lines/0/expected") + " at " + page.at("/position")).isEqualTo("8 at 2");
        assertThat(seller.post(lines + "/1", "{\"units\": 4, \"position\": \"2\"}")
                        .at("/state"))
                .isEqualTo("TO_APPROVE");
        assertThat(seller.post(lines + "/1/judgement", "{\"approved\": true}").at("/state"))
                .isEqualTo("POSTED");
        assertThat(seller.balance("MUG")).isEqualTo("available 4 reserved 0");
        assertThat(seller.get("/counts").at("/counts/0/toApprove")).isEqualTo("0");
    }

    @Test
    void binsComeFromASpreadsheetAndGoBackIntoOne() {
        String csv =
                "location,code,zone,kind,walking_metres,volume_cm3\nWH,C-1,C,STORAGE,12,5000\nWH,C-2,C,SHELF,,\nNONE,C-3,C,,,\n";
        Answer taken = seller.api()
                .send(seller.api()
                        .request(seller.path() + "/tables/bins")
                        .header("Authorization", "Bearer " + seller.key())
                        .header("Content-Type", "text/csv")
                        .POST(HttpRequest.BodyPublishers.ofString(csv)));
        assertThat(taken.at("/created") + " created, " + taken.at("/rejected") + " rejected")
                .isEqualTo("1 created, 2 rejected");
        assertThat(seller.get("/tables/bins?format=CSV").response().body())
                .contains("WH,C-1,C-1,C,STORAGE,OPEN,0,12,5000,");
    }
}
