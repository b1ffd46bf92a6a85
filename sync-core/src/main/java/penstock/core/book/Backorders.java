package penstock.core.book;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/**
 * What is promised of stock that is still to come. Part of a {@link Book}: it keeps the sums right, and leaves it to others
 * who is promised what.
 *
 * <p>What is on its way is what the balances say is incoming; arrivals tell when. Whoever moves units into or out of
 * {@link Condition#INCOMING} says with {@link #expect} when they come, unless it is a purchase order, whose own lines say it.
 */
public final class Backorders {

    private final Book book;
    private final Loader loader; // asked only when something is looked at: whoever decides ahead asks nobody
    private final Map<Long, Backlog> loaded = new HashMap<>();
    private final Map<Long, Long> owed = new HashMap<>(); // by SKU, this batch included
    private final Map<Long, Map<ArrivalKey, Arrival>> arrivals = new HashMap<>();
    private final Map<Long, Backorder> known = new LinkedHashMap<>();
    private final Map<ArrivalKey, Arrival> changedArrivals =
            new LinkedHashMap<>(); // of 0 units: there is none any more
    private final Map<Long, Expected> expected = new LinkedHashMap<>();
    private final List<Backorder> again = new ArrayList<>(); // promises that changed hands in this batch
    private final List<Slip> slips = new ArrayList<>();
    private final Map<Long, Integer> claims = new LinkedHashMap<>();
    private final Map<Long, LongConsumer> reviews = new TreeMap<>();

    Backorders(Book book, Loader loader) {
        this.book = book;
        this.loader = loader;
    }

    private record ArrivalKey(StockKey stock, String document, boolean ordered) {
        static ArrivalKey of(Arrival arrival) {
            return new ArrivalKey(arrival.key(), arrival.document(), arrival.ordered());
        }
    }

    /** When an open promise is expected to be kept, where that has changed; empty if nobody knows. */
    public record Expected(long orderId, long backorderId, Optional<LocalDate> day) {}

    /** What a batch changed. */
    public record Changed(
            Changes.Rows<Backorder> backorders,
            List<Arrival> arrivals,
            List<Expected> expected,
            List<Slip> slips,
            Map<Long, Integer> claims) {

        boolean isEmpty() {
            return backorders.inserts().isEmpty()
                    && backorders.updates().isEmpty()
                    && arrivals.isEmpty()
                    && expected.isEmpty()
                    && slips.isEmpty()
                    && claims.isEmpty();
        }
    }

    /** The day on which the batch decides. */
    public LocalDate today() {
        return book.now().atOffset(ZoneOffset.UTC).toLocalDate();
    }

    // what there is --------------------------------------------------------------------------------------------------

    /** What is owed of a SKU and what of it is on its way, as it stands. */
    public Backlog backlog(long skuId) {
        return book.rules().takesBackorders() ? asItStands(skuId) : Backlog.NONE;
    }

    private Backlog asItStands(long skuId) {
        Backlog first = loaded.get(skuId);
        if (first == null) {
            first = loader.backorders().backlog(skuId);
            loaded.put(skuId, first);
            owed.put(skuId, first.owed());
            enterArrivals(skuId, first.arrivals());
        }
        return new Backlog(
                first.rule(),
                List.copyOf(arrivals.getOrDefault(skuId, Map.of()).values()),
                owed.getOrDefault(skuId, 0L));
    }

    private void enterArrivals(long skuId, List<Arrival> found) {
        Map<ArrivalKey, Arrival> all = new LinkedHashMap<>();
        found.forEach(arrival -> all.put(ArrivalKey.of(arrival), arrival));
        arrivals.put(skuId, all);
        changedArrivals.values().stream()
                .filter(arrival -> arrival.key().skuId() == skuId)
                .forEach(this::enter);
    }

