package penstock.routes.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static penstock.routes.transport.Gateway.line;
import static penstock.routes.transport.Gateway.once;
import static penstock.routes.transport.Gateway.read;
import static penstock.routes.transport.Gateway.write;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A kept connection whose other end is gone: what was perhaps sent on it is not sent again by itself. */
@Timeout(60)
class ReusedConnectionsTest {

    private static final String ANSWER = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    private static final TransportSettings.Lane IMPATIENT = new TransportSettings.Lane(
            Duration.ofSeconds(5), Duration.ofSeconds(2), Duration.ofMillis(300), Duration.ofSeconds(5), 1000, 2, 2);

    @Test
    void aPeerThatVanishedSilentlyLosesTheWriteAndTheNextCallHasAConnectionOfItsOwn() throws Exception {
        try (Keeping server = new Keeping(After.SILENCE);
                Gateway gateway = new Gateway(settings -> settings.withLanes(IMPATIENT, IMPATIENT))) {
            assertThat(line(gateway.carry(once(read(server.address("/1")))))).isEqualTo("Done 200");
            assertThat(line(gateway.carry(once(write(server.address("/2"), "w-2", "x")))))
                    .isEqualTo("Lost w-2");
            assertThat(line(gateway.carry(once(read(server.address("/3")))))).isEqualTo("Done 200");
            assertThat(server.requests).containsExactly("first /1", "second /2", "first /3");
        }
    }

    @Test
    void aPeerThatHungUpIsNotSentTheWriteTwice() throws Exception {
        try (Keeping server = new Keeping(After.HANGING_UP);
                Gateway gateway = new Gateway()) {
            assertThat(line(gateway.carry(once(read(server.address("/1")))))).isEqualTo("Done 200");
            await().until(() -> server.hungUp.get() == 1);

            String second = line(gateway.carry(once(write(server.address("/2"), "w-2", "x"))));

            // noticed in time, or written to nobody: never both
            boolean arrived = server.requests.contains("first /2");
            assertThat(second).isEqualTo(arrived ? "Done 200" : "Lost w-2");
            assertThat(server.requests.stream().filter(request -> request.endsWith("/2")))
                    .hasSizeLessThanOrEqualTo(1);
            assertThat(line(gateway.carry(once(read(server.address("/3")))))).isEqualTo("Done 200");
        }
    }

    private enum After {
        SILENCE,
        HANGING_UP
    }

    /** Answers the first request of each connection as if more were welcome, and then never again. */
    private static final class Keeping implements AutoCloseable {

        final List<String> requests = new CopyOnWriteArrayList<>();
        final AtomicInteger hungUp = new AtomicInteger();
        private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        private final After after;

        Keeping(After after) throws IOException {
            this.after = after;
            thread(this::accept);
        }

        private static void thread(Runnable work) {
            Thread thread = new Thread(work, "keeping-server");
            thread.setDaemon(true);
            thread.start();
        }

        String address(String path) {
            return "http://127.0.0.1:" + socket.getLocalPort() + path;
        }

        private void accept() {
            try {
                while (true) {
                    Socket connection = socket.accept();
                    thread(() -> serve(connection));
                }
            } catch (IOException e) {
                // closed: the test is over
            }
        }

        private void serve(Socket connection) {
            try (connection) {
                BufferedReader in = new BufferedReader(
                        new InputStreamReader(connection.getInputStream(), StandardCharsets.ISO_8859_1));
                requests.add("first " + path(in));
                connection.getOutputStream().write(ANSWER.getBytes(StandardCharsets.ISO_8859_1));
                if (after == After.HANGING_UP) {
                    connection.close();
                    hungUp.incrementAndGet();
                    return;
                }
                String second = path(in);
                if (!second.isEmpty()) {
                    requests.add("second " + second);
                }
                while (in.read() >= 0) {
                    // heard, never answered
                }
            } catch (IOException e) {
                // the other end is gone
            }
        }

        /** Of the next request, its head read to the end; empty if none comes. */
        private static String path(BufferedReader in) throws IOException {
            String begin = in.readLine();
            for (String line = begin; line != null && !line.isEmpty(); line = in.readLine()) {
                // the rest of the head
            }
            return begin == null ? "" : begin.split(" ")[1];
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
