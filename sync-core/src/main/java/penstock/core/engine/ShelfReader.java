package penstock.core.engine;

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import penstock.core.shelf.Allocation;
import penstock.core.shelf.Bin;
import penstock.core.shelf.DetailKey;
import penstock.core.shelf.Handling;
import penstock.core.shelf.Lot;
import penstock.core.shelf.PhysicalState;
import penstock.core.shelf.PickingRule;
import penstock.core.shelf.Serial;
import penstock.core.shelf.ShelfLoader;
import penstock.core.shelf.Spot;
import penstock.core.shelf.StockDetail;
import penstock.core.store.Transaction;
import penstock.core.store.Transaction.Row;

/** Reads bins, lots, serials and what is assigned, under the seller's head lock like everything of a batch. */
final class ShelfReader implements ShelfLoader {

    private static final String SIZES = """
            coalesce(s.length_mm::float8 * s.width_mm * s.height_mm / 1000, 0) / (10 ^ s.decimals) as cm3,
            coalesce(s.weight_g, 0) / (10 ^ s.decimals) as grams
            """;

    private final Transaction transaction;
    private final long sellerId;

    ShelfReader(Transaction transaction) {
        this.transaction = transaction;
        this.sellerId = transaction.sellerId();
    }

    @Override
    public Handling handling(long skuId) {
        return transaction
                .find(
                        "select s.*, " + SIZES.strip() + " from sku s where s.seller_id = ? and s.sku_id = ?",
                        row -> new Handling(
                                Handling.By.valueOf(row.getText("tracking")),
                                row.findText("picking_rule")
                                        .map(PickingRule::valueOf)
                                        .orElse(PickingRule.FEFO),
                                row.findInt("days_on_receipt").orElse(0),
                                row.findInt("days_on_sale").orElse(0),
                                row.getDouble("cm3"),
                                row.getDouble("grams")),
                        sellerId,
                        skuId)
                .orElse(Handling.PLAIN);
    }

    @Override
    public List<StockDetail> details(long skuId, long locationId) {
        return transaction.list(
                """
                select * from stock_detail where seller_id = ? and sku_id = ? and location_id = ?
                 order by bin_id, lot_id, state
                """,
                row -> StockDetail.stored(
                        key(row, PhysicalState.valueOf(row.getText("state"))),
                        row.getLong("since"),
                        row.getInt("units"),
                        row.getInt("allocated")),
                sellerId,
                skuId,
                locationId);
    }

    private static DetailKey key(Row row, PhysicalState state) throws SQLException {
        return new DetailKey(
                row.getLong("sku_id"),
                row.getLong("location_id"),
                new Spot(row.getLong("bin_id"), row.getLong("lot_id")),
                state);
    }

    @Override
    public Optional<Bin> findBin(long binId) {
        return binId == Spot.NO_BIN
                ? Optional.empty()
                : transaction.find("""
                        select b.*, coalesce(f.cm3, 0) as filled_cm3, coalesce(f.grams, 0) as filled_g
                          from bin b
                         cross join lateral (
                               select sum(d.units * u.cm3) as cm3, sum(d.units * u.grams) as grams
                                 from stock_detail d
                                 join sku s on s.seller_id = d.seller_id and s.sku_id = d.sku_id
                                cross join lateral (select %s) as u
                                where d.seller_id = b.seller_id and d.bin_id = b.bin_id) as f
                         where b.seller_id = ? and b.bin_id = ?
                        """.formatted(SIZES.strip()), ShelfReader::bin, sellerId, binId);
    }

    @Override
    public Optional<Bin> findPackingBin(long locationId) {
        return transaction
                .find("""
                        select bin_id from bin
                         where seller_id = ? and location_id = ? and kind = 'PACKING' and state = 'OPEN'
                         order by walking_metres, code
                         limit 1
                        """, row -> row.getLong("bin_id"), sellerId, locationId)
                .flatMap(this::findBin);
    }

    private static Bin bin(Row row) throws SQLException {
        return new Bin(
                row.getLong("bin_id"),
                row.getLong("location_id"),
                row.getText("code"),
                Bin.Kind.valueOf(row.getText("kind")),
                row.getText("state").equals("OPEN"),
                row.getInt("walking_metres"),
                limit(row.findLong("volume_cm3")),
                limit(row.findLong("weight_limit_g")),
                row.getDouble("filled_cm3"),
                row.getDouble("filled_g"));
    }

    private static OptionalLong limit(Optional<Long> value) {
        return value.map(OptionalLong::of).orElse(OptionalLong.empty());
    }

    @Override
    public Optional<Lot> findLot(long lotId) {
        return lotId == Spot.NO_LOT
                ? Optional.empty()
                : transaction.find(
                        "select *, expires_on::text as last_day from lot where seller_id = ? and lot_id = ?",
                        row -> new Lot(
                                lotId,
                                row.getLong("sku_id"),
                                row.getText("code"),
                                row.findText("last_day").map(LocalDate::parse),
                                row.getText("state").equals("BLOCKED")),
                        sellerId,
                        lotId);
    }

    @Override
    public List<Serial> serials(long skuId, Collection<String> serialNos) {
        return transaction.list("""
                select s.*
                  from unnest(?::text[]) as k (serial_no)
                 cross join lateral (
                       select * from serial s
                        where s.seller_id = ? and s.sku_id = ? and s.serial_no = k.serial_no) as s
                """, ShelfReader::serial, serialNos.toArray(String[]::new), sellerId, skuId);
    }

    @Override
    public List<Serial> serialsAt(DetailKey key) {
        return transaction.list(
                """
                select * from serial
                 where seller_id = ? and sku_id = ? and location_id = ? and state = 'IN_STOCK'
                   and bin_id = ? and lot_id = ? and physical = ?
                """,
                ShelfReader::serial,
                sellerId,
                key.skuId(),
                key.locationId(),
                key.spot().binId(),
                key.spot().lotId(),
                key.state().name());
    }

    @Override
    public List<Serial> serialsPickedFor(long fulfilmentId) {
        return transaction.list(
                "select * from serial where seller_id = ? and fulfilment_id = ? and state = 'IN_STOCK'",
                ShelfReader::serial,
                sellerId,
                fulfilmentId);
    }

    private static Serial serial(Row row) throws SQLException {
        return Serial.stored(
                row.getText("serial_no"),
                Serial.State.valueOf(row.getText("state")),
                key(row, PhysicalState.valueOf(row.getText("physical"))),
                row.findLong("fulfilment_id").orElse(0L));
    }

    @Override
    public List<Allocation> allocations(long fulfilmentId) {
        return transaction.list(
                "select * from allocation where seller_id = ? and fulfilment_id = ? order by allocation_id",
                row -> Allocation.stored(
                        row.getLong("allocation_id"),
                        new Allocation.Demand(fulfilmentId, row.getInt("line_no"), row.getLong("reservation_id")),
                        key(row, PhysicalState.SOUND),
                        row.getInt("quantity"),
                        row.getInt("picked"),
                        row.getInt("shipped"),
                        row.getInt("released")),
                sellerId,
                fulfilmentId);
    }

    @Override
    public List<Long> fulfilmentsAllocating(DetailKey key) {
        return transaction.list(
                """
                select distinct fulfilment_id
                  from allocation
                 where seller_id = ? and sku_id = ? and location_id = ? and bin_id = ? and lot_id = ? and state = 'OPEN'
                 order by fulfilment_id
                """,
                row -> row.getLong("fulfilment_id"),
                sellerId,
                key.skuId(),
                key.locationId(),
                key.spot().binId(),
                key.spot().lotId());
    }
}
