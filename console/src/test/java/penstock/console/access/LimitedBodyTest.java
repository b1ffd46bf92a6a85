package penstock.console.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.http.server.PathContainer;
import penstock.console.problem.ProblemType;
import penstock.console.problem.Refused;

class LimitedBodyTest {

    /** Goes on with each byte that is read. */
    private static final class BytesTakeTime extends Clock {
        private final Duration each;
        private Instant now = Instant.EPOCH;

        BytesTakeTime(Duration each) {
            this.each = each;
        }

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

        void pass() {
            now = now.plus(each);
        }
    }

    @Test
    void aBodyThatCreepsIsGivenUp() {
        assertThatThrownBy(() -> read("/api/v1/sellers", Duration.ofSeconds(9)))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.type()).isEqualTo(ProblemType.TOO_SLOW));
    }

    @Test
    void aBodyThatComesInTimeIsRead() throws Exception {
        assertThat(read("/api/v1/sellers", Duration.ofMillis(2_700))).isEqualTo(10);
    }

    @Test
    void aFeedMayTakeLonger() throws Exception {
        assertThat(read("/api/v1/sellers/1/accounts/2/feeds", Duration.ofSeconds(80)))
                .isEqualTo(10);
    }

    private static int read(String path, Duration eachByte) throws Exception {
        BytesTakeTime clock = new BytesTakeTime(eachByte);
        RoleMatrix.Rule rule =
                RoleMatrix.find("POST", PathContainer.parsePath(path)).orElseThrow();
        ServletInputStream body = LimitedBody.of(request(clock), rule, clock).getInputStream();
        int bytes = 0;
        while (body.read() >= 0) {
            bytes++;
        }
        return bytes;
    }

    private static HttpServletRequest request(BytesTakeTime clock) {
        ServletInputStream creeping = new ServletInputStream() {
            private int left = 10;

            @Override
            public int read() {
                clock.pass();
                return left-- > 0 ? 'x' : -1;
            }

            @Override
            public boolean isFinished() {
                return left <= 0;
            }

            @Override
            public boolean isReady() {
                return true;
            }

            @Override
            public void setReadListener(ReadListener listener) {}
        };
        return (HttpServletRequest) Proxy.newProxyInstance(
                HttpServletRequest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, method, arguments) -> answer(method.getName(), creeping));
    }

    private static @Nullable Object answer(String method, ServletInputStream body) {
        return switch (method) {
            case "getInputStream" -> body;
            case "getContentLengthLong" -> -1L;
            default -> null;
        };
    }
}
