package penstock.routes.transport;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import penstock.channels.spi.AccessTokens;
import penstock.channels.spi.AccessTokens.AccessToken;
import penstock.channels.spi.Conversation;
import penstock.channels.spi.Effect;
import penstock.channels.spi.HttpCall;
import penstock.channels.spi.HttpReply;
import penstock.core.message.RefusalReason;

/** Makes one call of an account: token, signature, gate, budget, sending, and what the reply teaches. Any thread. */
final class AccountCalls {

    static final int ACCOUNTS_MAX = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger(AccountCalls.class);

    private final TransportSettings settings;
    private final EgressPolicy egress;
    private final RateBudgets budgets;
    private final CallSender sender;
    private final Clock clock;
    private final TokenConversation tokenConversation;
    private final AccessTokenCache tokens;
    private final LeastRecent<AccountKey, AccountGate> gates = new LeastRecent<>(ACCOUNTS_MAX);

    AccountCalls(
            TransportSettings settings,
            EgressPolicy egress,
            RateBudgets budgets,
            CallSender sender,
            Clock clock,
            TokenConversation tokenConversation) {
        this.settings = settings;
        this.egress = egress;
        this.budgets = budgets;
        this.sender = sender;
        this.clock = clock;
        this.tokenConversation = tokenConversation;
        this.tokens = new AccessTokenCache(settings.quick().total(), clock);
    }

    /** The call, repeated once with a new token if the channel no longer takes the one it has. */
    CallOutcome call(Party party, HttpCall call) {
        if (party.tokens().isEmpty()) {
            return unlessUnauthorised(party, signAndSend(party, call));
        }
        AccessTokens obtaining = party.tokens().get();
        Ended<AccessToken> token = token(party, obtaining);
        CallOutcome outcome = withToken(party, call, token);
        if (token instanceof Ended.Done<AccessToken> done && expired(obtaining, outcome)) {
            LOG.info(
                    "{}: the channel no longer takes the access token; it is renewed and the call repeated",
                    party.account());
            tokens.reject(party.account(), done.result());
            outcome = withToken(party, call, token(party, obtaining));
        }
        return unlessUnauthorised(party, outcome);
    }

    int openBreakers(String channel) {
        return gates.count((account, gate) -> account.channel().equals(channel) && gate.isOpen());
    }

    Optional<Instant> failingSince(AccountKey account) {
        return gates.find(account).flatMap(AccountGate::failingSince);
    }

    void forget(AccountKey account) {
        gates.forget(account);
        tokens.forget(account);
        budgets.forget(account);
    }

    private Ended<AccessToken> token(Party party, AccessTokens obtaining) {
        return tokens.current(
                party.account(),
                party.secrets(),
                () -> tokenConversation.hold(party.asking(obtaining), obtaining.obtain()));
    }

    private CallOutcome withToken(Party party, HttpCall call, Ended<AccessToken> token) {
        if (token instanceof Ended.Done<AccessToken> done) {
            return signAndSend(party.with(done.result()), call);
        } else if (token instanceof Ended.NotSent<AccessToken> notSent) {
            return new CallOutcome.NotSent(notSent.retryAfter(), notSent.why());
        } else if (token instanceof Ended.Lost<AccessToken> lost) {
            return new CallOutcome.NotSent(settings.backoff(), lost.why());
        } else if (token instanceof Ended.Refused<AccessToken> refused) {
            return new CallOutcome.Refused(RefusalReason.UNAUTHORISED, refused.detail());
        }
        throw new AssertionError("a conversation ends in one of four ways");
    }

