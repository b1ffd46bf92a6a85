package penstock.core.engine;

import java.util.Optional;
import penstock.core.book.Edited;
import penstock.core.store.Transaction;

/** Reads what edits made of orders. One transaction. */
record EditRows(Transaction transaction) implements Edited.Rows {

    @Override
    public Optional<Edited.Asked> find(long orderId, String callerId) {
        return transaction.find(
                "select content_hash, recipient_mark from order_edit where seller_id = ? and order_id = ? and caller_id = ?",
                row -> new Edited.Asked(row.getBytes("content_hash"), row.findText("recipient_mark")),
                transaction.sellerId(),
                orderId,
                callerId);
    }

    @Override
    public boolean goElsewhere(long orderId) {
        return transaction
                .find(
                        "select 1 from order_edit where seller_id = ? and order_id = ? and goes_elsewhere limit 1",
                        row -> true,
                        transaction.sellerId(),
                        orderId)
                .isPresent();
    }
}
