package penstock.core.purchasing;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import penstock.core.book.Account;
import penstock.core.book.Actor;
import penstock.core.book.Book;
import penstock.core.book.Cause;
import penstock.core.book.Condition;
import penstock.core.book.Refusal;
import penstock.core.book.Reply;
import penstock.core.book.Reply.Verdict;
import penstock.core.book.StockKey;
import penstock.core.buying.Sample;
import penstock.core.buying.Sampling;
import penstock.core.engine.Engine;
import penstock.core.ledger.Facts;
import penstock.core.ledger.NamedUnits;
import penstock.core.ledger.Placed;
import penstock.core.order.ContentHash;
import penstock.core.purchasing.Inspection.Answer;
import penstock.core.purchasing.Inspection.Check;
import penstock.core.purchasing.Inspection.Result;
import penstock.core.purchasing.Inspection.Sorted;
import penstock.core.purchasing.Inspection.SortedPieces;
import penstock.core.purchasing.Inspection.State;
import penstock.core.purchasing.InspectionRows.Stored;
import penstock.core.purchasing.ReceivingRules.ReceivingRule;
import penstock.core.store.Database;
import penstock.core.store.Transaction;

/** Lots that are looked at before they can be sold. Any thread. */
public final class Inspections {

    private final Database database;
    private final Engine engine;

    public Inspections(Database database, Engine engine) {
        this.database = database;
        this.engine = engine;
    }

    /** Units of one item of a delivery. */
    record Lot(long itemId, StockKey key, long supplierId, int units) {}

    /** The lots of one delivery that are to be inspected, or let through unseen, until all of them are written. */
    static final class Opening {

        private final InspectionRows rows;
        private final Book book;
        private final long supplierId;
        private final Map<Long, ReceivingRule> rules;
        private final List<InspectionRows.NewLot> lots = new ArrayList<>();
        private Optional<Map<Long, List<Sampling.Lot>>> before = Optional.empty();

        Opening(Transaction transaction, Book book, long supplierId, Map<Long, ReceivingRule> rules) {
            this.rows = new InspectionRows(transaction);
            this.book = book;
            this.supplierId = supplierId;
            this.rules = rules;
        }

        /** Notes a lot where the rule of its SKU asks for it; says whether it is to be inspected. */
        boolean open(long itemId, StockKey key, int units) {
            ReceivingRule rule = rules.getOrDefault(key.skuId(), ReceivingRule.NONE);
            Sampling sampling = rule.sampling();
            if (sampling.plan() == Sampling.Plan.NONE) {
                return false;
            }
            List<Sampling.Lot> history = history(key.skuId());
            Sample sample = sampling.of(units, history);
            lots.add(new InspectionRows.NewLot(
                    book.nextId(), new Lot(itemId, key, supplierId, units), plan(sampling), sample, rule.checklist()));
            history.add(0, sample.units() == 0 ? Sampling.Lot.SKIPPED : Sampling.Lot.OPEN);
            return sample.units() > 0;
        }

        /** What became of the lots of a SKU before, the latest first. */
        private List<Sampling.Lot> history(long skuId) {
            if (before.isEmpty()) {
                before = Optional.of(rows.lotsBefore(
                        rules.entrySet().stream()
                                .filter(rule -> rule.getValue().sampling().skipAfter() > 0)
                                .map(Map.Entry::getKey)
                                .toList(),
                        supplierId));
            }
            return before.get().computeIfAbsent(skuId, any -> new ArrayList<>());
        }

        void write(long receiptId) {
            rows.insert(receiptId, book.now(), lots);
        }
    }

    private static String plan(Sampling sampling) {
        return sampling.plan()
                + sampling.aql().map(aql -> " " + aql.text()).orElse("")
                + (sampling.skipAfter() == 0
                        ? ""
                        : ", 1 in " + sampling.inspectEvery() + " after " + sampling.skipAfter() + " good");
    }

    /** Judges a lot by what was found in its sample. */
    public Reply report(long sellerId, Actor actor, long inspectionId, Result result) {
        return engine.together(sellerId, actor, (transaction, book) -> {
            InspectionRows rows = new InspectionRows(transaction);
            Stored stored = get(rows, inspectionId);
            byte[] hash = ContentHash.of(result.content());
            if (stored.resultHash().isPresent()) {
                return Repeats.of(stored.resultHash().get(), hash, inspectionId);
            }
            Inspection inspection = stored.inspection();
            if (inspection.state() != State.OPEN) {
                throw notToBeInspected(inspection, "nothing of it is inspected");
            }
            requireSample(inspection, result);
            List<Check> checks = judged(inspection, result);
            boolean passes = new Sample(inspection.sample(), inspection.accepts()).passes(result.defective());
            Sorted sorted = passes
                    ? new Sorted(inspection.units() - result.defective(), result.defective(), 0)
                    : Sorted.NOT_YET;
            SortedPieces pieces = passes ? new SortedPieces(result.defectivePieces(), List.of()) : SortedPieces.NONE;
            sort(book, stored, sorted, pieces);
            rows.report(inspectionId, passes ? State.PASSED : State.REJECTED, hash, result, sorted);
            rows.answer(inspectionId, checks, result.photos());
            return Reply.of(Verdict.CHANGED, inspectionId);
        });
    }

