package penstock.core.message;

/**
 * One line of an {@link OrderSnapshot}.
 *
 * @param channelLineId the channel's id of the line, unique within its order and the same in every snapshot
 * @param channelSku the seller's key as the channel knows it; finds the listing, and with it our SKU
 * @param ordered units ordered, from 1
 * @param cancelled units of these cancelled so far, 0 to {@code ordered}
 * @param shipped units that have left by the channel's word, whoever sent them; with those cancelled no more than {@code ordered}
 */
public record OrderLineSnapshot(String channelLineId, String channelSku, int ordered, int cancelled, int shipped) {

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
        if (shipped < 0 || shipped > ordered - cancelled) {
            throw new IllegalArgumentException("line " + channelLineId + " ships " + shipped + " of " + ordered
                    + " units, " + cancelled + " of them cancelled");
        }
    }

    /** One of which the channel does not say that anything has left. */
    public OrderLineSnapshot(String channelLineId, String channelSku, int ordered, int cancelled) {
        this(channelLineId, channelSku, ordered, cancelled, 0);
    }
}
