package penstock.test.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import penstock.core.book.StockKey;
import penstock.core.catalogue.Locations;
import penstock.core.catalogue.Skus;
import penstock.core.engine.Engine;
import penstock.core.ledger.MoveStock;
import penstock.test.api.Api.Answer;
import penstock.test.api.Api.Seller;

class HistoryTest {

    private final Api api = Api.shared();
    private final Seller seller = api.seller().warehouse();

    @BeforeEach
    void stockMugs() {
        seller.post("/skus", "{\"code\": \"MUG\", \"title\": \"Mug\"}");
        seller.post("/locations", """
                {"code": "WH2", "name": "Second", "kind": "WAREHOUSE", "shipsBy": "SELLER", "sourceRank": 2}
                """);
    }

    private void move(String id, String kind, int quantity, String location, String cost) {
        Answer answer = seller.post("/stock-moves", """
                {"id": "%s", "kind": "%s", "sku": "MUG", "location": "%s", "quantity": %d%s}
                """.formatted(id, kind, location, quantity, cost));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
    }

    private void someMoves() {
        move("m1", "RECEIVE", 10, "WH1", ", \"cost\": {\"total\": \"20.00\", \"currency\": \"EUR\"}");
        move("m2", "DAMAGE", 3, "WH1", "");
        move("m3", "RECEIVE", 4, "WH2", "");
    }

    @Test
    void eachMovementNamesItsDocumentItsActorAndWhatItLeftBehind() {
        someMoves();
        Answer history = seller.get("/skus/MUG/history");
        assertThat(told(history))
                .containsExactly(
                        "3 supplier -> WH2 available 0 4: 4 by m3 RECEIVE",
                        "2 WH1 available 10 7 -> WH1 damaged 0 3: 3 by m2 DAMAGE",
                        "1 supplier -> WH1 available 0 10: 10 by m1 RECEIVE");
        assertThat(history.at("/movements/2/document/costDocument")).isEqualTo("move:m1");
        assertThat(history.at("/movements/0/actor/kind")).isEqualTo("KEY");
        assertThat(history.at("/movements/0/actor/name")).isNotEmpty();
        assertThat(history.at("/movements/0/actor/id")).isNotEqualTo("0");
        assertThat(history.at("/next")).isEmpty();
    }

    private static List<String> told(Answer page) {
        List<String> told = new ArrayList<>();
        for (int i = 0; !page.at("/movements/" + i + "/position").isEmpty(); i++) {
            String at = "/movements/" + i;
            told.add("%s %s -> %s: %s by %s %s"
                    .formatted(
                            page.at(at + "/position"),
                            side(page, at + "/from"),
                            side(page, at + "/to"),
                            page.at(at + "/quantity"),
                            page.at(at + "/document/name"),
                            page.at(at + "/document/kind")));
        }
        return told;
    }

    private static String side(Answer page, String at) {
        String text = "%s %s %s %s"
                .formatted(
                        page.at(at + "/location"),
                        page.at(at + "/condition"),
                        page.at(at + "/before"),
                        page.at(at + "/after"));
        return text.strip();
    }

