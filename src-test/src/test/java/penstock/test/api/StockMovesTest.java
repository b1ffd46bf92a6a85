package penstock.test.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import penstock.core.book.Balance;
import penstock.core.book.StockKey;
import penstock.core.catalogue.Locations;
import penstock.core.catalogue.Skus;
import penstock.core.engine.Engine;
import penstock.core.ledger.MoveStock;
import penstock.core.ledger.Stock;
import penstock.test.api.Api.Answer;
import penstock.test.api.Api.Seller;

class StockMovesTest {

    private static final String SCENARIO = """
            m1  RECEIVE  10  -> 201 CREATED                            available 10 reserved 0
            m1  RECEIVE  10  -> 200 EXISTS                             available 10 reserved 0
            m1  RECEIVE  11  -> 409 exists-with-different-content      available 10 reserved 0
            m2  ADJUST   -3  -> 201 CREATED                            available 7 reserved 0
            m3  COUNT     9  -> 201 CREATED                            available 9 reserved 0
            m4  DAMAGE    2  -> 201 CREATED                            available 7 reserved 0
            m5  REPAIR    1  -> 201 CREATED                            available 8 reserved 0
            m6  DAMAGE    9  -> 422 exceeds-available                  available 8 reserved 0
            m7  ADJUST    0  -> 400 invalid-field                      available 8 reserved 0
            m8  RECEIVE   0  -> 400 invalid-field                      available 8 reserved 0
            m9  COUNT    -1  -> 400 invalid-field                      available 8 reserved 0
            """;

    private final Seller seller = Api.shared().seller().warehouse();

    @Test
    void aReportCountsOnceAndNeverTakesMoreThanIsThere() {
        seller.post("/skus", "{\"code\": \"MUG\", \"title\": \"Mug\"}");
        String played = SCENARIO.lines().map(this::play).collect(Collectors.joining("\n"));
        assertThat(played).isEqualTo(SCENARIO.lines().map(StockMovesTest::tidy).collect(Collectors.joining("\n")));
    }

    private static String tidy(String row) {
        return row.strip().replaceAll(" +", " ");
    }

    private String play(String row) {
        String[] words = tidy(row).split(" ");
        Answer answer = move(words[0], words[1], words[2], "MUG", "WH1");
        String outcome = answer.status() < 300 ? answer.status() + " " + answer.at("/verdict") : answer.problem();
        return "%s %s %s -> %s %s".formatted(words[0], words[1], words[2], outcome, seller.balance("MUG"));
    }

    private Answer move(String id, String kind, String quantity, String sku, String location) {
        return seller.post("/stock-moves", """
                {"id": "%s", "kind": "%s", "sku": "%s", "location": "%s", "quantity": %s}
                """.formatted(id, kind, sku, location, quantity));
    }

    @Test
    void whatIsNamedMustExist() {
        seller.stock("MUG", 1);
        Answer sku = move("x1", "RECEIVE", "1", "NONE", "WH1");
        assertThat(sku.problem() + " " + sku.at("/field")).isEqualTo("422 unknown-reference sku");
        Answer location = move("x1", "RECEIVE", "1", "MUG", "NONE");
        assertThat(location.problem() + " " + location.at("/field")).isEqualTo("422 unknown-reference location");
    }

    @Test
    void postingsNameWhereUnitsCameFrom() {
        seller.stock("MUG", 4);
        move("x2", "DAMAGE", "1", "MUG", "WH1");
        Answer postings = seller.get("/skus/MUG/postings?limit=1");
        assertThat(postings.at("/postings/0/from") + " -> " + postings.at("/postings/0/to"))
                .isEqualTo("WH1/available -> WH1/damaged");
        Answer older = seller.get("/skus/MUG/postings?before=" + postings.at("/next"));
        assertThat(older.at("/postings/0/from") + " -> " + older.at("/postings/0/to"))
                .isEqualTo("outside/supplier -> WH1/available");
    }

