package penstock.sandbox.shopify;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import penstock.sandbox.json.Json;
import penstock.sandbox.shopify.graphql.Call;
import penstock.sandbox.shopify.graphql.GraphObject;
import penstock.sandbox.shopify.graphql.GraphRefusal;
import tools.jackson.databind.JsonNode;

/**
 * The mutation inventorySetQuantities: all of its quantities or none, each compared with what it expects to find, once per idempotency
 * key. Used under the shop's lock.
 */
final class SettingQuantities {
    /** Most quantities of one call. */
    static final int QUANTITIES_MAX = 250;

    private static final int QUANTITY_LIMIT = 1_000_000_000;
    private static final Set<String> REASONS = Set.of(
            "correction",
            "cycle_count_available",
            "damaged",
            "movement_canceled",
            "movement_created",
            "movement_received",
            "movement_updated",
            "other",
            "promotion",
            "quality_control",
            "received",
            "reservation_created",
            "reservation_deleted",
            "reservation_updated",
            "restock",
            "safety_stock",
            "shrinkage");

    private record Saved(JsonNode input, GraphObject answer) {}

    private record Wanted(Level level, int quantity) {}

    private final ShopifyShop shop;
    private final StockGraph stock;
    private final Map<String, Saved> answered = new HashMap<>();

    SettingQuantities(ShopifyShop shop, StockGraph stock) {
        this.shop = shop;
        this.stock = stock;
    }

    GraphObject set(Call call) {
        String key = call.directive("idempotent", "key")
                .filter(text -> !text.isBlank())
                .orElseThrow(() -> new GraphRefusal(
                        "The @idempotent directive is required for this mutation but was not provided.",
                        "BAD_REQUEST"));
        JsonNode input = call.required("input");
        Saved before = answered.get(key);
        if (before != null) {
            return before.input().equals(input) ? before.answer() : mismatch();
        }
        GraphObject answer = applied(key, input);
        answered.put(key, new Saved(input, answer));
        return answer;
    }

    private GraphObject applied(String key, JsonNode input) {
        List<JsonNode> quantities = new ArrayList<>();
        Json.each(input, "quantities").forEach(quantities::add);
        requireLegible(quantities);
        List<GraphObject> errors = new ArrayList<>();
        checkHead(input, errors);
        List<Wanted> wanted = new ArrayList<>();
        Set<Level> seen = new HashSet<>();
        for (int i = 0; i < quantities.size(); i++) {
            check(input, quantities.get(i), i, errors).ifPresent(wanted::add);
            if (wanted.size() == i + 1 && !seen.add(wanted.get(i).level())) {
                errors.add(error(
                        "NO_DUPLICATE_INVENTORY_ITEM_ID_GROUP_ID_PAIR",
                        "The combination of inventoryItemId and locationId must be unique",
                        List.of("input", "quantities", String.valueOf(i))));
            }
        }
        return errors.isEmpty() ? payload(written(key, input, wanted), errors) : payload(null, errors);
    }

    private static void requireLegible(List<JsonNode> quantities) {
        if (quantities.size() > QUANTITIES_MAX) {
            throw new GraphRefusal(
                    "The input array size of " + quantities.size() + " is greater than the maximum allowed of "
                            + QUANTITIES_MAX + ".",
                    "MAX_INPUT_SIZE_EXCEEDED");
        }
        for (JsonNode quantity : quantities) {
            if (!quantity.has("changeFromQuantity")) {
                throw new GraphRefusal(
                        "The changeFromQuantity field is required; pass null to opt out of the comparison.",
                        "BAD_REQUEST");
            }
            JsonNode number = quantity.get("quantity");
            if (number == null || !number.isInt()) {
                throw new GraphRefusal("Variable $input was provided invalid value for quantity", "INVALID_VARIABLE");
            }
        }
    }

    private static void checkHead(JsonNode input, List<GraphObject> errors) {
        String name = Json.optional(input, "name").orElse("");
        if (!name.equals("available") && !name.equals("on_hand")) {
            errors.add(error(
                    "INVALID_NAME",
                    "The quantity name must be either 'available' or 'on_hand'.",
                    List.of("input", "name")));
        }
        if (!REASONS.contains(Json.optional(input, "reason").orElse(""))) {
            errors.add(error("INVALID_REASON", "The specified reason is invalid.", List.of("input", "reason")));
        }
        boolean legible = Json.optional(input, "referenceDocumentUri")
                .map(SettingQuantities::isUri)
                .orElse(true);
        if (!legible) {
            errors.add(error(
                    "INVALID_REFERENCE_DOCUMENT",
                    "The specified reference document is invalid.",
                    List.of("input", "referenceDocumentUri")));
        }
    }

