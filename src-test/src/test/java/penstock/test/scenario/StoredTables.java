package penstock.test.scenario;

import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import penstock.core.book.Arrival;
import penstock.core.book.Slip;
import penstock.core.book.StockKey;
import penstock.core.scenario.Promises;
import penstock.core.scenario.Promises.BackorderRow;
import penstock.core.scenario.Tables;
import penstock.core.scenario.Tables.BalanceRow;
import penstock.core.scenario.Tables.FulfilmentLineRow;
import penstock.core.scenario.Tables.FulfilmentRow;
import penstock.core.scenario.Tables.LineRow;
import penstock.core.scenario.Tables.MoveRow;
import penstock.core.scenario.Tables.OrderRow;
import penstock.core.scenario.Tables.ParcelLineRow;
import penstock.core.scenario.Tables.ParcelRow;
import penstock.core.scenario.Tables.PostingRow;
import penstock.core.scenario.Tables.ReservationRow;
import penstock.core.store.Transaction;

/** Reads what a seller's ledger has stored. */
public final class StoredTables {

    private StoredTables() {}

    /** Everything stored for a seller. */
    public static Tables read(Transaction transaction, long seller) {
        return new Tables(
                balances(transaction, seller),
                postings(transaction, seller),
                orders(transaction, seller),
                lines(transaction, seller),
                reservations(transaction, seller),
                fulfilments(transaction, seller),
                fulfilmentLines(transaction, seller),
                parcels(transaction, seller),
                parcelLines(transaction, seller),
                moves(transaction, seller),
                promises(transaction, seller));
    }

    private static List<BalanceRow> balances(Transaction transaction, long seller) {
        return transaction.list(
                "select * from balance where seller_id = ? order by sku_id, location_id",
                row -> new BalanceRow(
                        row.getLong("sku_id"),
                        row.getLong("location_id"),
                        row.getInt("available"),
                        row.getInt("reserved"),
                        row.getInt("quality_control"),
                        row.getInt("damaged"),
                        row.getInt("incoming"),
                        row.getInt("withheld")),
                seller);
    }

    private static List<PostingRow> postings(Transaction transaction, long seller) {
        return transaction.list(
                "select * from posting where seller_id = ? order by position",
                row -> new PostingRow(
                        row.getLong("position"),
                        row.getLong("sku_id"),
                        row.getLong("from_location"),
                        row.getText("from_condition"),
                        row.getLong("to_location"),
                        row.getText("to_condition"),
                        row.getInt("quantity"),
                        row.getText("cause"),
                        row.getLong("cause_id")),
                seller);
    }

    private static List<OrderRow> orders(Transaction transaction, long seller) {
        return transaction.list(
                "select * from sales_order where seller_id = ? order by order_id",
                row -> new OrderRow(
                        row.getLong("order_id"),
                        row.getLong("account_id"),
                        row.getText("channel_order_id"),
                        row.getLong("revision"),
                        hex(row.getBytes("content_hash")),
                        row.getText("phase"),
                        row.getInstant("placed_at"),
                        row.findInstant("ship_by"),
                        row.findInstant("expires_at"),
                        row.getLong("inbox_id"),
                        row.findText("recipient_mark"),
                        row.getInt("not_understood"),
                        row.findText("rejection_mark")),
                seller);
    }

    private static List<LineRow> lines(Transaction transaction, long seller) {
        return transaction.list(
                "select * from order_line where seller_id = ? order by order_id, line_no",
                row -> new LineRow(
                        row.getLong("order_id"),
                        row.getInt("line_no"),
                        row.getText("channel_line_id"),
                        row.getText("channel_sku"),
                        row.getLong("sku_id"),
                        row.getInt("ordered"),
                        row.getInt("reserved"),
                        row.getInt("shipped"),
                        row.getInt("backordered"),
                        row.getInt("cancelled"),
                        row.getInt("elsewhere"),
                        row.getInt("short"),
                        row.getInt("cancel_wanted"),
                        row.getInt("pack_size"),
                        row.findText("parked_reason").orElse("")),
                seller);
    }

    private static List<ReservationRow> reservations(Transaction transaction, long seller) {
        return transaction.list(
                "select * from reservation where seller_id = ? order by reservation_id",
                row -> new ReservationRow(
                        row.getLong("reservation_id"),
                        row.getLong("order_id"),
                        row.getInt("line_no"),
                        row.getLong("sku_id"),
                        row.getLong("location_id"),
                        row.getInt("quantity"),
                        row.getInt("posted"),
                        row.getInt("voided"),
                        row.getText("state"),
                        row.getLong("fulfilment_id")),
                seller);
    }

