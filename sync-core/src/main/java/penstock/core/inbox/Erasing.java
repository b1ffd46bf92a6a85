package penstock.core.inbox;

import java.time.Instant;
import java.util.List;
import penstock.core.store.Transaction;

/**
 * Destroys data keys: what was sealed under them says nothing of anybody any more. An order whose person was erased stays so:
 * what its channel tells of the person later is erased too.
 */
final class Erasing {

    private Erasing() {}

    /** All messages of an order. The head is locked first: a batch that has read a mark would write it back. */
    static int order(Transaction transaction, long orderId, Instant now) {
        long sellerId = transaction.sellerId();
        transaction.list(
                "select head from seller where seller_id = ? for update", row -> row.getLong("head"), sellerId);
        transaction.update("""
                update sales_order set recipient_mark = null, erased_at = coalesce(erased_at, ?)
                 where seller_id = ? and order_id = ?
                """, now, sellerId, orderId);
        transaction.update(
                "update fulfilment_order set recipient_mark = null where seller_id = ? and order_id = ?",
                sellerId,
                orderId);
        transaction.update("""
                update order_edit set recipient_mark = null
                 where seller_id = ? and order_id = ? and recipient_mark is not null
                """, sellerId, orderId);
        transaction.update("""
                delete from rejection r using inbox i
                 where r.seller_id = ? and r.subject = 'MESSAGE'
                   and i.seller_id = ? and i.inbox_id = r.subject_id and i.order_id = ?
                """, sellerId, sellerId, orderId);
        transaction.update("""
                update inbox set state = 'APPLIED', next_attempt_at = null, parked_reason = null, parked_detail = null
                 where seller_id = ? and order_id = ? and state <> 'APPLIED'
                """, sellerId, orderId);
        return transaction.update("""
                delete from message_key k using inbox i
                 where k.seller_id = ? and i.seller_id = ? and i.inbox_id = k.inbox_id and i.order_id = ?
                """, sellerId, sellerId, orderId);
    }

    /** Orders whose person was erased and of whom something has been read since, at most so many. */
    static List<Long> toldAgain(Transaction transaction, int limit) {
        return transaction.list("""
                select o.order_id from sales_order o
                 where o.seller_id = ? and o.erased_at is not null
                   and exists (select from inbox i
                                 join message_key k on k.seller_id = i.seller_id and k.inbox_id = i.inbox_id
                                where i.seller_id = o.seller_id and i.order_id = o.order_id and i.state <> 'WAITING')
                 order by o.order_id
                 limit ?
                """, row -> row.getLong("order_id"), transaction.sellerId(), limit);
    }

    /** A message that no order was last read from. */
    static int message(Transaction transaction, long inboxId) {
        long sellerId = transaction.sellerId();
        Rejections.replace(transaction, Rejections.Subject.MESSAGE, inboxId, List.of());
        transaction.update("""
                update inbox set state = 'APPLIED', next_attempt_at = null, parked_reason = null, parked_detail = null
                 where seller_id = ? and inbox_id = ?
                """, sellerId, inboxId);
        return transaction.update("""
                delete from message_key k
                 where k.seller_id = ? and k.inbox_id = ?
                   and not exists (select from inbox i
                                     join sales_order o on o.seller_id = i.seller_id and o.order_id = i.order_id
                                                       and o.inbox_id = i.inbox_id
                                    where i.seller_id = ? and i.inbox_id = ?)
                """, sellerId, inboxId, sellerId, inboxId);
    }
}