    private CallOutcome signAndSend(Party party, HttpCall call) {
        HttpCall signed;
        try {
            signed = party.signer().sign(call, party.secrets(), clock.instant());
        } catch (IllegalStateException e) {
            return new CallOutcome.Refused(RefusalReason.UNAUTHORISED, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            LOG.error(
                    "{}: a defect in signing {}: {}; tried again in {}",
                    party.account(),
                    call.budget().operation(),
                    e.getClass().getName(),
                    CallCarrier.DEFECT_BACKOFF);
            return new CallOutcome.NotSent(CallCarrier.DEFECT_BACKOFF, "the call could not be signed");
        }
        Optional<String> objection = egress.objectionAsWritten(signed.uri());
        return objection.isPresent() ? forbidden(party.account(), objection.get()) : throughGate(party, signed);
    }

    private CallOutcome throughGate(Party party, HttpCall call) {
        AccountKey account = party.account();
        AccountGate gate = gates.get(account, key -> new AccountGate(key, settings, clock));
        Optional<AccountGate.Held> held = gate.enter();
        if (held.isPresent()) {
            sender.held(account, call, held.get().cause());
            return new CallOutcome.NotSent(held.get().retryAfter(), held.get().why());
        }
        Duration wait;
        HttpReply reply;
        try {
            wait = permit(party, call);
            if (!wait.isZero()) {
                gate.unused();
                sender.held(account, call, "budget");
                return new CallOutcome.NotSent(
                        wait, "the rate limit of " + call.budget().operation() + " is used up");
            }
            reply = send(account, call);
        } catch (CallFailed e) {
            return failed(account, gate, e);
        } catch (RuntimeException e) {
            return defect(account, gate, call, e);
        }
        if (reply.status() >= 500) {
            gate.failed("answered " + reply.status());
        } else {
            gate.answered();
        }
        return learnt(party, call, reply);
    }

    private HttpReply send(AccountKey account, HttpCall call) throws CallFailed {
        try {
            return sender.send(account, call);
        } finally {
            budgets.ended(account, call.budget());
        }
    }

    /** Nobody knows how far it came, so the caller looks before it repeats. */
    private CallOutcome defect(AccountKey account, AccountGate gate, HttpCall call, RuntimeException e) {
        String what = e.getClass().getName();
        gate.failed(what);
        LOG.error(
                "{}: a defect in calling {}: {}; tried again in {}",
                account,
                call.budget().operation(),
                what,
                CallCarrier.DEFECT_BACKOFF);
        return new CallOutcome.ReplyLost(CallCarrier.DEFECT_BACKOFF, "the call broke off");
    }

    /** Zero with a unit taken, or how long to wait for one. */
    private Duration permit(Party party, HttpCall call) {
        Duration wait = budgets.take(party.account(), call.budget(), party.urgency());
        if (wait.isZero()) {
            return wait;
        }
        sender.waits(party.account(), call, wait);
        if (wait.compareTo(settings.permitWait()) > 0) {
            return wait;
        }
        try {
            Thread.sleep(wait.toMillis() + 1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return wait;
        }
        return budgets.take(party.account(), call.budget(), party.urgency());
    }

    private CallOutcome learnt(Party party, HttpCall call, HttpReply reply) {
        AccountKey account = party.account();
        party.limits().read(reply).ifPresent(limit -> budgets.learn(account, call.budget(), limit));
        if (reply.status() == 429) {
            Duration wait = budgets.exhausted(account, call.budget(), reply);
            LOG.info(
                    "{}: the channel throttles {}; tried again in {}",
                    account,
                    call.budget().operation(),
                    wait);
            return new CallOutcome.NotSent(
                    wait, "the channel throttles " + call.budget().operation());
        }
        Optional<Duration> rest =
                reply.status() == 503 ? budgets.rest(account, call.budget(), reply) : Optional.empty();
        return rest.isPresent() && call.effect() instanceof Effect.Read
                ? new CallOutcome.NotSent(rest.get(), "the channel asks to be called again later")
                : new CallOutcome.Replied(reply);
    }

    private CallOutcome failed(AccountKey account, AccountGate gate, CallFailed e) {
        String why = String.valueOf(e.getMessage());
        switch (e.stage()) {
            case FORBIDDEN -> {
                gate.unused();
                return forbidden(account, why);
            }
            case WAITING -> {
                gate.unused();
                return new CallOutcome.NotSent(AccountGate.FULL_WAIT, why);
            }
            case CONNECTING -> {
                gate.failed(why);
                return new CallOutcome.NotSent(settings.backoff(), why);
            }
            case REPLYING -> {
                gate.failed(why);
                return new CallOutcome.ReplyLost(settings.backoff(), why);
            }
        }
        throw new AssertionError("a call fails in one of four stages");
    }

    private static CallOutcome forbidden(AccountKey account, String objection) {
        LOG.warn("{}: not called, because {}; a person has to correct the account", account, objection);
        return new CallOutcome.Refused(RefusalReason.INVALID, objection);
    }

    private static CallOutcome unlessUnauthorised(Party party, CallOutcome outcome) {
        if (!unauthorised(outcome)) {
            return outcome;
        }
        LOG.warn("{}: the channel does not take our credentials; a person has to renew them", party.account());
        return new CallOutcome.Refused(RefusalReason.UNAUTHORISED, "the channel does not take our credentials");
    }

    private static boolean expired(AccessTokens tokens, CallOutcome outcome) {
        return outcome instanceof CallOutcome.Replied replied && tokens.isExpired(replied.reply());
    }

    private static boolean unauthorised(CallOutcome outcome) {
        return outcome instanceof CallOutcome.Replied replied && replied.reply().status() == 401;
    }

    /** How a conversation is held, the one for a token among them. */
    @FunctionalInterface
    interface TokenConversation {
        Ended<AccessToken> hold(Party party, Conversation<AccessToken> conversation);
    }
}
