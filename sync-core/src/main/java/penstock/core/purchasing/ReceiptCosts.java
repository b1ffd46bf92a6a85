package penstock.core.purchasing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import penstock.core.money.Money;
import penstock.core.money.Shares;
import penstock.core.store.Database;
import penstock.core.store.Transaction;
import penstock.core.valuation.CostDocuments;
import penstock.core.valuation.CostDraft;
import penstock.core.valuation.CostDraft.ReceiptCost;
import penstock.core.valuation.Posted.Result;
import penstock.core.valuation.Valuing;

/**
 * Says what received units cost, by their orders' prices, in a cost document a currency. It comes after the receipt's own
 * transaction: what stops it (no exchange rate, a closed month) must not keep goods out of the ledger. Until it is posted
 * the receipt says why not, and it is tried again less and less often. Any thread.
 */
public final class ReceiptCosts {

    /** Receipts whose cost is posted at a time. */
    private static final int MAX_DUE = 100;

    private static final int MAX_PROBLEM = 500;

    /** How long a receipt waits after it was tried in vain for the first time; twice as long each time. */
    public static final Duration FIRST_WAIT = Duration.ofMinutes(1);

    /** And no longer than this. */
    public static final Duration LONGEST_WAIT = Duration.ofHours(1);

    private final Database database;
    private final CostDocuments documents;
    private final Valuing valuing;
    private final Clock clock;

    public ReceiptCosts(Database database, CostDocuments documents, Valuing valuing, Clock clock) {
        this.database = database;
        this.documents = documents;
        this.valuing = valuing;
        this.clock = clock;
    }

    /** That the cost of a receipt could not be posted, why, and when it is tried again. */
    public record StillDue(String receipt, String problem, Instant nextAt) {}

    /** Units that came by one posting, and what they cost. */
    private record LayerCost(String currency, long layer, int quantity, long itemId, long itemAmount) {}

    /** Posts what is due by now, as far as it can be; tells what could not. Where nothing is due it costs one read. */
    public List<StillDue> postDue(long sellerId) {
        List<Receipt> due =
                database.transact(sellerId, transaction -> new ReceiptRows(transaction).due(clock.instant(), MAX_DUE));
        if (due.isEmpty()) {
            return List.of();
        }
        valuing.followToHead(sellerId);
        return due.stream().flatMap(receipt -> post(sellerId, receipt).stream()).toList();
    }

    /** Posts what one receipt cost, if it is due; the id is the caller's. */
    public void post(long sellerId, String receiptId) {
        valuing.followToHead(sellerId);
        database.transact(sellerId, transaction -> new ReceiptRows(transaction).find(receiptId))
                .filter(receipt -> receipt.cost() == Receipt.Cost.DUE)
                .ifPresent(receipt -> post(sellerId, receipt));
    }

    private Optional<StillDue> post(long sellerId, Receipt receipt) {
        String problem;
        try {
            problem = problem(sellerId, receipt);
        } catch (IllegalArgumentException | ArithmeticException tooLarge) {
            problem = Result.AMOUNT_TOO_LARGE + ": " + tooLarge.getMessage();
        } catch (RuntimeException failure) { // others are not to wait for it
            problem = "FAILED: " + failure.getClass().getSimpleName();
        }
        if (problem.isEmpty()) {
            notePosted(sellerId, receipt);
            return Optional.empty();
        }
        StillDue due = new StillDue(
                receipt.id(),
                problem.length() <= MAX_PROBLEM ? problem : problem.substring(0, MAX_PROBLEM),
                clock.instant().plus(waitAfter(receipt.costAttempts())));
        noteDue(sellerId, receipt, due);
        return Optional.of(due);
    }

    /** How long a receipt waits that was tried so often before and is in vain again. */
    static Duration waitAfter(int attempts) {
        Duration doubled = FIRST_WAIT.multipliedBy(1L << Math.min(attempts, 16));
        return doubled.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : doubled;
    }

