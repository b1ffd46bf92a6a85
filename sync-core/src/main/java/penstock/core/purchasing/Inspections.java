package penstock.core.purchasing;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
import penstock.core.order.ContentHash;
import penstock.core.purchasing.Inspection.Answer;
import penstock.core.purchasing.Inspection.Check;
import penstock.core.purchasing.Inspection.Result;
import penstock.core.purchasing.Inspection.Sorted;
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
    record Lot(long receiptId, long itemId, StockKey key, long supplierId, int units) {}

    /** Notes a lot, to be inspected or let through, where the rule asks for it; says what is to be inspected. */
    static Sample open(Transaction transaction, Book book, Lot lot, ReceivingRule rule) {
        Sampling sampling = rule.sampling();
        if (sampling.plan() == Sampling.Plan.NONE) {
            return sampling.of(lot.units(), List.of());
        }
        InspectionRows rows = new InspectionRows(transaction);
        Sample sample = sampling.of(lot.units(), rows.lotsBefore(lot));
        rows.insert(book.nextId(), lot, plan(sampling), sample, book.now(), rule.checklist());
        return sample;
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
            sort(book, stored, sorted);
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
    public Reply sort(long sellerId, Actor actor, long inspectionId, Sorted sorted) {
        return engine.together(sellerId, actor, (transaction, book) -> {
            InspectionRows rows = new InspectionRows(transaction);
            Stored stored = get(rows, inspectionId);
            Inspection inspection = stored.inspection();
            if (inspection.state() == State.SORTED && inspection.sorted().equals(sorted)) {
                return Reply.of(Verdict.EXISTS, inspectionId);
            } else if (inspection.state() != State.REJECTED) {
                throw notToBeInspected(inspection, "only a rejected lot is sorted");
            } else if (sorted.units() != inspection.units()) {
                throw new Refusal(
                        Verdict.NOT_POSSIBLE,
                        PurchasingFault.UNITS_DO_NOT_ADD_UP,
                        "the lot has " + inspection.units() + " units, not " + sorted.units());
            }
            sort(book, stored, sorted);
            rows.sorted(inspectionId, sorted);
            return Reply.of(Verdict.CHANGED, inspectionId);
        });
    }

    private static void sort(Book book, Stored stored, Sorted sorted) {
        StockKey key = stored.lot().key();
        Account here = Account.at(key.locationId(), Condition.QUALITY_CONTROL);
        Cause cause = new Cause(Cause.Kind.RECEIPT, stored.lot().itemId());
        int there = book.balance(key).units(Condition.QUALITY_CONTROL);
        if (there < sorted.units()) {
            throw new Refusal(
                    Verdict.EXCEEDS_AVAILABLE,
                    PurchasingFault.UNITS_ARE_GONE,
                    "of " + sorted.units() + " units in quality control only " + there
                            + " are there; they were moved otherwise");
        }
        if (sorted.damaged() > 0) {
            book.move(key.skuId(), here, Account.at(key.locationId(), Condition.DAMAGED), sorted.damaged(), cause);
        }
        if (sorted.toSupplier() > 0) {
            book.move(key.skuId(), here, Account.SUPPLIER, sorted.toSupplier(), cause);
        }
        if (sorted.available() > 0) {
            Facts.arrive(book, key, sorted.available(), here, cause);
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
