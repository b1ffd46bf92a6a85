package penstock.core.shipping;

import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import penstock.core.book.Allocating;
import penstock.core.book.Book;
import penstock.core.book.Command;
import penstock.core.book.FulfilmentOrder;
import penstock.core.book.Needs;
import penstock.core.book.Order;
import penstock.core.book.Packing.Label;
import penstock.core.book.Parcel;
import penstock.core.book.Reply;
import penstock.core.book.Reply.Verdict;

/**
 * Ships what is left of several fulfilment orders in one parcel: of one recipient, from one location, by the seller. Each
 * order has a shipment of its own with the parcel's tracking number, so each channel is told of its own.
 *
 * @param callerId the parcel's, the same in every repeat
 */
public record ShipTogether(
        List<Long> fulfilmentIds, String callerId, String carrier, String trackingNumber, Instant shippedAt)
        implements Command {

    /** Fulfilment orders in one parcel. */
    public static final int MAX_TOGETHER = 50;

    public ShipTogether {
        fulfilmentIds = fulfilmentIds.stream().distinct().sorted().toList();
        if (fulfilmentIds.size() < 2 || fulfilmentIds.size() > MAX_TOGETHER) {
            throw new IllegalArgumentException(
                    "a parcel of " + fulfilmentIds.size() + " fulfilment orders, 2 to " + MAX_TOGETHER + " are taken");
        }
    }

    @Override
    public void announce(Needs needs) {
        // a parcel is rare enough to load on demand
    }

    @Override
    public Reply decide(Book book) {
        Set<Long> locations = new HashSet<>();
        Set<String> recipients = new HashSet<>();
        for (long fulfilmentId : fulfilmentIds) {
            Optional<FulfilmentOrder> found = book.findFulfilment(fulfilmentId);
            if (found.isEmpty()) {
                return Reply.of(Verdict.NOT_FOUND, 0, "there is no fulfilment order " + fulfilmentId);
            }
            Optional<Reply> refusal = refusal(book, found.get());
            if (refusal.isPresent()) {
                return refusal.get();
            }
            locations.add(found.get().locationId());
            recipients.add(book.findOrder(found.get().orderId())
                    .flatMap(Order::recipientMark)
                    .orElse("nobody known " + fulfilmentId));
            found.get().recipientMark().ifPresent(recipients::add); // whom it is packed for already
        }
        if (locations.size() > 1 || recipients.size() > 1) {
            String differs = locations.size() > 1 ? "locations" : "recipients";
            return Reply.of(
                    Verdict.NOT_POSSIBLE, 0, "the fulfilment orders are of different " + differs + "; ship them apart");
        }
        Optional<Reply> unfit = unfit(book, locations);
        if (unfit.isPresent()) {
            return unfit.get();
        }
        boolean created = false;
        for (long fulfilmentId : fulfilmentIds) {
            Reply reply = one(fulfilmentId).decide(book);
            if (reply.verdict() != Verdict.CREATED && reply.verdict() != Verdict.EXISTS) {
                throw new IllegalStateException(
                        "fulfilment order " + fulfilmentId + " was to ship, and is refused: " + reply.detail());
            }
            created |= reply.verdict() == Verdict.CREATED;
        }
        return Reply.of(created ? Verdict.CREATED : Verdict.EXISTS, fulfilmentIds.size());
    }

    private ShipParcel one(long fulfilmentId) {
        return new ShipParcel(fulfilmentId, callerId, carrier, trackingNumber, shippedAt, Map.of());
    }

    /** Before anything is shipped: all of them, or none. */
    private Optional<Reply> refusal(Book book, FulfilmentOrder fulfilment) {
        Optional<Parcel> before = Parcels.find(book, fulfilment, callerId);
        if (before.isPresent()) {
            Label label = new Label(callerId, carrier, trackingNumber, shippedAt);
            byte[] content = Parcels.contentHash(label, new TreeMap<>());
            return Arrays.equals(before.get().contentHash(), content)
                    ? Optional.empty()
                    : Optional.of(Reply.of(
                            Verdict.EXISTS_WITH_DIFFERENT_CONTENT, before.get().shipmentId()));
        }
        return one(fulfilment.fulfilmentId())
                .refusal(book, fulfilment)
                .map(refusal -> Reply.of(
                        refusal.verdict(),
                        refusal.id(),
                        "fulfilment order " + fulfilment.fulfilmentId() + ": " + refusal.detail()));
    }

    /** What each alone may have is not there for all of them, if some of it may not be sold. */
    private Optional<Reply> unfit(Book book, Set<Long> locations) {
        Map<Long, Integer> units = new TreeMap<>();
        for (long fulfilmentId : fulfilmentIds) {
            book.findFulfilment(fulfilmentId)
                    .filter(fulfilment ->
                            Parcels.find(book, fulfilment, callerId).isEmpty())
                    .ifPresent(fulfilment -> one(fulfilmentId)
                            .unitsBySku(fulfilment)
                            .forEach((sku, more) -> units.merge(sku, more, Integer::sum)));
        }
        return locations.stream()
                .flatMap(location -> Allocating.unfit(book, location, units).stream())
                .findFirst();
    }
}
