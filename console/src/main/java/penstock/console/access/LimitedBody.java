package penstock.console.access;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import penstock.console.access.RoleMatrix.Rule;
import penstock.console.json.ApiJson;
import penstock.console.problem.ProblemType;
import penstock.console.problem.Refused;
import penstock.core.masterdata.MasterData;

/** A request whose body ends in a refusal once it is longer, or takes longer, than its mapping allows. */
final class LimitedBody extends HttpServletRequestWrapper {

    /** A feed may have this many bytes as it is sent. */
    static final long MAX_FEED_BYTES = 64L * 1024 * 1024;

    /** How long a body may take to arrive, a few bytes at a time: it keeps a thread waiting. */
    static final Duration MAX_BODY_TIME = Duration.ofSeconds(30);

    /** How long a feed or a table may take to arrive. */
    static final Duration MAX_FILE_TIME = Duration.ofMinutes(15);

    private final long limit;
    private final Clock clock;
    private final Instant deadline;
    private @Nullable ServletInputStream counted;

    private LimitedBody(HttpServletRequest request, long limit, Clock clock, Duration time) {
        super(request);
        this.limit = limit;
        this.clock = clock;
        this.deadline = clock.instant().plus(time);
    }

    /** Refuses at once what says that it is too long. */
    static HttpServletRequest of(HttpServletRequest request, Rule rule, Clock clock) {
        boolean feed = rule.method().equals("POST") && rule.path().endsWith("/feeds");
        boolean table = rule.method().equals("POST") && rule.path().endsWith("/tables/{table}");
        long limit = feed ? MAX_FEED_BYTES : table ? MasterData.MAX_BYTES : ApiJson.MAX_BODY_BYTES;
        if (request.getContentLengthLong() > limit) {
            throw tooLarge(limit);
        }
        String encoding = request.getHeader("Content-Encoding");
        if (!feed && encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw Refused.of(ProblemType.UNSUPPORTED_MEDIA_TYPE, "send the body without Content-Encoding");
        }
        return new LimitedBody(request, limit, clock, feed || table ? MAX_FILE_TIME : MAX_BODY_TIME);
    }

    private static Refused tooLarge(long limit) {
        return Refused.of(ProblemType.TOO_LARGE, "the body may have " + limit + " bytes; send it in parts");
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        if (counted == null) {
            counted = new Counted(super.getInputStream());
        }
        return counted;
    }

    @Override
    public BufferedReader getReader() throws IOException {
        return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
    }

    private final class Counted extends ServletInputStream {
        private final ServletInputStream body;
        private long read;

        Counted(ServletInputStream body) {
            this.body = body;
        }

        @Override
        public int read() throws IOException {
            int next = body.read();
            count(next < 0 ? 0 : 1);
            return next;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int units = body.read(buffer, offset, length);
            count(Math.max(0, units));
            return units;
        }

        private void count(int bytes) {
            read += bytes;
            if (read > limit) {
                throw tooLarge(limit);
            }
            if (clock.instant().isAfter(deadline)) {
                throw Refused.of(ProblemType.TOO_SLOW, "the body did not arrive in time; send it again");
            }
        }

        @Override
        public boolean isFinished() {
            return body.isFinished();
        }

        @Override
        public boolean isReady() {
            return body.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            body.setReadListener(listener);
        }
    }
}
