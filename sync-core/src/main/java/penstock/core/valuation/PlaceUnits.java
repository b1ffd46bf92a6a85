package penstock.core.valuation;

import java.time.LocalDate;
import java.util.List;
import penstock.core.store.Transaction;

/** Owned units of a SKU at a location at the end of a day, at least one. Group is the location's kind. */
record PlaceUnits(String locationCode, String group, long units) {

    /** By location code, from the postings that the projection reflects. */
    static List<PlaceUnits> list(Transaction transaction, String skuCode, LocalDate day) {
        return transaction.list(
                """
                select l.code, l.kind, sum(m.units)::bigint as units
                  from sku s
                  join valuation_cursor c on c.seller_id = s.seller_id
                 cross join lateral (
                       select p.to_location as location_id, p.quantity as units
                         from posting p
                        where p.seller_id = ? and p.sku_id = s.sku_id and p.position <= c.position
                          and p.posted_at < (?::date + 1)::timestamp at time zone 'UTC' and p.to_location <> 0 and p.to_condition <> 'incoming'
                        union all
                       select p.from_location, -p.quantity
                         from posting p
                        where p.seller_id = ? and p.sku_id = s.sku_id and p.position <= c.position
                          and p.posted_at < (?::date + 1)::timestamp at time zone 'UTC' and p.from_location <> 0 and p.from_condition <> 'incoming') as m
                  join location l on l.seller_id = s.seller_id and l.location_id = m.location_id and l.kind <> 'SUPPLIER'
                 where s.seller_id = ? and s.code = ?
                 group by l.code, l.kind
                having sum(m.units) > 0
                 order by l.code
                """,
                row -> new PlaceUnits(row.getText("code"), row.getText("kind"), row.getLong("units")),
                transaction.sellerId(),
                day.toString(),
                transaction.sellerId(),
                day.toString(),
                transaction.sellerId(),
                skuCode);
    }
}
