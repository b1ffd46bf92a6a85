package penstock.core.engine;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import penstock.core.book.FulfilmentOrder;
import penstock.core.book.FulfilmentOrder.FulfilmentLine;
import penstock.core.book.Parcel;
import penstock.core.store.Transaction;

/** Makes fulfilment orders and parcels of rows. */
final class FulfilmentRows {

    private FulfilmentRows() {}

    static Optional<FulfilmentOrder> find(Transaction transaction, long fulfilmentId) {
        Optional<FulfilmentOrder> found = transaction.find(
                "select * from fulfilment_order where seller_id = ? and fulfilment_id = ?",
                row -> new FulfilmentOrder(
                        fulfilmentId,
                        row.getLong("order_id"),
                        row.getLong("location_id"),
                        row.getLong("provider_account_id"),
                        FulfilmentOrder.State.valueOf(row.getText("state")),
                        row.getInt("attempt"),
                        row.findInstant("next_attempt_at").orElse(null),
                        row.getLong("fence"),
                        true),
                transaction.sellerId(),
                fulfilmentId);
        found.ifPresent(fulfilment -> transaction
                .list(
                        "select * from fulfilment_line where seller_id = ? and fulfilment_id = ? order by line_no",
                        row -> new FulfilmentLine(
                                row.getInt("line_no"),
                                row.getInt("order_line_no"),
                                row.getLong("reservation_id"),
                                row.getLong("sku_id"),
                                row.getInt("quantity"),
                                row.getInt("shipped"),
                                row.getInt("cancelled"),
                                true),
                        transaction.sellerId(),
                        fulfilmentId)
                .forEach(fulfilment::attach));
        return found;
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
