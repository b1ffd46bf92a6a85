package penstock.channels.spi;

/**
 * What becomes of the number that a channel shows, other than by our writing it: whoever reads it back must know, or counts a sale twice or a
 * cancelled one never.
 *
 * @param sale what an order does to it
 * @param cancel what the cancel of an order does to it
 * @param withoutUnpaid whether units of orders that are placed and not paid yet are off it already
 */
public record NumberMeaning(OnSale sale, OnCancel cancel, boolean withoutUnpaid) {

    /** Who takes sold units off. */
    public enum OnSale {
        /** The channel, as soon as the order is placed. */
        TAKEN_OFF,
        /** Nobody before our next number. */
        STAYS
    }

    /** Who puts cancelled units back. */
    public enum OnCancel {
        /** The channel, if whoever cancels wants it so. */
        PUT_BACK_BY_CHOICE,
        /** Nobody before our next number. */
        STAYS
    }
}
