package penstock.channels.shopify;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import penstock.channels.shopify.wire.UserError;
import penstock.channels.shopify.wire.Wire;
import penstock.core.message.Outcome;
import penstock.core.message.RefusalReason;
import penstock.core.message.StockOutcome;
import penstock.core.message.StockUpdate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The lines of one {@code inventorySetQuantities}, which Shopify applies all or none.
 *
 * @param lines what is sent, in the order of their keys, so that the same lines always make the same request
 * @param heldBack what became of the lines that are not sent at all
 */
record StockBatch(List<StockUpdate> lines, List<StockOutcome> heldBack, String defaultLocation) {

    /** Shopify's limit of a quantity, by the schema of 2026-10. */
    static final int MAX_QUANTITY = 1_000_000_000;

    StockBatch {
        lines = List.copyOf(lines);
        heldBack = List.copyOf(heldBack);
    }

    /** Sorts out lines that Shopify would refuse, since each would take all others with it. */
    static StockBatch of(List<StockUpdate> updates, String defaultLocation) {
        List<StockUpdate> lines = new ArrayList<>();
        List<StockOutcome> heldBack = new ArrayList<>();
        Set<String> places = new HashSet<>();
        for (StockUpdate update :
                updates.stream().sorted(Comparator.comparing(StockUpdate::key)).toList()) {
            Optional<Outcome> never = refusal(update, defaultLocation);
            if (never.isPresent()) {
                heldBack.add(new StockOutcome(update.key(), never.get()));
            } else if (!places.add(item(update) + " " + Gid.of("Location", location(update, defaultLocation)))) {
                heldBack.add(new StockOutcome(update.key(), later("another line of the batch sets the same item")));
            } else {
                lines.add(update);
            }
        }
        return new StockBatch(lines, heldBack, defaultLocation);
    }

    private static Optional<Outcome> refusal(StockUpdate update, String defaultLocation) {
        if (update.channelRef().isBlank()) {
            return Optional.of(new Outcome.Refused(
                    RefusalReason.NOT_FOUND, "the listing has no Shopify inventory item: read the listings again"));
        } else if (location(update, defaultLocation).isBlank()) {
            return Optional.of(new Outcome.Refused(
                    RefusalReason.INVALID, "the listing has no Shopify location: enter the account's 'location'"));
        } else if (update.quantity() < 0 || update.quantity() > MAX_QUANTITY) {
            return Optional.of(new Outcome.Refused(
                    RefusalReason.INVALID, update.quantity() + " units; Shopify takes 0 to " + MAX_QUANTITY));
        }
        return Optional.empty();
    }

    /**
     * The idempotency key of the whole batch: the same for the same lines in the same attempts, whatever their order,
     * and another as soon as one line is missing or has a new attempt.
     */
    String key() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (StockUpdate line : lines) {
                byte[] text = line.idempotencyKey().getBytes(StandardCharsets.UTF_8);
                digest.update(
                        ByteBuffer.allocate(Integer.BYTES).putInt(text.length).array());
                digest.update(text);
            }
            ByteBuffer half = ByteBuffer.wrap(digest.digest());
            return new UUID(half.getLong(), half.getLong()).toString();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    ObjectNode variables() {
        ObjectNode variables = Wire.GRAPH.object();
        ObjectNode input = variables.putObject("input");
        input.put("name", "available");
        input.put("reason", "correction");
        input.put("referenceDocumentUri", "gid://penstock/StockUpdate/" + key());
        ArrayNode quantities = input.putArray("quantities");
        lines.forEach(line -> quantities.add(quantity(line)));
        variables.put("key", key());
        return variables;
    }

    private ObjectNode quantity(StockUpdate line) {
        ObjectNode quantity = Wire.GRAPH.object();
        quantity.put("inventoryItemId", item(line));
        quantity.put("locationId", Gid.of("Location", location(line, defaultLocation)));
        quantity.put("quantity", line.quantity());
        // since 2026-04 an absent value is an error: null is how one opts out
        if (line.expectedShown().isPresent()) {
            quantity.put("changeFromQuantity", line.expectedShown().getAsInt());
        } else {
            quantity.putNull("changeFromQuantity");
        }
        return quantity;
    }

    /** What became of each line by the payload of the mutation. */
    List<StockOutcome> settle(JsonNode payload) {
        List<UserError> errors = new ArrayList<>();
        payload.path("userErrors").forEach(error -> errors.add(Wire.GRAPH.read(error, UserError.class)));
        List<StockOutcome> outcomes = new ArrayList<>(heldBack);
        if (errors.isEmpty()) {
            String ref = payload.path("inventoryAdjustmentGroup").path("id").asString("");
            lines.forEach(line -> outcomes.add(new StockOutcome(line.key(), new Outcome.Done(ref))));
            return outcomes;
        }
        Map<Integer, UserError> byLine = new HashMap<>();
        @Nullable UserError general = sort(errors, byLine);
        for (int i = 0; i < lines.size(); i++) {
            UserError error = byLine.getOrDefault(i, general);
            Outcome outcome = error == null
                    ? later("Shopify refused the batch because of another line")
                    : ShopifyErrors.ofStock(error, key());
            outcomes.add(new StockOutcome(lines.get(i).key(), outcome));
        }
        return outcomes;
    }

    /** Puts errors that name a line under its number; answers the first that names none. */
    private @Nullable UserError sort(List<UserError> errors, Map<Integer, UserError> byLine) {
        UserError general = null;
        for (UserError error : errors) {
            OptionalInt line = error.indexIn("quantities");
            if (line.isPresent() && line.getAsInt() < lines.size()) {
                byLine.putIfAbsent(line.getAsInt(), error);
            } else if (general == null) {
                general = error;
            }
        }
        return general;
    }

    private static Outcome later(String why) {
        return new Outcome.NotSent(Duration.ZERO, why);
    }

    private static String item(StockUpdate update) {
        return Gid.of("InventoryItem", update.channelRef());
    }

    private static String location(StockUpdate update, String defaultLocation) {
        return update.channelLocation().isBlank() ? defaultLocation : update.channelLocation();
    }
}
