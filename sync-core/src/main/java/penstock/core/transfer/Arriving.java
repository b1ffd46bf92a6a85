package penstock.core.transfer;

import java.util.Optional;
import penstock.core.book.Actor;
import penstock.core.book.Refusal;
import penstock.core.book.Reply;
import penstock.core.book.Reply.Verdict;
import penstock.core.engine.Engine;
import penstock.core.order.ContentHash;
import penstock.core.transfer.Transfer.State;
import penstock.core.transfer.TransferRows.Receipt;
import penstock.core.transfer.TransferRows.Stored;
import penstock.core.warehouse.Reasons;

/**
 * Takes in what comes of a transfer, in as many parts as it comes in, and ends one of which not all comes. Any thread.
 *
 * <p>What came beyond what was sent is a fact as well, but the sender's figures still have it: it is in quality control, where it
 * cannot be promised a second time, until somebody has counted there.
 */
public final class Arriving {

    private final Engine engine;

    public Arriving(Engine engine) {
        this.engine = engine;
    }

    /** Takes a delivery in, once. */
    public Reply receive(long sellerId, Actor actor, String number, Arrived arrived) {
        return engine.together(sellerId, actor, (transaction, book) -> {
            TransferRows rows = new TransferRows(transaction);
            Stored stored = Transfers.get(transaction, number);
            long transferId = stored.transfer().transferId();
            byte[] hash = ContentHash.of(arrived.content());
            Optional<Receipt> before = rows.receipt(transferId, arrived.id());
            if (before.isPresent()) {
                return Transfers.repeated(
                        before.get().contentHash(), hash, before.get().receiptId());
            }
            requireUnderWay(stored.transfer());
            arrived.items().stream()
                    .flatMap(item -> item.reason().stream())
                    .distinct()
                    .forEach(reason -> Reasons.require(transaction, reason));
            Unloading unloading = new Unloading(transaction, book, stored);
            unloading.unload(arrived.items());
            Receipt receipt = new Receipt(book.nextId(), hash);
            rows.insert(transferId, arrived.id(), receipt, unloading.items(), book.now());
            rows.note(transferId, Optional.of(receipt.receiptId()), unloading.noted(), arrived.note(), book.now());
            unloading.follow(Optional.empty());
            return Reply.of(Verdict.CREATED, receipt.receiptId());
        });
    }

    /** Ends a transfer: what has not come is lost, or is available again where it was sent from. */
    public Reply close(long sellerId, Actor actor, String number, Ending ending) {
        return engine.together(sellerId, actor, (transaction, book) -> {
            TransferRows rows = new TransferRows(transaction);
            Stored stored = Transfers.get(transaction, number);
            Transfer transfer = stored.transfer();
            Optional<Ending> before = rows.ending(transfer.transferId());
            if (before.isPresent()) {
                return Transfers.repeated(
                        ContentHash.of("" + before.get()), ContentHash.of("" + ending), transfer.transferId());
            }
            requireUnderWay(transfer);
            Reasons.require(transaction, ending.reason());
            Unloading unloading = new Unloading(transaction, book, stored);
            unloading.end(ending);
            rows.note(transfer.transferId(), Optional.empty(), unloading.noted(), ending.note(), book.now());
            unloading.follow(Optional.of(State.CLOSED));
            return Reply.of(Verdict.CHANGED, transfer.transferId());
        });
    }

    private static void requireUnderWay(Transfer transfer) {
        if (!transfer.state().isUnderWay()) {
            throw new Refusal(
                    Verdict.NOT_POSSIBLE,
                    TransferFault.NOT_UNDER_WAY,
                    "nothing of transfer " + transfer.number() + " is under way, it is " + transfer.state()
                            + "; what is there beyond it is an adjustment");
        }
    }
}