    @Test
    void balancesOfASkuAreNeverTornApartByAPage() {
        seller.post(
                "/locations", "{\"code\": \"WH2\", \"name\": \"2\", \"kind\": \"WAREHOUSE\", \"shipsBy\": \"SELLER\"}");
        for (String sku : new String[] {"A", "B", "C"}) {
            seller.stock(sku, 1);
            move("y" + sku, "RECEIVE", "2", sku, "WH2");
        }
        assertThat(pages("?limit=1")).isEqualTo("A/WH1 A/WH2 | B/WH1 B/WH2 | C/WH1 C/WH2");
        assertThat(pages("?limit=3")).isEqualTo("A/WH1 A/WH2 | B/WH1 B/WH2 | C/WH1 C/WH2");
        assertThat(pages("?limit=4")).isEqualTo("A/WH1 A/WH2 B/WH1 B/WH2 | C/WH1 C/WH2");
        assertThat(pages("?limit=6")).isEqualTo("A/WH1 A/WH2 B/WH1 B/WH2 C/WH1 C/WH2");
    }

    private String pages(String query) {
        Answer page = seller.get("/stock" + query);
        String rows = page.body()
                .path("balances")
                .valueStream()
                .map(row ->
                        row.path("sku").asString() + "/" + row.path("location").asString())
                .collect(Collectors.joining(" "));
        String next = page.at("/next");
        if (next.isEmpty()) {
            return rows;
        }
        String rest = pages(query.replaceAll("&after=.*", "") + "&after=" + next);
        return rest.isEmpty() ? rows : rows + " | " + rest;
    }

    @Test
    void balancesOfOneSkuAreListedWhenItIsNamed() {
        seller.stock("A", 1).stock("B", 2);
        assertThat(pages("?sku=B")).isEqualTo("B/WH1");
        assertThat(seller.get("/stock?sku=NONE").problem()).isEqualTo("404 not-found");
        Answer misspelt = seller.get("/stock?skus=B");
        assertThat(misspelt.problem() + " " + misspelt.at("/field") + ": " + misspelt.at("/detail"))
                .isEqualTo("400 invalid-field skus: the parameter is not known here; known are after, limit, sku");
    }

    @Test
    void aLocationKeepsNoMoreThanItsLimit() {
        seller.post(
                "/locations", "{\"code\": \"WH2\", \"name\": \"2\", \"kind\": \"WAREHOUSE\", \"shipsBy\": \"SELLER\"}");
        seller.post(
                "/locations", "{\"code\": \"WH3\", \"name\": \"3\", \"kind\": \"WAREHOUSE\", \"shipsBy\": \"SELLER\"}");
        seller.stock("SAND", 1_000_000);
        fill("SAND", "WH1");
        fill("SAND", "WH2");
        fill("SAND", "WH3");
        Answer more = move("more", "RECEIVE", "1", "SAND", "WH1");
        assertThat(more.problem() + " " + more.at("/detail"))
                .isEqualTo(
                        "422 exceeds-room a location keeps at most 1000000000 units of a SKU, and 1000000000 are there");
        assertThat(move("m-adjust", "ADJUST", "1", "SAND", "WH1").problem()).isEqualTo("422 exceeds-room");
        String site = "/accounts/" + seller.account("own_site");
        assertThat(seller.post(site + "/check", "{\"lines\": [{\"sku\": \"SAND\", \"quantity\": 1}]}")
                        .body()
                        .at("/lines/0/promisable")
                        .asInt())
                .isEqualTo(Integer.MAX_VALUE);
        assertThat(seller.post(site + "/orders", """
                        {"id": "S", "lines": [{"id": "1", "sku": "SAND", "quantity": 1}]}
                        """).status()).isEqualTo(201);
    }

    /** Fills a location up behind the API's back, whose reports bring a million at a time. */
    private void fill(String sku, String location) {
        Stock stock = Api.shared().service(Stock.class);
        int there = stock.balances(seller.sellerId(), sku, "", 10).stream()
                .filter(balance -> balance.locationCode().equals(location))
                .mapToInt(Stock.BalanceView::available)
                .sum();
        StockKey key = new StockKey(
                Api.shared()
                        .service(Skus.class)
                        .find(seller.sellerId(), sku)
                        .orElseThrow()
                        .skuId(),
                Api.shared()
                        .service(Locations.class)
                        .find(seller.sellerId(), location)
                        .orElseThrow()
                        .locationId());
        Api.shared()
                .service(Engine.class)
                .decide(
                        seller.sellerId(),
                        new MoveStock(
                                "fill-" + location + "-" + there,
                                MoveStock.Kind.RECEIVE,
                                key,
                                Balance.MAX_UNITS - there));
    }
}
