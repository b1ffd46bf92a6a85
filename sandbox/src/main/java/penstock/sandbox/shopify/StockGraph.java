package penstock.sandbox.shopify;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import penstock.sandbox.shopify.graphql.Call;
import penstock.sandbox.shopify.graphql.Connections;
import penstock.sandbox.shopify.graphql.GraphObject;
import penstock.sandbox.shopify.graphql.GraphRefusal;
import tools.jackson.databind.JsonNode;

/** Products, levels and locations, as objects of the graph. */
final class StockGraph {
    private static final String ZEROS = "0".repeat(19);

    private final ShopifyShop shop;

    StockGraph(ShopifyShop shop) {
        this.shop = shop;
    }

    GraphObject variant(Product product) {
        return new GraphObject("ProductVariant")
                .with("id", Gid.of("ProductVariant", product.variantId()))
                .with("legacyResourceId", String.valueOf(product.variantId()))
                .with("sku", product.sku())
                .with("title", "Default Title")
                .with("displayName", product.title() + " - Default Title")
                .with("barcode", null)
                .with("price", product.price())
                .lazily("inventoryQuantity", () -> shop.stock().shown(product.sku()))
                .lazily("inventoryItem", () -> item(product))
                .lazily(
                        "product",
                        () -> new GraphObject("Product")
                                .with("id", Gid.of("Product", product.productId()))
                                .with("title", product.title()));
    }

    GraphObject item(Product product) {
        return new GraphObject("InventoryItem")
                .with("id", Gid.of("InventoryItem", product.inventoryItemId()))
                .with("legacyResourceId", String.valueOf(product.inventoryItemId()))
                .with("sku", product.sku())
                .with("tracked", true)
                .lazily("variant", () -> variant(product))
                .asking("inventoryLevel", call -> level(product, call))
                .asking(
                        "inventoryLevels",
                        call -> Connections.page(
                                "InventoryLevel",
                                call,
                                shop.stock().levels(product.inventoryItemId()),
                                level -> key(level.location.id()),
                                this::level));
    }

    GraphObject location(Location location) {
        return new GraphObject("Location")
                .with("id", Gid.of("Location", location.id()))
                .with("legacyResourceId", String.valueOf(location.id()))
                .with("name", location.name())
                .with("isActive", true)
                .with("fulfillsOnlineOrders", true)
                .with("shipsInventory", true);
    }

    /** A sort key that orders ids as numbers. */
    static String key(long id) {
        String digits = Long.toString(id);
        return ZEROS.substring(digits.length()) + digits;
    }

    private @Nullable GraphObject level(Product product, Call call) {
        long location = Gid.number("Location", call.requiredText("locationId")).orElse(-1);
        return shop.stock()
                .level(product.inventoryItemId(), location)
                .map(this::level)
                .orElse(null);
    }

    private GraphObject level(Level level) {
        String id = "gid://shopify/InventoryLevel/" + level.location.id() + "?inventory_item_id="
                + level.product.inventoryItemId();
        return new GraphObject("InventoryLevel")
                .with("id", id)
                .with("isActive", true)
                .with("updatedAt", OrderGraph.time(level.updatedAt))
                .lazily("item", () -> item(level.product))
                .lazily("location", () -> location(level.location))
                .asking("quantities", call -> quantities(level, call));
    }

    private static List<GraphObject> quantities(Level level, Call call) {
        List<GraphObject> quantities = new ArrayList<>();
        for (JsonNode name : call.required("names")) {
            quantities.add(new GraphObject("InventoryQuantity")
                    .with("id", "gid://shopify/InventoryQuantity/" + level.location.id() + "?name=" + name.asString())
                    .with("name", name.asString())
                    .with("quantity", quantity(level, name.asString()))
                    .with("updatedAt", OrderGraph.time(level.updatedAt)));
        }
        return quantities;
    }

    private static int quantity(Level level, String name) {
        return switch (name) {
            case "available" -> level.available;
            case "committed" -> level.committed;
            case "on_hand" -> level.onHand();
            case "incoming", "reserved", "damaged", "quality_control", "safety_stock" -> 0;
            default -> throw new GraphRefusal("No inventory state is named " + name, "BAD_REQUEST");
        };
    }
}
