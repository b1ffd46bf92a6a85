package penstock.core.supplier;

import java.util.ArrayList;
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
 * nothing. The reply's id is how many figures changed; its detail says of which SKU there is more than the location keeps.
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

    /** Units of a SKU, 0 to {@value Balance#MAX_UNITS}. */
    public record Figure(long skuId, int quantity) {
        public Figure {
            if (quantity < 0 || quantity > Balance.MAX_UNITS) {
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
        List<String> beyond = new ArrayList<>();
        for (Figure figure : figures) {
            changed += mirror(book, figure, cause, beyond) ? 1 : 0;
        }
        return Reply.of(changed == 0 ? Verdict.EXISTS : Verdict.CHANGED, changed, String.join("; ", beyond));
    }

    private boolean mirror(Book book, Figure figure, Cause cause, List<String> beyond) {
        StockKey key = new StockKey(figure.skuId(), locationId);
        int difference = difference(book, key, figure.quantity());
        if (difference > 0) {
            int arriving = Math.min(difference, book.balance(key).room());
            if (arriving < difference) {
                beyond.add("%d units of SKU %d are more than the %d that a location keeps beside what is there"
                        .formatted(difference - arriving, figure.skuId(), Balance.MAX_UNITS));
            }
            if (arriving > 0) {
                Facts.arrive(book, key, arriving, Account.SUPPLIER, cause);
            }
            return arriving > 0;
        }
        return difference < 0 && Facts.vanish(book, key, -difference, cause) > 0;
    }

    private int difference(Book book, StockKey key, int figure) {
        Balance balance = book.balance(key);
        int available = balance.units(Condition.AVAILABLE);
        int reserved = balance.units(Condition.RESERVED);
        return switch (meaning) {
            case ON_HAND -> figure - available - reserved;
            case LESS_OUR_ORDERS -> figure - available;
            case LESS_SUBMITTED -> {
                // whether the keeper has been given what is UNKNOWN, nobody knows: both figures agree with ours
                int unknown = reserved == 0 ? 0 : Facts.promised(book, key, Set.of(State.UNKNOWN));
                int submitted =
                        reserved == 0 ? 0 : Facts.promised(book, key, Set.of(State.SUBMITTED, State.CANCELLING));
                int most = Math.max(0, figure - (reserved - submitted - unknown));
                int least = Math.max(0, figure - (reserved - submitted));
                yield available > most ? most - available : Math.max(0, least - available);
            }
        };
    }
}
