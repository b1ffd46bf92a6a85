package penstock.core.publication;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import penstock.core.store.Columns;
import penstock.core.store.Transaction;

/**
 * Units of a SKU that orders through a listing have taken since a position of the ledger, and given back since.
 *
 * <p>A posting names its order, not the line. Where one order has lines of the same SKU through several listings of its
 * account, a listing counts only the units that cannot have been those of the others.
 */
record Drained(int taken, int returned) {

    static final Drained NOTHING = new Drained(0, 0);

    /** A listing and the position to count from. */
    record Of(long listingId, long skuId, long accountId, String channelSku, long from) {}

    /** By listing. */
    static Map<Long, Drained> list(Transaction transaction, Collection<Of> listings) {
        Map<Long, Drained> found = new HashMap<>();
        transaction.list(
                """
                select k.listing_id, d.taken, d.returned
                  from unnest(?::bigint[], ?::bigint[], ?::bigint[], ?::text[], ?::bigint[])
                       as k (listing_id, sku_id, account_id, channel_sku, from_position)
                 cross join lateral (
                       select coalesce(sum(greatest(0, o.taken - o.elsewhere)), 0)::int as taken,
                              coalesce(sum(o.returned), 0)::int as returned
                         from (select sum(case when g.to_condition = 'reserved' then g.quantity else 0 end) as taken,
                                      sum(case when g.to_condition = 'reserved' then 0 else g.quantity end) as returned,
                                      (select coalesce(sum(l.ordered - l.cancelled), 0) from order_line l
                                        where l.seller_id = ? and l.order_id = g.cause_id and l.sku_id = k.sku_id
                                          and l.channel_sku <> k.channel_sku) as elsewhere
                                 from posting g
                                 join sales_order s on s.seller_id = g.seller_id and s.order_id = g.cause_id
                                where g.seller_id = ? and g.sku_id = k.sku_id and g.position > k.from_position
                                  and g.cause = 'ORDER' and s.account_id = k.account_id
                                  and exists (select from order_line l
                                               where l.seller_id = ? and l.order_id = g.cause_id and l.sku_id = k.sku_id
                                                 and l.channel_sku = k.channel_sku)
                                group by g.cause_id) as o) as d
                """,
                row -> found.put(row.getLong("listing_id"), new Drained(row.getInt("taken"), row.getInt("returned"))),
                Columns.of(listings)
                        .longs(Of::listingId)
                        .longs(Of::skuId)
                        .longs(Of::accountId)
                        .texts(Of::channelSku)
                        .longs(Of::from)
                        .then(transaction.sellerId(), transaction.sellerId(), transaction.sellerId()));
        return found;
    }
}
