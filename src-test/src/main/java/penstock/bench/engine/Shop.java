package penstock.bench.engine;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import penstock.core.book.StockKey;
import penstock.core.catalogue.Sellers;
import penstock.core.identity.Ids;
import penstock.core.store.Columns;
import penstock.core.store.Database;
import penstock.core.store.Transaction;

/**
 * A seller made for one cell: one marketplace account, warehouses, SKUs and kits bound by listings, stock.
 *
 * @param locationIds by their rank
 * @param skuIds by the number that sales know them by
 */
public record Shop(long sellerId, long accountId, long[] locationIds, long[] skuIds, Assortment assortment) {

    public static Shop open(Database database, Clock clock, Ids ids, Assortment assortment) {
        long sellerId = new Sellers(database, clock, ids)
                .create("Bench", "EUR", Sellers.PartialShipping.SHIP_AVAILABLE)
                .sellerId();
        Shop shop = new Shop(
                sellerId,
                ids.next(),
                LongStream.generate(ids::next).limit(assortment.locations()).toArray(),
                LongStream.generate(ids::next).limit(assortment.listings()).toArray(),
                assortment);
        database.transact(sellerId, transaction -> shop.fill(transaction, ids.next(), clock.instant()));
        return shop;
    }

    /** The first in rank. */
    public long locationId() {
        return locationIds[0];
    }

    public String channelSku(int number) {
        return "CH-" + number;
    }

    /**
     * Units of a SKU in one unit of what is sold under a number.
     *
     * @param sku its number
     */
    record Part(int sku, int units) {}

    /** What is taken from stock for one unit: of a kit its components, in the order in which the catalogue tells them. */
    List<Part> parts(int number) {
        int skus = assortment.skus();
        if (number < skus) {
            return List.of(new Part(number, 1));
        }
        return Stream.of(new Part((number - skus) % skus, 1), new Part((number - skus + 1) % skus, 2))
                .sorted(Comparator.comparing(part -> code(part.sku())))
                .toList();
    }

    private static String code(int number) {
        return "SKU-" + number;
    }

    private int fill(Transaction transaction, long firstListing, Instant now) {
        int[] numbers = IntStream.range(0, skuIds.length).toArray();
        transaction.update("""
                insert into channel_account (seller_id, account_id, channel, name, endpoint, state, created_at)
                values (?, ?, 'bench', 'Bench', '', 'ACTIVE', ?)
                """, sellerId, accountId, now);
        transaction.update("""
                insert into location (seller_id, location_id, code, name, kind, ships_by, source_rank, created_at)
                select s.seller_id, u.id, 'WH' || u.rank, 'Warehouse', 'WAREHOUSE', 'SELLER', u.rank, ?::timestamptz
                  from seller s, unnest(?::bigint[]) with ordinality as u (id, rank) where s.seller_id = ?
                """, now, locationIds, sellerId);
        transaction.update("""
                insert into sku (seller_id, sku_id, code, title, sharing, kind, created_at)
                select s.seller_id, u.id, 'SKU-' || u.number, 'Bench', 'POOL',
                       case when u.number < ?::int then 'FINISHED_GOOD' else 'KIT' end, ?::timestamptz
                  from seller s, unnest(?::bigint[], ?::int[]) as u (id, number) where s.seller_id = ?
                """, assortment.skus(), now, skuIds, numbers, sellerId);
        transaction.update("""
                insert into listing (seller_id, listing_id, account_id, channel_sku, sku_id, state, created_at)
                select s.seller_id, ?::bigint + u.number, ?::bigint, 'CH-' || u.number, u.id, 'ACTIVE', ?::timestamptz
                  from seller s, unnest(?::bigint[], ?::int[]) as u (id, number) where s.seller_id = ?
                """, firstListing, accountId, now, skuIds, numbers, sellerId);
        fillKits(transaction);
        return assortment.stock() == 0 ? 0 : stockUp(transaction, now);
    }

    private void fillKits(Transaction transaction) {
        record Component(int kit, Part part) {}
        List<Component> components = IntStream.range(assortment.skus(), assortment.listings())
                .boxed()
                .flatMap(kit -> parts(kit).stream().map(part -> new Component(kit, part)))
                .toList();
        transaction.update(
                """
                insert into kit_component (seller_id, kit_sku_id, component_sku_id, units)
                select s.seller_id, u.*
                  from seller s, unnest(?::bigint[], ?::bigint[], ?::int[]) as u where s.seller_id = ?
                """,
                Columns.of(components)
                        .longs(component -> skuIds[component.kit()])
                        .longs(component -> skuIds[component.part().sku()])
                        .ints(component -> component.part().units())
                        .then(sellerId));
    }

    private int stockUp(Transaction transaction, Instant now) {
        List<StockKey> spots = IntStream.range(0, assortment.skus())
                .boxed()
                .flatMap(sku -> IntStream.range(0, locationIds.length)
                        .filter(location -> assortment.isAt(sku, location))
                        .mapToObj(location -> new StockKey(skuIds[sku], locationIds[location])))
                .toList();
        transaction.update(
                """
                insert into posting (seller_id, position, sku_id, from_location, from_condition, to_location, to_condition,
                                     quantity, cause, cause_id, posted_at)
                select s.seller_id, u.position, u.sku, 0, 'supplier', u.place, 'available', ?::int, 'STOCK_MOVE', u.sku,
                       ?::timestamptz
                  from seller s, unnest(?::bigint[], ?::bigint[]) with ordinality as u (sku, place, position)
                 where s.seller_id = ?
                """,
                Columns.of(spots)
                        .value(assortment.stock())
                        .value(now)
                        .longs(StockKey::skuId)
                        .longs(StockKey::locationId)
                        .then(sellerId));
        transaction.update(
                """
                insert into balance (seller_id, sku_id, location_id, available, changed_at)
                select s.seller_id, u.sku, u.place, ?::int, u.position
                  from seller s, unnest(?::bigint[], ?::bigint[]) with ordinality as u (sku, place, position)
                 where s.seller_id = ?
                """,
                Columns.of(spots)
                        .value(assortment.stock())
                        .longs(StockKey::skuId)
                        .longs(StockKey::locationId)
                        .then(sellerId));
        return transaction.update("update seller set head = ? where seller_id = ?", (long) spots.size(), sellerId);
    }
}