    private static void requireSample(Inspection inspection, Result result) {
        if (result.inspected() < inspection.sample()
                || result.inspected() > inspection.units()
                || result.defective() < 0
                || result.defective() > result.inspected()) {
            throw new Refusal(
                    Verdict.NOT_POSSIBLE,
                    PurchasingFault.SAMPLE_TOO_SMALL,
                    "of " + inspection.units() + " units at least " + inspection.sample() + " are inspected, not "
                            + result.inspected() + " with " + result.defective() + " defective");
        }
    }

    /** The checklist with its answers: all of them, and none that says otherwise than the count. */
    private static List<Check> judged(Inspection inspection, Result result) {
        List<Check> judged = new ArrayList<>();
        for (Check check : inspection.checks()) {
            List<Answer> answers = result.answers().stream()
                    .filter(answer -> answer.itemNo() == check.itemNo())
                    .toList();
            if (answers.size() != 1) {
                throw incomplete("question " + check.itemNo() + " has " + answers.size() + " answers; give one");
            }
            judged.add(judged(check, answers.get(0)));
        }
        if (result.answers().size() != judged.size()) {
            throw incomplete("the checklist has " + judged.size() + " questions; answer these and no others");
        }
        result.photos().stream()
                .flatMap(photo -> photo.itemNo().stream())
                .filter(itemNo -> judged.stream().noneMatch(check -> check.itemNo() == itemNo))
                .findFirst()
                .ifPresent(itemNo -> {
                    throw incomplete("a photo is of question " + itemNo + ", which the checklist does not have");
                });
        if (result.defective() == 0
                && judged.stream().anyMatch(check -> !check.passed().orElse(true))) {
            throw new Refusal(
                    Verdict.NOT_POSSIBLE,
                    PurchasingFault.CHECKS_CONTRADICT,
                    "a check was not passed, yet no unit is said to be defective; count those that are");
        }
        return judged;
    }

    private static Check judged(Check check, Answer answer) {
        Optional<BigDecimal> measured = answer.measured();
        if (check.item().isMeasured() != measured.isPresent()
                || check.item().isMeasured() == answer.passed().isPresent()) {
            throw incomplete("question " + check.itemNo() + " is answered by "
                    + check.item().unit().map(unit -> "a measure in " + unit).orElse("passed, true or false"));
        }
        boolean passed = measured.map(check.item()::isGood)
                .orElseGet(() -> answer.passed().orElseThrow());
        return new Check(check.itemNo(), check.item(), Optional.of(passed), measured, answer.note());
    }

    private static Refusal incomplete(String detail) {
        return new Refusal(Verdict.NOT_POSSIBLE, PurchasingFault.CHECKS_INCOMPLETE, detail);
    }

    /** Says where the units of a rejected lot go. */
    public Reply sort(long sellerId, Actor actor, long inspectionId, Sorted sorted, SortedPieces pieces) {
        return engine.together(sellerId, actor, (transaction, book) -> {
            InspectionRows rows = new InspectionRows(transaction);
            Stored stored = get(rows, inspectionId);
            Inspection inspection = stored.inspection();
            byte[] hash = ContentHash.of(sorted + "\t" + pieces);
            if (stored.sortedHash().isPresent()) {
                return Repeats.of(stored.sortedHash().get(), hash, inspectionId);
            } else if (inspection.state() != State.REJECTED) {
                throw notToBeInspected(inspection, "only a rejected lot is sorted");
            } else if (sorted.units() != inspection.units()) {
                throw new Refusal(
                        Verdict.NOT_POSSIBLE,
                        PurchasingFault.UNITS_DO_NOT_ADD_UP,
                        "the lot has " + inspection.units() + " units, not " + sorted.units());
            }
            sort(book, stored, sorted, pieces);
            rows.sorted(inspectionId, hash, sorted);
            return Reply.of(Verdict.CHANGED, inspectionId);
        });
    }

