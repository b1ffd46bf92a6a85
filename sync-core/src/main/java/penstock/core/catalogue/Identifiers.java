package penstock.core.catalogue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import penstock.core.catalogue.Identifier.Type;
import penstock.core.catalogue.Identifiers.Identified;
import penstock.core.catalogue.InvalidField.Reason;
import penstock.core.catalogue.Skus.Sku;
import penstock.core.store.Columns;
import penstock.core.store.Database;
import penstock.core.store.Transaction;
import penstock.core.store.Transaction.Row;

/** What the world calls our SKUs. Any thread. */
public final class Identifiers implements Master<Identified> {

    private final Database database;

    public Identifiers(Database database) {
        this.database = database;
    }

    /** An identifier of a SKU. */
    public record Identified(String sku, Identifier identifier) {}

    /**
     * What a scanned or typed text stands for.
     *
     * @param units of the SKU in what bears it; 1 unless it stands on a pack
     */
    public record Match(String sku, Identifier identifier, int units) {}

    private record Key(Type type, String lookup) {}

    private record PackKey(String sku, String pack) {}

    /** Gives a SKU an identifier. */
    public Written.Outcome put(long sellerId, Identified identified) {
        return database.transact(
                sellerId,
                transaction -> put(transaction, List.of(identified)).get(0).orThrow());
    }

    @Override
    public List<Written> put(Transaction transaction, List<Identified> wanted) {
        Map<String, Sku> skus =
                SkuRows.byCode(transaction, wanted.stream().map(Identified::sku).toList());
        Map<Key, List<Identified>> known = known(transaction, wanted);
        Set<PackKey> packs = packs(transaction, skus);
        List<Identified> rows = new ArrayList<>();
        List<Written> outcomes = new ArrayList<>();
        for (Identified one : wanted) {
            Key key = key(one.identifier());
            List<Identified> before = known.computeIfAbsent(key, any -> new ArrayList<>());
            Optional<InvalidField> fault = fault(one, skus, packs, before);
            if (fault.isPresent()) {
                outcomes.add(Written.rejected(fault.get()));
            } else if (before.contains(one)) {
                outcomes.add(Written.UNCHANGED);
            } else {
                boolean there = before.removeIf(other -> other.sku().equals(one.sku()));
                before.add(one);
                rows.add(one);
                outcomes.add(there ? Written.CHANGED : Written.CREATED);
            }
        }
        write(transaction, rows, skus);
        return outcomes;
    }

    private static Key key(Identifier identifier) {
        return new Key(identifier.type(), identifier.lookup());
    }

    private static Optional<InvalidField> fault(
            Identified one, Map<String, Sku> skus, Set<PackKey> packs, List<Identified> before) {
        Identifier identifier = one.identifier();
        if (!skus.containsKey(one.sku())) {
            return Optional.of(Packs.unknown("sku", one.sku()));
        }
        if (!identifier.pack().isEmpty() && !packs.contains(new PackKey(one.sku(), identifier.pack()))) {
            return Optional.of(new InvalidField(
                    "pack",
                    identifier.pack(),
                    Reason.UNKNOWN_PACK,
                    "is no pack of " + one.sku() + "; create it first"));
        }
        return before.stream()
                .filter(other -> identifier.type() != Type.MPN && !other.sku().equals(one.sku()))
                .findFirst()
                .map(other -> new InvalidField(
                        "value",
                        identifier.value(),
                        Reason.TAKEN,
                        "stands for SKU " + other.sku() + " already; no two SKUs have one " + identifier.type()));
    }

    private static Map<Key, List<Identified>> known(Transaction transaction, List<Identified> wanted) {
        Map<Key, List<Identified>> known = new HashMap<>();
        transaction.list(
                """
                select i.*, s.code
                  from (select distinct type, lookup from unnest(?::text[], ?::text[]) as k (type, lookup)) as k
                 cross join lateral (
                       select * from sku_identifier i
                        where i.seller_id = ? and i.type = k.type and i.lookup = k.lookup) as i
                  join sku s on s.seller_id = i.seller_id and s.sku_id = i.sku_id
                """,
                row -> {
                    Identified found = new Identified(row.getText("code"), identifier(row));
                    return known.computeIfAbsent(key(found.identifier()), any -> new ArrayList<>())
                            .add(found);
                },
                Columns.of(wanted)
                        .texts(one -> one.identifier().type().name())
                        .texts(one -> one.identifier().lookup())
                        .then(transaction.sellerId()));
        return known;
    }

