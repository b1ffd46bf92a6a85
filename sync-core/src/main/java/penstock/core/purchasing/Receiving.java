package penstock.core.purchasing;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import penstock.core.book.Actor;
import penstock.core.book.Book;
import penstock.core.book.Reply;
import penstock.core.book.Reply.Verdict;
import penstock.core.catalogue.Skus.Sku;
import penstock.core.engine.Engine;
import penstock.core.order.ContentHash;
import penstock.core.store.Transaction;

/**
 * Takes deliveries in. What came is a fact: what nobody ordered, what is damaged and what is too much is in the ledger as
 * well, where it cannot be sold, and is a discrepancy until somebody says how it ends. Any thread.
 */
public final class Receiving {

    private final Engine engine;
    private final ReceiptCosts costs;

    public Receiving(Engine engine, ReceiptCosts costs) {
        this.engine = engine;
        this.costs = costs;
    }

    /** Takes a delivery in, once; then what it cost is posted. */
    public Reply receive(long sellerId, Actor actor, Delivery delivery) {
        Reply reply = engine.together(sellerId, actor, (transaction, book) -> receive(transaction, book, delivery));
        costs.postDue(sellerId);
        return reply;
    }

    private static Reply receive(Transaction transaction, Book book, Delivery delivery) {
        byte[] hash = ContentHash.of(delivery.content());
        ReceiptRows rows = new ReceiptRows(transaction);
        Optional<ReceiptRows.Known> before = rows.known(delivery.id());
        if (before.isPresent()) {
            return Repeats.of(before.get().contentHash(), hash, before.get().receiptId());
        }
        Expecting expecting = Expecting.of(transaction, delivery.source());
        Map<String, Sku> skus = OrderedSkus.require(
                transaction,
                delivery.items().stream().flatMap(item -> item.sku().stream()).toList());
        long receiptId = book.nextId();
        List<ReceiptRows.Line> lines = Unloading.unload(transaction, book, expecting, delivery, skus, receiptId);
        rows.insert(new ReceiptRows.NewReceipt(receiptId, delivery, hash, expecting, book.now(), costOf(lines)), lines);
        return Reply.of(Verdict.CREATED, receiptId);
    }

    private static Receipt.Cost costOf(List<ReceiptRows.Line> lines) {
        return lines.stream().anyMatch(line -> line.amount().isPresent()) ? Receipt.Cost.DUE : Receipt.Cost.UNKNOWN;
    }
}
