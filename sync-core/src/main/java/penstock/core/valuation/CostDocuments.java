package penstock.core.valuation;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import penstock.core.costing.CostMethod;
import penstock.core.money.Money;
import penstock.core.order.ContentHash;
import penstock.core.store.Database;
import penstock.core.store.Transaction;
import penstock.core.valuation.CostDraft.Close;
import penstock.core.valuation.DocumentLines.Refusal;
import penstock.core.valuation.DocumentLines.Resolved;
import penstock.core.valuation.Posted.Result;

/**
 * Accepts cost documents. What is accepted is converted, divided and final; what was wrong is set right by another
 * document. Any thread.
 */
public final class CostDocuments {

    /** Until the seller chooses another. */
    public static final CostMethod DEFAULT_METHOD = CostMethod.FIFO;

    private final Database database;
    private final Clock clock;
    private final Valuing valuing;

    public CostDocuments(Database database, Clock clock, Valuing valuing) {
        this.database = database;
        this.clock = clock;
        this.valuing = valuing;
    }

    /** Accepts a document, or says why not. The projection is brought up to date first, so that its receipts are known. */
    public Posted post(long sellerId, CostDraft draft) {
        valuing.followToHead(sellerId);
        return database.transact(sellerId, transaction -> post(transaction, draft));
    }

    /** Accepts documents one after the other, in one transaction. */
    public List<Posted> post(long sellerId, List<? extends CostDraft> drafts) {
        valuing.followToHead(sellerId);
        return database.transact(
                sellerId,
                transaction ->
                        drafts.stream().map(draft -> post(transaction, draft)).toList());
    }

    /** Accepts documents that belong together: all of them, or none and why not. */
    public interface Together {

        /** Empty if they are accepted; else what became of the one that is refused, and nothing of them is written. */
        Optional<Posted> accept(List<? extends CostDraft> drafts);
    }

    /** Looks for what is missing once every document before is taken, and accepts it: nothing changes in between. */
    public <T> T whileNothingChanges(long sellerId, BiFunction<Transaction, Together, T> work) {
        valuing.followToHead(sellerId);
        return database.transact(sellerId, transaction -> {
            Valuing.takeDocuments(transaction);
            return work.apply(transaction, drafts -> together(transaction, drafts));
        });
    }

    private Optional<Posted> together(Transaction transaction, List<? extends CostDraft> drafts) {
        List<Judged> accepted = new ArrayList<>();
        for (CostDraft draft : drafts) {
            byte[] hash = ContentHash.of(draft.content());
            Optional<Posted> before = findBefore(transaction, draft.callerId(), hash);
            if (before.isEmpty()) {
                Judged judged = judge(transaction, draft, hash);
                accepted.add(judged);
                before = judged.refusal();
            }
            if (before.isPresent() && !before.get().isThere()) {
                return before;
            }
        }
        accepted.forEach(judged -> insert(transaction, judged));
        return Optional.empty();
    }

    private Posted post(Transaction transaction, CostDraft draft) {
        Valuing.takeDocuments(transaction);
        byte[] hash = ContentHash.of(draft.content());
        Optional<Posted> before = findBefore(transaction, draft.callerId(), hash);
        return before.orElseGet(() -> accept(transaction, draft, hash));
    }

    /** What documents of these ids say in all, as it was written; ids that are not known are missing. */
    public Map<String, Money> amounts(long sellerId, List<String> callerIds) {
        Map<String, Money> found = new HashMap<>();
        database.transact(
                sellerId,
                transaction -> transaction.list(
                        """
                        select d.caller_id, d.amount, d.currency
                          from unnest(?::text[]) as k (caller_id)
                         cross join lateral (
                               select * from cost_document d where d.seller_id = ? and d.caller_id = k.caller_id) as d
                        """,
                        row -> found.put(
                                row.getText("caller_id"),
                                new Money(row.getLong("amount"), Money.currency(row.getText("currency")))),
                        callerIds.toArray(String[]::new),
                        sellerId));
        return found;
    }

    /**
     * Whether a cost in that currency could be booked on that day: what is asked before units are received with their
     * cost.
     */
    public Optional<Posted> refuses(long sellerId, LocalDate date, Currency currency) {
        return database.transact(sellerId, transaction -> {
            Optional<Posted> undated = refuseDate(transaction, date);
            return undated.isPresent()
                    ? undated
                    : rate(transaction, currency, date).isPresent()
                            ? Optional.empty()
                            : Optional.of(noRate(currency, date));
        });
    }

    /** The date of a document that was accepted before, so that a repeat on another day is a repeat. */
    public Optional<LocalDate> findDate(long sellerId, String callerId) {
        return database.transact(
                sellerId,
                transaction -> transaction.find(
                        "select document_date from cost_document where seller_id = ? and caller_id = ?",
                        row -> LocalDate.parse(row.getText("document_date")),
                        sellerId,
                        callerId));
    }

