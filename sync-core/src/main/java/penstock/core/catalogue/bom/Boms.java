package penstock.core.catalogue.bom;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import penstock.core.catalogue.InvalidField;
import penstock.core.catalogue.InvalidField.Reason;
import penstock.core.catalogue.Master;
import penstock.core.catalogue.SkuRows;
import penstock.core.catalogue.Skus.Sku;
import penstock.core.catalogue.Written;
import penstock.core.catalogue.bom.Bom.Line;
import penstock.core.catalogue.bom.Bom.Role;
import penstock.core.identity.Ids;
import penstock.core.store.Columns;
import penstock.core.store.Database;
import penstock.core.store.Transaction;

/** Keeps bills of materials, each version for ever; the newest of a SKU is used. Any thread. */
public final class Boms implements Master<Bom> {

    private final Database database;
    private final Clock clock;
    private final Ids ids;

    public Boms(Database database, Clock clock, Ids ids) {
        this.database = database;
        this.clock = clock;
        this.ids = ids;
    }

    private record Key(String sku, int version) {}

    /** Adds a version, which is used from now on. */
    public Written.Outcome put(long sellerId, Bom bom) {
        return database.transact(
                sellerId, transaction -> put(transaction, List.of(bom)).get(0).orThrow());
    }

    @Override
    public List<Written> put(Transaction transaction, List<Bom> wanted) {
        orderChanges(transaction);
        Set<String> codes = new HashSet<>();
        wanted.forEach(bom -> {
            codes.add(bom.sku());
            bom.lines().forEach(line -> codes.add(line.component()));
        });
        Map<String, Sku> skus = SkuRows.byCode(transaction, codes);
        Map<Key, Bom> known = new HashMap<>();
        Map<String, Integer> newest = new HashMap<>();
        read(transaction, Optional.of(skus.values())).forEach(bom -> {
            known.put(new Key(bom.sku(), bom.version()), bom);
            newest.merge(bom.sku(), bom.version(), Math::max);
        });
        BomGraph graph = active(transaction);
        List<Bom> rows = new ArrayList<>();
        List<Written> outcomes = new ArrayList<>();
        for (Bom bom : wanted) {
            Bom before = known.putIfAbsent(new Key(bom.sku(), bom.version()), bom);
            Optional<InvalidField> fault = before == null
                    ? fault(bom, skus, newest.getOrDefault(bom.sku(), 0), graph)
                    : differing(bom, before);
            if (fault.isPresent()) {
                known.remove(new Key(bom.sku(), bom.version()), bom);
                outcomes.add(Written.rejected(fault.get()));
            } else if (before != null) {
                outcomes.add(Written.UNCHANGED);
            } else {
                newest.put(bom.sku(), bom.version());
                graph.add(bom);
                rows.add(bom);
                outcomes.add(Written.CREATED);
            }
        }
        write(transaction, rows, skus, graph);
        return outcomes;
    }

    /** Whoever comes second waits, and sees what the first has written. */
    private static void orderChanges(Transaction transaction) {
        transaction.update("""
                insert into bom_structure as b (seller_id, changes)
                select s.seller_id, 1 from seller s where s.seller_id = ?
                on conflict (seller_id) do update set changes = b.changes + 1
                """, transaction.sellerId());
    }

    private static Optional<InvalidField> differing(Bom bom, Bom before) {
        return bom.equals(before)
                ? Optional.empty()
                : Optional.of(new InvalidField(
                        "version",
                        "" + bom.version(),
                        Reason.EXISTS_WITH_DIFFERENT_CONTENT,
                        "is there with other content, and versions do not change; use a higher one"));
    }

    private static Optional<InvalidField> fault(Bom bom, Map<String, Sku> skus, int newest, BomGraph graph) {
        if (bom.version() < newest) {
            return Optional.of(new InvalidField(
                    "version",
                    "" + bom.version(),
                    Reason.OUT_OF_RANGE,
                    "is older than version " + newest + ", which is there; use a higher one"));
        }
        Optional<InvalidField> made = unfit("sku", bom.sku(), skus);
        if (made.isPresent()) {
            return made;
        }
        return bom.lines().stream()
                .flatMap(line -> unfit("component", line.component(), skus).stream())
                .findFirst()
                .or(() -> graph.fault(bom));
    }

    private static Optional<InvalidField> unfit(String field, String code, Map<String, Sku> skus) {
        Sku sku = skus.get(code);
        if (sku == null) {
            return Optional.of(new InvalidField(field, code, Reason.UNKNOWN_SKU, "is no SKU of ours; create it first"));
        }
        return sku.isKit()
                ? Optional.of(new InvalidField(
                        field,
                        code,
                        Reason.KIT_NOT_POSSIBLE,
                        "is a kit, which has no stock: nothing is made of it, and it is not made"))
                : Optional.empty();
    }

