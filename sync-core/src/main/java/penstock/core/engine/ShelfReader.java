package penstock.core.engine;

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import penstock.core.shelf.Allocation;
import penstock.core.shelf.Bin;
import penstock.core.shelf.DetailKey;
import penstock.core.shelf.Handling;
import penstock.core.shelf.Lot;
import penstock.core.shelf.PhysicalState;
import penstock.core.shelf.PickingRule;
import penstock.core.shelf.PieceKey;
import penstock.core.shelf.Serial;
import penstock.core.shelf.ShelfLoader;
import penstock.core.shelf.Spot;
import penstock.core.shelf.StockDetail;
import penstock.core.store.Columns;
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
    public Map<Long, Handling> handlings(Collection<Long> skuIds) {
        Map<Long, Handling> found = new HashMap<>();
        transaction.list(
                """
                select s.*, %s
                  from unnest(?::bigint[]) as k (sku_id)
                 cross join lateral (select * from sku s where s.seller_id = ? and s.sku_id = k.sku_id) as s
                """.formatted(SIZES.strip()),
                row -> found.put(row.getLong("sku_id"), handling(row)),
                Columns.of(skuIds).longs(id -> id).then(sellerId));
        return found;
    }

    private static Handling handling(Row row) throws SQLException {
        return new Handling(
                Handling.By.valueOf(row.getText("tracking")),
                row.findText("picking_rule").map(PickingRule::valueOf).orElse(PickingRule.FEFO),
                row.findInt("days_on_receipt").orElse(0),
                row.findInt("days_on_sale").orElse(0),
                row.getDouble("cm3"),
                row.getDouble("grams"));
    }

    @Override
    public List<StockDetail> details(Collection<Long> skuIds, long locationId) {
        return transaction.list(
                """
                select d.*
                  from unnest(?::bigint[]) as k (sku_id)
                 cross join lateral (
                       select * from stock_detail d
                        where d.seller_id = ? and d.sku_id = k.sku_id and d.location_id = ?) as d
                 order by d.sku_id, d.bin_id, d.lot_id, d.state
                """,
                row -> StockDetail.stored(
                        key(row, PhysicalState.valueOf(row.getText("state"))),
                        row.getLong("since"),
                        row.getInt("units"),
                        row.getInt("allocated")),
                Columns.of(skuIds).longs(id -> id).then(sellerId, locationId));
    }

    private static DetailKey key(Row row, PhysicalState state) throws SQLException {
        return new DetailKey(
                row.getLong("sku_id"),
                row.getLong("location_id"),
                new Spot(row.getLong("bin_id"), row.getLong("lot_id")),
                state);
    }

    @Override
    public List<Bin> bins(Collection<Long> binIds) {
        return transaction.list(
                """
                select b.*, coalesce(f.cm3, 0) as filled_cm3, coalesce(f.grams, 0) as filled_g
                  from unnest(?::bigint[]) as k (bin_id)
                 cross join lateral (select * from bin b where b.seller_id = ? and b.bin_id = k.bin_id) as b
                 cross join lateral (
                       select sum(d.units * u.cm3) as cm3, sum(d.units * u.grams) as grams
                         from stock_detail d
                         join sku s on s.seller_id = d.seller_id and s.sku_id = d.sku_id
                        cross join lateral (select %s) as u
                        where d.seller_id = b.seller_id and d.bin_id = b.bin_id) as f
                """.formatted(SIZES.strip()),
                ShelfReader::bin,
                Columns.of(binIds).longs(id -> id).then(sellerId));
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
    public List<Lot> lots(Collection<Long> lotIds) {
        return transaction.list(
                """
                select l.*, l.expires_on::text as last_day
                  from unnest(?::bigint[]) as k (lot_id)
                 cross join lateral (select * from lot l where l.seller_id = ? and l.lot_id = k.lot_id) as l
                """,
                row -> new Lot(
                        row.getLong("lot_id"),
                        row.getLong("sku_id"),
                        row.getText("code"),
                        row.findText("last_day").map(LocalDate::parse),
                        row.getText("state").equals("BLOCKED")),
                Columns.of(lotIds).longs(id -> id).then(sellerId));
    }

    @Override
    public List<Serial> serials(Collection<PieceKey> pieces) {
        return transaction.list(
                """
                select s.*
                  from unnest(?::bigint[], ?::text[]) as k (sku_id, serial_no)
                 cross join lateral (
                       select * from serial s
                        where s.seller_id = ? and s.sku_id = k.sku_id and s.serial_no = k.serial_no) as s
                """,
                ShelfReader::serial,
                Columns.of(pieces)
                        .longs(PieceKey::skuId)
                        .texts(PieceKey::serialNo)
                        .then(sellerId));
    }

    @Override
    public List<Serial> pieces(DetailKey key) {
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
