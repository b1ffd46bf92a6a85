package penstock.core.purchasing;

import java.util.List;
import java.util.Optional;
import penstock.core.store.Database;

/** Reads deliveries that were taken in. Any thread. */
public final class Receipts {

    private final Database database;

    public Receipts(Database database) {
        this.database = database;
    }

    public Optional<Receipt> find(long sellerId, String callerId) {
        return database.transact(sellerId, transaction -> new ReceiptRows(transaction).find(callerId));
    }

    /** Of a state of their cost, or all, the oldest first, those after one. */
    public List<Receipt> list(long sellerId, Optional<Receipt.Cost> cost, long after, int limit) {
        return database.transact(
                sellerId,
                transaction -> new ReceiptRows(transaction)
                        .list(cost.map(Receipt.Cost::name).orElse(""), after, limit));
    }
}
