package penstock.core.engine;

import java.time.Instant;
import penstock.core.book.Changes;
import penstock.core.store.Transaction;

/**
 * Writes what a batch changed, one statement a table and all of them in one round trip; a statement without rows is left
 * out.
 *
 * <p>Balances are changed by difference, so that the CHECKs of the table refuse an oversale even if this code were wrong.
 * {@code insert … select … from seller, unnest} is the form that a distributed PostgreSQL takes under row-level security.
 */
final class BatchWriter {

    private final Writes writes;
    private final long lastPosition;
    private final Instant now;

    BatchWriter(Transaction transaction, long lastPosition, Instant now) {
        this.writes = new Writes(transaction);
        this.lastPosition = lastPosition;
        this.now = now;
    }

    void write(Changes changes) {
        write(changes, new OrderWriter(writes, now));
        write(changes, new StockWriter(writes, lastPosition, now));
        write(changes, new FulfilmentWriter(writes, now));
        new ShelfWriter(writes, lastPosition).write(changes.shelves());
        new RejectionWriter(writes).replace(changes.rejections());
        writes.send();
    }

    private static void write(Changes changes, OrderWriter orders) {
        orders.insertOrders(changes.orders().inserts());
        orders.updateOrders(changes.orders().updates());
        orders.insertLines(changes.lines().inserts());
        orders.updateLines(changes.lines().updates());
        orders.insertReservations(changes.reservations().inserts());
        orders.updateReservations(changes.reservations().updates());
        orders.markApplied(changes.messagesApplied());
    }

    private void write(Changes changes, StockWriter stock) {
        long position = lastPosition + changes.postings().size();
        stock.insertPostings(changes.postings());
        stock.insertBalances(changes.balances().inserts());
        stock.updateBalances(changes.balances().updates(), position);
        stock.raiseHead(position);
        stock.insertStockMoves(changes.stockMoves());
    }

    private static void write(Changes changes, FulfilmentWriter fulfilments) {
        fulfilments.noteReleases(changes.releases().wanted());
        fulfilments.forgetReleases(changes.releases().done());
        fulfilments.insertFulfilments(changes.fulfilments().inserts());
        fulfilments.updateFulfilments(changes.fulfilments().updates());
        fulfilments.insertParcels(changes.parcels());
    }
}