    private void enter(Arrival arrival) {
        Map<ArrivalKey, Arrival> all =
                Objects.requireNonNull(arrivals.get(arrival.key().skuId()));
        if (arrival.units() == 0) {
            all.remove(ArrivalKey.of(arrival));
        } else {
            all.put(ArrivalKey.of(arrival), arrival);
        }
    }

    /** Reads once more when a SKU comes: a purchase order may have changed in this transaction. */
    public void lookAgain(long skuId) {
        if (loaded.containsKey(skuId)) {
            enterArrivals(skuId, loader.backorders().backlog(skuId).arrivals());
        }
    }

    /** Units of a SKU that are on their way to any location that orders may be served from. */
    public long incoming(long skuId) {
        return book.rules().locations().stream()
                .mapToLong(location ->
                        book.balance(new StockKey(skuId, location.locationId())).units(Condition.INCOMING))
                .sum();
    }

    /** Units of a SKU that may still be promised although they are not there. */
    public int promisable(long skuId) {
        Backlog backlog = backlog(skuId);
        if (backlog.rule().kind() == BackorderRule.Kind.NONE) {
            return 0;
        }
        long left = incoming(skuId) + backlog.rule().beyond() - backlog.owed();
        return (int) Math.max(0, Math.min(Integer.MAX_VALUE, left));
    }

    /** Orders that are owed units of the SKU: those with priority first, then by the day promised, then as they were placed. */
    public List<Order> ordersOwed(long skuId, int limit) {
        if (!book.rules().takesBackorders()) {
            return List.of();
        }
        book.load(loader.backorders().ordersOwed(skuId, limit));
        return book.waiting(
                order -> firstPromise(order, skuId).isPresent(),
                Comparator.comparing((Order order) -> firstPromise(order, skuId).orElseThrow())
                        .thenComparing(Order.AS_PLACED));
    }

    /** Units of the SKU that these orders are owed. */
    public long unitsOwed(List<Order> orders, long skuId) {
        return orders.stream()
                .flatMap(order -> order.lines().stream())
                .filter(line -> line.skuId() == skuId)
                .mapToLong(OrderLine::backordered)
                .sum();
    }

    private static Optional<LocalDate> firstPromise(Order order, long skuId) {
        return order.lines().stream()
                .filter(line -> line.skuId() == skuId)
                .flatMap(line -> line.backorders().stream())
                .filter(backorder -> backorder.open() > 0)
                .map(Backorder::promisedOn)
                .min(Comparator.naturalOrder());
    }

    /** Promises of the SKU that are owed, in the order in which they are served, those that are new in this batch left out. */
    public List<OpenBackorder> open(long skuId, int limit) {
        List<OpenBackorder> open = new ArrayList<>();
        for (OpenBackorder row : loader.backorders().open(skuId, limit)) {
            Backorder here = known.get(row.backorderId());
            int units = here == null ? row.open() : here.open();
            if (units > 0) {
                Expected day = expected.get(row.backorderId());
                open.add(new OpenBackorder(
                        row.orderId(),
                        row.backorderId(),
                        units,
                        row.promisedOn(),
                        day == null ? row.expectedOn() : day.day(),
                        row.beyondIncoming()));
            }
        }
        again.stream()
                .filter(one -> one.line().skuId() == skuId && one.open() > 0)
                .map(OpenBackorder::made)
                .forEach(one -> open.add(turn(open, one), one));
        return open;
    }

    /** A promise that changed hands comes after those for its day. */
    private static int turn(List<OpenBackorder> open, OpenBackorder one) {
        int turn = open.size();
        while (turn > 0 && open.get(turn - 1).promisedOn().isAfter(one.promisedOn())) {
            turn--;
        }
        return turn;
    }

    // what is promised -----------------------------------------------------------------------------------------------

    /** Notes what was loaded with an order. */
    void enter(Order order) {
        order.lines().forEach(line -> line.backorders().forEach(one -> known.putIfAbsent(one.backorderId(), one)));
    }

