package penstock.core.shelf;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import penstock.core.shelf.PickingRule.Candidate;
import penstock.core.shelf.Pieces.Way;
import penstock.core.shelf.ShelfChanges.Part;
import penstock.core.shelf.ShelfChanges.Side;

/**
 * The physical detail of one batch. Where it is kept, its sum is the balance after every posting; where it is not kept,
 * nothing is loaded or written. One thread.
 *
 * <p>Units of which nobody says where they are put lie in no bin. Units of which nobody says where they are taken from
 * leave by rule: what is in no bin first, then by the SKU's picking rule, and what is allocated last; whoever it was
 * allocated to is {@linkplain Allocations#starved starved} and is served anew. Where nobody says which pieces leave, units
 * that are no known piece do, then pieces by their serials.
 */
public final class Shelves {

    /** {@link StockDetail#since} of units that came with the nth posting of this batch is this and n. */
    public static final long THIS_BATCH = 1L << 62;

    /** Of which SKUs a location keeps detail. */
    public enum Keeping {
        NEVER,
        /** Of those that are tracked by lot or serial. */
        OF_TRACKED,
        OF_ALL
    }

    private record Place(long skuId, long locationId) {}

    /** Units on their way: of which lot, and since when they are at the location. */
    private record Portion(Optional<Spot> from, int units, long since) {}

    private final LongFunction<Keeping> keeping;
    private final Supplier<ShelfLoader> loader;
    private final Allocations allocations;

    private final Map<Long, Handling> handlings = new HashMap<>();
    private final Map<Place, Map<DetailKey, StockDetail>> details = new HashMap<>();
    private final Map<Long, Optional<Bin>> bins = new HashMap<>();
    private final Map<Long, Optional<Lot>> lots = new HashMap<>();
    private final Pieces pieces;
    private final List<Part> parts = new ArrayList<>();
    private Optional<Direction> direction = Optional.empty();
    private Optional<Allocation.Demand> shipping = Optional.empty();
    private Optional<LocalDate> shipsOn = Optional.empty();

    /**
     * Nothing is known yet.
     *
     * @param loader asked for only where detail is kept and touched: a batch that is decided ahead has none
     */
    public Shelves(LongFunction<Keeping> keeping, Supplier<ShelfLoader> loader, LongSupplier ids) {
        this.keeping = keeping;
        this.loader = loader;
        this.pieces = new Pieces(loader);
        this.allocations = new Allocations(this, loader, ids);
    }

    /** What is assigned to fulfilment orders. */
    public Allocations allocations() {
        return allocations;
    }

    // what there is --------------------------------------------------------------------------------------------------

    /** Whether detail is kept of a SKU at a location. */
    public boolean keep(long skuId, long locationId) {
        return switch (keeping.apply(locationId)) {
            case NEVER -> false;
            case OF_TRACKED -> handling(skuId).by() != Handling.By.NONE;
            case OF_ALL -> true;
        };
    }

    /** Whether a location has bins at all. */
    public boolean keepsBins(long locationId) {
        return keeping.apply(locationId) == Keeping.OF_ALL;
    }

    public Handling handling(long skuId) {
        return handlings.computeIfAbsent(skuId, id -> loader.get().handling(id));
    }

    public Optional<Bin> findBin(long binId) {
        return bins.computeIfAbsent(binId, id -> loader.get().findBin(id));
    }

    public Optional<Lot> findLot(long lotId) {
        return lots.computeIfAbsent(lotId, id -> loader.get().findLot(id));
    }

    /** Every detail of a SKU at a location, also those that were emptied in this batch. */
    public Collection<StockDetail> details(long skuId, long locationId) {
        return at(new Place(skuId, locationId)).values();
    }

    /** The units at a spot. */
    public StockDetail detail(DetailKey key) {
        return at(new Place(key.skuId(), key.locationId())).computeIfAbsent(key, StockDetail::empty);
    }

    /** Loads at once what will be looked at of units that go these ways, all at one location. */
    public void load(long locationId, Collection<Direction> ways) {
        Set<Long> skuIds = ways.stream().map(Direction::skuId).collect(Collectors.toSet());
        if (keeping.apply(locationId) == Keeping.NEVER || skuIds.isEmpty()) {
            return;
        }
        ShelfLoader rows = loader.get();
        rows.handlings(skuIds).forEach(handlings::putIfAbsent);
        Map<Long, List<StockDetail>> lying = rows.details(skuIds, locationId).stream()
                .collect(Collectors.groupingBy(detail -> detail.key().skuId()));
        skuIds.forEach(skuId -> enter(new Place(skuId, locationId), lying.getOrDefault(skuId, List.of())));
        Set<Spot> spots = ways.stream().flatMap(way -> way.to().stream()).collect(Collectors.toSet());
        rows.bins(spots.stream().map(Spot::binId).collect(Collectors.toSet()))
                .forEach(bin -> bins.putIfAbsent(bin.binId(), Optional.of(bin)));
        Stream<Spot> here = lying.values().stream()
                .flatMap(List::stream)
                .map(detail -> detail.key().spot());
        rows.lots(Stream.concat(spots.stream(), here)
                        .map(Spot::lotId)
                        .filter(lotId -> lotId != Spot.NO_LOT)
                        .collect(Collectors.toSet()))
                .forEach(lot -> lots.putIfAbsent(lot.lotId(), Optional.of(lot)));
        pieces.load(ways.stream()
                .flatMap(way -> way.serialNos().stream().map(serialNo -> new PieceKey(way.skuId(), serialNo)))
                .toList());
    }

