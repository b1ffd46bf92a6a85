package penstock.core.engine;

import java.util.Collection;
import java.util.List;
import penstock.core.store.Columns;
import penstock.core.store.Transaction;

/**
 * How many units each listing of a SKU may still sell beyond the orders we have read: what it was last allowed, less what
 * orders through it have reserved since. Two kinds of account have none. The own site sells only what it was promised,
 * whatever it shows. A channel that does not enforce its number sells whatever it likes, so the number bounds nothing: what
 * it sells is a loss from outside, and to keep units back for it would only withhold them from those that do.
 *
 * <p>A posting names its order, not the line. Where one order has lines of the same SKU through several listings of its
 * account, a listing counts only the units that cannot have been those of the others: rather too much exposed than too
 * little.
 */
public final class Exposures {

    private Exposures() {}

    /** Units that one listing is exposed to. */
    public record Exposure(long skuId, long listingId, long accountId, int units) {}

    /** The exposures of these SKUs. Exact under the seller's head lock, a moment old without it. */
    public static List<Exposure> list(Transaction transaction, Collection<Long> skuIds) {
        return transaction.list(
                """
                select p.sku_id, p.listing_id, p.account_id, greatest(0, p.exposure - d.drained)::int as units
                  from unnest(?::bigint[]) as k (sku_id)
                 cross join lateral (
                       select p.*, l.channel_sku
                         from publication p
                         join listing l on l.seller_id = p.seller_id and l.listing_id = p.listing_id
                        where p.seller_id = ? and p.sku_id = k.sku_id
                          and exists (select from channel_account a
                                       where a.seller_id = p.seller_id and a.account_id = p.account_id
                                         and a.enforces_number and not a.own_skus)) as p
                 cross join lateral (
                       select coalesce(sum(case when o.net > 0 then greatest(0, o.net - o.elsewhere) else o.net end), 0)
                              as drained
                         from (select sum(case when g.to_condition = 'reserved' then g.quantity else -g.quantity end) as net,
                                      (select coalesce(sum(l.ordered - l.cancelled - l.elsewhere), 0) from order_line l
                                        where l.seller_id = ? and l.order_id = g.cause_id and l.sku_id = p.sku_id
                                          and l.channel_sku <> p.channel_sku) as elsewhere
                                 from posting g
                                 join sales_order s on s.seller_id = g.seller_id and s.order_id = g.cause_id
                                where g.seller_id = ? and g.sku_id = p.sku_id and g.position > p.exposed_from
                                  and g.cause = 'ORDER' and s.account_id = p.account_id
                                  and exists (select from order_line l
                                               where l.seller_id = ? and l.order_id = g.cause_id and l.sku_id = p.sku_id
                                                 and l.channel_sku = p.channel_sku)
                                group by g.cause_id) as o) as d
                """,
                row -> new Exposure(
                        row.getLong("sku_id"),
                        row.getLong("listing_id"),
                        row.getLong("account_id"),
                        row.getInt("units")),
                Columns.of(skuIds)
                        .longs(id -> id)
                        .then(
                                transaction.sellerId(),
                                transaction.sellerId(),
                                transaction.sellerId(),
                                transaction.sellerId()));
    }
}
