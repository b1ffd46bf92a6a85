package penstock.routes.command.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import penstock.routes.command.demo.DemoSeller.Front;

/**
 * Measures two lags, from times that others noted.
 *
 * <p><b>sale to commit</b>: from the moment at which the channel sold (its oracle) to the posting that reserved the first
 * unit for that order (the ledger). An order that was short says nothing: its units were reserved when more came.
 *
 * <p><b>commit to shown</b>: from a posting of the SKU to the moment at which the next number for it took effect at the
 * channel. Counted is the oldest posting since the listing was last written or last seen settled, so a number that answers
 * several postings counts as late as the first of them made it. What a channel need not be told counts nothing.
 *
 * <p>All run on this machine's clock. Not for several threads.
 */
final class Timing {

    /** A listing is taken for settled this long before it was seen so: marking it takes a moment after the commit. */
    static final Duration MARKING = Duration.ofMillis(250);

    private final Instant from;
    private final Map<String, Instant> quietUntil = new HashMap<>();
    private final Map<String, List<Double>> saleToCommit = new HashMap<>();
    private final Map<String, List<Double>> commitToShown = new HashMap<>();
    private final Set<String> committed = new HashSet<>();
    private final Set<String> wasShort = new HashSet<>();

    /** Measures what happens from that moment on. */
    Timing(Instant from) {
        this.from = from;
    }

    /** Takes in a sighting and the writes that have taken effect since the one before. */
    void see(Sighting sighting, List<Truth.Write> writes, List<Front> fronts) {
        for (Front front : fronts) {
            if (!front.place().equals(Front.OWN_SITE)) {
                measureSales(sighting, front); // the own site sells when it is answered, after the commit
            }
            for (Seen.Listing listing : sighting.listingsOf(front)) {
                measureWrites(sighting, writes, front, listing);
            }
        }
    }

    private void measureSales(Sighting sighting, Front front) {
        Map<String, String> orderIds = new HashMap<>();
        sighting.orders().stream()
                .filter(order -> order.accountId().equals(front.accountId()))
                .forEach(order -> orderIds.put(Truth.tail(order.channelOrderId()), order.orderId()));
        sighting.orders().stream()
                .filter(order -> order.lines().stream().anyMatch(line -> line.shortUnits() > 0))
                .forEach(order -> wasShort.add(order.orderId()));
        for (Truth.Sale sale : sighting.sales()) {
            String key = front.place() + " " + sale.order();
            boolean isNew = sale.place().equals(front.place()) && sale.at().isAfter(from) && !committed.contains(key);
            Optional<Instant> reserved = isNew
                    ? Optional.ofNullable(orderIds.get(sale.order())).flatMap(id -> reserved(sighting, id))
                    : Optional.empty();
            boolean late = wasShort.contains(orderIds.getOrDefault(sale.order(), ""));
            if (reserved.isPresent() && !late) {
                committed.add(key);
                add(saleToCommit, front, sale.at(), reserved.get());
            }
        }
    }

    private static Optional<Instant> reserved(Sighting sighting, String orderId) {
        return sighting.postings().values().stream()
                .flatMap(List::stream)
                .filter(posting -> posting.reserves() && posting.causeId().equals(orderId))
                .map(Seen.Posting::postedAt)
                .min(Instant::compareTo);
    }

    private void measureWrites(Sighting sighting, List<Truth.Write> writes, Front front, Seen.Listing listing) {
        String key = listing.listingId();
        for (Truth.Write write : writes) {
            if (write.place().equals(front.place()) && write.channelSku().equals(listing.channelSku())) {
                Instant since = quietUntil.getOrDefault(key, from);
                oldest(sighting.postings().getOrDefault(listing.sku(), List.of()), since, write.at())
                        .ifPresent(posted -> add(commitToShown, front, posted, write.at()));
                settled(key, write.at());
            }
        }
        if (listing.isSettled()) {
            settled(key, sighting.at().minus(MARKING));
        }
    }

    private static Optional<Instant> oldest(List<Seen.Posting> postings, Instant since, Instant until) {
        return postings.stream()
                .map(Seen.Posting::postedAt)
                .filter(posted -> posted.isAfter(since) && posted.isBefore(until))
                .min(Instant::compareTo);
    }

    private void settled(String key, Instant at) {
        quietUntil.merge(key, at, (before, after) -> after.isAfter(before) ? after : before);
    }

    private static void add(Map<String, List<Double>> lags, Front front, Instant begin, Instant end) {
        double millis = Math.max(0, Duration.between(begin, end).toNanos() / 1e6);
        lags.computeIfAbsent(front.place(), any -> new ArrayList<>()).add(millis);
    }

    Lags saleToCommit(Front front) {
        return new Lags(saleToCommit.getOrDefault(front.place(), List.of()));
    }

    Lags commitToShown(Front front) {
        return new Lags(commitToShown.getOrDefault(front.place(), List.of()));
    }
}
