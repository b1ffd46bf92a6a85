package penstock.channels.shopify;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import penstock.channels.shopify.ParcelPlan.Slot;
import penstock.channels.shopify.wire.Connection;
import penstock.channels.shopify.wire.Fulfillment;
import penstock.channels.shopify.wire.FulfillmentOrder;
import penstock.channels.shopify.wire.PageInfo;
import penstock.channels.shopify.wire.Ref;
import penstock.channels.shopify.wire.UserError;
import penstock.channels.shopify.wire.Wire;
import penstock.channels.spi.Conversation;
import penstock.channels.spi.ShipmentSink;
import penstock.core.message.OrderSnapshot;
import penstock.core.message.Outcome;
import penstock.core.message.RefusalReason;
import penstock.core.message.ShipmentNotice;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Confirms parcels as fulfilments, each unit once.
 *
 * <p>{@code fulfillmentCreate} has no idempotency key, and Shopify writes to the buyer each time. So the order is read
 * first: what live fulfilments with our tracking number already contain is taken off the parcel, and only the rest is
 * confirmed. A parcel without a tracking number is told from others by the lack of one, so that two such parcels with the
 * same line count as one. Lines of different locations make one fulfilment each.
 */
final class ShopifyShipments implements ShipmentSink {

    /** Pages of one list that are read: as many lines as an order of ours may have. */
    static final int PAGES = OrderSnapshot.MAX_LINES / ShopifyDocuments.LINES_A_PAGE;

    private static final Set<String> DEAD = Set.of("CANCELLED", "ERROR", "FAILURE");

    private final ShopifyCalls calls;

    ShopifyShipments(ShopifyCalls calls) {
        this.calls = calls;
    }

    @Override
    public Conversation<Outcome> confirm(ShipmentNotice notice) {
        return known(notice).then(known -> {
            Map<String, Integer> missing = known.missing(notice);
            return missing.isEmpty()
                    ? Conversation.done(new Outcome.Done(known.ref()))
                    : slots(known.orders()).then(slots -> create(notice, ParcelPlan.of(missing, slots)));
        });
    }

    @Override
    public Conversation<Outcome> readBack(ShipmentNotice notice) {
        return known(notice)
                .then(known -> Conversation.done(
                        known.missing(notice).isEmpty()
                                ? new Outcome.Done(known.ref())
                                : ParcelPlan.later(
                                        "Shopify has no fulfilment with this tracking number and all lines")));
    }

    /**
     * What Shopify knows of the parcel.
     *
     * @param ref a fulfilment with our tracking number, or {@code ""}
     * @param shipped units by the number of the order's line in such fulfilments
     * @param orders all of the order's fulfilment orders
     */
    private record Known(String ref, Map<String, Integer> shipped, List<FulfillmentOrder> orders) {

        Map<String, Integer> missing(ShipmentNotice notice) {
            Map<String, Integer> missing = new HashMap<>();
            notice.lines().forEach(line -> missing.merge(line.channelLineId(), line.quantity(), Integer::sum));
            shipped.forEach((line, units) -> missing.computeIfPresent(line, (any, open) -> open - units));
            missing.values().removeIf(open -> open <= 0);
            return missing;
        }
    }

    private Conversation<Known> known(ShipmentNotice notice) {
        String order = Gid.of("Order", notice.channelOrderId());
        return state(order, null, 1).then(state -> {
            if (!state.isObject()) {
                return Conversation.refused(RefusalReason.NOT_FOUND, "Shopify does not know the order");
            }
            List<String> ours = new ArrayList<>();
            state.path("fulfillments").forEach(tree -> {
                Fulfillment parcel = Wire.GRAPH.read(tree, Fulfillment.class);
                if (parcel.id() != null && isOurs(parcel, notice.trackingNumber())) {
                    ours.add(parcel.id());
                }
            });
            List<FulfillmentOrder> orders = new ArrayList<>();
            state.path("fulfillmentOrders")
                    .path("nodes")
                    .forEach(tree -> orders.add(Wire.GRAPH.read(tree, FulfillmentOrder.class)));
            return shipped(ours)
                    .then(units -> Conversation.done(new Known(ours.isEmpty() ? "" : ours.get(0), units, orders)));
        });
    }

    /** The order with all of its fulfilment orders; a null node if Shopify does not know it. */
    private Conversation<JsonNode> state(String order, @Nullable String after, int pageNo) {
        return calls.read(
                ShopifyDocuments.FULFILMENT_STATE,
                page(order, after),
                ShopifyDocuments.FULFILMENT_STATE_COST,
                answer -> {
                    JsonNode state = answer.data().path("order");
                    Connection orders = connection(state.path("fulfillmentOrders"));
                    PageInfo info = orders.pageInfo();
                    if (info == null || !orders.more() || pageNo >= PAGES) {
                        return Conversation.done(state);
                    }
                    return state(order, info.endCursor(), pageNo + 1).then(rest -> {
                        ((ObjectNode) rest.path("fulfillmentOrders"))
                                .withArray("nodes")
                                .addAll(orders.list());
                        return Conversation.done(rest);
                    });
                });
    }

