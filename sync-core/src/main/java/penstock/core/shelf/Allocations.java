package penstock.core.shelf;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import penstock.core.shelf.Allocation.Demand;
import penstock.core.shelf.PickingRule.Candidate;

/**
 * Which units of which bin and lot are assigned to which line of a fulfilment order. Assigned when it is released, never when
 * units are reserved; blocked and expired lots, and those that would not keep long enough, never are. One thread.
 */
public final class Allocations {

    private final Shelves shelves;
    private final Supplier<ShelfLoader> loader;
    private final LongSupplier ids;
    private final Map<Long, List<Allocation>> byFulfilment = new HashMap<>();
    private final Set<Long> starved = new LinkedHashSet<>();

    Allocations(Shelves shelves, Supplier<ShelfLoader> loader, LongSupplier ids) {
        this.shelves = shelves;
        this.loader = loader;
        this.ids = ids;
    }

    /** What was ever assigned to a fulfilment order. */
    public List<Allocation> of(long fulfilmentId) {
        return byFulfilment.computeIfAbsent(
                fulfilmentId, id -> new ArrayList<>(loader.get().allocations(id)));
    }

    /** What is assigned to a line, what is picked first. */
    public List<Allocation> open(Demand demand) {
        return of(demand.fulfilmentId()).stream()
                .filter(allocation -> allocation.demand().equals(demand) && allocation.open() > 0)
                .sorted(Comparator.comparing(Allocation::picked).reversed())
                .toList();
    }

    /** Units that are assigned to a line. */
    public int units(Demand demand) {
        return open(demand).stream().mapToInt(Allocation::open).sum();
    }

    /**
     * Assigns units to a line by the SKU's picking rule.
     *
     * @return how many; fewer than wanted if the rest may not be sold, or lies where nobody picks
     */
    public int allocate(Demand demand, long skuId, long locationId, int wanted, LocalDate today) {
        int left = wanted;
        Handling handling = shelves.handling(skuId);
        List<Candidate> candidates = shelves.details(skuId, locationId).stream()
                .filter(detail -> detail.free() > 0 && mayBeSold(detail.key(), handling, today))
                .map(shelves::candidate)
                .sorted(handling.picking().order())
                .toList();
        for (Candidate candidate : candidates) {
            int units = Math.min(left, candidate.detail().free());
            if (units > 0) {
                assign(demand, candidate.detail(), units);
                left -= units;
            }
        }
        return wanted - left;
    }

    private boolean mayBeSold(DetailKey key, Handling handling, LocalDate today) {
        return key.state() == PhysicalState.SOUND
                && shelves.findBin(key.spot().binId()).map(Bin::isPicked).orElse(true)
                && shelves.findLot(key.spot().lotId())
                        .map(lot -> lot.isSellable(today, handling.daysOnSale()))
                        .orElse(true);
    }

    /** Assigns units at one spot, which must be free. */
    public Allocation assign(Demand demand, StockDetail detail, int units) {
        detail.allocate(units);
        Allocation allocation = Allocation.create(ids.getAsLong(), demand, detail.key(), units);
        of(demand.fulfilmentId()).add(allocation);
        return allocation;
    }

    /** Gives up what is assigned to a line beyond the units that it still ships. */
    public void trim(Demand demand, int open) {
        int excess = units(demand) - open;
        for (Allocation allocation : unpickedFirst(of(demand.fulfilmentId()))) {
            if (excess > 0 && allocation.demand().equals(demand)) {
                excess -= release(allocation, excess);
            }
        }
    }

    private int release(Allocation allocation, int most) {
        int units = Math.min(most, allocation.open());
        if (units > 0) {
            int before = allocation.picked();
            allocation.release(units);
            shelves.detail(allocation.place()).allocate(-units);
            if (allocation.picked() < before) {
                putDown(allocation, before - allocation.picked());
            }
        }
        return units;
    }

