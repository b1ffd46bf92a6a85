package penstock.core.shipping;

import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import penstock.core.book.Allocating;
import penstock.core.book.Book;
import penstock.core.book.Command;
import penstock.core.book.FulfilmentOrder;
import penstock.core.book.FulfilmentOrder.FulfilmentLine;
import penstock.core.book.FulfilmentOrder.State;
import penstock.core.book.Needs;
import penstock.core.book.Packing.Label;
import penstock.core.book.Parcel;
import penstock.core.book.Reply;
import penstock.core.book.Reply.Verdict;

/**
 * The seller's own warehouse hands a parcel to a carrier.
 *
 * @param callerId the same in every repeat, unique within the fulfilment order
 * @param units by fulfilment line number; empty means everything that is still open
 */
public record ShipParcel(
        long fulfilmentId,
        String callerId,
        String carrier,
        String trackingNumber,
        Instant shippedAt,
        Map<Integer, Integer> units)
        implements Command {

    public ShipParcel {
        units = Map.copyOf(units);
    }

    @Override
    public void announce(Needs needs) {
        // a parcel is rare enough to load on demand
    }

    @Override
    public Reply decide(Book book) {
        Optional<FulfilmentOrder> found = book.findFulfilment(fulfilmentId);
        if (found.isEmpty()) {
            return Reply.of(Verdict.NOT_FOUND, 0, "there is no such fulfilment order");
        }
        FulfilmentOrder fulfilment = found.get();
        Label label = new Label(callerId, carrier, trackingNumber, shippedAt);
        byte[] content = Parcels.contentHash(label, new TreeMap<>(units));
        Optional<Parcel> before = Parcels.find(book, fulfilment, callerId);
        if (before.isPresent()) {
            boolean same = Arrays.equals(before.get().contentHash(), content);
            return Reply.of(
                    same ? Verdict.EXISTS : Verdict.EXISTS_WITH_DIFFERENT_CONTENT,
                    before.get().shipmentId());
        }
        Optional<Reply> refusal = refusal(book, fulfilment);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        Parcel parcel = Parcels.ship(book, fulfilment, label, wanted(fulfilment), content);
        if (fulfilment.open() == 0) {
            fulfilment.enter(State.SHIPPED, null);
        }
        return Reply.of(Verdict.CREATED, parcel.shipmentId());
    }

    /** What speaks against this parcel, if anything does; nothing is changed. */
    Optional<Reply> refusal(Book book, FulfilmentOrder fulfilment) {
        Optional<String> obstacle = obstacle(fulfilment);
        if (obstacle.isPresent()) {
            return Optional.of(Reply.of(Verdict.NOT_POSSIBLE, 0, obstacle.get()));
        }
        if (!Allocating.hasPieces(book, fulfilment, wanted(fulfilment))) {
            return Optional.of(Reply.of(
                    Verdict.SERIAL_REQUIRED, 0, "a SKU in it is tracked by serial; confirm which pieces were picked"));
        }
        return Allocating.unfitPicks(book, fulfilment)
                .or(() -> Allocating.unfit(book, fulfilment.locationId(), unitsBySku(fulfilment)));
    }

    /** Units that leave with it. */
    Map<Long, Integer> unitsBySku(FulfilmentOrder fulfilment) {
        Map<Integer, Integer> wanted = wanted(fulfilment);
        Map<Long, Integer> units = new TreeMap<>();
        fulfilment
                .lines()
                .forEach(line -> units.merge(line.skuId(), wanted.getOrDefault(line.lineNo(), 0), Integer::sum));
        return units;
    }

    private Optional<String> obstacle(FulfilmentOrder fulfilment) {
        if (fulfilment.providerAccountId() != 0) {
            return Optional.of("a provider ships this fulfilment order and reports its parcels itself");
        }
        if (fulfilment.state().isEnd()) {
            return Optional.of("the fulfilment order is " + fulfilment.state());
        }
        for (Map.Entry<Integer, Integer> wish : units.entrySet()) {
            int open = fulfilment.lines().stream()
                    .filter(line -> line.lineNo() == wish.getKey())
                    .mapToInt(FulfilmentLine::open)
                    .findFirst()
                    .orElse(0);
            if (wish.getValue() < 1 || wish.getValue() > open) {
                return Optional.of("line " + wish.getKey() + " has " + open + " units to ship, not " + wish.getValue());
            }
        }
        return Optional.empty();
    }

    private Map<Integer, Integer> wanted(FulfilmentOrder fulfilment) {
        if (!units.isEmpty()) {
            return units;
        }
        Map<Integer, Integer> all = new TreeMap<>();
        fulfilment.lines().stream()
                .filter(line -> line.open() > 0)
                .forEach(line -> all.put(line.lineNo(), line.open()));
        return all;
    }
}
