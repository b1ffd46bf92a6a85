package penstock.test.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import penstock.test.api.Api.Answer;
import penstock.test.api.Api.Seller;

/** The room of a warehouse by the API: what may not be sold, what room costs, and what is brought nearer. */
class SpaceApiTest {

    private final Seller seller = Api.shared().seller();

    @BeforeEach
    void thereIsAWarehouseWithBins() {
        seller.post("/locations", """
                {"code": "WH", "name": "Bath", "kind": "WAREHOUSE", "shipsBy": "SELLER", "keepsBins": true}
                """);
        seller.post("/skus", """
                {"code": "MUG", "title": "Mug",
                 "size": {"lengthMm": 100, "widthMm": 100, "heightMm": 100, "weightG": 400}}
                """);
        seller.post("/skus", "{\"code\": \"JAR\", \"title\": \"Jar\", \"tracking\": {\"by\": \"LOT\"}}");
        bin("NEAR", 10);
        bin("FAR", 100);
    }

    private void bin(String code, int metres) {
        Answer created = seller.post("/locations/WH/bins", """
                {"code": "%s", "barcode": "%s-%s", "zone": "A/1", "walkingMetres": %d, "volumeCm3": 50000}
                """.formatted(code, code, seller.sellerId(), metres));
        assertThat(created.status()).as(created.toString()).isEqualTo(201);
    }

    private void receive(String id, String sku, int units, String more) {
        Answer moved = seller.post("/stock-moves", """
                {"id": "%s", "kind": "RECEIVE", "sku": "%s", "location": "WH", "quantity": %d%s}
                """.formatted(id, sku, units, more));
        assertThat(moved.status()).as(moved.toString()).isEqualTo(201);
    }

    @Test
    void whatIsBlockedIsWithheldUntilItIsOpened() {
        seller.post("/skus/JAR/lots", "{\"code\": \"L1\"}");
        receive("r1", "JAR", 5, ", \"lot\": \"L1\", \"bin\": \"NEAR\"");
        assertThat(state("BLOCKED")).isEqualTo("BLOCKED available 0 withheld 5");
        assertThat(state("BLOCKED")).isEqualTo("BLOCKED available 0 withheld 5");
        assertThat(seller.get("/stock-details?sku=JAR").at("/details/0/state")).isEqualTo("WITHHELD");
        Answer history = seller.get("/skus/JAR/history");
        assertThat(history.at("/movements/0/document/cause") + " " + history.at("/movements/0/document/name") + " "
                        + history.at("/movements/0/actor/kind"))
                .isEqualTo("LOT L1 KEY");
        assertThat(state("OPEN")).isEqualTo("OPEN available 5 withheld 0");
        Answer unsaid = seller.call("PATCH", "/skus/JAR/lots/L1", "{\"expiresOn\": \"2030-01-01\"}");
        assertThat(unsaid.status() + " " + unsaid.at("/field")).isEqualTo("400 reason");
        Answer changes = seller.get("/skus/JAR/lots/L1/changes?limit=1");
        assertThat(changes.at("/changes/0/state") + " " + changes.at("/changes/0/reason"))
                .isEqualTo("BLOCKED Looked at again");
        assertThat(seller.get("/skus/JAR/lots/L1/changes?after=" + changes.at("/next"))
                        .at("/changes/0/state"))
                .isEqualTo("OPEN");
        assertThat(seller.call("PATCH", "/skus/JAR/lots/L9", "{\"state\": \"BLOCKED\"}")
                        .problem())
                .isEqualTo("404 not-found");
    }

    private String state(String state) {
        Answer lot = seller.call(
                "PATCH", "/skus/JAR/lots/L1", "{\"state\": \"" + state + "\", \"reason\": \"Looked at again\"}");
        Answer stock = seller.get("/stock?sku=JAR");
        return lot.at("/state") + " available " + stock.at("/balances/0/available") + " withheld "
                + stock.at("/balances/0/withheld");
    }

