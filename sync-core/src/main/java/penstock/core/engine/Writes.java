package penstock.core.engine;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import penstock.core.book.BrokenInvariant;
import penstock.core.store.Transaction;
import penstock.core.store.Transaction.Update;

/** Statements that are sent together, with the rows that each must write. One thread, one batch. */
final class Writes {

    private static final int ANY = -1;

    private final Transaction transaction;
    private final List<Update> updates = new ArrayList<>();
    private final List<Integer> rowsExpected = new ArrayList<>();

    Writes(Transaction transaction) {
        this.transaction = transaction;
    }

    long sellerId() {
        return transaction.sellerId();
    }

    /** One row is to be written. */
    void one(String sql, @Nullable Object... parameters) {
        add(new Update(sql, parameters), 1);
    }

    /** One row is to be written for each; none, no statement. */
    void all(List<?> rows, String sql, @Nullable Object[] parameters) {
        if (!rows.isEmpty()) {
            add(new Update(sql, parameters), rows.size());
        }
    }

    /** Rows that are there and different are to be written. */
    void changed(List<?> rows, String sql, @Nullable Object[] parameters) {
        if (!rows.isEmpty()) {
            add(new Update(sql, parameters), ANY);
        }
    }

    private void add(Update update, int rows) {
        updates.add(update);
        rowsExpected.add(rows);
    }

    /**
     * Sends everything in one round trip.
     *
     * @throws BrokenInvariant if a statement wrote fewer or more rows than it must
     */
    void send() {
        List<Integer> rowsWritten = transaction.updateAll(updates);
        for (int i = 0; i < rowsWritten.size(); i++) {
            int expected = rowsExpected.get(i);
            if (expected != ANY && expected != rowsWritten.get(i)) {
                throw new BrokenInvariant("%d of %d rows were written by: %s"
                        .formatted(rowsWritten.get(i), expected, updates.get(i).sql()));
            }
        }
    }

    static @Nullable Long nullIfNone(long id) {
        return id == 0 ? null : id;
    }
}
