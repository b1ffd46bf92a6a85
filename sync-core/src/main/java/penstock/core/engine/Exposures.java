package penstock.core.engine;

import java.util.Collection;
import java.util.List;
import penstock.core.store.Columns;
import penstock.core.store.Transaction;

/**
 * How many units each listing of a SKU may still sell beyond the orders we have read: what it was last allowed, less what
 * its orders have reserved since. The own site has none: it sells only what it was promised, whatever it shows.
 */
public final class Exposures {

    private Exposures() {}

    /** Units that one listing is exposed to. */
    public record Exposure(long skuId, long listingId, long accountId, int units) {}

    /** The exposures of these SKUs. Exact under the seller's head lock, a moment old without it. */
    public static List<Exposure> list(Transaction transaction, Collection<Long> skuIds) {
        return transaction.list(
                """
                select p.sku_id, p.listing_id, p.account_id, greatest(0, p.exposure - d.drained) as units
                  from unnest(?::bigint[]) as k (sku_id)
                 cross join lateral (
                       select p.* from publication p
                        where p.seller_id = ? and p.sku_id = k.sku_id
                          and not exists (select from channel_account a
                                           where a.seller_id = p.seller_id and a.account_id = p.account_id
                                             and a.own_skus)) as p
                 cross join lateral (
                       select coalesce(sum(case when g.to_condition = 'reserved' then g.quantity else -g.quantity end), 0)
                              as drained
                         from posting g
                         join sales_order o on o.seller_id = g.seller_id and o.order_id = g.cause_id
                        where g.seller_id = ? and g.sku_id = p.sku_id and g.position > p.exposed_from
                          and g.cause = 'ORDER' and o.account_id = p.account_id) as d
                """,
                row -> new Exposure(
                        row.getLong("sku_id"),
                        row.getLong("listing_id"),
                        row.getLong("account_id"),
                        row.getInt("units")),
                Columns.of(skuIds).longs(id -> id).then(transaction.sellerId(), transaction.sellerId()));
    }
}