    /** The last day of the closed months, if any is closed. */
    public Optional<LocalDate> closedThrough(long sellerId) {
        return database.transact(sellerId, transaction -> new CostFacts(transaction).closedThrough());
    }

    /** The method that counts for what happens now. */
    public CostMethod method(long sellerId) {
        return database.transact(sellerId, transaction -> new CostFacts(transaction).methodAfter(Long.MAX_VALUE));
    }

    private static Optional<Posted> findBefore(Transaction transaction, String callerId, byte[] hash) {
        return transaction.find(
                "select document_no, content_hash from cost_document where seller_id = ? and caller_id = ?",
                row -> new Posted(
                        Arrays.equals(row.getBytes("content_hash"), hash)
                                ? Result.EXISTS
                                : Result.EXISTS_WITH_DIFFERENT_CONTENT,
                        row.getLong("document_no"),
                        ""),
                transaction.sellerId(),
                callerId);
    }

    private Posted accept(Transaction transaction, CostDraft draft, byte[] hash) {
        Judged judged = judge(transaction, draft, hash);
        return judged.refusal().orElseGet(() -> insert(transaction, judged));
    }

    /** A document, and what it comes to or why it is refused. */
    private record Judged(
            CostDraft draft,
            @SuppressWarnings("ArrayRecordComponent") byte[] hash,
            Optional<Resolved> resolved,
            Optional<Posted> refusal) {}

    private Judged judge(Transaction transaction, CostDraft draft, byte[] hash) {
        Optional<Posted> refusal = refuse(transaction, draft);
        if (refusal.isPresent()) {
            return new Judged(draft, hash, Optional.empty(), refusal);
        }
        try {
            DocumentLines lines = new DocumentLines(
                    transaction, ownCurrency(transaction), currency -> rate(transaction, currency, draft.date()));
            return new Judged(draft, hash, Optional.of(lines.resolve(draft)), Optional.empty());
        } catch (Refusal refused) {
            return new Judged(draft, hash, Optional.empty(), Optional.of(refused.posted()));
        }
    }

    private Optional<Posted> refuse(Transaction transaction, CostDraft draft) {
        Optional<Posted> undated = refuseDate(transaction, draft.date());
        if (undated.isPresent()) {
            return undated;
        }
        if (draft instanceof Close close && isNoMonthEnd(close.date())) {
            return Optional.of(Posted.refused(
                    Result.NOT_A_MONTH_END, "a period ends with the last day of a month, not on " + close.date()));
        }
        if (draft instanceof Close close && !close.date().isBefore(today())) {
            return Optional.of(Posted.refused(Result.PERIOD_NOT_OVER, close.date() + " is not over yet (UTC)"));
        }
        return Optional.empty();
    }

    private Posted insert(Transaction transaction, Judged judged) {
        long documentNo = CursorRow.lastDocument(transaction) + 1;
        new DocumentRows(transaction)
                .insert(
                        documentNo,
                        judged.draft(),
                        judged.hash(),
                        judged.resolved().orElseThrow(),
                        clock.instant());
        return new Posted(Result.CREATED, documentNo, "");
    }

    private Optional<Posted> refuseDate(Transaction transaction, LocalDate date) {
        if (date.isAfter(today())) {
            return Optional.of(Posted.refused(
                    Result.DATE_IN_THE_FUTURE, date + " has not come yet (UTC); date it today or before"));
        }
        return new CostFacts(transaction)
                .closedThrough()
                .filter(through -> !date.isAfter(through))
                .map(through -> Posted.refused(
                        Result.CLOSED_PERIOD, "everything up to " + through + " is closed; date it after that"));
    }

    private static boolean isNoMonthEnd(LocalDate date) {
        return date.plusDays(1).getDayOfMonth() != 1;
    }

    private LocalDate today() {
        return CostFacts.day(clock.instant());
    }

    /** The currency in which a seller counts. */
    public static Currency ownCurrency(Transaction transaction) {
        return transaction
                .find(
                        "select currency from seller where seller_id = ?",
                        row -> Money.currency(row.getText("currency")),
                        transaction.sellerId())
                .orElseThrow();
    }

    private static Optional<BigDecimal> rate(Transaction transaction, Currency currency, LocalDate date) {
        return currency.equals(ownCurrency(transaction))
                ? Optional.of(BigDecimal.ONE)
                : ExchangeRates.find(transaction, currency.getCurrencyCode(), date);
    }

    static Posted noRate(Currency currency, LocalDate date) {
        return Posted.refused(
                Result.NO_EXCHANGE_RATE,
                "no rate of " + currency + " is known of " + date
                        + " or before; enter one and post the document again");
    }
}
