package penstock.routes.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static penstock.routes.transport.Gateway.line;
import static penstock.routes.transport.Gateway.once;
import static penstock.routes.transport.Gateway.read;
import static penstock.routes.transport.Gateway.write;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A reply ends within its limits, whatever the server does: the connection is aborted, the thread comes back. */
@Timeout(60)
class CuttingRepliesTest {

    private static final String CHUNKED = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    private static final Duration TOTAL = Duration.ofSeconds(2);

    /** Each drip comes well within the read limit of 10 seconds, so only the total limit ends it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                CHUNKED, // drips in the body
                "HTTP/1.1 200 OK\r\nX-Endless: ", // in the head
                "HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n"
            })
    void aServerThatDripsIsCutAfterTheTotalLimit(String head) throws Exception {
        try (Raw server = new Raw(head, head.equals(CHUNKED) ? "1\r\nx\r\n" : "x", 50, Long.MAX_VALUE);
                Gateway gateway = new Gateway(s -> s.withLanes(Gateway.hasty(TOTAL), Gateway.hasty(TOTAL)))) {
            long start = System.nanoTime();
            Ended<?> ended = gateway.carry(once(write(server.address(), "w-1", "x")));

            assertThat(line(ended)).isEqualTo("Lost w-1");
            assertThat(Gateway.why(ended)).isEqualTo("no complete reply within PT2S");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(TOTAL, TOTAL.multipliedBy(4));
            await().untilTrue(server.disconnected);
        }
    }

    @Test
    void aTlsHandshakeThatDripsIsCutTooAndNothingWasSent() throws Exception {
        try (Raw server = new Raw("", "\u0016", 50, Long.MAX_VALUE);
                Gateway gateway = new Gateway(s -> s.withLanes(Gateway.hasty(TOTAL), Gateway.hasty(TOTAL)))) {
            Ended<?> ended = gateway.carry(once(write(server.address().replace("http:", "https:"), "w-1", "x")));

            assertThat(line(ended)).isEqualTo("NotSent 30 s");
            await().untilTrue(server.disconnected);
        }
    }

    /** 100 MB against a limit of 1 MiB. */
    @ParameterizedTest
    @ValueSource(strings = {CHUNKED, "HTTP/1.1 200 OK\r\nContent-Length: 104857600\r\n\r\n", "HTTP/1.1 200 OK\r\n\r\n"})
    void aReplyBeyondTheByteLimitIsCutWithFlatHeap(String head) throws Exception {
        int chunk = 1 << 16;
        String piece = "x".repeat(chunk);
        try (Raw server = new Raw(head, head.equals(CHUNKED) ? "10000\r\n" + piece + "\r\n" : piece, 0, 100L << 20);
                Gateway gateway = new Gateway()) {
            ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            gateway.carry(once(read("http://127.0.0.1:1/warm-up")));
            long before = threads.getCurrentThreadAllocatedBytes();

            Ended<?> ended = gateway.carry(once(read(server.address())));

            assertThat(line(ended)).isEqualTo("NotSent 30 s");
            assertThat(Gateway.why(ended)).isEqualTo("the reply is longer than 1048576 bytes");
            assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(8L << 20);
            await().untilTrue(server.disconnected);
            assertThat(server.written.get()).isLessThan(32L << 20);
        }
    }

    @Test
    void aReplyOfExactlyTheByteLimitIsWhole() throws Exception {
        try (Raw server = new Raw(
                        "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 1048576\r\n\r\n",
                        "x".repeat(1 << 16),
                        0,
                        1 << 20);
                Gateway gateway = new Gateway()) {
            assertThat(line(gateway.carry(once(read(server.address()))))).isEqualTo("Done 200");
        }
    }

    @Test
    void anEndlessHeadIsCut() throws Exception {
        try (Raw server = new Raw("HTTP/1.1 200 OK\r\n", "X-Header: value\r\n", 0, 100L << 20);
                Gateway gateway = new Gateway()) {
            assertThat(line(gateway.carry(once(write(server.address(), "w-1", "x")))))
                    .isEqualTo("Lost w-1");
            await().untilTrue(server.disconnected);
            assertThat(server.written.get()).isLessThan(32L << 20);
        }
    }

    /** Writes a head and then a piece again and again, until it has written enough or is cut. */
    private static final class Raw implements AutoCloseable {

        final AtomicBoolean disconnected = new AtomicBoolean();
        final AtomicLong written = new AtomicLong();
        private final ServerSocket socket;

        Raw(String head, String piece, long pauseMillis, long bytes) throws IOException {
            socket = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
            Thread thread = new Thread(() -> serve(head, piece, pauseMillis, bytes), "raw-server");
            thread.setDaemon(true);
            thread.start();
        }

        String address() {
            return "http://127.0.0.1:" + socket.getLocalPort() + "/";
        }

        private void serve(String head, String piece, long pauseMillis, long bytes) {
            byte[] each = piece.getBytes(StandardCharsets.ISO_8859_1);
            try (Socket connection = socket.accept()) {
                connection.getInputStream().read(new byte[4096]);
                OutputStream out = connection.getOutputStream();
                out.write(head.getBytes(StandardCharsets.ISO_8859_1));
                while (written.get() < bytes) {
                    out.write(each);
                    out.flush();
                    written.addAndGet(each.length);
                    if (pauseMillis > 0) {
                        Thread.sleep(pauseMillis);
                    }
                }
            } catch (IOException e) {
                disconnected.set(true);
            } catch (InterruptedException e) {
                throw new UncheckedIOException(new IOException(e));
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
