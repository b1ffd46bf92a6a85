package penstock.core.publication;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import penstock.core.engine.Exposures;
import penstock.core.engine.Exposures.Exposure;
import penstock.core.publication.Shares.Share;
import penstock.core.store.Columns;
import penstock.core.store.Transaction;

/** Reads who shares partitioned SKUs, and with what weight and exposure. */
final class ShareRows {

    private ShareRows() {}

    /** By SKU and listing; accounts that are answered at once take part under the negative of their account id. */
    static Map<Long, Map<Long, Share>> list(Transaction transaction, Set<Long> skuIds) {
        Map<Long, Integer> exposures = new HashMap<>();
        for (Exposure exposure : Exposures.list(transaction, skuIds)) {
            exposures.put(exposure.listingId(), exposure.units());
        }
        Map<Long, Map<Long, Share>> shares = new HashMap<>();
        transaction.list(
                """
                select k.sku_id, s.listing_id, s.share_weight
                  from unnest(?::bigint[]) as k (sku_id)
                 cross join lateral (
                       select l.listing_id, a.share_weight
                         from listing l
                         join channel_account a on a.seller_id = l.seller_id and a.account_id = l.account_id
                        where l.seller_id = ? and l.sku_id = k.sku_id and l.state = 'ACTIVE'
                          and a.publishes_stock and a.enforces_number and not a.own_skus and a.state <> 'PAUSED'
                        union all
                       select -a.account_id, a.share_weight
                         from channel_account a
                        where a.seller_id = ? and a.own_skus and a.state <> 'PAUSED') as s
                """,
                row -> {
                    long listingId = row.getLong("listing_id");
                    Share share =
                            new Share(listingId, row.getInt("share_weight"), exposures.getOrDefault(listingId, 0));
                    return shares.computeIfAbsent(row.getLong("sku_id"), sku -> new HashMap<>())
                            .put(listingId, share);
                },
                Columns.of(skuIds).longs(id -> id).then(transaction.sellerId(), transaction.sellerId()));
        // a listing that has been paused or ended may still sell what it was last allowed
        for (Exposure exposure : Exposures.list(transaction, skuIds)) {
            if (exposure.units() > 0) {
                shares.computeIfAbsent(exposure.skuId(), sku -> new HashMap<>())
                        .putIfAbsent(exposure.listingId(), new Share(exposure.listingId(), 0, exposure.units()));
            }
        }
        return shares;
    }
}
