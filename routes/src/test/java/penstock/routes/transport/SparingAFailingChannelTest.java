package penstock.routes.transport;

import static com.github.tomakehurst.wiremock.client.WireMock.*;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static penstock.routes.transport.Gateway.line;
import static penstock.routes.transport.Gateway.once;
import static penstock.routes.transport.Gateway.read;

import com.github.tomakehurst.wiremock.WireMockServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import penstock.channels.spi.Secrets;

class SparingAFailingChannelTest {

    static final WireMockServer SERVER =
            new WireMockServer(wireMockConfig().dynamicPort().containerThreads(40));
    static Gateway gateway;

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

    @Test
    void afterTenFailuresNoCallIsMadeForThirtySecondsThenTwoAreProbes() {
        SERVER.stubFor(get("/r").willReturn(serverError()));
        for (int i = 0; i < 10; i++) {
            assertThat(call()).isEqualTo("Done 500");
        }
        assertThat(call()).isEqualTo("NotSent 30 s");
        gateway.clock.move(Duration.ofSeconds(20));
        for (int i = 0; i < 10; i++) {
            assertThat(call()).as("a call held back takes no place").isEqualTo("NotSent 10 s");
        }
        SERVER.verify(10, getRequestedFor(urlEqualTo("/r")));
        assertThat(gateway.carrier.failingSince(Gateway.ACCOUNT))
                .hasValue(gateway.clock.instant().minusSeconds(20));

        gateway.clock.move(Duration.ofSeconds(10).plusMillis(1));
        assertThat(call()).isEqualTo("Done 500");
        assertThat(call()).isEqualTo("Done 500");
        assertThat(call()).isEqualTo("NotSent 30 s");

        gateway.clock.move(Duration.ofSeconds(30).plusMillis(1));
        SERVER.stubFor(get("/r").willReturn(ok()));
        assertThat(call()).isEqualTo("Done 200");
        assertThat(gateway.carrier.failingSince(Gateway.ACCOUNT)).isPresent();
        assertThat(call()).isEqualTo("Done 200");
        assertThat(call()).isEqualTo("Done 200");
        assertThat(gateway.carrier.failingSince(Gateway.ACCOUNT)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 504})
    void whateverItFailsWithIsAFailure(int status) {
        SERVER.stubFor(get("/r").willReturn(status(status)));
        for (int i = 0; i < 10; i++) {
            assertThat(call()).isEqualTo("Done " + status);
        }
        assertThat(call()).isEqualTo("NotSent 30 s");
        SERVER.verify(10, getRequestedFor(urlEqualTo("/r")));
    }

    @Test
    void anotherAccountIsNotHeldBack() {
        SERVER.stubFor(get("/r").willReturn(serverError()));
        for (int i = 0; i < 11; i++) {
            call();
        }

        assertThat(callOfAnother()).isEqualTo("Done 500");
    }

    private static String callOfAnother() {
        return line(gateway.carrier.carry(
                new AccountKey(7, 13, "acme"),
                Gateway.signing(Gateway.UNSIGNED),
                new Secrets(Map.of()),
                once(read(at("/r")))));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 404, 409, 422, 429})
    void whatTheChannelRefusesIsNoFailure(int status) {
        SERVER.stubFor(get("/r").willReturn(status(status)));
        for (int i = 0; i < 30; i++) {
            call();
            gateway.clock.move(Duration.ofSeconds(2));
        }
        SERVER.verify(30, getRequestedFor(urlEqualTo("/r")));
    }

    @Test
    void anAccountHasEightCallsUnderWayAtMost() throws Exception {
        SERVER.stubFor(get("/slow").willReturn(ok().withFixedDelay(3_000)));
        SERVER.stubFor(get("/r").willReturn(ok()));
        List<Thread> eight = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Thread thread = new Thread(() -> gateway.carry(once(read(at("/slow")))));
            thread.start();
            eight.add(thread);
        }

        await().until(() -> call().equals("NotSent 1 s"));
        assertThat(callOfAnother()).as("a slow channel is slow for its own").isEqualTo("Done 200");
        assertThat(eight).anyMatch(Thread::isAlive);
        for (Thread thread : eight) {
            thread.join();
        }
        assertThat(call()).isEqualTo("Done 200");
    }

    private static String call() {
        return line(gateway.carry(once(read(at("/r")))));
    }

    private static String at(String path) {
        return "http://127.0.0.1:" + SERVER.port() + path;
    }
}
