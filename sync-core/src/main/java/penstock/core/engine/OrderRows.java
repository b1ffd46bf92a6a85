package penstock.core.engine;

import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import penstock.core.book.Order;
import penstock.core.book.OrderLine;
import penstock.core.book.Reservation;
import penstock.core.store.Transaction.Row;

/** Makes orders, lines and reservations of rows. */
final class OrderRows {

    private OrderRows() {}

    static Order order(Row row) throws SQLException {
        Order order = new Order(
                new Order.Identity(
                        row.getLong("order_id"),
                        row.getLong("account_id"),
                        row.getText("channel_order_id"),
                        row.getInstant("placed_at"),
                        row.findInstant("expires_at")),
                new Order.Standing(
                        Order.Phase.valueOf(row.getText("phase")),
                        new Order.Reading(
                                row.getLong("revision"),
                                row.getBytes("content_hash"),
                                row.getLong("inbox_id"),
                                row.findText("recipient_mark")),
                        row.findInstant("ship_by"),
                        row.getInt("not_understood"),
                        row.findText("rejection_mark")),
                true);
        order.flag(row.getBoolean("held"), row.getBoolean("priority"));
        return order;
    }

    static OrderLine attachLine(Map<Long, Order> orders, Row row) throws SQLException {
        Order order = Objects.requireNonNull(orders.get(row.getLong("order_id")));
        OrderLine line = OrderLine.stored(
                order,
                row.getInt("line_no"),
                row.getText("channel_line_id"),
                row.getText("channel_sku"),
                row.getLong("sku_id"),
                row.getInt("pack_size"),
                new OrderLine.Figures(
                        row.getInt("ordered"),
                        row.getInt("reserved"),
                        row.getInt("shipped"),
                        row.getInt("backordered"),
                        row.getInt("cancelled"),
                        row.getInt("elsewhere"),
                        row.getInt("short"),
                        row.getInt("cancel_wanted")),
                row.findText("parked_reason").orElse(null));
        order.attach(line);
        return line;
    }

    static Reservation attachReservation(Map<Long, Order> orders, Row row) throws SQLException {
        int lineNo = row.getInt("line_no");
        Optional<OrderLine> line = Objects.requireNonNull(orders.get(row.getLong("order_id"))).lines().stream()
                .filter(candidate -> candidate.lineNo() == lineNo)
                .findFirst();
        Reservation reservation = Reservation.stored(
                row.getLong("reservation_id"),
                line.orElseThrow(),
                row.getLong("location_id"),
                row.getInt("quantity"),
                row.getInt("posted"),
                row.getInt("voided"),
                Reservation.State.valueOf(row.getText("state")),
                row.getLong("fulfilment_id"));
        line.get().attach(reservation);
        return reservation;
    }
}
