package penstock.sandbox.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import penstock.sandbox.Played;

class FaultsOfCallsTest {
    private static final String TOKEN_FORM = "grant_type=refresh_token&client_id=c&client_secret=s&refresh_token=r";

    private final Played played = new Played(60);
    private String token = "";

    @BeforeEach
    void aSeller() {
        token = played.seller();
    }

    @AfterEach
    void close() {
        played.close();
    }

    @Test
    void refusalsAreWordedByTheChannelAndApplyNothing() {
        script("{'channel':'amazon','operation':'patch*','kind':'RATE_LIMITED','atMost':1,'retryAfterSeconds':7}");
        script("{'channel':'amazon','operation':'patch*','kind':'SERVER_ERROR','atMost':1}");
        script("{'channel':'amazon','operation':'patch*','kind':'UNAVAILABLE','atMost':1}");

        Played.Answer limited = patch(1);
        assertThat(limited.status()).isEqualTo(429);
        assertThat(limited.raw().headers().firstValue("Retry-After")).contains("7");
        assertThat(limited.json().at("/errors/0/code").asString()).isEqualTo("QuotaExceeded");
        assertThat(patch(2).status()).isEqualTo(500);
        assertThat(patch(3).status()).isEqualTo(503);
        settle();
        assertThat(shown()).isEqualTo(10);
        assertThat(patch(4).status()).isEqualTo(200);
    }

    @Test
    void aConnectionDroppedBeforeAppliesNothingAndOneDroppedAfterApplies() {
        script("{'channel':'amazon','operation':'patchListingsItem','kind':'DROP_BEFORE','atMost':1}");
        assertThatThrownBy(() -> patch(4)).isInstanceOf(UncheckedIOException.class);
        settle();
        assertThat(shown()).isEqualTo(10);

        script("{'channel':'amazon','operation':'patchListingsItem','kind':'DROP_AFTER','atMost':1}");
        assertThatThrownBy(() -> patch(5)).isInstanceOf(UncheckedIOException.class);
        settle();
        assertThat(shown()).isEqualTo(5);
    }

    @Test
    void aTimeoutAfterAppliesAtOnceAndEndsTheConnectionLater() {
        script(
                "{'channel':'amazon','operation':'patchListingsItem','kind':'TIMEOUT_AFTER','delaySeconds':90,'atMost':1}");
        CompletableFuture<HttpResponse<String>> answer = patchLater(5);

        await(() -> played.sandbox.oracle().report().faults().containsKey(FaultKind.TIMEOUT_AFTER)
                && played.time.waiting() == 2);
        settle();
        assertThat(shown()).isEqualTo(5);
        assertThat(answer).isNotDone();
        played.time.advance(Duration.ofSeconds(90));
        assertThatThrownBy(answer::join).hasCauseInstanceOf(java.io.IOException.class);
    }

    @Test
    void aSlowCallIsAnsweredAfterItsDelay() {
        script("{'channel':'amazon','operation':'patchListingsItem','kind':'SLOW','delaySeconds':20,'atMost':1}");
        CompletableFuture<HttpResponse<String>> answer = patchLater(5);

        await(() -> played.time.waiting() == 1);
        assertThat(answer).isNotDone();
        played.time.advance(Duration.ofSeconds(20));
        assertThat(answer.join().statusCode()).isEqualTo(200);
    }

    @Test
    void aCallThatArrivesLateOverwritesANewerOne() {
        script("{'channel':'amazon','operation':'patchListingsItem','kind':'ARRIVES_LATE','delaySeconds':600,'nth':1}");
        assertThatThrownBy(() -> patch(9)).isInstanceOf(UncheckedIOException.class);
        patch(2);
        settle();
        assertThat(shown()).isEqualTo(2);

        played.time.advance(Duration.ofSeconds(10));
        settle();
        assertThat(shown()).isEqualTo(9);
    }

    @Test
    void garbageComesWithStatusTwoHundredAlthoughTheCallWasApplied() {
        script("{'channel':'amazon','operation':'patchListingsItem','kind':'GARBAGE','atMost':1}");

        Played.Answer answer = patch(3);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).startsWith("<html>");
        settle();
        assertThat(shown()).isEqualTo(3);
    }

    @Test
    void aRuleStrikesTheNthCallOnlyAndEveryStrikeIsOnRecord() {
        script("{'name':'third','channel':'amazon','operation':'getAccessToken','kind':'SERVER_ERROR','nth':3}");
        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            statuses.add(
                    played.call("POST", "/amazon/auth/o2/token", TOKEN_FORM).status());
        }

        assertThat(statuses).containsExactly(200, 200, 500, 200, 200);
        assertThat(played.sandbox.oracle().report().faults()).containsEntry(FaultKind.SERVER_ERROR, 1);
        assertThat(played.control("GET", "oracle/timeline", "").text()).contains("\"rule\":\"third\"");
        assertThat(played.control("GET", "statistics", "").text())
                .contains("\"operation\":\"getAccessToken\",\"status\":500,\"count\":1");
    }

    @Test
    void chanceFollowsFromTheSeed() {
        String first = strikes();
        played.control("DELETE", "faults", "");

        assertThat(strikes()).isEqualTo(first).contains("200", "500");
    }

    private String strikes() {
        script("{'channel':'amazon','operation':'getAccessToken','kind':'SERVER_ERROR','probability':0.5}");
        StringBuilder statuses = new StringBuilder();
        for (int i = 0; i < 20; i++) {
            statuses.append(played.call("POST", "/amazon/auth/o2/token", TOKEN_FORM)
                            .status())
                    .append(' ');
        }
        return statuses.toString();
    }

    private void script(String rule) {
        assertThat(played.control("POST", "faults", rule).status()).isEqualTo(200);
    }

    private void settle() {
        played.time.advance(Duration.ofMillis(500));
    }

    private int shown() {
        return played.sandbox.amazon().seller("S1").orElseThrow().shown().get("M");
    }

    private Played.Answer patch(int units) {
        return played.call("PATCH", path(), body(units), "x-amz-access-token", token);
    }

    private CompletableFuture<HttpResponse<String>> patchLater(int units) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(played.sandbox.uri() + path()))
                .method("PATCH", HttpRequest.BodyPublishers.ofString(body(units)))
                .header("x-amz-access-token", token)
                .build();
        return HttpClient.newHttpClient().sendAsync(request, HttpResponse.BodyHandlers.ofString());
    }

    private static String path() {
        return "/amazon/listings/2021-08-01/items/S1/M?marketplaceIds=ATVPDKIKX0DER";
    }

    private static String body(int units) {
        return ("{'productType':'PRODUCT','patches':[{'op':'merge','path':'/attributes/fulfillment_availability',"
                        + "'value':[{'fulfillment_channel_code':'DEFAULT','quantity':" + units + "}]}]}")
                .replace('\'', '"');
    }

    private static void await(java.util.function.BooleanSupplier condition) {
        long patience = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited too long").isLessThan(patience);
            Thread.onSpinWait();
        }
    }
}
