package penstock.core.warehouse;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import penstock.core.store.Transaction;

/** Units that left a location for customers. */
final class Shipped {

    private Shipped() {}

    /** By SKU, of those that have stock there or had; nothing for what did not move. */
    static Map<Long, Long> since(Transaction transaction, long locationId, Instant from) {
        Map<Long, Long> units = new TreeMap<>();
        transaction.list(
                """
                select b.sku_id, coalesce(p.units, 0) as units
                  from balance b
                 cross join lateral (
                       select sum(p.quantity) as units from posting p
                        where p.seller_id = b.seller_id and p.sku_id = b.sku_id and p.from_location = b.location_id
                          and p.cause = 'SHIPMENT' and p.posted_at >= ?) as p
                 where b.seller_id = ? and b.location_id = ?
                """,
                row -> units.put(row.getLong("sku_id"), row.getLong("units")),
                from,
                transaction.sellerId(),
                locationId);
        return units;
    }
}
