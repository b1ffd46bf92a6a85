package penstock.core.publication;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import penstock.core.engine.Exposures;
import penstock.core.engine.Exposures.Exposure;
import penstock.core.offer.Division.Seat;
import penstock.core.risk.RiskFigures;
import penstock.core.store.Columns;
import penstock.core.store.Transaction;

/** Reads who shares partitioned SKUs, and with what weight, exposure and velocity. */
final class ShareRows {

    private ShareRows() {}

    /** By SKU; accounts that are answered at once take part under the negative of their account id. */
    static Map<Long, List<Seat>> list(Transaction transaction, Set<Long> skuIds, RiskFigures figures) {
        List<Exposure> exposed = Exposures.list(transaction, skuIds);
        Map<Long, Integer> exposures = new HashMap<>();
        exposed.forEach(exposure -> exposures.put(exposure.listingId(), exposure.units()));
        Map<Long, List<Seat>> seats = new HashMap<>();
        transaction.list(
                """
                select k.sku_id, s.listing_id, s.account_id, s.share_weight
                  from unnest(?::bigint[]) as k (sku_id)
                 cross join lateral (
                       select l.listing_id, a.account_id, a.share_weight
                         from listing l
                         join channel_account a on a.seller_id = l.seller_id and a.account_id = l.account_id
                        where l.seller_id = ? and l.sku_id = k.sku_id and l.state = 'ACTIVE'
                          and a.publishes_stock and a.enforces_number and not a.own_skus and a.state <> 'PAUSED'
                        union all
                       select -a.account_id, a.account_id, a.share_weight
                         from channel_account a
                        where a.seller_id = ? and a.own_skus and a.state <> 'PAUSED') as s
                """,
                row -> {
                    long skuId = row.getLong("sku_id");
                    long listingId = row.getLong("listing_id");
                    long accountId = row.getLong("account_id");
                    return seats.computeIfAbsent(skuId, sku -> new ArrayList<>())
                            .add(new Seat(
                                    listingId,
                                    accountId,
                                    true,
                                    row.getInt("share_weight"),
                                    exposures.getOrDefault(listingId, 0),
                                    figures.velocity(skuId, accountId).perDay()));
                },
                Columns.of(skuIds).longs(id -> id).then(transaction.sellerId(), transaction.sellerId()));
        // a listing that has been paused or ended may still sell what it was last allowed
        for (Exposure exposure : exposed) {
            List<Seat> ofSku = seats.computeIfAbsent(exposure.skuId(), sku -> new ArrayList<>());
            if (exposure.units() > 0 && ofSku.stream().noneMatch(seat -> seat.listingId() == exposure.listingId())) {
                ofSku.add(new Seat(exposure.listingId(), exposure.accountId(), false, 0, exposure.units(), 0));
            }
        }
        return seats;
    }
}
