package penstock.test.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import penstock.core.catalogue.Skus.Sharing;
import penstock.core.identity.ApiKeys;
import penstock.core.risk.Freshness;
import penstock.core.risk.Freshness.LegTimes;
import penstock.core.risk.Lags;
import penstock.sandbox.buyer.Basket;
import penstock.sandbox.shopify.ShopifyShop;

class MetricsTest {

    private static final Duration SOON = Duration.ofSeconds(60);

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void whoeverRunsTheGatewaySeesWhatItDoesAndNobodyElseDoes() throws Exception {
        try (House house = House.open()) {
            house.stock("LAMP", 10, Sharing.POOL);
            ShopifyShop weir = house.shopify("weir", "LAMP");
            await().atMost(SOON).untilAsserted(() -> assertThat(weir.shown()).containsEntry("LAMP", 10));
            weir.buy(Basket.of("LAMP", 3));
            await().atMost(SOON).until(() -> !house.orders().isEmpty());
            assertThat(forge(house)).isEqualTo(401);

            await().atMost(SOON)
                    .untilAsserted(
                            () -> assertThat(value(house, "penstock_sale_to_commit_seconds_count{channel=\"shopify\"}"))
                                    .isEqualTo(1));
            assertThat(value(house, "penstock_webhooks_total{channel=\"shopify\",outcome=\"forged\"}"))
                    .isEqualTo(1);
            assertThat(value(
                            house,
                            "penstock_work_seconds_count{channel=\"shopify\",outcome=\"done\",stage=\"publish\"}"))
                    .isPositive();
            assertThat(value(
                            house,
                            "penstock_calls_seconds_count{channel=\"shopify\",operation=\"graphql\",outcome=\"ok\"}"))
                    .isPositive();
            assertThat(tooLarge(house)).isEqualTo(413);
            assertThat(value(house, "penstock_webhooks_total{channel=\"none\",outcome=\"too_large\"}"))
                    .isEqualTo(1);
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(value(
                                    house,
                                    "penstock_commit_to_shown_seconds_count{account=\"" + house.accountId("weir")
                                            + "\",channel=\"shopify\"}"))
                            .isGreaterThanOrEqualTo(1));
            house.service(Lags.class).keep(house.sellerId());
            assertThat(house.service(Freshness.class).list(house.sellerId()))
                    .filteredOn(account -> account.accountId() == house.accountId("weir"))
                    .singleElement()
                    .satisfies(measured -> {
                        assertThat(measured.saleToCommit())
                                .map(LegTimes::measured)
                                .contains(1L);
                        assertThat(measured.commitToShown()).isPresent();
                    });
            assertThat(value(house, "penstock_engine_batches_total")).isPositive();
            assertThat(value(house, "penstock_engine_commands_total"))
                    .isGreaterThanOrEqualTo(value(house, "penstock_engine_batches_total"));
            assertThat(value(house, "penstock_engine_ahead_total")).isNotNegative();
            assertThat(value(house, "penstock_engine_in_vain_total")).isNotNegative();
            assertThat(value(house, "penstock_engine_busy_seconds_total")).isPositive();
            assertThat(value(house, "penstock_engine_waiting")).isNotNegative();
            assertThat(value(house, "penstock_breakers_open{channel=\"shopify\"}"))
                    .isZero();
            assertThat(value(house, "penstock_drifts_open{cause=\"EDITED_AT_CHANNEL\"}"))
                    .isZero();
            assertThat(value(house, "penstock_threads_waiting{threads=\"workers\"}"))
                    .isNotNegative();
            assertThat(value(house, "hikaricp_connections_max{pool=\"penstock\"}"))
                    .isPositive();
            assertThat(text(house)).doesNotContain(Long.toString(house.sellerId()));

            assertThat(get(house, Optional.empty()).statusCode()).isEqualTo(401);
            String key = house.service(ApiKeys.class)
                    .issue(house.sellerId(), "Admin", ApiKeys.Role.ADMIN, Optional.empty())
                    .key();
            assertThat(get(house, Optional.of(key)).statusCode()).isEqualTo(403);
        }
    }

    private int forge(House house) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(house.webhookAddress(house.accountId("weir"))))
                .header("X-Shopify-Hmac-Sha256", "forged")
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
    }

    private int tooLarge(House house) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(house.webhookAddress(house.accountId("weir"))))
                .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[(2 << 20) + 1]))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
    }

    private double value(House house, String series) throws IOException, InterruptedException {
        Matcher line = Pattern.compile("^" + Pattern.quote(series) + " (\\S+)$", Pattern.MULTILINE)
                .matcher(text(house));
        return line.find() ? Double.parseDouble(line.group(1)) : Double.NaN;
    }

    private String text(House house) throws IOException, InterruptedException {
        return get(house, Optional.of(house.gateway().operatorKey())).body();
    }

    private HttpResponse<String> get(House house, Optional<String> key) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + house.gateway().port() + "/api/v1/metrics"));
        key.ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
