package penstock.test.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import penstock.core.book.Account;
import penstock.core.book.Book;
import penstock.core.book.Cause;
import penstock.core.book.Command;
import penstock.core.book.Condition;
import penstock.core.book.Needs;
import penstock.core.book.OrderLine;
import penstock.core.book.Reply;
import penstock.core.engine.Engine;
import penstock.core.shipping.ReleaseOrder;
import penstock.core.valuation.Valuing;
import penstock.test.api.Api.Answer;
import penstock.test.api.Api.Seller;

class ValuationTest {

    private final Api api = Api.shared();
    private final Seller seller = api.seller().warehouse();
    private final LocalDate today = LocalDate.now(ZoneOffset.UTC);

    private Answer receive(String id, String sku, int units, String cost) {
        return seller.post("/stock-moves", """
                {"id": "%s", "kind": "RECEIVE", "sku": "%s", "location": "WH1", "quantity": %d%s}
                """.formatted(id, sku, units, cost.isEmpty() ? "" : ", \"cost\": " + cost));
    }

    private Answer document(String json) {
        return seller.post("/cost-documents", json);
    }

    private Answer worth() {
        api.service(Valuing.class).followToHead(seller.sellerId());
        return seller.get("/valuation");
    }

    private String sku(String code) {
        return seller.post("/skus", "{\"code\": \"" + code + "\", \"title\": \"Mug\"}")
                .at("/code");
    }

    @Test
    void unitsBringTheirCostAlongOrItComesLater() {
        sku("MUG");
        Answer first = receive("r1", "MUG", 10, "{\"unit\": \"1.2345\", \"currency\": \"EUR\"}");
        assertThat(first.status() + " " + first.at("/costDocumentNo")).isEqualTo("201 1");
        Answer again = receive("r1", "MUG", 10, "{\"unit\": \"1.2345\", \"currency\": \"EUR\"}");
        assertThat(again.status() + " " + again.at("/costDocumentNo")).isEqualTo("200 1");
        assertThat(receive("r1", "MUG", 10, "{\"total\": \"13.00\", \"currency\": \"EUR\"}")
                        .problem())
                .isEqualTo("409 exists-with-different-content");
        assertThat(worth().at("/total/cost")).isEqualTo("12.34");
        String move = receive("r2", "MUG", 10, "").at("/moveId");
        assertThat(worth().at("/total/cost")).isEqualTo("24.68");
        assertThat(seller.get("/skus/MUG/layers").at("/layers/1/provisional")).isEqualTo("true");
        Answer invoice = document("""
                {"id": "inv-1", "kind": "RECEIPT_COST", "reference": "=4711",
                 "lines": [{"stockMove": "%s", "amount": "20.00"}]}
                """.formatted(move));
        assertThat(invoice.status() + " " + invoice.at("/result")).isEqualTo("201 CREATED");
        Answer freight = document("""
                {"id": "fr-1", "kind": "LANDED_COST", "amount": "3.00", "basis": "QUANTITY",
                 "lines": [{"stockMove": "%s"}, {"layer": "1"}]}
                """.formatted(move));
        assertThat(freight.status()).isEqualTo(201);
        Answer worth = worth();
        assertThat(worth.at("/skus/0/units") + " " + worth.at("/skus/0/value/worth"))
                .isEqualTo("20 35.34");
        assertThat(worth.at("/reached/position") + " of " + worth.at("/reached/head"))
                .isEqualTo("2 of 2");
        Answer places = seller.get("/valuation/locations");
        assertThat(places.at("/places/0/location") + " " + places.at("/places/0/value/cost"))
                .isEqualTo("WH1 35.34");
        String journal = seller.get("/stock-journal.csv?from=" + today + "&to=" + today)
                .response()
                .body();
        assertThat(journal)
                .startsWith("\"booked on\",\"SKU\",\"credit\",\"debit\",\"units\",\"amount\",\"currency\"")
                .contains("\"PURCHASES\",\"STOCK\",\"0\",\"7.66\",\"EUR\"")
                .contains("\"inv-1\",\"'=4711\"");
    }