    private Map<DetailKey, StockDetail> enter(Place place, List<StockDetail> loaded) {
        return details.computeIfAbsent(place, one -> {
            Map<DetailKey, StockDetail> there = new LinkedHashMap<>();
            loaded.forEach(detail -> there.put(detail.key(), detail));
            return there;
        });
    }

    private Map<DetailKey, StockDetail> at(Place place) {
        Map<DetailKey, StockDetail> known = details.get(place);
        return known != null ? known : enter(place, loader.get().details(place.skuId(), place.locationId()));
    }

    public Optional<Serial> findSerial(long skuId, String serialNo) {
        return pieces.find(new PieceKey(skuId, serialNo));
    }

    /** The pieces of a SKU that are picked for a fulfilment order and still here. */
    public List<Serial> serialsPickedFor(long fulfilmentId, long skuId) {
        return pieces.pickedFor(fulfilmentId, skuId);
    }

    /** Units at a spot of which nobody has said yet of which lot, or which pieces, they are. */
    public int unnamed(DetailKey key) {
        int units = detail(key).units();
        return switch (handling(key.skuId()).by()) {
            case NONE -> 0;
            case LOT -> key.spot().lotId() == Spot.NO_LOT ? units : 0;
            case SERIAL -> units - pieces.at(key).size();
        };
    }

    /** The pieces that stand at a spot, those first that are picked for nobody. */
    public List<Serial> serialsAt(DetailKey key) {
        return pieces.at(key);
    }

    /** How much more than it takes would lie in a bin if these units came; empty if they fit, or nobody knows. */
    public Optional<String> excess(Bin bin, long skuId, int units) {
        return excess(
                bin, units * handling(skuId).cm3(), units * handling(skuId).weightG());
    }

    /** The same of so much more, or less, room and weight. */
    public Optional<String> excess(Bin bin, double moreCm3, double moreG) {
        double cm3 = bin.filledCm3() + moreCm3;
        double grams = bin.filledG() + moreG;
        for (Map<DetailKey, StockDetail> there : details.values()) {
            for (StockDetail detail : there.values()) {
                if (detail.key().spot().binId() == bin.binId() && detail.moved() != 0) {
                    cm3 += detail.moved() * handling(detail.key().skuId()).cm3();
                    grams += detail.moved() * handling(detail.key().skuId()).weightG();
                }
            }
        }
        if (bin.volumeCm3().isPresent() && cm3 > bin.volumeCm3().getAsLong()) {
            return Optional.of("bin %s takes %d cm³, and it would be %.0f"
                    .formatted(bin.code(), bin.volumeCm3().getAsLong(), Math.ceil(cm3)));
        }
        return bin.weightLimitG().isPresent() && grams > bin.weightLimitG().getAsLong()
                ? Optional.of("bin %s bears %d g, and it would be %.0f"
                        .formatted(bin.code(), bin.weightLimitG().getAsLong(), Math.ceil(grams)))
                : Optional.empty();
    }

    /** Where what is picked is brought; in no bin if the location has none for that. */
    public long packingBin(long locationId) {
        return loader.get().findPackingBin(locationId).map(Bin::binId).orElse(Spot.NO_BIN);
    }

    // what moves -----------------------------------------------------------------------------------------------------

    /** Says where the next units go. */
    public void direct(Direction where) {
        direction = Optional.of(where);
    }

    /** Says where units go that are moved meanwhile; afterwards holds what was said before. */
    public void direct(Direction where, Runnable moving) {
        Optional<Direction> before = direction;
        direction = Optional.of(where);
        moving.run();
        direction = before;
    }

    /** The next units go to a customer: of lots that are blocked or have expired only if nothing else is there. */
    public void shipOn(LocalDate today) {
        shipsOn = Optional.of(today);
    }

    /** The next units that leave are those that were assigned to this line. */
    public void shipFor(Allocation.Demand demand) {
        shipping = Optional.of(demand);
    }

