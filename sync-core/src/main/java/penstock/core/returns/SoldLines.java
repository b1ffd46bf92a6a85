package penstock.core.returns;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import penstock.core.store.Transaction;
import penstock.core.store.Transaction.Row;

/** What of an order was shipped and may come back. One transaction. */
final class SoldLines {

    private SoldLines() {}

    /**
     * A line of an order of which units were shipped; of a kit one for each component.
     *
     * @param packSize units of the SKU in one of the channel's
     * @param back units that came back, or are authorised to
     * @param shippedAt when the last parcel with it left
     */
    record Sold(
            int lineNo,
            String channelLineId,
            long skuId,
            String sku,
            Optional<String> category,
            long accountId,
            int packSize,
            int shipped,
            int back,
            Instant shippedAt) {

        int returnable() {
            return Math.max(0, shipped - back);
        }
    }

    /** Refuses an order that is not there. */
    static void requireOrder(Transaction transaction, long orderId) {
        boolean there = transaction
                .find(
                        "select 1 as one from sales_order where seller_id = ? and order_id = ?",
                        row -> row.getInt("one"),
                        transaction.sellerId(),
                        orderId)
                .isPresent();
        if (!there) {
            throw Returns.noSuch("order " + orderId);
        }
    }

    /** By line. Authorised units count as long as they are expected. */
    static List<Sold> of(Transaction transaction, long orderId) {
        return transaction.list(
                """
                select l.line_no, l.channel_line_id, l.sku_id, k.code, k.category, o.account_id, l.pack_size, l.shipped,
                       p.shipped_at,
                       coalesce((select sum(case when r.state in ('AUTHORISED', 'IN_TRANSIT') then b.units else b.received end)
                                   from sales_return r
                                   join sales_return_line b on b.seller_id = r.seller_id and b.return_id = r.return_id
                                  where r.seller_id = ? and r.order_id = o.order_id and b.order_line_no = l.line_no), 0) as back
                  from sales_order o
                  join order_line l on l.seller_id = o.seller_id and l.order_id = o.order_id
                  join sku k on k.seller_id = l.seller_id and k.sku_id = l.sku_id
                 cross join lateral (
                       select max(s.shipped_at) as shipped_at
                         from shipment s
                         join shipment_line c on c.seller_id = s.seller_id and c.shipment_id = s.shipment_id
                        where s.seller_id = ? and s.order_id = o.order_id and c.order_line_no = l.line_no) as p
                 where o.seller_id = ? and o.order_id = ? and l.shipped > 0
                 order by l.line_no
                """, SoldLines::sold, transaction.sellerId(), transaction.sellerId(), transaction.sellerId(), orderId);
    }

    private static Sold sold(Row row) throws SQLException {
        return new Sold(
                row.getInt("line_no"),
                row.getText("channel_line_id"),
                row.getLong("sku_id"),
                row.getText("code"),
                row.findText("category"),
                row.getLong("account_id"),
                row.getInt("pack_size"),
                row.getInt("shipped"),
                row.getInt("back"),
                row.findInstant("shipped_at").orElse(Instant.EPOCH));
    }
}
