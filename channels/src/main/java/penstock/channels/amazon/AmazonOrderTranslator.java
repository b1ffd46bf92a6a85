package penstock.channels.amazon;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import penstock.channels.amazon.wire.Order;
import penstock.channels.amazon.wire.Order.Address;
import penstock.channels.amazon.wire.Order.Fulfillment;
import penstock.channels.amazon.wire.Order.Window;
import penstock.channels.amazon.wire.OrderItem;
import penstock.channels.amazon.wire.OrderItem.Quantities;
import penstock.channels.vendor.amazon.SpApiJson;
import penstock.channels.vendor.amazon.SpApiTime;
import penstock.core.message.OrderLineSnapshot;
import penstock.core.message.OrderPhase;
import penstock.core.message.OrderSnapshot;
import penstock.core.message.RawMessage;
import penstock.core.message.Recipient;
import penstock.core.message.Rejection;
import penstock.core.message.RejectionReason;
import penstock.core.message.Translation;
import tools.jackson.databind.JsonNode;

/**
 * What an order of Orders 2026-01-01 means. Orders that Amazon ships (FBA) and orders of another marketplace mean nothing
 * here.
 *
 * <ul>
 *   <li>Statuses are read in the spelling of either version. One we do not know is taken as PENDING, which holds the
 *       units and ships nothing, and reported.
 *   <li>The model gives no cancelled quantity: it is what is missing when shipped and still-to-ship are added up. While
 *       an order is pending nothing counts as cancelled, because Amazon has not begun to count.
 *   <li>What Amazon counts as fulfilled has left; of an order that is SHIPPED everything has.
 *   <li>An item cancelled down to nothing still has a line: one unit ordered, one cancelled.
 * </ul>
 */
final class AmazonOrderTranslator {

    private final String marketplaceId;

    AmazonOrderTranslator(String marketplaceId) {
        this.marketplaceId = marketplaceId;
    }

    Translation translate(RawMessage raw) {
        return SpApiJson.read(raw.body(), Order.class)
                .map(order -> notOurs(order) ? Translation.nothing() : translate(order))
                .orElseGet(() -> Translation.rejected(new Rejection(
                        "order",
                        raw.eventId(),
                        RejectionReason.MALFORMED,
                        "This is not an order as Amazon describes it. Compare it with Orders API 2026-01-01.")));
    }

    private boolean notOurs(Order order) {
        String shipper =
                order.fulfillment() == null ? "" : letters(order.fulfillment().fulfilledBy());
        String marketplace =
                order.salesChannel() == null ? null : order.salesChannel().marketplaceId();
        return shipper.equals("AMAZON")
                || shipper.equals("AFN")
                || (marketplace != null && !marketplace.equals(marketplaceId));
    }

    private static Translation translate(Order order) {
        Optional<Rejection> unusable = unusable(order);
        if (unusable.isPresent()) {
            return Translation.rejected(unusable.get());
        }
        List<Rejection> rejections = new ArrayList<>();
        String status = status(order);
        OrderPhase phase = phase(status).orElseGet(() -> {
            rejections.add(unknownStatus(status));
            return OrderPhase.PENDING;
        });
        List<OrderLineSnapshot> lines = lines(order, phase, rejections);
        if (lines.isEmpty()) {
            return new Translation(List.of(), rejections);
        }
        OrderSnapshot snapshot = snapshot(order, phase, lines);
        return new Translation(List.of(rejections.isEmpty() ? snapshot : snapshot.partial()), rejections);
    }

    private static Optional<Rejection> unusable(Order order) {
        if (said(order.orderId()).isEmpty()) {
            return Optional.of(missing("orderId", order.orderId()));
        } else if (SpApiTime.parse(order.lastUpdatedTime()).isEmpty()) {
            return Optional.of(missing("lastUpdatedTime", order.lastUpdatedTime()));
        } else if (SpApiTime.parse(order.createdTime()).isEmpty()) {
            return Optional.of(missing("createdTime", order.createdTime()));
        } else if (status(order).isEmpty()) {
            return Optional.of(missing("fulfillment.fulfillmentStatus", null));
        }
        return Optional.empty();
    }

