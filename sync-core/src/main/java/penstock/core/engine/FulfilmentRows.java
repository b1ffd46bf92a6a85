package penstock.core.engine;

import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import penstock.core.book.FulfilmentOrder;
import penstock.core.book.FulfilmentOrder.FulfilmentLine;
import penstock.core.book.Parcel;
import penstock.core.store.Columns;
import penstock.core.store.Transaction;
import penstock.core.store.Transaction.Row;

/** Makes fulfilment orders and parcels of rows. */
final class FulfilmentRows {

    private FulfilmentRows() {}

    /** Those of these that there are, with their lines. */
    static List<FulfilmentOrder> list(Transaction transaction, Collection<Long> fulfilmentIds) {
        Map<Long, FulfilmentOrder> found = new LinkedHashMap<>();
        transaction.list(
                """
                select f.*
                  from unnest(?::bigint[]) as k (fulfilment_id)
                 cross join lateral (
                       select * from fulfilment_order f
                        where f.seller_id = ? and f.fulfilment_id = k.fulfilment_id) as f
                """,
                row -> found.put(row.getLong("fulfilment_id"), header(row)),
                Columns.of(fulfilmentIds).longs(id -> id).then(transaction.sellerId()));
        transaction.list(
                """
                select l.*
                  from unnest(?::bigint[]) as k (fulfilment_id)
                 cross join lateral (
                       select * from fulfilment_line l
                        where l.seller_id = ? and l.fulfilment_id = k.fulfilment_id) as l
                 order by l.fulfilment_id, l.line_no
                """,
                row -> attachLine(found.get(row.getLong("fulfilment_id")), row),
                Columns.of(found.keySet()).longs(id -> id).then(transaction.sellerId()));
        return List.copyOf(found.values());
    }

    private static FulfilmentOrder header(Row row) throws SQLException {
        FulfilmentOrder fulfilment = new FulfilmentOrder(
                row.getLong("fulfilment_id"),
                row.getLong("order_id"),
                row.getLong("location_id"),
                row.getLong("provider_account_id"),
                row.getInstant("created_at"),
                FulfilmentOrder.State.valueOf(row.getText("state")),
                row.getInt("attempt"),
                row.findInstant("next_attempt_at").orElse(null),
                row.getLong("fence"),
                true);
        fulfilment.addressed(row.findText("recipient_mark"));
        return fulfilment;
    }

    private static FulfilmentLine attachLine(@Nullable FulfilmentOrder fulfilment, Row row) throws SQLException {
        FulfilmentLine line = new FulfilmentLine(
                row.getInt("line_no"),
                row.getInt("order_line_no"),
                row.getLong("reservation_id"),
                row.getLong("sku_id"),
                row.getInt("quantity"),
                row.getInt("shipped"),
                row.getInt("cancelled"),
                true);
        Objects.requireNonNull(fulfilment).attach(line);
        return line;
    }

    static List<Parcel> parcels(Transaction transaction, long orderId) {
        Map<Long, List<Parcel.Content>> contents = new HashMap<>();
        transaction.list(
                """
                select l.shipment_id, l.order_line_no, l.reservation_id, l.quantity
                  from shipment s
                  join shipment_line l on l.seller_id = s.seller_id and l.shipment_id = s.shipment_id
                 where s.seller_id = ? and s.order_id = ?
                """,
                row -> contents.computeIfAbsent(row.getLong("shipment_id"), id -> new java.util.ArrayList<>())
                        .add(new Parcel.Content(
                                row.getInt("order_line_no"), row.getLong("reservation_id"), row.getInt("quantity"))),
                transaction.sellerId(),
                orderId);
        return transaction.list(
                "select * from shipment where seller_id = ? and order_id = ? order by package_no",
                row -> new Parcel(
                        row.getLong("shipment_id"),
                        row.getLong("fulfilment_id"),
                        orderId,
                        row.getLong("account_id"),
                        row.getText("caller_id"),
                        row.getBytes("content_hash"),
                        row.getInt("package_no"),
                        row.getText("carrier"),
                        row.getText("tracking_number"),
                        row.getInstant("shipped_at"),
                        !row.getText("confirmation").equals("NOT_NEEDED"),
                        contents.getOrDefault(row.getLong("shipment_id"), List.of())),
                transaction.sellerId(),
                orderId);
    }
}
