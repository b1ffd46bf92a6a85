package penstock.sandbox.amazon;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import penstock.sandbox.json.Json;
import penstock.sandbox.oracle.Entry;
import tools.jackson.databind.JsonNode;

/**
 * The fulfilment orders of one seller and their way from received to complete. Stock is taken when an order is received; what a policy
 * forbids to ship in part stays. Used under the seller's lock; what happens later takes it.
 */
final class McfOrders {
    /** Published times after receipt at which an order is planned, worked on and shipped. */
    static final Duration PLANNED_AFTER = Duration.ofMinutes(5);

    static final Duration WORKED_ON_AFTER = Duration.ofMinutes(15);

    static final Duration SHIPPED_AFTER = Duration.ofMinutes(60);

    static final int LINES_MAX = 100;
    static final int UNITS_MAX = 250;
    static final int ID_CHARS_MAX = 40;

    private static final String PROVIDER = "amazon-mcf";

    private final AmazonSeller seller;
    private final Map<String, McfOrder> orders = new LinkedHashMap<>();

    McfOrders(AmazonSeller seller) {
        this.seller = seller;
    }

    Optional<McfOrder> find(String id) {
        return Optional.ofNullable(orders.get(id));
    }

    List<McfOrder> all() {
        return List.copyOf(orders.values());
    }

    void create(JsonNode request) {
        String id = Json.required(request, "sellerFulfillmentOrderId");
        if (orders.containsKey(id)) {
            step(orders.get(id), "REFUSED_DUPLICATE");
            throw new Refused(400, "InvalidRequest", "A fulfillment order with the id " + id + " already exists.");
        }
        List<McfOrder.Item> items = items(request);
        boolean held = Json.optional(request, "fulfillmentAction").equals(Optional.of("Hold"));
        McfOrder order = new McfOrder(id, request, items, seller.now(), held);
        orders.put(id, order);
        take(order, Json.optional(request, "fulfillmentPolicy").orElse("FillOrKill"));
        step(order, "CREATED");
        if (!held) {
            start(order);
        }
    }

    /** Lets a held order go. */
    void release(McfOrder order) {
        if (order.held && order.status == McfOrder.Status.Received) {
            order.held = false;
            step(order, "RELEASED");
            start(order);
        }
    }

    void cancel(McfOrder order) {
        if (!order.cancellable()) {
            throw Refused.invalid("The fulfillment order " + order.id + " is " + order.status
                    + " and can be cancelled only while it is Received or Planning.");
        }
        for (McfOrder.Item item : order.items) {
            item.listing.fulfillable += item.filled;
            item.listing.reserved -= item.filled;
            item.filled = 0;
            item.cancelled = item.quantity;
        }
        become(order, McfOrder.Status.Cancelled);
    }

    private List<McfOrder.Item> items(JsonNode request) {
        List<McfOrder.Item> items = new ArrayList<>();
        int units = 0;
        for (JsonNode entry : Json.each(request, "items")) {
            String sku = Json.required(entry, "sellerSku");
            int quantity = Json.requiredInteger(entry, "quantity");
            Listing listing = seller.listing(sku)
                    .filter(found -> found.fba)
                    .orElseThrow(() -> Refused.invalid("The SKU " + sku + " is not in Amazon's fulfillment network."));
            if (quantity < 1) {
                throw Refused.invalid("The quantity of " + sku + " must be at least 1.");
            }
            units += quantity;
            items.add(new McfOrder.Item(Json.required(entry, "sellerFulfillmentOrderItemId"), listing, quantity));
        }
        if (items.isEmpty() || items.size() > LINES_MAX || units > UNITS_MAX) {
            throw Refused.invalid("A fulfillment order has 1 to 100 lines and at most 250 units.");
        }
        return items;
    }

    private static void take(McfOrder order, String policy) {
        for (McfOrder.Item item : order.items) {
            item.filled = Math.min(item.quantity, item.listing.fulfillable);
            item.listing.fulfillable -= item.filled;
            item.listing.reserved += item.filled;
        }
        boolean whole = order.items.stream().allMatch(item -> item.filled == item.quantity);
        if (policy.equals("FillOrKill") && !whole) {
            for (McfOrder.Item item : order.items) {
                item.listing.fulfillable += item.filled;
                item.listing.reserved -= item.filled;
                item.filled = 0;
            }
        }
    }

    private void start(McfOrder order) {
        later(PLANNED_AFTER, order, McfOrder.Status.Received, () -> plan(order));
        later(WORKED_ON_AFTER, order, McfOrder.Status.Planning, () -> become(order, McfOrder.Status.Processing));
        later(SHIPPED_AFTER, order, McfOrder.Status.Processing, () -> ship(order));
    }

    private void later(Duration delay, McfOrder order, McfOrder.Status from, Runnable step) {
        Duration atSpeed = Duration.ofNanos((long) (delay.toNanos() / seller.settings.mcfSpeed()));
        seller.time.afterScaled(atSpeed, () -> {
            synchronized (seller) {
                if (order.status == from) {
                    step.run();
                }
            }
        });
    }

    private void plan(McfOrder order) {
        order.items.forEach(item -> item.unfulfillable = item.quantity - item.filled);
        boolean nothing = order.items.stream().allMatch(item -> item.filled == 0);
        become(order, nothing ? McfOrder.Status.Unfulfillable : McfOrder.Status.Planning);
    }

    private void ship(McfOrder order) {
        order.items.forEach(item -> item.listing.reserved -= item.filled);
        boolean whole = order.items.stream().allMatch(item -> item.filled == item.quantity);
        become(order, whole ? McfOrder.Status.Complete : McfOrder.Status.CompletePartialled);
    }

    private void become(McfOrder order, McfOrder.Status status) {
        order.status = status;
        order.statusAt = seller.now();
        step(order, status.name());
    }

    private void step(McfOrder order, String step) {
        seller.oracle.record(new Entry.ProviderOrder(
                seller.now(),
                PROVIDER,
                seller.account(),
                order.id,
                step,
                order.items.stream()
                        .map(item -> new Entry.Shipped(item.id, item.listing.sku, item.filled))
                        .toList()));
    }
}
