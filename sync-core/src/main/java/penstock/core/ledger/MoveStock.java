package penstock.core.ledger;

import java.util.Arrays;
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

/**
 * Stock that a person or a system reports as received, arrived, adjusted, counted, damaged or repaired.
 *
 * @param callerId the same in every repeat
 * @param quantity units; for {@code ADJUST} the difference, for {@code COUNT} what was counted as available and reserved
 *     together, else from 1
 */
public record MoveStock(String callerId, Kind kind, StockKey key, int quantity) implements Command {

    /** What happened to the stock. */
    public enum Kind {
        /** Units came from outside. */
        RECEIVE,
        /** Units came that a person had said were to come. */
        ARRIVE,
        /** The figure was wrong by this many. */
        ADJUST,
        /** So many sound units are there. */
        COUNT,
        /** Available units turned out damaged. */
        DAMAGE,
        /** Damaged units are sound again. */
        REPAIR
    }

    public MoveStock {
        int least = kind == Kind.ADJUST ? -Integer.MAX_VALUE : kind == Kind.COUNT ? 0 : 1;
        if (quantity < least) {
            throw new IllegalArgumentException("to " + kind + " " + quantity + " units is not possible");
        }
    }

    @Override
    public void announce(Needs needs) {
        needs.sku(key.skuId());
    }

    @Override
    public Reply decide(Book book) {
        byte[] content = contentHash();
        Optional<StockMoveRow> before = book.findStockMove(callerId);
        if (before.isPresent()) {
            boolean same = Arrays.equals(before.get().contentHash(), content);
            return Reply.of(
                    same ? Verdict.EXISTS : Verdict.EXISTS_WITH_DIFFERENT_CONTENT,
                    before.get().moveId());
        }
        Balance balance = book.balance(key);
        Optional<String> lack = lack(book, balance);
        if (lack.isPresent()) {
            return Reply.of(Verdict.EXCEEDS_AVAILABLE, 0, lack.get());
        }
        if (added(balance) > balance.room()) {
            return Reply.of(
                    Verdict.EXCEEDS_ROOM,
                    0,
                    "a location keeps at most " + Balance.MAX_UNITS + " units of a SKU, and " + balance.onHand()
                            + " are there");
        }
        StockMoveRow move = new StockMoveRow(book.nextId(), callerId, content, kind.name());
        book.add(move);
        carryOut(book, balance, new Cause(Cause.Kind.STOCK_MOVE, move.moveId()));
        return Reply.of(Verdict.CREATED, move.moveId());
    }

    /** What a repeat must have in common with it. */
    public byte[] contentHash() {
        return ContentHash.of(kind + "\t" + key + "\t" + quantity);
    }

    private Optional<String> lack(Book book, Balance balance) {
        int there = switch (kind) {
            case RECEIVE, COUNT -> Integer.MAX_VALUE;
            case ARRIVE -> book.backorders().expectedUnits(key);
            case ADJUST -> quantity >= 0 ? Integer.MAX_VALUE : removable(book, balance);
            case DAMAGE -> balance.units(Condition.AVAILABLE);
            case REPAIR -> balance.units(Condition.DAMAGED);
        };
        int wanted = Math.abs(quantity);
        return wanted <= there
                ? Optional.empty()
                : Optional.of("only " + there + " units are there to take " + wanted + " from");
    }

    private int added(Balance balance) {
        return switch (kind) {
            case RECEIVE, ARRIVE, ADJUST -> quantity;
            case COUNT -> quantity - sound(balance);
            case DAMAGE, REPAIR -> 0;
        };
    }

    private int removable(Book book, Balance balance) {
        boolean needsPromised = -quantity > balance.units(Condition.AVAILABLE);
        return sound(balance) - (needsPromised ? Facts.atProvider(book, key) : 0);
    }

    private static int sound(Balance balance) {
        return balance.units(Condition.AVAILABLE) + balance.units(Condition.RESERVED);
    }

    private void carryOut(Book book, Balance balance, Cause cause) {
        switch (kind) {
            case RECEIVE -> Facts.arrive(book, key, quantity, Account.SUPPLIER, cause);
            case ARRIVE -> {
                book.backorders().arrived(key, quantity);
                Facts.arrive(book, key, quantity, here(Condition.INCOMING), cause);
            }
            case ADJUST -> differ(book, quantity, cause);
            case COUNT -> differ(book, quantity - sound(balance), cause);
            case DAMAGE -> book.move(key.skuId(), here(Condition.AVAILABLE), here(Condition.DAMAGED), quantity, cause);
            case REPAIR -> Facts.arrive(book, key, quantity, here(Condition.DAMAGED), cause);
        }
    }

    private void differ(Book book, int difference, Cause cause) {
        if (difference > 0) {
            Facts.arrive(book, key, difference, Account.ADJUSTMENT, cause);
        } else if (difference < 0) {
            Facts.vanish(book, key, -difference, cause);
        }
    }

    private Account here(Condition condition) {
        return Account.at(key.locationId(), condition);
    }
}
