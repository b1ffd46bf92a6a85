package penstock.core.book;

/**
 * A flag of an order that somebody raised or lowered.
 *
 * @param flagId of the raised flag; a lowered one is found by its order
 * @param reason why it was raised
 */
public record FlagChange(long flagId, Order order, Flag flag, boolean raised, Actor by, String reason) {

    /** What people say of an order. */
    public enum Flag {
        /** It is not handed to fulfilment. */
        HOLD,
        /** It is served and picked before others. */
        PRIORITY
    }

    void apply() {
        order.flag(
                flag == Flag.HOLD ? raised : order.isHeldBack(), flag == Flag.PRIORITY ? raised : order.hasPriority());
    }
}
