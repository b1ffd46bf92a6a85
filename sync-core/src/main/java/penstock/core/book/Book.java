package penstock.core.book;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import penstock.core.book.Needs.OrderKey;
import penstock.core.shelf.DetailKey;
import penstock.core.shelf.Shelves;
import penstock.core.shelf.Spot;

/**
 * The working set of one batch. Rows that were not announced are loaded on demand, once. Every change of stock goes
 * through {@link #move}, so each leaves a posting.
 */
public final class Book {

    /** Orders, or fulfilment orders, loaded in one statement a table. */
    public static final int PAGE = 500;

    /** The most orders that may be promised one SKU at one location when these promises must be looked at. */
    public static final int MAX_ORDERS_RESERVING = 20_000;

    private final Rules rules;
    private final Loader loader;
    private final LongSupplier ids;
    private final Instant now;

    private final Map<StockKey, Balance> balances = new HashMap<>();
    private final Map<Long, Boolean> skusLoaded = new HashMap<>();
    private final Map<OrderKey, Optional<Order>> ordersByKey = new HashMap<>();
    private final Map<Long, Order> orders = new LinkedHashMap<>();
    private final Map<Long, FulfilmentOrder> fulfilments = new LinkedHashMap<>();
    private final Map<Long, Map<Long, Integer>> exposures = new HashMap<>();
    private final Map<Long, Map<Long, Integer>> drained = new HashMap<>(); // by SKU and account, in this batch
    private final Map<String, StockMoveRow> moves = new HashMap<>();
    private final Map<Long, List<Parcel>> parcels = new HashMap<>();

    private final List<Posting> postings = new ArrayList<>();
    private final List<Act> acts = new ArrayList<>();
    private final List<StockMoveRow> newMoves = new ArrayList<>();
    private final List<Parcel> newParcels = new ArrayList<>();
    private final Map<Long, Long> readMessages = new LinkedHashMap<>();
    private final Shelves shelves;
    private final Productions productions;
    private final Backorders backorders;
    private final List<FlagChange> flags = new ArrayList<>();

    public Book(Rules rules, Loader loader, LongSupplier ids, Instant now) {
        this.rules = rules;
        this.loader = loader;
        this.ids = ids;
        this.now = now;
        this.shelves = new Shelves(rules::keeping, loader::shelves, ids);
        this.productions = new Productions(loader);
        this.backorders = new Backorders(this, loader);
    }

    public Productions productions() {
        return productions;
    }

    public Rules rules() {
        return rules;
    }

    /** When the batch decides. */
    public Instant now() {
        return now;
    }

    public long nextId() {
        return ids.getAsLong();
    }

    // stock ----------------------------------------------------------------------------------------------------------

    /** Enters what was loaded for a SKU, at every location where it has a row. */
    public void enterBalances(long skuId, Collection<Balance> loaded) {
        if (skusLoaded.putIfAbsent(skuId, true) == null) {
            loaded.forEach(balance -> balances.put(balance.key(), balance));
        }
    }

    /** Loads the balances of SKUs at once that will be looked at. */
    public void loadBalances(Collection<Long> skuIds) {
        loader.balances(skuIds).forEach(this::enterBalances);
    }

    public Balance balance(StockKey key) {
        if (!skusLoaded.containsKey(key.skuId())) {
            enterBalances(key.skuId(), loader.balances(key.skuId()));
        }
        return balances.computeIfAbsent(key, Balance::empty);
    }

    public int available(StockKey key) {
        return balance(key).units(Condition.AVAILABLE);
    }

    /** Units available at all locations that orders may be served from; the greatest {@code int} is that many or more. */
    public int availableEverywhere(long skuId) {
        long sum = rules.locations().stream()
                .mapToLong(location -> available(new StockKey(skuId, location.locationId())))
                .sum();
        return (int) Math.min(Integer.MAX_VALUE, sum);
    }

    /**
     * Units of a partitioned SKU that other channels may still sell beyond what we have read of them: whoever can wait
     * for an answer must leave them alone.
     */
    public long exposedToOthers(long skuId, long accountId) {
        Map<Long, Integer> here = drained.getOrDefault(skuId, Map.of());
        return exposures.computeIfAbsent(skuId, loader::exposures).entrySet().stream()
                .filter(exposure -> exposure.getKey() != accountId)
                .mapToLong(exposure -> Math.max(0, exposure.getValue() - here.getOrDefault(exposure.getKey(), 0)))
                .sum();
    }

    private void drain(long skuId, long accountId, int units) {
        if (rules.isPartitioned(skuId)) {
            drained.computeIfAbsent(skuId, sku -> new HashMap<>()).merge(accountId, units, Integer::sum);
        }
    }

