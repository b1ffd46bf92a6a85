package penstock.core.publication;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import penstock.core.history.LedgerPoint;
import penstock.core.store.Columns;
import penstock.core.store.Transaction;

/**
 * Units of a SKU that orders through a listing have taken since a position of the ledger, and given back since.
 *
 * <p>A posting names its order, not the line. Where one order has lines of the same SKU through several listings of its
 * account, a listing counts only the units that cannot have been those of the others.
 *
 * @param late whether one of those orders was placed before the listing's number was known
 */
record Drained(int taken, int returned, boolean late) {

    static final Drained NOTHING = new Drained(0, 0, false);

    /** No order is in the ledger so long before it was placed, by the clock of its channel. */
    static final Duration CLOCKS_DIFFER_BY = Duration.ofHours(1);

    private static final Instant EARLIEST = Instant.EPOCH;
    private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

    /**
     * A listing and the position to count from.
     *
     * @param counted SKU whose units are counted: of a kit one of its components
     * @param notBefore an order that was placed until then is late
     */
    record Of(
            long listingId,
            Supplies.Component counted,
            long accountId,
            String channelSku,
            long from,
            Optional<Instant> notBefore) {

        private long skuId() {
            return counted.skuId();
        }
    }

    /** Of one listing, by orders that were placed up to a moment of the channel's clock. */
    static Drained upTo(Transaction transaction, Of listing, Instant placed) {
        return list(transaction, List.of(listing), EARLIEST, placed).getOrDefault(listing.listingId(), NOTHING);
    }

    /** Of one listing, by orders that were placed after that moment. */
    static Drained after(Transaction transaction, Of listing, Instant placed) {
        return list(transaction, List.of(listing), placed, LATEST).getOrDefault(listing.listingId(), NOTHING);
    }

    /** Of one listing, by orders that were placed after one moment and up to another. */
    static Drained between(Transaction transaction, Of listing, Instant after, Instant upTo) {
        long from =
                LedgerPoint.before(transaction, after.minus(CLOCKS_DIFFER_BY)).position();
        Of sinceThen = new Of(
                listing.listingId(),
                listing.counted(),
                listing.accountId(),
                listing.channelSku(),
                from,
                Optional.empty());
        return list(transaction, List.of(sinceThen), after, upTo).getOrDefault(listing.listingId(), NOTHING);
    }

    /** Whether orders of the listing's account have given back units of its SKU since that moment of our clock. */
    static boolean anyReturnedSince(Transaction transaction, Of listing, Instant moment) {
        return transaction
                .find(
                        """
                        select exists (
                               select from posting g
                                 join sales_order s on s.seller_id = g.seller_id and s.order_id = g.cause_id
                                where g.seller_id = ? and g.sku_id = ? and g.position > ? and g.cause = 'ORDER'
                                  and g.to_condition <> 'reserved' and s.account_id = ? and g.posted_at > ?) as returned
                        """,
                        row -> row.getBoolean("returned"),
                        transaction.sellerId(),
                        listing.skuId(),
                        listing.from(),
                        listing.accountId(),
                        moment)
                .orElse(false);
    }

    /** In units of the channel, the odd one counted as a whole. */
    Drained inPacks(Claim claim, Of listing) {
        int packSize = claim.packSize() * listing.counted().units();
        return new Drained((taken + packSize - 1) / packSize, (returned + packSize - 1) / packSize, late);
    }

    /** By listing. */
    static Map<Long, Drained> list(Transaction transaction, Collection<Of> listings) {
        return list(transaction, listings, EARLIEST, LATEST);
    }

    /** The same of orders that were placed after one moment of the channel's clock and up to another. */
    private static Map<Long, Drained> list(
            Transaction transaction, Collection<Of> listings, Instant placedAfter, Instant placedUpTo) {
        Map<Long, Drained> found = new HashMap<>();
        transaction.list(
                """
                select k.listing_id, d.taken, d.returned, d.late
                  from unnest(?::bigint[], ?::bigint[], ?::bigint[], ?::text[], ?::bigint[], ?::timestamptz[])
                       as k (listing_id, sku_id, account_id, channel_sku, from_position, not_before)
                 cross join lateral (
                       select coalesce(sum(greatest(0, o.taken - o.elsewhere)), 0)::int as taken,
                              coalesce(sum(o.returned), 0)::int as returned, coalesce(bool_or(o.late), false) as late
                         from (select sum(case when g.to_condition = 'reserved' then g.quantity else 0 end) as taken,
                                      sum(case when g.to_condition = 'reserved' then 0 else g.quantity end) as returned,
                                      bool_or(g.to_condition = 'reserved' and s.placed_at <= k.not_before) as late,
                                      (select coalesce(sum(l.ordered - l.cancelled - l.elsewhere), 0) from order_line l
                                        where l.seller_id = ? and l.order_id = g.cause_id and l.sku_id = k.sku_id
                                          and l.channel_sku <> k.channel_sku) as elsewhere
                                 from posting g
                                 join sales_order s on s.seller_id = g.seller_id and s.order_id = g.cause_id
                                where g.seller_id = ? and g.sku_id = k.sku_id and g.position > k.from_position
                                  and g.cause = 'ORDER' and s.account_id = k.account_id
                                  and s.placed_at > ? and s.placed_at <= ?
                                  and exists (select from order_line l
                                               where l.seller_id = ? and l.order_id = g.cause_id and l.sku_id = k.sku_id
                                                 and l.channel_sku = k.channel_sku)
                                group by g.cause_id) as o) as d
                """,
                row -> found.put(
                        row.getLong("listing_id"),
                        new Drained(row.getInt("taken"), row.getInt("returned"), row.getBoolean("late"))),
                Columns.of(listings)
                        .longs(Of::listingId)
                        .longs(Of::skuId)
                        .longs(Of::accountId)
                        .texts(Of::channelSku)
                        .longs(Of::from)
                        .instants(listing -> listing.notBefore().orElse(null))
                        .then(
                                transaction.sellerId(),
                                transaction.sellerId(),
                                placedAfter,
                                placedUpTo,
                                transaction.sellerId()));
        return found;
    }
}
