package penstock.bench.engine;

import java.time.Clock;
import java.time.Instant;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import penstock.core.catalogue.Sellers;
import penstock.core.identity.Ids;
import penstock.core.store.Database;
import penstock.core.store.Transaction;

/**
 * A seller made for one cell: one marketplace account, one warehouse, SKUs bound by listings, stock.
 *
 * @param skuIds by the number that sales know them by
 * @param stock units of each SKU at the start
 */
public record Shop(long sellerId, long accountId, long locationId, long[] skuIds, int stock) {

    public static Shop open(Database database, Clock clock, Ids ids, int skus, int stock) {
        long sellerId = new Sellers(database, clock, ids)
                .create("Bench", "EUR", Sellers.PartialShipping.SHIP_AVAILABLE)
                .sellerId();
        long[] skuIds = LongStream.generate(ids::next).limit(skus).toArray();
        Shop shop = new Shop(sellerId, ids.next(), ids.next(), skuIds, stock);
        database.transact(sellerId, transaction -> shop.fill(transaction, ids.next(), clock.instant()));
        return shop;
    }

    /** Units of all SKUs at the start. */
    long seeded() {
        return (long) stock * skuIds.length;
    }

    public String channelSku(int sku) {
        return "CH-" + sku;
    }

    private int fill(Transaction transaction, long firstListing, Instant now) {
        int[] numbers = IntStream.range(0, skuIds.length).toArray();
        transaction.update("""
                insert into channel_account (seller_id, account_id, channel, name, endpoint, state, created_at)
                values (?, ?, 'bench', 'Bench', '', 'ACTIVE', ?)
                """, sellerId, accountId, now);
        transaction.update("""
                insert into location (seller_id, location_id, code, name, kind, ships_by, source_rank, created_at)
                values (?, ?, 'WH', 'Warehouse', 'WAREHOUSE', 'SELLER', 1, ?)
                """, sellerId, locationId, now);
        transaction.update("""
                insert into sku (seller_id, sku_id, code, title, sharing, created_at)
                select s.seller_id, u.id, 'SKU-' || u.number, 'Bench', 'POOL', ?::timestamptz
                  from seller s, unnest(?::bigint[], ?::int[]) as u (id, number) where s.seller_id = ?
                """, now, skuIds, numbers, sellerId);
        transaction.update("""
                insert into listing (seller_id, listing_id, account_id, channel_sku, sku_id, state, created_at)
                select s.seller_id, ?::bigint + u.number, ?::bigint, 'CH-' || u.number, u.id, 'ACTIVE', ?::timestamptz
                  from seller s, unnest(?::bigint[], ?::int[]) as u (id, number) where s.seller_id = ?
                """, firstListing, accountId, now, skuIds, numbers, sellerId);
        return stock == 0 ? 0 : stockUp(transaction, numbers, now);
    }

    private int stockUp(Transaction transaction, int[] numbers, Instant now) {
        transaction.update("""
                insert into posting (seller_id, position, sku_id, from_location, from_condition, to_location, to_condition,
                                     quantity, cause, cause_id, posted_at)
                select s.seller_id, u.number + 1, u.id, 0, 'supplier', ?::bigint, 'available', ?::int, 'STOCK_MOVE', u.id,
                       ?::timestamptz
                  from seller s, unnest(?::bigint[], ?::int[]) as u (id, number) where s.seller_id = ?
                """, locationId, stock, now, skuIds, numbers, sellerId);
        transaction.update("""
                insert into balance (seller_id, sku_id, location_id, available, changed_at)
                select s.seller_id, u.id, ?::bigint, ?::int, u.number + 1
                  from seller s, unnest(?::bigint[], ?::int[]) as u (id, number) where s.seller_id = ?
                """, locationId, stock, skuIds, numbers, sellerId);
        return transaction.update("update seller set head = ? where seller_id = ?", (long) skuIds.length, sellerId);
    }
}
