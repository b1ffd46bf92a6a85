package penstock.test.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import penstock.core.catalogue.Accounts;
import penstock.core.catalogue.Accounts.CallbackState;
import penstock.core.catalogue.Accounts.Callbacks;
import penstock.core.inbox.Inbox;
import penstock.routes.work.SubscribeWebhooks;

class SubscriptionsTest {

    private static final Duration SOON = Duration.ofSeconds(60);

    private static final List<String> TOPICS =
            List.of("orders/create", "orders/updated", "orders/paid", "orders/cancelled", "inventory_levels/update");

    @Test
    void aConnectedShopCallsBackAndIsAskedAgainWhenItHasForgotten() {
        try (House house = House.open()) {
            house.shopify("weir");
            long account = house.accountId("weir");
            awaitAll(house, account);
            assertThat(callbacks(house, account).orElseThrow().state()).isEqualTo(Callbacks.SUBSCRIBED);

            house.sandbox().shopify().unsubscribe("weir", "orders/paid");
            house.service(Inbox.class)
                    .readAgain(house.sellerId(), account, SubscribeWebhooks.WEBHOOKS, Instant.EPOCH, false);

            awaitAll(house, account);
        }
    }

    /** Every topic once, at the address of that account. */
    private static void awaitAll(House house, long account) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(subscriptions(house))
                        .containsExactlyInAnyOrderElementsOf(TOPICS.stream()
                                .map(topic -> topic + " " + house.webhookAddress(account))
                                .toList()));
        await().atMost(SOON).until(() -> callbacks(house, account).isPresent());
    }

    private static List<String> subscriptions(House house) {
        return ((List<?>) house.sandbox().shopify().describe("weir").get("subscriptions"))
                .stream()
                        .map(each -> (Map<?, ?>) each)
                        .map(each -> each.get("topic") + " " + each.get("uri"))
                        .toList();
    }

    @Test
    void aGatewayThatCannotBeReachedSaysSoAndPolls() {
        try (House house = House.openAt("")) {
            house.shopify("weir");
            long account = house.accountId("weir");
            await().atMost(SOON).until(() -> callbacks(house, account).isPresent());
            assertThat(callbacks(house, account).orElseThrow().state()).isEqualTo(Callbacks.POLLING);
            assertThat(callbacks(house, account).orElseThrow().reason()).contains("PENSTOCK_PUBLIC_URL");
            assertThat(subscriptions(house)).isEmpty();
        }
    }

    private static Optional<CallbackState> callbacks(House house, long account) {
        return house.service(Accounts.class)
                .find(house.sellerId(), account)
                .orElseThrow()
                .callbacks();
    }
}
