package penstock.channels.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import penstock.channels.webhook.StandardWebhooks.Problem;
import penstock.channels.webhook.StandardWebhooks.Verification;

/** The example that the scheme's reference libraries carry, and the twelve scenarios that they are tested with. */
class StandardWebhooksTest {

    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private static final Instant SENT = Instant.ofEpochSecond(1614265330);
    private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8);
    private static final String SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

    @Test
    void the_example_is_signed_as_everybody_signs_it() {
        assertThat(StandardWebhooks.sign(ID, SENT, BODY, List.of(SECRET))).isEqualTo(SIGNATURE);
    }

    @Test
    void a_valid_message_is_genuine() {
        assertThat(verify(headers(SIGNATURE), SENT)).isEqualTo(new Verification.Genuine(ID, SENT));
    }

    @Test
    void one_of_many_signatures_is_enough() {
        String many = "v1,Ceo5qEr07ixe2NLpvHk3FH9bwy/WavXrAFQ/9tdO6mc= v2,Ceo5qEr07ixe2NLpvHk3FH9bwy/WavXrAFQ/9tdO6mc= "
                + "v1a,hnO3f9T8Ytu9HwrXslvumlUpqtNVqkhqw/enGzPCXe5BdqzCInXqYXFymVJaA7AZdpXwVLPo3mNl8EM+m7TBAg== "
                + SIGNATURE;

        assertThat(verify(headers(many), SENT)).isInstanceOf(Verification.Genuine.class);
    }

    @ParameterizedTest
    @CsvSource({"webhook-id, ID_MISSING", "webhook-timestamp, TIMESTAMP_MISSING", "webhook-signature, SIGNATURE_MISSING"
    })
    void without_one_of_the_three_headers_it_is_forged(String header, Problem problem) {
        Map<String, String> headers = new HashMap<>(headers(SIGNATURE));
        headers.remove(header);

        assertThat(verify(headers, SENT)).isEqualTo(new Verification.Forged(problem));
        headers.put(header, " ");
        assertThat(verify(headers, SENT)).isEqualTo(new Verification.Forged(problem));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "v2,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
                "v1a,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
                "g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
                "v1",
                "v1,",
                ",",
                "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OF=",
                "v1,dawfeoifkpqwoekfpqoekf"
            })
    void a_wrong_version_a_malformed_part_and_a_wrong_value_do_not_fit(String signature) {
        assertThat(verify(headers(signature), SENT)).isEqualTo(new Verification.Forged(Problem.SIGNATURE_DOES_NOT_FIT));
    }

    @Test
    void one_changed_byte_anywhere_does_not_fit() {
        for (int i = 0; i < BODY.length; i++) {
            byte[] changed = BODY.clone();
            changed[i] ^= 1;
            assertThat(StandardWebhooks.verify(headers(SIGNATURE), changed, List.of(SECRET), SENT))
                    .isEqualTo(new Verification.Forged(Problem.SIGNATURE_DOES_NOT_FIT));
        }
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    -301, TOO_NEW
                    -300, genuine
                    0,    genuine
                    300,  genuine
                    301,  TOO_OLD
                    """)
    void five_minutes_are_tolerated_either_way(long secondsLater, String verdict) {
        Verification verification = verify(headers(SIGNATURE), SENT.plus(Duration.ofSeconds(secondsLater)));

        assertThat(
                        verification instanceof Verification.Forged forged
                                ? forged.problem().name()
                                : "genuine")
                .isEqualTo(verdict);
    }

    @ParameterizedTest
    @ValueSource(strings = {"yesterday", "-1614265330", "1614265330.5", "999999999999999999999"})
    void a_timestamp_is_a_number_of_seconds(String timestamp) {
        Map<String, String> headers = new HashMap<>(headers(SIGNATURE));
        headers.put("webhook-timestamp", timestamp);

        assertThat(verify(headers, SENT)).isEqualTo(new Verification.Forged(Problem.TIMESTAMP_IS_NO_NUMBER));
    }

    @Test
    void an_id_with_a_full_stop_is_refused_both_ways() {
        Map<String, String> headers = new HashMap<>(headers(SIGNATURE));
        headers.put("webhook-id", "msg.1614265330");

        assertThat(verify(headers, SENT)).isEqualTo(new Verification.Forged(Problem.ID_UNUSABLE));
        for (String id : Arrays.asList("a.b", "", " ", "a b", "é")) {
            assertThatThrownBy(() -> StandardWebhooks.sign(id, SENT, BODY, List.of(SECRET)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void a_secret_serves_with_and_without_its_prefix() {
        String bare = SECRET.substring("whsec_".length());

        assertThat(StandardWebhooks.sign(ID, SENT, BODY, List.of(bare))).isEqualTo(SIGNATURE);
        assertThat(StandardWebhooks.verify(headers(SIGNATURE), BODY, List.of(bare), SENT))
                .isInstanceOf(Verification.Genuine.class);
    }

    @Test
    void header_names_may_have_any_case() {
        Map<String, String> headers = new HashMap<>();
        headers(SIGNATURE).forEach((name, value) -> headers.put(name.toUpperCase(Locale.ROOT), value));

        assertThat(verify(headers, SENT)).isInstanceOf(Verification.Genuine.class);
    }

    @Test
    void while_a_secret_is_replaced_both_sign_and_either_verifies() {
        String other = "whsec_" + Base64.getEncoder().encodeToString(new byte[32]);
        String both = StandardWebhooks.sign(ID, SENT, BODY, List.of(other, SECRET));

        assertThat(both.split(" ")).hasSize(2).contains(SIGNATURE);
        assertThat(StandardWebhooks.verify(headers(both), BODY, List.of(SECRET), SENT))
                .isInstanceOf(Verification.Genuine.class);
        assertThat(StandardWebhooks.verify(headers(SIGNATURE), BODY, List.of(other, SECRET), SENT))
                .isInstanceOf(Verification.Genuine.class);
        assertThat(StandardWebhooks.verify(headers(SIGNATURE), BODY, List.of(other), SENT))
                .isInstanceOf(Verification.Forged.class);
    }

    @Test
    void without_a_secret_nothing_is_genuine_and_nothing_is_signed() {
        assertThat(StandardWebhooks.verify(headers(SIGNATURE), BODY, List.of(), SENT))
                .isEqualTo(new Verification.Forged(Problem.SIGNATURE_DOES_NOT_FIT));
        assertThatThrownBy(() -> StandardWebhooks.sign(ID, SENT, BODY, List.of()))
                .isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @CsvSource({"23, false", "24, true", "64, true", "65, false"})
    void a_secret_has_24_to_64_bytes(int bytes, boolean taken) {
        String secret = "whsec_" + Base64.getEncoder().encodeToString(new byte[bytes]);

        if (taken) {
            assertThat(StandardWebhooks.sign(ID, SENT, BODY, List.of(secret))).startsWith("v1,");
        } else {
            assertThatThrownBy(() -> StandardWebhooks.sign(ID, SENT, BODY, List.of(secret)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("a signing secret has 24 to 64 bytes, this one " + bytes + ": make another");
        }
    }

    @Test
    void a_secret_that_is_no_base64_is_not_quoted() {
        assertThatThrownBy(() -> StandardWebhooks.sign(ID, SENT, BODY, List.of("whsec_%%%")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageNotContaining("%")
                .hasNoCause();
    }

    private static Verification verify(Map<String, String> headers, Instant now) {
        return StandardWebhooks.verify(headers, BODY, List.of(SECRET), now);
    }

    private static Map<String, String> headers(String signature) {
        return Map.of(
                "webhook-id", ID,
                "webhook-timestamp", String.valueOf(SENT.getEpochSecond()),
                "webhook-signature", signature);
    }
}
