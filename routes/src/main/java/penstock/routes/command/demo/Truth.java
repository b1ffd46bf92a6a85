package penstock.routes.command.demo;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** What truly happened so far at the channels: the sandbox's timeline and the own site's notes, in words of the demo. */
final class Truth {

    private final List<Sale> sales = new ArrayList<>();
    private final List<Write> writes = new ArrayList<>();
    private final Map<String, Integer> faults = new TreeMap<>();
    private final Map<String, Integer> confirmations = new TreeMap<>();
    private final Map<String, Instant> cancels = new TreeMap<>();
    private final Map<String, Integer> turnedAway = new TreeMap<>();

    /** Units that a buyer bought. {@code place} is the channel's, {@code order} the end of the channel's id. */
    record Sale(String place, String order, String channelSku, int quantity, Instant at) {}

    /** A number that took effect at a channel. */
    record Write(String place, String channelSku, int quantity, Instant at) {}

    /** Adds one entry of the sandbox's timeline. */
    void add(JsonNode line) {
        JsonNode entry = line.path("entry");
        switch (line.path("what").asString("")) {
            case "Sale" ->
                sales.add(new Sale(
                        place(entry),
                        tail(entry.path("orderId").asString()),
                        entry.path("sku").asString(),
                        entry.path("quantity").asInt(),
                        at(entry)));
            case "StockWrite" ->
                writes.add(new Write(
                        place(entry),
                        entry.path("sku").asString(),
                        entry.path("shownAfter").asInt(),
                        at(entry)));
            case "FaultFired" -> faults.merge(entry.path("kind").asString(), 1, Integer::sum);
            case "Confirmation" -> confirmations.merge(place(entry), 1, Integer::sum);
            case "Cancellation" ->
                cancels.put(place(entry) + " " + tail(entry.path("orderId").asString()), at(entry));
            case "SoldOut" -> turnedAway.merge(place(entry), 1, Integer::sum);
            default -> {
                // providers' steps are read from the report at the end
            }
        }
    }

    /** Adds a sale of the own site. */
    void add(Customers.OwnSale sale) {
        sale.units()
                .forEach((sku, units) ->
                        sales.add(new Sale(DemoSeller.Front.OWN_SITE, sale.id(), sku, units, sale.at())));
    }

    /** Adds a number that the own site was told. */
    void add(OwnSite.Write write) {
        writes.add(new Write(DemoSeller.Front.OWN_SITE, write.sku(), write.quantity(), write.at()));
    }

    List<Sale> sales() {
        return List.copyOf(sales);
    }

    /** Writes from that one on. */
    List<Write> writes(int from) {
        return List.copyOf(writes.subList(from, writes.size()));
    }

    /** When each order was last cancelled in part or whole, by place and the end of its id. */
    Map<String, Instant> cancels() {
        return new TreeMap<>(cancels);
    }

    /** Faults that fired, by kind. */
    Map<String, Integer> faults() {
        return new TreeMap<>(faults);
    }

    /** Parcels that a channel was told of. */
    int confirmations(String place) {
        return confirmations.getOrDefault(place, 0);
    }

    /** Buyers who found it sold out. */
    int turnedAway(String place) {
        return turnedAway.getOrDefault(place, 0);
    }

    private static String place(JsonNode entry) {
        return entry.path("channel").asString() + "/" + entry.path("account").asString();
    }

    private static Instant at(JsonNode entry) {
        return Instant.parse(entry.path("at").asString());
    }

    /** The end of an id that may be a global one: {@code gid://shopify/Order/17} is 17. */
    static String tail(String id) {
        return id.substring(id.lastIndexOf('/') + 1);
    }
}