    /** What comes next goes by rule again. */
    public void undirect() {
        direction = Optional.empty();
        shipping = Optional.empty();
        shipsOn = Optional.empty();
    }

    /**
     * Follows a posting.
     *
     * @param posting its number in this batch, from 0
     * @param fromLocation 0 for the outside
     */
    public void follow(int posting, long skuId, long fromLocation, String from, long toLocation, String to, int units) {
        if (fromLocation == toLocation && PhysicalState.of(from).equals(PhysicalState.of(to))) {
            return; // promised or given back: it stays where it is, and nothing need be known of it
        }
        Optional<PhysicalState> leaves = kept(skuId, fromLocation, from);
        Optional<PhysicalState> comes = kept(skuId, toLocation, to);
        if (leaves.isEmpty() && comes.isEmpty()) {
            return;
        }
        List<Portion> portions = leaves.isPresent()
                ? take(skuId, fromLocation, leaves.get(), units)
                : List.of(new Portion(Optional.empty(), units, THIS_BATCH + posting));
        Map<DetailKey, Optional<DetailKey>> ways = new LinkedHashMap<>();
        for (Portion portion : portions) {
            Optional<Spot> target = comes.map(state -> put(posting, skuId, fromLocation, toLocation, state, portion));
            note(posting, portion, target);
            leaves.ifPresent(state -> ways.put(
                    new DetailKey(skuId, fromLocation, portion.from().orElse(Spot.UNPLACED), state),
                    target.map(spot -> new DetailKey(skuId, toLocation, spot, comes.orElseThrow()))));
        }
        Optional<DetailKey> stated =
                comes.map(state -> new DetailKey(skuId, toLocation, target(skuId, toLocation), state));
        pieces.move(skuId, namedPieces(skuId), new Way(posting, stated, to));
        ways.forEach((left, stands) -> carryPieces(left, new Way(posting, stands, to)));
    }

    private Optional<PhysicalState> kept(long skuId, long locationId, String condition) {
        return locationId == 0 || !keep(skuId, locationId) ? Optional.empty() : PhysicalState.of(condition);
    }

    /** Moves units within a location, whatever they are promised to. The spots are those of the direction. */
    public void rearrange(int posting, DetailKey from, Spot to, int units) {
        StockDetail source = detail(from);
        allocations.freeUp(source, units);
        source.take(units);
        detail(new DetailKey(from.skuId(), from.locationId(), to, from.state())).put(units, source.since());
        note(posting, new Portion(Optional.of(from.spot()), units, source.since()), Optional.of(to));
        DetailKey stands = new DetailKey(from.skuId(), from.locationId(), to, from.state());
        Way way = new Way(posting, Optional.of(stands), "");
        pieces.move(from.skuId(), namedPieces(from.skuId()), way);
        carryPieces(from, way);
    }

    private void note(int posting, Portion portion, Optional<Spot> target) {
        boolean another = !parts.isEmpty() && parts.get(parts.size() - 1).posting() == posting;
        int partNo =
                another ? parts.get(parts.size() - 1).partNo() + 1 : 1; // a posting's parts are noted one after another
        parts.add(new Part(
                posting,
                partNo,
                portion.from().map(Side::of).orElse(Side.NOT_KEPT),
                target.map(Side::of).orElse(Side.NOT_KEPT),
                portion.units()));
    }

    private Spot put(
            int posting, long skuId, long fromLocation, long toLocation, PhysicalState state, Portion portion) {
        Spot stated = target(skuId, toLocation);
        boolean said = direction
                .filter(way -> way.isAbout(skuId, toLocation))
                .flatMap(Direction::to)
                .isPresent();
        Spot before = portion.from().orElse(Spot.UNPLACED);
        Spot spot = said
                ? new Spot(stated.binId(), stated.lotId() == Spot.NO_LOT ? before.lotId() : stated.lotId())
                : new Spot(fromLocation == toLocation ? before.binId() : Spot.NO_BIN, before.lotId());
        long since = fromLocation == toLocation ? portion.since() : THIS_BATCH + posting;
        detail(new DetailKey(skuId, toLocation, spot, state)).put(portion.units(), since);
        return spot;
    }

    private Spot target(long skuId, long locationId) {
        return direction
                .filter(way -> way.isAbout(skuId, locationId))
                .flatMap(way -> way.to().or(way::from))
                .orElse(Spot.UNPLACED);
    }

