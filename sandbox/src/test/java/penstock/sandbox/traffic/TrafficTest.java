package penstock.sandbox.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import penstock.sandbox.Played;
import penstock.sandbox.oracle.Entry;

class TrafficTest {
    private static final String PLAN =
            "{'channel':'shopify','account':'weir','ordersPerSecond':2,'weights':{'A':3,'B':1},'multiLineShare':0.3,"
                    + "'quantityMax':2,'pendingShare':0.2,'cancelShare':0.1}";

    @Test
    void theSameSeedMakesTheSameSales() {
        List<String> first = minute();

        assertThat(minute()).isEqualTo(first).hasSizeBetween(90, 220);
    }

    @Test
    void afterAStopNobodyBuysButPaymentsAndCancelsStillCome() {
        try (Played played = open()) {
            played.control("POST", "traffic", PLAN);
            played.time.advance(Duration.ofSeconds(60));
            assertThat(played.control("DELETE", "traffic", "")
                            .json()
                            .get("attempts")
                            .asInt())
                    .isGreaterThan(60);
            int sales = played.sandbox.oracle().entries(Entry.Sale.class).size();
            played.time.advance(Duration.ofHours(1));

            assertThat(played.sandbox.oracle().entries(Entry.Sale.class)).hasSize(sales);
            assertThat(played.sandbox.oracle().entries(Entry.Cancellation.class))
                    .isNotEmpty();
            assertThat(played.graph(
                                    "{ orders(first: 9, query: \"financial_status:PENDING\") { nodes { id } } }",
                                    java.util.Map.of())
                            .at("/data/orders/nodes"))
                    .isEmpty();
        }
    }

    @Test
    void trafficAtAStorefrontThatDoesNotExistIsRefused() {
        try (Played played = new Played()) {
            assertThat(played.control("POST", "traffic", PLAN).status()).isEqualTo(400);
        }
    }

    private static List<String> minute() {
        try (Played played = open()) {
            played.control("POST", "traffic", PLAN);
            played.time.advance(Duration.ofSeconds(60));
            return played.sandbox.oracle().entries(Entry.Sale.class).stream()
                    .map(sale -> sale.at() + " " + sale.sku() + " " + sale.quantity())
                    .toList();
        }
    }

    private static Played open() {
        Played played = new Played();
        played.shop(10_000);
        played.control("POST", "shopify/weir/products", "{'sku':'B','quantity':10000}");
        return played;
    }
}
