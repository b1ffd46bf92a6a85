package penstock.sandbox.shopify;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import penstock.sandbox.json.Json;

/** The parts of a webhook's order that repeat: lines, parcels, shipping lines, amounts. */
final class LineBodies {
    private LineBodies() {}

    static Map<String, @Nullable Object> line(ShopOrder.Line line) {
        Map<String, @Nullable Object> body = Json.object(
                "id",
                line.id,
                "admin_graphql_api_id",
                Gid.of("LineItem", line.id),
                "variant_id",
                line.product.variantId(),
                "product_id",
                line.product.productId(),
                "sku",
                line.product.sku(),
                "title",
                line.product.title(),
                "name",
                line.product.title(),
                "variant_title",
                null,
                "vendor",
                null,
                "quantity",
                line.ordered,
                "current_quantity",
                line.ordered - line.cancelled,
                "fulfillable_quantity",
                line.open(),
                "fulfillment_service",
                "manual",
                "fulfillment_status",
                lineStatus(line),
                "requires_shipping",
                true,
                "product_exists",
                true,
                "gift_card",
                false,
                "grams",
                0,
                "taxable",
                false,
                "variant_inventory_management",
                "shopify",
                "price",
                line.product.price(),
                "price_set",
                money(line.product.price()),
                "total_discount",
                "0.00",
                "total_discount_set",
                money("0.00"));
        for (String list : List.of("attributed_staffs", "discount_allocations", "duties", "properties", "tax_lines")) {
            body.put(list, List.of());
        }
        return body;
    }

    /** A line as a parcel has it: its quantity is that of the parcel. */
    private static Map<String, @Nullable Object> packed(ShopOrder.Fulfilled packed) {
        Map<String, @Nullable Object> body = line(packed.line());
        body.put("quantity", packed.quantity());
        return body;
    }

    private static @Nullable String lineStatus(ShopOrder.Line line) {
        if (line.fulfilled == 0) {
            return null;
        }
        return line.open() > 0 ? "partial" : "fulfilled";
    }

    static Map<String, @Nullable Object> fulfillment(ShopOrder order, ShopOrder.Fulfillment parcel) {
        return Json.object(
                "id", parcel.id(),
                "admin_graphql_api_id", Gid.of("Fulfillment", parcel.id()),
                "order_id", order.id,
                "name", parcel.name(),
                "location_id", parcel.location().id(),
                "status", "success",
                "service", "manual",
                "shipment_status", null,
                "created_at", ShopifyBodies.time(parcel.createdAt()),
                "updated_at", ShopifyBodies.time(parcel.createdAt()),
                "tracking_company", parcel.company().orElse(null),
                "tracking_number", parcel.number().orElse(null),
                "tracking_numbers", parcel.number().map(List::of).orElse(List.of()),
                "tracking_url", parcel.url().orElse(null),
                "tracking_urls", parcel.url().map(List::of).orElse(List.of()),
                "origin_address", Json.object(),
                "receipt", Json.object(),
                "line_items", parcel.lines().stream().map(LineBodies::packed).toList());
    }

    static Map<String, @Nullable Object> shippingLine(ShopOrder order) {
        return Json.object(
                "id",
                order.id + 700_000,
                "title",
                "Standard",
                "code",
                "Standard",
                "source",
                "shopify",
                "carrier_identifier",
                null,
                "phone",
                null,
                "is_removed",
                false,
                "requested_fulfillment_service_id",
                null,
                "price",
                "0.00",
                "price_set",
                money("0.00"),
                "discounted_price",
                "0.00",
                "discounted_price_set",
                money("0.00"),
                "current_discounted_price_set",
                money("0.00"),
                "discount_allocations",
                List.of(),
                "tax_lines",
                List.of());
    }

    static Map<String, @Nullable Object> money(String amount) {
        Map<String, @Nullable Object> money = Json.object("amount", amount, "currency_code", ShopifyBodies.CURRENCY);
        return Json.object("shop_money", money, "presentment_money", money);
    }
}
