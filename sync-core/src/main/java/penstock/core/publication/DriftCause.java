package penstock.core.publication;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import penstock.core.publication.ReadBack.Sent;

/** Why a channel shows something else than it should. */
public enum DriftCause {
    /** What it was told has not taken effect yet. */
    LAG,
    /** It takes no number for the listing. */
    REJECTED,
    /** Somebody else has written it, or put cancelled units back. */
    EDITED_AT_CHANNEL,
    /** What it was told never arrived. */
    LOST_WRITE,
    /** It has sold what we have not read yet. */
    UNREAD_ORDER;

    /** A number that has not taken effect after this is late. Before, it is merely on its way. */
    static final Duration LATE = Duration.ofMinutes(1);

    /**
     * What a look says.
     *
     * @param cause empty if nothing is wrong, or nobody can say yet
     * @param equal whether it was seen to show what it should
     * @param expected what it should
     */
    record Compared(Optional<DriftCause> cause, boolean equal, int expected) {

        private static final Compared NOTHING = new Compared(Optional.empty(), false, 0);

        boolean isOf(DriftCause wanted) {
            return cause.equals(Optional.of(wanted));
        }

        private static Compared equalTo(int expected) {
            return new Compared(Optional.empty(), true, expected);
        }

        private static Compared wrong(DriftCause cause, int expected) {
            return new Compared(Optional.of(cause), false, expected);
        }
    }

    /**
     * Compares a look at a listing of which nothing is on its way with what it was believed to show. Pure.
     *
     * @param asked what that was when the look was asked for; empty if nobody knew
     * @param now what it is after all orders that have been applied since: the look may have been before one of them or after it
     * @param ordersRead whether every order placed before the look has been applied
     */
    static Compared resting(OptionalInt asked, OptionalInt now, int seen, boolean ordersRead) {
        if (asked.isEmpty() || now.isEmpty()) {
            return Compared.NOTHING;
        }
        int least = Math.min(asked.getAsInt(), now.getAsInt());
        int most = Math.max(asked.getAsInt(), now.getAsInt());
        if (seen >= least && seen <= most) {
            return Compared.equalTo(seen);
        }
        return Compared.wrong(seen < least && !ordersRead ? UNREAD_ORDER : EDITED_AT_CHANNEL, now.getAsInt());
    }

    /**
     * Compares a look with the number that is on its way. Pure.
     *
     * @param since what orders placed before the look have taken and given back since it was sent
     * @param ordersRead whether every order placed before the look has been applied
     * @param waited since it was sent, as time passes for the channel
     */
    static Compared onItsWay(Sent sent, Drained since, int seen, boolean ordersRead, Duration waited) {
        if (sent.quantity().isEmpty()) {
            return Compared.NOTHING;
        }
        int expected = sent.quantity().getAsInt();
        if (sent.isSurelySeen(seen, since, ordersRead)) {
            return Compared.equalTo(expected);
        } else if (sent.mayBeTheNew(seen, since)) {
            return Compared.NOTHING;
        } else if (sent.mayBeTheOld(seen, since, ordersRead)) {
            boolean never = waited.compareTo(ReadBack.TAKES_EFFECT_WITHIN) >= 0
                    || !sent.state().equals("ACCEPTED");
            boolean late = waited.compareTo(LATE) >= 0;
            return never
                    ? Compared.wrong(LOST_WRITE, expected)
                    : late ? Compared.wrong(LAG, expected) : Compared.NOTHING;
        }
        boolean tooFew = seen < expected && sent.before().stream().allMatch(before -> seen < before);
        return Compared.wrong(tooFew && !ordersRead ? UNREAD_ORDER : EDITED_AT_CHANNEL, expected);
    }
}