    private static OrderSnapshot snapshot(Order order, OrderPhase phase, List<OrderLineSnapshot> lines) {
        return new OrderSnapshot(
                said(order.orderId()).orElseThrow(),
                SpApiTime.micros(SpApiTime.parse(order.lastUpdatedTime()).orElseThrow()),
                phase,
                SpApiTime.parse(order.createdTime()).orElseThrow(),
                shipBy(order.fulfillment()),
                Optional.empty(),
                recipient(order),
                lines);
    }

    private static String status(Order order) {
        return Optional.ofNullable(order.fulfillment())
                .flatMap(fulfilment -> said(fulfilment.fulfillmentStatus()))
                .orElse("");
    }

    /** PARTIALLY_SHIPPED and PartiallyShipped, CANCELLED and Canceled. */
    static Optional<OrderPhase> phase(String status) {
        return switch (letters(status)) {
            case "PENDING", "PENDINGAVAILABILITY", "INVOICEUNCONFIRMED" -> Optional.of(OrderPhase.PENDING);
            case "UNSHIPPED", "PARTIALLYSHIPPED", "SHIPPED" -> Optional.of(OrderPhase.CONFIRMED);
            case "CANCELLED", "CANCELED", "UNFULFILLABLE" -> Optional.of(OrderPhase.CANCELLED);
            default -> Optional.empty();
        };
    }