    /**
     * Ends an inspection whose units left quality control by another way. No stock moves: what is left of them there nobody
     * waits for any more.
     */
    public Reply close(long sellerId, Actor actor, long inspectionId) {
        return engine.together(sellerId, actor, (transaction, book) -> {
            InspectionRows rows = new InspectionRows(transaction);
            Stored stored = get(rows, inspectionId);
            Inspection inspection = stored.inspection();
            if (inspection.state() == State.GONE) {
                return Reply.of(Verdict.EXISTS, inspectionId);
            } else if (!inspection.state().isWaiting()) {
                throw notToBeInspected(inspection, "its end is known");
            } else if (there(book, stored, stored.placed(), inspection.units()).isPresent()) {
                throw new Refusal(
                        Verdict.NOT_POSSIBLE,
                        PurchasingFault.UNITS_ARE_THERE,
                        inspection.units()
                                + " units are in quality control, as many as the lot has; report what was found"
                                + " of them, or clear those that are nobody's first");
            }
            rows.gone(inspectionId);
            return Reply.of(Verdict.CHANGED, inspectionId);
        });
    }

    private static Optional<NamedUnits> there(Book book, Stored stored, Placed placed, int units) {
        return NamedUnits.find(book, stored.lot().key(), Condition.QUALITY_CONTROL, placed, units);
    }

    private static void sort(Book book, Stored stored, Sorted sorted, SortedPieces pieces) {
        StockKey key = stored.lot().key();
        Account here = Account.at(key.locationId(), Condition.QUALITY_CONTROL);
        Account damaged = Account.at(key.locationId(), Condition.DAMAGED);
        Cause cause = new Cause(Cause.Kind.RECEIPT, stored.lot().itemId());
        Sorting sorting = new Sorting(book, stored, sorted.units());
        sorting.take(sorted.damaged(), pieces.damaged())
                .move(units -> book.move(key.skuId(), here, damaged, units, cause));
        sorting.take(sorted.toSupplier(), pieces.toSupplier())
                .move(units -> book.move(key.skuId(), here, Account.SUPPLIER, units, cause));
        sorting.take(sorted.available(), List.of()).move(units -> Facts.arrive(book, key, units, here, cause));
    }

    /** The units of a lot while they are sorted, and the pieces among them that have no place yet. */
    private static final class Sorting {

        private final Book book;
        private final Stored stored;
        private final List<String> left;

        Sorting(Book book, Stored stored, int units) {
            this.book = book;
            this.stored = stored;
            this.left = new ArrayList<>(stored.placed().serialNos());
            find(stored.placed(), units);
        }

        private NamedUnits find(Placed placed, int units) {
            return units == 0
                    ? NamedUnits.NONE
                    : there(book, stored, placed, units)
                            .orElseThrow(() -> new Refusal(
                                    Verdict.EXCEEDS_AVAILABLE,
                                    PurchasingFault.UNITS_ARE_GONE,
                                    "the lot's units are not all in quality control any more; they were moved otherwise:"
                                            + " close the inspection"));
        }

        NamedUnits take(int units, List<String> named) {
            if (stored.placed().serialNos().isEmpty()) {
                requirePieces(named.isEmpty(), Verdict.DETAIL_NOT_KEPT, "the lot names no pieces; leave them out");
                return find(stored.placed(), units);
            }
            List<String> those = named.isEmpty() && units == left.size() ? List.copyOf(left) : named;
            requirePieces(
                    units == 0 || !those.isEmpty(), Verdict.SERIAL_REQUIRED, "name the pieces that are not as good");
            requirePieces(
                    Set.copyOf(those).size() == units,
                    Verdict.UNIT_MISMATCH,
                    units + " units, but " + those.size() + " serials; name each piece once");
            requirePieces(left.containsAll(those), Verdict.UNKNOWN_SERIAL, "the lot has no such piece: " + those);
            left.removeAll(those);
            return find(stored.placed().of(those), units);
        }

        private static void requirePieces(boolean right, Verdict otherwise, String detail) {
            if (!right) {
                throw new Refusal(otherwise, otherwise, detail);
            }
        }
    }

    private static Refusal notToBeInspected(Inspection inspection, String why) {
        return new Refusal(
                Verdict.NOT_POSSIBLE,
                PurchasingFault.NOT_TO_BE_INSPECTED,
                "the lot is " + inspection.state() + "; " + why);
    }

    private static Stored get(InspectionRows rows, long inspectionId) {
        return rows.find(inspectionId).orElseThrow(() -> Repeats.noSuch("inspection", "" + inspectionId));
    }

    public Optional<Inspection> find(long sellerId, long inspectionId) {
        return database.transact(
                sellerId,
                transaction ->
                        new InspectionRows(transaction).find(inspectionId).map(Stored::inspection));
    }

    /** Inspections in a state, the oldest first, those after one. */
    public List<Inspection> list(long sellerId, State state, long after, int limit) {
        return database.transact(sellerId, transaction -> new InspectionRows(transaction).list(state, after, limit));
    }
}