    private List<Portion> take(long skuId, long locationId, PhysicalState state, int units) {
        List<Portion> taken = new ArrayList<>();
        int left = units;
        if (shipping.isPresent()) {
            left -= takeAllocated(shipping.get(), state, left, taken);
        }
        Optional<Spot> stated =
                direction.filter(way -> way.isAbout(skuId, locationId)).flatMap(Direction::from);
        if (stated.isPresent()) {
            left -= take(detail(new DetailKey(skuId, locationId, stated.get(), state)), left, taken);
        }
        if (left > 0) {
            Map<Boolean, List<StockDetail>> byFitness =
                    byRule(skuId, locationId, state).stream().collect(Collectors.partitioningBy(this::isFit));
            for (boolean fit : List.of(true, false)) {
                List<StockDetail> such = Objects.requireNonNull(byFitness.get(fit));
                for (StockDetail detail : such) {
                    left -= takeFree(detail, left, taken);
                }
                for (StockDetail detail : such) {
                    left -= take(detail, left, taken);
                }
            }
        }
        if (left > 0) {
            throw new IllegalStateException("%d units of SKU %d at location %d are %s in no bin and of no lot"
                    .formatted(left, skuId, locationId, state));
        }
        return taken;
    }

    private int takeAllocated(Allocation.Demand demand, PhysicalState state, int most, List<Portion> taken) {
        int left = most;
        for (Allocation allocation : allocations.open(demand)) {
            int units = Math.min(left, allocation.open());
            StockDetail detail = detail(allocation.place());
            if (units > 0 && allocation.picked() == 0 && !isFit(detail)) {
                allocations.giveUp(allocation, units);
            } else if (units > 0 && allocation.place().state() == state) {
                allocation.ship(units);
                detail.allocate(-units);
                left -= takeFree(detail, units, taken);
            }
        }
        return most - left;
    }

    /** Whether a customer may have it, if it is for one. */
    private boolean isFit(StockDetail detail) {
        return shipsOn.isEmpty()
                || findLot(detail.key().spot().lotId())
                        .map(lot -> lot.isUsable(shipsOn.get()))
                        .orElse(true);
    }

    private int take(StockDetail detail, int most, List<Portion> taken) {
        int units = Math.min(most, detail.units());
        if (units > 0) {
            allocations.freeUp(detail, units);
        }
        return takeFree(detail, units, taken);
    }

    private static int takeFree(StockDetail detail, int most, List<Portion> taken) {
        int units = Math.min(most, detail.free());
        if (units > 0) {
            taken.add(new Portion(Optional.of(detail.key().spot()), units, detail.since()));
            detail.take(units);
        }
        return units;
    }

    /** What is in no bin first, then by the SKU's picking rule. */
    private List<StockDetail> byRule(long skuId, long locationId, PhysicalState state) {
        Comparator<Candidate> unplaced = Comparator.comparing(
                candidate -> candidate.detail().key().spot().binId() != Spot.NO_BIN);
        return details(skuId, locationId).stream()
                .filter(detail -> detail.key().state() == state && detail.units() > 0)
                .map(this::candidate)
                .sorted(unplaced.thenComparing(handling(skuId).picking().order()))
                .map(Candidate::detail)
                .toList();
    }

    Candidate candidate(StockDetail detail) {
        Spot spot = detail.key().spot();
        return new Candidate(
                detail,
                findLot(spot.lotId()).flatMap(Lot::expiresOn).orElse(LocalDate.MAX),
                findBin(spot.binId()).map(Bin::walkingMetres).orElse(0));
    }

    // pieces ---------------------------------------------------------------------------------------------------------

    private List<String> namedPieces(long skuId) {
        return direction
                .filter(way -> way.skuId() == skuId)
                .map(Direction::serialNos)
                .orElse(List.of());
    }

    private void carryPieces(DetailKey left, Way way) {
        if (handling(left.skuId()).by() == Handling.By.SERIAL) {
            pieces.carry(left, detail(left).units(), way);
        }
    }

    /** The pieces at a spot that are picked for a fulfilment order. */
    List<Serial> serialsPickedFor(long fulfilmentId, DetailKey place) {
        return handling(place.skuId()).by() == Handling.By.SERIAL
                ? serialsPickedFor(fulfilmentId, place.skuId()).stream()
                        .filter(serial -> serial.place().equals(place))
                        .toList()
                : List.of();
    }

    /** Notes that a piece was taken from its bin for a fulfilment order. */
    public void pick(Serial serial, long fulfilmentId) {
        serial.pickFor(fulfilmentId);
    }

    // what is to be written ------------------------------------------------------------------------------------------

    /** Whether nothing was touched; cheap, for most batches. */
    public boolean isUntouched() {
        return details.isEmpty() && pieces.isUntouched();
    }

    public ShelfChanges changes() {
        if (isUntouched()) {
            return ShelfChanges.NONE;
        }
        return new ShelfChanges(
                details.values().stream()
                        .flatMap(there -> there.values().stream())
                        .filter(StockDetail::changed)
                        .toList(),
                pieces.changed(),
                allocations.changed(),
                List.copyOf(parts),
                pieces.posted());
    }
}
