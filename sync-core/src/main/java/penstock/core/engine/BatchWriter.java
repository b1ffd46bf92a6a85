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
    private final SellerHead before;
    private final Instant now;

    BatchWriter(Transaction transaction, SellerHead before, Instant now) {
        this.writes = new Writes(transaction);
        this.before = before;
        this.now = now;
    }

    /** New orders with what is theirs alone: nobody else can change these rows, so no lock is needed to write them. */
    BatchWriter newOrders(Changes changes) {
        OrderWriter orders = new OrderWriter(writes, now);
        orders.insertOrders(changes.orders().inserts());
        orders.insertLines(changes.lines().inserts());
        orders.insertReservations(changes.reservations().inserts());
        return this;
    }

    /** Everything else, the head first. */
    BatchWriter everythingElse(Changes changes) {
        write(changes, new StockWriter(writes, before, before.next(now)));
        update(changes, new OrderWriter(writes, now));
        write(changes, new FulfilmentWriter(writes, now));
        new ShelfWriter(writes, before.position()).write(changes.shelves());
        write(changes, new BackorderWriter(writes, now));
        new FlagWriter(writes, now).write(changes.flags());
        new EditWriter(writes, now).insert(changes.edits());
        new RejectionWriter(writes).replace(changes.rejections());
        new ProductionWriter(writes, before.position() + changes.postings().size(), now).write(changes.productions());
        return this;
    }

    /** Sends what was given, in one round trip. */
    void send() {
        writes.send();
    }

    private void write(Changes changes, StockWriter stock) {
        SellerHead after = before.after(changes, now);
        stock.raiseHead(after);
        stock.insertPostings(changes.postings());
        stock.insertBalances(changes.balances().inserts());
        stock.updateBalances(changes.balances().updates(), after.position());
        stock.insertStockMoves(changes.stockMoves());
        stock.insertActs(changes.acts());
    }

    private static void update(Changes changes, OrderWriter orders) {
        orders.updateOrders(changes.orders().updates());
        orders.updateLines(changes.lines().updates());
        orders.updateReservations(changes.reservations().updates());
        orders.markApplied(changes.messagesApplied());
    }

    private static void write(Changes changes, BackorderWriter writer) {
        writer.insert(changes.backorders().backorders().inserts());
        writer.update(changes.backorders().backorders().updates());
        writer.expect(changes.backorders().arrivals());
        writer.note(changes.backorders().expected(), changes.backorders().slips());
        writer.claim(changes.backorders().claims());
    }

    private static void write(Changes changes, FulfilmentWriter fulfilments) {
        fulfilments.noteReleases(changes.releases().wanted());
        fulfilments.forgetReleases(changes.releases().done());
        fulfilments.insertFulfilments(changes.fulfilments().inserts());
        fulfilments.updateFulfilments(changes.fulfilments().updates());
        fulfilments.insertParcels(changes.parcels());
    }
}
