package penstock.channels.shopify;

import static org.assertj.core.api.Assertions.assertThat;
import static penstock.channels.shopify.Talk.reply;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import penstock.channels.shopify.wire.Cost;
import penstock.channels.shopify.wire.UserError;
import penstock.channels.spi.Conversation;
import penstock.channels.spi.Effect;
import penstock.channels.spi.HttpReply;
import penstock.core.message.Outcome;

class ShopifyErrorsTest {

    @ParameterizedTest
    @CsvSource(textBlock = """
                    301, Refused INVALID,      Refused INVALID
                    400, Refused INVALID,      Refused INVALID
                    401, Refused UNAUTHORISED, Refused UNAUTHORISED
                    402, Refused UNAUTHORISED, Refused UNAUTHORISED
                    403, Refused UNAUTHORISED, Refused UNAUTHORISED
                    404, Refused UNAUTHORISED, Refused UNAUTHORISED
                    422, Refused INVALID,      Refused INVALID
                    423, Refused UNAUTHORISED, Refused UNAUTHORISED
                    429, NotSent PT1M,         NotSent PT1M
                    430, NotSent PT1M,         NotSent PT1M
                    500, NotSent PT30S,        Lost
                    502, NotSent PT30S,        Lost
                    503, NotSent PT30S,        Lost
                    504, NotSent PT30S,        Lost
                    """)
    void every_status_ends_a_read_and_a_write(int status, String read, String write) {
        HttpReply reply = reply(status, "{\"errors\":\"[API] said so\"}");

        assertThat(words(ShopifyErrors.judge(reply, Effect.READ, 1))).isEqualTo(read);
        assertThat(words(ShopifyErrors.judge(reply, Effect.write("k"), 1))).isEqualTo(write);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    THROTTLED,             absent, NotSent PT1S,         NotSent PT1S
                    ACCESS_DENIED,         absent, Refused UNAUTHORISED, Refused UNAUTHORISED
                    ACCESS_DENIED,         null,   Refused UNAUTHORISED, Refused UNAUTHORISED
                    SHOP_INACTIVE,         absent, Refused UNAUTHORISED, Refused UNAUTHORISED
                    MAX_COST_EXCEEDED,     absent, Refused INVALID,      Refused INVALID
                    BAD_REQUEST,           absent, Refused INVALID,      Refused INVALID
                    undefinedField,        absent, Refused INVALID,      Refused INVALID
                    INTERNAL_SERVER_ERROR, absent, NotSent PT30S,        Lost
                    TIMEOUT,               null,   NotSent PT30S,        Lost
                    SOMETHING_NEW,         absent, Refused INVALID,      Refused INVALID
                    SOMETHING_NEW,         null,   NotSent PT30S,        Lost
                    """)
    void every_code_ends_a_read_and_a_write(String code, String data, String read, String write) {
        HttpReply reply = reply(
                200,
                "{\"errors\":[{\"message\":\"said so\",\"extensions\":{\"code\":\"" + code + "\"}}]"
                        + ("null".equals(data) ? ",\"data\":null" : "") + "}");

        assertThat(words(ShopifyErrors.judge(reply, Effect.READ, 1))).isEqualTo(read);
        assertThat(words(ShopifyErrors.judge(reply, Effect.write("k"), 1))).isEqualTo(write);
    }

    @Test
    void an_error_of_any_shape_is_an_error() {
        for (String errors : List.of("[\"text\"]", "[7]", "[{}]", "[{\"message\":{}}]", "\"text\"", "[null]")) {
            assertThat(words(ShopifyErrors.judge(
                            reply(200, "{\"errors\":" + errors + ",\"data\":{}}"), Effect.write("k"), 1)))
                    .as(errors)
                    .isEqualTo("Lost");
        }
    }

    @ParameterizedTest
    @CsvSource(nullValues = "?", textBlock = """
                    needed, available, rate, wait
                    902,    102,       100,  PT8S
                    902,    101,       100,  PT8.01S
                    902,    900,       100,  PT1S
                    902,    2000,      100,  PT1S
                    902,    0,         1000, PT1S
                    10,     -50,       20,   PT3S
                    1000,   0,         1,    PT1M
                    902,    102,       0,    PT8S
                    902,    ?,         ?,    PT9.02S
                    ?,      ?,         ?,    PT5S
                    """, useHeadersInDisplayName = true)
    void a_throttled_call_waits_for_the_points_that_it_lacks(
            Double needed, Double available, Double rate, String wait) {
        Cost cost = new Cost(needed, null, new Cost.ThrottleStatus(2000.0, available, rate));

        assertThat(ShopifyErrors.throttleWait(Optional.of(cost), 500)).hasToString(wait);
    }

    @Test
    void a_throttled_call_of_which_nothing_is_known_waits_for_its_own_cost() {
        assertThat(ShopifyErrors.throttleWait(Optional.empty(), 902)).hasToString("PT9.02S");
        assertThat(ShopifyErrors.throttleWait(Optional.of(new Cost(null, null, null)), 902))
                .hasToString("PT9.02S");
    }

    @ParameterizedTest
    @CsvSource(nullValues = "none", textBlock = """
                    CHANGE_FROM_QUANTITY_STALE,                  Refused STALE
                    COMPARE_QUANTITY_STALE,                      Refused STALE
                    INVALID_INVENTORY_ITEM,                      Refused NOT_FOUND
                    INVALID_LOCATION,                            Refused NOT_FOUND
                    COMPARE_QUANTITY_REQUIRED,                   Refused INVALID
                    INVALID_NAME,                                Refused INVALID
                    INVALID_QUANTITY_NEGATIVE,                   Refused INVALID
                    INVALID_QUANTITY_TOO_HIGH,                   Refused INVALID
                    INVALID_QUANTITY_TOO_LOW,                    Refused INVALID
                    INVALID_REASON,                              Refused INVALID
                    INVALID_REFERENCE_DOCUMENT,                  Refused INVALID
                    NON_MUTABLE_INVENTORY_ITEM,                  Refused INVALID
                    NO_DUPLICATE_INVENTORY_ITEM_ID_GROUP_ID_PAIR, Refused INVALID
                    IDEMPOTENCY_CONCURRENT_REQUEST,              NotSent PT5S
                    IDEMPOTENCY_KEY_PARAMETER_MISMATCH,          Unknown k
                    IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED,         Unknown k
                    SOMETHING_NEW,                               Refused INVALID
                    none,                                        Refused INVALID
                    """)
    void every_error_of_a_quantity_has_its_outcome(String code, String outcome) {
        Outcome judged = ShopifyErrors.ofStock(new UserError(code, null, "said so"), "k");

        assertThat(words(judged)).isEqualTo(outcome);
    }

    private static String words(Conversation<?> end) {
        if (end instanceof Conversation.Refused<?> refused) {
            return "Refused " + refused.reason();
        } else if (end instanceof Conversation.NotSent<?> notSent) {
            return "NotSent " + notSent.retryAfter();
        }
        return end.getClass().getSimpleName();
    }

    private static String words(Outcome outcome) {
        if (outcome instanceof Outcome.Refused refused) {
            return "Refused " + refused.reason();
        } else if (outcome instanceof Outcome.NotSent notSent) {
            return "NotSent " + notSent.retryAfter();
        }
        return "Unknown " + ((Outcome.Unknown) outcome).ref();
    }
}
