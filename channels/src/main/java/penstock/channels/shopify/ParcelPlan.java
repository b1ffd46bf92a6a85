package penstock.channels.shopify;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import penstock.channels.shopify.wire.FulfillmentOrder;
import penstock.channels.shopify.wire.Wire;
import penstock.core.message.Outcome;
import penstock.core.message.RefusalReason;
import penstock.core.message.ShipmentNotice;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Which fulfilment orders' lines a parcel takes its units from.
 *
 * @param parcels one list for each location, since a fulfilment has one
 * @param obstacle why nothing can be confirmed now
 */
record ParcelPlan(List<List<Slot>> parcels, Optional<Outcome> obstacle) {

    /** An order on hold or scheduled is looked at again after this. */
    static final Duration WHILE_ON_HOLD = Duration.ofMinutes(30);

    /** Carriers whose names Shopify knows in exactly this spelling, and then links the tracking number. */
    private static final Map<String, String> CARRIERS = Stream.of(
                    "UPS",
                    "USPS",
                    "FedEx",
                    "DHL Express",
                    "DHL eCommerce",
                    "Canada Post",
                    "Royal Mail",
                    "Australia Post",
                    "Deutsche Post",
                    "La Poste",
                    "PostNL",
                    "GLS",
                    "DPD")
            .collect(Collectors.toMap(name -> name.toLowerCase(Locale.ROOT), name -> name));

    private static final Set<String> OPEN = Set.of("OPEN", "IN_PROGRESS");
    private static final Set<String> WAITING = Set.of("ON_HOLD", "SCHEDULED");

    /**
     * A line of a fulfilment order with units to ship.
     *
     * @param line the number of the order's line
     */
    record Slot(String location, String order, String status, String orderLine, String line, int units) {

        Slot with(int fewer) {
            return new Slot(location, order, status, orderLine, line, fewer);
        }
    }

    /** Whether units of a fulfilment order with this status may be shipped now or later. */
    static boolean mayShip(@Nullable String status) {
        return status != null && (OPEN.contains(status) || WAITING.contains(status));
    }

    static Stream<Slot> slots(FulfillmentOrder order, List<JsonNode> lines) {
        FulfillmentOrder.AssignedLocation from = order.assignedLocation();
        String location = from == null || from.location() == null
                ? ""
                : String.valueOf(from.location().id());
        List<Slot> slots = new ArrayList<>();
        for (JsonNode tree : lines) {
            FulfillmentOrder.Line line = Wire.GRAPH.read(tree, FulfillmentOrder.Line.class);
            Optional<String> number =
                    Gid.number(line.lineItem() == null ? null : line.lineItem().id());
            if (number.isPresent() && line.remainingQuantity() != null && line.remainingQuantity() > 0) {
                slots.add(new Slot(
                        location,
                        String.valueOf(order.id()),
                        String.valueOf(order.status()),
                        String.valueOf(line.id()),
                        number.get(),
                        line.remainingQuantity()));
            }
        }
        return slots.stream();
    }

    /** Takes the units from the slots in their order, open ones only. */
    static ParcelPlan of(Map<String, Integer> units, List<Slot> slots) {
        Map<String, Integer> missing = new TreeMap<>(units);
        Map<String, List<Slot>> byLocation = new LinkedHashMap<>();
        for (Slot slot : slots) {
            int take = Math.min(slot.units(), missing.getOrDefault(slot.line(), 0));
            if (take > 0 && OPEN.contains(slot.status())) {
                missing.merge(slot.line(), -take, Integer::sum);
                byLocation
                        .computeIfAbsent(slot.location(), any -> new ArrayList<>())
                        .add(slot.with(take));
            }
        }
        missing.values().removeIf(open -> open == 0);
        return missing.isEmpty()
                ? new ParcelPlan(List.copyOf(byLocation.values()), Optional.empty())
                : new ParcelPlan(List.of(), Optional.of(obstacle(missing, slots)));
    }

    private static Outcome obstacle(Map<String, Integer> missing, List<Slot> slots) {
        boolean held =
                slots.stream().anyMatch(slot -> missing.containsKey(slot.line()) && WAITING.contains(slot.status()));
        if (held) {
            return new Outcome.NotSent(
                    WHILE_ON_HOLD, "the fulfilment order is on hold or scheduled: release it in Shopify");
        }
        return new Outcome.Refused(
                RefusalReason.INVALID,
                "Shopify has nothing open to ship for " + missing
                        + " (units by line): already shipped or cancelled there");
    }

    static Outcome later(String why) {
        return new Outcome.NotSent(Duration.ZERO, why);
    }

    /** The input of {@code fulfillmentCreate} for one location's units. */
    static ObjectNode fulfillment(ShipmentNotice notice, List<Slot> parcel) {
        ObjectNode fulfillment = Wire.GRAPH.object();
        ArrayNode orders = fulfillment.putArray("lineItemsByFulfillmentOrder");
        parcel.stream()
                .collect(Collectors.groupingBy(Slot::order, LinkedHashMap::new, Collectors.toList()))
                .forEach((order, slots) -> {
                    ObjectNode group = orders.addObject();
                    group.put("fulfillmentOrderId", order);
                    ArrayNode lines = group.putArray("fulfillmentOrderLineItems");
                    slots.forEach(slot ->
                            lines.addObject().put("id", slot.orderLine()).put("quantity", slot.units()));
                });
        if (!notice.trackingNumber().isBlank()) {
            fulfillment
                    .putObject("trackingInfo")
                    .put("company", carrier(notice.carrier()))
                    .put("number", notice.trackingNumber());
        }
        return fulfillment.put("notifyCustomer", true);
    }

    static String carrier(String name) {
        return CARRIERS.getOrDefault(name.strip().toLowerCase(Locale.ROOT), name);
    }
}
