package penstock.sandbox.oracle;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import penstock.sandbox.fault.FaultKind;

/** One thing that truly happened at a channel, with the instant at which it was applied. */
public sealed interface Entry {
    /** When it was applied. */
    Instant at();

    /** An order line that a buyer bought: what the channel showed of the SKU before and after. */
    record Sale(
            Instant at,
            String channel,
            String account,
            String orderId,
            String lineId,
            String sku,
            int quantity,
            int shownBefore,
            int shownAfter)
            implements Entry {}

    /** A buyer who was turned away because the channel showed too little. */
    record SoldOut(Instant at, String channel, String account, String sku, int wanted, int shown) implements Entry {}

    /** Units of an order line that were cancelled before they were shipped. */
    record Cancellation(
            Instant at,
            String channel,
            String account,
            String orderId,
            String lineId,
            String sku,
            int quantity,
            boolean restocked)
            implements Entry {}

    /** A quantity that somebody wrote, at the instant at which it took effect. */
    record StockWrite(
            Instant at,
            String channel,
            String account,
            String sku,
            String location,
            int written,
            int shownBefore,
            int shownAfter,
            String writer)
            implements Entry {}

    /** Units of one order line inside a confirmation. */
    record Shipped(String lineId, String sku, int quantity) {}

    /** A confirmation of shipment that the channel accepted; an edit repeats an earlier reference. */
    record Confirmation(
            Instant at,
            String channel,
            String account,
            String orderId,
            String reference,
            Optional<String> tracking,
            boolean edit,
            List<Shipped> lines)
            implements Entry {}

    /** A message to a buyer that a parcel is on its way. */
    record BuyerNotice(Instant at, String channel, String account, String orderId, String reference) implements Entry {}

    /** A step in the life of a fulfilment order at a provider: created, refused as duplicate, cancelled, shipped, ... */
    record ProviderOrder(Instant at, String provider, String account, String id, String step, List<Shipped> lines)
            implements Entry {}

    /** A fault that fired. */
    record FaultFired(Instant at, String channel, String operation, FaultKind kind, String rule) implements Entry {}
}
