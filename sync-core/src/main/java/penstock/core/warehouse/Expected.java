package penstock.core.warehouse;

import penstock.core.book.StockKey;
import penstock.core.shelf.Spot;
import penstock.core.store.Transaction;

/** Sound units, withheld or not, that the ledger said there were at one of its positions: what there is now, less what came since. */
final class Expected {

    private static final String OF_DETAIL = """
            select coalesce((select sum(d.units) from stock_detail d
                              where d.seller_id = k.seller_id and d.sku_id = k.sku_id and d.location_id = k.location_id
                                and d.bin_id = k.bin_id and d.lot_id = k.lot_id and d.state in ('SOUND', 'WITHHELD')), 0)
                 - coalesce((select sum(case when p.to_location = k.location_id and d.to_bin = k.bin_id and d.to_lot = k.lot_id
                                              and p.to_condition in ('available', 'reserved', 'withheld') then d.units else 0 end
                                      - case when p.from_location = k.location_id and d.from_bin = k.bin_id
                                              and d.from_lot = k.lot_id
                                              and p.from_condition in ('available', 'reserved', 'withheld') then d.units else 0 end)
                               from posting p
                               join posting_detail d on d.seller_id = p.seller_id and d.position = p.position
                              where p.seller_id = k.seller_id and p.sku_id = k.sku_id and p.position > ?), 0) as units
              from (values (?::bigint, ?::bigint, ?::bigint, ?::bigint, ?::bigint))
                   as k (seller_id, sku_id, location_id, bin_id, lot_id)
            """;

    private static final String OF_BALANCE = """
            select coalesce((select b.available + b.reserved from balance b
                              where b.seller_id = k.seller_id and b.sku_id = k.sku_id and b.location_id = k.location_id), 0)
                 - coalesce((select sum(case when p.to_location = k.location_id
                                              and p.to_condition in ('available', 'reserved') then p.quantity else 0 end
                                      - case when p.from_location = k.location_id
                                              and p.from_condition in ('available', 'reserved') then p.quantity else 0 end)
                               from posting p
                              where p.seller_id = k.seller_id and p.sku_id = k.sku_id and p.position > ?), 0) as units
              from (values (?::bigint, ?::bigint, ?::bigint)) as k (seller_id, sku_id, location_id)
            """;

    private Expected() {}

    static int at(Transaction transaction, StockKey key, Spot spot, boolean detailed, long position) {
        return (detailed
                        ? transaction.find(
                                OF_DETAIL,
                                row -> row.getInt("units"),
                                position,
                                transaction.sellerId(),
                                key.skuId(),
                                key.locationId(),
                                spot.binId(),
                                spot.lotId())
                        : transaction.find(
                                OF_BALANCE,
                                row -> row.getInt("units"),
                                position,
                                transaction.sellerId(),
                                key.skuId(),
                                key.locationId()))
                .orElse(0);
    }
}
