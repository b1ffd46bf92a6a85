package penstock.core.history;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import penstock.core.book.Account;
import penstock.core.store.Database;
import penstock.core.store.Transaction;
import penstock.core.store.Transaction.Row;

/**
 * What there was of SKUs at a point of the ledger: their last snapshot before it, and the postings since. Any thread.
 *
 * <p>A snapshot is at most {@link Snapshots#MOVES} + {@link Snapshots#PAGE} postings of the SKU away, so a SKU with a million of them
 * is answered as fast as one with ten thousand.
 */
public final class StockAsOf {

    /** SKUs on a page. */
    public static final int MAX_SKUS = 100;

    /** What a SKU was at a position; the rest of the row is the parameters' doing. */
    static final String UNITS = """
            select n.location_id, n.condition, n.units
              from stock_snapshot n
             where n.seller_id = ? and n.sku_id = k.sku_id and n.position = b.position
             union all
            select p.to_location, p.to_condition, p.quantity
              from posting p
             where p.seller_id = ? and p.sku_id = k.sku_id and p.position > b.position and p.position <= ?
             union all
            select p.from_location, p.from_condition, -p.quantity
              from posting p
             where p.seller_id = ? and p.sku_id = k.sku_id and p.position > b.position and p.position <= ?
            """;

    private final Database database;

    public StockAsOf(Database database) {
        this.database = database;
    }

    /** Units in one condition at one location, never 0. */
    public record Units(String locationCode, String condition, int units) {}

    /** What there was of a SKU. */
    public record SkuStock(String skuCode, List<Units> places) {

        public SkuStock {
            places = List.copyOf(places);
        }

        /** Units in a condition, at all locations. */
        public int in(String condition) {
            return places.stream()
                    .filter(place -> place.condition().equals(condition))
                    .mapToInt(Units::units)
                    .sum();
        }
    }

    /** Where a seller's ledger stood at a moment. */
    public LedgerPoint at(long sellerId, Instant moment) {
        return database.transact(sellerId, transaction -> LedgerPoint.at(transaction, moment));
    }

    /** A position of a seller's ledger. */
    public LedgerPoint at(long sellerId, long position) {
        return database.transact(sellerId, transaction -> LedgerPoint.at(transaction, position));
    }

    /** One SKU. */
    public Optional<SkuStock> find(long sellerId, long position, String skuCode) {
        return database.transact(sellerId, transaction -> list(transaction, position, skuCode, "", 1)).stream()
                .findFirst();
    }

    /** A page of all SKUs by code, those after one; also those of which there was nothing. */
    public List<SkuStock> list(long sellerId, long position, String afterCode, int limit) {
        return database.transact(sellerId, transaction -> list(transaction, position, "", afterCode, limit));
    }

    private static List<SkuStock> list(
            Transaction transaction, long position, String skuCode, String afterCode, int limit) {
        long seller = transaction.sellerId();
        Map<String, List<Units>> bySku = new TreeMap<>();
        transaction.list(
                """
                select k.code, l.code as location, u.condition, u.units
                  from (select sku_id, code from sku
                         where seller_id = ? and (? = '' or code = ?) and code > ?
                         order by code limit ?) as k
                 cross join lateral (
                       select coalesce(max(position), 0) as position from stock_snapshot
                        where seller_id = ? and sku_id = k.sku_id and position <= ?) as b
                  left join lateral (
                       select location_id, condition, sum(units)::int as units
                         from (%s) as side
                        where location_id <> 0
                        group by location_id, condition) as u on u.units <> 0
                  left join location l on l.seller_id = ? and l.location_id = u.location_id
                 order by k.code, l.code, u.condition
                """.formatted(UNITS),
                row -> enter(bySku, row),
                seller,
                skuCode,
                skuCode,
                afterCode,
                limit,
                seller,
                position,
                seller,
                seller,
                position,
                seller,
                position,
                seller);
        return bySku.entrySet().stream()
                .map(sku -> new SkuStock(sku.getKey(), sku.getValue()))
                .toList();
    }

    private static boolean enter(Map<String, List<Units>> bySku, Row row) throws SQLException {
        List<Units> places = bySku.computeIfAbsent(row.getText("code"), code -> new ArrayList<>());
        Optional<String> location = row.findText("location");
        if (location.isPresent()) {
            places.add(new Units(location.get(), row.getText("condition"), row.getInt("units")));
        }
        return true;
    }

    /** What there was of one SKU, by location number and condition. */
    static Map<Account, Integer> units(Transaction transaction, long skuId, long position) {
        long seller = transaction.sellerId();
        Map<Account, Integer> units = new HashMap<>();
        transaction.list(
                """
                select u.location_id, u.condition, sum(u.units)::int as units
                  from unnest(?::bigint[]) as k (sku_id)
                 cross join lateral (
                       select coalesce(max(position), 0) as position from stock_snapshot
                        where seller_id = ? and sku_id = k.sku_id and position <= ?) as b
                 cross join lateral (%s) as u
                 where u.location_id <> 0
                 group by u.location_id, u.condition
                """.formatted(UNITS),
                row -> units.put(
                        new Account(row.getLong("location_id"), row.getText("condition")), row.getInt("units")),
                new long[] {skuId},
                seller,
                position,
                seller,
                seller,
                position,
                seller,
                position);
        return units;
    }
}
