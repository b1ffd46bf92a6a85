package penstock.routes.transport;

import java.io.IOException;
import java.net.UnknownHostException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.core5.concurrent.CancellableDependency;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;

/**
 * Around one call: its reply is read to the last byte within the lane's time and byte limits, or the connection is
 * aborted. The client's own limits are per read, so a server that drips would hold the thread for ever.
 *
 * <p>Also knows for sure how far a failed call came: {@link #onWriting} marks it just before the first byte is written.
 */
final class WholeReply implements ExecChainHandler {

    private static final String WRITING = "penstock.writing";

    private final TransportSettings.Lane lane;
    private final ScheduledExecutorService watch;

    WholeReply(TransportSettings.Lane lane, ScheduledExecutorService watch) {
        this.lane = lane;
        this.watch = watch;
    }

    @Override
    public ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws CallFailed {
        CancellableDependency call = (CancellableDependency) scope.originalRequest;
        Future<?> cut = watch.schedule(call::cancel, lane.total().toMillis(), TimeUnit.MILLISECONDS);
        try {
            ClassicHttpResponse response = chain.proceed(request, scope);
            readWhole(response);
            return response;
        } catch (IOException | HttpException | RuntimeException e) {
            // what is left of the reply is not read: the client discards the connection of a call that throws
            CallFailed.Stage stage = stage(e, scope);
            throw new CallFailed(
                    stage, call.isCancelled() ? "no complete reply within " + lane.total() : why(e, stage));
        } finally {
            cut.cancel(false);
        }
    }

    /** Runs when there is a connection and the request is about to be written to it. */
    static ClassicHttpResponse onWriting(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        scope.clientContext.setAttribute(WRITING, true);
        return chain.proceed(request, scope);
    }

    private void readWhole(ClassicHttpResponse response) throws IOException {
        HttpEntity entity = response.getEntity();
        if (entity == null) {
            return;
        }
        if (entity.getContentLength() > lane.replyBytesMax()) {
            throw new ReplyTooLong(lane.replyBytesMax());
        }
        byte[] body = entity.getContent().readNBytes(lane.replyBytesMax() + 1);
        if (body.length > lane.replyBytesMax()) {
            throw new ReplyTooLong(lane.replyBytesMax());
        }
        response.setEntity(new ByteArrayEntity(body, null));
    }

    private static CallFailed.Stage stage(Exception e, ExecChain.Scope scope) {
        if (scope.clientContext.getAttribute(WRITING) != null) {
            return CallFailed.Stage.REPLYING;
        } else if (e instanceof EgressPolicy.Refused) {
            return CallFailed.Stage.FORBIDDEN;
        } else if (e instanceof ConnectionRequestTimeoutException) {
            return CallFailed.Stage.WAITING;
        }
        return CallFailed.Stage.CONNECTING;
    }

    /** In our words: the client's message may quote what was sent. */
    private String why(Exception e, CallFailed.Stage stage) {
        if (e instanceof ReplyTooLong || e instanceof EgressPolicy.Refused) {
            return String.valueOf(e.getMessage());
        }
        String kind = e.getClass().getSimpleName();
        return switch (stage) {
            case FORBIDDEN -> "the address may not be called";
            case WAITING -> "all connections were busy for " + lane.lease();
            case REPLYING -> "the connection failed before the reply was complete (" + kind + ")";
            case CONNECTING -> {
                if (e instanceof ConnectTimeoutException) {
                    yield "no connection within " + lane.connect();
                }
                yield e instanceof UnknownHostException
                        ? "its host name is not known"
                        : (e instanceof SSLException ? "TLS failed (" : "no connection (") + kind + ")";
            }
        };
    }

    /** Says so itself. */
    private static final class ReplyTooLong extends IOException {
        private static final long serialVersionUID = 1;

        ReplyTooLong(int max) {
            super("the reply is longer than " + max + " bytes");
        }
    }
}