    private static List<OrderLineSnapshot> lines(Order order, OrderPhase phase, List<Rejection> rejections) {
        List<JsonNode> items = order.orderItems() == null ? List.of() : order.orderItems();
        if (items.isEmpty() || items.size() > OrderSnapshot.MAX_LINES) {
            rejections.add(new Rejection(
                    "orderItems",
                    items.size() + " items",
                    items.isEmpty() ? RejectionReason.MISSING_FIELD : RejectionReason.TOO_LARGE,
                    "An order has 1 to " + OrderSnapshot.MAX_LINES + " items. Look at the order in Seller Central."));
            return List.of();
        }
        List<OrderLineSnapshot> lines = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            String where = "orderItems[" + i + "]";
            Optional<OrderItem> item = SpApiJson.read(items.get(i), OrderItem.class);
            Optional<Rejection> wrong =
                    item.map(read -> wrong(where, read)).orElseGet(() -> Optional.of(malformed(where)));
            wrong.ifPresentOrElse(rejections::add, () -> lines.add(line(item.orElseThrow(), phase, status(order))));
        }
        return lines;
    }

    private static Optional<Rejection> wrong(String where, OrderItem item) {
        String sku = item.product() == null ? null : item.product().sellerSku();
        Integer ordered = item.quantityOrdered();
        if (item.orderItemId() == null || item.orderItemId().isBlank()) {
            return Optional.of(missing(where + ".orderItemId", item.orderItemId()));
        } else if (sku == null || sku.isBlank()) {
            return Optional.of(missing(where + ".product.sellerSku", sku));
        } else if (ordered == null) {
            return Optional.of(missing(where + ".quantityOrdered", null));
        } else if (ordered < 0 || ordered > OrderLineSnapshot.MAX_QUANTITY) {
            return Optional.of(new Rejection(
                    where + ".quantityOrdered",
                    ordered.toString(),
                    RejectionReason.OUT_OF_RANGE,
                    "Up to " + OrderLineSnapshot.MAX_QUANTITY
                            + " units are taken. Look at the order in Seller Central."));
        }
        return Optional.empty();
    }

    private static OrderLineSnapshot line(OrderItem item, OrderPhase phase, String status) {
        String id = String.valueOf(item.orderItemId());
        String sku = item.product() == null ? "" : String.valueOf(item.product().sellerSku());
        int ordered = item.quantityOrdered() == null ? 0 : item.quantityOrdered();
        return ordered == 0
                ? new OrderLineSnapshot(id, sku, 1, 1)
                : line(id, sku, ordered, cancelled(item, ordered, phase), item, status);
    }

    private static OrderLineSnapshot line(
            String id, String sku, int ordered, int cancelled, OrderItem item, String status) {
        Integer counted = item.fulfillment() == null ? null : item.fulfillment().quantityFulfilled();
        int kept = ordered - cancelled;
        int shipped = letters(status).equals("SHIPPED") ? kept : counted == null ? 0 : counted;
        return new OrderLineSnapshot(id, sku, ordered, cancelled, Math.max(0, Math.min(kept, shipped)));
    }

    private static int cancelled(OrderItem item, int ordered, OrderPhase phase) {
        Quantities counted = item.fulfillment();
        Integer shipped = counted == null ? null : counted.quantityFulfilled();
        Integer toShip = counted == null ? null : counted.quantityUnfulfilled();
        boolean executed = item.cancellation() != null && item.cancellation().cancellationExecution() != null;
        int gone = 0;
        if (phase == OrderPhase.CANCELLED) {
            gone = ordered - (shipped == null ? 0 : shipped);
        } else if (phase == OrderPhase.CONFIRMED && shipped != null && toShip != null) {
            gone = ordered - shipped - toShip;
        } else if (phase == OrderPhase.CONFIRMED && executed) {
            gone = ordered - (shipped == null ? 0 : shipped);
        }
        return Math.max(0, Math.min(ordered, gone));
    }

    private static Optional<Instant> shipBy(@Nullable Fulfillment fulfillment) {
        return Optional.ofNullable(fulfillment)
                .map(Fulfillment::shipByWindow)
                .map(Window::latestDateTime)
                .flatMap(SpApiTime::parse);
    }

    /** Only a whole address is a recipient: without the buyer's consent or our role Amazon gives town and country. */
    private static Optional<Recipient> recipient(Order order) {
        Address to = order.recipient() == null ? null : order.recipient().deliveryAddress();
        if (to == null || said(to.countryCode()).isEmpty()) {
            return Optional.empty();
        }
        List<String> lines = Stream.of(to.addressLine1(), to.addressLine2(), to.addressLine3())
                .flatMap(line -> said(line).stream())
                .toList();
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> name = said(to.name());
        String second = Stream.concat(
                        name.isPresent() ? said(to.companyName()).stream() : Stream.empty(),
                        lines.stream().skip(1))
                .collect(Collectors.joining(", "));
        return Optional.of(new Recipient(
                name.or(() -> said(to.companyName())).orElse(""),
                lines.get(0),
                said(second),
                said(to.city()).orElse(""),
                said(to.stateOrRegion()).or(() -> said(to.districtOrCounty())),
                said(to.postalCode()).orElse(""),
                said(to.countryCode()).orElse(""),
                said(to.phone()),
                Optional.empty()));
    }

    private static Optional<String> said(@Nullable String text) {
        return Optional.ofNullable(text).map(String::strip).filter(stripped -> !stripped.isEmpty());
    }

    private static String letters(@Nullable String word) {
        return word == null ? "" : word.replace("_", "").strip().toUpperCase(Locale.ROOT);
    }

    private static Rejection missing(String where, @Nullable String value) {
        return new Rejection(
                where,
                value == null ? "" : value,
                RejectionReason.MISSING_FIELD,
                "Amazon sent no usable value here. Look at the order in Seller Central, then translate it again.");
    }

    private static Rejection malformed(String where) {
        return new Rejection(
                where,
                "",
                RejectionReason.MALFORMED,
                "This item is not as Amazon describes it. Look at the order in Seller Central.");
    }

    private static Rejection unknownStatus(String status) {
        return new Rejection(
                "fulfillment.fulfillmentStatus",
                status,
                RejectionReason.MALFORMED,
                "Amazon has a status we do not know: the order is held as pending. Teach it to the translator.");
    }
}
