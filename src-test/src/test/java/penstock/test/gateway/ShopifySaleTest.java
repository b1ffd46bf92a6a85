package penstock.test.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import penstock.core.catalogue.Skus.Sharing;
import penstock.core.order.Orders.LineView;
import penstock.sandbox.buyer.Basket;
import penstock.sandbox.shopify.ShopifyShop;

class ShopifySaleTest {

    private static final Duration SOON = Duration.ofSeconds(60);

    @Test
    void aSaleInOneShopLowersTheNumberInTheOther() {
        try (House house = House.open()) {
            house.stock("LAMP", 10, Sharing.POOL);
            ShopifyShop weir = house.shopify("weir", "LAMP");
            ShopifyShop mill = house.shopify("mill", "LAMP");
            await().atMost(SOON).untilAsserted(() -> assertThat(mill.shown()).containsEntry("LAMP", 10));
            await().atMost(SOON).untilAsserted(() -> assertThat(weir.shown()).containsEntry("LAMP", 10));

            weir.buy(Basket.of("LAMP", 3));

            await().atMost(SOON).untilAsserted(() -> assertThat(mill.shown()).containsEntry("LAMP", 7));
            assertThat(weir.shown()).containsEntry("LAMP", 7);
            assertThat(house.orders())
                    .singleElement()
                    .satisfies(order -> assertThat(order.lines())
                            .extracting(LineView::ordered, LineView::reserved, LineView::shortUnits)
                            .containsExactly(org.assertj.core.groups.Tuple.tuple(3, 3, 0)));
        }
    }
}