    private static Set<PackKey> packs(Transaction transaction, Map<String, Sku> skus) {
        return new HashSet<>(transaction.list(
                """
                select k.code, p.name
                  from unnest(?::bigint[], ?::text[]) as k (sku_id, code)
                 cross join lateral (select * from sku_pack p where p.seller_id = ? and p.sku_id = k.sku_id) as p
                """,
                row -> new PackKey(row.getText("code"), row.getText("name")),
                Columns.of(skus.values()).longs(Sku::skuId).texts(Sku::code).then(transaction.sellerId())));
    }

    private static void write(Transaction transaction, List<Identified> rows, Map<String, Sku> skus) {
        if (rows.isEmpty()) {
            return;
        }
        // two rows for one key would be refused by the statement: the later one says it
        Map<List<String>, Identified> last = new java.util.LinkedHashMap<>();
        rows.forEach(row -> last.put(
                List.of(
                        row.sku(),
                        row.identifier().type().name(),
                        row.identifier().lookup()),
                row));
        transaction.update(
                """
                insert into sku_identifier (seller_id, sku_id, type, value, lookup, pack)
                select s.seller_id, u.*
                  from seller s, unnest(?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[]) as u
                 where s.seller_id = ?
                on conflict (seller_id, type, lookup, sku_id) do update set value = excluded.value, pack = excluded.pack
                """,
                Columns.of(last.values())
                        .longs(row -> SkuRows.idOf(row.sku(), skus))
                        .texts(row -> row.identifier().type().name())
                        .texts(row -> row.identifier().value())
                        .texts(row -> row.identifier().lookup())
                        .texts(row -> row.identifier().pack())
                        .then(transaction.sellerId()));
    }

    /** The identifiers of a SKU and its packs. */
    public List<Identifier> list(long sellerId, long skuId) {
        return database.transact(
                sellerId,
                transaction -> transaction.list(
                        "select * from sku_identifier where seller_id = ? and sku_id = ? order by type, lookup",
                        Identifiers::identifier,
                        sellerId,
                        skuId));
    }

    /** The identifiers of these SKUs, by SKU. */
    public List<Identified> listAll(long sellerId, List<Sku> skus) {
        return database.transact(
                sellerId,
                transaction -> transaction.list(
                        """
                        select s.code, i.*
                          from unnest(?::bigint[], ?::text[]) as s (sku_id, code)
                         cross join lateral (
                               select * from sku_identifier i where i.seller_id = ? and i.sku_id = s.sku_id) as i
                         order by s.code, i.type, i.lookup
                        """,
                        row -> new Identified(row.getText("code"), identifier(row)),
                        Columns.of(skus).longs(Sku::skuId).texts(Sku::code).then(sellerId)));
    }

    /**
     * What a text that somebody scanned or typed stands for: a GTIN in whatever length it is printed, or another
     * identifier as it is. Several only of manufacturers' numbers.
     */
    public List<Match> find(long sellerId, String text) {
        return database.transact(sellerId, transaction -> find(transaction, text));
    }

    /** The same within a transaction. */
    public static List<Match> find(Transaction transaction, String text) {
        String plain = text.strip();
        return transaction.list(
                """
                select s.code, i.*, coalesce(p.units, 1) as units
                  from sku_identifier i
                  join sku s on s.seller_id = i.seller_id and s.sku_id = i.sku_id
                  left join sku_pack p on p.seller_id = i.seller_id and p.sku_id = i.sku_id and p.name = i.pack
                 where i.seller_id = ?
                   and (i.type = 'GTIN' and i.lookup = ? or i.type <> 'GTIN' and i.lookup = ?)
                 order by s.code, i.type
                """,
                row -> new Match(row.getText("code"), identifier(row), row.getInt("units")),
                transaction.sellerId(),
                Identifier.gtinLookup(plain).orElse(""),
                plain);
    }

    /** Takes an identifier away from a SKU. */
    public boolean remove(long sellerId, long skuId, Type type, String lookup) {
        return database.transact(
                sellerId,
                transaction -> transaction.update(
                                "delete from sku_identifier where seller_id = ? and type = ? and lookup = ? and sku_id = ?",
                                sellerId,
                                type.name(),
                                lookup,
                                skuId)
                        > 0);
    }

    private static Identifier identifier(Row row) throws java.sql.SQLException {
        return new Identifier(
                Type.valueOf(row.getText("type")), row.getText("value"), row.getText("lookup"), row.getText("pack"));
    }
}
