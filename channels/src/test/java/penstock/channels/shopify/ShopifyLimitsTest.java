package penstock.channels.shopify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import penstock.channels.spi.LimitReader.Limit;

class ShopifyLimitsTest {

    private final ShopifyLimits limits = new ShopifyLimits();

    /** As shopify.dev/docs/apps/build/apis/graphql-admin/rate-limits shows it, read 2026-11-23. */
    @Test
    void every_reply_tells_the_bucket_a_throttled_one_too() {
        String cost = """
                "extensions":{"cost":{"requestedQueryCost":101,"actualQueryCost":46,"throttleStatus":\
                {"maximumAvailable":1000,"currentlyAvailable":954,"restoreRate":50}}}""";
        Limit told = new Limit(OptionalDouble.of(50), OptionalDouble.of(1000), OptionalDouble.of(954));

        assertThat(limits.read(Talk.ok("{\"data\":{},%s}".formatted(cost)))).contains(told);
        assertThat(limits.read(Talk.ok("{\"errors\":[{\"extensions\":{\"code\":\"THROTTLED\"}}],%s}".formatted(cost))))
                .contains(told);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no JSON", "[]", "{\"data\":{}}", "{\"extensions\":{\"cost\":{\"throttleStatus\":7}}}"})
    void a_reply_without_one_tells_nothing(String body) {
        assertThat(limits.read(Talk.reply(502, body))).isEqualTo(Optional.empty());
    }

    @Test
    void numbers_that_make_no_sense_are_left_out() {
        assertThat(limits.read(Talk.ok("""
                {"extensions":{"cost":{"throttleStatus":{"maximumAvailable":0,"restoreRate":-1}}}}""")))
                .contains(new Limit(OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty()));
    }
}
