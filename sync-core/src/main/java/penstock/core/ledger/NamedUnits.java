package penstock.core.ledger;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;
import penstock.core.book.Allocating;
import penstock.core.book.Book;
import penstock.core.book.Condition;
import penstock.core.book.Refusal;
import penstock.core.book.Reply;
import penstock.core.book.StockKey;
import penstock.core.shelf.DetailKey;
import penstock.core.shelf.Direction;
import penstock.core.shelf.PhysicalState;
import penstock.core.shelf.Serial;
import penstock.core.shelf.Shelves;
import penstock.core.shelf.Spot;
import penstock.core.shelf.StockDetail;

/**
 * Units that a document names: of a lot, or these pieces. They are judged when they come, and found again wherever in their
 * location they lie by the time something becomes of them. One transaction.
 */
public final class NamedUnits {

    /** Units at one spot; of no known spot they leave by rule. */
    private record Portion(Optional<Spot> spot, int units, List<String> serialNos) {}

    /** No units at all. */
    public static final NamedUnits NONE = new NamedUnits(Optional.empty(), List.of());

    private final Optional<Ways> ways;
    private final List<Portion> portions;

    private record Ways(Shelves shelves, StockKey key) {
        void direct(Spot from, List<String> serialNos) {
            shelves.direct(
                    new Direction(key.skuId(), key.locationId(), Optional.of(from), Optional.empty(), serialNos));
        }
    }

    private NamedUnits(Optional<Ways> ways, List<Portion> portions) {
        this.ways = ways;
        this.portions = List.copyOf(portions);
    }

    /** Units that are about to come to a location. */
    public record Coming(StockKey key, Placed placed, int units) {}

    /**
     * Refuses units that come to a location if they cannot be what, and be put where, they are said to; whatever state their
     * lots are in. What is looked at for them is loaded at once.
     */
    public static void requireNamed(Book book, List<Coming> coming) {
        if (!coming.isEmpty()) {
            book.shelves()
                    .load(
                            coming.get(0).key().locationId(),
                            coming.stream()
                                    .map(one -> way(one.key(), one.placed()))
                                    .toList());
            coming.forEach(one -> requireNamed(book, one.key(), one.placed(), one.units()));
        }
    }

    private static void requireNamed(Book book, StockKey key, Placed placed, int units) {
        Placing.refusal(book, key, placed, units).ifPresent(NamedUnits::refuse);
    }

    /** Why units may not come that are to be sold: they cannot be what they are said to, or their lot is blocked or expired. */
    public static Optional<Reply> refusal(Book book, Coming coming) {
        return Placing.refusal(book, coming.key(), coming.placed(), coming.units())
                .or(() -> unsellable(book, coming.key().locationId(), coming.placed()));
    }

    /** Why units may not leave that a report is about, if it does not say which they are. */
    public static Optional<Reply> unnamed(Book book, Coming leaving) {
        return Placing.unnamed(book, leaving.key(), leaving.placed(), leaving.units());
    }

    private static Optional<Reply> unsellable(Book book, long locationId, Placed placed) {
        return book.shelves().findLot(placed.spot().lotId()).flatMap(lot -> Allocating.unfit(book, lot, locationId));
    }

    private static void refuse(Reply refused) {
        throw new Refusal(refused.verdict(), refused.verdict(), refused.detail());
    }

    private static Direction way(StockKey key, Placed placed) {
        return new Direction(
                key.skuId(), key.locationId(), Optional.empty(), Optional.of(placed.spot()), placed.serialNos());
    }

    /** Why units that come may not be sold: their lot is blocked, has expired, or will too soon. */
    public static Optional<Reply> unfit(Book book, StockKey key, Placed placed) {
        return Placing.unfit(book, key, placed);
    }

    /** Refuses to let units be sold from a location of a lot that is blocked or has expired there. */
    public static void requireSellable(Book book, long locationId, Placed placed) {
        unsellable(book, locationId, placed).ifPresent(NamedUnits::refuse);
    }

