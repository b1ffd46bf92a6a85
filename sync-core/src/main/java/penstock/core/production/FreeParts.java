package penstock.core.production;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import penstock.core.engine.Exposures;
import penstock.core.store.Transaction;

/** What services of equipment may take of the stock at its location: what {@link Bench#free} lets them. One transaction. */
record FreeParts(Transaction transaction) {

    private record Part(
            String equipment, long skuId, String sku, int units, boolean partitioned, long here, long everywhere) {

        boolean lacks(int exposed) {
            return Math.max(0, Math.min(here, everywhere - exposed)) < units;
        }
    }

    /** Codes of the parts of which less is free than a service usually takes, by the equipment's code. */
    Map<String, List<String>> lacking(List<String> equipment) {
        List<Part> parts = parts(equipment);
        Map<Long, Integer> exposed = exposed(parts);
        Map<String, List<String>> lacking = new TreeMap<>();
        for (Part part : parts) {
            if (part.lacks(exposed.getOrDefault(part.skuId(), 0))) {
                lacking.computeIfAbsent(part.equipment(), code -> new ArrayList<>())
                        .add(part.sku());
            }
        }
        return lacking;
    }

    private List<Part> parts(List<String> equipment) {
        return transaction.list(
                """
                select p.equipment, p.sku_id, s.code, p.units, s.sharing = 'PARTITIONED' as partitioned,
                       coalesce(b.here, 0) as here, coalesce(b.everywhere, 0) - coalesce(r.claimed, 0) as everywhere
                  from unnest(?::text[]) as k (code)
                  join equipment e on e.seller_id = ? and e.code = k.code
                  join equipment_part p on p.seller_id = ? and p.equipment = e.code
                  join sku s on s.seller_id = ? and s.sku_id = p.sku_id
                 cross join lateral (
                       select sum(b.available) filter (where b.location_id = e.location_id) as here,
                              sum(b.available) as everywhere
                         from balance b
                         join location l on l.seller_id = b.seller_id and l.location_id = b.location_id
                                        and l.kind not in ('IN_TRANSIT', 'VIRTUAL')
                        where b.seller_id = ? and b.sku_id = p.sku_id) as b
                  left join backorder_rule r on r.seller_id = ? and r.sku_id = p.sku_id
                 order by p.equipment, s.code
                """,
                row -> new Part(
                        row.getText("equipment"),
                        row.getLong("sku_id"),
                        row.getText("code"),
                        row.getInt("units"),
                        row.getBoolean("partitioned"),
                        row.getLong("here"),
                        row.getLong("everywhere")),
                equipment.toArray(String[]::new),
                transaction.sellerId(),
                transaction.sellerId(),
                transaction.sellerId(),
                transaction.sellerId(),
                transaction.sellerId());
    }

    /** Of partitioned SKUs, units that channels may still sell. */
    private Map<Long, Integer> exposed(List<Part> parts) {
        List<Long> partitioned = parts.stream()
                .filter(Part::partitioned)
                .map(Part::skuId)
                .distinct()
                .toList();
        Map<Long, Integer> exposed = new HashMap<>();
        if (!partitioned.isEmpty()) {
            Exposures.list(transaction, partitioned)
                    .forEach(exposure -> exposed.merge(exposure.skuId(), exposure.units(), Integer::sum));
        }
        return exposed;
    }
}
