package penstock.core.order;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import penstock.core.store.Database;

/** Reads what people said of orders. Any thread. */
public final class OrderFlags {

    private final Database database;

    public OrderFlags(Database database) {
        this.database = database;
    }

    /**
     * A flag that was raised.
     *
     * @param raisedBy {@code KEY:7} for a key, {@code OPERATOR:0} for whoever runs the installation
     * @param loweredBy empty while it is raised
     */
    public record FlagView(
            String flag,
            String reason,
            String raisedBy,
            Instant raisedAt,
            Optional<String> loweredBy,
            Optional<Instant> loweredAt) {}

    /** The flags of an order, the latest first, at most {@code limit}. */
    public List<FlagView> list(long sellerId, long orderId, int limit) {
        return database.transact(
                sellerId,
                transaction -> transaction.list(
                        """
                        select * from order_flag
                         where seller_id = ? and order_id = ?
                         order by flag_id desc
                         limit ?
                        """,
                        row -> new FlagView(
                                row.getText("flag"),
                                row.getText("reason"),
                                row.getText("raised_by"),
                                row.getInstant("raised_at"),
                                row.findText("lowered_by"),
                                row.findInstant("lowered_at")),
                        sellerId,
                        orderId,
                        limit));
    }
}
