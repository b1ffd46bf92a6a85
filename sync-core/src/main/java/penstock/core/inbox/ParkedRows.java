package penstock.core.inbox;

import java.util.List;
import java.util.Optional;
import penstock.core.inbox.Inbox.Parked;
import penstock.core.inbox.Rejections.Subject;
import penstock.core.store.Transaction;

/** What waits for a person: messages put aside as a whole, and those of which an order has parts that nobody understood. */
final class ParkedRows {

    private ParkedRows() {}

    static List<Parked> list(Transaction transaction, long afterInboxId, int limit) {
        List<Parked> parked = transaction.list(
                """
                select i.inbox_id, i.account_id, i.source, i.received_at, i.parked_reason as reason, i.parked_detail as detail,
                       null::bigint as order_id
                  from inbox i
                 where i.seller_id = ? and i.state = 'PARKED' and i.inbox_id > ?
                 union all
                select i.inbox_id, i.account_id, i.source, i.received_at, r.reason, r.advice, o.order_id
                  from sales_order o
                  join inbox i on i.seller_id = o.seller_id and i.inbox_id = o.inbox_id and i.state <> 'PARKED'
                  join rejection r on r.seller_id = o.seller_id and r.subject = 'ORDER' and r.subject_id = o.order_id
                                  and r.rejection_no = 1
                 where o.seller_id = ? and o.not_understood > 0 and o.inbox_id > ?
                 order by inbox_id
                 limit ?
                """,
                row -> new Parked(
                        row.getLong("inbox_id"),
                        row.getLong("account_id"),
                        row.getText("source"),
                        row.getInstant("received_at"),
                        row.getText("reason"),
                        row.findText("detail").orElse(""),
                        row.findLong("order_id"),
                        List.of()),
                transaction.sellerId(),
                afterInboxId,
                transaction.sellerId(),
                afterInboxId,
                limit);
        return parked.stream().map(one -> withRejections(transaction, one)).toList();
    }

    private static Parked withRejections(Transaction transaction, Parked parked) {
        Optional<Long> order = parked.orderId();
        return new Parked(
                parked.inboxId(),
                parked.accountId(),
                parked.source(),
                parked.receivedAt(),
                parked.reason(),
                parked.detail(),
                order,
                Rejections.list(
                        transaction,
                        order.isPresent() ? Subject.ORDER : Subject.MESSAGE,
                        order.orElse(parked.inboxId())));
    }
}
