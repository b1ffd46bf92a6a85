package penstock.core.transfer;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import penstock.core.book.Refusal;
import penstock.core.book.Reply;
import penstock.core.book.Reply.Verdict;
import penstock.core.catalogue.InvalidField;
import penstock.core.catalogue.InvalidField.Reason;
import penstock.core.catalogue.Locations;
import penstock.core.catalogue.SkuRows;
import penstock.core.catalogue.Skus.Sku;
import penstock.core.engine.Engine;
import penstock.core.order.ContentHash;
import penstock.core.purchasing.OrderedSkus;
import penstock.core.purchasing.OurPlace;
import penstock.core.store.Database;
import penstock.core.store.Transaction;
import penstock.core.transfer.Transfer.State;
import penstock.core.transfer.TransferRows.Stored;
import penstock.core.transfer.TransferRows.Way;

/** Transfers as they are written down and read. Any thread. */
public final class Transfers {

    private final Database database;
    private final Engine engine;

    public Transfers(Database database, Engine engine) {
        this.database = database;
        this.engine = engine;
    }

    /** Writes a transfer down as a draft: nothing moves yet. */
    public Reply create(long sellerId, NewTransfer wish) {
        return engine.together(sellerId, (transaction, book) -> {
            TransferRows rows = new TransferRows(transaction);
            byte[] hash = ContentHash.of(wish.content());
            Optional<Stored> before = rows.find(wish.number());
            if (before.isPresent()) {
                return repeated(
                        before.get().contentHash(),
                        hash,
                        before.get().transfer().transferId());
            }
            Way way = way(transaction, wish);
            Map<String, Sku> skus = OrderedSkus.require(
                    transaction,
                    wish.lines().stream().map(NewTransfer.Line::sku).toList());
            long transferId = book.nextId();
            rows.insert(
                    new TransferRows.NewRow(transferId, wish, way, hash, book.now()),
                    wish.lines().stream()
                            .map(line -> SkuRows.idOf(line.sku(), skus))
                            .toList());
            return Reply.of(Verdict.CREATED, transferId);
        });
    }

    private static Way way(Transaction transaction, NewTransfer wish) {
        Way way = new Way(
                OurPlace.require(transaction, wish.from()),
                OurPlace.require(transaction, wish.to()),
                transit(transaction, wish.via()));
        if (way.from() == way.to()) {
            throw new Refusal(
                    Verdict.NOT_POSSIBLE,
                    TransferFault.SAME_PLACE,
                    "it leads to where it comes from; what lies in another bin of " + wish.from()
                            + " is a stock move (MOVE)");
        }
        return way;
    }

    private static long transit(Transaction transaction, Optional<String> via) {
        List<Long> found = transaction.list(
                """
                select location_id from location
                 where seller_id = ? and kind = ? and (? = '' or code = ?)
                 limit 2
                """,
                row -> row.getLong("location_id"),
                transaction.sellerId(),
                Locations.Kind.IN_TRANSIT.name(),
                via.orElse(""),
                via.orElse(""));
        if (found.size() == 1) {
            return found.get(0);
        } else if (via.isPresent()) {
            throw new InvalidField(
                    "via",
                    via.get(),
                    Reason.UNKNOWN_LOCATION,
                    "names no location of kind IN_TRANSIT; create " + via.get() + " as one first");
        }
        throw new Refusal(
                Verdict.NOT_POSSIBLE,
                TransferFault.NO_TRANSIT_LOCATION,
                found.isEmpty()
                        ? "there is no location of kind IN_TRANSIT for what is under way; create one first"
                        : "there are several locations of kind IN_TRANSIT; name one in via");
    }

    /** Takes a draft back. */
    public Reply cancel(long sellerId, String number) {
        return engine.together(sellerId, (transaction, book) -> {
            Transfer transfer = get(transaction, number).transfer();
            if (transfer.state() == State.CANCELLED) {
                return Reply.of(Verdict.EXISTS, transfer.transferId());
            } else if (transfer.state() != State.DRAFT) {
                throw new Refusal(
                        Verdict.NOT_POSSIBLE,
                        TransferFault.NOT_A_DRAFT,
                        "transfer " + number + " is " + transfer.state()
                                + "; what was sent is received, or ends with how the transfer is closed");
            }
            new TransferRows(transaction).enter(transfer.transferId(), State.CANCELLED);
            return Reply.of(Verdict.CHANGED, transfer.transferId());
        });
    }

    /** Whether a piece was sent with a transfer, and has not come, gone back or been lost since. */
    public static boolean isUnderWay(Transaction transaction, String number, long skuId, String serialNo) {
        Stored stored = get(transaction, number);
        return !new TransferRows(transaction)
                .piecesUnderWay(
                        stored.transfer().transferId(), skuId, stored.way().transit(), List.of(serialNo))
                .isEmpty();
    }

    static Stored get(Transaction transaction, String number) {
        return new TransferRows(transaction)
                .find(number)
                .orElseThrow(() -> new Refusal(
                        Verdict.NOT_FOUND, TransferFault.NO_SUCH_TRANSFER, "there is no transfer " + number));
    }

    static Reply repeated(byte[] before, byte[] now, long id) {
        if (Arrays.equals(before, now)) {
            return Reply.of(Verdict.EXISTS, id);
        }
        throw new Refusal(
                Verdict.EXISTS_WITH_DIFFERENT_CONTENT,
                TransferFault.OTHER_CONTENT,
                "it came before with other content; use another id, or read what there is");
    }

    public Optional<Transfer> find(long sellerId, String number) {
        return database.transact(
                sellerId,
                transaction -> new TransferRows(transaction).find(number).map(Stored::transfer));
    }

    /** Transfers of a state ({@code ""} for all), the oldest first, those after one. */
    public List<Transfer> list(long sellerId, String state, long after, int limit) {
        return database.transact(sellerId, transaction -> new TransferRows(transaction).list(state, after, limit));
    }

    /** What was not as it should be about a transfer, the oldest first, those after one. */
    public List<TransferDiscrepancy> discrepancies(long sellerId, String number, long after, int limit) {
        return database.transact(
                sellerId, transaction -> new TransferRows(transaction).discrepancies(number, after, limit));
    }
}
