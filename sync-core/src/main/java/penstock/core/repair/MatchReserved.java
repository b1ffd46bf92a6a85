package penstock.core.repair;

import java.util.Optional;
import penstock.core.book.Account;
import penstock.core.book.Book;
import penstock.core.book.Cause;
import penstock.core.book.Command;
import penstock.core.book.Condition;
import penstock.core.book.Needs;
import penstock.core.book.Reply;
import penstock.core.book.Reply.Verdict;
import penstock.core.book.Reservation;
import penstock.core.book.StockKey;
import penstock.core.book.StockMoveRow;
import penstock.core.ledger.Facts;
import penstock.core.order.ContentHash;
import penstock.core.sourcing.Freed;

/**
 * Makes what is reserved at a place what its open reservations say. Units that are promised to nobody become available; for a
 * promise that nothing stands behind available units are taken, and where there are none it is broken as by any loss. The reply's
 * id is the stock move's, 0 if nothing differed.
 *
 * @param callerId the same in every repeat
 */
record MatchReserved(String callerId, StockKey key) implements Command {

    /** Of stock moves that make up for a difference. */
    static final String KIND = "CORRECTION";

    @Override
    public void announce(Needs needs) {
        needs.sku(key.skuId());
    }

    @Override
    public Reply decide(Book book) {
        Optional<StockMoveRow> before = book.findStockMove(callerId);
        if (before.isPresent()) {
            return Reply.of(Verdict.EXISTS, before.get().moveId());
        }
        int open = book.ordersReserving(key).stream()
                .flatMap(order -> order.lines().stream())
                .flatMap(line -> line.reservations().stream())
                .filter(reservation -> reservation.key().equals(key))
                .mapToInt(Reservation::open)
                .sum();
        int surplus = book.balance(key).units(Condition.RESERVED) - open;
        if (surplus == 0) {
            return Reply.of(Verdict.EXISTS, 0);
        }
        return Reply.of(Verdict.CREATED, surplus > 0 ? free(book, surplus) : back(book, -surplus));
    }

    private long free(Book book, int surplus) {
        Cause cause = move(book, callerId);
        book.move(key.skuId(), here(Condition.RESERVED), here(Condition.AVAILABLE), surplus, cause);
        Freed.serveShort(book, key.skuId());
        return cause.id();
    }

    private long back(Book book, int lack) {
        Cause cause = move(book, callerId);
        int there = Math.min(lack, book.available(key));
        if (there > 0) {
            book.move(key.skuId(), here(Condition.AVAILABLE), here(Condition.RESERVED), there, cause);
        }
        if (lack > there) {
            // one posting in and the same out again: what is left is a promise less
            Cause loss = move(book, callerId + ":loss");
            book.move(key.skuId(), Account.ADJUSTMENT, here(Condition.RESERVED), lack - there, loss);
            Facts.vanish(book, key, lack - there, loss);
        }
        return cause.id();
    }

    private static Cause move(Book book, String callerId) {
        StockMoveRow move = new StockMoveRow(book.nextId(), callerId, ContentHash.of(KIND), KIND);
        book.add(move);
        return new Cause(Cause.Kind.STOCK_MOVE, move.moveId());
    }

    private Account here(Condition condition) {
        return Account.at(key.locationId(), condition);
    }
}
