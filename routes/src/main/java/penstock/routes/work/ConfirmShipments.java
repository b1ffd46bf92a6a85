package penstock.routes.work;

import java.util.List;
import java.util.Optional;
import penstock.channels.spi.Channel;
import penstock.channels.spi.ShipmentSink;
import penstock.core.message.Outcome;
import penstock.core.message.RefusalReason;
import penstock.core.shipping.Confirmations;
import penstock.core.shipping.Confirmations.Claim;
import penstock.routes.accounts.OpenAccounts;
import penstock.routes.accounts.OpenAccounts.OpenAccount;
import penstock.routes.transport.AccountKey;
import penstock.routes.transport.Urgency;

/** Tells one account's channel which parcels left, each once. Any thread. */
public final class ConfirmShipments implements Duty {

    /** Parcels done in one go. Each is claimed when its own calls are about to be made, so that no claim waits for another's. */
    static final int MAX_PARCELS = 500;

    private final Confirmations confirmations;
    private final OpenAccounts accounts;
    private final Calls calls;

    public ConfirmShipments(Confirmations confirmations, OpenAccounts accounts, Calls calls) {
        this.confirmations = confirmations;
        this.accounts = accounts;
        this.calls = calls;
    }

    @Override
    public String name() {
        return "confirm";
    }

    @Override
    public When when() {
        return When.WOKEN;
    }

    @Override
    public void see(long sellerId, Hands hands) {
        confirmations.dueAccounts(sellerId).forEach(account -> hands.startAnew(account, WorkRoutes.CONFIRM));
    }

    @Override
    public void endClaims(long sellerId) {
        confirmations.endClaims(sellerId);
    }

    /** Does all that is due for the account, a bounded number of parcels; the next round goes on. */
    public void confirm(AccountKey key) {
        int parcels = 0;
        while (parcels < MAX_PARCELS && confirmOne(key)) {
            parcels++;
        }
    }

    /** Whether there was anything to do. */
    private boolean confirmOne(AccountKey key) {
        Optional<OpenAccount> account = accounts.find(key.sellerId(), key.accountId());
        Optional<Channel> channel = account.flatMap(OpenAccount::channel);
        if (channel.isEmpty()) {
            return false;
        }
        List<Claim> claims = confirmations.claim(key.sellerId(), key.accountId(), 1);
        Optional<ShipmentSink> sink = channel.get().shipments();
        for (Claim claim : claims) {
            if (sink.isPresent()) {
                confirm(account.get(), channel.get(), sink.get(), claim);
            } else {
                Outcome refused = new Outcome.Refused(RefusalReason.INVALID, "the channel takes no confirmations");
                confirmations.settle(key.sellerId(), claim, refused, false);
            }
        }
        return !claims.isEmpty();
    }

    private void confirm(OpenAccount account, Channel channel, ShipmentSink sink, Claim claim) {
        long sellerId = account.account().sellerId();
        if (claim.readBackFirst()) {
            Outcome known = calls.outcome(calls.talk(account, channel, sink.readBack(claim.notice()), Urgency.NORMAL));
            boolean isNotThere = known instanceof Outcome.NotSent notSent
                    && notSent.retryAfter().isZero();
            if (!isNotThere) {
                confirmations.settle(sellerId, claim, known, true);
                return;
            }
        }
        Outcome outcome = calls.outcome(calls.talk(account, channel, sink.confirm(claim.notice()), Urgency.NORMAL));
        confirmations.settle(sellerId, claim, outcome, false);
    }
}