    /** Whether a customer has a piece, as far as anybody knows. */
    public static boolean wasShipped(Book book, long skuId, String serialNo) {
        return book.shelves()
                .findSerial(skuId, serialNo)
                .filter(piece -> piece.state() == Serial.State.SHIPPED && piece.fulfilmentId() != 0)
                .isPresent();
    }

    /** Moves units in, to the bin, and as the lot or the pieces, that are named; refuses those that cannot be so. */
    public static void bring(Book book, Coming coming, Runnable moving) {
        requireNamed(book, coming.key(), coming.placed(), coming.units());
        if (!coming.placed().namesNothing()) {
            book.shelves().direct(way(coming.key(), coming.placed()));
        }
        moving.run();
        book.shelves().undirect();
    }

    /**
     * Finds units in the condition that they were put in; empty if they are not all there any more.
     *
     * @param placed what was named when they came
     */
    public static Optional<NamedUnits> find(Book book, StockKey key, Condition condition, Placed placed, int units) {
        if (book.balance(key).units(condition) < units) {
            return Optional.empty();
        }
        Shelves shelves = book.shelves();
        PhysicalState state = PhysicalState.of(condition.text()).orElseThrow();
        if (placed.namesNothing() || !shelves.keep(key.skuId(), key.locationId())) {
            return Optional.of(
                    new NamedUnits(Optional.empty(), List.of(new Portion(Optional.empty(), units, List.of()))));
        }
        List<Portion> portions = placed.serialNos().isEmpty()
                ? ofLot(shelves, key, state, placed, units)
                : pieces(shelves, key, state, placed.serialNos());
        boolean all = portions.stream().mapToInt(Portion::units).sum() == units;
        return all ? Optional.of(new NamedUnits(Optional.of(new Ways(shelves, key)), portions)) : Optional.empty();
    }

    /** Those that still lie where they were put first. */
    private static List<Portion> ofLot(Shelves shelves, StockKey key, PhysicalState state, Placed placed, int units) {
        List<StockDetail> there = shelves.details(key.skuId(), key.locationId()).stream()
                .filter(detail -> detail.key().state() == state
                        && detail.units() > 0
                        && (placed.lotId().isEmpty()
                                || detail.key().spot().lotId() == placed.spot().lotId()))
                .sorted(Comparator.comparing(
                                (StockDetail detail) -> !detail.key().spot().equals(placed.spot()))
                        .thenComparing(detail -> detail.key().spot().binId())
                        .thenComparing(detail -> detail.key().spot().lotId()))
                .toList();
        List<Portion> portions = new ArrayList<>();
        int left = units;
        for (StockDetail detail : there) {
            int taken = Math.min(left, detail.units());
            if (taken > 0) {
                portions.add(new Portion(Optional.of(detail.key().spot()), taken, List.of()));
                left -= taken;
            }
        }
        return portions;
    }

    private static List<Portion> pieces(
            Shelves shelves, StockKey key, PhysicalState state, Collection<String> serialNos) {
        Map<Spot, List<String>> bySpot = new LinkedHashMap<>();
        for (String serialNo : serialNos) {
            shelves.findSerial(key.skuId(), serialNo)
                    .filter(piece -> stands(piece, key, state))
                    .ifPresent(piece -> bySpot.computeIfAbsent(piece.place().spot(), spot -> new ArrayList<>())
                            .add(serialNo));
        }
        return bySpot.entrySet().stream()
                .map(spot ->
                        new Portion(Optional.of(spot.getKey()), spot.getValue().size(), spot.getValue()))
                .toList();
    }

    private static boolean stands(Serial piece, StockKey key, PhysicalState state) {
        return piece.isFreeAt(
                new DetailKey(key.skuId(), key.locationId(), piece.place().spot(), state));
    }

    /** Moves them: so many at a time, in as many moves as there are places that they lie in. */
    public void move(IntConsumer moving) {
        for (Portion portion : portions) {
            portion.spot().ifPresent(spot -> ways.ifPresent(known -> known.direct(spot, portion.serialNos())));
            moving.accept(portion.units());
            ways.ifPresent(known -> known.shelves().undirect());
        }
    }
}
