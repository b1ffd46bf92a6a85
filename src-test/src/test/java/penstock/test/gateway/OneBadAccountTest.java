package penstock.test.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import penstock.core.catalogue.Accounts;
import penstock.core.catalogue.Accounts.Account;
import penstock.core.catalogue.Accounts.State;
import penstock.core.catalogue.Skus.Sharing;
import penstock.core.inbox.Inbox;
import penstock.core.message.RawMessage;
import penstock.core.store.Database;
import penstock.routes.accounts.Adapters;
import penstock.sandbox.buyer.Basket;
import penstock.sandbox.shopify.ShopifyShop;

/** What is wrong with one account is none of the others' business. */
class OneBadAccountTest {

    private static final Duration SOON = Duration.ofSeconds(60);

    @Test
    void theOthersGoOnAndItsOwnerReadsWhy() throws Exception {
        try (House house = House.open()) {
            long mistyped = amazon(house, "mistyped", Map.of("search_lag_seconds", "abc"));
            long noAddress = amazon(house, "no address", Map.of("token_endpoint", "http://[bad"));
            long unreadable = amazon(house, "unreadable", Map.of());
            house.service(Database.class)
                    .transact(
                            house.sellerId(),
                            transaction -> transaction.update(
                                    "update channel_account set sealed_secrets = ? where seller_id = ? and account_id = ?",
                                    new byte[] {1, 2, 3},
                                    house.sellerId(),
                                    unreadable));
            house.stock("LAMP", 10, Sharing.POOL);
            ShopifyShop weir = house.shopify("weir", "LAMP");
            await().atMost(SOON).untilAsserted(() -> assertThat(weir.shown()).containsEntry("LAMP", 10));
            weir.buy(Basket.of("LAMP", 3));
            await().atMost(SOON).until(() -> house.orders().size() == 1);

            await().atMost(SOON)
                    .untilAsserted(
                            () -> assertThat(account(house, mistyped).state()).isEqualTo(State.NEEDS_ATTENTION));
            assertThat(account(house, mistyped).stateReason()).contains("search_lag_seconds", "whole seconds");
            await().atMost(SOON)
                    .untilAsserted(
                            () -> assertThat(account(house, noAddress).state()).isEqualTo(State.NEEDS_ATTENTION));
            assertThat(knock(house, mistyped)).isEqualTo(404);
            assertThat(knock(house, unreadable)).isEqualTo(503);
        }
    }

    private static long amazon(House house, String name, Map<String, String> mistyped) {
        Map<String, String> settings = new java.util.HashMap<>(mistyped);
        settings.put("seller_id", "A1");
        settings.put("marketplace_id", "M1");
        return house.service(Accounts.class)
                .open(
                        house.sellerId(),
                        house.service(Adapters.class).find("amazon").orElseThrow(),
                        new Accounts.Opening(name, "http://127.0.0.1:1", 1, settings, Map.of()))
                .accountId();
    }

    private static Account account(House house, long accountId) {
        return house.service(Accounts.class).find(house.sellerId(), accountId).orElseThrow();
    }

    private static int knock(House house, long accountId) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(house.webhookAddress(accountId)))
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .header("Content-Type", "application/json")
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    @Test
    void anAccountWhoseCallsKeepFailingOrAreRefusedSaysSinceWhen() throws Exception {
        HttpServer refusing = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        refusing.createContext("/", exchange -> {
            exchange.sendResponseHeaders(400, -1);
            exchange.close();
        });
        refusing.start();
        try (House house = House.open()) {
            long mistaken = house.service(Accounts.class)
                    .open(
                            house.sellerId(),
                            house.service(Adapters.class).find("shopify").orElseThrow(),
                            new Accounts.Opening(
                                    "mistaken",
                                    "http://127.0.0.1:" + refusing.getAddress().getPort(),
                                    1,
                                    Map.of(),
                                    Map.of("access_token", "t")))
                    .accountId();
            long hint = hint(house, mistaken);
            long gone = house.service(Accounts.class)
                    .open(
                            house.sellerId(),
                            house.service(Adapters.class).find("shopify").orElseThrow(),
                            new Accounts.Opening(
                                    "gone", "http://127.0.0.1:1", 1, Map.of(), Map.of("access_token", "t")))
                    .accountId();
            await().atMost(SOON.multipliedBy(2))
                    .until(() -> account(house, gone).failingSince().isPresent());
            assertThat(account(house, gone).state()).isEqualTo(State.ACTIVE);
            await().atMost(SOON).until(() -> account(house, mistaken).unread().isPresent());
            assertThat(account(house, mistaken).unread().orElseThrow())
                    .extracting(Accounts.Unread::what, Accounts.Unread::why)
                    .containsExactly("orders", "INVALID: Shopify answered HTTP 400");
            assertThat(account(house, mistaken).state()).isEqualTo(State.ACTIVE);
            await().atMost(SOON).until(() -> attempts(house, hint) > 0);
        } finally {
            refusing.stop(0);
        }
    }

    /** A hint of an order, which will not be given. */
    private static long hint(House house, long accountId) {
        RawMessage message = new RawMessage(
                "poll:order", "e1", """
                {"id": "gid://shopify/Order/7", "updatedAt": "2026-03-01T07:00:00Z",
                 "lineItems": {"nodes": [], "pageInfo": {"hasNextPage": true, "endCursor": "L1"}}}
                """.getBytes(StandardCharsets.UTF_8), Instant.parse("2026-03-01T08:00:00Z"));
        return house.service(Inbox.class)
                .storeNow(house.sellerId(), accountId, List.of(message), Optional.empty())
                .get(0)
                .inboxId();
    }

    private static int attempts(House house, long inboxId) {
        return house.service(Inbox.class)
                .open(house.sellerId(), inboxId)
                .orElseThrow()
                .attempts();
    }
}
