package penstock.routes.transport;

import static com.github.tomakehurst.wiremock.client.WireMock.*;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static penstock.routes.transport.Gateway.line;
import static penstock.routes.transport.Gateway.once;
import static penstock.routes.transport.Gateway.write;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import penstock.channels.spi.Budget;
import penstock.channels.spi.Effect;
import penstock.channels.spi.HttpCall;
import penstock.channels.spi.Patience;

/** A 429, whatever it says of when to come back, is heeded to the millisecond and no longer than an hour. */
class ThrottledCallsTest {

    private static final WireMockServer SERVER =
            new WireMockServer(wireMockConfig().dynamicPort());
    private static Gateway gateway;

    @BeforeAll
    static void start() {
        SERVER.start();
        gateway = new Gateway();
    }

    @AfterAll
    static void stop() {
        gateway.close();
        SERVER.stop();
    }

    @BeforeEach
    void reset() {
        SERVER.resetAll();
        gateway.carrier.forget(Gateway.ACCOUNT);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
            none                          | 1
            7                             | 7
            864000                        | 3600
            -5                            | 1
            0                             | 1
            soon                          | 1
            Thu, 01 Jan 1970 00:00:00 GMT | 1
            Fri, 01 Jan 2100 00:00:00 GMT | 3600
            """)
    void noCallIsMadeBeforeTheWaitIsOverAndOneIsMadeThen(String retryAfter, int seconds) {
        ResponseDefinitionBuilder throttled = status(429);
        SERVER.stubFor(any(anyUrl())
                .willReturn(retryAfter == null ? throttled : throttled.withHeader("Retry-After", retryAfter)));
        assertThat(line(gateway.carry(once(write(at("/w"), "w-1", "x"))))).isEqualTo("NotSent " + seconds + " s");
        SERVER.stubFor(any(anyUrl()).willReturn(ok()));

        gateway.clock.move(Duration.ofSeconds(seconds).minusMillis(500));
        assertThat(line(gateway.carry(once(write(at("/w"), "w-1", "x"))))).startsWith("NotSent");
        SERVER.verify(1, postRequestedFor(urlEqualTo("/w")));
        gateway.clock.move(Duration.ofMillis(500));
        assertThat(line(gateway.carry(once(write(at("/w"), "w-1", "x"))))).isEqualTo("Done 200");
    }

    /** One call in two seconds and a burst of three: counted by who is called, over every window. */
    @Test
    void aSlowQuotaIsNotExceededInAnyWindow() {
        SERVER.stubFor(any(anyUrl()).willReturn(ok()));
        Budget slow = Budget.of("slow", 0.5, 3);
        List<Long> arrivals = new ArrayList<>();
        for (long millis = 0; millis < 30_000; millis += 250) {
            HttpCall call = new HttpCall(
                    "POST", URI.create(at("/q")), Map.of(), new byte[0], slow, Patience.QUICK, Effect.write("w"));
            if (line(gateway.carry(once(call))).equals("Done 200")) {
                arrivals.add(millis);
            }
            gateway.clock.move(Duration.ofMillis(250));
        }
        SERVER.verify(arrivals.size(), postRequestedFor(urlEqualTo("/q")));
        assertThat(arrivals).as("and none is given away").hasSizeGreaterThanOrEqualTo(15);
        for (int first = 0; first < arrivals.size(); first++) {
            for (int last = first; last < arrivals.size(); last++) {
                double window = (arrivals.get(last) - arrivals.get(first)) / 1000.0;
                assertThat(last - first + 1).isLessThanOrEqualTo((int) Math.floor(3 + 0.5 * window + 1e-6));
            }
        }
    }

    private static String at(String path) {
        return "http://127.0.0.1:" + SERVER.port() + path;
    }
}
