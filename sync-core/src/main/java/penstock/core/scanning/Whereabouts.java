package penstock.core.scanning;

import java.util.Optional;
import penstock.core.shelf.PhysicalState;
import penstock.core.store.Transaction;

/**
 * Where a piece that is in stock is.
 *
 * @param bin {@code ""} for none
 */
record Whereabouts(
        long locationId,
        String location,
        boolean inTransit,
        long binId,
        String bin,
        long lotId,
        PhysicalState state,
        boolean picked) {

    static Optional<Whereabouts> of(Transaction transaction, long skuId, String serialNo) {
        return transaction.find(
                """
                select p.*, l.code as location, l.kind = 'IN_TRANSIT' as in_transit, coalesce(b.code, '') as bin,
                       p.fulfilment_id is not null as picked
                  from serial p
                  join location l on l.seller_id = p.seller_id and l.location_id = p.location_id
                  left join bin b on b.seller_id = p.seller_id and b.bin_id = p.bin_id
                 where p.seller_id = ? and p.sku_id = ? and p.serial_no = ? and p.state = 'IN_STOCK'
                """,
                row -> new Whereabouts(
                        row.getLong("location_id"),
                        row.getText("location"),
                        row.getBoolean("in_transit"),
                        row.getLong("bin_id"),
                        row.getText("bin"),
                        row.getLong("lot_id"),
                        PhysicalState.valueOf(row.getText("physical")),
                        row.getBoolean("picked")),
                transaction.sellerId(),
                skuId,
                serialNo);
    }

    String text() {
        return "at " + location + (bin.isEmpty() ? " in no bin" : " in bin " + bin)
                + (picked ? ", picked for an order" : "");
    }
}
