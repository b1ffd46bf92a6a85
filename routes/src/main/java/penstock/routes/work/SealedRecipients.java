package penstock.routes.work;

import java.util.Optional;
import penstock.core.inbox.Inbox;
import penstock.core.message.InboundMessage;
import penstock.core.message.OrderEdit;
import penstock.core.message.OrderSnapshot;
import penstock.core.message.Recipient;
import penstock.core.order.Orders;
import penstock.core.order.Orders.OrderView;
import penstock.core.port.Recipients;
import penstock.routes.accounts.OpenAccounts;

/** Opens the message that an order was last read from and has its channel's adapter read the recipient anew. Any thread. */
public final class SealedRecipients implements Recipients {

    private final Orders orders;
    private final Inbox inbox;
    private final OpenAccounts accounts;
    private final ReadMessages reading;

    public SealedRecipients(Orders orders, Inbox inbox, OpenAccounts accounts, ReadMessages reading) {
        this.orders = orders;
        this.inbox = inbox;
        this.accounts = accounts;
        this.reading = reading;
    }

    @Override
    public Optional<Recipient> find(long sellerId, long orderId) {
        return orders.find(sellerId, orderId).flatMap(order -> find(sellerId, order));
    }

    /** Of an order that has been read. */
    Optional<Recipient> find(long sellerId, OrderView order) {
        return order.inboxId()
                .flatMap(inboxId -> inbox.open(sellerId, inboxId))
                .flatMap(opened -> accounts.find(sellerId, opened.accountId())
                        .flatMap(account -> reading.translate(account, opened.message()).messages().stream()
                                .flatMap(message -> recipient(message).stream())
                                .findFirst()));
    }

    private static Optional<Recipient> recipient(InboundMessage message) {
        if (message instanceof OrderEdit edit) {
            return edit.recipient();
        }
        return message instanceof OrderSnapshot snapshot ? snapshot.recipient() : Optional.empty();
    }
}
