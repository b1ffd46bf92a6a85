package penstock.core.ledger;

import java.time.LocalDate;
import java.util.Optional;
import penstock.core.book.Account;
import penstock.core.book.Balance;
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
import penstock.core.sourcing.Backordering;
import penstock.core.sourcing.Freed;

/**
 * Says how many units of a SKU are on their way to a place by a document, and when they come: in place of what was said
 * before. Orders that are short are promised them, and promises that will not be kept are noted.
 *
 * @param callerId the same in every repeat
 * @param units 0 if none are to come any more
 */
public record ExpectStock(String callerId, String document, StockKey key, int units, LocalDate expectedOn)
        implements Command {

    private static final String KIND = "EXPECT";

    public ExpectStock {
        if (units < 0) {
            throw new IllegalArgumentException(units + " units cannot be on their way");
        }
    }

    @Override
    public void announce(Needs needs) {
        needs.sku(key.skuId());
    }

    @Override
    public Reply decide(Book book) {
        byte[] content = ContentHash.of(KIND + "\t" + document + "\t" + key + "\t" + units + "\t" + expectedOn);
        Optional<StockMoveRow> before = book.findStockMove(callerId);
        if (before.isPresent()) {
            return before.get().sentAgain(content);
        }
        if (book.rules().isInTransit(key.locationId())) {
            return Reply.of(
                    Verdict.NOT_POSSIBLE,
                    0,
                    "nobody waits for stock where it is under way; say it of the place that it goes to");
        }
        Balance balance = book.balance(key);
        int difference = units - book.backorders().expectedUnits(key, document);
        int incoming = balance.units(Condition.INCOMING);
        if (difference > Balance.MAX_UNITS - incoming) {
            return Reply.of(
                    Verdict.EXCEEDS_ROOM,
                    0,
                    "at most " + Balance.MAX_UNITS + " units of a SKU are on their way to a location, and " + incoming
                            + " are");
        }
        StockMoveRow move = new StockMoveRow(book.nextId(), callerId, content, KIND);
        book.add(move);
        move(book, Math.max(difference, -incoming), new Cause(Cause.Kind.STOCK_MOVE, move.moveId()));
        book.backorders().expect(key, document, units, expectedOn);
        Freed.serveShort(book, key.skuId());
        Backordering.review(book, key.skuId());
        return Reply.of(Verdict.CREATED, move.moveId());
    }

    private void move(Book book, int difference, Cause cause) {
        Account here = Account.at(key.locationId(), Condition.INCOMING);
        if (difference > 0) {
            book.move(key.skuId(), Account.SUPPLIER, here, difference, cause);
        } else if (difference < 0) {
            book.move(key.skuId(), here, Account.SUPPLIER, -difference, cause);
        }
    }
}
