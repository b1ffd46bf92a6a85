package penstock.core.purchasing;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import penstock.core.buying.Aql;
import penstock.core.buying.Sample;
import penstock.core.buying.Sampling;
import penstock.core.catalogue.Fit;
import penstock.core.catalogue.SkuRows;
import penstock.core.store.Columns;
import penstock.core.store.Database;
import penstock.core.store.Transaction;
import penstock.core.store.Transaction.Row;

/** How much more than was ordered is taken, and what is inspected when it comes. Any thread. */
public final class ReceivingRules {

    /** Questions of a checklist. */
    public static final int MAX_CHECKS = 50;

    private static final long ANY = 0;

    private final Database database;

    public ReceivingRules(Database database) {
        this.database = database;
    }

    /**
     * A rule.
     *
     * @param overBasisPoints hundredths of a percent of an order's line that may come beyond it
     */
    public record ReceivingRule(int overBasisPoints, Sampling sampling, List<CheckItem> checklist) {

        /** As long as no rule was entered. */
        public static final ReceivingRule NONE = new ReceivingRule(0, Sampling.NONE, List.of());

        private static final int WHOLE = 10_000;

        public ReceivingRule {
            checklist = List.copyOf(checklist);
            Fit.within("overBasisPoints", overBasisPoints, 0, WHOLE);
            Fit.within("checklist", checklist.size(), 0, MAX_CHECKS);
        }

        /** Units that may come beyond so many, the rest of a unit left out. */
        public int tolerated(int ordered) {
            return (int) ((long) ordered * overBasisPoints / WHOLE);
        }
    }

    /** A rule and what it is for: a SKU, a supplier, both, or, if none is named, everything else. */
    public record Scoped(Optional<String> sku, Optional<String> supplier, ReceivingRule rule) {}

    /** Enters a rule, in the place of the one for the same. */
    public void put(long sellerId, Scoped scoped) {
        database.transact(sellerId, transaction -> {
            long skuId = scoped.sku().map(code -> skuId(transaction, code)).orElse(ANY);
            long supplierId = scoped.supplier()
                    .map(code -> Suppliers.id(transaction, "supplier", code))
                    .orElse(ANY);
            write(transaction, skuId, supplierId, scoped.rule());
            return scoped;
        });
    }

    private static long skuId(Transaction transaction, String code) {
        return SkuRows.idOf(code, OrderedSkus.require(transaction, List.of(code)));
    }

    private static void write(Transaction transaction, long skuId, long supplierId, ReceivingRule rule) {
        Sampling sampling = rule.sampling();
        transaction.update(
                """
                insert into receiving_rule (seller_id, sku_id, supplier_id, over_basis_points, plan, sample, accepts, aql,
                                            skip_after, inspect_every)
                select s.seller_id, ?, ?, ?, ?, ?::int, ?::int, ?::text, ?, ? from seller s where s.seller_id = ?
                on conflict (seller_id, sku_id, supplier_id) do update
                   set over_basis_points = excluded.over_basis_points, plan = excluded.plan, sample = excluded.sample,
                       accepts = excluded.accepts, aql = excluded.aql, skip_after = excluded.skip_after,
                       inspect_every = excluded.inspect_every
                """,
                skuId,
                supplierId,
                rule.overBasisPoints(),
                sampling.plan().name(),
                sampling.sample().map(Sample::units).orElse(null),
                sampling.sample().map(Sample::accepts).orElse(null),
                sampling.aql().map(Enum::name).orElse(null),
                sampling.skipAfter(),
                sampling.inspectEvery(),
                transaction.sellerId());
        transaction.update(
                "delete from receiving_rule_check where seller_id = ? and sku_id = ? and supplier_id = ?",
                transaction.sellerId(),
                skuId,
                supplierId);
        transaction.update(
                """
                insert into receiving_rule_check (seller_id, sku_id, supplier_id, item_no, question, unit, least, most)
                select s.seller_id, ?, ?, u.item_no, u.question, u.unit, u.least::numeric, u.most::numeric
                  from seller s,
                       unnest(?::text[], ?::text[], ?::text[], ?::text[]) with ordinality
                           as u (question, unit, least, most, item_no)
                 where s.seller_id = ?
                """,
                Columns.of(rule.checklist())
                        .value(skuId)
                        .value(supplierId)
                        .texts(CheckItem::question)
                        .texts(item -> item.unit().orElse(null))
                        .texts(item ->
                                item.least().map(BigDecimal::toPlainString).orElse(null))
                        .texts(item ->
                                item.most().map(BigDecimal::toPlainString).orElse(null))
                        .then(transaction.sellerId()));
    }

