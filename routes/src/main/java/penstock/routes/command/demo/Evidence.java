package penstock.routes.command.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import penstock.routes.command.demo.DemoSeller.Front;
import tools.jackson.databind.JsonNode;

/**
 * All that the demo is judged by, gathered when it was quiet.
 *
 * @param unsettled what was still waited for when the time for settling was over
 * @param sighting the last look at both sides
 * @param sold every order of every channel as the channel has it
 * @param shorts lines that were short at some time
 * @param invariants those that were looked at in the database
 * @param repeats things that the channels' records hold twice: a parcel confirmed twice, a provider's order created twice
 * @param parcels by the channel's order id, of orders with parcels
 * @param window the longest time from a sale until every other channel showed it
 * @param providerTakes how long Amazon takes to ship an order of another channel, and we to hear of it
 * @param forged messages to the own site whose signature did not fit
 */
record Evidence(
        boolean partitioned,
        List<Front> fronts,
        List<String> unsettled,
        Sighting sighting,
        List<Sold> sold,
        List<Shorts.Short> shorts,
        List<Broken> invariants,
        List<String> repeats,
        Map<String, List<Seen.Parcel>> parcels,
        Duration window,
        Duration providerTakes,
        int forged) {

    /** An order as its channel has it; {@code id} is the end of the channel's. */
    record Sold(String place, String id, int ordered, int cancelled, int shipped) {}

    /**
     * An invariant that was looked at.
     *
     * @param violations 0 if it holds
     */
    record Broken(int number, String statement, long violations, List<String> examples) {}

    /** Orders out of the oracle's report. */
    static List<Sold> marketplaceOrders(JsonNode report) {
        List<Sold> orders = new ArrayList<>();
        for (JsonNode order : report.path("orders")) {
            int ordered = 0;
            int cancelled = 0;
            int shipped = 0;
            for (JsonNode line : order.path("lines")) {
                ordered += line.path("quantity").asInt();
                cancelled += line.path("cancelled").asInt();
                shipped += line.path("shipped").asInt();
            }
            orders.add(new Sold(
                    order.path("channel").asString() + "/"
                            + order.path("account").asString(),
                    Truth.tail(order.path("orderId").asString()),
                    ordered,
                    cancelled,
                    shipped));
        }
        return orders;
    }

    /** What the oracle's report holds twice. */
    static List<String> repeats(JsonNode oracle) {
        List<String> repeats = new ArrayList<>();
        JsonNode report = oracle.path("report");
        report.path("duplicateConfirmations")
                .forEach(twice -> repeats.add(
                        "a parcel was confirmed twice: " + twice.path("orderId").asString()));
        for (JsonNode confirmed : report.path("confirmations")) {
            if (confirmed.path("accepted").asInt() > 1) {
                repeats.add("a parcel was confirmed twice: "
                        + confirmed.path("orderId").asString());
            }
        }
        for (JsonNode provided : report.path("providerOrders")) {
            long created = 0;
            for (JsonNode step : provided.path("steps")) {
                created += step.asString("").equals("CREATED") ? 1 : 0;
            }
            if (created > 1) {
                repeats.add("a provider's order was created twice: "
                        + provided.path("id").asString());
            }
        }
        oracle.path("quotaBreaches").forEach(breach -> repeats.add("beyond a published limit: " + breach));
        return repeats;
    }

    /** Our SKU by place and the channel's SKU. */
    Map<String, String> skuOfChannelSku() {
        Map<String, String> skus = new TreeMap<>();
        for (Front front : fronts) {
            sighting.listingsOf(front)
                    .forEach(listing -> skus.put(front.place() + " " + listing.channelSku(), listing.sku()));
        }
        return skus;
    }
}
