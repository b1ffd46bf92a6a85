package penstock.core.publication;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import penstock.core.offer.Stock;
import penstock.core.store.Columns;
import penstock.core.store.Transaction;

/** What there is of some SKUs, and of the components of those that are kits. Read in one moment, immutable. */
final class Supplies {

    /**
     * A SKU, as far as its numbers depend on it.
     *
     * @param safetyStock units that it says itself are never offered
     * @param claimed units that are there for those who wait for them and had no turn yet
     */
    record Sku(
            String code,
            Optional<String> category,
            int safetyStock,
            int claimed,
            boolean discontinued,
            boolean partitioned) {}

    /** A component of a kit; @param units of it in one */
    record Component(long skuId, int units) {}

    private final Map<Long, Sku> skus = new HashMap<>();
    private final Map<Long, List<Component>> kits = new HashMap<>();
    private final Map<Long, List<Stock>> stock = new HashMap<>();
    private final Map<Long, Integer> toCome = new HashMap<>();

    private Supplies() {}

    /** @param aged whether anybody asks how old a supplier's word is */
    static Supplies read(Transaction transaction, Set<Long> skuIds, boolean aged, Instant now) {
        Supplies supplies = new Supplies();
        supplies.readKits(transaction, skuIds);
        Set<Long> all = new HashSet<>(skuIds);
        supplies.kits.values().forEach(parts -> parts.forEach(part -> all.add(part.skuId())));
        supplies.readSkus(transaction, all);
        supplies.readStock(transaction, all, aged ? suppliersTold(transaction) : Map.of(), now);
        return supplies;
    }

    Sku sku(long skuId) {
        Sku sku = skus.get(skuId);
        if (sku == null) {
            throw new IllegalArgumentException("SKU " + skuId + " was not read");
        }
        return sku;
    }

    /** By location; none of a kit. */
    List<Stock> stock(long skuId) {
        return stock.getOrDefault(skuId, List.of());
    }

    /** Of a kit; empty for anything else. */
    List<Component> components(long skuId) {
        return kits.getOrDefault(skuId, List.of());
    }

    /** What a SKU's sales are counted by: of a kit by units of one of its components. */
    Component measure(long skuId) {
        return measures(skuId).get(0);
    }

    /** The components of a kit, and of anything else itself; never empty. */
    List<Component> measures(long skuId) {
        List<Component> components = components(skuId);
        return components.isEmpty() ? List.of(new Component(skuId, 1)) : components;
    }

    /** Units that may be promised although they are not there. */
    int toCome(long skuId) {
        return toCome.getOrDefault(skuId, 0);
    }

    /** The SKUs that were read, components among them. */
    Set<Long> skuIds() {
        return Set.copyOf(skus.keySet());
    }

    private void readKits(Transaction transaction, Collection<Long> skuIds) {
        transaction.list(
                """
                select k.sku_id, c.component_sku_id, c.units
                  from unnest(?::bigint[]) as k (sku_id)
                 cross join lateral (
                       select * from kit_component c where c.seller_id = ? and c.kit_sku_id = k.sku_id) as c
                 order by k.sku_id, c.component_sku_id
                """,
                row -> kits.computeIfAbsent(row.getLong("sku_id"), kit -> new ArrayList<>())
                        .add(new Component(row.getLong("component_sku_id"), row.getInt("units"))),
                Columns.of(skuIds).longs(id -> id).then(transaction.sellerId()));
    }

    private void readSkus(Transaction transaction, Collection<Long> skuIds) {
        transaction.list(
                """
                select s.*, coalesce(r.claimed, 0) as claimed
                  from unnest(?::bigint[]) as k (sku_id)
                 cross join lateral (select * from sku s where s.seller_id = ? and s.sku_id = k.sku_id) as s
                  left join backorder_rule r on r.seller_id = ? and r.sku_id = s.sku_id
                """,
                row -> skus.put(
                        row.getLong("sku_id"),
                        new Sku(
                                row.getText("code"),
                                row.findText("category"),
                                row.getInt("safety_stock"),
                                row.getInt("claimed"),
                                row.getText("lifecycle").equals("DISCONTINUED"),
                                row.getText("sharing").equals("PARTITIONED"))),
                Columns.of(skuIds).longs(id -> id).then(transaction.sellerId(), transaction.sellerId()));
    }

    /** Since when each supplier's location is as its supplier said last: a list confirms what it does not change. */
    private static Map<Long, Instant> suppliersTold(Transaction transaction) {
        Map<Long, Instant> told = new HashMap<>();
        transaction.list(
                """
                select l.location_id, f.received_at
                  from location l
                 cross join lateral (
                       select f.received_at from feed_run f
                        where f.seller_id = ? and f.location_id = l.location_id and f.state = 'APPLIED'
                        order by f.received_at desc
                        limit 1) as f
                 where l.seller_id = ? and l.kind = 'SUPPLIER'
                """,
                row -> told.put(row.getLong("location_id"), row.getInstant("received_at")),
                transaction.sellerId(),
                transaction.sellerId());
        return told;
    }

    private void readStock(
            Transaction transaction, Collection<Long> skuIds, Map<Long, Instant> suppliersTold, Instant now) {
        transaction.list(
                """
                select b.sku_id, b.location_id, l.code, b.available
                  from unnest(?::bigint[]) as k (sku_id)
                 cross join lateral (
                       select * from balance b where b.seller_id = ? and b.sku_id = k.sku_id) as b
                  join location l on l.seller_id = ? and l.location_id = b.location_id
                                 and l.kind not in ('IN_TRANSIT', 'VIRTUAL')
                 order by b.sku_id, l.source_rank, l.location_id
                """,
                row -> stock.computeIfAbsent(row.getLong("sku_id"), sku -> new ArrayList<>())
                        .add(new Stock(
                                row.getLong("location_id"),
                                row.getText("code"),
                                row.getInt("available"),
                                Optional.ofNullable(suppliersTold.get(row.getLong("location_id")))
                                        .map(told -> Duration.between(told, now)))),
                Columns.of(skuIds).longs(id -> id).then(transaction.sellerId(), transaction.sellerId()));
    }

    /** Adds what may be promised of what is still to come: on its way and some beyond, less what is owed. */
    Supplies withBackorders(Transaction transaction) {
        transaction.list(
                """
                select k.sku_id, greatest(0, i.units + r.beyond - o.units)::int as units
                  from unnest(?::bigint[]) as k (sku_id)
                 cross join lateral (
                       select * from backorder_rule r
                        where r.seller_id = ? and r.sku_id = k.sku_id and r.kind <> 'NONE') as r
                 cross join lateral (
                       select coalesce(sum(b.incoming), 0) as units from balance b
                         join location l on l.seller_id = b.seller_id and l.location_id = b.location_id
                                        and l.kind not in ('IN_TRANSIT', 'VIRTUAL')
                        where b.seller_id = ? and b.sku_id = k.sku_id) as i
                 cross join lateral (
                       select coalesce(sum(b.quantity - b.served - b.voided), 0) as units from backorder b
                        where b.seller_id = ? and b.sku_id = k.sku_id and b.state = 'OPEN') as o
                """,
                row -> toCome.put(row.getLong("sku_id"), row.getInt("units")),
                Columns.of(skuIds())
                        .longs(id -> id)
                        .then(transaction.sellerId(), transaction.sellerId(), transaction.sellerId()));
        return this;
    }
}
