package penstock.sandbox.amazon;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import penstock.sandbox.buyer.Buyer;
import penstock.sandbox.json.Json;

/** An order in the words of Orders 2026-01-01. A dataset that was not asked for is left out. */
final class OrderWords {
    /** Every dataset that the sandbox fills. */
    static final Set<String> ALL = Set.of("BUYER", "RECIPIENT", "PROCEEDS", "FULFILLMENT", "PACKAGES", "CANCELLATION");

    /** Every dataset that the vendor knows. */
    static final Set<String> KNOWN = Set.of(
            "BUYER",
            "RECIPIENT",
            "PROCEEDS",
            "EXPENSE",
            "PROMOTION",
            "CANCELLATION",
            "FULFILLMENT",
            "PACKAGES",
            "TAX",
            "PAYMENT",
            "FULFILLMENT_ORDERS");

    private static final String CURRENCY = "USD";

    private OrderWords() {}

    static Map<String, @Nullable Object> order(AmazonOrder order, AmazonSettings seller, Set<String> datasets) {
        Map<String, @Nullable Object> words = Json.object(
                "orderId", order.id(),
                "createdTime", order.createdAt().toString(),
                "lastUpdatedTime", order.updatedAt().toString(),
                "programs", order.prime() ? List.of("PRIME") : List.of(),
                "salesChannel",
                        Json.object(
                                "channelName", "AMAZON",
                                "marketplaceId", seller.marketplaceId(),
                                "marketplaceName", "Amazon.com"));
        boolean known = !order.pending();
        if (datasets.contains("BUYER") && known && !order.byAmazon()) {
            words.put(
                    "buyer",
                    Json.object(
                            "buyerName", order.buyer().name(),
                            "buyerEmail", order.buyer().email()));
        }
        if (datasets.contains("RECIPIENT") && known && !order.byAmazon()) {
            words.put("recipient", Json.object("deliveryAddress", address(order.buyer())));
        }
        if (datasets.contains("PROCEEDS") && known) {
            words.put("proceeds", Json.object("grandTotal", money(total(order))));
        }
        if (datasets.contains("FULFILLMENT")) {
            words.put("fulfillment", fulfillment(order));
        }
        words.put(
                "orderItems",
                order.items().stream().map(item -> item(order, item, datasets)).toList());
        if (datasets.contains("PACKAGES") && !order.packages().isEmpty()) {
            words.put(
                    "packages",
                    order.packages().stream().map(OrderWords::parcel).toList());
        }
        return words;
    }

    private static Map<String, @Nullable Object> fulfillment(AmazonOrder order) {
        return Json.object(
                "fulfillmentStatus", order.status(),
                "fulfilledBy", order.byAmazon() ? "AMAZON" : "MERCHANT",
                "fulfillmentServiceLevel", order.prime() ? "SECOND_DAY" : "STANDARD",
                "shipByWindow", window(order, Duration.ZERO, Duration.ofDays(order.prime() ? 1 : 2)),
                "deliverByWindow", window(order, Duration.ofDays(2), Duration.ofDays(order.prime() ? 3 : 7)));
    }

    private static Map<String, @Nullable Object> window(AmazonOrder order, Duration from, Duration to) {
        return Json.object(
                "earliestDateTime", order.createdAt().plus(from).toString(),
                "latestDateTime", order.createdAt().plus(to).toString());
    }

    private static Map<String, @Nullable Object> item(AmazonOrder order, AmazonOrder.Item item, Set<String> datasets) {
        Listing listing = item.listing();
        Map<String, @Nullable Object> product = Json.object(
                "asin",
                listing.asin,
                "title",
                listing.title,
                "sellerSku",
                listing.sku,
                "condition",
                Json.object("conditionType", "NEW", "conditionSubtype", "NEW"));
        if (!order.pending()) {
            product.put("price", Json.object("unitPrice", money(new BigDecimal(listing.price))));
        }
        Map<String, @Nullable Object> words =
                Json.object("orderItemId", item.id(), "quantityOrdered", item.ordered(), "product", product);
        if (datasets.contains("PROCEEDS") && !order.pending()) {
            words.put("proceeds", Json.object("proceedsTotal", money(price(item))));
        }
        if (datasets.contains("FULFILLMENT")) {
            words.put(
                    "fulfillment",
                    Json.object(
                            "quantityFulfilled",
                            item.shipped(),
                            "quantityUnfulfilled",
                            order.cancelled() ? 0 : item.open()));
        }
        if (datasets.contains("CANCELLATION") && (order.cancelled() || order.cancelRequested())) {
            words.put("cancellation", cancellation(order));
        }
        return words;
    }

    private static Map<String, @Nullable Object> cancellation(AmazonOrder order) {
        Map<String, @Nullable Object> words = Json.object();
        if (order.cancelRequested()) {
            words.put("cancellationRequest", Json.object("requester", "BUYER", "cancelReason", "ORDERED_BY_MISTAKE"));
        }
        if (order.cancelled()) {
            words.put("cancellationExecution", Json.object("cancelledBy", "BUYER"));
        }
        return words;
    }

    private static Map<String, @Nullable Object> parcel(AmazonOrder.Package parcel) {
        return Json.object(
                "packageReferenceId", parcel.reference(),
                "createdTime", parcel.createdAt().toString(),
                "packageStatus", Json.object("status", "SHIPPED"),
                "carrier", parcel.carrier(),
                "shipTime", parcel.shipDate(),
                "shippingService", parcel.method().orElse("Standard"),
                "trackingNumber", parcel.tracking(),
                "packageItems",
                        parcel.items().stream()
                                .map(i -> Json.object("orderItemId", i.itemId(), "quantity", i.quantity()))
                                .toList());
    }

    private static Map<String, @Nullable Object> address(Buyer buyer) {
        return Json.object(
                "name", buyer.name(),
                "addressLine1", buyer.street(),
                "city", buyer.city(),
                "stateOrRegion", buyer.provinceCode(),
                "postalCode", buyer.postcode(),
                "countryCode", buyer.countryCode(),
                "phone", buyer.phone(),
                "addressType", "RESIDENTIAL");
    }

    private static BigDecimal total(AmazonOrder order) {
        return order.items().stream().map(OrderWords::price).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal price(AmazonOrder.Item item) {
        return new BigDecimal(item.listing().price).multiply(BigDecimal.valueOf(item.ordered()));
    }

    private static Map<String, @Nullable Object> money(BigDecimal amount) {
        return Json.object("amount", amount.toPlainString(), "currencyCode", CURRENCY);
    }
}