    @Test
    void roomIsToldWithItsCostPageByPageAndAsASheet() {
        receive("r1", "MUG", 20, ", \"bin\": \"NEAR\"");
        receive("r2", "MUG", 5, "");
        String costs = "/locations/WH/space-costs";
        String ofZone = "{\"zone\": \"A/1\", \"perCubicMetre\": \"30.00\", \"currency\": \"EUR\"}";
        assertThat(seller.call("PUT", costs, ofZone).status()).isEqualTo(201);
        assertThat(seller.call("PUT", costs, ofZone).status()).isEqualTo(200);
        assertThat(seller.call("PUT", costs, "{\"perCubicMetre\": \"1.00\", \"currency\": \"USD\"}")
                        .at("/reason"))
                .isEqualTo("CONTRADICTION");
        assertThat(seller.call("PUT", costs, "{\"perCubicMetre\": \"-1.00\", \"currency\": \"EUR\"}")
                        .at("/field"))
                .isEqualTo("perCubicMetre");
        assertThat(seller.get(costs).at("/costs/0/zone")).isEqualTo("A/1");

        Answer first = seller.get("/space-use?limit=1");
        assertThat(first.at("/spaces/0/inBins") + " " + first.at("/spaces/0/cubicMetres/used"))
                .isEqualTo("false 0.005000");
        Answer second = seller.get("/space-use?limit=1&after=" + encoded(first.at("/next")));
        assertThat(second.at("/spaces/0/zone") + " " + second.at("/spaces/0/cubicMetres/filled") + " "
                        + second.at("/spaces/0/cost/ofUsed") + " " + second.at("/next"))
                .isEqualTo("A/1 20.0 0.60 ");
        assertThat(seller.get("/space-use?by=LEVEL&location=WH").at("/spaces/1/level"))
                .isEqualTo("0");
        assertThat(seller.get("/space-use?after=nonsense").at("/field")).isEqualTo("after");
        assertThat(sheet("/space-use.csv").lines())
                .hasSize(3)
                .last()
                .isEqualTo(
                        "\"WH\",\"A/1\",\"\",\"true\",\"2\",\"0.100000\",\"0.020000\",\"20.0\",\"0\",\"0\",\"\",\"8.000\","
                                + "\"\",\"2\",\"0\",\"30.00\",\"3.00\",\"0.60\",\"EUR\"");

        Answer skus = seller.get("/space-use/skus?limit=1");
        assertThat(skus.at("/skus/0/units") + " " + skus.at("/skus/0/zone")).isEqualTo("5 ");
        Answer more = seller.get("/space-use/skus?limit=1&after=" + encoded(skus.at("/next")));
        assertThat(more.at("/skus/0/units") + " " + more.at("/skus/0/cost") + " " + more.at("/next"))
                .isEqualTo("20 0.60 ");
        assertThat(sheet("/space-use/skus.csv").lines())
                .last()
                .isEqualTo("\"WH\",\"MUG\",\"A/1\",\"20\",\"0.020000\",\"8.000\",\"0.60\",\"EUR\"");
    }

    private static String encoded(String next) {
        return URLEncoder.encode(next, StandardCharsets.UTF_8);
    }

    private String sheet(String path) {
        return seller.get(path).response().body();
    }

    @Test
    void whatIsProposedIsReportedOnceAndRefusedWhenItIsStale() {
        receive("r1", "MUG", 10, ", \"bin\": \"FAR\"");
        Answer proposal = seller.get("/locations/WH/re-slotting?days=7&steps=5&zone=A/1");
        assertThat(proposal.status() + " " + proposal.at("/walkedMetres") + " " + proposal.at("/steps/0/savedMetres"))
                .as("nothing was picked yet")
                .isEqualTo("200 0 ");
        String done = """
                {"id": "s1", "shifts": [{"sku": "MUG", "from": "FAR", "to": "NEAR", "units": 10}]}
                """;
        String path = "/locations/WH/re-slotting";
        assertThat(seller.post(path, done).status()).isEqualTo(201);
        assertThat(seller.post(path, done).status()).isEqualTo(200);
        assertThat(seller.get("/stock-details?sku=MUG").at("/details/0/bin")).isEqualTo("NEAR");
        Answer stale = seller.post(path, done.replace("s1", "s2"));
        assertThat(stale.problem() + " " + stale.at("/reason")).isEqualTo("409 not-possible STALE");
        assertThat(seller.post(path, done.replace("NEAR", "FAR")).at("/field")).contains("to");
        assertThat(seller.post(path, done.replace("NEAR", "NONE")).at("/reason"))
                .isEqualTo("UNKNOWN_BIN");
        assertThat(seller.get("/locations/WH/re-slotting?days=91").at("/field")).isEqualTo("days");
        assertThat(seller.post(path, """
                {"id": "s3", "shifts": [{"sku": "MUG", "from": "NEAR", "to": "FAR", "units": 10},
                                        {"sku": "MUG", "from": "NEAR", "to": "FAR", "units": 10}]}
                """).at("/field")).isEqualTo("shifts");
    }
}