    @Test
    void itIsPagedBothWaysAndFiltered() {
        someMoves();
        Answer newest = seller.get("/skus/MUG/history?limit=2");
        assertThat(newest.at("/next")).isEqualTo("2");
        assertThat(told(seller.get("/skus/MUG/history?limit=2&before=2")))
                .singleElement()
                .asString()
                .startsWith("1 ");
        Answer oldest = seller.get("/skus/MUG/history?limit=2&after=0");
        assertThat(told(oldest)).element(0).asString().startsWith("1 ");
        assertThat(told(seller.get("/skus/MUG/history?after=" + oldest.at("/next"))))
                .singleElement()
                .asString()
                .startsWith("3 ");
        assertThat(told(seller.get("/skus/MUG/history?location=WH2")))
                .containsExactly("3 supplier -> WH2 available 0 4: 4 by m3 RECEIVE");
        assertThat(told(seller.get("/skus/MUG/history?cause=ORDER"))).isEmpty();
        String second = seller.get("/skus/MUG/history").at("/movements/1/postedAt");
        assertThat(told(seller.get("/skus/MUG/history?since=" + second))).hasSize(2);
        assertThat(told(seller.get("/skus/MUG/history?until=" + second))).hasSize(1);
        assertThat(seller.get("/skus/MUG/history?before=2&after=1").problem()).isEqualTo("400 invalid-field");
        assertThat(seller.get("/skus/MUG/history?since=yesterday").problem()).isEqualTo("400 invalid-field");
        assertThat(seller.get("/skus/MUG/history?location=WH9").problem()).isEqualTo("422 unknown-reference");
        assertThat(seller.get("/skus/CUP/history").problem()).isEqualTo("404 not-found");
    }

    @Test
    void aSheetHoldsAllOfItTheOldestFirst() {
        someMoves();
        String sheet = seller.get("/skus/MUG/history.csv").response().body();
        assertThat(sheet.lines()).hasSize(4);
        assertThat(sheet.lines().toList().get(2))
                .startsWith("\"2\",")
                .contains(
                        "\"MUG\",\"3\",\"WH1\",\"available\",\"10\",\"7\",\"WH1\",\"damaged\",\"0\",\"3\",\"STOCK_MOVE\"")
                .contains("\"m2\",\"DAMAGE\",\"\",\"\",\"KEY\"");
        assertThat(seller.get("/skus/MUG/history.csv?location=WH2")
                        .response()
                        .body()
                        .lines())
                .hasSize(2);
    }

    @Test
    void whatThereWasIsAskedByMomentOrByPosition() {
        someMoves();
        String second = seller.get("/skus/MUG/history").at("/movements/1/postedAt");
        for (String when : List.of("moment=" + second, "position=2")) {
            Answer then = seller.get("/stock/as-of?" + when);
            assertThat(then.at("/position") + " of " + then.at("/head") + " at " + then.at("/postedAt"))
                    .isEqualTo("2 of 3 at " + second);
            assertThat(then.at("/skus/0/sku") + " " + then.at("/skus/0/available"))
                    .isEqualTo("MUG 7");
            assertThat(then.at("/skus/0/places/1/condition") + " " + then.at("/skus/0/places/1/units"))
                    .isEqualTo("damaged 3");
        }
        assertThat(seller.get("/stock/as-of?moment=2020-01-01T00:00:00Z").at("/skus/0/available"))
                .isEqualTo("0");
        assertThat(seller.get("/stock/as-of?position=3&sku=MUG").at("/skus/0/available"))
                .isEqualTo("11");
        assertThat(seller.get("/stock/as-of").problem()).isEqualTo("400 invalid-field");
        assertThat(seller.get("/stock/as-of?position=4").problem()).isEqualTo("400 invalid-field");
        assertThat(seller.get("/stock/as-of?position=-1").problem()).isEqualTo("400 invalid-field");
        assertThat(seller.get("/stock/as-of?moment=2099-01-01T00:00:00Z").problem())
                .isEqualTo("400 invalid-field");
    }

    @Test
    void whatNobodySignedIsSaidSo() {
        long sku = api.service(Skus.class)
                .find(seller.sellerId(), "MUG")
                .orElseThrow()
                .skuId();
        long place = api.service(Locations.class).list(seller.sellerId()).get(0).locationId();
        api.service(Engine.class)
                .decide(seller.sellerId(), new MoveStock("m1", MoveStock.Kind.RECEIVE, new StockKey(sku, place), 1));
        assertThat(seller.get("/skus/MUG/history").at("/movements/0/actor/kind"))
                .isEqualTo("UNKNOWN");
        assertThat(Instant.parse(seller.get("/skus/MUG/history").at("/movements/0/postedAt")))
                .isAfter(Instant.EPOCH);
    }
}