    private static List<FulfilmentRow> fulfilments(Transaction transaction, long seller) {
        return transaction.list(
                "select * from fulfilment_order where seller_id = ? order by fulfilment_id",
                row -> new FulfilmentRow(
                        row.getLong("fulfilment_id"),
                        row.getLong("order_id"),
                        row.getLong("location_id"),
                        row.getLong("provider_account_id"),
                        row.getInstant("created_at"),
                        row.getText("state"),
                        row.getInt("attempt"),
                        row.findText("provider_status").orElse(""),
                        row.findText("refused_reason").orElse(""),
                        row.findInstant("next_attempt_at")),
                seller);
    }

    private static List<FulfilmentLineRow> fulfilmentLines(Transaction transaction, long seller) {
        return transaction.list(
                "select * from fulfilment_line where seller_id = ? order by fulfilment_id, line_no",
                row -> new FulfilmentLineRow(
                        row.getLong("fulfilment_id"),
                        row.getInt("line_no"),
                        row.getInt("order_line_no"),
                        row.getLong("reservation_id"),
                        row.getLong("sku_id"),
                        row.getInt("quantity"),
                        row.getInt("shipped"),
                        row.getInt("cancelled")),
                seller);
    }

    private static List<ParcelRow> parcels(Transaction transaction, long seller) {
        return transaction.list(
                "select * from shipment where seller_id = ? order by shipment_id",
                row -> new ParcelRow(
                        row.getLong("shipment_id"),
                        row.getLong("fulfilment_id"),
                        row.getLong("order_id"),
                        row.getLong("account_id"),
                        row.getText("caller_id"),
                        hex(row.getBytes("content_hash")),
                        row.getInt("package_no"),
                        row.getText("carrier"),
                        row.getText("tracking_number"),
                        row.getInstant("shipped_at"),
                        row.getText("confirmation")),
                seller);
    }

    private static List<ParcelLineRow> parcelLines(Transaction transaction, long seller) {
        return transaction.list(
                "select * from shipment_line where seller_id = ? order by shipment_id, reservation_id",
                row -> new ParcelLineRow(
                        row.getLong("shipment_id"),
                        row.getInt("order_line_no"),
                        row.getLong("reservation_id"),
                        row.getInt("quantity")),
                seller);
    }

    private static List<MoveRow> moves(Transaction transaction, long seller) {
        return transaction.list(
                "select * from stock_move where seller_id = ? order by move_id",
                row -> new MoveRow(
                        row.getLong("move_id"),
                        row.getText("caller_id"),
                        hex(row.getBytes("content_hash")),
                        row.getText("kind")),
                seller);
    }

    private static Promises promises(Transaction transaction, long seller) {
        return new Promises(
                transaction.list(
                        "select * from backorder where seller_id = ? order by backorder_id",
                        row -> new BackorderRow(
                                row.getLong("backorder_id"),
                                row.getLong("order_id"),
                                row.getInt("line_no"),
                                row.getLong("sku_id"),
                                row.getInt("quantity"),
                                row.getInt("served"),
                                row.getInt("voided"),
                                row.getText("state"),
                                LocalDate.parse(row.getText("promised_on")),
                                row.findText("expected_on").map(LocalDate::parse),
                                row.getLong("ahead"),
                                row.getLong("incoming"),
                                row.getInt("beyond")),
                        seller),
                transaction.list(
                        "select * from expected_arrival where seller_id = ? order by sku_id, location_id, document",
                        row -> new Arrival(
                                new StockKey(row.getLong("sku_id"), row.getLong("location_id")),
                                row.getText("document"),
                                row.getInt("units"),
                                LocalDate.parse(row.getText("expected_on")),
                                false),
                        seller),
                transaction.list(
                        "select * from backorder_slip where seller_id = ? order by slip_id",
                        row -> new Slip(
                                row.getLong("slip_id"),
                                row.getLong("order_id"),
                                row.getLong("backorder_id"),
                                row.getLong("sku_id"),
                                LocalDate.parse(row.getText("promised_on")),
                                row.findText("expected_on").map(LocalDate::parse)),
                        seller));
    }

    private static String hex(byte[] hash) {
        return HexFormat.of().formatHex(hash);
    }
}
