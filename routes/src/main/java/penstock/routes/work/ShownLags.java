package penstock.routes.work;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import penstock.core.catalogue.Accounts.Account;
import penstock.core.message.Outcome;
import penstock.core.publication.Claim;
import penstock.routes.accounts.OpenAccounts.OpenAccount;
import penstock.routes.metrics.Stages;

/**
 * Measures how long a change of stock takes until its channel shows it: where the channel says so at once, until then; where a number
 * is only accepted, until it is read back. What is on its way is remembered by the node that told it. Any thread.
 */
final class ShownLags {

    /** Numbers on their way that are remembered; beyond it the oldest is not measured. */
    static final int MAX_ON_THEIR_WAY = 10_000;

    private final Stages stages;
    private final Map<Long, OnItsWay> onTheirWay = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, OnItsWay> eldest) {
            return size() > MAX_ON_THEIR_WAY;
        }
    };

    private record OnItsWay(int quantity, Instant since) {}

    ShownLags(Stages stages) {
        this.stages = stages;
    }

    /** A number was told, and this is what became of it. */
    void told(OpenAccount account, Claim claim, Outcome outcome) {
        claim.staleSince().ifPresent(since -> {
            if (outcome instanceof Outcome.Done) {
                forget(claim.listingId());
                measure(account, since);
            } else if (outcome instanceof Outcome.Pending || outcome instanceof Outcome.Unknown) {
                remember(claim.listingId(), new OnItsWay(claim.quantity(), since));
            } else {
                forget(claim.listingId()); // what was not taken is not on its way
            }
        });
    }

    /** A channel was seen to show a number. */
    void seen(OpenAccount account, Claim claim, int quantity) {
        arrived(claim.listingId(), quantity).ifPresent(number -> measure(account, number.since()));
    }

    private void measure(OpenAccount account, Instant since) {
        Account told = account.account();
        stages.shown(told.sellerId(), told.channel(), told.accountId(), since);
    }

    private synchronized void remember(long listingId, OnItsWay number) {
        onTheirWay.put(listingId, number);
    }

    private synchronized void forget(long listingId) {
        onTheirWay.remove(listingId);
    }

    private synchronized Optional<OnItsWay> arrived(long listingId, int quantity) {
        Optional<OnItsWay> arrived =
                Optional.ofNullable(onTheirWay.get(listingId)).filter(number -> number.quantity() == quantity);
        arrived.ifPresent(number -> onTheirWay.remove(listingId));
        return arrived;
    }
}
