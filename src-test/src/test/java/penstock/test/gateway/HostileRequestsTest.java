package penstock.test.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import penstock.core.catalogue.Accounts;
import penstock.core.catalogue.Sellers;
import penstock.routes.accounts.Adapters;
import penstock.routes.app.Gateway;
import penstock.routes.app.GatewayOptions;
import penstock.routes.collect.WebhookController;
import penstock.routes.postgres.Progress;
import penstock.routes.postgres.Settings;

/** Bytes that no decent client sends, at the door of a whole gateway. */
class HostileRequestsTest {

    /** More than the server has threads. */
    private static final int CROWD = GatewayOptions.THREADS + 30;

    /** Less than a thread waits for the next byte of a body. */
    private static final Duration SOON = Duration.ofSeconds(8);

    private static final Path BINARIES = Path.of("target/postgres-binaries");

    private static Gateway gateway;
    private static Path log;

    private final List<Socket> crowd = new ArrayList<>();

    @BeforeAll
    static void start() throws IOException {
        Path home = Files.createTempDirectory("penstock-hostile");
        log = home.resolve("log/penstock.log");
        GatewayOptions options =
                GatewayOptions.in(home).listeningOn("127.0.0.1", 0).quiet();
        gateway = Gateway.start(options, Map.of(), Settings.defaults().withBinaries(BINARIES), Progress.SILENT);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @AfterEach
    void disperse() throws IOException {
        for (Socket socket : crowd) {
            socket.close();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /health HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer %s\u0001\r\n\r\n",
                "GET /health HTTP/1.1\r\nHost: x\r\nConnection: close\r\nBearer %s\r\n\r\n",
                "GET /health HTTP/1.1\r\nHost: x\r\nCookie: a=b; psk%s=\u0001c\r\nConnection: close\r\n\r\n",
                "GET /health?x=%%zz%s HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                "GET /%s\u0001 HTTP/1.1\r\nHost: x\r\n\r\n"
            })
    void aKeyInARequestThatCannotBeReadStaysOutOfTheLog(String request) throws IOException {
        String key = "KEY-THAT-NOBODY-MAY-READ";
        assertThat(answer(request.formatted(key))).startsWith("HTTP/1.1 ");
        assertThat(Files.readString(log)).contains("Started").doesNotContain(key);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "TRACE /health HTTP/1.1          | Host: x                     |       | 405",
                "GET /a%2fb HTTP/1.1             | Host: x                     |       | 400",
                "GET /a<b HTTP/1.1               | Host: x                     |       | 400",
                "GET /health HTTP/1.1            | Hst: x                      |       | 400",
                "GET /health HTTP/7.0            | Host: x                     |       | 505",
                "POST /api/v1/sellers HTTP/1.1   | Transfer-Encoding: chunked  | zz    | 400",
                "POST /api/v1/sellers HTTP/1.1   | Transfer-Encoding: gzip     |       | 501"
            })
    void whatTheServerRefusesIsAProblemLikeAnyOther(String line, String header, String body, int status)
            throws IOException {
        String answer = answer(
                "%s\r\n%s\r\n%sAuthorization: Bearer %s\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n%s"
                        .formatted(
                                line,
                                header,
                                header.startsWith("H") ? "" : "Host: x\r\n",
                                gateway.operatorKey(),
                                body == null ? "" : body + "\r\n"));
        assertThat(answer)
                .startsWith("HTTP/1.1 " + status)
                .contains("application/problem+json", "\"status\":" + status, "X-Content-Type-Options: nosniff")
                .doesNotContain("<html", "Tomcat", "timestamp", gateway.operatorKey());
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST /webhooks/7/8", "POST /api/v1/sellers", "GET /health"})
    void bodiesThatNeverComeKeepNobodyOut(String line) throws IOException {
        gather(line);
        assertThat(health()).startsWith("HTTP/1.1 200");
    }

    @Test
    void ofBodiesThatCreepOnlySoManyAreWaitedFor() throws IOException {
        long sellerId = gateway.service(Sellers.class)
                .create("Weir", "EUR", Sellers.PartialShipping.SHIP_AVAILABLE)
                .sellerId();
        long accountId = gateway.service(Accounts.class)
                .open(
                        sellerId,
                        gateway.service(Adapters.class).find("shopify").orElseThrow(),
                        new Accounts.Opening(
                                "Weir",
                                "https://weir.example/",
                                1,
                                Map.of(),
                                Map.of("access_token", "shpat_1", "client_secret", "shpss_1")))
                .accountId();
        String line = "POST /webhooks/" + sellerId + "/" + accountId;
        gather(line);
        assertThat(WebhookController.MAX_BODIES).isLessThan(GatewayOptions.THREADS);
        assertThat(health()).startsWith("HTTP/1.1 200");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(answer(
                                line + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 1\r\n\r\nx"))
                        .startsWith("HTTP/1.1 503")
                        .contains("Retry-After: 1"));
    }

    /** Each promises a body, sends a byte of it, stays, and sends one more when all are there. */
    private void gather(String line) throws IOException {
        for (int i = 0; i < CROWD; i++) {
            Socket socket = connect();
            crowd.add(socket);
            write(socket, line + " HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nx");
        }
        for (Socket socket : crowd) {
            try {
                write(socket, "x");
            } catch (SocketException e) {
                // it has been shown out: that is what is hoped for
            }
        }
    }

    private static String health() throws IOException {
        return answer("GET /health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    }

    /** What is answered until the connection is closed; fails when that is not soon. */
    private static String answer(String request) throws IOException {
        StringBuilder answer = new StringBuilder();
        try (Socket socket = connect()) {
            socket.setSoTimeout((int) SOON.toMillis());
            write(socket, request);
            InputStream in = socket.getInputStream();
            for (int next = in.read(); next >= 0; next = in.read()) {
                answer.append((char) next);
            }
        } catch (SocketException e) {
            answer.append("(reset)"); // closed while there were bytes of ours that nobody had read
        }
        return answer.toString();
    }

    private static Socket connect() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), gateway.port());
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
