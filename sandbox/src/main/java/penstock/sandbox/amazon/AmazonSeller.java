package penstock.sandbox.amazon;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import penstock.sandbox.buyer.Basket;
import penstock.sandbox.buyer.Buyers;
import penstock.sandbox.buyer.Purchase;
import penstock.sandbox.buyer.Storefront;
import penstock.sandbox.fault.Faults;
import penstock.sandbox.oracle.Entry;
import penstock.sandbox.oracle.Oracle;
import penstock.sandbox.time.SandboxTime;

/**
 * One seller's truth at Amazon: listings, stock at Amazon, orders. Amazon itself takes bought units off the shown quantity, and does not
 * add them when an order is cancelled. Every method that reads or changes truth holds this object's lock.
 */
public final class AmazonSeller implements Storefront {
    /** Published time after which Amazon has shipped an order from its own stock. */
    static final Duration FBA_SHIPS_AFTER = Duration.ofHours(1);

    final AmazonSettings settings;
    final SandboxTime time;
    final Oracle oracle;
    final NotificationQueue queue;
    final OrderBook orders;
    private final Buyers buyers;
    private final AtomicLong orderNumbers;
    private final Notifications notifications;
    private final Map<String, Listing> listings = new LinkedHashMap<>();

    AmazonSeller(
            AmazonSettings settings,
            SandboxTime time,
            Oracle oracle,
            Faults faults,
            Buyers buyers,
            AtomicLong orderNumbers) {
        this.orderNumbers = orderNumbers;
        this.settings = settings;
        this.time = time;
        this.oracle = oracle;
        this.buyers = buyers;
        this.queue = new NotificationQueue(time);
        this.orders = new OrderBook(time, faults);
        this.notifications = new Notifications(settings, time, faults, queue);
    }

    @Override
    public String channel() {
        return AmazonDesk.CHANNEL;
    }

    @Override
    public String account() {
        return settings.sellerId();
    }

    /**
     * Adds a listing.
     *
     * @param quantity shown of the seller's own stock
     * @param fulfillable units at Amazon; absent when the seller ships this listing
     */
    public synchronized void list(
            String sku, String title, String price, boolean prime, int quantity, Optional<Integer> fulfillable) {
        String asin = String.format("B0%08d", listings.size() + 1);
        Listing listing = new Listing(sku, asin, title, price, prime, now());
        listing.quantity = quantity;
        listing.fba = fulfillable.isPresent();
        listing.fulfillable = fulfillable.orElse(0);
        listings.put(sku, listing);
    }

    /** Sets what Amazon itself holds of a SKU, as after a delivery to it or a count there. */
    public synchronized void recountAtAmazon(String sku, int fulfillable) {
        Listing listing = listing(sku).orElseThrow(() -> new IllegalArgumentException("No SKU " + sku + "."));
        listing.fba = true;
        listing.fulfillable = fulfillable;
        listing.updatedAt = now();
    }

    @Override
    public synchronized Purchase buy(Basket basket) {
        Map<String, Integer> units = new LinkedHashMap<>();
        basket.wishes().forEach(wish -> units.merge(wish.sku(), wish.quantity(), Integer::sum));
        for (Map.Entry<String, Integer> wish : units.entrySet()) {
            int shown = listing(wish.getKey()).map(Listing::shown).orElse(0);
            if (shown < wish.getValue()) {
                oracle.record(new Entry.SoldOut(now(), channel(), account(), wish.getKey(), wish.getValue(), shown));
                return new Purchase.SoldOut(wish.getKey(), wish.getValue(), shown);
            }
        }
        return sell(basket);
    }

    @Override
    public synchronized void pay(String orderId) {
        AmazonOrder order = order(orderId);
        if (order.pending() && !order.cancelled()) {
            put(order.paid(now()), "OrderStatusChange", "Payment authorized");
            if (order.byAmazon()) {
                time.afterScaled(FBA_SHIPS_AFTER, () -> shipFromAmazon(orderId));
            }
        }
    }

    @Override
    public synchronized boolean cancel(String orderId) {
        AmazonOrder order = order(orderId);
        if (order.cancelled() || !order.packages().isEmpty()) {
            return false;
        }
        for (AmazonOrder.Item item : order.items()) {
            if (order.byAmazon()) {
                item.listing().fulfillable += item.ordered();
                item.listing().reserved -= item.ordered();
            }
            oracle.record(new Entry.Cancellation(
                    now(),
                    channel(),
                    account(),
                    orderId,
                    item.id(),
                    item.listing().sku,
                    item.ordered(),
                    order.byAmazon()));
        }
        put(order.cancelled(now()), "OrderStatusChange", "Order cancelled");
        return true;
    }

