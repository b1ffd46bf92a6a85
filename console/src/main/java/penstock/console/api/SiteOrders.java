package penstock.console.api;

import java.util.List;
import java.util.Optional;
import penstock.console.json.Fields;
import penstock.console.ownsite.OwnSiteEdit;
import penstock.console.ownsite.OwnSiteOrder;
import penstock.console.problem.Refused;
import penstock.core.book.Command;
import penstock.core.book.Reply;
import penstock.core.book.Reply.Verdict;
import penstock.core.engine.Engine;
import penstock.core.engine.EngineBusy;
import penstock.core.inbox.Inbox;
import penstock.core.inbox.Inbox.Opened;
import penstock.core.message.OrderEdit;
import penstock.core.message.OrderSnapshot;
import penstock.core.message.RawMessage;
import penstock.core.message.Recipient;
import penstock.core.order.ApplyOrder;
import penstock.core.order.EditOrder;
import penstock.core.order.Orders;
import penstock.core.order.Orders.OrderView;

/**
 * An own site's orders between its requests, the inbox and the engine. Any thread.
 *
 * <p>The bytes of what names a recipient are stored in the inbox before the engine decides, so that the recipient is kept
 * sealed and only there. Each attempt is a message of its own; the one that the engine follows keeps its key, the key of every
 * other is destroyed at once. So what is refused leaves nothing of the person, and a repeat never takes the recipient of
 * another.
 */
public final class SiteOrders {

    private final Engine engine;
    private final Inbox inbox;
    private final Orders orders;

    public SiteOrders(Engine engine, Inbox inbox, Orders orders) {
        this.engine = engine;
        this.inbox = inbox;
        this.orders = orders;
    }

    /** Stores a message, gives its id. */
    long store(long sellerId, long accountId, RawMessage message) {
        return inbox.storeNow(sellerId, accountId, List.of(message), Optional.empty())
                .get(0)
                .inboxId();
    }

    /** Decides what a stored message means; unless it is followed, nothing of its person is left. */
    Reply decide(long sellerId, long inboxId, Command command, Verdict followed) {
        Reply reply;
        try {
            reply = engine.decide(sellerId, command);
        } catch (EngineBusy e) {
            inbox.forget(sellerId, inboxId); // the caller is told that nothing was done
            throw e;
        }
        if (reply.verdict() != followed) {
            // unless a commit with unknown outcome was run again: then what exists is made from this very message
            inbox.forget(sellerId, inboxId);
        }
        return reply;
    }

    /** A mark of whom a snapshot or an edit names. */
    String mark(long sellerId, Optional<Recipient> recipient) {
        return inbox.recipientMark(sellerId, recipient);
    }

    ApplyOrder placing(long sellerId, long accountId, OrderSnapshot snapshot, long inboxId) {
        String mark = mark(sellerId, snapshot.recipient());
        return new ApplyOrder(accountId, snapshot, new ApplyOrder.Source(inboxId, Optional.of(mark), List.of()), true);
    }

    /** An order by the site's id; one that waits to be decided is decided first. */
    OrderView get(long sellerId, long accountId, String channelOrderId) {
        return Optional.of(channelOrderId)
                .filter(Fields::isCallerId) // a hold is kept like an order, under an id that no caller can make
                .flatMap(id -> orders.find(sellerId, accountId, id).or(() -> decideWhatWaits(sellerId, accountId, id)))
                .orElseThrow(() -> Refused.notFound("there is no such order"));
    }

    /**
     * Decides edits of an order that were stored and not decided, in the order they came: made by the sweep after what is asked
     * now, they would undo it.
     */
    void decideEditsThatWait(long sellerId, long accountId, String channelOrderId) {
        for (Opened message : inbox.listWaiting(sellerId, accountId, OwnSiteEdit.SOURCE, channelOrderId + ":")) {
            OwnSiteEdit.Filed filed = OwnSiteEdit.Filed.of(message.message().eventId());
            OrderEdit edit = OwnSiteEdit.parse(message.message().body()).of(filed.channelOrderId());
            Optional<String> mark = edit.recipient().map(person -> mark(sellerId, edit.recipient()));
            decide(
                    sellerId,
                    message.inboxId(),
                    new EditOrder(accountId, edit, message.inboxId(), mark, filed.by()),
                    Verdict.CHANGED);
        }
    }

    /**
     * An order that was stored and not decided, because its node died or the database went, would be placed by the sweep
     * after its site had been told that there is nothing to cancel. So it is decided now.
     */
    private Optional<OrderView> decideWhatWaits(long sellerId, long accountId, String id) {
        for (Opened message : inbox.listWaiting(sellerId, accountId, OwnSiteOrder.SOURCE, id + ":")) {
            OrderSnapshot snapshot = OwnSiteOrder.parse(message.message().body())
                    .snapshot(message.message().receivedAt());
            Reply reply = engine.decide(sellerId, placing(sellerId, accountId, snapshot, message.inboxId()));
            if (reply.verdict() != Verdict.CREATED) {
                inbox.forget(sellerId, message.inboxId());
            }
        }
        return orders.find(sellerId, accountId, id);
    }
}
