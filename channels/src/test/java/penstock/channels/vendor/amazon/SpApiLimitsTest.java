package penstock.channels.vendor.amazon;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import penstock.channels.spi.HttpReply;
import penstock.channels.spi.LimitReader.Limit;

class SpApiLimitsTest {

    private final SpApiLimits limits = new SpApiLimits();

    @Test
    void the_header_tells_the_rate() {
        assertThat(limits.read(reply("0.0167"))).contains(Limit.rate(0.0167));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-1", "much", "NaN", "Infinity"})
    void a_header_that_makes_no_sense_tells_nothing(String header) {
        assertThat(limits.read(reply(header))).isEqualTo(Optional.empty());
    }

    private static HttpReply reply(String header) {
        return new HttpReply(200, Map.of("x-amzn-ratelimit-limit", header), new byte[0]);
    }
}