    /** All rules: by SKU, then by supplier, what is for any last. */
    public List<Scoped> list(long sellerId) {
        return database.transact(
                sellerId,
                transaction -> transaction.list(
                        """
                        select r.*, k.code as sku, p.code as supplier
                          from receiving_rule r
                          left join sku k on k.seller_id = r.seller_id and k.sku_id = r.sku_id
                          left join supplier p on p.seller_id = r.seller_id and p.supplier_id = r.supplier_id
                         where r.seller_id = ?
                         order by k.code nulls last, p.code nulls last
                        """,
                        row -> new Scoped(row.findText("sku"), row.findText("supplier"), rule(transaction, row)),
                        sellerId));
    }

    /**
     * The rules for SKUs of a supplier, 0 if nobody knows whose they are: of each the most specific one, a SKU's before a
     * supplier's.
     */
    static Map<Long, ReceivingRule> of(Transaction transaction, Collection<Long> skuIds, long supplierId) {
        Set<Long> wanted = new LinkedHashSet<>(skuIds);
        wanted.add(ANY);
        Map<Scope, List<CheckItem>> checklists = checklists(transaction, wanted, supplierId);
        Map<Scope, ReceivingRule> found = new HashMap<>();
        transaction.list(
                """
                select r.*
                  from unnest(?::bigint[]) as k (sku_id)
                 cross join lateral (
                       select * from receiving_rule r
                        where r.seller_id = ? and r.sku_id = k.sku_id and r.supplier_id in (?, 0)) as r
                """,
                row -> found.put(Scope.of(row), rule(row, checklists.getOrDefault(Scope.of(row), List.of()))),
                Columns.of(wanted).longs(id -> id).then(transaction.sellerId(), supplierId));
        Map<Long, ReceivingRule> rules = new HashMap<>();
        for (long skuId : skuIds) {
            rules.put(
                    skuId,
                    Stream.of(
                                    new Scope(skuId, supplierId),
                                    new Scope(skuId, ANY),
                                    new Scope(ANY, supplierId),
                                    new Scope(ANY, ANY))
                            .flatMap(scope -> Optional.ofNullable(found.get(scope)).stream())
                            .findFirst()
                            .orElse(ReceivingRule.NONE));
        }
        return rules;
    }

    /** What a rule is for, by number. */
    private record Scope(long skuId, long supplierId) {
        static Scope of(Row row) throws SQLException {
            return new Scope(row.getLong("sku_id"), row.getLong("supplier_id"));
        }
    }

    private static Map<Scope, List<CheckItem>> checklists(Transaction transaction, Set<Long> skuIds, long supplierId) {
        Map<Scope, List<CheckItem>> found = new HashMap<>();
        transaction.list(
                """
                select c.*
                  from unnest(?::bigint[]) as k (sku_id)
                 cross join lateral (
                       select * from receiving_rule_check c
                        where c.seller_id = ? and c.sku_id = k.sku_id and c.supplier_id in (?, 0)) as c
                 order by c.sku_id, c.supplier_id, c.item_no
                """,
                row -> found.computeIfAbsent(Scope.of(row), any -> new ArrayList<>())
                        .add(item(row)),
                Columns.of(skuIds).longs(id -> id).then(transaction.sellerId(), supplierId));
        return found;
    }

    private static ReceivingRule rule(Transaction transaction, Row row) throws SQLException {
        List<CheckItem> checklist = transaction.list(
                """
                select * from receiving_rule_check
                 where seller_id = ? and sku_id = ? and supplier_id = ? order by item_no
                """, ReceivingRules::item, transaction.sellerId(), row.getLong("sku_id"), row.getLong("supplier_id"));
        return rule(row, checklist);
    }

    private static ReceivingRule rule(Row row, List<CheckItem> checklist) throws SQLException {
        Sampling sampling = new Sampling(
                Sampling.Plan.valueOf(row.getText("plan")),
                sample(row),
                row.findText("aql").map(Aql::valueOf),
                row.getInt("skip_after"),
                row.getInt("inspect_every"));
        return new ReceivingRule(row.getInt("over_basis_points"), sampling, checklist);
    }

    private static Optional<Sample> sample(Row row) throws SQLException {
        Optional<Integer> units = row.findInt("sample");
        return units.isEmpty() ? Optional.empty() : Optional.of(new Sample(units.get(), row.getInt("accepts")));
    }

    static CheckItem item(Row row) throws SQLException {
        return new CheckItem(
                row.getText("question"), row.findText("unit"), decimal(row, "least"), decimal(row, "most"));
    }

    static Optional<BigDecimal> decimal(Row row, String column) throws SQLException {
        return row.findText(column).map(text -> new BigDecimal(text).stripTrailingZeros());
    }
}