    private void write(Transaction transaction, List<Bom> rows, Map<String, Sku> skus, BomGraph graph) {
        if (rows.isEmpty()) {
            return;
        }
        record Numbered(long bomId, Bom bom, boolean active) {}
        record NumberedLine(long bomId, int lineNo, Line line) {}
        Map<String, Bom> last = new HashMap<>();
        rows.forEach(bom -> last.put(bom.sku(), bom));
        List<Numbered> numbered = rows.stream()
                .map(bom -> new Numbered(ids.next(), bom, bom.equals(last.get(bom.sku()))))
                .toList();
        List<NumberedLine> lines = new ArrayList<>();
        for (Numbered one : numbered) {
            int lineNo = 0;
            for (Line line : one.bom().lines()) {
                lines.add(new NumberedLine(one.bomId(), ++lineNo, line));
            }
        }
        transaction.update(
                "update bom set state = 'RETIRED' where seller_id = ? and state = 'ACTIVE' and sku_id = any (?::bigint[])",
                transaction.sellerId(),
                last.keySet().stream().map(sku -> SkuRows.idOf(sku, skus)).toArray(Long[]::new));
        transaction.update(
                """
                insert into bom (seller_id, bom_id, sku_id, version, batch, state, created_at)
                select s.seller_id, u.*
                  from seller s,
                       unnest(?::bigint[], ?::bigint[], ?::int[], ?::int[], ?::text[], ?::timestamptz[]) as u
                 where s.seller_id = ?
                """,
                Columns.of(numbered)
                        .longs(Numbered::bomId)
                        .longs(one -> SkuRows.idOf(one.bom().sku(), skus))
                        .ints(one -> one.bom().version())
                        .ints(one -> one.bom().batch())
                        .texts(one -> one.active() ? "ACTIVE" : "RETIRED")
                        .instants(one -> clock.instant())
                        .then(transaction.sellerId()));
        transaction.update(
                """
                insert into bom_line (seller_id, bom_id, line_no, component_sku_id, units, scrap_basis_points, role)
                select s.seller_id, u.*
                  from seller s,
                       unnest(?::bigint[], ?::int[], ?::bigint[], ?::int[], ?::int[], ?::text[]) as u
                 where s.seller_id = ?
                """,
                Columns.of(lines)
                        .longs(NumberedLine::bomId)
                        .ints(NumberedLine::lineNo)
                        .longs(one -> SkuRows.idOf(one.line().component(), skus))
                        .ints(one -> one.line().units())
                        .ints(one -> one.line().scrapBasisPoints())
                        .texts(one -> one.line().role().name())
                        .then(transaction.sellerId()));
        keepLevels(transaction, graph.levels());
    }

    private static void keepLevels(Transaction transaction, Map<String, Integer> levels) {
        Map<String, Integer> changed = new HashMap<>(levels);
        transaction.list(
                "select code, low_level_code from sku where seller_id = ? and low_level_code > 0",
                row -> changed.merge(
                        row.getText("code"),
                        row.getInt("low_level_code"),
                        (now, before) -> now.equals(before) ? -1 : now),
                transaction.sellerId());
        changed.replaceAll((code, level) -> levels.containsKey(code) ? level : 0);
        changed.values().removeIf(level -> level < 0);
        transaction.update(
                """
                update sku s set low_level_code = u.level
                  from unnest(?::text[], ?::int[]) as u (code, level)
                 where s.seller_id = ? and s.code = u.code and s.low_level_code <> u.level
                """,
                Columns.of(changed.entrySet())
                        .texts(Map.Entry::getKey)
                        .ints(Map.Entry::getValue)
                        .then(transaction.sellerId()));
    }

    /** The bills of materials that are used now. */
    public BomGraph graph(long sellerId) {
        return database.transact(sellerId, Boms::active);
    }

    private static BomGraph active(Transaction transaction) {
        Map<String, Bom> newest = new HashMap<>();
        read(transaction, Optional.empty()).forEach(bom -> newest.put(bom.sku(), bom));
        return BomGraph.of(newest.values());
    }

    /** Every version of what makes these SKUs, by SKU and version. */
    public List<Bom> list(long sellerId, Collection<Sku> skus) {
        return database.transact(sellerId, transaction -> read(transaction, Optional.of(skus)));
    }

    /** Every version for some SKUs, or the active ones of all. */
    private static List<Bom> read(Transaction transaction, Optional<Collection<Sku>> skus) {
        record Head(String sku, int version, int batch) {}
        Map<Head, List<Line>> found = new LinkedHashMap<>();
        transaction.list(
                """
                select s.code, b.version, b.batch, c.code as component, l.units, l.scrap_basis_points, l.role
                  from bom b
                  join bom_line l on l.seller_id = b.seller_id and l.bom_id = b.bom_id
                  join sku s on s.seller_id = b.seller_id and s.sku_id = b.sku_id
                  join sku c on c.seller_id = l.seller_id and c.sku_id = l.component_sku_id
                 where b.seller_id = ? and (case when ? then b.state = 'ACTIVE' else b.sku_id = any (?::bigint[]) end)
                 order by s.code, b.version, l.line_no
                """,
                row -> found.computeIfAbsent(
                                new Head(row.getText("code"), row.getInt("version"), row.getInt("batch")),
                                head -> new ArrayList<>())
                        .add(new Line(
                                row.getText("component"),
                                row.getInt("units"),
                                row.getInt("scrap_basis_points"),
                                Role.valueOf(row.getText("role")))),
                transaction.sellerId(),
                skus.isEmpty(),
                skus.orElse(List.of()).stream().map(Sku::skuId).toArray(Long[]::new));
        return found.entrySet().stream()
                .map(one -> new Bom(
                        one.getKey().sku(), one.getKey().version(), one.getKey().batch(), one.getValue()))
                .toList();
    }
}
