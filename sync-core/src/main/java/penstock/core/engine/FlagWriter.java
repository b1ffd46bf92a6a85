package penstock.core.engine;

import java.time.Instant;
import java.util.List;
import penstock.core.book.FlagChange;
import penstock.core.book.FlagChange.Flag;

/** Writes what people say of orders. There are few, so each is a statement. One thread. */
final class FlagWriter {

    private final Writes writes;
    private final Instant now;

    FlagWriter(Writes writes, Instant now) {
        this.writes = writes;
        this.now = now;
    }

    void write(List<FlagChange> changes) {
        for (FlagChange change : changes) {
            long orderId = change.order().orderId();
            String flag = change.flag().name();
            if (change.raised()) {
                writes.one(
                        """
                        insert into order_flag (seller_id, flag_id, order_id, flag, reason, raised_by, raised_at)
                        values (?, ?, ?, ?, ?, ?, ?)
                        """,
                        writes.sellerId(),
                        change.flagId(),
                        orderId,
                        flag,
                        change.reason(),
                        change.by().text(),
                        now);
            } else {
                writes.one("""
                        update order_flag set lowered_by = ?, lowered_at = ?
                         where seller_id = ? and flag = ? and order_id = ? and lowered_at is null
                        """, change.by().text(), now, writes.sellerId(), flag, orderId);
            }
            String column = change.flag() == Flag.HOLD ? "held" : "priority";
            writes.one(
                    "update sales_order set " + column + " = ? where seller_id = ? and order_id = ?",
                    change.raised(),
                    writes.sellerId(),
                    orderId);
        }
    }
}
