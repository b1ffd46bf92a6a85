package penstock.core.order;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import penstock.core.store.Database;
import penstock.core.store.Transaction;

/** Reads what became of orders after they were placed. Any thread. */
public final class OrderEdits {

    private final Database database;

    public OrderEdits(Database database) {
        this.database = database;
    }

    /**
     * An edit, by the own site or by a channel's newer snapshot; nothing in it is personal.
     *
     * @param callerId of an own site's edit
     * @param editedBy {@code KEY:7} for a key, {@code OPERATOR:0} for whoever runs the installation, {@code CHANNEL:3} for an account
     * @param revision of the order after it
     * @param goesElsewhere whether another recipient was named
     */
    public record EditView(
            long editId,
            Optional<String> callerId,
            String editedBy,
            Instant editedAt,
            long revision,
            boolean goesElsewhere,
            List<LineView> lines) {}

    /** A line that became more or fewer, in the channel's units. */
    public record LineView(String channelLineId, String channelSku, int before, int after) {}

    /** A page of an order's edits, the latest first, those before one. */
    public List<EditView> list(long sellerId, long orderId, long beforeEditId, int limit) {
        return database.transact(
                sellerId,
                transaction -> transaction
                        .list(
                                """
                        select * from order_edit
                         where seller_id = ? and order_id = ? and edit_id < ?
                         order by edit_id desc
                         limit ?
                        """,
                                row -> new EditView(
                                        row.getLong("edit_id"),
                                        row.findText("caller_id"),
                                        row.getText("edited_by"),
                                        row.getInstant("edited_at"),
                                        row.getLong("revision"),
                                        row.getBoolean("goes_elsewhere"),
                                        List.of()),
                                sellerId,
                                orderId,
                                beforeEditId,
                                limit)
                        .stream()
                        .map(edit -> withLines(transaction, orderId, edit))
                        .toList());
    }

    private static EditView withLines(Transaction transaction, long orderId, EditView edit) {
        List<LineView> lines = transaction.list(
                """
                select * from order_edit_line
                 where seller_id = ? and order_id = ? and edit_id = ?
                 order by channel_line_id
                """,
                row -> new LineView(
                        row.getText("channel_line_id"),
                        row.getText("channel_sku"),
                        row.getInt("before"),
                        row.getInt("after")),
                transaction.sellerId(),
                orderId,
                edit.editId());
        return new EditView(
                edit.editId(),
                edit.callerId(),
                edit.editedBy(),
                edit.editedAt(),
                edit.revision(),
                edit.goesElsewhere(),
                lines);
    }
}
