package penstock.core.publication;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What to make of reading what a channel shows. Pure.
 *
 * <p>A number that was sent to a channel without compare-and-set may take effect at any time until it is seen. Until
 * then the channel may sell what it shows now and, after that, all of what it was sent. So of a partitioned SKU the listing's
 * exposure is settled only by a look that can have seen nothing but the number that was sent, or when it is too late for
 * that number to come; and when the orders of everything sold before the look have been read.
 *
 * <p>The last holds for a channel that compares, too: a number that it takes because it was computed from what it shows proves
 * that nothing was sold since the look, not that everything sold before it is known. So what it shows is not believed earlier.
 */
final class ReadBack {

    /**
     * A number that has not been seen this long after it was sent never will be. Amazon states no limit; what it accepts is
     * shown within minutes. This is the premise on which shares rest.
     */
    static final Duration TAKES_EFFECT_WITHIN = Duration.ofMinutes(15);

    /** Of a pooled SKU, what could be the old number or the new is taken for the new after this long. */
    static final Duration SURE_ENOUGH = Duration.ofMinutes(8);

    /**
     * A look that took longer is repeated, the difference of clocks and what is cut off a time included. A look within this of
     * a sale is not counted on: it may have seen the number before the sale or after it.
     */
    static final Duration LOOK_TAKES = Duration.ofSeconds(3);

    /** The same for a channel that is simulated at many times the speed of life: calls are none the faster. */
    static final Duration LOOK_TAKES_REALLY = Duration.ofMillis(500);

    /**
     * The wait until a look that a sale has blurred is repeated: longer than what blurs it, and so short that a listing which sells
     * all the time soon has one that no sale was near to.
     */
    static final Duration BLURRED_AGAIN = Duration.ofSeconds(5);

    private ReadBack() {}

    /**
     * What a channel was seen to show, in its units.
     *
     * @param at no earlier than the look, by the channel's clock
     */
    record Look(int quantity, Instant at) {}

    /** How far the orders placed up to a look are known. */
    enum OrdersKnown {
        NOT_READ,
        /** Stored, but one of them may not have been applied. */
        NOT_APPLIED,
        APPLIED
    }

    /**
     * What was sent last; quantities in the channel's units.
     *
     * @param quantity empty if nothing was ever sent
     * @param before what we believed it showed when that was sent, all sold until then being read; empty if nobody knew
     * @param waited since it was sent
     * @param earlier a look since then that waits for the orders placed up to it
     * @param decreases whether there is less of it than it was told, which waits for nothing
     * @param listing whose orders since then are counted
     */
    record Sent(
            String state,
            OptionalInt quantity,
            OptionalInt before,
            Duration waited,
            Optional<Look> earlier,
            boolean decreases,
            Drained.Of listing) {

        boolean isInDoubt() {
            return state.equals("ACCEPTED") || state.equals("UNKNOWN") || state.equals("SENT");
        }

        /** Whether the channel may show this because the number took effect, before or after what was sold since. */
        boolean mayBeTheNew(int seen, Drained since) {
            return quantity.isPresent()
                    && seen >= quantity.getAsInt() - since.taken()
                    && seen <= quantity.getAsInt() + since.returned();
        }

        /**
         * Whether it may show this because the number has not taken effect yet. Then all that was sold since was sold off the
         * old number, and if all of it is known, what is left of that is known too.
         */
        boolean mayBeTheOld(int seen, Drained since, boolean ordersRead) {
            int soldAtLeast = ordersRead ? since.taken() : 0;
            return before.isPresent()
                    && seen >= before.getAsInt() - since.taken()
                    && seen <= before.getAsInt() - soldAtLeast + since.returned();
        }

        /** Whether it can show this only because the number took effect; of zero it does not matter when. */
        boolean isSurelySeen(int seen, Drained since, boolean ordersRead) {
            boolean zero = quantity.equals(OptionalInt.of(0));
            return mayBeTheNew(seen, since) && (zero || !mayBeTheOld(seen, since, ordersRead));
        }
    }

    /**
     * How it goes on.
     *
     * @param state the listing's next
     * @param undecided whether nothing is believed yet and the channel is to be read again
     * @param lookAgain whether the number is to be computed again
     * @param exposureSettled whether what it shows is all that it can still sell
     */
    record Next(String state, boolean undecided, boolean lookAgain, boolean exposureSettled) {}

    /**
     * Decides on one look.
     *
     * @param since what orders placed before the look have taken and given back since the number was sent
     * @param ordersRead whether every order placed before the look has been applied: only then is what the channel showed
     *     all that it could still sell
     * @param waited since the number was sent, as time passes for the channel
     */
    static Next judge(Claim claim, Sent sent, Drained since, int seen, boolean ordersRead, Duration waited) {
        if (!sent.isInDoubt()) {
            return claim.partitioned() && !ordersRead ? waitFor("QUEUED") : again(ordersRead);
        }
        boolean surelySeen = sent.isSurelySeen(seen, since, ordersRead);
        boolean tooLate = waited.compareTo(TAKES_EFFECT_WITHIN) >= 0;
        if (!sent.state().equals("ACCEPTED") && (claim.comparesAndSets() || !claim.partitioned())) {
            // sent again at once: a repeat is refused by a channel that compares, and a pool has no share to keep
            return claim.partitioned() && !ordersRead
                    ? waitFor(sent.state())
                    : again(ordersRead && (surelySeen || tooLate));
        }
        boolean sureEnough = waited.compareTo(SURE_ENOUGH) >= 0 && sent.mayBeTheNew(seen, since);
        if (claim.partitioned() ? surelySeen && ordersRead : surelySeen || sureEnough) {
            return new Next("OBSERVED", false, false, ordersRead);
        }
        boolean givenUp = tooLate && (ordersRead || !claim.partitioned());
        return givenUp ? again(ordersRead) : waitFor(sent.state());
    }

    private static Next waitFor(String state) {
        return new Next(state, true, false, false);
    }

    private static Next again(boolean exposureSettled) {
        return new Next("QUEUED", false, true, exposureSettled);
    }
}
