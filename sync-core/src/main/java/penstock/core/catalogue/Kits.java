package penstock.core.catalogue;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import penstock.core.catalogue.InvalidField.Reason;
import penstock.core.catalogue.Kits.Kit;
import penstock.core.catalogue.Skus.Sku;
import penstock.core.store.Columns;
import penstock.core.store.Database;
import penstock.core.store.Transaction;

/** Which components kits are sold from. Any thread. */
public final class Kits implements Master<Kit> {

    /** Components of a kit. */
    public static final int MAX_COMPONENTS = 50;

    /** Units of a component in a kit. */
    public static final int MAX_UNITS = 10_000;

    private final Database database;
    private final Clock clock;

    public Kits(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * A kit and what one of it consists of.
     *
     * @param components by SKU; units of each in one kit
     */
    public record Kit(String sku, Map<String, Integer> components) {
        public Kit {
            components = Map.copyOf(components);
            if (components.isEmpty() || components.size() > MAX_COMPONENTS) {
                throw new InvalidField(
                        "components",
                        "" + components.size(),
                        Reason.OUT_OF_RANGE,
                        "has " + components.size() + " entries; 1 to " + MAX_COMPONENTS + " are taken");
            }
            components.values().forEach(units -> Fit.within("units", units, 1, MAX_UNITS));
        }
    }

    /** Says what a kit consists of, in place of what it consisted of before; orders that came before keep their parts. */
    public Written.Outcome put(long sellerId, Kit kit) {
        return database.transact(
                sellerId, transaction -> put(transaction, List.of(kit)).get(0).orThrow());
    }

    @Override
    public List<Written> put(Transaction transaction, List<Kit> wanted) {
        Set<String> codes = new HashSet<>();
        wanted.forEach(kit -> {
            codes.add(kit.sku());
            codes.addAll(kit.components().keySet());
        });
        Map<String, Sku> skus = SkuRows.byCode(transaction, codes);
        Map<String, Kit> known = byCode(list(transaction, kits(skus)));
        Set<String> seen = new HashSet<>();
        List<Kit> rows = new ArrayList<>();
        List<Written> outcomes = new ArrayList<>();
        for (Kit kit : wanted) {
            Optional<InvalidField> fault = fault(kit, skus, !seen.add(kit.sku()));
            Kit before = known.get(kit.sku());
            if (fault.isPresent()) {
                outcomes.add(Written.rejected(fault.get()));
            } else if (kit.equals(before)) {
                outcomes.add(Written.UNCHANGED);
            } else {
                rows.add(kit);
                outcomes.add(before == null ? Written.CREATED : Written.CHANGED);
            }
        }
        write(transaction, rows, skus);
        return outcomes;
    }

    private static Optional<InvalidField> fault(Kit kit, Map<String, Sku> skus, boolean twice) {
        Sku sku = skus.get(kit.sku());
        if (sku == null) {
            return Optional.of(Packs.unknown("sku", kit.sku()));
        } else if (twice) {
            return Optional.of(
                    new InvalidField("sku", kit.sku(), Reason.DUPLICATE_ROW, "stands here twice; keep one of them"));
        } else if (!sku.isKit()) {
            return Optional.of(new InvalidField(
                    "sku",
                    kit.sku(),
                    Reason.KIT_NOT_POSSIBLE,
                    "is of kind " + sku.profile().kind() + " and has stock of its own; create a SKU of kind KIT"));
        }
        for (String component : new TreeMap<>(kit.components()).keySet()) {
            Sku part = skus.get(component);
            if (part == null) {
                return Optional.of(Packs.unknown("component", component));
            } else if (part.isKit()) {
                return Optional.of(new InvalidField(
                        "component",
                        component,
                        Reason.KIT_NOT_POSSIBLE,
                        "is a kit itself; name its components instead"));
            }
        }
        return Optional.empty();
    }

    private void write(Transaction transaction, List<Kit> kits, Map<String, Sku> skus) {
        if (kits.isEmpty()) {
            return;
        }
        record Part(long kit, long component, int units) {}
        List<Part> parts = new ArrayList<>();
        kits.forEach(kit -> kit.components()
                .forEach((component, units) ->
                        parts.add(new Part(SkuRows.idOf(kit.sku(), skus), SkuRows.idOf(component, skus), units))));
        List<Long> kitIds =
                kits.stream().map(kit -> SkuRows.idOf(kit.sku(), skus)).toList();
        transaction.update(
                "delete from kit_component where seller_id = ? and kit_sku_id = any (?::bigint[])",
                transaction.sellerId(),
                kitIds.toArray(Long[]::new));
        transaction.update(
                """
                insert into kit_component (seller_id, kit_sku_id, component_sku_id, units)
                select s.seller_id, u.* from seller s, unnest(?::bigint[], ?::bigint[], ?::int[]) as u
                 where s.seller_id = ?
                """,
                Columns.of(parts)
                        .longs(Part::kit)
                        .longs(Part::component)
                        .ints(Part::units)
                        .then(transaction.sellerId()));
        SkuRows.lookAgain(transaction, kitIds, clock.instant());
        CatalogueVersion.raise(transaction);
    }

    /** What these kits consist of; SKUs that are none, and kits of which nobody has said it, are missing. */
    public List<Kit> list(long sellerId, List<Sku> skus) {
        return database.transact(sellerId, transaction -> list(transaction, skus));
    }

    private static List<Sku> kits(Map<String, Sku> skus) {
        return skus.values().stream().filter(Sku::isKit).toList();
    }

    private static List<Kit> list(Transaction transaction, List<Sku> skus) {
        Map<String, Map<String, Integer>> found = new TreeMap<>();
        transaction.list(
                """
                select k.code as kit, s.code as component, c.units
                  from unnest(?::bigint[], ?::text[]) as k (sku_id, code)
                 cross join lateral (
                       select * from kit_component c where c.seller_id = ? and c.kit_sku_id = k.sku_id) as c
                  join sku s on s.seller_id = c.seller_id and s.sku_id = c.component_sku_id
                """,
                row -> found.computeIfAbsent(row.getText("kit"), kit -> new HashMap<>())
                        .put(row.getText("component"), row.getInt("units")),
                Columns.of(skus).longs(Sku::skuId).texts(Sku::code).then(transaction.sellerId()));
        return found.entrySet().stream()
                .map(kit -> new Kit(kit.getKey(), kit.getValue()))
                .toList();
    }

    private static Map<String, Kit> byCode(List<Kit> kits) {
        Map<String, Kit> byCode = new HashMap<>();
        kits.forEach(kit -> byCode.put(kit.sku(), kit));
        return byCode;
    }

    /** The kits that a component is in, by code, and units of it in one of each. */
    public Map<String, Integer> containing(long sellerId, long componentId) {
        Map<String, Integer> found = new TreeMap<>();
        database.transact(
                sellerId,
                transaction -> transaction.list(
                        """
                        select s.code, c.units
                          from kit_component c
                          join sku s on s.seller_id = c.seller_id and s.sku_id = c.kit_sku_id
                         where c.seller_id = ? and c.component_sku_id = ?
                        """, row -> found.put(row.getText("code"), row.getInt("units")), sellerId, componentId));
        return found;
    }
}
