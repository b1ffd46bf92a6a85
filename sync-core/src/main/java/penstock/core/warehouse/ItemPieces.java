package penstock.core.warehouse;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import penstock.core.ledger.Placed;
import penstock.core.store.Columns;
import penstock.core.store.Transaction;
import penstock.core.store.Transaction.Row;

/** What items of receipts and returns named when they came: bin, lot, and the pieces in their order. One transaction. */
public final class ItemPieces {

    private ItemPieces() {}

    private record Piece(long itemId, int pieceNo, String serialNo) {}

    /** Notes the pieces of new items. */
    public static void insert(Transaction transaction, Map<Long, List<String>> byItem) {
        List<Piece> pieces = new ArrayList<>();
        byItem.forEach((item, serialNos) -> {
            for (int i = 0; i < serialNos.size(); i++) {
                pieces.add(new Piece(item, i + 1, serialNos.get(i)));
            }
        });
        if (!pieces.isEmpty()) {
            transaction.update(
                    """
                    insert into item_piece (seller_id, item_id, piece_no, serial_no)
                    select s.seller_id, u.*
                      from seller s, unnest(?::bigint[], ?::int[], ?::text[]) as u
                     where s.seller_id = ?
                    """,
                    Columns.of(pieces)
                            .longs(Piece::itemId)
                            .ints(Piece::pieceNo)
                            .texts(Piece::serialNo)
                            .then(transaction.sellerId()));
        }
    }

    /** The pieces of an item. */
    public static List<String> of(Transaction transaction, long itemId) {
        return transaction.list(
                "select serial_no from item_piece where seller_id = ? and item_id = ? order by piece_no",
                row -> row.getText("serial_no"),
                transaction.sellerId(),
                itemId);
    }

    /** The pieces of a receipt's items. */
    public static Map<Long, List<String>> ofReceipt(Transaction transaction, long receiptId) {
        return byItem(transaction, "receipt_line where seller_id = ? and receipt_id = ?", receiptId);
    }

    /** The pieces of a return's items. */
    public static Map<Long, List<String>> ofReturn(Transaction transaction, long returnId) {
        return byItem(transaction, "return_item where seller_id = ? and return_id = ?", returnId);
    }

    private static Map<Long, List<String>> byItem(Transaction transaction, String items, long documentId) {
        Map<Long, List<String>> pieces = new HashMap<>();
        transaction.list(
                """
                select p.item_id, p.serial_no
                  from (select item_id from %s) as i
                 cross join lateral (
                       select * from item_piece p where p.seller_id = ? and p.item_id = i.item_id) as p
                 order by p.item_id, p.piece_no
                """.formatted(items),
                row -> pieces.computeIfAbsent(row.getLong("item_id"), any -> new ArrayList<>())
                        .add(row.getText("serial_no")),
                transaction.sellerId(),
                documentId,
                transaction.sellerId());
        return pieces;
    }

    /** Where an item's units were put, by the columns {@code bin_id} and {@code lot_id} of its row; its pieces apart. */
    public static Placed placed(Row row) throws java.sql.SQLException {
        return new Placed(
                row.findLong("bin_id").map(OptionalLong::of).orElse(OptionalLong.empty()),
                row.findLong("lot_id").map(OptionalLong::of).orElse(OptionalLong.empty()),
                OptionalLong.empty(),
                OptionalLong.empty(),
                List.of());
    }

    /** For the column {@code bin_id}. */
    public static @Nullable Long binOf(Placed placed) {
        return placed.binId().isPresent() ? placed.binId().getAsLong() : null;
    }

    /** For the column {@code lot_id}. */
    public static @Nullable Long lotOf(Placed placed) {
        return placed.lotId().isPresent() ? placed.lotId().getAsLong() : null;
    }
}
