package penstock.core.publication;

import java.util.OptionalInt;

/**
 * Why a listing is to be told a number, the most pressing first: what a channel sells beyond what there is cannot be taken
 * back, what it does not sell for a while can. A rate limit is spent in this order; within a lane by risk, then by time.
 *
 * <p>The row has the ordinal ({@code publication.lane}).
 */
public enum Lane {
    /** Nothing of it is left, and its channel goes on selling. */
    TO_ZERO,
    /** There is less of it. */
    DECREASE,
    /** There is more of it. */
    INCREASE,
    /** It is looked at again: a number on its way is read back, a rule or a setting has changed, somebody asked for it. */
    REFRESH;

    /** The risk classes of a lane ({@code publication.risk}), the highest first. */
    static final int RISKS = 8;

    /** Every lane and risk is a place in the order; so many there are. */
    static final int PLACES = values().length * RISKS;

    /** The lane of a number, against what the channel is believed to show; where nobody knows that, zero is safe. */
    static Lane of(int quantity, OptionalInt believed) {
        if (believed.isEmpty()) {
            return quantity == 0 ? TO_ZERO : INCREASE;
        } else if (quantity < believed.getAsInt()) {
            return quantity == 0 ? TO_ZERO : DECREASE;
        }
        return INCREASE;
    }

    /** Whether its channel may sell too much until it is told. */
    public boolean isDecrease() {
        return this == TO_ZERO || this == DECREASE;
    }
}
