package penstock.core.message;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An order as the channel showed it at one revision; applying it computes what changed since the last one applied.
 *
 * @param channelOrderId the channel's own id, unique within the channel account
 * @param revision grows with every change the channel makes to the order (for most channels its last-update time in
 *     microseconds); a snapshot with a lower revision than the stored one is stale and changes nothing
 * @param phase whether the order is only held, may be shipped, or is cancelled as a whole
 * @param placedAt when the buyer ordered, by the channel's clock
 * @param shipBy the latest promised dispatch, where the channel states one
 * @param holdId the hold made earlier for this order (own site), whose units it takes over
 * @param recipient where it goes; personal data, never stored outside the sealed raw message
 * @param lines at least one; a line with cancelled = ordered has been cancelled by itself
 * @param complete whether these are all lines of the order, so that one we know and that is missing has been cancelled; not
 *     so where a line could not be understood
 * @param takesBackorders whether who waits for our answer (own site) also takes units that are still to come
 */
public record OrderSnapshot(
        String channelOrderId,
        long revision,
        OrderPhase phase,
        Instant placedAt,
        Optional<Instant> shipBy,
        Optional<String> holdId,
        Optional<Recipient> recipient,
        List<OrderLineSnapshot> lines,
        boolean complete,
        boolean takesBackorders)
        implements InboundMessage {

    /** More lines than any channel of ours allows in one order. */
    public static final int MAX_LINES = 1_000;

    public OrderSnapshot {
        lines = List.copyOf(lines);
        if (channelOrderId.isBlank()) {
            throw new IllegalArgumentException("an order has a channel order id");
        }
        if (lines.isEmpty() || lines.size() > MAX_LINES) {
            throw new IllegalArgumentException(
                    "order " + channelOrderId + " has " + lines.size() + " lines, 1 to " + MAX_LINES + " are taken");
        }
    }

    /** With all lines of the order. */
    public OrderSnapshot(
            String channelOrderId,
            long revision,
            OrderPhase phase,
            Instant placedAt,
            Optional<Instant> shipBy,
            Optional<String> holdId,
            Optional<Recipient> recipient,
            List<OrderLineSnapshot> lines) {
        this(channelOrderId, revision, phase, placedAt, shipBy, holdId, recipient, lines, true, false);
    }

    /** The same, but the order may have lines besides. */
    public OrderSnapshot partial() {
        return new OrderSnapshot(
                channelOrderId, revision, phase, placedAt, shipBy, holdId, recipient, lines, false, takesBackorders);
    }

    /** The same, and units that are still to come are taken as well. */
    public OrderSnapshot takingBackorders() {
        return new OrderSnapshot(
                channelOrderId, revision, phase, placedAt, shipBy, holdId, recipient, lines, complete, true);
    }

    /** Leaves personal data out, so that a snapshot may appear in a log. */
    @Override
    public String toString() {
        return "OrderSnapshot[%s revision %d %s %s]".formatted(channelOrderId, revision, phase, lines);
    }
}
