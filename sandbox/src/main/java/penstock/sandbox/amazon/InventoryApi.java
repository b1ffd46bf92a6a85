package penstock.sandbox.amazon;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import penstock.sandbox.http.Reply;
import penstock.sandbox.http.Request;
import penstock.sandbox.json.Json;
import tools.jackson.databind.JsonNode;

/** FBA Inventory v1: what Amazon itself holds. A next token lives thirty seconds (scaled). Used under the seller's lock. */
final class InventoryApi {
    /** Published life of a next token. */
    static final Duration TOKEN_LIFE = Duration.ofSeconds(30);

    static final int PAGE = 50;

    Reply summaries(AmazonSeller seller, Request request) {
        if (!request.list("marketplaceIds").equals(List.of(seller.settings.marketplaceId()))
                || !request.parameter("granularityType").equals(Optional.of("Marketplace"))
                || !request.parameter("granularityId").equals(Optional.of(seller.settings.marketplaceId()))) {
            throw Refused.invalid(
                    "granularityType Marketplace, granularityId and exactly one marketplaceIds are required.");
        }
        List<String> skus = request.whole("sellerSku").map(List::of).orElseGet(() -> request.list("sellerSkus"));
        if (skus.size() > PAGE) {
            throw Refused.invalid("sellerSkus may hold at most 50 SKUs.");
        }
        boolean details = request.parameter("details").equals(Optional.of("true"));
        int begin =
                request.whole("nextToken").map(token -> begin(seller, token)).orElse(0);
        List<Listing> found = seller.listings().stream()
                .filter(listing -> listing.fba && (skus.isEmpty() || skus.contains(listing.sku)))
                .toList();
        int end = Math.min(begin + PAGE, found.size());
        Map<String, @Nullable Object> answer = Json.object(
                "payload",
                Json.object(
                        "granularity",
                                Json.object(
                                        "granularityType",
                                        "Marketplace",
                                        "granularityId",
                                        seller.settings.marketplaceId()),
                        "inventorySummaries",
                                found.subList(Math.min(begin, end), end).stream()
                                        .map(listing -> summary(listing, details))
                                        .toList()));
        if (end < found.size()) {
            answer.put("pagination", Json.object("nextToken", token(seller, end)));
        }
        return Reply.json(200, answer);
    }

    private static Map<String, @Nullable Object> summary(Listing listing, boolean details) {
        Map<String, @Nullable Object> words = Json.object(
                "asin",
                listing.asin,
                "fnSku",
                "X00" + listing.asin.substring(3),
                "sellerSku",
                listing.sku,
                "condition",
                "NewItem",
                "lastUpdatedTime",
                listing.updatedAt.toString(),
                "productName",
                listing.title,
                "totalQuantity",
                listing.fulfillable + listing.reserved,
                "stores",
                List.of());
        if (details) {
            words.put(
                    "inventoryDetails",
                    Json.object(
                            "fulfillableQuantity", listing.fulfillable,
                            "inboundWorkingQuantity", 0,
                            "inboundShippedQuantity", 0,
                            "inboundReceivingQuantity", 0,
                            "reservedQuantity",
                                    Json.object(
                                            "totalReservedQuantity",
                                            listing.reserved,
                                            "pendingCustomerOrderQuantity",
                                            listing.reserved,
                                            "pendingTransshipmentQuantity",
                                            0,
                                            "fcProcessingQuantity",
                                            0)));
        }
        return words;
    }

    private static String token(AmazonSeller seller, int end) {
        String text =
                Json.text(Json.object("begin", end, "issuedAt", seller.now().toString()));
        return Base64.getUrlEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static int begin(AmazonSeller seller, String token) {
        try {
            JsonNode node = Json.read(Base64.getUrlDecoder().decode(token));
            Instant until = Instant.parse(Json.required(node, "issuedAt")).plus(seller.time.scaled(TOKEN_LIFE));
            if (until.isBefore(seller.now())) {
                throw Refused.invalid("The nextToken has expired.");
            }
            return Json.requiredInteger(node, "begin");
        } catch (IllegalArgumentException | Json.Malformed e) {
            throw Refused.invalid("The nextToken is invalid.");
        }
    }
}
