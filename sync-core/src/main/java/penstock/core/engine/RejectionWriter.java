package penstock.core.engine;

import java.util.ArrayList;
import java.util.List;
import penstock.core.book.Order;
import penstock.core.message.Rejection;
import penstock.core.store.Columns;

/** Writes the parts of orders that nobody could understand, with the orders' own rows. One thread. */
final class RejectionWriter {

    private record Part(long orderId, int number, Rejection rejection) {}

    private final Writes writes;

    RejectionWriter(Writes writes) {
        this.writes = writes;
    }

    /** Replaces what is stored. Nearly all orders have nothing here, so the statements that write them all are spared it. */
    void replace(List<Order> orders) {
        writes.changed(orders, """
                delete from rejection r using unnest(?::bigint[]) as u (order_id)
                 where r.seller_id = ? and r.subject = 'ORDER' and r.subject_id = u.order_id
                """, Columns.of(orders).longs(Order::orderId).then(writes.sellerId()));
        writes.all(
                orders,
                """
                update sales_order o set not_understood = u.parts, rejection_mark = u.mark
                  from unnest(?::bigint[], ?::int[], ?::text[]) as u (order_id, parts, mark)
                 where o.seller_id = ? and o.order_id = u.order_id
                """,
                Columns.of(orders)
                        .longs(Order::orderId)
                        .ints(Order::notUnderstood)
                        .texts(order -> order.rejectionMark().orElse(null))
                        .then(writes.sellerId()));
        List<Part> parts = new ArrayList<>();
        orders.forEach(order -> number(order, parts));
        writes.all(
                parts,
                """
                insert into rejection (seller_id, subject, subject_id, rejection_no, place, value, reason, advice)
                select s.seller_id, 'ORDER', u.*
                  from seller s, unnest(?::bigint[], ?::int[], ?::text[], ?::text[], ?::text[], ?::text[]) as u
                 where s.seller_id = ?
                """,
                Columns.of(parts)
                        .longs(Part::orderId)
                        .ints(Part::number)
                        .texts(part -> part.rejection().where())
                        .texts(part -> part.rejection().value())
                        .texts(part -> part.rejection().reason().name())
                        .texts(part -> part.rejection().advice())
                        .then(writes.sellerId()));
    }

    private static void number(Order order, List<Part> parts) {
        int number = 0;
        for (Rejection rejection : order.newRejections().orElse(List.of())) {
            parts.add(new Part(order.orderId(), ++number, rejection));
        }
    }
}
