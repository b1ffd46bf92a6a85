package penstock.core.book;

import java.time.Instant;
import java.util.List;

/**
 * A parcel that left.
 *
 * @param callerId the warehouse's or provider's id of it, unique within its fulfilment order
 * @param packageNo 1, 2, … within the order
 * @param toConfirm whether the channel is to be told
 */
public record Parcel(
        long shipmentId,
        long fulfilmentId,
        long orderId,
        long accountId,
        String callerId,
        @SuppressWarnings("ArrayRecordComponent") byte[] contentHash,
        int packageNo,
        String carrier,
        String trackingNumber,
        Instant shippedAt,
        boolean toConfirm,
        List<Content> contents) {

    public Parcel {
        contents = List.copyOf(contents);
    }

    /** Units of one reservation in a parcel. */
    public record Content(int orderLineNo, long reservationId, int quantity) {}
}