    @Test
    void whatCannotBeValuedAsStatedIsRefusedBeforeItIsReceived() {
        sku("MUG");
        assertThat(receive("r1", "MUG", 10, "{\"total\": \"12.00\", \"currency\": \"USD\"}")
                        .problem())
                .isEqualTo("422 no-exchange-rate");
        assertThat(seller.balance("MUG")).isEqualTo("available 0 reserved 0");
        Answer rate = api.call(
                seller.key(),
                "PUT",
                "/api/v1/sellers/" + seller.sellerId() + "/exchange-rates/USD/" + today.minusDays(1),
                "{\"rate\": \"0.5\"}");
        assertThat(rate.status()).isEqualTo(200);
        assertThat(receive("r1", "MUG", 10, "{\"total\": \"12.00\", \"currency\": \"USD\"}")
                        .status())
                .isEqualTo(201);
        assertThat(worth().at("/total/cost")).isEqualTo("6.00");
        assertThat(seller.get("/exchange-rates/USD").at("/rates/0/rate")).isEqualTo("0.5");
    }

    @Test
    void freightIsDividedByWhatTheCatalogueSaysOfWeightAndSize() {
        seller.post("/skus", """
                {"code": "MUG", "title": "Mug", "size": {"weightG": 300, "lengthMm": 100, "widthMm": 100, "heightMm": 100}}
                """);
        seller.post("/skus", """
                {"code": "CLAY", "title": "Clay", "unit": "KILOGRAM", "decimals": 3,
                 "size": {"weightG": 1000, "lengthMm": 100, "widthMm": 100, "heightMm": 50}}
                """);
        receive("r1", "MUG", 10, "{\"total\": \"1.00\", \"currency\": \"EUR\"}");
        receive("r2", "CLAY", 7_000, "{\"total\": \"1.00\", \"currency\": \"EUR\"}");
        String freight = """
                {"id": "%s", "kind": "LANDED_COST", "amount": "10.00", "basis": "%s",
                 "lines": [{"layer": "1"}, {"layer": "2"}]}
                """;
        assertThat(document(freight.formatted("f1", "WEIGHT")).status()).isEqualTo(201);
        assertThat(worth().at("/skus/1/sku") + " " + worth().at("/skus/1/value/cost"))
                .isEqualTo("MUG 4.00");
        assertThat(document(freight.formatted("f2", "VOLUME")).status()).isEqualTo(201);
        assertThat(worth().at("/skus/1/value/cost")).isEqualTo("11.41");
        seller.call("PATCH", "/skus/MUG", "{\"size\": {}}");
        assertThat(document(freight.formatted("f3", "WEIGHT")).at("/detail"))
                .contains("WEIGHT of receipt 1 is not known");
    }

    @Test
    void unitsThatASupplierOwnsHaveNoCost() {
        sku("MUG");
        String supplier = seller.account("supplier");
        seller.post("/locations", """
                {"code": "SUP", "name": "Theirs", "kind": "SUPPLIER", "shipsBy": "SELLER", "providerAccountId": "%s"}
                """.formatted(supplier));
        Answer refused = seller.post("/stock-moves", """
                {"id": "r1", "kind": "RECEIVE", "sku": "MUG", "location": "SUP", "quantity": 1,
                 "cost": {"total": "1.00", "currency": "EUR"}}
                """);
        assertThat(refused.problem() + " " + refused.at("/field")).isEqualTo("400 invalid-field cost");
        assertThat(seller.get("/skus/MUG").at("/balances/0/available")).isEmpty();
    }

    @Test
    void methodsStandSideBySideAndLifoSaysThatIfrsForbidsIt() {
        sku("MUG");
        receive("r1", "MUG", 10, "{\"total\": \"100.00\", \"currency\": \"EUR\"}");
        receive("r2", "MUG", 10, "{\"total\": \"150.00\", \"currency\": \"EUR\"}");
        seller.post("/stock-moves", """
                {"id": "a1", "kind": "ADJUST", "sku": "MUG", "location": "WH1", "quantity": -1}
                """);
        worth();
        Answer methods = seller.get("/valuation/methods");
        StringBuilder told = new StringBuilder();
        for (int i = 0; i < 5; i++) {
            told.append(methods.at("/methods/" + i + "/method"))
                    .append(' ')
                    .append(methods.at("/methods/" + i + "/value/cost"))
                    .append(
                            methods.at("/methods/" + i + "/allowedUnderIfrs").equals("true")
                                    ? "\n"
                                    : " not under IFRS\n");
        }
        assertThat(told.toString()).isEqualTo("""
                        FIFO 240.00
                        LIFO 235.00 not under IFRS
                        MOVING_AVERAGE 237.50
                        STANDARD 0.00
                        PERIODIC_AVERAGE 237.50
                        """);
        assertThat(document("{\"id\": \"m1\", \"kind\": \"METHOD\", \"method\": \"LIFO\"}")
                        .status())
                .isEqualTo(201);
        Answer worth = worth();
        assertThat(worth.at("/total/cost") + " " + worth.at("/reached/methodAllowedUnderIfrs"))
                .isEqualTo("235.00 false");
    }

