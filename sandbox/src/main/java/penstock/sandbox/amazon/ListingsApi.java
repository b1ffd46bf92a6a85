package penstock.sandbox.amazon;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import penstock.sandbox.fault.FaultKind;
import penstock.sandbox.fault.Faults;
import penstock.sandbox.http.Reply;
import penstock.sandbox.http.Request;
import penstock.sandbox.json.Json;
import penstock.sandbox.oracle.Entry;
import penstock.sandbox.time.SandboxTime;
import tools.jackson.databind.JsonNode;

/**
 * Listings Items 2021-08-01: reading a listing, and writing what the seller has of it. A write is answered ACCEPTED at once and shown
 * later; INVALID is answered with status 200. Used under the seller's lock.
 */
final class ListingsApi {
    private static final String PATH = "/attributes/fulfillment_availability";

    private record Write(boolean merge, int quantity, Optional<Integer> leadTimeDays, Optional<String> restockDate) {}

    private final SandboxTime time;
    private final Faults faults;

    ListingsApi(SandboxTime time, Faults faults) {
        this.time = time;
        this.faults = faults;
    }

    Reply get(AmazonSeller seller, Request request, String sku) {
        requireMarketplace(seller, request);
        Listing listing = listing(seller, sku);
        List<String> datasets = request.list("includedData");
        Map<String, @Nullable Object> answer = Json.object("sku", sku);
        if (datasets.isEmpty() || datasets.contains("summaries")) {
            answer.put("summaries", List.of(summary(seller, listing)));
        }
        if (datasets.contains("attributes")) {
            answer.put("attributes", attributes(listing));
        }
        if (datasets.contains("issues")) {
            answer.put("issues", List.of());
        }
        if (datasets.contains("fulfillmentAvailability")) {
            answer.put("fulfillmentAvailability", List.of(availability(listing)));
        }
        return Reply.json(200, answer);
    }

    Reply patch(AmazonSeller seller, Request request, String sku) {
        requireMarketplace(seller, request);
        Listing listing = listing(seller, sku);
        JsonNode body = request.json();
        if (Json.optional(body, "productType").isEmpty() || body.path("patches").isEmpty()) {
            throw Refused.invalid("productType and patches are required.");
        }
        List<Write> writes = new ArrayList<>();
        List<Map<String, @Nullable Object>> issues = new ArrayList<>();
        Json.each(body, "patches").forEach(patch -> read(listing, patch, writes, issues));
        String submission = UUID.randomUUID().toString().replace("-", "");
        if (!issues.isEmpty()) {
            return answer(sku, "INVALID", submission, issues);
        }
        if (request.parameter("mode").equals(Optional.of("VALIDATION_PREVIEW"))) {
            return answer(sku, "VALID", submission, issues);
        }
        Duration delay = faults.strike(AmazonDesk.CHANNEL, Rate.patchListingsItem.name(), FaultKind.Place.WRITE)
                .map(fault -> fault.delay())
                .orElse(seller.settings.listingDelay());
        writes.forEach(write -> time.afterScaled(delay, () -> apply(seller, listing, write, submission)));
        return answer(sku, "ACCEPTED", submission, issues);
    }

    private static void apply(AmazonSeller seller, Listing listing, Write write, String submission) {
        synchronized (seller) {
            int before = listing.shown();
            listing.quantity = write.quantity();
            listing.leadTimeDays =
                    write.merge() ? write.leadTimeDays().or(() -> listing.leadTimeDays) : write.leadTimeDays();
            listing.restockDate =
                    write.merge() ? write.restockDate().or(() -> listing.restockDate) : write.restockDate();
            listing.updatedAt = seller.now();
            seller.oracle.record(new Entry.StockWrite(
                    seller.now(),
                    seller.channel(),
                    seller.account(),
                    listing.sku,
                    "DEFAULT",
                    write.quantity(),
                    before,
                    listing.shown(),
                    "submission " + submission));
        }
    }

