package penstock.core.publication;

import java.time.Duration;
import java.util.OptionalInt;

/**
 * What to make of reading what a channel shows. Pure.
 *
 * <p>A number that was sent to a channel without compare-and-set may take effect at any time until it is seen. Until
 * then the channel may sell what it shows now and, after that, all of what it was sent. So of a partitioned SKU the listing's
 * exposure is settled only when what is seen can be nothing but the number that was sent, or when it is too late for
 * that number to come; and when the orders of everything sold before it was seen have been read.
 */
final class ReadBack {

    /**
     * A number that has not been seen this long after it was sent never will be. Amazon states no limit; what it accepts is
     * shown within minutes. This is the premise on which shares rest.
     */
    static final Duration TAKES_EFFECT_WITHIN = Duration.ofMinutes(15);

    /** Of a pooled SKU, what could be the old number or the new is taken for the new after this long. */
    static final Duration SURE_ENOUGH = Duration.ofMinutes(8);

    private ReadBack() {}

    /**
     * What was sent last, and what the channel's buyers have done since that we know of; quantities in the channel's units.
     *
     * @param quantity empty if nothing was ever sent
     * @param before what we believed it showed when that was sent
     * @param taken units that orders read since have taken
     * @param returned units that were given back since, which a channel puts back on sale or not
     * @param waited since it was sent
     */
    record Sent(String state, OptionalInt quantity, OptionalInt before, int taken, int returned, Duration waited) {

        Sent after(Duration newWaited) {
            return new Sent(state, quantity, before, taken, returned, newWaited);
        }

        boolean isInDoubt() {
            return state.equals("ACCEPTED") || state.equals("UNKNOWN") || state.equals("SENT");
        }

        /** Whether the channel may show this because the number took effect, before or after what was sold since. */
        boolean mayBeTheNew(int seen) {
            return isReached(quantity, seen);
        }

        /** Whether it may show this because the number has not taken effect yet. */
        boolean mayBeTheOld(int seen) {
            return isReached(before, seen);
        }

        private boolean isReached(OptionalInt from, int seen) {
            return from.isPresent() && seen >= from.getAsInt() - taken && seen <= from.getAsInt() + returned;
        }

        boolean isTooLate() {
            return waited.compareTo(TAKES_EFFECT_WITHIN) >= 0;
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
     * Decides on one reading.
     *
     * @param ordersRead whether every order up to the moment of reading has been applied: only then is what a channel
     *     shows all that it can still sell
     */
    static Next judge(boolean partitioned, boolean comparesAndSets, Sent sent, int seen, boolean ordersRead) {
        if (!sent.isInDoubt()) {
            return again(ordersRead);
        }
        boolean sure = sent.mayBeTheNew(seen) && !sent.mayBeTheOld(seen);
        boolean accepted = sent.state().equals("ACCEPTED");
        if (!accepted && (comparesAndSets || !partitioned)) {
            // sent again at once: a repeat is refused by a channel that compares, and bounded by nothing in a pool
            return again(ordersRead && (sure || sent.isTooLate()));
        }
        boolean shows = partitioned ? sure && ordersRead : sure || (sent.mayBeTheNew(seen) && isSureEnough(sent));
        if (shows) {
            return new Next("OBSERVED", false, false, ordersRead);
        }
        return sent.isTooLate() ? again(ordersRead) : new Next(sent.state(), true, false, false);
    }

    private static boolean isSureEnough(Sent sent) {
        return sent.waited().compareTo(SURE_ENOUGH) >= 0;
    }

    private static Next again(boolean exposureSettled) {
        return new Next("QUEUED", false, true, exposureSettled);
    }

    /** The wait until the next look: as long again as was waited so far, so that few looks reach far. */
    static Duration pause(Duration waited) {
        Duration atLeast = waited.compareTo(Publishing.READ_BACK) < 0 ? Publishing.READ_BACK : waited;
        return atLeast.compareTo(Publishing.LONGEST_WAIT) > 0 ? Publishing.LONGEST_WAIT : atLeast;
    }
}
