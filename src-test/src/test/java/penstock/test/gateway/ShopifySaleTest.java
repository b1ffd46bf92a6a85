package penstock.test.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import penstock.core.catalogue.Skus.Sharing;
import penstock.sandbox.buyer.Basket;
import penstock.sandbox.shopify.ShopifyShop;

class ShopifySaleTest {

    @Test
    void aSaleOnOneChannelLowersTheNumberOnTheOther() {
        try (House house = House.open()) {
            house.stock("LAMP", 10, Sharing.POOL);
            System.out.println(house.sandbox().shopify());
            ShopifyShop weir = house.shopify("weir", "LAMP");
            System.out.println(house.sandbox().shopify().describe("weir"));
            try {
                await().atMost(Duration.ofSeconds(20))
                        .untilAsserted(() -> assertThat(weir.shown()).containsEntry("LAMP", 10));
                weir.buy(Basket.of("LAMP", 3));
                await().atMost(Duration.ofSeconds(20))
                        .untilAsserted(() -> assertThat(house.orders()).hasSize(1));
                System.out.println(house.orders());
            } finally {
                System.out.println(
                        house.service(penstock.core.catalogue.Listings.class).list(house.sellerId(), 0, 0, 10));
                System.out.println(house.sandbox().statistics().lines());
            }
        }
    }
}
