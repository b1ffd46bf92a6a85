package penstock.core.history;

import java.util.HashMap;
import java.util.Map;
import penstock.core.book.Account;
import penstock.core.history.Movement.Side;
import penstock.core.history.SkuHistory.Move;

/**
 * The units of a SKU while one goes along its postings: forward each is done, backward undone. Pure but for its own figures.
 * One thread.
 */
final class Stride {

    private final Map<Account, Integer> units;
    private final Map<Long, String> locations;
    private final boolean forward;

    /** From where these units are: before the first posting forward, after the first one backward. */
    Stride(Map<Account, Integer> units, Map<Long, String> locations, boolean forward) {
        this.units = new HashMap<>(units);
        this.locations = locations;
        this.forward = forward;
    }

    /** Goes over a posting, and says what was there before and after it. */
    Move over(Move move) {
        return new Move(
                move.position(),
                move.postedAt(),
                move.from(),
                move.to(),
                move.quantity(),
                move.cause(),
                side(move.from(), -move.quantity()),
                side(move.to(), move.quantity()));
    }

    private Side side(Account account, int change) {
        if (account.locationId() == Account.OUTSIDE) {
            return new Side.Outside(account.condition());
        }
        int here = units.getOrDefault(account, 0);
        int beyond = forward ? here + change : here - change;
        units.put(account, beyond);
        String location = locations.getOrDefault(account.locationId(), "");
        return new Side.Place(location, account.condition(), forward ? here : beyond, forward ? beyond : here);
    }
}