    /** Moves units from one account to another. */
    public void move(long skuId, Account from, Account to, int quantity, Cause cause) {
        add(skuId, from, -quantity);
        add(skuId, to, quantity);
        postings.add(new Posting(skuId, from, to, quantity, cause));
        postings.get(postings.size() - 1).tell(shelves, postings.size() - 1);
    }

    public Shelves shelves() {
        return shelves;
    }

    /** Moves units from one spot of a location to another; the posting leads from their condition to the same. */
    public void rearrange(DetailKey from, Spot to, int quantity, Cause cause) {
        Account here = Account.at(from.locationId(), Condition.of(from.state()));
        postings.add(new Posting(from.skuId(), here, here, quantity, cause));
        shelves.rearrange(postings.size() - 1, from, to, quantity);
    }

    /** Notes whose the postings of a deed are. */
    public <T> T actedBy(Actor actor, Supplier<T> deed) {
        int before = postings.size();
        T done = deed.get();
        if (postings.size() > before) {
            acts.add(new Act(actor, before, postings.size() - before));
        }
        return done;
    }

    private void add(long skuId, Account account, int quantity) {
        if (account.locationId() != Account.OUTSIDE) {
            balance(new StockKey(skuId, account.locationId())).add(account.condition(), quantity);
        }
    }

    /** What is promised of stock that is still to come. */
    public Backorders backorders() {
        return backorders;
    }

    // orders ---------------------------------------------------------------------------------------------------------

    /** Enters what was looked up by key, also that there is nothing. */
    public void enterOrder(OrderKey key, Optional<Order> loaded) {
        ordersByKey.putIfAbsent(key, loaded.map(this::enterOrder));
    }

    public Optional<Order> findOrder(long accountId, String channelOrderId) {
        OrderKey key = new OrderKey(accountId, channelOrderId);
        Optional<Order> found = ordersByKey.get(key);
        if (found == null) {
            found = loader.findOrder(accountId, channelOrderId).map(this::enterOrder);
            ordersByKey.put(key, found);
        }
        return found;
    }

    public Optional<Order> findOrder(long orderId) {
        Order order = orders.get(orderId);
        return order != null ? Optional.of(order) : loader.findOrder(orderId).map(this::enterOrder);
    }

    /** Loads what is not here yet, a page at a time. */
    void load(List<Long> orderIds) {
        inPages(orderIds, orders, page -> loader.orders(page).forEach(this::enterOrder));
        for (Long orderId : orderIds) {
            if (!orders.containsKey(orderId)) {
                throw new BrokenInvariant("order " + orderId + " has no row");
            }
        }
    }

    private static void inPages(Collection<Long> ids, Map<Long, ?> known, Consumer<List<Long>> loading) {
        List<Long> missing =
                ids.stream().filter(id -> !known.containsKey(id)).distinct().toList();
        for (int from = 0; from < missing.size(); from += PAGE) {
            loading.accept(missing.subList(from, Math.min(missing.size(), from + PAGE)));
        }
    }

    /** Enters an order that was loaded, gives the object that stands for it here; a row loaded twice must not become two. */
    public Order enterOrder(Order loaded) {
        Order first = orders.putIfAbsent(loaded.orderId(), loaded);
        if (first == null) {
            backorders.enter(loaded);
        }
        return first == null ? loaded : first;
    }

    /** Adds a new order. */
    public void add(Order order) {
        orders.put(order.orderId(), order);
        ordersByKey.put(new OrderKey(order.accountId(), order.channelOrderId()), Optional.of(order));
    }

    /**
     * Adds a channel's line that is bound to a SKU, of a kit a line for each component; all their units are short until they
     * are reserved.
     */
    public List<OrderLine> addLines(
            Order order, String channelLineId, String channelSku, Binding binding, int ordered) {
        return BoundLines.add(order, channelLineId, channelSku, binding, ordered);
    }

    /** Adds a new line that nobody could bind to a SKU. */
    public OrderLine addParkedLine(Order order, String channelLineId, String channelSku, int ordered, String reason) {
        OrderLine line = OrderLine.parked(order, order.lines().size() + 1, channelLineId, channelSku, ordered, reason);
        order.attach(line);
        return line;
    }

    /** Binds a parked line to its SKU; of a kit it becomes the first component's, and the others get lines of their own. */
    public void map(OrderLine line, Binding binding) {
        BoundLines.map(line, binding);
    }

    /** Raises or lowers a flag of an order. */
    public void flag(FlagChange change) {
        change.apply();
        flags.add(change);
    }

    /** What edits made of an order, those of this batch included. */
    public Edited.Known edits(Order order) {
        return new Edited.Known(order, loader.edits());
    }

