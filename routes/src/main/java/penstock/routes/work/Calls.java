package penstock.routes.work;

import java.time.Instant;
import java.util.Optional;
import penstock.channels.spi.Conversation;
import penstock.channels.spi.Peer;
import penstock.core.catalogue.Accounts;
import penstock.core.catalogue.Accounts.Account;
import penstock.core.message.Outcome;
import penstock.core.message.RefusalReason;
import penstock.routes.accounts.OpenAccounts;
import penstock.routes.accounts.OpenAccounts.OpenAccount;
import penstock.routes.transport.CallCarrier;
import penstock.routes.transport.Ended;
import penstock.routes.transport.Urgency;

/** Has conversations with an account's other side, and marks the account when a person has to mend it. Any thread. */
public final class Calls {

    private final CallCarrier carrier;
    private final Accounts accounts;
    private final OpenAccounts open;
    private final Pace pace;

    public Calls(CallCarrier carrier, Accounts accounts, OpenAccounts open, Pace pace) {
        this.pace = pace;
        this.carrier = carrier;
        this.accounts = accounts;
        this.open = open;
    }

    /** Talks to a channel or a provider. */
    public <T> Ended<T> talk(OpenAccount account, Peer peer, Conversation<T> conversation, Urgency urgency) {
        Ended<T> ended = carrier.carry(account.key(), peer, account.secrets(), conversation, urgency);
        noteWhetherItFails(account);
        return noted(account, ended);
    }

    /** The same without urgency. */
    public <T> Ended<T> talk(OpenAccount account, Peer peer, Conversation<T> conversation) {
        return talk(account, peer, conversation, Urgency.NORMAL);
    }

    /** Whoever looks at the account sees that its calls are held back, and since when. */
    private void noteWhetherItFails(OpenAccount open) {
        Account account = open.account();
        Optional<Instant> since = carrier.failingSince(open.key());
        if (since.isPresent() != account.failingSince().isPresent()) {
            accounts.noteFailing(account.sellerId(), account.accountId(), since);
            this.open.forget(account.sellerId(), account.accountId());
        }
    }

    private <T> Ended<T> noted(OpenAccount account, Ended<T> ended) {
        if (ended instanceof Ended.Refused<T> refused && refused.reason() == RefusalReason.UNAUTHORISED) {
            accounts.enter(
                    account.account().sellerId(),
                    account.account().accountId(),
                    Accounts.State.NEEDS_ATTENTION,
                    "the other side refuses our credentials: enter new ones, then resume the account");
            open.forget(account.account().sellerId(), account.account().accountId());
        }
        return ended;
    }

    /** The outcome of a conversation that comes to an outcome. */
    Outcome outcome(Ended<Outcome> ended) {
        return ended instanceof Ended.Done<Outcome> done ? paced(done.result()) : failure(ended);
    }

    /** An outcome out of a channel's answer, with its wait as it is waited. */
    Outcome paced(Outcome outcome) {
        return outcome instanceof Outcome.NotSent wait
                ? new Outcome.NotSent(pace.of(wait.retryAfter()), wait.why())
                : outcome;
    }

    /** The outcome for everything that a conversation was about, when it came to no result. */
    static Outcome failure(Ended<?> ended) {
        if (ended instanceof Ended.NotSent<?> notSent) {
            return new Outcome.NotSent(notSent.retryAfter(), notSent.why());
        } else if (ended instanceof Ended.Lost<?> lost) {
            return new Outcome.Unknown(lost.ref(), lost.why());
        } else if (ended instanceof Ended.Refused<?> refused) {
            return refused.reason() == RefusalReason.UNAUTHORISED
                    ? new Outcome.NotSent(java.time.Duration.ofMinutes(1), refused.detail())
                    : new Outcome.Refused(refused.reason(), refused.detail());
        }
        throw new IllegalArgumentException("a conversation that is done has a result, not a failure");
    }
}
