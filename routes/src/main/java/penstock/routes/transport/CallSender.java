package penstock.routes.transport;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Objects;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import penstock.channels.spi.HttpCall;
import penstock.channels.spi.HttpReply;
import penstock.channels.spi.Patience;

/** Sends one signed call over the route of its patience, and counts it. */
final class CallSender {

    private static final String CALLS = "penstock.calls";
    private static final String ACCOUNT = "penstock.account";

    private final ProducerTemplate template;
    private final MeterRegistry meters;

    CallSender(ProducerTemplate template, MeterRegistry meters) {
        this.template = template;
        this.meters = meters;
    }

    /**
     * The reply, complete.
     *
     * @throws CallFailed if there is none
     */
    HttpReply send(AccountKey account, HttpCall call) throws CallFailed {
        long start = System.nanoTime();
        String outcome = "lost";
        try {
            HttpReply reply = carried(account, call);
            outcome = outcome(reply.status());
            return reply;
        } catch (CallFailed e) {
            outcome = e.stage() == CallFailed.Stage.REPLYING ? "lost" : "not_sent";
            throw e;
        } finally {
            meters.timer(
                            CALLS,
                            "channel",
                            account.channel(),
                            "operation",
                            call.budget().operation(),
                            "outcome",
                            outcome)
                    .record(Duration.ofNanos(System.nanoTime() - start));
        }
    }

    /** Counts a call that was not made because of {@code cause}: budget, breaker, bulkhead. */
    void held(AccountKey account, HttpCall call, String cause) {
        meters.counter(
                        CALLS + ".held",
                        "channel",
                        account.channel(),
                        "operation",
                        call.budget().operation(),
                        "cause",
                        cause)
                .increment();
    }

    /** Notes for how long a rate limit keeps a call waiting, here or in its row. */
    void waits(AccountKey account, HttpCall call, Duration wait) {
        meters.timer(
                        "penstock.budget.wait",
                        "channel",
                        account.channel(),
                        "account",
                        Long.toString(account.accountId()),
                        "operation",
                        call.budget().operation())
                .record(wait);
    }

    private HttpReply carried(AccountKey account, HttpCall call) throws CallFailed {
        String route = call.patience() == Patience.QUICK ? CallRoutes.QUICK : CallRoutes.BULK;
        Exchange exchange = template.send(route, message -> {
            message.setProperty(ACCOUNT, account);
            message.getIn().setBody(call);
        });
        Exception failure = exchange.getException();
        if (failure != null) {
            throw failed(failure);
        }
        return Objects.requireNonNull(exchange.getMessage().getBody(HttpReply.class));
    }

    /** What did not come from the client may have happened at any time: the worst is assumed. */
    private static CallFailed failed(Exception failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CallFailed known) {
                return known;
            }
        }
        return new CallFailed(
                CallFailed.Stage.REPLYING,
                "the call was broken off (" + failure.getClass().getSimpleName() + ")");
    }

    private static String outcome(int status) {
        return switch (status) {
            case 401 -> "unauthorised";
            case 429 -> "throttled";
            default -> status < 400 ? "ok" : status < 500 ? "refused" : "failed";
        };
    }
}
