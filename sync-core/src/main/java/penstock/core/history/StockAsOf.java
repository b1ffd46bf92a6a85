package penstock.core.history;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import penstock.core.book.Account;
import penstock.core.history.UnitsAt.Base;
import penstock.core.store.Database;
import penstock.core.store.Transaction;

/**
 * What there was of SKUs at a point of the ledger: their last snapshot before it, and the postings since. Any thread.
 *
 * <p>A snapshot is at most {@link Snapshots#MOVES} + {@link Snapshots#PAGE} postings of the SKU away, so a SKU with a million of them
 * is answered as fast as one with ten thousand.
 */
public final class StockAsOf {

    /** SKUs on a page. */
    public static final int MAX_SKUS = 100;

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
        Map<Base, String> codes = new LinkedHashMap<>();
        transaction.list(
                """
                select k.sku_id, k.code,
                       (select coalesce(max(n.position), 0) from stock_snapshot n
                         where n.seller_id = ? and n.sku_id = k.sku_id and n.position <= ?) as base
                  from sku k
                 where k.seller_id = ? and (? = '' or k.code = ?) and k.code > ?
                 order by k.code
                 limit ?
                """,
                row -> codes.put(new Base(row.getLong("sku_id"), row.getLong("base")), row.getText("code")),
                seller,
                position,
                seller,
                skuCode,
                skuCode,
                afterCode,
                limit);
        Map<Long, Map<Account, Integer>> units = UnitsAt.list(transaction, List.copyOf(codes.keySet()), position);
        Map<Long, String> locations = locations(transaction);
        return codes.entrySet().stream()
                .map(sku -> new SkuStock(
                        sku.getValue(), places(units.getOrDefault(sku.getKey().skuId(), Map.of()), locations)))
                .toList();
    }

    private static List<Units> places(Map<Account, Integer> units, Map<Long, String> locations) {
        return units.entrySet().stream()
                .filter(here -> here.getValue() != 0)
                .map(here -> new Units(
                        locations.getOrDefault(here.getKey().locationId(), ""),
                        here.getKey().condition(),
                        here.getValue()))
                .sorted(Comparator.comparing(Units::locationCode).thenComparing(Units::condition))
                .toList();
    }

    /** The codes of a seller's locations. */
    static Map<Long, String> locations(Transaction transaction) {
        Map<Long, String> codes = new HashMap<>();
        transaction.list(
                "select location_id, code from location where seller_id = ?",
                row -> codes.put(row.getLong("location_id"), row.getText("code")),
                transaction.sellerId());
        return codes;
    }
}
