package penstock.core.message;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What an order of the own site is to be from now on. Figures are absolute, what is not named stays as it is.
 *
 * @param channelOrderId the site's id of the order
 * @param editId the site's, the same in every repeat; empty where a repeat is harmless anyway
 * @param seenRevision the revision that the site has seen, if the edit is to be made to no other
 * @param cancels whether nothing more of the order is wanted
 * @param lines those that become something else
 * @param shipBy the latest dispatch that is promised from now on
 * @param recipient where it goes from now on; personal data, never stored outside the sealed raw message
 * @param takesBackorders whether units that are still to come are taken as well
 */
public record OrderEdit(
        String channelOrderId,
        Optional<String> editId,
        Optional<Long> seenRevision,
        boolean cancels,
        List<Line> lines,
        Optional<Instant> shipBy,
        Optional<Recipient> recipient,
        boolean takesBackorders)
        implements InboundMessage {

    public OrderEdit {
        lines = List.copyOf(lines);
        Set<String> ids = new HashSet<>();
        lines.forEach(line -> ids.add(line.channelLineId()));
        if (ids.size() < lines.size() || lines.size() > OrderSnapshot.MAX_LINES) {
            throw new IllegalArgumentException("an edit of order " + channelOrderId
                    + " names a line twice, or more than " + OrderSnapshot.MAX_LINES);
        }
    }

    /**
     * A line as it is to be.
     *
     * @param quantity units that are wanted in all, those that have been shipped included; 0 takes out what is left of it
     */
    public record Line(String channelLineId, String channelSku, int quantity) {
        public Line {
            if (quantity < 0 || quantity > OrderLineSnapshot.MAX_QUANTITY) {
                throw new IllegalArgumentException("line " + channelLineId + " is to be " + quantity + " units, 0 to "
                        + OrderLineSnapshot.MAX_QUANTITY + " are taken");
            }
        }
    }

    /** Leaves personal data out, so that an edit may appear in a log. */
    @Override
    public String toString() {
        return "OrderEdit[%s %s %s]".formatted(channelOrderId, editId.orElse(""), cancels ? "cancelled" : lines);
    }
}
