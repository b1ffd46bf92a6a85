package penstock.core.valuation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import penstock.core.costing.CostAccount;
import penstock.core.costing.CostEntry;
import penstock.core.costing.CostEvent;
import penstock.core.costing.CostMethod;
import penstock.core.costing.SkuCosts;
import penstock.core.costing.SkuFold;
import penstock.core.costing.SkuTotals;
import penstock.core.store.Database;
import penstock.core.store.Transaction;
import penstock.core.valuation.CostFacts.OfSku;
import penstock.core.valuation.CostFacts.Ruling;
import penstock.core.valuation.CostWriter.Changed;

/**
 * Follows the ledger and the cost documents and keeps up what stock is worth. Any thread, any node: a batch holds the
 * seller's cursor row, so the same events are never counted twice, and where batches begin and end changes nothing.
 */
public final class Valuing {

    /** Postings taken in one batch, at most. */
    public static final int MAX_POSTINGS = 1_000;

    /** Documents taken in one batch, at most. */
    public static final int MAX_DOCUMENTS = 50;

    /** SKUs taken in one batch when a document concerns all of them, at most. */
    public static final int MAX_SKUS = 20;

    /** A SKU's postings read at a time, when all of them are read. */
    static final int PAGE = 10_000;

    private final Database database;

    public Valuing(Database database) {
        this.database = database;
    }

    /** Takes the next batch, says whether there was one. */
    public boolean follow(long sellerId) {
        return database.transact(sellerId, transaction -> isBehind(transaction) && step(transaction));
    }

    /** Takes batches until nothing is left that had happened when it was called, and a little more. */
    public void followToHead(long sellerId) {
        while (follow(sellerId)) {
            continue;
        }
    }

    /**
     * Drops the projection and starts anew from the first posting; {@link #follow} does the rest. Meanwhile the reports say
     * how far it has come.
     */
    public void rebuild(long sellerId) {
        database.transact(sellerId, transaction -> {
            CursorRow.lock(transaction);
            for (String table : List.of("cost_entry", "layer_consumption", "cost_layer", "sku_value")) {
                transaction.update("delete from " + table + " where seller_id = ?", sellerId);
            }
            new CursorRow(0, 0, 0).write(transaction);
            return true;
        });
    }

    /** Looks without a lock, so that a seller at rest costs one read. */
    private static boolean isBehind(Transaction transaction) {
        CursorRow cursor = CursorRow.read(transaction);
        return cursor.position() < CursorRow.head(transaction)
                || cursor.documentNo() < CursorRow.lastDocument(transaction);
    }

    /** Locks the seller's cursor row and takes every document accepted before: a new one is judged by what they left. */
    static void takeDocuments(Transaction transaction) {
        while (CursorRow.lock(transaction).documentNo() < CursorRow.lastDocument(transaction)) {
            step(transaction);
        }
    }

    private static boolean step(Transaction transaction) {
        CursorRow cursor = CursorRow.lock(transaction);
        CostFacts facts = new CostFacts(transaction);
        CostMethod method = facts.methodAfter(cursor.documentNo());
        Optional<Ruling> ruling = facts.rulings().stream()
                .filter(next -> next.documentNo() > cursor.documentNo() && concernsAll(next, method))
                .findFirst();
        long head = CursorRow.head(transaction);
        boolean due = ruling.filter(
                        next -> next.documentNo() == cursor.documentNo() + 1 && next.countsAfter() <= cursor.position())
                .isPresent();
        CursorRow reached = due
                ? sweep(transaction, facts, cursor, ruling.get(), method)
                : advance(transaction, facts, cursor, ruling, head, method);
        reached.write(transaction);
        return !reached.equals(cursor);
    }

    /** Another method concerns every SKU; the end of a month does where months are averaged. */
    private static boolean concernsAll(Ruling ruling, CostMethod method) {
        return ruling.method().isPresent() || method == CostMethod.PERIODIC_AVERAGE;
    }

    // events of some SKUs --------------------------------------------------------------------------------------------

    private static CursorRow advance(
            Transaction transaction,
            CostFacts facts,
            CursorRow cursor,
            Optional<Ruling> until,
            long head,
            CostMethod method) {
        CursorRow target = target(transaction, cursor, until, head);
        List<OfSku> events = new ArrayList<>(facts.postings(cursor.position(), target.position()));
        events.addAll(facts.lines(cursor.documentNo(), target.documentNo()));
        events.sort(Comparator.comparing(event -> event.event().moment()));
        Map<Long, List<CostEntry>> journals = new TreeMap<>();
        Map<Long, SkuCosts> costs =
                load(transaction, events.stream().map(OfSku::skuId).toList(), method, journals);
        events.forEach(event -> Objects.requireNonNull(costs.get(event.skuId())).apply(event.event()));
        CostWriter writer = new CostWriter(transaction);
        journals.forEach(writer::add);
        writer.write(changed(costs));
        return target;
    }