    private Optional<Wanted> check(JsonNode input, JsonNode quantity, int index, List<GraphObject> errors) {
        List<String> field = List.of("input", "quantities", String.valueOf(index));
        long item = Gid.number(
                        "InventoryItem",
                        Json.optional(quantity, "inventoryItemId").orElse(""))
                .orElse(-1);
        long location = Gid.number(
                        "Location", Json.optional(quantity, "locationId").orElse(""))
                .orElse(-1);
        if (shop.stock().levels(item).isEmpty()) {
            errors.add(error("INVALID_INVENTORY_ITEM", "The specified inventory item could not be found.", field));
            return Optional.empty();
        }
        Optional<Level> level = shop.stock().level(item, location);
        if (level.isEmpty()) {
            errors.add(error("INVALID_LOCATION", "The specified location could not be found.", field));
            return Optional.empty();
        }
        int units = quantity.get("quantity").intValue();
        JsonNode from = quantity.get("changeFromQuantity");
        if (units < 0) {
            errors.add(error("INVALID_QUANTITY_NEGATIVE", "The quantity can't be negative.", field));
        } else if (units > QUANTITY_LIMIT) {
            errors.add(error("INVALID_QUANTITY_TOO_HIGH", "The quantity can't be higher than 1,000,000,000.", field));
        } else if (!from.isNull() && from.intValue() != now(level.get(), input)) {
            errors.add(error(
                    "CHANGE_FROM_QUANTITY_STALE",
                    "The changeFromQuantity value doesn't match the persisted quantity.",
                    field));
        }
        return Optional.of(new Wanted(level.get(), units));
    }

    private GraphObject written(String key, JsonNode input, List<Wanted> wanted) {
        List<GraphObject> changes = new ArrayList<>();
        for (Wanted write : wanted) {
            int available = onHand(input) ? write.quantity() - write.level().committed : write.quantity();
            int delta = shop.write(write.level(), available, "key " + key);
            changes.add(change("available", delta, write.level(), write.level().available));
            changes.add(change("on_hand", delta, write.level(), write.level().onHand()));
        }
        return new GraphObject("InventoryAdjustmentGroup")
                .with("id", Gid.of("InventoryAdjustmentGroup", shop.nextId()))
                .with("createdAt", OrderGraph.time(shop.now()))
                .with("reason", Json.required(input, "reason"))
                .with(
                        "referenceDocumentUri",
                        Json.optional(input, "referenceDocumentUri").orElse(null))
                .with("changes", changes);
    }

    private GraphObject change(String name, int delta, Level level, int after) {
        return new GraphObject("InventoryChange")
                .with("name", name)
                .with("delta", delta)
                .with("quantityAfterChange", after)
                .lazily("item", () -> stock.item(level.product))
                .lazily("location", () -> stock.location(level.location));
    }

    private static int now(Level level, JsonNode input) {
        return onHand(input) ? level.onHand() : level.available;
    }

    private static boolean onHand(JsonNode input) {
        return Json.optional(input, "name").equals(Optional.of("on_hand"));
    }

    private static boolean isUri(String text) {
        try {
            return URI.create(text).isAbsolute();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static GraphObject mismatch() {
        return payload(
                null,
                List.of(error(
                        "IDEMPOTENCY_KEY_PARAMETER_MISMATCH",
                        "The same idempotency key cannot be used with different operation parameters.",
                        List.of("input"))));
    }

    private static GraphObject payload(@Nullable GraphObject group, List<GraphObject> errors) {
        return new GraphObject("InventorySetQuantitiesPayload")
                .with("inventoryAdjustmentGroup", group)
                .with("userErrors", errors);
    }

    private static GraphObject error(String code, String message, List<String> field) {
        return new GraphObject("InventorySetQuantitiesUserError")
                .with("code", code)
                .with("message", message)
                .with("field", field);
    }
}
