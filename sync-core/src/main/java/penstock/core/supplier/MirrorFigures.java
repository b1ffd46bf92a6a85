package penstock.core.supplier;

import java.util.List;
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
import penstock.core.ledger.Facts;

/**
 * Makes a mirrored location (supplier, FBA, 3PL) what its keeper says it is. Figures are absolute, so a repeat changes
 * nothing. The reply's id is how many figures changed.
 *
 * @param meaning which of our open orders the keeper's figures have taken off already
 */
public record MirrorFigures(long feedId, long locationId, Meaning meaning, List<Figure> figures) implements Command {

    /** Figures in one command: small, so that a large feed never holds up orders. */
    public static final int MAX_FIGURES = 250;

    public MirrorFigures {
        figures = List.copyOf(figures);
        if (figures.size() > MAX_FIGURES) {
            throw new IllegalArgumentException("at most " + MAX_FIGURES + " figures at a time");
        }
    }

    /** What a figure says. */
    public enum Meaning {
        /** What is there, our reservations included. */
        ON_HAND,
        /** What is left when all our open orders are taken off. */
        LESS_OUR_ORDERS,
        /**
         * What is left when the orders are taken off that the keeper ships and has been given. Which those are changes
         * from moment to moment, so such a figure moves what is available and breaks no promise: a keeper that lacks
         * stock refuses the order.
         */
        LESS_SUBMITTED
    }

    /** Units of a SKU, from 0. */
    public record Figure(long skuId, int quantity) {}

    @Override
    public void announce(Needs needs) {
        figures.forEach(figure -> needs.sku(figure.skuId()));
    }

    @Override
    public Reply decide(Book book) {
        Cause cause = new Cause(Cause.Kind.FEED, feedId);
        int changed = 0;
        for (Figure figure : figures) {
            changed += mirror(book, figure, cause) ? 1 : 0;
        }
        return Reply.of(changed == 0 ? Verdict.EXISTS : Verdict.CHANGED, changed);
    }

    private boolean mirror(Book book, Figure figure, Cause cause) {
        StockKey key = new StockKey(figure.skuId(), locationId);
        Balance balance = book.balance(key);
        int available = balance.units(Condition.AVAILABLE);
        int difference = switch (meaning) {
            case ON_HAND -> figure.quantity() - available - balance.units(Condition.RESERVED);
            case LESS_OUR_ORDERS -> figure.quantity() - available;
            case LESS_SUBMITTED -> Math.max(0, figure.quantity() - book.reservedButNotSubmitted(key)) - available;
        };
        if (difference > 0) {
            Facts.arrive(book, key, difference, Account.SUPPLIER, cause);
        } else if (difference < 0) {
            Facts.vanish(book, key, -difference, cause);
        }
        return difference != 0;
    }
}