    @Test
    void whatWasSoldCostIsToldByChannelAndReturnsAreTakenOff() {
        sku("MUG");
        receive("r1", "MUG", 10, "{\"total\": \"50.00\", \"currency\": \"EUR\"}");
        String site = seller.account("own_site");
        String order = seller.post(
                        "/accounts/" + site + "/orders",
                        "{\"id\": \"A\", \"lines\": [{\"id\": \"1\", \"sku\": \"MUG\", \"quantity\": 4}]}")
                .at("/orderId");
        Engine engine = api.service(Engine.class);
        engine.decide(seller.sellerId(), new ReleaseOrder(Long.parseLong(order)));
        String fulfilment =
                "/fulfilments/" + seller.get("/fulfilments?state=OPEN").at("/fulfilments/0/fulfilmentId");
        assertThat(seller.post(
                                fulfilment + "/ship",
                                "{\"parcelId\": \"BOX\", \"carrier\": \"DHL\", \"trackingNumber\": \"T1\"}")
                        .status())
                .isEqualTo(201);
        assertThat(sold()).isEqualTo(site + " 4 20.00");
        document("{\"id\": \"f\", \"kind\": \"LANDED_COST\", \"amount\": \"1.00\", \"basis\": \"VALUE\","
                + " \"lines\": [{\"layer\": \"1\"}]}");
        assertThat(sold()).isEqualTo(site + " 4 20.40");
        engine.decide(seller.sellerId(), new ComesBack(Long.parseLong(order), 3));
        assertThat(sold()).isEqualTo(site + " 1 5.10");
        assertThat(seller.get("/skus/MUG/layers").at("/layers/0/remaining")).isEqualTo("9");
    }

    private String sold() {
        worth();
        Answer sold = seller.get("/cost-of-goods-sold?from=" + today + "&to=" + today);
        return sold.at("/sold/0/accountId") + " " + sold.at("/sold/0/units") + " " + sold.at("/sold/0/cost");
    }

    /** Units of the order's first line come back to where they were taken from. */
    private record ComesBack(long orderId, int units) implements Command {
        @Override
        public void announce(Needs needs) {
            needs.order(orderId);
        }

        @Override
        public Reply decide(Book book) {
            OrderLine line = book.findOrder(orderId).orElseThrow().lines().get(0);
            long location = line.reservations().get(0).key().locationId();
            book.move(
                    line.skuId(),
                    Account.CUSTOMER,
                    Account.at(location, Condition.AVAILABLE),
                    units,
                    new Cause(Cause.Kind.ORDER, orderId));
            return Reply.of(Reply.Verdict.CHANGED, orderId);
        }
    }

    @Test
    void whatADocumentLacksIsSaid() {
        sku("MUG");
        receive("r1", "MUG", 10, "");
        LocalDate monthEnd = today.withDayOfMonth(1).minusDays(1);
        assertThat(document("{\"id\": \"1\", \"kind\": \"RECEIPT_COST\"}").at("/field"))
                .isEqualTo("lines");
        assertThat(document("{\"id\": \"1\", \"kind\": \"METHOD\"}").at("/field"))
                .isEqualTo("method");
        assertThat(document(
                                "{\"id\": \"1\", \"kind\": \"RECEIPT_COST\", \"lines\": [{\"layer\": \"1\", \"amount\": \"1.001\"}]}")
                        .problem())
                .isEqualTo("400 invalid-field");
        assertThat(document(
                                "{\"id\": \"1\", \"kind\": \"RECEIPT_COST\", \"lines\": [{\"layer\": \"9\", \"amount\": \"1.00\"}]}")
                        .problem())
                .isEqualTo("422 unknown-reference");
        assertThat(document("{\"id\": \"1\", \"kind\": \"PERIOD_CLOSE\", \"date\": \"" + monthEnd + "\"}")
                        .status())
                .isEqualTo(201);
        Answer closed = document("""
                {"id": "2", "kind": "RECEIPT_COST", "date": "%s", "lines": [{"layer": "1", "amount": "1.00"}]}
                """.formatted(monthEnd));
        assertThat(closed.problem()).isEqualTo("422 closed-period");
        assertThat(closed.at("/detail")).contains("everything up to " + monthEnd + " is closed");
    }
}