    /**
     * Promises short units of a line for a day, although they are not there.
     *
     * @throws BrokenInvariant if that many may not be promised
     */
    public void promise(OrderLine line, int units, LocalDate day) {
        long skuId = line.skuId();
        if (units > promisable(skuId)) {
            throw new BrokenInvariant(
                    units + " units of SKU " + skuId + " are promised, " + promisable(skuId) + " may be");
        }
        Backlog backlog = backlog(skuId);
        Backorder.Basis basis = new Backorder.Basis(
                backlog.owed(), incoming(skuId), backlog.rule().beyond());
        add(Backorder.create(book.nextId(), line, units, day, basis));
    }

    /** Promises short units of a line that somebody else gave up for it: nothing more is promised than was. */
    public void promiseAgain(OrderLine line, Backorder.Earlier earlier) {
        backlog(line.skuId()); // counted before it changes
        Backorder backorder =
                Backorder.create(book.nextId(), line, earlier.units(), earlier.promisedOn(), earlier.basis());
        add(backorder);
        again.add(backorder);
    }

    private void add(Backorder backorder) {
        OrderLine line = backorder.line();
        known.put(backorder.backorderId(), backorder);
        line.backorder(backorder.quantity());
        line.attach(backorder);
        owed.merge(line.skuId(), (long) backorder.quantity(), Long::sum);
    }

    /** What has come for a line is not owed any more: it is short of these units until they are reserved. */
    public void serve(OrderLine line, int units) {
        int left = units;
        for (Backorder backorder : inOrder(line, Comparator.comparing(Backorder::promisedOn))) {
            int mine = Math.min(left, backorder.open());
            if (mine > 0) {
                backorder.serve(mine);
                left -= mine;
            }
        }
        noLongerOwed(line, units);
    }

    /** Whether this batch has served somebody with the SKU. */
    public boolean hasServed(long skuId) {
        return known.values().stream()
                .anyMatch(one -> one.line().skuId() == skuId && one.changed() && one.served() > 0);
    }

    /** Whether somebody who is owed what is there of a SKU had no turn yet. */
    public boolean hasTurnsLeft(long skuId) {
        return noted(skuId) > 0;
    }

    private int noted(long skuId) {
        return claims.getOrDefault(skuId, book.rules().claimed(skuId));
    }

    /**
     * Notes how many units of a SKU are there for those who are owed them and had no turn yet: the SKU is reviewed again then. It is
     * a figure, so that who gives up units and takes them again in one decision does not lose them to these.
     */
    public void claim(long skuId, long units) {
        int figure = (int) Math.min(Integer.MAX_VALUE, units);
        if (figure != noted(skuId)) {
            claims.put(skuId, figure);
        }
    }

    /** Units of a SKU that are there for those who are owed them and had no turn yet: nobody else takes them. */
    public int claimed(long skuId) {
        return hasTurnsLeft(skuId) ? (int) Math.min(noted(skuId), thereAndOwed(skuId)) : 0;
    }

    /** Units of a SKU that are there and owed. */
    public long thereAndOwed(long skuId) {
        return Math.min(book.availableEverywhere(skuId), backlog(skuId).owed());
    }

    /** Some of what is there of a SKU is gone: no more is claimed than is left. */
    public void lost(long skuId) {
        if (hasTurnsLeft(skuId)) {
            claim(skuId, claimed(skuId));
        }
    }

    /** Units promised to a line are not owed any more, those promised last first: the line is short of them. */
    public void giveUp(OrderLine line, int units) {
        int left = units;
        for (Backorder backorder : lastFirst(line)) {
            int mine = Math.min(left, backorder.open());
            if (mine > 0) {
                backorder.cancel(mine);
                left -= mine;
            }
        }
        noLongerOwed(line, units);
    }