    private static boolean isOurs(Fulfillment parcel, String trackingNumber) {
        Stream<String> numbers = parcel.trackingInfo() == null
                ? Stream.empty()
                : parcel.trackingInfo().stream()
                        .flatMap(info -> Stream.ofNullable(info.number()))
                        .filter(number -> !number.isBlank());
        boolean same = trackingNumber.isBlank()
                ? numbers.findAny().isEmpty()
                : numbers.anyMatch(number -> number.strip().equalsIgnoreCase(trackingNumber.strip()));
        return same && !DEAD.contains(String.valueOf(parcel.status()));
    }

    /** Units by line in these fulfilments. */
    private Conversation<Map<String, Integer>> shipped(List<String> fulfilments) {
        Conversation<Map<String, Integer>> all = Conversation.done(Map.of());
        for (String fulfilment : fulfilments) {
            all = all.then(sum -> pages(
                            ShopifyDocuments.PARCEL_LINES,
                            ShopifyDocuments.PARCEL_LINES_COST,
                            fulfilment,
                            data -> data.path("fulfillment").path("fulfillmentLineItems"))
                    .then(lines -> Conversation.done(add(sum, lines))));
        }
        return all;
    }

    private static Map<String, Integer> add(Map<String, Integer> sum, List<JsonNode> lines) {
        Map<String, Integer> units = new HashMap<>(sum);
        for (JsonNode tree : lines) {
            Fulfillment.Line line = Wire.GRAPH.read(tree, Fulfillment.Line.class);
            int quantity = line.quantity() == null ? 0 : line.quantity();
            number(line.lineItem()).ifPresent(id -> units.merge(id, quantity, Integer::sum));
        }
        return units;
    }

    /** What fulfilment orders still have to ship. */
    private Conversation<List<Slot>> slots(List<FulfillmentOrder> orders) {
        Conversation<List<Slot>> all = Conversation.done(List.of());
        for (FulfillmentOrder order : orders) {
            String id = order.id();
            if (id != null && ParcelPlan.mayShip(order.status())) {
                all = all.then(known -> pages(
                                ShopifyDocuments.OPEN_LINES,
                                ShopifyDocuments.OPEN_LINES_COST,
                                id,
                                data -> data.path("fulfillmentOrder").path("lineItems"))
                        .then(lines -> Conversation.done(Stream.concat(known.stream(), ParcelPlan.slots(order, lines))
                                .toList())));
            }
        }
        return all;
    }

    private Conversation<List<JsonNode>> pages(
            String document, int cost, String id, Function<JsonNode, JsonNode> list) {
        return pages(document, cost, id, list, null, 1);
    }

    private Conversation<List<JsonNode>> pages(
            String document,
            int cost,
            String id,
            Function<JsonNode, JsonNode> list,
            @Nullable String after,
            int pageNo) {
        return calls.read(document, page(id, after), cost, answer -> {
            Connection page = connection(list.apply(answer.data()));
            PageInfo info = page.pageInfo();
            if (info == null || !page.more() || pageNo >= PAGES) {
                return Conversation.done(page.list());
            }
            return pages(document, cost, id, list, info.endCursor(), pageNo + 1)
                    .then(rest -> Conversation.done(
                            Stream.concat(page.list().stream(), rest.stream()).toList()));
        });
    }

    private Conversation<Outcome> create(ShipmentNotice notice, ParcelPlan plan) {
        if (plan.obstacle().isPresent()) {
            return Conversation.done(plan.obstacle().get());
        }
        Conversation<Outcome> all = Conversation.done(new Outcome.Done(""));
        for (List<Slot> parcel : plan.parcels()) {
            all = all.then(
                    before -> before instanceof Outcome.Done ? write(notice, parcel) : Conversation.done(before));
        }
        return all;
    }

    private Conversation<Outcome> write(ShipmentNotice notice, List<Slot> parcel) {
        String ref = String.valueOf(notice.shipmentId());
        ObjectNode variables = Wire.GRAPH.object();
        variables.set("fulfillment", ParcelPlan.fulfillment(notice, parcel));
        return calls.write(
                ShopifyDocuments.CREATE_FULFILMENT,
                variables,
                ShopifyDocuments.CREATE_FULFILMENT_COST,
                ref,
                answer -> settle(ref, answer.data().path("fulfillmentCreate")));
    }

    private static Conversation<Outcome> settle(String ref, JsonNode payload) {
        List<String> errors = new ArrayList<>();
        payload.path("userErrors")
                .forEach(error ->
                        errors.add(Wire.GRAPH.read(error, UserError.class).text()));
        String fulfilment = payload.path("fulfillment").path("id").asString("");
        if (!errors.isEmpty()) {
            return Conversation.done(new Outcome.Refused(RefusalReason.INVALID, String.join("; ", errors)));
        }
        return fulfilment.isEmpty()
                ? Conversation.lost(ref, "Shopify's reply does not say whether the fulfilment was created")
                : Conversation.done(new Outcome.Done(fulfilment));
    }

    private static ObjectNode page(String id, @Nullable String after) {
        ObjectNode variables = Wire.GRAPH.object();
        variables.put("id", id);
        variables.put("after", after);
        return variables;
    }

    private static Connection connection(JsonNode tree) {
        return tree.isObject() ? Wire.GRAPH.read(tree, Connection.class) : Connection.NONE;
    }

    private static Optional<String> number(@Nullable Ref line) {
        return Gid.number(line == null ? null : line.id());
    }
}
