package penstock.routes.transport;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import penstock.channels.spi.AccessTokens;
import penstock.channels.spi.Budget;
import penstock.channels.spi.Conversation;
import penstock.channels.spi.Effect;
import penstock.channels.spi.HttpCall;
import penstock.channels.spi.HttpReply;
import penstock.channels.spi.Patience;
import penstock.channels.spi.Peer;
import penstock.channels.spi.Secrets;
import penstock.channels.spi.Signer;

/** The transport as it runs: a real Camel context, real sockets, a clock that stands still. */
final class Gateway implements AutoCloseable {

    static final AccountKey ACCOUNT = new AccountKey(7, 12, "acme");
    static final Signer UNSIGNED = (call, secrets, now) -> call;
    static final Budget PLENTY = Budget.of("items.read", 1_000_000, 1_000_000);

    private static final TransportSettings.Lane QUICK = new TransportSettings.Lane(
            Duration.ofSeconds(5),
            Duration.ofSeconds(2),
            Duration.ofSeconds(10),
            Duration.ofSeconds(15),
            1 << 20,
            40,
            20);

    final MovableClock clock = new MovableClock();
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final CamelContext camel = new DefaultCamelContext();
    final RateBudgets budgets;
    final CallCarrier carrier;

    Gateway() {
        this(settings -> settings);
    }

    Gateway(UnaryOperator<TransportSettings> change) {
        this(change, new EgressPolicy(List.of("127.0.0.1", "localhost")));
    }

    Gateway(UnaryOperator<TransportSettings> change, EgressPolicy policy) {
        TransportSettings settings = change.apply(TransportSettings.defaults().withLanes(QUICK, QUICK));
        budgets = new RateBudgets(settings, QuotaMemory.NONE, clock);
        try {
            camel.addRoutes(new CallRoutes(settings, policy));
            camel.start();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        carrier = new CallCarrier(settings, policy, budgets, camel.createProducerTemplate(), meters, clock);
    }

    /** A lane that gives up sooner: after {@code total} in all. */
    static TransportSettings.Lane hasty(Duration total) {
        return new TransportSettings.Lane(
                QUICK.connect(),
                QUICK.lease(),
                QUICK.read(),
                total,
                QUICK.replyBytesMax(),
                QUICK.connections(),
                QUICK.connectionsPerHost());
    }

    <T> Ended<T> carry(Conversation<T> conversation) {
        return carrier.carry(ACCOUNT, signing(UNSIGNED), new Secrets(Map.of()), conversation);
    }

    <T> Ended<T> carry(AccessTokens tokens, Signer signer, Conversation<T> conversation) {
        return carry(tokens, signer, new Secrets(Map.of()), conversation);
    }

    <T> Ended<T> carry(AccessTokens tokens, Signer signer, Secrets secrets, Conversation<T> conversation) {
        return carrier.carry(ACCOUNT, new Other(signer, Optional.of(tokens)), secrets, conversation);
    }

    /** Another side that signs so, and has no tokens. */
    static Peer signing(Signer signer) {
        return new Other(signer, Optional.empty());
    }

    private record Other(Signer signer, Optional<AccessTokens> tokens) implements Peer {}

    static HttpCall read(String uri) {
        return HttpCall.read(URI.create(uri), PLENTY);
    }

    static HttpCall write(String uri, String ref, String body) {
        return new HttpCall(
                "POST", URI.create(uri), Map.of(), body.getBytes(), PLENTY, Patience.QUICK, Effect.write(ref));
    }

    /** Asks once and ends with the reply. */
    static Conversation<HttpReply> once(HttpCall call) {
        return Conversation.ask(call, Conversation::done);
    }

    /** The end in a line: what it is, and what else is known. */
    static String line(Ended<?> ended) {
        if (ended instanceof Ended.Done<?> done) {
            return done.result() instanceof HttpReply reply ? "Done " + reply.status() : "Done " + done.result();
        } else if (ended instanceof Ended.NotSent<?> notSent) {
            return "NotSent " + notSent.retryAfter().toSeconds() + " s";
        } else if (ended instanceof Ended.Lost<?> lost) {
            return "Lost " + lost.ref();
        } else if (ended instanceof Ended.Refused<?> refused) {
            return "Refused " + refused.reason();
        }
        throw new AssertionError(ended);
    }

    static String why(Ended<?> ended) {
        if (ended instanceof Ended.NotSent<?> notSent) {
            return notSent.why();
        } else if (ended instanceof Ended.Lost<?> lost) {
            return lost.why();
        } else if (ended instanceof Ended.Refused<?> refused) {
            return refused.detail();
        }
        return "";
    }

    @Override
    public void close() {
        camel.stop();
    }
}
