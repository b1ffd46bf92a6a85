package penstock.sandbox.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import penstock.sandbox.Played;
import penstock.sandbox.fault.FaultKind;
import penstock.sandbox.fault.FaultRule;

class LastUnitsTest {
    private static final int BUYERS = 8;
    private static final int ATTEMPTS_EACH = 20;

    private final Played played = new Played();

    @AfterEach
    void close() {
        played.close();
    }

    @Test
    void eightBuyersOfTheLastUnitsBuyExactlyWhatAShopShows() throws Exception {
        played.shop(50);

        List<Integer> statuses = rush("shopify/weir", "A");

        assertThat(statuses.stream().filter(status -> status == 201)).hasSize(50);
        Report.Units units = played.sandbox.oracle().report().skus().get("A");
        assertThat(units.sold()).isEqualTo(50);
        assertThat(units.soldBy()).containsOnlyKeys("shopify/weir").containsEntry("shopify/weir", 50);
        assertThat(played.sandbox.oracle().report().orders()).hasSize(50);
        assertThat(played.sandbox.oracle().report().soldOut()).isEqualTo(BUYERS * ATTEMPTS_EACH - 50);
        assertThat(played.control("GET", "shown", "")
                        .json()
                        .at("/shopify~1weir/A")
                        .asInt(-1))
                .isZero();
    }

    @Test
    void eightBuyersOfTheLastUnitsBuyExactlyWhatAmazonShowsThoughAnswersAreLost() throws Exception {
        played.seller();
        played.sandbox.faults().add(FaultRule.first(5, "_control", "amazon", FaultKind.GARBAGE));

        rush("amazon/S1", "M");

        assertThat(played.sandbox.oracle().report().skus().get("M").sold()).isEqualTo(10);
        assertThat(played.sandbox.oracle().report().faults()).containsEntry(FaultKind.GARBAGE, 5);
    }

    @Test
    void noTwoShopsShareAnOrderId() {
        played.shop(5);
        played.control("POST", "shopify/weir/purchases", "{'sku':'A'}");
        played.shop(5);
        played.control("POST", "shopify/weir/purchases", "{'sku':'A'}");

        assertThat(played.sandbox.oracle().report().orders()).hasSize(2);
    }

    @Test
    void everySaleContinuesWhereTheOneBeforeItEnded() throws Exception {
        played.shop(50);
        rush("shopify/weir", "A");

        int shown = 50;
        for (Entry.Sale sale : played.sandbox.oracle().entries(Entry.Sale.class)) {
            assertThat(sale.shownBefore()).isEqualTo(shown);
            shown = sale.shownAfter();
        }
        assertThat(shown).isZero();
    }

    private List<Integer> rush(String account, String sku) throws Exception {
        ExecutorService buyers = Executors.newFixedThreadPool(BUYERS);
        CountDownLatch start = new CountDownLatch(1);
        List<Future<List<Integer>>> all = new ArrayList<>();
        for (int i = 0; i < BUYERS; i++) {
            all.add(buyers.submit(() -> {
                start.await();
                List<Integer> statuses = new ArrayList<>();
                for (int attempt = 0; attempt < ATTEMPTS_EACH; attempt++) {
                    statuses.add(played.control("POST", account + "/purchases", "{'sku':'" + sku + "'}")
                            .status());
                }
                return statuses;
            }));
        }
        start.countDown();
        List<Integer> statuses = new ArrayList<>();
        for (Future<List<Integer>> one : all) {
            statuses.addAll(one.get());
        }
        buyers.shutdown();
        return statuses;
    }
}
