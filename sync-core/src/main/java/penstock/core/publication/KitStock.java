package penstock.core.publication;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import penstock.core.store.Columns;
import penstock.core.store.Transaction;

/**
 * How many kits may be promised from what there is of their components.
 *
 * <p>A component's safety stock is kept back, a discontinued one ends its kits. A kit with a partitioned component is
 * offered nowhere but to who waits for our answer: what its listings may sell is not part of any share, and would be sold
 * twice.
 */
final class KitStock {

    /**
     * What a kit's sales are counted by: units of one of its components; of anything else its own.
     *
     * @param units of that SKU in one
     */
    record Measure(long skuId, int units) {}

    private record Component(long skuId, int units, int kits) {}

    private final Map<Long, List<Component>> kits;

    private KitStock(Map<Long, List<Component>> kits) {
        this.kits = kits;
    }

    /** Of those SKUs that are kits. */
    static KitStock read(Transaction transaction, Collection<Long> skuIds) {
        Map<Long, List<Component>> kits = new HashMap<>();
        transaction.list(
                """
                select k.sku_id, c.component_sku_id, c.units,
                       case when s.lifecycle = 'DISCONTINUED' or s.sharing = 'PARTITIONED' then 0
                            else greatest(0, b.available - s.safety_stock - coalesce(r.claimed, 0)) / c.units end as kits
                  from unnest(?::bigint[]) as k (sku_id)
                 cross join lateral (
                       select * from kit_component c where c.seller_id = ? and c.kit_sku_id = k.sku_id) as c
                  join sku s on s.seller_id = c.seller_id and s.sku_id = c.component_sku_id
                 cross join lateral (
                       select coalesce(sum(b.available), 0)::int as available from balance b
                         join location l on l.seller_id = b.seller_id and l.location_id = b.location_id
                                        and l.kind not in ('IN_TRANSIT', 'VIRTUAL')
                        where b.seller_id = c.seller_id and b.sku_id = c.component_sku_id) as b
                  left join backorder_rule r on r.seller_id = c.seller_id and r.sku_id = c.component_sku_id
                 order by k.sku_id, c.component_sku_id
                """,
                row -> kits.computeIfAbsent(row.getLong("sku_id"), kit -> new ArrayList<>())
                        .add(new Component(row.getLong("component_sku_id"), row.getInt("units"), row.getInt("kits"))),
                Columns.of(skuIds).longs(id -> id).then(transaction.sellerId()));
        return new KitStock(kits);
    }

    /** Kits that may be promised: as many as the scarcest component gives. Empty for what is no kit. */
    Optional<Integer> find(long skuId) {
        return Optional.ofNullable(kits.get(skuId))
                .map(components ->
                        components.stream().mapToInt(Component::kits).min().orElse(0));
    }

    Measure measure(long skuId) {
        List<Component> components = kits.getOrDefault(skuId, List.of());
        return components.isEmpty()
                ? new Measure(skuId, 1)
                : new Measure(components.get(0).skuId(), components.get(0).units());
    }
}