    /** What {@link #giveUp} would give up of a line. */
    public static List<Backorder.Earlier> toGiveUp(OrderLine line, int units) {
        List<Backorder.Earlier> earlier = new ArrayList<>();
        int left = units;
        for (Backorder backorder : lastFirst(line)) {
            int mine = Math.min(left, backorder.open());
            if (mine > 0) {
                earlier.add(backorder.earlier(mine));
                left -= mine;
            }
        }
        return earlier;
    }

    private static List<Backorder> lastFirst(OrderLine line) {
        return inOrder(line, Comparator.comparing(Backorder::promisedOn).reversed());
    }

    private static List<Backorder> inOrder(OrderLine line, Comparator<Backorder> order) {
        return line.backorders().stream()
                .sorted(order.thenComparing(Backorder::backorderId))
                .toList();
    }

    private void noLongerOwed(OrderLine line, int units) {
        backlog(line.skuId()); // counted before it changes
        owed.merge(line.skuId(), (long) -units, Long::sum);
        line.unbackorder(units);
    }

    /** Has the days of a SKU's promises looked at once, when the whole batch is decided. */
    public void reviewAtEnd(long skuId, LongConsumer review) {
        reviews.put(skuId, review);
    }

    // when it comes --------------------------------------------------------------------------------------------------

    /**
     * Says how many units are still to come to a place by a person's document, and when: in place of what was said before. It
     * moves nothing.
     *
     * @param units 0 if none are to come any more
     */
    public void expect(StockKey key, String document, int units, LocalDate day) {
        Arrival arrival = new Arrival(key, document, units, day, false);
        changedArrivals.put(ArrivalKey.of(arrival), arrival);
        asItStands(key.skuId());
        enter(arrival);
    }

    /** Units that a person said were to come to a place have come: those of the earliest arrivals first. */
    public void arrived(StockKey key, int units) {
        int left = units;
        List<Arrival> here = saidOf(key)
                .sorted(Comparator.comparing(Arrival::expectedOn).thenComparing(Arrival::document))
                .toList();
        for (Arrival arrival : here) {
            int mine = Math.min(left, arrival.units());
            if (mine > 0) {
                expect(key, arrival.document(), arrival.units() - mine, arrival.expectedOn());
                left -= mine;
            }
        }
    }

    /** Units that are still to come to a place by a document, 0 if nobody has said so. */
    public int expectedUnits(StockKey key, String document) {
        return saidOf(key)
                .filter(arrival -> arrival.document().equals(document))
                .mapToInt(Arrival::units)
                .sum();
    }

    /** Units that a person said are to come to a place; what purchase orders expect, their receipts bring. */
    public int expectedUnits(StockKey key) {
        return saidOf(key).mapToInt(Arrival::units).sum();
    }

    private Stream<Arrival> saidOf(StockKey key) {
        return asItStands(key.skuId()).arrivals().stream()
                .filter(arrival -> !arrival.ordered() && arrival.key().equals(key));
    }

    /** Notes when an open promise is expected to be kept now. */
    public void expect(OpenBackorder backorder, Optional<LocalDate> day) {
        expected.put(backorder.backorderId(), new Expected(backorder.orderId(), backorder.backorderId(), day));
    }

    /** Notes that a promise will not be kept. */
    public void slip(long skuId, OpenBackorder backorder, Optional<LocalDate> day) {
        slips.add(new Slip(
                book.nextId(), backorder.orderId(), backorder.backorderId(), skuId, backorder.promisedOn(), day));
    }

    Changed changed() {
        reviews.forEach((sku, review) -> review.accept(sku));
        reviews.clear();
        return new Changed(
                Changes.Rows.of(known.values(), Backorder::stored, Backorder::changed),
                List.copyOf(changedArrivals.values()),
                List.copyOf(expected.values()),
                List.copyOf(slips),
                changedClaims());
    }

    private Map<Long, Integer> changedClaims() {
        Map<Long, Integer> changed = new TreeMap<>(claims);
        changed.entrySet().removeIf(claim -> claim.getValue() == book.rules().claimed(claim.getKey()));
        return changed;
    }
}
