package penstock.routes.server;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.jspecify.annotations.Nullable;

/**
 * Decides what becomes of a body that nobody read, once its request is answered. Left to itself the server waits for the
 * rest of each, on a thread, as long as a byte comes now and then, so that whoever is refused could still keep everybody
 * else out. Here a few are waited for, for a moment, so that a caller who is still sending gets to read its answer; the
 * connections of the others are closed. Any thread.
 */
public final class LeftoverBodies extends ValveBase {

    /** Bodies waited for at a time. */
    public static final int MAX_AT_ONCE = 20;

    /** How long each is waited for; a read that has begun may add the connection's timeout. */
    public static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final int BUFFER = 16 * 1024;

    private final Semaphore places = new Semaphore(MAX_AT_ONCE);
    private final Clock clock;

    public LeftoverBodies(Clock clock) {
        super(true);
        this.clock = clock;
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        getNext().invoke(request, response);
        if (request.isAsync() || is(ActionCode.IS_ERROR, request) || isRead(request)) {
            return;
        }
        response.finishResponse();
        boolean invited = request.getCoyoteRequest().hasExpectation(); // it sends only what it is asked for
        if (invited || !waitFor(request)) {
            request.getCoyoteRequest().action(ActionCode.DISABLE_SWALLOW_INPUT, null); // and closes the connection
        }
    }

    /** Whether the rest of the body came in time. */
    private boolean waitFor(Request request) {
        if (!places.tryAcquire()) {
            return false;
        }
        try {
            Instant deadline = clock.instant().plus(PATIENCE);
            Discarding discarding = new Discarding();
            while (!isRead(request)) {
                if (request.getCoyoteRequest().doRead(discarding) < 0) {
                    return true;
                }
                if (clock.instant().isAfter(deadline)) {
                    return false;
                }
            }
            return true;
        } catch (IOException e) {
            return false; // it broke off
        } finally {
            places.release();
        }
    }

    private static boolean isRead(Request request) {
        return is(ActionCode.REQUEST_BODY_FULLY_READ, request);
    }

    private static boolean is(ActionCode question, Request request) {
        AtomicBoolean answer = new AtomicBoolean();
        request.getCoyoteRequest().action(question, answer);
        return answer.get();
    }

    /** Takes bytes and forgets them. */
    private static final class Discarding implements ApplicationBufferHandler {
        private ByteBuffer buffer = ByteBuffer.allocate(BUFFER);

        @Override
        public void setByteBuffer(ByteBuffer newBuffer) {
            buffer = newBuffer;
        }

        @Override
        public @Nullable ByteBuffer getByteBuffer() {
            return buffer;
        }

        @Override
        public void expand(int size) {
            // what was read before is not kept
        }
    }
}
