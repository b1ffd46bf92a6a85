package penstock.sandbox.control;

import java.util.ArrayList;
import java.util.List;
import penstock.sandbox.http.Reply;
import penstock.sandbox.http.Request;
import penstock.sandbox.json.Json;
import penstock.sandbox.shopify.ShopSettings;
import penstock.sandbox.shopify.ShopifyDesk;
import penstock.sandbox.shopify.ShopifyShop;
import tools.jackson.databind.JsonNode;

/** Shops: opening them, playing their buyers and their staff. */
final class ShopifyLever implements Lever {
    private final ShopifyDesk desk;

    ShopifyLever(ShopifyDesk desk) {
        this.desk = desk;
    }

    @Override
    public Reply pull(Request request, List<String> rest) {
        if (rest.equals(List.of("shops"))) {
            return opened(request.json());
        }
        if (rest.isEmpty()) {
            return Reply.json(
                    200, desk.shops().stream().map(ShopifyShop::account).toList());
        }
        String shop = rest.get(0);
        ShopifyShop truth =
                desk.shop(shop).orElseThrow(() -> new IllegalArgumentException("There is no shop " + shop + "."));
        return rest.size() >= 3 && rest.get(1).equals("orders")
                ? order(truth, request, rest.subList(2, rest.size()))
                : shop(truth, request, rest.subList(1, rest.size()));
    }

    private Reply opened(JsonNode body) {
        ShopSettings standard = ShopSettings.standard(
                Json.required(body, "shop"),
                Json.optional(body, "accessToken").orElse("shpat_sandbox"),
                Json.optional(body, "clientSecret").orElse("shpss_sandbox"));
        List<String> locations = new ArrayList<>();
        Json.each(body, "locations").forEach(location -> locations.add(location.asString()));
        ShopSettings settings = new ShopSettings(
                standard.name(),
                standard.accessToken(),
                standard.clientSecret(),
                locations.isEmpty() ? standard.locations() : locations,
                Json.flag(body, "keepSubscriptions", standard.keepSubscriptions()),
                Json.integer(body, "pointsMax", standard.pointsMax()),
                Json.integer(body, "pointsPerSecond", standard.pointsPerSecond()));
        desk.open(settings);
        Json.each(body, "products").forEach(product -> stock(settings.name(), product));
        Json.each(body, "subscriptions").forEach(subscription -> subscribe(settings.name(), subscription));
        return Reply.json(201, desk.describe(settings.name()));
    }

    private Reply shop(ShopifyShop shop, Request request, List<String> rest) {
        String name = shop.account();
        return switch (request.method() + " " + String.join("/", rest)) {
            case "GET " -> Reply.json(200, desk.describe(name));
            case "POST purchases" -> Purchases.answer(shop.buy(Purchases.basket(request.json())));
            case "POST products" -> Reply.json(201, stock(name, request.json()));
            case "POST subscriptions" -> {
                subscribe(name, request.json());
                yield Reply.json(201, desk.describe(name));
            }
            case "DELETE subscriptions" -> {
                desk.unsubscribe(name, Json.required(request.json(), "topic"));
                yield Reply.json(200, desk.describe(name));
            }
            case "PUT stock" -> {
                JsonNode body = request.json();
                desk.recount(
                        name,
                        Json.required(body, "sku"),
                        Json.optional(body, "location"),
                        Json.requiredInteger(body, "available"));
                yield Reply.json(200, shop.shown());
            }
            default -> Lever.unknown();
        };
    }

    private Reply order(ShopifyShop shop, Request request, List<String> rest) {
        // A global id holds slashes; the number at its end is enough.
        String last = rest.get(rest.size() - 1);
        boolean reading = request.method().equals("GET");
        String id = reading ? last : rest.get(rest.size() - 2);
        JsonNode body = reading ? Json.tree(null) : request.json();
        if (reading) {
            return Reply.json(200, desk.order(shop.account(), id));
        }
        boolean done = true;
        switch (last) {
            case "cancel" -> done = shop.cancel(id, Json.flag(body, "restock", true));
            case "pay" -> shop.pay(id);
            case "remove" ->
                shop.remove(
                        id,
                        Json.required(body, "sku"),
                        Json.requiredInteger(body, "quantity"),
                        Json.flag(body, "restock", true));
            default -> {
                return Lever.unknown();
            }
        }
        return Reply.json(done ? 200 : 409, desk.order(shop.account(), id));
    }

    private Object stock(String shop, JsonNode product) {
        String sku = Json.required(product, "sku");
        return desk.stock(
                shop,
                sku,
                Json.optional(product, "title").orElse("Product " + sku),
                Json.optional(product, "price").orElse("19.90"),
                Json.integer(product, "quantity", 0));
    }

    private void subscribe(String shop, JsonNode body) {
        Json.each(body, "topics").forEach(topic -> desk.subscribe(shop, topic.asString(), Json.required(body, "uri")));
    }
}
