package penstock.sandbox.shopify;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import penstock.sandbox.buyer.Basket;
import penstock.sandbox.buyer.Buyers;
import penstock.sandbox.buyer.Purchase;
import penstock.sandbox.buyer.Storefront;
import penstock.sandbox.fault.FaultKind;
import penstock.sandbox.fault.Faults;
import penstock.sandbox.oracle.Entry;
import penstock.sandbox.oracle.Oracle;
import penstock.sandbox.time.SandboxTime;

/**
 * One shop's truth: products, levels, orders. It sells only while its own {@code available} suffices, and moves available to committed
 * itself. Every method that reads or changes truth holds this object's lock, so that the oracle's order is the order of application.
 */
public final class ShopifyShop implements Storefront {
    static final String CHANNEL = "shopify";

    private final String name;
    private final SandboxTime time;
    private final Oracle oracle;
    private final Faults faults;
    private final Buyers buyers;
    private final ShopEvents events;
    private final AtomicLong ids;
    private final Stockroom stock;
    private final Map<Long, ShopOrder> byFulfillmentOrder = new HashMap<>();
    private final Map<Long, ShopOrder> orders = new LinkedHashMap<>();

    ShopifyShop(
            String name,
            SandboxTime time,
            Oracle oracle,
            Faults faults,
            Buyers buyers,
            AtomicLong ids,
            List<String> locationNames,
            ShopEvents events) {
        this.name = name;
        this.time = time;
        this.oracle = oracle;
        this.faults = faults;
        this.buyers = buyers;
        this.events = events;
        this.ids = ids;
        this.stock = new Stockroom(
                locationNames.stream().map(each -> new Location(nextId(), each)).toList());
    }

    @Override
    public String channel() {
        return CHANNEL;
    }

    @Override
    public String account() {
        return name;
    }

    /** The domain that webhooks name. */
    public String domain() {
        return name + ".myshopify.com";
    }

    /** The shop's products, places and levels; read and change them under this object's lock only. */
    Stockroom stock() {
        return stock;
    }

    /** Adds a product that is stocked at every location, with this many units at the first. */
    synchronized Product add(String sku, String title, String price, int quantity) {
        Product product = new Product(nextId(), nextId(), nextId(), sku, title, price);
        stock.add(product, quantity, time.now());
        return product;
    }

    @Override
    public synchronized Purchase buy(Basket basket) {
        List<Level> taken = new ArrayList<>();
        for (Basket.Wish wish : merged(basket)) {
            Optional<Level> level = stock.levelWith(wish.sku(), wish.quantity());
            if (level.isEmpty()) {
                return soldOut(wish);
            }
            taken.add(level.get());
        }
        return sell(basket, taken.stream().collect(Collectors.toMap(level -> level.product.sku(), level -> level)));
    }

    @Override
    public synchronized void pay(String orderId) {
        ShopOrder order = order(orderId).orElseThrow(() -> unknown(orderId));
        if (order.financialStatus.equals("PENDING") && order.cancelledAt.isEmpty()) {
            order.financialStatus = "PAID";
            touch(order);
            events.order("orders/paid", order);
            events.order("orders/updated", order);
        }
    }

    @Override
    public boolean cancel(String orderId) {
        return cancel(orderId, true);
    }

    /** Cancels an order of which nothing is shipped yet; answers false otherwise. */
    public synchronized boolean cancel(String orderId, boolean restock) {
        ShopOrder order = order(orderId).orElseThrow(() -> unknown(orderId));
        if (order.cancelledAt.isPresent() || !order.fulfillments.isEmpty()) {
            return false;
        }
        order.lines.forEach(line -> withdraw(order, line, line.open(), restock));
        order.financialStatus = order.financialStatus.equals("PAID") ? "REFUNDED" : "VOIDED";
        touch(order);
        order.cancelledAt = Optional.of(order.updatedAt);
        events.order("orders/cancelled", order);
        events.order("orders/updated", order);
        return true;
    }