    /** Posts it; says why not, {@code ""} if it was posted. */
    private String problem(long sellerId, Receipt receipt) {
        List<LayerCost> layers = database.transact(sellerId, transaction -> layers(transaction, receipt));
        if (layers.isEmpty()) {
            return Result.UNKNOWN_RECEIPT + ": nothing that is valued came in by it";
        }
        Map<String, List<ReceiptCost>> byCurrency = new TreeMap<>();
        layers.stream().map(LayerCost::itemId).distinct().forEach(item -> {
            List<LayerCost> ofItem =
                    layers.stream().filter(layer -> layer.itemId() == item).toList();
            byCurrency
                    .computeIfAbsent(ofItem.get(0).currency(), currency -> new ArrayList<>())
                    .addAll(divided(ofItem));
        });
        return byCurrency.entrySet().stream()
                .map(costs -> documents.post(sellerId, draft(sellerId, receipt, costs.getKey(), costs.getValue())))
                .filter(posted -> !posted.isThere())
                .map(posted -> posted.result() + ": " + posted.detail())
                .findFirst()
                .orElse("");
    }

    /** An item that was put in two conditions has two layers. */
    private static List<ReceiptCost> divided(List<LayerCost> ofItem) {
        Currency currency = Money.currency(ofItem.get(0).currency());
        long[] parts = Shares.split(
                ofItem.get(0).itemAmount(),
                ofItem.stream().map(layer -> (long) layer.quantity()).toList());
        List<ReceiptCost> costs = new ArrayList<>();
        for (int i = 0; i < parts.length; i++) {
            costs.add(new ReceiptCost(
                    new CostDraft.Receipt(false, ofItem.get(i).layer(), OptionalLong.empty()),
                    new Money(parts[i], currency)));
        }
        return costs;
    }

    /** Dated on the day of the receipt, by which the rate is chosen, or, if its month was closed meanwhile, right after that. */
    private CostDraft draft(long sellerId, Receipt receipt, String currency, List<ReceiptCost> lines) {
        String id = "receipt:" + receipt.id() + ":" + currency;
        LocalDate received = receipt.recordedAt().atOffset(ZoneOffset.UTC).toLocalDate();
        LocalDate open = documents
                .closedThrough(sellerId)
                .map(through -> through.plusDays(1))
                .filter(received::isBefore)
                .orElse(received);
        return new CostDraft.Costs(
                id,
                documents.findDate(sellerId, id).orElse(open),
                receipt.order().or(receipt::announcement).orElse(""),
                false,
                lines);
    }

    private static List<LayerCost> layers(Transaction transaction, Receipt receipt) {
        return transaction.list(
                """
                select i.currency, i.item_id, i.amount, c.layer, c.quantity
                  from receipt_line i
                 cross join lateral (
                       select * from cost_layer c
                        where c.seller_id = ? and c.cause = 'RECEIPT ' || i.item_id and c.sku_id = i.sku_id) as c
                 where i.seller_id = ? and i.receipt_id = ? and i.amount is not null
                 order by c.layer
                """,
                row -> new LayerCost(
                        row.getText("currency"),
                        row.getLong("layer"),
                        row.getInt("quantity"),
                        row.getLong("item_id"),
                        row.getLong("amount")),
                transaction.sellerId(),
                transaction.sellerId(),
                receipt.receiptId());
    }

    private void notePosted(long sellerId, Receipt receipt) {
        database.transact(sellerId, transaction -> transaction.update("""
                        update receipt set cost = 'POSTED', cost_problem = '', cost_next_at = null
                         where seller_id = ? and receipt_id = ?
                        """, sellerId, receipt.receiptId()));
    }

    /** Unless somebody else has posted it meanwhile. */
    private void noteDue(long sellerId, Receipt receipt, StillDue due) {
        database.transact(
                sellerId,
                transaction -> transaction.update("""
                        update receipt set cost_problem = ?, cost_attempts = cost_attempts + 1, cost_next_at = ?::timestamptz
                         where seller_id = ? and receipt_id = ? and cost = 'DUE'
                        """, due.problem(), due.nextAt(), sellerId, receipt.receiptId()));
    }
}
