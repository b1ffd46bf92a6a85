package penstock.routes.collect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ArrivingBodyTest {

    /** Gives a byte a read, and takes its time over each. */
    private static final class Creeping extends InputStream {
        private final Duration each;
        private long left;
        private Instant now = Instant.EPOCH;

        Creeping(long bytes, Duration each) {
            this.left = bytes;
            this.each = each;
        }

        @Override
        public int read() {
            now = now.plus(each);
            return left-- > 0 ? 'x' : -1;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            int next = read();
            if (next < 0) {
                return -1;
            }
            buffer[offset] = (byte) next;
            return 1;
        }

        Clock clock() {
            return new Clock() {
                @Override
                public ZoneId getZone() {
                    return ZoneOffset.UTC;
                }

                @Override
                public Clock withZone(ZoneId zone) {
                    return this;
                }

                @Override
                public Instant instant() {
                    return now;
                }
            };
        }
    }

    @Test
    void aBodyThatCreepsIsGivenUp() throws IOException {
        assertThat(read(new Creeping(100, Duration.ofSeconds(9)))).contains(WebhookAnswer.TOO_SLOW);
    }

    @Test
    void aBodyThatComesInTimeIsTakenWhole() throws IOException {
        Creeping body = new Creeping(100, Duration.ofMillis(90));
        ArrivingBody arriving = new ArrivingBody(body.clock());
        assertThat(arriving.read(body)).isEmpty();
        assertThat(arriving.bytes()).hasSize(100).containsOnly('x');
    }

    @Test
    void aBodyThatIsTooLongIsGivenUp() throws IOException {
        assertThat(read(new Creeping(WebhookController.MAX_BODY_BYTES, Duration.ZERO)))
                .isEmpty();
        assertThat(read(new Creeping(WebhookController.MAX_BODY_BYTES + 1, Duration.ZERO)))
                .contains(WebhookAnswer.TOO_LARGE);
    }

    private static Optional<WebhookAnswer> read(Creeping body) throws IOException {
        return new ArrivingBody(body.clock()).read(body);
    }
}