    /** Removes units from an order's lines of this SKU that are not shipped yet; answers how many were removed. */
    public synchronized int remove(String orderId, String sku, int quantity, boolean restock) {
        ShopOrder order = order(orderId).orElseThrow(() -> unknown(orderId));
        int left = quantity;
        for (ShopOrder.Line line : order.lines) {
            int units = line.product.sku().equals(sku) ? Math.min(left, line.open()) : 0;
            if (units > 0) {
                withdraw(order, line, units, restock);
                left -= units;
            }
        }
        touch(order);
        events.order("orders/updated", order);
        return quantity - left;
    }

    @Override
    public synchronized Map<String, Integer> shown() {
        return stock.shown();
    }

    /** Sets what a location has available, whoever writes it. The level must be one of this shop's. */
    synchronized int write(Level level, int available, String writer) {
        int before = stock.shown(level.product.sku());
        int delta = available - level.available;
        level.available = available;
        level.updatedAt = time.now();
        oracle.record(new Entry.StockWrite(
                time.now(),
                CHANNEL,
                name,
                level.product.sku(),
                level.location.name(),
                available,
                before,
                stock.shown(level.product.sku()),
                writer));
        if (delta != 0) {
            events.level(level);
        }
        return delta;
    }

    /** Records that a parcel left with these units; the caller has checked that they are still open. */
    synchronized ShopOrder.Fulfillment fulfil(
            ShopOrder order, Location location, List<ShopOrder.Fulfilled> lines, Tracking tracking, boolean notify) {
        for (ShopOrder.Fulfilled fulfilled : lines) {
            fulfilled.line().fulfilled += fulfilled.quantity();
            level(fulfilled.line()).committed -= fulfilled.quantity();
        }
        ShopOrder.Fulfillment fulfillment = new ShopOrder.Fulfillment(
                nextId(),
                order.name() + "-F" + (order.fulfillments.size() + 1),
                time.now(),
                location,
                tracking.company(),
                tracking.number(),
                tracking.url(),
                lines);
        order.fulfillments.add(fulfillment);
        touch(order);
        confirmed(order, fulfillment, notify);
        return fulfillment;
    }

    synchronized Optional<ShopOrder> order(String gidOrNumber) {
        long id = Gid.number("Order", gidOrNumber)
                .orElseGet(() -> gidOrNumber.matches("\\d{1,18}") ? Long.parseLong(gidOrNumber) : -1);
        return Optional.ofNullable(orders.get(id));
    }

    synchronized Optional<ShopOrder> orderOfFulfillmentOrder(long id) {
        return Optional.ofNullable(byFulfillmentOrder.get(id));
    }

    synchronized List<ShopOrder> orders() {
        return List.copyOf(orders.values());
    }

    long nextId() {
        return ids.incrementAndGet();
    }

    Instant now() {
        return time.now();
    }

    private Purchase soldOut(Basket.Wish wish) {
        int shown = stock.shown(wish.sku());
        oracle.record(new Entry.SoldOut(time.now(), CHANNEL, name, wish.sku(), wish.quantity(), shown));
        return new Purchase.SoldOut(wish.sku(), wish.quantity(), shown);
    }

    private Purchase sell(Basket basket, Map<String, Level> from) {
        List<ShopOrder.Line> lines = new ArrayList<>();
        List<Integer> before = new ArrayList<>();
        for (Basket.Wish wish : basket.wishes()) {
            Level level = Objects.requireNonNull(from.get(wish.sku()), "a wish without its level");
            before.add(stock.shown(wish.sku()));
            level.available -= wish.quantity();
            level.committed += wish.quantity();
            level.updatedAt = time.now();
            lines.add(new ShopOrder.Line(nextId(), level.product, level.location, wish.quantity()));
        }
        ShopOrder order = new ShopOrder(
                nextId(),
                1001 + orders.size(),
                buyers.next(),
                time.now(),
                basket.paid(),
                lines,
                fulfillmentOrders(lines));
        orders.put(order.id, order);
        order.fulfillmentOrders.forEach(part -> byFulfillmentOrder.put(part.id(), order));
        omitFromSearch(order);
        record(order, before);
        announce(order, from);
        return new Purchase.Sold(order.gid(), ShopifyBodies.order(order));
    }

