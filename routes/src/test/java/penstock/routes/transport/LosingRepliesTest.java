package penstock.routes.transport;

import static com.github.tomakehurst.wiremock.client.WireMock.*;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static penstock.routes.transport.Gateway.line;
import static penstock.routes.transport.Gateway.once;
import static penstock.routes.transport.Gateway.read;
import static penstock.routes.transport.Gateway.write;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.http.Fault;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What may be said after a failure depends on whether a byte of the request was written. */
@Timeout(60)
class LosingRepliesTest {

    static final WireMockServer SERVER =
            new WireMockServer(wireMockConfig().dynamicPort().dynamicHttpsPort());

    private static final EgressPolicy NAMES =
            new EgressPolicy(List.of("127.0.0.1", "localhost", "*.test"), LosingRepliesTest::resolve);

    static Gateway gateway;

    @BeforeAll
    static void start() {
        SERVER.start();
        gateway = new Gateway(settings -> settings, NAMES);
        SERVER.stubFor(any(urlEqualTo("/reset")).willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));
        SERVER.stubFor(any(urlEqualTo("/empty")).willReturn(aResponse().withFault(Fault.EMPTY_RESPONSE)));
        SERVER.stubFor(any(urlEqualTo("/malformed")).willReturn(aResponse().withFault(Fault.MALFORMED_RESPONSE_CHUNK)));
        SERVER.stubFor(any(urlEqualTo("/random")).willReturn(aResponse().withFault(Fault.RANDOM_DATA_THEN_CLOSE)));
        SERVER.stubFor(any(urlEqualTo("/short"))
                .willReturn(ok("few").withHeader("Content-Length", "100").withHeader("Connection", "close")));
        SERVER.stubFor(any(urlEqualTo("/500")).willReturn(serverError()));
        SERVER.stubFor(any(urlEqualTo("/400")).willReturn(badRequest()));
        SERVER.stubFor(any(urlEqualTo("/401")).willReturn(unauthorized()));
        SERVER.stubFor(any(urlEqualTo("/429")).willReturn(status(429).withHeader("Retry-After", "9")));
    }

    @AfterAll
    static void stop() {
        gateway.close();
        SERVER.stop();
    }

    @AfterEach
    void closeBreaker() {
        gateway.carrier.forget(Gateway.ACCOUNT);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(textBlock = """
            # what happens                            , a read ends        , a write ends
            http://127.0.0.1:{http}/reset             , NotSent 30 s       , Lost w-1
            http://127.0.0.1:{http}/empty             , NotSent 30 s       , Lost w-1
            http://127.0.0.1:{http}/malformed         , NotSent 30 s       , Lost w-1
            http://127.0.0.1:{http}/random            , NotSent 30 s       , Lost w-1
            http://127.0.0.1:{http}/400               , Done 400           , Done 400
            http://127.0.0.1:{http}/500               , Done 500           , Done 500
            http://127.0.0.1:{http}/401               , Refused UNAUTHORISED, Refused UNAUTHORISED
            http://127.0.0.1:{http}/429               , NotSent 9 s        , NotSent 9 s
            http://127.0.0.1:{closed}/refused         , NotSent 30 s       , NotSent 30 s
            http://nowhere.test:{http}/unknown-host   , NotSent 30 s       , NotSent 30 s
            https://127.0.0.1:{https}/untrusted       , NotSent 30 s       , NotSent 30 s
            https://127.0.0.1:{http}/no-tls-there     , NotSent 30 s       , NotSent 30 s
            https://rebound.example:{https}/forbidden , Refused INVALID    , Refused INVALID
            """)
    void eachFaultIsClassified(String uri, String readEnds, String writeEnds) throws Exception {
        String address = uri.replace("{http}", "" + SERVER.port())
                .replace("{https}", "" + SERVER.httpsPort())
                .replace("{closed}", "" + closedPort());

        assertThat(line(gateway.carry(once(read(address))))).isEqualTo(readEnds);
        gateway.carrier.forget(Gateway.ACCOUNT);
        assertThat(line(gateway.carry(once(write(address, "w-1", "x"))))).isEqualTo(writeEnds);
    }

    @Test
    void aServerThatNeverAnswersLosesAWriteAfterTheReadLimit() {
        SERVER.stubFor(any(urlEqualTo("/late")).willReturn(ok().withFixedDelay(30_000)));
        TransportSettings.Lane lane = new TransportSettings.Lane(
                Duration.ofSeconds(5),
                Duration.ofSeconds(2),
                Duration.ofMillis(300),
                Duration.ofSeconds(15),
                1000,
                2,
                2);

        try (Gateway impatient = new Gateway(settings -> settings.withLanes(lane, lane))) {
            assertThat(line(impatient.carry(once(read(at("/late")))))).isEqualTo("NotSent 30 s");
            assertThat(line(impatient.carry(once(write(at("/late"), "w-1", "x")))))
                    .isEqualTo("Lost w-1");
        }
    }

    /** A full backlog drops the connection's first packet, so the connect limit is what ends it. */
    @Test
    void aConnectionThatIsNotAcceptedInTimeSendsNothing() throws Exception {
        TransportSettings.Lane lane = new TransportSettings.Lane(
                Duration.ofMillis(300),
                Duration.ofSeconds(2),
                Duration.ofSeconds(5),
                Duration.ofSeconds(15),
                1000,
                2,
                2);
        List<Socket> filling = new ArrayList<>();
        try (ServerSocket deaf = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
                Gateway impatient = new Gateway(settings -> settings.withLanes(lane, lane))) {
            fill(deaf, filling);
            Ended<?> ended = impatient.carry(once(write("http://127.0.0.1:" + deaf.getLocalPort() + "/w", "w-1", "x")));

            assertThat(line(ended)).isEqualTo("NotSent 30 s");
            assertThat(Gateway.why(ended)).startsWith("no connection within");
        } finally {
            for (Socket socket : filling) {
                socket.close();
            }
        }
    }

    @Test
    void whenAllConnectionsAreBusyNothingIsSentAndTheBreakerStaysClosed() {
        SERVER.stubFor(any(urlEqualTo("/slow")).willReturn(ok().withFixedDelay(3_000)));
        TransportSettings.Lane lane = new TransportSettings.Lane(
                Duration.ofSeconds(5),
                Duration.ofMillis(1),
                Duration.ofSeconds(10),
                Duration.ofSeconds(15),
                1000,
                1,
                1);

        try (Gateway narrow = new Gateway(settings -> settings.withLanes(lane, lane))) {
            Thread first = new Thread(() -> narrow.carry(once(read(at("/slow")))));
            first.start();
            SERVER.resetRequests();
            org.awaitility.Awaitility.await()
                    .until(() -> !SERVER.findAll(getRequestedFor(urlEqualTo("/slow")))
                                    .isEmpty()
                            || !first.isAlive());
            for (int i = 0; i < 12; i++) {
                assertThat(line(narrow.carry(once(write(at("/slow"), "w-1", "x")))))
                        .isEqualTo("NotSent 1 s");
            }
        }
    }

    private static void fill(ServerSocket deaf, List<Socket> filling) throws Exception {
        for (int i = 0; i < 8; i++) {
            Socket socket = new Socket();
            filling.add(socket);
            try {
                socket.connect(deaf.getLocalSocketAddress(), 200);
            } catch (java.net.SocketTimeoutException e) {
                return;
            }
        }
    }

    private static int closedPort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static InetAddress[] resolve(String host) throws UnknownHostException {
        if (host.equals("nowhere.test")) {
            throw new UnknownHostException(host);
        }
        return new InetAddress[] {InetAddress.getByName(host.equals("rebound.example") ? "10.0.0.1" : host)};
    }

    private static String at(String path) {
        return "http://127.0.0.1:" + SERVER.port() + path;
    }
}