    /**
     * Orders and holds with open reservations of that stock, the loaded and changed ones included.
     *
     * @throws TooManyOrders if they are more than {@value #MAX_ORDERS_RESERVING}: looking at them would hold up the seller's orders
     */
    public List<Order> ordersReserving(StockKey key) {
        List<Long> orderIds = loader.ordersReserving(key, MAX_ORDERS_RESERVING + 1);
        if (orderIds.size() > MAX_ORDERS_RESERVING) {
            throw new TooManyOrders(key, MAX_ORDERS_RESERVING);
        }
        load(orderIds);
        List<Order> reserving = ordersWhere(order -> order.isPromised(key), Order.AS_PLACED);
        loadFulfilments(reserving, reservation -> reservation.open() > 0);
        return reserving;
    }

    /** Loads together the fulfilment orders that such reservations of orders are in, or were. */
    private void loadFulfilments(List<Order> of, Predicate<Reservation> such) {
        List<Long> fulfilmentIds = of.stream()
                .flatMap(Order::reservations)
                .filter(such)
                .map(Reservation::fulfilmentId)
                .filter(fulfilmentId -> fulfilmentId != 0)
                .toList();
        inPages(
                fulfilmentIds,
                fulfilments,
                page -> loader.fulfilments(page)
                        .forEach(loaded -> fulfilments.putIfAbsent(loaded.fulfilmentId(), loaded)));
    }

    /** Orders with short units of the SKU, those with priority first, then in the order they were placed. */
    public List<Order> ordersShortOf(long skuId, int limit) {
        load(loader.ordersShortOf(skuId, limit));
        return waiting(order -> order.isShortOf(skuId), Order.AS_PLACED);
    }

    /** Such orders, those with priority first; who has refused to ship something of them is asked for all together. */
    List<Order> waiting(Predicate<Order> such, Comparator<Order> inOrder) {
        List<Order> waiting = ordersWhere(
                such,
                Comparator.comparing((Order order) -> !order.hasPriority()).thenComparing(inOrder));
        loadFulfilments(waiting, reservation -> reservation.voided() > 0);
        return waiting;
    }

    /** Those of these SKUs that orders are short of. */
    public Set<Long> skusShort(Collection<Long> skuIds) {
        return loader.skusShort(skuIds);
    }

    /** Orders with parked lines for that channel SKU, in the order they were placed. */
    public List<Order> ordersParkedFor(long accountId, String channelSku, int limit) {
        load(loader.ordersParkedFor(accountId, channelSku, limit));
        return ordersWhere(order -> order.isParkedFor(accountId, channelSku), Order.AS_PLACED);
    }

    private List<Order> ordersWhere(Predicate<Order> condition, Comparator<Order> inOrder) {
        return orders.values().stream().filter(condition).sorted(inOrder).toList();
    }

    // reservations ---------------------------------------------------------------------------------------------------

    /** Promises units at a location to a line. */
    public void reserve(OrderLine line, long locationId, int units) {
        move(
                line.skuId(),
                Account.at(locationId, Condition.AVAILABLE),
                Account.at(locationId, Condition.RESERVED),
                units,
                new Cause(Cause.Kind.ORDER, line.order().orderId()));
        line.reserve(units);
        line.attach(Reservation.create(nextId(), line, locationId, units));
        drain(line.skuId(), line.order().accountId(), units);
    }

    /** Gives promised units back to where they were; the line is short of them until it is cancelled or sourced again. */
    public void giveBack(Reservation reservation, int units, Reservation.State why) {
        long location = reservation.key().locationId();
        move(
                reservation.line().skuId(),
                Account.at(location, Condition.RESERVED),
                Account.at(location, Condition.AVAILABLE),
                units,
                new Cause(Cause.Kind.ORDER, reservation.line().order().orderId()));
        unpromise(reservation, units, why);
        drain(reservation.line().skuId(), reservation.line().order().accountId(), -units);
    }

    /** Takes promised units away because the stock is gone. */
    public void breakUp(Reservation reservation, int units, Account to, Cause cause) {
        unpromise(reservation, units, Reservation.State.BROKEN);
        move(
                reservation.line().skuId(),
                Account.at(reservation.key().locationId(), Condition.RESERVED),
                to,
                units,
                cause);
    }

    private void unpromise(Reservation reservation, int units, Reservation.State why) {
        if (reservation.fulfilmentId() != 0) {
            FulfilmentOrder fulfilment = getFulfilment(reservation.fulfilmentId());
            Allocating.trim(this, fulfilment, fulfilment.withdraw(reservation, units));
        }
        reservation.giveBack(units, why);
        reservation.line().unreserve(units);
    }

