package penstock.sandbox.amazon;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import penstock.sandbox.fault.FaultKind;
import penstock.sandbox.fault.FaultRule;
import penstock.sandbox.fault.Faults;
import penstock.sandbox.json.Json;
import penstock.sandbox.time.SandboxTime;

/** Tells the seller's queue of each change of an order, as ORDER_CHANGE. */
final class Notifications {
    /** The type, by which faults know these messages. */
    static final String ORDER_CHANGE = "ORDER_CHANGE";

    private final AmazonSettings settings;
    private final SandboxTime time;
    private final Faults faults;
    private final NotificationQueue queue;

    Notifications(AmazonSettings settings, SandboxTime time, Faults faults, NotificationQueue queue) {
        this.settings = settings;
        this.time = time;
        this.faults = faults;
        this.queue = queue;
    }

    /** Queues the notification of this version of an order. */
    void changed(AmazonOrder order, String changeType, String reason) {
        String body = Json.text(envelope(order, changeType, reason));
        Optional<FaultRule> fault = faults.strike(AmazonDesk.CHANNEL, ORDER_CHANGE, FaultKind.Place.MESSAGE);
        if (fault.isEmpty()) {
            queue.send(body);
            return;
        }
        switch (fault.get().kind()) {
            case MESSAGE_LOST -> {}
            case MESSAGE_DUPLICATED -> {
                queue.send(body);
                queue.send(body);
            }
            case MESSAGE_DELAYED -> time.afterScaled(fault.get().delay(), () -> queue.send(body));
            // A queue's messages carry no signature that could be wrong.
            default -> queue.send(body);
        }
    }

    private Map<String, @Nullable Object> envelope(AmazonOrder order, String changeType, String reason) {
        return Json.object(
                "NotificationVersion",
                "1.0",
                "NotificationType",
                ORDER_CHANGE,
                "PayloadVersion",
                "1.0",
                "EventTime",
                millis(order.updatedAt()),
                "Payload",
                Json.object("OrderChangeNotification", change(order, changeType, reason)),
                "NotificationMetadata",
                Json.object(
                        "ApplicationId",
                        "app-" + settings.clientId(),
                        "SubscriptionId",
                        "subscription-" + settings.queue(),
                        "PublishTime",
                        millis(time.now()),
                        "NotificationId",
                        UUID.randomUUID().toString()));
    }

    private Map<String, @Nullable Object> change(AmazonOrder order, String changeType, String reason) {
        return Json.object(
                "NotificationLevel",
                "OrderLevel",
                "SellerId",
                settings.sellerId(),
                "AmazonOrderId",
                order.id(),
                "OrderChangeType",
                changeType,
                "OrderChangeTrigger",
                Json.object("TimeOfOrderChange", millis(order.updatedAt()), "ChangeReason", reason),
                "Summary",
                Json.object(
                        "MarketplaceId", settings.marketplaceId(),
                        "OrderStatus", order.notifiedStatus(),
                        "PurchaseDate", millis(order.createdAt()),
                        "DestinationPostalCode",
                                order.pending() ? null : order.buyer().postcode(),
                        "FulfillmentType", order.byAmazon() ? "AFN" : "MFN",
                        "OrderType", "StandardOrder",
                        "NumberOfItemsShipped",
                                order.items().stream()
                                        .mapToInt(AmazonOrder.Item::shipped)
                                        .sum(),
                        "NumberOfItemsUnshipped",
                                order.items().stream()
                                        .mapToInt(AmazonOrder.Item::open)
                                        .sum(),
                        "OrderItems",
                                order.items().stream()
                                        .map(item -> item(order, item))
                                        .toList()));
    }

    private static Map<String, @Nullable Object> item(AmazonOrder order, AmazonOrder.Item item) {
        return Json.object(
                "OrderItemId", item.id(),
                "SellerSKU", item.listing().sku,
                "SupplySourceId", null,
                "OrderItemStatus", item.open() == 0 ? "Shipped" : "Unshipped",
                "Quantity", item.ordered(),
                "QuantityShipped", item.shipped(),
                "IsBuyerRequestedCancel", order.cancelRequested());
    }

    static String millis(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MILLIS).toString();
    }
}
