package penstock.core.repair;

import java.util.List;
import java.util.Locale;
import penstock.core.book.Condition;
import penstock.core.store.Transaction;

/** Balances that are not the sum of their postings. */
final class BalanceDrift {

    private BalanceDrift() {}

    /**
     * One of them.
     *
     * @param held what the balance says
     * @param posted what its postings leave
     * @param writtenAt the position that the balance was last written with
     * @param lastPosition of the last posting to or from it, 0 for none
     */
    record Row(
            String sku,
            String location,
            long skuId,
            long locationId,
            Condition condition,
            int held,
            int posted,
            long writtenAt,
            long lastPosition) {}

    static List<Row> list(Transaction transaction) {
        long seller = transaction.sellerId();
        return transaction.list(
                """
                with moved as (
                    select sku_id, location_id, condition, sum(units) as units, max(position) as last
                      from (select sku_id, to_location as location_id, to_condition as condition, quantity as units, position
                              from posting where seller_id = ?
                             union all
                            select sku_id, from_location, from_condition, -quantity, position
                              from posting where seller_id = ?) as sides
                     where location_id <> 0
                     group by sku_id, location_id, condition),
                held as (
                    select b.sku_id, b.location_id, c.condition, c.units, b.changed_at
                      from balance b
                     cross join lateral (values ('available', b.available), ('reserved', b.reserved),
                                                ('quality_control', b.quality_control), ('damaged', b.damaged),
                                                ('incoming', b.incoming), ('withheld', b.withheld)) as c (condition, units)
                     where b.seller_id = ?)
                select sku_id, location_id, condition, coalesce(h.units, 0) as held, coalesce(m.units, 0)::int as posted,
                       coalesce(h.changed_at, 0) as written_at, coalesce(m.last, 0) as last_position,
                       (select code from sku s where s.seller_id = ? and s.sku_id = coalesce(h.sku_id, m.sku_id)) as sku,
                       (select code from location l
                         where l.seller_id = ? and l.location_id = coalesce(h.location_id, m.location_id)) as location
                  from held h
                  full join moved m using (sku_id, location_id, condition)
                 where coalesce(h.units, 0) <> coalesce(m.units, 0) or (h.units is null and m.units is not null)
                 order by sku_id, location_id, condition
                """,
                row -> new Row(
                        row.getText("sku"),
                        row.getText("location"),
                        row.getLong("sku_id"),
                        row.getLong("location_id"),
                        Condition.valueOf(row.getText("condition").toUpperCase(Locale.ROOT)),
                        row.getInt("held"),
                        row.getInt("posted"),
                        row.getLong("written_at"),
                        row.getLong("last_position")),
                seller,
                seller,
                seller,
                seller,
                seller);
    }
}