    /** What is kept of these SKUs; what they will have to say of it goes to the journals. */
    private static Map<Long, SkuCosts> load(
            Transaction transaction, Collection<Long> skuIds, CostMethod method, Map<Long, List<CostEntry>> journals) {
        Map<Long, SkuCosts> costs = new TreeMap<>();
        SkuRows.of(transaction, skuIds).forEach((skuId, rows) -> {
            List<CostEntry> journal = journals.computeIfAbsent(skuId, sku -> new ArrayList<>());
            costs.put(skuId, new SkuCosts(rows.totals().orElse(SkuTotals.none(method)), rows.records(), journal::add));
        });
        return costs;
    }

    /** How far this batch goes: to the head, to a document that concerns all SKUs, or as far as its limits let it. */
    private static CursorRow target(Transaction transaction, CursorRow cursor, Optional<Ruling> until, long head) {
        long position = Math.min(head, cursor.position() + MAX_POSTINGS);
        if (until.isPresent()) {
            position = Math.min(position, until.get().countsAfter());
        }
        long lastDocument = until.map(ruling -> ruling.documentNo() - 1).orElse(Long.MAX_VALUE);
        record Found(long documentNo, long countsAfter) {}
        List<Found> documents = transaction.list(
                """
                select document_no, counts_after from cost_document
                 where seller_id = ? and document_no > ? and document_no <= ? and counts_after <= ?
                 order by document_no
                 limit ?
                """,
                row -> new Found(row.getLong("document_no"), row.getLong("counts_after")),
                transaction.sellerId(),
                cursor.documentNo(),
                lastDocument,
                position,
                MAX_DOCUMENTS);
        if (documents.isEmpty()) {
            return new CursorRow(position, cursor.documentNo(), 0);
        }
        Found last = documents.get(documents.size() - 1);
        boolean all = documents.size() < MAX_DOCUMENTS;
        return new CursorRow(all ? position : Math.max(cursor.position(), last.countsAfter()), last.documentNo(), 0);
    }

    // a document that concerns all SKUs ------------------------------------------------------------------------------

    private static CursorRow sweep(
            Transaction transaction, CostFacts facts, CursorRow cursor, Ruling ruling, CostMethod method) {
        List<Long> skus = transaction.list(
                "select sku_id from sku_value where seller_id = ? and sku_id > ? order by sku_id limit ?",
                row -> row.getLong("sku_id"),
                transaction.sellerId(),
                cursor.skuId(),
                MAX_SKUS);
        CostWriter writer = new CostWriter(transaction);
        writer.write(
                ruling.method().isPresent()
                        ? change(transaction, facts, writer, ruling, skus)
                        : close(transaction, facts, writer, ruling, skus, method));
        return skus.size() < MAX_SKUS
                ? new CursorRow(cursor.position(), ruling.documentNo(), 0)
                : new CursorRow(cursor.position(), cursor.documentNo(), skus.get(skus.size() - 1));
    }

    private static List<Changed> change(
            Transaction transaction, CostFacts facts, CostWriter writer, Ruling ruling, List<Long> skus) {
        CostMethod method = ruling.method().orElseThrow();
        Map<Long, SkuRows> rows = SkuRows.of(transaction, skus);
        List<Changed> changed = new ArrayList<>();
        for (long skuId : skus) {
            SkuRows kept = Objects.requireNonNull(rows.get(skuId));
            SkuTotals before = kept.totals().orElseThrow();
            long inProgress = kept.charged(CostAccount.PRODUCTION);
            SkuCosts after = fold(facts, skuId, ruling.countsAfter(), ruling.documentNo(), method);
            writer.forget(skuId);
            writer.add(
                    skuId,
                    SkuFold.change(
                            facts.moment(ruling),
                            before,
                            inProgress,
                            after.totals(),
                            after.records().charged(CostAccount.PRODUCTION)));
            changed.add(new Changed(skuId, after));
        }
        return changed;
    }

    private static List<Changed> close(
            Transaction transaction,
            CostFacts facts,
            CostWriter writer,
            Ruling ruling,
            List<Long> skus,
            CostMethod method) {
        Map<Long, List<CostEntry>> journals = new TreeMap<>();
        Map<Long, SkuCosts> costs = load(transaction, skus, method, journals);
        costs.values().forEach(sku -> sku.apply(new CostEvent.PeriodClosed(facts.moment(ruling), ruling.date())));
        journals.forEach(writer::add);
        return changed(costs);
    }

    private static List<Changed> changed(Map<Long, SkuCosts> costs) {
        return costs.entrySet().stream()
                .map(sku -> new Changed(sku.getKey(), sku.getValue()))
                .toList();
    }

    /** A SKU's costs as they would be had that method always been used, up to a posting and a document. */
    static SkuCosts fold(CostFacts facts, long skuId, long position, long documentNo, CostMethod method) {
        return SkuFold.by(method, events(facts, skuId, position, documentNo), entry -> {});
    }

    /** All events of a SKU up to a posting and a document, postings a page at a time. */
    static Stream<CostEvent> events(CostFacts facts, long skuId, long position, long documentNo) {
        return new MergedEvents(
                        facts.documents(skuId, documentNo), after -> facts.postings(skuId, after, position, PAGE))
                .stream();
    }
}
