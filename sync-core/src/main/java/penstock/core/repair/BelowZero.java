package penstock.core.repair;

import java.util.List;
import java.util.Locale;
import penstock.core.book.Condition;
import penstock.core.store.Transaction;

/** Balances below zero, which only a database without its CHECKs can hold. */
final class BelowZero {

    private BelowZero() {}

    /**
     * One of them.
     *
     * @param held what the balance says
     * @param posted what its postings leave
     * @param lastPosition of the last posting that took units from it
     */
    record Row(
            String sku,
            String location,
            long skuId,
            long locationId,
            Condition condition,
            int held,
            int posted,
            long lastPosition) {}

    static List<Row> list(Transaction transaction) {
        long seller = transaction.sellerId();
        return transaction.list(
                """
                select b.sku_id, b.location_id, c.condition, c.units as held, s.code as sku, l.code as location,
                       p.posted, p.last_position
                  from balance b
                 cross join lateral (values ('available', b.available), ('reserved', b.reserved),
                                            ('quality_control', b.quality_control), ('damaged', b.damaged),
                                            ('incoming', b.incoming), ('withheld', b.withheld)) as c (condition, units)
                 cross join lateral (
                       select coalesce(sum(case when p.to_location = b.location_id and p.to_condition = c.condition
                                                then p.quantity else 0 end
                                           - case when p.from_location = b.location_id and p.from_condition = c.condition
                                                  then p.quantity else 0 end), 0)::int as posted,
                              coalesce(max(p.position) filter (where p.from_location = b.location_id
                                                                 and p.from_condition = c.condition), 0) as last_position
                         from posting p
                        where p.seller_id = b.seller_id and p.sku_id = b.sku_id) as p
                  join sku s on s.seller_id = b.seller_id and s.sku_id = b.sku_id
                  join location l on l.seller_id = b.seller_id and l.location_id = b.location_id
                 where b.seller_id = ? and c.units < 0
                 order by s.code, l.code, c.condition
                """,
                row -> new Row(
                        row.getText("sku"),
                        row.getText("location"),
                        row.getLong("sku_id"),
                        row.getLong("location_id"),
                        Condition.valueOf(row.getText("condition").toUpperCase(Locale.ROOT)),
                        row.getInt("held"),
                        row.getInt("posted"),
                        row.getLong("last_position")),
                seller);
    }
}
