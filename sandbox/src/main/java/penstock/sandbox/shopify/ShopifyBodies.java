package penstock.sandbox.shopify;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import penstock.sandbox.buyer.Buyer;
import penstock.sandbox.json.Json;

/** The bodies of webhooks, in the older REST shape: plain numbers for ids, lower-case states, times with an offset. */
final class ShopifyBodies {
    private static final ZoneOffset SHOP_OFFSET = ZoneOffset.ofHours(-5);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxxx");
    static final String CURRENCY = "USD";

    private ShopifyBodies() {}

    static Map<String, @Nullable Object> level(Level level) {
        return Json.object(
                "inventory_item_id", level.product.inventoryItemId(),
                "location_id", level.location.id(),
                "available", level.available,
                "updated_at", time(level.updatedAt),
                "admin_graphql_api_id",
                        "gid://shopify/InventoryLevel/" + level.location.id() + "?inventory_item_id="
                                + level.product.inventoryItemId());
    }

    static Map<String, @Nullable Object> order(ShopOrder order) {
        Map<String, @Nullable Object> body = Json.object(
                "id", order.id,
                "admin_graphql_api_id", order.gid(),
                "app_id", 580111,
                "name", order.name(),
                "number", order.number - 1000,
                "order_number", order.number,
                "confirmed", true,
                "confirmation_number", "C" + order.id,
                "test", false,
                "token", Long.toHexString(order.id * 0x9E3779B97F4A7C15L),
                "created_at", time(order.createdAt),
                "processed_at", time(order.createdAt),
                "updated_at", time(order.updatedAt),
                "cancelled_at", order.cancelledAt.map(ShopifyBodies::time).orElse(null),
                "cancel_reason", order.cancelledAt.map(at -> "customer").orElse(null),
                "closed_at", null,
                "financial_status", order.financialStatus.toLowerCase(Locale.ROOT),
                "fulfillment_status", fulfillmentStatus(order));
        body.putAll(people(order));
        body.putAll(prices(order));
        body.putAll(rest(order));
        body.put("line_items", order.lines.stream().map(LineBodies::line).toList());
        body.put(
                "fulfillments",
                order.fulfillments.stream()
                        .map(f -> LineBodies.fulfillment(order, f))
                        .toList());
        body.put("shipping_lines", List.of(LineBodies.shippingLine(order)));
        return body;
    }

    static String time(Instant instant) {
        return TIME.format(instant.atOffset(SHOP_OFFSET));
    }

    static BigDecimal total(ShopOrder order, boolean current) {
        return order.lines.stream()
                .map(line -> new BigDecimal(line.product.price())
                        .multiply(BigDecimal.valueOf(current ? line.ordered - line.cancelled : line.ordered)))
                .reduce(BigDecimal.ZERO.setScale(2), BigDecimal::add);
    }

    private static @Nullable String fulfillmentStatus(ShopOrder order) {
        return switch (order.fulfillmentStatus()) {
            case "FULFILLED" -> "fulfilled";
            case "PARTIALLY_FULFILLED" -> "partial";
            default -> null;
        };
    }

    private static Map<String, @Nullable Object> people(ShopOrder order) {
        Buyer buyer = order.buyer;
        Map<String, @Nullable Object> address = address(buyer);
        return Json.object(
                "email",
                buyer.email(),
                "contact_email",
                buyer.email(),
                "phone",
                buyer.phone(),
                "shipping_address",
                address,
                "billing_address",
                address,
                "customer",
                Json.object(
                        "id", order.id + 500_000,
                        "admin_graphql_api_id", Gid.of("Customer", order.id + 500_000),
                        "created_at", time(order.createdAt),
                        "updated_at", time(order.createdAt),
                        "first_name", buyer.firstName(),
                        "last_name", buyer.lastName(),
                        "email", buyer.email(),
                        "phone", buyer.phone(),
                        "state", "disabled",
                        "note", null,
                        "verified_email", true,
                        "multipass_identifier", null,
                        "tax_exempt", false,
                        "tax_exemptions", List.of(),
                        "tags", "",
                        "currency", CURRENCY,
                        "default_address", customerAddress(order, address)));
    }