    private static void read(
            Listing listing, JsonNode patch, List<Write> writes, List<Map<String, @Nullable Object>> issues) {
        String op = Json.optional(patch, "op").orElse("");
        boolean merge = op.equals("merge");
        if (!merge && !op.equals("replace")) {
            issues.add(issue("4000001", "The sandbox takes the operations merge and replace only, not '" + op + "'."));
            return;
        }
        if (!Json.optional(patch, "path").equals(Optional.of(PATH))) {
            issues.add(issue("4000002", "The sandbox takes the path " + PATH + " only."));
            return;
        }
        for (JsonNode value : Json.each(patch, "value")) {
            String channel = Json.optional(value, "fulfillment_channel_code").orElse("");
            JsonNode quantity = value.get("quantity");
            if (!channel.equals("DEFAULT") || listing.fba) {
                issues.add(issue(
                        "4000003", "Only stock of the channel DEFAULT of a listing that the seller ships may be set."));
            } else if (quantity == null || !quantity.isInt() || quantity.intValue() < 0) {
                issues.add(issue("90245", "'quantity' must be a whole number and not below 0."));
            } else {
                writes.add(new Write(
                        merge,
                        quantity.intValue(),
                        Optional.of(Json.integer(value, "lead_time_to_ship_max_days", -1))
                                .filter(days -> days >= 0),
                        Json.optional(value, "restock_date")));
            }
        }
    }

    private static Listing listing(AmazonSeller seller, String sku) {
        return seller.listing(sku)
                .orElseThrow(() -> new Refused(
                        404,
                        "NOT_FOUND",
                        "SKU '" + sku + "' not found in marketplace " + seller.settings.marketplaceId() + "."));
    }

    private static void requireMarketplace(AmazonSeller seller, Request request) {
        if (!request.list("marketplaceIds").contains(seller.settings.marketplaceId())) {
            throw Refused.invalid("marketplaceIds must name a marketplace in which the seller sells.");
        }
    }

    private static Map<String, @Nullable Object> summary(AmazonSeller seller, Listing listing) {
        return Json.object(
                "marketplaceId",
                seller.settings.marketplaceId(),
                "asin",
                listing.asin,
                "productType",
                "PRODUCT",
                "conditionType",
                "new_new",
                "status",
                listing.shown() > 0 ? List.of("BUYABLE", "DISCOVERABLE") : List.of("DISCOVERABLE"),
                "itemName",
                listing.title,
                "createdDate",
                listing.createdAt.toString(),
                "lastUpdatedDate",
                listing.updatedAt.toString());
    }

    private static Map<String, @Nullable Object> availability(Listing listing) {
        return Json.object(
                "fulfillmentChannelCode", listing.fba ? "AMAZON_NA" : "DEFAULT", "quantity", listing.shown());
    }

    private static Map<String, @Nullable Object> attributes(Listing listing) {
        Map<String, @Nullable Object> value = Json.object(
                "fulfillment_channel_code", listing.fba ? "AMAZON_NA" : "DEFAULT", "quantity", listing.shown());
        listing.leadTimeDays.ifPresent(days -> value.put("lead_time_to_ship_max_days", days));
        listing.restockDate.ifPresent(date -> value.put("restock_date", date));
        return Json.object("fulfillment_availability", List.of(value));
    }

    private static Map<String, @Nullable Object> issue(String code, String message) {
        return Json.object(
                "code",
                code,
                "message",
                message,
                "severity",
                "ERROR",
                "attributeNames",
                List.of("fulfillment_availability"),
                "categories",
                List.of("INVALID_ATTRIBUTE"));
    }

    private static Reply answer(
            String sku, String status, String submission, List<Map<String, @Nullable Object>> issues) {
        return Reply.json(200, Json.object("sku", sku, "status", status, "submissionId", submission, "issues", issues));
    }
}
