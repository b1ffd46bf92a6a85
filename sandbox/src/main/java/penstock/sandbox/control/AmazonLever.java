package penstock.sandbox.control;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import penstock.sandbox.amazon.AmazonDesk;
import penstock.sandbox.amazon.AmazonSeller;
import penstock.sandbox.amazon.AmazonSettings;
import penstock.sandbox.http.Reply;
import penstock.sandbox.http.Request;
import penstock.sandbox.json.Json;
import tools.jackson.databind.JsonNode;

/** Sellers at Amazon: opening them, playing their buyers and Amazon's own warehouse. */
final class AmazonLever implements Lever {
    private final AmazonDesk desk;

    AmazonLever(AmazonDesk desk) {
        this.desk = desk;
    }

    @Override
    public Reply pull(Request request, List<String> rest) {
        if (rest.equals(List.of("sellers"))) {
            return opened(request.json());
        }
        if (rest.isEmpty()) {
            return Reply.json(
                    200, desk.sellers().stream().map(AmazonSeller::account).toList());
        }
        AmazonSeller seller = desk.seller(rest.get(0))
                .orElseThrow(() -> new IllegalArgumentException("There is no seller " + rest.get(0) + "."));
        return rest.size() >= 3 && rest.get(1).equals("orders")
                ? order(seller, rest.get(2), rest.size() > 3 ? rest.get(3) : "")
                : seller(seller, request, String.join("/", rest.subList(1, rest.size())));
    }

    private Reply opened(JsonNode body) {
        String sellerId = Json.required(body, "sellerId");
        AmazonSettings standard = AmazonSettings.standard(
                sellerId,
                Json.optional(body, "clientId").orElse("sandbox-client"),
                Json.optional(body, "clientSecret").orElse("sandbox-secret"),
                Json.optional(body, "refreshToken").orElse("Atzr|" + sellerId));
        AmazonSettings settings = new AmazonSettings(
                sellerId,
                standard.clientId(),
                standard.clientSecret(),
                standard.refreshToken(),
                Json.optional(body, "marketplaceId").orElse(standard.marketplaceId()),
                Json.optional(body, "queue").orElse(standard.queue()),
                Duration.ofSeconds(Json.integer(body, "listingDelaySeconds", (int)
                        standard.listingDelay().toSeconds())),
                Json.optional(body, "statusWords")
                        .map(AmazonSettings.StatusWords::valueOf)
                        .orElse(standard.statusWords()),
                body.path("mcfSpeed").asDouble(standard.mcfSpeed()));
        AmazonSeller seller = desk.open(settings);
        Json.each(body, "products").forEach(product -> list(seller, product));
        return Reply.json(201, desk.describe(sellerId));
    }

    private Reply seller(AmazonSeller seller, Request request, String call) {
        return switch (request.method() + " " + call) {
            case "GET " -> Reply.json(200, desk.describe(seller.account()));
            case "POST purchases" -> Purchases.answer(seller.buy(Purchases.basket(request.json())));
            case "POST products" -> {
                list(seller, request.json());
                yield Reply.json(201, desk.describe(seller.account()));
            }
            case "PUT fba" -> {
                JsonNode body = request.json();
                seller.recountAtAmazon(Json.required(body, "sku"), Json.requiredInteger(body, "fulfillable"));
                yield Reply.json(200, seller.shown());
            }
            default -> Lever.unknown();
        };
    }

    private Reply order(AmazonSeller seller, String id, String call) {
        boolean done = true;
        switch (call) {
            case "" -> {}
            case "pay" -> seller.pay(id);
            case "cancel" -> done = seller.cancel(id);
            case "request-cancel" -> seller.requestCancel(id);
            default -> {
                return Lever.unknown();
            }
        }
        return Reply.json(done ? 200 : 409, desk.order(seller.account(), id));
    }

    private static void list(AmazonSeller seller, JsonNode product) {
        String sku = Json.required(product, "sku");
        Optional<Integer> fulfillable = product.has("fulfillable")
                ? Optional.of(Json.requiredInteger(product, "fulfillable"))
                : Optional.empty();
        seller.list(
                sku,
                Json.optional(product, "title").orElse("Product " + sku),
                Json.optional(product, "price").orElse("19.90"),
                Json.flag(product, "prime", false),
                Json.integer(product, "quantity", 0),
                fulfillable);
    }
}
