package penstock.routes.transport;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.camel.ProducerTemplate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import penstock.channels.spi.Conversation;
import penstock.channels.spi.Effect;
import penstock.channels.spi.HttpReply;
import penstock.channels.spi.Peer;
import penstock.channels.spi.Secrets;

/**
 * Runs conversations: carries out each call, hands the reply to what the adapter made of it, until it ends.
 *
 * <p>Blocks for as long as the calls take, plus {@link TransportSettings#permitWait} for each. Any thread. Never throws
 * for what a channel, the network or an adapter does; each of these has its {@link Ended}:
 *
 * <ul>
 *   <li>429, no unit of the rate budget, breaker or bulkhead closed, no connection: {@code NotSent}
 *   <li>a token that the channel says has expired, mostly by 401: it is renewed once and the call repeated once
 *   <li>401 in the end: {@code Refused(UNAUTHORISED)}
 *   <li>a reply lost or cut: {@code NotSent} for a read, {@code Lost} for a write
 *   <li>an address that may not be called: {@code Refused(INVALID)}
 *   <li>where {@code NotSent} would be untrue, because an earlier write of the conversation was answered: {@code Lost}
 *       under the ref of that write
 * </ul>
 */
public final class CallCarrier {

    /** A conversation that asks more often than this is broken off as a defect. */
    public static final int ASKS_MAX = 1_000;

    /** The wait after a defect of ours: it will not mend itself soon. */
    static final Duration DEFECT_BACKOFF = Duration.ofMinutes(10);

    private static final Logger LOG = LoggerFactory.getLogger(CallCarrier.class);

    private final TransportSettings settings;
    private final AccountCalls calls;

    public CallCarrier(
            TransportSettings settings,
            EgressPolicy egress,
            RateBudgets budgets,
            ProducerTemplate template,
            MeterRegistry meters,
            Clock clock) {
        this.settings = settings;
        this.calls = new AccountCalls(settings, egress, budgets, new CallSender(template, meters), clock, this::carry);
    }

    /** Runs {@code conversation} with {@link Urgency#NORMAL}. */
    public <T> Ended<T> carry(AccountKey account, Peer peer, Secrets secrets, Conversation<T> conversation) {
        return carry(account, peer, secrets, conversation, Urgency.NORMAL);
    }

    /** Runs {@code conversation} until it ends. */
    public <T> Ended<T> carry(
            AccountKey account, Peer peer, Secrets secrets, Conversation<T> conversation, Urgency urgency) {
        return carry(Party.of(account, peer, secrets, urgency), conversation);
    }

    /** Accounts of a channel whose breaker is open: none of their calls is made, or a few as probes. */
    public int openBreakers(String channel) {
        return calls.openBreakers(channel);
    }

    /** Since when the account's calls keep failing and are held back, if they are. */
    public Optional<Instant> failingSince(AccountKey account) {
        return calls.failingSince(account);
    }

    /** Forgets breaker, budgets and token of an account that is no longer worked here. */
    public void forget(AccountKey account) {
        calls.forget(account);
    }

    private <T> Ended<T> carry(Party party, Conversation<T> conversation) {
        Written written = Written.NOTHING;
        Conversation<T> now = conversation;
        for (int asks = 0; now instanceof Conversation.Ask<T> ask; asks++) {
            if (asks == ASKS_MAX) {
                LOG.error(
                        "{}: a conversation asked {} times without an end; {}",
                        party.account(),
                        ASKS_MAX,
                        written.consequence());
                return written.orNotSent(DEFECT_BACKOFF, "the conversation found no end");
            }
            CallOutcome outcome = calls.call(party, ask.call());
            if (!(outcome instanceof CallOutcome.Replied replied)) {
                return ended(outcome, ask, written);
            }
            written = written.after(ask.call().effect(), replied.reply());
            try {
                now = ask.next().apply(replied.reply());
            } catch (RuntimeException e) {
                return misunderstood(party, ask, written, e);
            }
        }
        return ended(now);
    }

    private static <T> Ended<T> ended(CallOutcome outcome, Conversation.Ask<T> ask, Written written) {
        if (outcome instanceof CallOutcome.Refused refused) {
            return new Ended.Refused<>(refused.reason(), refused.detail());
        } else if (outcome instanceof CallOutcome.NotSent notSent) {
            return written.orNotSent(notSent.retryAfter(), notSent.why());
        } else if (outcome instanceof CallOutcome.ReplyLost lost) {
            return ask.call().effect() instanceof Effect.Write write
                    ? new Ended.Lost<>(write.ref(), lost.why())
                    : written.orNotSent(lost.retryAfter(), lost.why());
        }
        throw new AssertionError("an outcome is one of the four");
    }

    private static <T> Ended<T> misunderstood(
            Party party, Conversation.Ask<T> ask, Written written, RuntimeException defect) {
        StackTraceElement[] trace = defect.getStackTrace();
        Written known =
                ask.call().effect() instanceof Effect.Write write ? new Written(Optional.of(write.ref())) : written;
        // the exception's own message may quote the reply
        LOG.error(
                "{}: a defect in reading the reply to {}: {} at {}; {}",
                party.account(),
                ask.call().budget().operation(),
                defect.getClass().getName(),
                trace.length == 0 ? "unknown" : trace[0],
                known.consequence());
        return known.orNotSent(DEFECT_BACKOFF, "our reading of the reply failed");
    }

    private <T> Ended<T> ended(Conversation<T> end) {
        if (end instanceof Conversation.Done<T> done) {
            return new Ended.Done<>(done.result());
        } else if (end instanceof Conversation.NotSent<T> notSent) {
            return new Ended.NotSent<>(settings.paced(notSent.retryAfter()), notSent.why());
        } else if (end instanceof Conversation.Lost<T> lost) {
            return new Ended.Lost<>(lost.ref(), lost.why());
        } else if (end instanceof Conversation.Refused<T> refused) {
            return new Ended.Refused<>(refused.reason(), refused.detail());
        }
        throw new AssertionError("a conversation is one of the five");
    }

    /** The last write of a conversation that the channel may have acted on. */
    private record Written(Optional<String> ref) {

        static final Written NOTHING = new Written(Optional.empty());

        /** A 4xx says that nothing was changed. */
        Written after(Effect effect, HttpReply reply) {
            boolean refused = reply.status() >= 400 && reply.status() < 500;
            return effect instanceof Effect.Write write && !refused ? new Written(Optional.of(write.ref())) : this;
        }

        <T> Ended<T> orNotSent(Duration retryAfter, String why) {
            return ref.<Ended<T>>map(written -> new Ended.Lost<>(written, why))
                    .orElseGet(() -> new Ended.NotSent<>(retryAfter, why));
        }

        String consequence() {
            return ref.isPresent() ? "what was written is read back next" : "tried again in " + DEFECT_BACKOFF;
        }
    }
}
