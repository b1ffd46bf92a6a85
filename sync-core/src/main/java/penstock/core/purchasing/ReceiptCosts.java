package penstock.core.purchasing;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
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
 * the receipt says why not, and it is tried with each that follows. Any thread.
 */
public final class ReceiptCosts {

    /** Receipts whose cost is posted at a time. */
    private static final int MAX_DUE = 100;

    private static final int MAX_PROBLEM = 500;

    private final Database database;
    private final CostDocuments documents;
    private final Valuing valuing;

    public ReceiptCosts(Database database, CostDocuments documents, Valuing valuing) {
        this.database = database;
        this.documents = documents;
        this.valuing = valuing;
    }

    /** Units that came by one posting, and what they cost. */
    private record LayerCost(String currency, long layer, int quantity, long itemId, long itemAmount) {}

    /** Posts what is due, as far as it can be. */
    public void postDue(long sellerId) {
        List<Receipt> due = database.transact(sellerId, transaction -> new ReceiptRows(transaction).due(MAX_DUE));
        if (!due.isEmpty()) {
            valuing.followToHead(sellerId);
            due.forEach(receipt -> post(sellerId, receipt));
        }
    }

    /** Posts what one receipt cost, if it is due; the id is the caller's. */
    public void post(long sellerId, String receiptId) {
        valuing.followToHead(sellerId);
        database.transact(sellerId, transaction -> new ReceiptRows(transaction).find(receiptId))
                .filter(receipt -> receipt.cost() == Receipt.Cost.DUE)
                .ifPresent(receipt -> post(sellerId, receipt));
    }

    private void post(long sellerId, Receipt receipt) {
        String problem;
        try {
            problem = problem(sellerId, receipt);
        } catch (IllegalArgumentException | ArithmeticException tooLarge) {
            problem = Result.AMOUNT_TOO_LARGE + ": " + tooLarge.getMessage();
        } catch (RuntimeException failure) { // others are not to wait for it
            problem = "FAILED: " + failure.getClass().getSimpleName() + "; it is tried again with each receipt";
        }
        note(sellerId, receipt, problem);
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

    private void note(long sellerId, Receipt receipt, String problem) {
        String shortened = problem.length() <= MAX_PROBLEM ? problem : problem.substring(0, MAX_PROBLEM);
        database.transact(
                sellerId,
                transaction -> transaction.update(
                        "update receipt set cost = ?, cost_problem = ? where seller_id = ? and receipt_id = ?",
                        problem.isEmpty() ? Receipt.Cost.POSTED.name() : Receipt.Cost.DUE.name(),
                        shortened,
                        sellerId,
                        receipt.receiptId()));
    }
}
