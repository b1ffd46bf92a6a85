package penstock.core.message;

import java.time.Instant;
import java.util.List;

/**
 * A parcel that left, to be confirmed to the channel exactly once.
 *
 * @param shipmentId ours, the same in every repeat; channels with a key of their own get it derived from this
 * @param packageNo 1 for the order's first shipment, 2 for its second, and so on; never reused within an order
 * @param carrier the carrier's common name or code, for example {@code UPS}
 * @param lines units by the channel's line id
 */
public record ShipmentNotice(
        long shipmentId,
        int packageNo,
        String channelOrderId,
        String carrier,
        String trackingNumber,
        Instant shippedAt,
        List<Line> lines) {

    public ShipmentNotice {
        lines = List.copyOf(lines);
    }

    /** Units of one order line in the parcel. */
    public record Line(String channelLineId, String channelSku, int quantity) {}
}