    private static Map<String, @Nullable Object> customerAddress(
            ShopOrder order, Map<String, @Nullable Object> address) {
        Map<String, @Nullable Object> all = Json.object(
                "id",
                order.id + 600_000,
                "customer_id",
                order.id + 500_000,
                "country_name",
                address.get("country"),
                "default",
                true);
        all.putAll(address);
        all.remove("latitude");
        all.remove("longitude");
        return all;
    }

    private static Map<String, @Nullable Object> address(Buyer buyer) {
        return Json.object(
                "first_name", buyer.firstName(),
                "last_name", buyer.lastName(),
                "name", buyer.name(),
                "company", null,
                "address1", buyer.street(),
                "address2", null,
                "city", buyer.city(),
                "province", buyer.province(),
                "province_code", buyer.provinceCode(),
                "zip", buyer.postcode(),
                "country", buyer.country(),
                "country_code", buyer.countryCode(),
                "phone", buyer.phone(),
                "latitude", null,
                "longitude", null);
    }

    private static Map<String, @Nullable Object> prices(ShopOrder order) {
        Map<String, @Nullable Object> prices = Json.object("currency", CURRENCY, "presentment_currency", CURRENCY);
        String ordered = total(order, false).toPlainString();
        String current = total(order, true).toPlainString();
        for (String name : List.of("subtotal_price", "total_price")) {
            priced(prices, name, ordered);
            priced(prices, "current_" + name, current);
        }
        priced(prices, "total_line_items_price", ordered);
        for (String name : List.of("total_discounts", "total_tax")) {
            priced(prices, name, "0.00");
            priced(prices, "current_" + name, "0.00");
        }
        for (String name : List.of(
                "current_shipping_price_set",
                "total_shipping_price_set",
                "total_cash_rounding_payment_adjustment_set",
                "total_cash_rounding_refund_adjustment_set")) {
            prices.put(name, LineBodies.money("0.00"));
        }
        prices.put("total_outstanding", order.financialStatus.equals("PENDING") ? ordered : "0.00");
        prices.put("total_tip_received", "0.00");
        prices.put("total_weight", 0);
        return prices;
    }

    private static void priced(Map<String, @Nullable Object> prices, String name, String amount) {
        prices.put(name, amount);
        prices.put(name + "_set", LineBodies.money(amount));
    }

    private static Map<String, @Nullable Object> rest(ShopOrder order) {
        Map<String, @Nullable Object> rest = Json.object(
                "buyer_accepts_marketing",
                false,
                "duties_included",
                false,
                "estimated_taxes",
                false,
                "tax_exempt",
                false,
                "taxes_included",
                false,
                "merchant_business_entity_id",
                "MTU0ODM4MDAwOQ",
                "order_status_url",
                "https://shop.example.com/orders/" + order.id,
                "source_name",
                "web",
                "tags",
                "",
                "payment_gateway_names",
                List.of("bogus"));
        for (String list : List.of(
                "discount_applications",
                "discount_codes",
                "line_item_groups",
                "note_attributes",
                "refunds",
                "returns",
                "tax_lines")) {
            rest.put(list, List.of());
        }
        for (String absent : List.of(
                "browser_ip",
                "cart_token",
                "checkout_token",
                "client_details",
                "company",
                "customer_locale",
                "current_total_additional_fees_set",
                "current_total_duties_set",
                "device_id",
                "landing_site",
                "landing_site_ref",
                "location_id",
                "merchant_of_record_app_id",
                "note",
                "original_total_additional_fees_set",
                "original_total_duties_set",
                "payment_terms",
                "po_number",
                "reference",
                "referring_site",
                "source_identifier",
                "source_url",
                "user_id")) {
            rest.put(absent, null);
        }
        return rest;
    }
}
