package penstock.routes.command.demo;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import penstock.routes.command.demo.DemoSeller.Front;

/**
 * Everything as it was seen at about one moment: Penstock through its API, the channels through the sandbox.
 *
 * @param at when looking began
 * @param shown what buyers see, by place and the channel's SKU
 * @param cancels when an order was last cancelled at its channel, by place and the end of the channel's id
 * @param postings all postings of each SKU, the oldest first
 */
record Sighting(
        Instant at,
        List<Seen.Order> orders,
        List<Seen.Listing> listings,
        List<Seen.Balance> balances,
        List<Seen.Fulfilment> fulfilments,
        Map<String, List<Seen.Posting>> postings,
        Map<String, Map<String, Integer>> shown,
        List<Truth.Sale> sales,
        Map<String, Instant> cancels) {

    /** Listings of one channel. */
    List<Seen.Listing> listingsOf(Front front) {
        return listings.stream()
                .filter(listing -> listing.accountId().equals(front.accountId()))
                .toList();
    }

    /** What buyers see of a listing, empty if the channel does not know it. */
    Optional<Integer> shownOf(Front front, Seen.Listing listing) {
        return Optional.ofNullable(shown.getOrDefault(front.place(), Map.of()).get(listing.channelSku()));
    }

    /**
     * What the channel may rightly show of a listing: what it was known to show, less what its buyers have taken since. What
     * they gave back a channel may have put back or not, so it is a range.
     */
    Optional<Range> believed(Front front, Seen.Listing listing, Map<String, String> accountOfOrder) {
        return listing.known().map(known -> {
            int taken = 0;
            int returned = 0;
            for (Seen.Posting posting : postings.getOrDefault(listing.sku(), List.of())) {
                boolean counts = posting.position() > listing.knownPosition()
                        && front.accountId().equals(accountOfOrder.get(posting.causeId()));
                if (counts && posting.drained() > 0) {
                    taken += posting.drained();
                } else if (counts) {
                    returned -= posting.drained();
                }
            }
            return front.place().equals(Front.OWN_SITE)
                    ? new Range(known, known) // it is told, and shows what it was told
                    : new Range(Math.max(0, known - taken), Math.max(0, known - taken + returned));
        });
    }

    /** Whether a channel shows what Penstock takes it to show. */
    boolean agrees(Front front, Seen.Listing listing, Map<String, String> accountOfOrder) {
        Optional<Integer> shows = shownOf(front, listing);
        return shows.isPresent()
                && believed(front, listing, accountOfOrder)
                        .map(range -> range.holds(shows.get()))
                        .orElse(false);
    }

    /** From the least to the most. */
    record Range(int least, int most) {
        boolean holds(int number) {
            return number >= least && number <= most;
        }

        /** The number in it that is nearest. */
        int nearest(int number) {
            return Math.min(most, Math.max(least, number));
        }
    }

    /** The account of each order, by our id. */
    Map<String, String> accountOfOrder() {
        return orders.stream()
                .collect(java.util.stream.Collectors.toMap(
                        Seen.Order::orderId, Seen.Order::accountId, (first, repeat) -> first));
    }
}