    private List<ShopOrder.FulfillmentOrder> fulfillmentOrders(List<ShopOrder.Line> lines) {
        Map<Location, List<ShopOrder.FulfillmentOrderLine>> byLocation = new LinkedHashMap<>();
        lines.forEach(line -> byLocation
                .computeIfAbsent(line.location, any -> new ArrayList<>())
                .add(new ShopOrder.FulfillmentOrderLine(nextId(), line)));
        List<ShopOrder.FulfillmentOrder> all = new ArrayList<>();
        byLocation.forEach((location, content) -> all.add(new ShopOrder.FulfillmentOrder(nextId(), location, content)));
        return all;
    }

    private void record(ShopOrder order, List<Integer> before) {
        for (int i = 0; i < order.lines.size(); i++) {
            ShopOrder.Line line = order.lines.get(i);
            oracle.record(new Entry.Sale(
                    time.now(),
                    CHANNEL,
                    name,
                    order.gid(),
                    Gid.of("LineItem", line.id),
                    line.product.sku(),
                    line.ordered,
                    before.get(i),
                    before.get(i) - line.ordered));
        }
    }

    private void announce(ShopOrder order, Map<String, Level> from) {
        events.order("orders/create", order);
        if (order.financialStatus.equals("PAID")) {
            events.order("orders/paid", order);
        }
        events.order("orders/updated", order);
        from.values().forEach(events::level);
    }

    private void withdraw(ShopOrder order, ShopOrder.Line line, int units, boolean restock) {
        if (units == 0) {
            return;
        }
        Level level = level(line);
        line.cancelled += units;
        level.committed -= units;
        level.available += restock ? units : 0;
        level.updatedAt = time.now();
        oracle.record(new Entry.Cancellation(
                time.now(),
                CHANNEL,
                name,
                order.gid(),
                Gid.of("LineItem", line.id),
                line.product.sku(),
                units,
                restock));
        if (restock) {
            events.level(level);
        }
    }

    private void confirmed(ShopOrder order, ShopOrder.Fulfillment fulfillment, boolean notify) {
        String reference = Gid.of("Fulfillment", fulfillment.id());
        oracle.record(new Entry.Confirmation(
                time.now(),
                CHANNEL,
                name,
                order.gid(),
                reference,
                fulfillment.number(),
                false,
                fulfillment.lines().stream()
                        .map(f -> new Entry.Shipped(
                                Gid.of("LineItem", f.line().id),
                                f.line().product.sku(),
                                f.quantity()))
                        .toList()));
        if (notify) {
            oracle.record(new Entry.BuyerNotice(time.now(), CHANNEL, name, order.gid(), reference));
        }
        boolean whole = order.fulfillmentStatus().equals("FULFILLED");
        events.order(whole ? "orders/fulfilled" : "orders/partially_fulfilled", order);
        events.order("orders/updated", order);
    }

    private void touch(ShopOrder order) {
        order.changed(time.now());
        omitFromSearch(order);
    }

    private void omitFromSearch(ShopOrder order) {
        faults.strike(CHANNEL, "orders", FaultKind.Place.CHANGE)
                .ifPresent(fault -> order.foundFrom = time.now().plus(time.scaled(fault.delay())));
    }

    private Level level(ShopOrder.Line line) {
        return stock.level(line.product.inventoryItemId(), line.location.id()).orElseThrow();
    }

    private static List<Basket.Wish> merged(Basket basket) {
        Map<String, Integer> units = new LinkedHashMap<>();
        basket.wishes().forEach(wish -> units.merge(wish.sku(), wish.quantity(), Integer::sum));
        return units.entrySet().stream()
                .map(entry -> new Basket.Wish(entry.getKey(), entry.getValue()))
                .toList();
    }

    private IllegalArgumentException unknown(String orderId) {
        return new IllegalArgumentException("The shop " + name + " has no order " + orderId + ".");
    }
}
