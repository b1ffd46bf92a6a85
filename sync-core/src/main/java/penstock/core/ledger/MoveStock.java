package penstock.core.ledger;

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
import penstock.core.shelf.DetailKey;
import penstock.core.shelf.Direction;
import penstock.core.shelf.PhysicalState;

/**
 * Stock that a person or a system reports as received, arrived, adjusted, counted, damaged, repaired, set aside, put elsewhere,
 * thrown away or sent back.
 *
 * @param callerId the same in every repeat
 * @param quantity units; for {@code ADJUST} the difference, for {@code COUNT} what was counted as available and reserved
 *     together, else from 1
 * @param placed which units, where that is kept
 * @param reason why, by the seller's list of reasons; {@code ""} if nobody said
 */
public record MoveStock(String callerId, Kind kind, StockKey key, int quantity, Placed placed, String reason)
        implements Command {

    /** What happened to the stock. */
    public enum Kind {
        /** Units came from outside. */
        RECEIVE,
        /** Units came that a person had said were to come. */
        ARRIVE,
        /** The figure was wrong by this many. */
        ADJUST,
        /** So many sound units are there: in the location, or in the bin and of the lot that are named. */
        COUNT,
        /** Available units turned out damaged. */
        DAMAGE,
        /** Damaged units are sound again. */
        REPAIR,
        /** Sound units, promised or not, are set aside to be looked at. */
        QUARANTINE,
        /** Units that were set aside are sound. */
        CLEAR,
        /** Units lie in another bin now, or are of the lot that is named. */
        MOVE,
        /** Units that came unnamed are of this lot, or are these pieces. They stay where they are. */
        NAME,
        /** Units that are not for sale are thrown away. */
        DISPOSE,
        /** Units that are not for sale go back to who supplied them. */
        SEND_BACK;

        /** Whether a bin may refuse it; facts are not refused. */
        boolean isChecked() {
            return this == RECEIVE || this == ARRIVE || this == CLEAR || this == MOVE;
        }

        /** Whether it may be said in which state the units are. */
        public boolean asksForState() {
            return this == MOVE || this == NAME || endsStock();
        }

        /** Whether what is not for sale is gone by it. It has a reason. */
        public boolean endsStock() {
            return this == DISPOSE || this == SEND_BACK;
        }

        /** Whether it may happen to units in that state. */
        public boolean isOf(PhysicalState state) {
            return asksForState() && !(endsStock() && state == PhysicalState.SOUND);
        }
    }

    public MoveStock {
        int least = kind == Kind.ADJUST ? -Integer.MAX_VALUE : kind == Kind.COUNT ? 0 : 1;
        if (quantity < least) {
            throw new IllegalArgumentException("to " + kind + " " + quantity + " units is not possible");
        }
        if (placed.state().filter(state -> !kind.isOf(state)).isPresent()) {
            throw new IllegalArgumentException("units that are to " + kind + " are not said to be " + placed.state());
        }
        if (kind.endsStock() && reason.isEmpty()) {
            throw new IllegalArgumentException("to " + kind + " units has a reason");
        }
        if (kind == Kind.MOVE && placed.target().isEmpty()) {
            throw new IllegalArgumentException("a move leads somewhere");
        }
        if (kind == Kind.NAME
                && (placed.toBinId().isPresent()
                        || (placed.toLotId().isEmpty() && placed.serialNos().isEmpty()))) {
            throw new IllegalArgumentException("units are named by their lot or their serials, and stay in their bin");
        }
    }

    /** Units of which nobody says where they lie. */
    public MoveStock(String callerId, Kind kind, StockKey key, int quantity) {
        this(callerId, kind, key, quantity, Placed.BY_RULE, "");
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
            return before.get().sentAgain(content);
        }
        Optional<Reply> refusal = refusal(book, book.balance(key));
        if (refusal.isPresent()) {
            return refusal.get();
        }
        StockMoveRow move = new StockMoveRow(book.nextId(), callerId, content, kind.name(), reason);
        book.add(move);
        book.shelves()
                .direct(new Direction(
                        key.skuId(),
                        key.locationId(),
                        placed.isByRule() ? Optional.empty() : Optional.of(placed.spot()),
                        placed.target().or(() -> comes(book) ? Optional.of(placed.spot()) : Optional.empty()),
                        placed.serialNos()));
        carryOut(book, new Cause(Cause.Kind.STOCK_MOVE, move.moveId()));
        book.shelves().undirect();
        return Reply.of(Verdict.CREATED, move.moveId());
    }

    /** What a repeat must have in common with it. */
    public byte[] contentHash() {
        String where = placed.namesNothing() && placed.state().isEmpty() ? "" : "\t" + placed;
        return ContentHash.of(kind + "\t" + key + "\t" + quantity + where + (reason.isEmpty() ? "" : "\t" + reason));
    }

    private Optional<Reply> refusal(Book book, Balance balance) {
        if (book.rules().isInTransit(key.locationId())) {
            String byTransfer = "what is under way moves by its transfer; send, receive or close one";
            return Optional.of(Reply.of(Verdict.NOT_POSSIBLE, 0, byTransfer));
        }
        Optional<Reply> unplaceable = Placing.refusal(book, this);
        if (unplaceable.isPresent()) {
            return unplaceable;
        }
        int there = there(book, balance);
        if (wanted(book) > there) {
            String lack = "only " + there + " units are there to take " + wanted(book) + " from";
            return Optional.of(Reply.of(Verdict.EXCEEDS_AVAILABLE, 0, lack));
        }
        String full = "a location keeps at most " + Balance.MAX_UNITS + " units of a SKU, and " + balance.onHand()
                + " are there";
        return added(book) > balance.room() ? Optional.of(Reply.of(Verdict.EXCEEDS_ROOM, 0, full)) : Optional.empty();
    }

    private int there(Book book, Balance balance) {
        return switch (kind) {
            case RECEIVE, COUNT, MOVE, NAME -> Integer.MAX_VALUE;
            case ARRIVE -> book.backorders().expectedUnits(key);
            case ADJUST -> quantity >= 0 ? Integer.MAX_VALUE : Facts.removable(book, key, -quantity) + withheld(book);
            case QUARANTINE -> Facts.removable(book, key, quantity);
            case DAMAGE -> balance.units(Condition.AVAILABLE);
            case REPAIR -> balance.units(Condition.DAMAGED);
            case CLEAR -> balance.units(Condition.QUALITY_CONTROL);
            case DISPOSE, SEND_BACK ->
                balance.units(Condition.of(StateMeant.of(book, this).state()));
        };
    }

    private int wanted(Book book) {
        return kind == Kind.COUNT ? Math.max(0, -added(book)) : Math.abs(quantity);
    }

    private int added(Book book) {
        return switch (kind) {
            case RECEIVE, ARRIVE, ADJUST -> quantity;
            case COUNT -> quantity - counted(book);
            case DAMAGE, REPAIR, QUARANTINE, CLEAR, MOVE, NAME, DISPOSE, SEND_BACK -> 0;
        };
    }

    /** What the ledger says is there of what was counted. */
    private int counted(Book book) {
        return placed.isByRule()
                ? sound(book.balance(key))
                : book.shelves().detail(detail(PhysicalState.SOUND)).units() + withheld(book);
    }

    DetailKey detail(PhysicalState state) {
        return new DetailKey(key.skuId(), key.locationId(), placed.spot(), state);
    }

    /** Units that lie there too, and are sound, but may not be sold. */
    private int withheld(Book book) {
        return placed.isByRule() || !book.shelves().keep(key.skuId(), key.locationId())
                ? 0
                : book.shelves().detail(detail(PhysicalState.WITHHELD)).units();
    }

    private static int sound(Balance balance) {
        return balance.units(Condition.AVAILABLE) + balance.units(Condition.RESERVED);
    }

    /** The state of the units that are taken from where the report says; a count takes what it finds missing. */
    Optional<PhysicalState> leaves(Book book) {
        return switch (kind) {
            case RECEIVE, ARRIVE, COUNT -> Optional.empty();
            case ADJUST -> quantity < 0 ? Optional.of(lost(book)) : Optional.empty();
            case DAMAGE, QUARANTINE -> Optional.of(PhysicalState.SOUND);
            case REPAIR -> Optional.of(PhysicalState.DAMAGED);
            case CLEAR -> Optional.of(PhysicalState.QUALITY_CONTROL);
            case MOVE, NAME, DISPOSE, SEND_BACK ->
                Optional.of(StateMeant.of(book, this).state());
        };
    }

    /** What is missing was sound and could be sold, or else was withheld. */
    private PhysicalState lost(Book book) {
        return withheld(book) >= -quantity
                        && book.shelves().detail(detail(PhysicalState.SOUND)).units() < -quantity
                ? PhysicalState.WITHHELD
                : PhysicalState.SOUND;
    }

    /** Whether units come from outside. */
    boolean comes(Book book) {
        return kind == Kind.RECEIVE || kind == Kind.ARRIVE || added(book) > 0;
    }

    private void carryOut(Book book, Cause cause) {
        switch (kind) {
            case RECEIVE -> Facts.arrive(book, key, quantity, Account.SUPPLIER, cause);
            case ARRIVE -> {
                book.backorders().arrived(key, quantity);
                Facts.arrive(book, key, quantity, here(Condition.INCOMING), cause);
            }
            case ADJUST, COUNT -> differ(book, added(book), cause);
            case DAMAGE -> book.move(key.skuId(), here(Condition.AVAILABLE), here(Condition.DAMAGED), quantity, cause);
            case REPAIR -> Facts.arrive(book, key, quantity, here(Condition.DAMAGED), cause);
            case QUARANTINE -> Facts.vanish(book, key, quantity, here(Condition.QUALITY_CONTROL), cause);
            case CLEAR -> Facts.arrive(book, key, quantity, here(Condition.QUALITY_CONTROL), cause);
            case MOVE, NAME -> {
                DetailKey from = detail(StateMeant.of(book, this).state());
                book.rearrange(from, placed.target().orElse(placed.spot()), quantity, cause);
                Withholding.arrived(book, key);
            }
            case DISPOSE -> end(book, Account.DISPOSAL, cause);
            case SEND_BACK -> end(book, Account.SUPPLIER, cause);
        }
    }

    private void end(Book book, Account outside, Cause cause) {
        Condition condition = Condition.of(StateMeant.of(book, this).state());
        book.move(key.skuId(), here(condition), outside, quantity, cause);
    }

    private void differ(Book book, int difference, Cause cause) {
        if (difference > 0) {
            Facts.arrive(book, key, difference, Account.ADJUSTMENT, cause);
        } else if (difference < 0) {
            lose(book, -difference, cause);
        }
    }

    private void lose(Book book, int units, Cause cause) {
        int aside = aside(book, units);
        if (aside > 0) {
            book.move(key.skuId(), here(Condition.WITHHELD), Account.ADJUSTMENT, aside, cause);
        }
        if (units > aside) {
            Facts.vanish(book, key, units - aside, cause);
        }
    }

    /** Of a loss, what was withheld: all that an adjustment names, or what a count misses beyond what could be sold. */
    private int aside(Book book, int units) {
        int withheld = withheld(book);
        if (withheld == 0) {
            return 0;
        } else if (kind == Kind.ADJUST) {
            return lost(book) == PhysicalState.WITHHELD ? units : 0;
        }
        int sound = book.shelves().detail(detail(PhysicalState.SOUND)).units();
        return Math.min(withheld, Math.max(0, units - sound));
    }

    private Account here(Condition condition) {
        return Account.at(key.locationId(), condition);
    }
}
