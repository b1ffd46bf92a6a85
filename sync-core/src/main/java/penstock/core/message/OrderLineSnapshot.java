package penstock.core.message;

/**
 * One line of an {@link OrderSnapshot}.
 *
 * @param channelLineId the channel's id of the line, unique within its order and the same in every snapshot
 * @param channelSku the seller's key as the channel knows it; finds the listing, and with it our SKU
 * @param ordered units ordered, from 1
 * @param cancelled units of these cancelled so far, 0 to {@code ordered}
 */
public record OrderLineSnapshot(String channelLineId, String channelSku, int ordered, int cancelled) {

    /** The largest quantity taken in one line; more is a mistake or an attack. */
    public static final int MAX_QUANTITY = 1_000_000;

    public OrderLineSnapshot {
        if (channelLineId.isBlank()) {
            throw new IllegalArgumentException("an order line has a channel line id");
        }
        if (ordered < 1 || ordered > MAX_QUANTITY) {
            throw new IllegalArgumentException(
                    "line " + channelLineId + " orders " + ordered + " units, 1 to " + MAX_QUANTITY + " are taken");
        }
        if (cancelled < 0 || cancelled > ordered) {
            throw new IllegalArgumentException(
                    "line " + channelLineId + " cancels " + cancelled + " of " + ordered + " units");
        }
    }
}
