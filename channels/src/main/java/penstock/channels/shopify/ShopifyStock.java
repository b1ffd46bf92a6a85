package penstock.channels.shopify;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import penstock.channels.shopify.wire.InventoryItem;
import penstock.channels.shopify.wire.Wire;
import penstock.channels.spi.Conversation;
import penstock.channels.spi.Effect;
import penstock.channels.spi.NumberMeaning;
import penstock.channels.spi.NumberMeaning.OnCancel;
import penstock.channels.spi.NumberMeaning.OnSale;
import penstock.channels.spi.StockSink;
import penstock.core.message.ListingRef;
import penstock.core.message.ShownQuantity;
import penstock.core.message.StockOutcome;
import penstock.core.message.StockUpdate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Sets and reads Shopify's {@code available}, by inventory item ({@link StockUpdate#channelRef}) and location.
 *
 * <p>Shopify itself moves units from available to committed when an order is placed, so what is shown falls with every
 * sale before we know of it; {@code changeFromQuantity} is what keeps us from raising it again.
 */
final class ShopifyStock implements StockSink {

    /**
     * Lines in one call. Shopify takes 250, all or none of them: one line that a sale has just made stale holds the
     * others back, so a batch is kept small enough that most have no such line. 25 lines for 10 points make 250 lines a
     * second on the smallest plan.
     */
    static final int BATCH = 25;

    /** Lines in one read-back, 300 points of the 1,000 that a query may cost. */
    static final int READ_BACK = 100;

    private final ShopifyCalls calls;
    private final String defaultLocation;

    ShopifyStock(ShopifyCalls calls, String defaultLocation) {
        this.calls = calls;
        this.defaultLocation = defaultLocation;
    }

    @Override
    public int batchLimit() {
        return BATCH;
    }

    @Override
    public boolean comparesAndSets() {
        return true;
    }

    /** True for items whose variant does not "continue selling when out of stock", which is Shopify's default. */
    @Override
    public boolean enforcesItsNumber() {
        return true;
    }

    /** {@code orderCancel} and refunds say whether to restock. */
    @Override
    public NumberMeaning numberMeaning() {
        return new NumberMeaning(OnSale.TAKEN_OFF, OnCancel.PUT_BACK_BY_CHOICE, true);
    }

    @Override
    public int readBackLimit() {
        return READ_BACK;
    }

    @Override
    public Conversation<List<StockOutcome>> publish(List<StockUpdate> updates) {
        StockBatch batch = StockBatch.of(updates, defaultLocation);
        if (batch.lines().isEmpty()) {
            return Conversation.done(batch.heldBack());
        }
        return calls.write(
                ShopifyDocuments.SET_QUANTITIES,
                batch.variables(),
                ShopifyDocuments.SET_QUANTITIES_COST,
                batch.key(),
                answer -> settle(batch, answer.data().path("inventorySetQuantities")));
    }

    private static Conversation<List<StockOutcome>> settle(StockBatch batch, JsonNode payload) {
        return payload.path("userErrors").isArray()
                ? Conversation.done(batch.settle(payload))
                : Conversation.lost(batch.key(), "Shopify's reply does not say what became of the quantities");
    }

    @Override
    public Conversation<List<Observed>> readBack(List<ListingRef> listings, Instant now) {
        Map<String, List<ListingRef>> byLocation = new LinkedHashMap<>();
        for (ListingRef listing : listings) {
            String location = listing.channelLocation().isBlank() ? defaultLocation : listing.channelLocation();
            if (!listing.channelRef().isBlank() && !location.isBlank()) {
                byLocation
                        .computeIfAbsent(Gid.of("Location", location), any -> new ArrayList<>())
                        .add(listing);
            }
        }
        Conversation<List<Observed>> all = Conversation.done(List.of());
        for (Map.Entry<String, List<ListingRef>> one : byLocation.entrySet()) {
            all = all.then(seen -> levels(one.getKey(), one.getValue(), now)
                    .then(more -> Conversation.done(
                            Stream.concat(seen.stream(), more.stream()).toList())));
        }
        return all;
    }

    private Conversation<List<Observed>> levels(String location, List<ListingRef> listings, Instant now) {
        ObjectNode variables = Wire.GRAPH.object();
        ArrayNode ids = variables.putArray("ids");
        listings.stream().map(ShopifyStock::item).distinct().forEach(ids::add);
        variables.put("location", location);
        int cost = ShopifyDocuments.LEVELS_COST_EACH * ids.size();
        return calls.read(ShopifyDocuments.LEVELS, variables, cost, answer -> {
            JsonNode nodes = answer.data().path("nodes");
            if (nodes.size() != ids.size()) {
                // an item that is gone has its place and is null: a list that is shorter says nothing of those it lacks
                return ShopifyErrors.unclear(
                        Effect.READ, "Shopify's reply has " + nodes.size() + " of " + ids.size() + " items");
            }
            Map<String, Integer> available = available(nodes);
            Instant seenAt = answer.servedAt().orElse(now);
            return Conversation.done(listings.stream()
                    .flatMap(listing -> Stream.ofNullable(available.get(item(listing)))
                            .map(quantity -> observed(listing, quantity, seenAt)))
                    .toList());
        });
    }

    private static Observed observed(ListingRef listing, int quantity, Instant seenAt) {
        return new Observed(
                listing.key(), new ShownQuantity(listing.channelSku(), listing.channelLocation(), quantity, seenAt));
    }

    /** By item; an item that is gone or not stocked at the location is missing. */
    private static Map<String, Integer> available(JsonNode nodes) {
        Map<String, Integer> available = new LinkedHashMap<>();
        for (JsonNode node : nodes) {
            if (node.isObject() && node.has("id")) {
                InventoryItem item = Wire.GRAPH.read(node, InventoryItem.class);
                quantities(item)
                        .filter(quantity -> "available".equals(quantity.name()))
                        .map(InventoryItem.Quantity::quantity)
                        .filter(Objects::nonNull)
                        .forEach(quantity -> available.put(String.valueOf(item.id()), quantity));
            }
        }
        return available;
    }

    private static Stream<InventoryItem.Quantity> quantities(InventoryItem item) {
        InventoryItem.Level level = item.inventoryLevel();
        return level == null || level.quantities() == null ? Stream.empty() : level.quantities().stream();
    }

    private static String item(ListingRef listing) {
        return Gid.of("InventoryItem", listing.channelRef());
    }
}
