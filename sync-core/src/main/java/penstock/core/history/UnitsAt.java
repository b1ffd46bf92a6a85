package penstock.core.history;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import penstock.core.book.Account;
import penstock.core.store.Transaction;
import penstock.core.store.Transaction.Query;

/**
 * Adds up what there was of SKUs at a position: a snapshot, and the postings since.
 *
 * <p>A query a SKU, all of them in one round trip: where the snapshot stands is then a value that the planner knows, and not a
 * column of which it must fear that it is 0.
 */
final class UnitsAt {

    private static final String SUM = """
            select ?::bigint as sku_id, location_id, condition, sum(units)::int as units
              from (select n.location_id, n.condition, n.units
                      from stock_snapshot n
                     where n.seller_id = ? and n.sku_id = ? and n.position = ?
                     union all
                    select side.location_id, side.condition, side.units
                      from posting p
                     cross join lateral (values (p.to_location, p.to_condition, p.quantity),
                                                (p.from_location, p.from_condition, -p.quantity))
                                     as side (location_id, condition, units)
                     where p.seller_id = ? and p.sku_id = ? and p.position > ? and p.position <= ?) as all_of_it
             where location_id <> 0
             group by location_id, condition
            """;

    private UnitsAt() {}

    /**
     * A SKU and where its last snapshot stands.
     *
     * @param position 0 if there is none
     */
    record Base(long skuId, long position) {}

    /** By SKU, location number and condition; also conditions that it was in once, with 0 units. */
    static Map<Long, Map<Account, Integer>> list(Transaction transaction, List<Base> bases, long position) {
        Map<Long, Map<Account, Integer>> bySku = new HashMap<>();
        if (!bases.isEmpty()) {
            transaction.readAll(bases.stream()
                    .map(base -> sum(transaction.sellerId(), base, position, bySku))
                    .toList());
        }
        return bySku;
    }

    private static Query sum(long seller, Base base, long position, Map<Long, Map<Account, Integer>> bySku) {
        return new Query(
                SUM,
                row -> bySku.computeIfAbsent(row.getLong("sku_id"), sku -> new HashMap<>())
                        .put(new Account(row.getLong("location_id"), row.getText("condition")), row.getInt("units")),
                base.skuId(),
                seller,
                base.skuId(),
                base.position(),
                seller,
                base.skuId(),
                base.position(),
                position);
    }

    /** One SKU. */
    static Map<Account, Integer> find(Transaction transaction, long skuId, long position) {
        long base = transaction
                .find("""
                        select coalesce(max(position), 0) as base from stock_snapshot
                         where seller_id = ? and sku_id = ? and position <= ?
                        """, row -> row.getLong("base"), transaction.sellerId(), skuId, position)
                .orElse(0L);
        return list(transaction, List.of(new Base(skuId, base)), position).getOrDefault(skuId, Map.of());
    }
}
