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
import penstock.core.book.StockKey;
import penstock.core.book.StockMoveRow;
import penstock.core.order.ContentHash;

/**
 * Brings a balance that fell below zero back to it: units left that nobody had noted as come. Whoever has it done counts the
 * place afterwards.
 *
 * @param callerId the same in every repeat
 */
record FillUp(String callerId, StockKey key, Condition condition) implements Command {

    @Override
    public void announce(Needs needs) {
        needs.sku(key.skuId());
    }

    @Override
    public Reply decide(Book book) {
        Optional<StockMoveRow> before = book.findStockMove(callerId);
        int units = book.balance(key).units(condition);
        if (before.isPresent() || units >= 0) {
            return Reply.of(Verdict.EXISTS, before.map(StockMoveRow::moveId).orElse(0L));
        }
        StockMoveRow move =
                new StockMoveRow(book.nextId(), callerId, ContentHash.of(MatchReserved.KIND), MatchReserved.KIND);
        book.add(move);
        Cause cause = new Cause(Cause.Kind.STOCK_MOVE, move.moveId());
        book.move(key.skuId(), Account.ADJUSTMENT, Account.at(key.locationId(), condition), -units, cause);
        return Reply.of(Verdict.CREATED, move.moveId());
    }
}