    /** Pieces that were picked stay on the bench, for whoever picks them next: those that would be shipped last. */
    private void putDown(Allocation allocation, int units) {
        List<Serial> pieces = shelves.serialsPickedFor(allocation.demand().fulfilmentId(), allocation.place());
        pieces.subList(Math.max(0, pieces.size() - units), pieces.size()).forEach(Serial::putDown);
    }

    /** The pieces that leave next if so many units of a line do: where its units leave from. */
    public List<String> pieces(Demand demand, int units) {
        Set<String> pieces = new LinkedHashSet<>();
        for (Allocation allocation : open(demand)) {
            shelves.serialsPickedFor(demand.fulfilmentId(), allocation.place()).stream()
                    .map(Serial::serialNo)
                    .filter(serialNo -> !pieces.contains(serialNo))
                    .limit(Math.min(allocation.picked(), units - pieces.size()))
                    .toList()
                    .forEach(pieces::add);
        }
        return List.copyOf(pieces);
    }

    /** Units of a line that were taken from their bins. */
    public int picked(Demand demand) {
        return open(demand).stream().mapToInt(Allocation::picked).sum();
    }

    /** Units at a spot that a line may pick: whatever others have not been told to bring away already. */
    public int pickable(StockDetail detail) {
        return detail.units()
                - here(detail).stream().mapToInt(Allocation::picked).sum();
    }

    /**
     * A line has its units from this spot, wherever they were assigned to it: they are free to be taken away.
     *
     * @param open units that the line is still to ship
     */
    public void takeOver(Demand demand, StockDetail detail, int units, int open) {
        int left = units;
        for (Allocation allocation : open(demand)) {
            if (allocation.place().equals(detail.key()) && left > 0 && allocation.unpicked() > 0) {
                left -= release(allocation, Math.min(left, allocation.unpicked()));
            }
        }
        trim(demand, open - units);
        freeUp(detail, units);
    }

    /** Units that were brought to the bench for a line. */
    public void pick(Demand demand, StockDetail bench, int units) {
        assign(demand, bench, units).pick(units);
    }

    /** Takes units at a spot away from whoever they are assigned to, so that so many of them can leave. */
    public void freeUp(StockDetail detail, int units) {
        int missing = units - detail.free();
        if (missing <= 0) {
            return;
        }
        for (Allocation allocation : unpickedFirst(here(detail))) {
            if (missing > 0) {
                missing -= release(allocation, missing);
                starved.add(allocation.demand().fulfilmentId());
            }
        }
    }

    /** Takes units away from a line that may not have them any more; what it is still to ship is assigned anew. */
    void giveUp(Allocation allocation, int units) {
        release(allocation, units);
        starved.add(allocation.demand().fulfilmentId());
    }

    /** What is assigned at a spot. */
    private List<Allocation> here(StockDetail detail) {
        Set<Long> whose = new LinkedHashSet<>(byFulfilment.keySet());
        whose.addAll(loader.get().fulfilmentsAllocating(detail.key()));
        return whose.stream()
                .flatMap(fulfilment -> of(fulfilment).stream())
                .filter(allocation ->
                        allocation.open() > 0 && allocation.place().equals(detail.key()))
                .toList();
    }

    /** What is picked last, and of the rest what was assigned first. */
    private static List<Allocation> unpickedFirst(List<Allocation> some) {
        return some.stream()
                .filter(allocation -> allocation.open() > 0)
                .sorted(Comparator.comparing(Allocation::picked)
                        .thenComparing(
                                Comparator.comparing(Allocation::allocationId).reversed()))
                .toList();
    }

    /** Fulfilment orders from which units were taken away since this was asked last. */
    public List<Long> starved() {
        List<Long> whose = List.copyOf(starved);
        starved.clear();
        return whose;
    }

    List<Allocation> changed() {
        return byFulfilment.values().stream()
                .flatMap(List::stream)
                .filter(allocation -> !allocation.stored() || allocation.changed())
                .toList();
    }
}
