package penstock.channels.vendor.amazon;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import penstock.channels.spi.Conversation.NotSent;
import penstock.channels.spi.HttpReply;

class SpApiErrorsTest {

    @Test
    void theFirstErrorIsTheExplanation() {
        assertThat(SpApiErrors.describe(
                        reply("{\"errors\": [{\"code\": \"A\", \"message\": \"b\"}, {\"code\": \"C\"}]}")))
                .isEqualTo("HTTP 400 A: b");
    }

    @Test
    void aLongExplanationIsCut() {
        String message = "x".repeat(1_000);

        assertThat(SpApiErrors.describe(
                        reply("{\"errors\": [{\"code\": \"A\", \"message\": \"%s\"}]}".formatted(message))))
                .hasSize(SpApiErrors.MAX_DETAIL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "<html>", "{}", "[]", "null", "{\"errors\": null}", "{\"errors\": {}}", "{\"errors\": []}"})
    void aReplyWithoutErrorsExplainsNothing(String body) {
        assertThat(SpApiErrors.in(reply(body))).isEmpty();
        assertThat(SpApiErrors.describe(reply(body))).isEqualTo("HTTP 400 without an explanation");
    }

    @ParameterizedTest
    @CsvSource({"5, PT0.2S", "0.0056, PT2M58.571S", "0.0001, PT5M", "0, PT10S", "-1, PT10S", "NaN, PT10S", "x, PT10S"})
    void theWaitFollowsTheRateThatAmazonStates(String limit, Duration wait) {
        HttpReply throttled = new HttpReply(429, Map.of("x-amzn-ratelimit-limit", limit), new byte[0]);

        assertThat(SpApiErrors.<String>readFailed(throttled))
                .isEqualTo(new NotSent<>(wait, "HTTP 429 without an explanation"));
    }

    private static HttpReply reply(String body) {
        return new HttpReply(400, Map.of(), body.getBytes(StandardCharsets.UTF_8));
    }
}