    /** The buyer asks for a cancel, which the seller may grant. */
    public synchronized void requestCancel(String orderId) {
        put(order(orderId).cancelRequested(now()), "BuyerRequestedChange", "Buyer Requested Cancel");
    }

    @Override
    public synchronized Map<String, Integer> shown() {
        Map<String, Integer> shown = new TreeMap<>();
        listings.values().forEach(listing -> shown.put(listing.sku, listing.shown()));
        return shown;
    }

    /** Takes a confirmed parcel; the caller has checked it. */
    synchronized void ship(AmazonOrder order, AmazonOrder.Package parcel) {
        boolean edit = order.parcel(parcel.reference()).isPresent();
        oracle.record(new Entry.Confirmation(
                now(),
                channel(),
                account(),
                order.id(),
                parcel.reference(),
                Optional.of(parcel.tracking()),
                edit,
                parcel.items().stream()
                        .map(i -> new Entry.Shipped(
                                i.itemId(), order.item(i.itemId()).orElseThrow().listing().sku, i.quantity()))
                        .toList()));
        if (!edit) {
            oracle.record(new Entry.BuyerNotice(now(), channel(), account(), order.id(), parcel.reference()));
        }
        put(order.shipped(parcel, now()), "OrderStatusChange", "Shipment confirmed");
    }

    synchronized Optional<Listing> listing(String sku) {
        return Optional.ofNullable(listings.get(sku));
    }

    synchronized List<Listing> listings() {
        return List.copyOf(listings.values());
    }

    /** The present instant, in whole milliseconds as messages have it. */
    Instant now() {
        return time.now().truncatedTo(ChronoUnit.MILLIS);
    }

    private AmazonOrder order(String orderId) {
        return orders.find(orderId)
                .orElseThrow(() ->
                        new IllegalArgumentException("The seller " + account() + " has no order " + orderId + "."));
    }

    private Purchase sell(Basket basket) {
        boolean byAmazon =
                basket.wishes().stream().allMatch(wish -> listing(wish.sku()).orElseThrow().fba);
        boolean prime =
                basket.wishes().stream().allMatch(wish -> listing(wish.sku()).orElseThrow().prime);
        long number = orderNumbers.incrementAndGet();
        String id = String.format("111-%07d-%07d", number / 10_000_000, number % 10_000_000);
        List<AmazonOrder.Item> items = new ArrayList<>();
        for (Basket.Wish wish : basket.wishes()) {
            Listing listing = listing(wish.sku()).orElseThrow();
            int before = listing.shown();
            take(listing, wish.quantity());
            String itemId = String.format("%d%03d", number, items.size() + 1);
            items.add(new AmazonOrder.Item(itemId, listing, wish.quantity(), 0));
            oracle.record(new Entry.Sale(
                    now(), channel(), account(), id, itemId, wish.sku(), wish.quantity(), before, listing.shown()));
        }
        AmazonOrder placed =
                new AmazonOrder(id, now(), now(), true, false, false, prime, byAmazon, buyers.next(), items, List.of());
        put(placed, "OrderStatusChange", "Order placed");
        if (basket.paid()) {
            pay(id);
        }
        return new Purchase.Sold(id, OrderWords.order(order(id), settings, OrderWords.ALL));
    }

    private void take(Listing listing, int units) {
        if (listing.fba) {
            listing.fulfillable -= units;
            listing.reserved += units;
        } else {
            listing.quantity -= units;
        }
        listing.updatedAt = now();
    }

    private synchronized void shipFromAmazon(String orderId) {
        AmazonOrder order = order(orderId);
        if (order.cancelled() || !order.packages().isEmpty()) {
            return;
        }
        order.items().forEach(item -> item.listing().reserved -= item.ordered());
        AmazonOrder.Package parcel = new AmazonOrder.Package(
                "1",
                now(),
                "AMZN_US",
                Optional.empty(),
                "TBA" + orderId.replace("-", ""),
                now().toString(),
                order.items().stream()
                        .map(item -> new AmazonOrder.PackageItem(item.id(), item.ordered()))
                        .toList());
        put(order.shipped(parcel, now()), "OrderStatusChange", "Shipped by Amazon");
    }

    private void put(AmazonOrder version, String changeType, String reason) {
        orders.put(version);
        notifications.changed(version, changeType, reason);
    }
}