    /** Whether a provider may already be shipping it: then only the provider's word takes it back. */
    public boolean isAtProvider(Reservation reservation) {
        return reservation.fulfilmentId() != 0
                && getFulfilment(reservation.fulfilmentId()).state().isAtProvider();
    }

    /** Ships promised units to the customer. */
    public void post(Reservation reservation, int units, long shipmentId) {
        Allocating.directShipment(this, reservation, units);
        move(
                reservation.line().skuId(),
                Account.at(reservation.key().locationId(), Condition.RESERVED),
                Account.CUSTOMER,
                units,
                new Cause(Cause.Kind.SHIPMENT, shipmentId));
        shelves.undirect();
        reservation.post(units);
        reservation.line().ship(units);
    }

    /** Cancels units that are not promised at the moment. */
    public void cancelShort(OrderLine line, int units) {
        if (line.isMapped()) {
            line.cancelShort(units);
        } else {
            line.cancelParked(units);
        }
    }

    /** Notes how many units the channel cancelled that whoever ships them has not given up yet. */
    public void wantCancelled(OrderLine line, int units) {
        if (line.cancelWanted() != units) {
            line.wantCancelled(units);
        }
    }

    // fulfilment -----------------------------------------------------------------------------------------------------

    public Optional<FulfilmentOrder> findFulfilment(long fulfilmentId) {
        FulfilmentOrder known = fulfilments.get(fulfilmentId);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<FulfilmentOrder> loaded = loader.findFulfilment(fulfilmentId);
        loaded.ifPresent(fulfilment -> fulfilments.put(fulfilmentId, fulfilment));
        return loaded;
    }

    private FulfilmentOrder getFulfilment(long fulfilmentId) {
        return findFulfilment(fulfilmentId)
                .orElseThrow(() -> new BrokenInvariant("fulfilment order " + fulfilmentId + " has no row"));
    }

    /** Adds a new fulfilment order; the reservations in it are its from now on. */
    public void add(FulfilmentOrder fulfilment, List<Reservation> reservations) {
        fulfilments.put(fulfilment.fulfilmentId(), fulfilment);
        reservations.forEach(reservation -> reservation.assign(fulfilment.fulfilmentId()));
    }

    /** The parcels of an order so far. */
    public List<Parcel> parcels(long orderId) {
        return parcels.computeIfAbsent(orderId, order -> new ArrayList<>(loader.parcels(order)));
    }

    /** Adds a parcel that left. */
    public void add(Parcel parcel) {
        parcels(parcel.orderId()).add(parcel);
        newParcels.add(parcel);
    }

    public Optional<StockMoveRow> findStockMove(String callerId) {
        StockMoveRow known = moves.get(callerId);
        return known != null ? Optional.of(known) : loader.findStockMove(callerId);
    }

    /** Notes that a caller's stock move has been decided. */
    public void add(StockMoveRow move) {
        moves.put(move.callerId(), move);
        newMoves.add(move);
    }

    /** Notes that a message of the inbox has been applied; {@code orderId} 0 if it was not about an order. */
    public void messageApplied(long inboxId, long orderId) {
        if (inboxId != 0) {
            readMessages.put(inboxId, orderId);
        }
    }

    // what is to be written ------------------------------------------------------------------------------------------

    /** The rows to write, in no particular order within a table. */
    public Changes changes() {
        Allocating.again(this);
        List<OrderLine> lines = orders.values().stream()
                .flatMap(order -> order.lines().stream())
                .toList();
        List<Reservation> reservations =
                lines.stream().flatMap(line -> line.reservations().stream()).toList();
        return new Changes(
                Changes.Rows.of(orders.values(), Order::stored, Order::changed),
                Changes.Rows.of(lines, OrderLine::stored, OrderLine::changed),
                Changes.Rows.of(reservations, Reservation::stored, Reservation::changed),
                Changes.Rows.of(
                        balances.values().stream().filter(Balance::changed).toList(),
                        Balance::stored,
                        Balance::changed),
                Changes.Rows.of(fulfilments.values(), FulfilmentOrder::stored, FulfilmentOrder::changed),
                List.copyOf(postings),
                List.copyOf(acts),
                List.copyOf(newMoves),
                List.copyOf(newParcels),
                backorders.changed(),
                List.copyOf(flags),
                Edited.of(orders.values()),
                Changes.Releases.of(orders.values(), postings),
                shelves.changes(),
                Map.copyOf(readMessages),
                orders.values().stream()
                        .filter(order -> order.newRejections().isPresent())
                        .toList(),
                productions.changes());
    }

    /** The balances of every SKU that was looked at, as they stand once the changes are written. */
    public Map<Long, List<Balance>> balances() {
        return Balance.bySku(skusLoaded.keySet(), balances.values());
    }
}
