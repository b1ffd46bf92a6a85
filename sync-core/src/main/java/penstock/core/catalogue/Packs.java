package penstock.core.catalogue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import penstock.core.catalogue.InvalidField.Reason;
import penstock.core.catalogue.Packs.Packed;
import penstock.core.catalogue.Skus.Sku;
import penstock.core.store.Columns;
import penstock.core.store.Database;
import penstock.core.store.Transaction;
import penstock.core.store.Transaction.Row;

/** Cases and pallets of SKUs. Any thread. */
public final class Packs implements Master<Packed> {

    /** Packs of a SKU. */
    public static final int MAX_PACKS = 50;

    private final Database database;

    public Packs(Database database) {
        this.database = database;
    }

    /**
     * A pack.
     *
     * @param name {@code CASE}, {@code PALLET}, whatever the seller calls it
     * @param units of the SKU in it, from 2
     */
    public record Pack(String name, int units, Size size) {
        public Pack {
            Fit.code("name", name);
            Fit.within("units", units, 2, Fit.MAX_UNITS);
        }
    }

    /** A pack of a SKU. */
    public record Packed(String sku, Pack pack) {}

    private record Key(String sku, String name) {}

    /** Creates or changes a pack. */
    public Written.Outcome put(long sellerId, Packed packed) {
        return database.transact(
                sellerId,
                transaction -> put(transaction, List.of(packed)).get(0).orThrow());
    }

    @Override
    public List<Written> put(Transaction transaction, List<Packed> wanted) {
        Map<String, Sku> skus =
                SkuRows.byCode(transaction, wanted.stream().map(Packed::sku).toList());
        Map<Key, Pack> known = known(transaction, skus);
        Map<String, Integer> counts = new HashMap<>();
        known.keySet().forEach(key -> counts.merge(key.sku(), 1, Integer::sum));
        Map<Key, Packed> rows = new LinkedHashMap<>();
        List<Written> outcomes = new ArrayList<>();
        for (Packed packed : wanted) {
            Key key = new Key(packed.sku(), packed.pack().name());
            Optional<Pack> before = Optional.ofNullable(known.get(key));
            Optional<InvalidField> fault =
                    fault(packed, Optional.ofNullable(skus.get(packed.sku())), rows.containsKey(key));
            if (fault.isPresent()) {
                outcomes.add(Written.rejected(fault.get()));
            } else if (before.isEmpty() && counts.merge(packed.sku(), 1, Integer::sum) > MAX_PACKS) {
                outcomes.add(Written.rejected(new InvalidField(
                        "name",
                        key.name(),
                        Reason.OUT_OF_RANGE,
                        "is one more than the " + MAX_PACKS + " packs of a SKU")));
            } else if (before.equals(Optional.of(packed.pack()))) {
                outcomes.add(Written.UNCHANGED);
            } else {
                rows.put(key, packed);
                outcomes.add(before.isEmpty() ? Written.CREATED : Written.CHANGED);
            }
        }
        write(transaction, List.copyOf(rows.values()), skus);
        return outcomes;
    }

    private static Optional<InvalidField> fault(Packed packed, Optional<Sku> sku, boolean twice) {
        if (sku.isEmpty()) {
            return Optional.of(unknown("sku", packed.sku()));
        } else if (twice) {
            return Optional.of(new InvalidField(
                    "name", packed.pack().name(), Reason.DUPLICATE_ROW, "stands here twice; keep one of the rows"));
        }
        return Optional.empty();
    }

    static InvalidField unknown(String field, String code) {
        return new InvalidField(field, code, Reason.UNKNOWN_SKU, "is no SKU of ours; create it first");
    }

    private static Map<Key, Pack> known(Transaction transaction, Map<String, Sku> skus) {
        Map<Long, String> codes = new HashMap<>();
        skus.values().forEach(sku -> codes.put(sku.skuId(), sku.code()));
        Map<Key, Pack> known = new HashMap<>();
        transaction.list(
                """
                select p.*
                  from unnest(?::bigint[]) as k (sku_id)
                 cross join lateral (select * from sku_pack p where p.seller_id = ? and p.sku_id = k.sku_id) as p
                """,
                row -> known.put(
                        new Key(codes.getOrDefault(row.getLong("sku_id"), ""), row.getText("name")), pack(row)),
                Columns.of(codes.keySet()).longs(id -> id).then(transaction.sellerId()));
        return known;
    }

    private static void write(Transaction transaction, List<Packed> rows, Map<String, Sku> skus) {
        if (rows.isEmpty()) {
            return;
        }
        Columns<Packed> columns = Columns.of(rows)
                .longs(row -> SkuRows.idOf(row.sku(), skus))
                .texts(row -> row.pack().name())
                .ints(row -> row.pack().units());
        transaction.update("""
                insert into sku_pack (seller_id, sku_id, name, units, length_mm, width_mm, height_mm, weight_g)
                select s.seller_id, u.*
                  from seller s, unnest(?::bigint[], ?::text[], ?::int[], ?::int[], ?::int[], ?::int[], ?::int[]) as u
                 where s.seller_id = ?
                on conflict (seller_id, sku_id, name) do update
                   set units = excluded.units, length_mm = excluded.length_mm, width_mm = excluded.width_mm,
                       height_mm = excluded.height_mm, weight_g = excluded.weight_g
                """, SkuRows.sized(columns, row -> row.pack().size()).then(transaction.sellerId()));
    }

    /** The packs of a SKU, by name. */
    public List<Pack> list(long sellerId, long skuId) {
        return database.transact(
                sellerId,
                transaction -> transaction.list(
                        "select * from sku_pack where seller_id = ? and sku_id = ? order by name",
                        Packs::pack,
                        sellerId,
                        skuId));
    }

    /** The packs of these SKUs, by SKU and name. */
    public List<Packed> listAll(long sellerId, List<Sku> skus) {
        return database.transact(
                sellerId,
                transaction -> transaction.list(
                        """
                        select s.code, p.*
                          from unnest(?::bigint[], ?::text[]) as s (sku_id, code)
                         cross join lateral (
                               select * from sku_pack p where p.seller_id = ? and p.sku_id = s.sku_id) as p
                         order by s.code, p.name
                        """,
                        row -> new Packed(row.getText("code"), pack(row)),
                        Columns.of(skus).longs(Sku::skuId).texts(Sku::code).then(sellerId)));
    }

    /** Removes a pack and the identifiers that stand on it. */
    public boolean remove(long sellerId, long skuId, String name) {
        return database.transact(sellerId, transaction -> {
            transaction.update(
                    "delete from sku_identifier where seller_id = ? and sku_id = ? and pack = ? and pack <> ''",
                    sellerId,
                    skuId,
                    name);
            return transaction.update(
                            "delete from sku_pack where seller_id = ? and sku_id = ? and name = ?",
                            sellerId,
                            skuId,
                            name)
                    > 0;
        });
    }

    private static Pack pack(Row row) throws java.sql.SQLException {
        return new Pack(row.getText("name"), row.getInt("units"), SkuRows.size(row));
    }
}
