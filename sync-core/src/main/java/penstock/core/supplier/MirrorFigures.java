package penstock.core.supplier;

import java.util.List;
import java.util.Set;
import penstock.core.book.Account;
import penstock.core.book.Balance;
import penstock.core.book.Book;
import penstock.core.book.Cause;
import penstock.core.book.Command;
import penstock.core.book.Condition;
import penstock.core.book.FulfilmentOrder.State;
import penstock.core.book.Needs;
import penstock.core.book.Reply;
import penstock.core.book.Reply.Verdict;
import penstock.core.book.StockKey;
import penstock.core.ledger.Facts;

/**
 * Makes a mirrored location (supplier, FBA, 3PL) what its keeper says it is. Figures are absolute, so a repeat changes
 * nothing. The reply's id is how many figures changed.
 *
 * @param knowsOurOrders whether the keeper's figures have our open orders taken off already: then they say what is still
 *     available; otherwise they say what is there, our reservations included
 */
public record MirrorFigures(long feedId, long locationId, boolean knowsOurOrders, List<Figure> figures)
        implements Command {

    /** Figures in one command: small, so that a large feed never holds up orders. */
    public static final int MAX_FIGURES = 250;

    public MirrorFigures {
        figures = List.copyOf(figures);
        if (figures.size() > MAX_FIGURES) {
            throw new IllegalArgumentException("at most " + MAX_FIGURES + " figures at a time");
        }
    }

    /** Units of a SKU, from 0. */
    public record Figure(long skuId, int quantity) {
        public Figure {
            if (quantity < 0) {
                throw new IllegalArgumentException("a keeper of stock has " + quantity + " units of SKU " + skuId);
            }
        }
    }

    @Override
    public void announce(Needs needs) {
        figures.forEach(figure -> needs.sku(figure.skuId()));
    }

    @Override
    public Reply decide(Book book) {
        Cause cause = new Cause(Cause.Kind.FEED, feedId);
        int changed = 0;
        for (Figure figure : figures) {
            StockKey key = new StockKey(figure.skuId(), locationId);
            changed += apply(book, key, figure.quantity(), cause) ? 1 : 0;
        }
        return Reply.of(changed == 0 ? Verdict.EXISTS : Verdict.CHANGED, changed);
    }

    private boolean apply(Book book, StockKey key, int figure, Cause cause) {
        Expected expected = expected(book, key);
        if (figure > expected.most()) {
            Facts.arrive(book, key, figure - expected.most(), Account.SUPPLIER, cause);
            return true;
        }
        return figure < expected.least() && Facts.vanish(book, key, expected.least() - figure, cause) > 0;
    }

    /** The figures that agree with what we know. */
    private record Expected(int least, int most) {}

    private Expected expected(Book book, StockKey key) {
        Balance balance = book.balance(key);
        int reserved = balance.units(Condition.RESERVED);
        int there = balance.units(Condition.AVAILABLE) + reserved;
        if (!knowsOurOrders || reserved == 0) {
            return new Expected(there, there);
        }
        // a keeper takes off the orders that it has; whether it has one in UNKNOWN, nobody knows
        int submitted = Facts.promised(book, key, Set.of(State.SUBMITTED, State.CANCELLING));
        int unknown = Facts.promised(book, key, Set.of(State.UNKNOWN));
        return new Expected(there - submitted - unknown, there - submitted);
    }
}
