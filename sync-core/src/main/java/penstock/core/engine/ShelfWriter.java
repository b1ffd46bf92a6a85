package penstock.core.engine;

import java.util.List;
import java.util.OptionalLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import penstock.core.shelf.Allocation;
import penstock.core.shelf.Serial;
import penstock.core.shelf.ShelfChanges;
import penstock.core.shelf.ShelfChanges.Part;
import penstock.core.shelf.ShelfChanges.PostedSerial;
import penstock.core.shelf.Shelves;
import penstock.core.shelf.StockDetail;
import penstock.core.store.Columns;

/** Writes where the units of the batch's postings physically went. One thread. */
final class ShelfWriter {

    private final Writes writes;
    private final long sellerId;
    private final long lastPosition;

    ShelfWriter(Writes writes, long lastPosition) {
        this.writes = writes;
        this.sellerId = writes.sellerId();
        this.lastPosition = lastPosition;
    }

    void write(ShelfChanges changes) {
        insertDetails(where(changes.details(), detail -> !detail.stored() && detail.units() > 0));
        updateDetails(where(changes.details(), detail -> detail.stored() && detail.units() > 0));
        deleteDetails(where(changes.details(), detail -> detail.stored() && detail.units() == 0));
        insertParts(changes.parts());
        insertSerials(where(changes.serials(), serial -> !serial.stored()));
        updateSerials(where(changes.serials(), Serial::stored));
        insertPostedSerials(changes.postedSerials());
        insertAllocations(where(changes.allocations(), allocation -> !allocation.stored()));
        updateAllocations(where(changes.allocations(), Allocation::stored));
    }

    private static <R> List<R> where(List<R> rows, Predicate<R> condition) {
        return rows.stream().filter(condition).toList();
    }

    private long position(int posting) {
        return lastPosition + 1 + posting;
    }

    private long since(StockDetail detail) {
        long since = detail.since();
        return since >= Shelves.THIS_BATCH ? position((int) (since - Shelves.THIS_BATCH)) : since;
    }

    private static Columns<StockDetail> keys(List<StockDetail> details) {
        return Columns.of(details)
                .longs(detail -> detail.key().skuId())
                .longs(detail -> detail.key().locationId())
                .longs(detail -> detail.key().spot().binId())
                .longs(detail -> detail.key().spot().lotId())
                .texts(detail -> detail.key().state().name());
    }

    private void insertDetails(List<StockDetail> details) {
        writes.all(
                details,
                """
                insert into stock_detail (seller_id, sku_id, location_id, bin_id, lot_id, state, units, allocated, since)
                select s.seller_id, u.*
                  from seller s,
                       unnest(?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::text[], ?::int[], ?::int[],
                              ?::bigint[]) as u
                 where s.seller_id = ?
                """,
                keys(details)
                        .ints(StockDetail::units)
                        .ints(StockDetail::allocated)
                        .longs(this::since)
                        .then(sellerId));
    }

    /** By difference, so that the CHECKs of the table refuse to take what is not there. */
    private void updateDetails(List<StockDetail> details) {
        writes.all(
                details,
                """
                update stock_detail d
                   set units = d.units + u.units, allocated = d.allocated + u.allocated, since = u.since
                  from unnest(?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::text[], ?::int[], ?::int[], ?::bigint[])
                       as u (sku_id, location_id, bin_id, lot_id, state, units, allocated, since)
                 where d.seller_id = ? and d.sku_id = u.sku_id and d.location_id = u.location_id and d.bin_id = u.bin_id
                   and d.lot_id = u.lot_id and d.state = u.state
                """,
                keys(details)
                        .ints(StockDetail::moved)
                        .ints(StockDetail::movedAllocated)
                        .longs(this::since)
                        .then(sellerId));
    }

    private void deleteDetails(List<StockDetail> details) {
        writes.all(
                details,
                """
                delete from stock_detail d
                 using unnest(?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::text[], ?::int[], ?::int[])
                       as u (sku_id, location_id, bin_id, lot_id, state, units, allocated)
                 where d.seller_id = ? and d.sku_id = u.sku_id and d.location_id = u.location_id and d.bin_id = u.bin_id
                   and d.lot_id = u.lot_id and d.state = u.state and d.units + u.units = 0 and d.allocated + u.allocated = 0
                """,
                keys(details)
                        .ints(StockDetail::moved)
                        .ints(StockDetail::movedAllocated)
                        .then(sellerId));
    }

    private void insertParts(List<Part> parts) {
        writes.all(
                parts,
                """
                insert into posting_detail (seller_id, position, part_no, from_bin, from_lot, to_bin, to_lot, units)
                select s.seller_id, u.*
                  from seller s,
                       unnest(?::bigint[], ?::int[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::int[]) as u
                 where s.seller_id = ?
                """,
                Columns.of(parts)
                        .longs(part -> position(part.posting()))
                        .ints(Part::partNo)
                        .nullableLongs(part -> orNull(part.from().binId()))
                        .nullableLongs(part -> orNull(part.from().lotId()))
                        .nullableLongs(part -> orNull(part.to().binId()))
                        .nullableLongs(part -> orNull(part.to().lotId()))
                        .ints(Part::units)
                        .then(sellerId));
    }

    private static @Nullable Long orNull(OptionalLong id) {
        return id.isPresent() ? id.getAsLong() : null;
    }

    private static Columns<Serial> columns(List<Serial> serials) {
        return Columns.of(serials)
                .longs(Serial::skuId)
                .texts(Serial::serialNo)
                .texts(serial -> serial.state().name())
                .longs(serial -> serial.place().locationId())
                .longs(serial -> serial.place().spot().binId())
                .longs(serial -> serial.place().spot().lotId())
                .texts(serial -> serial.place().state().name())
                .nullableLongs(serial -> Writes.nullIfNone(serial.fulfilmentId()));
    }

    private void insertSerials(List<Serial> serials) {
        writes.all(serials, """
                insert into serial (seller_id, sku_id, serial_no, state, location_id, bin_id, lot_id, physical, fulfilment_id)
                select s.seller_id, u.*
                  from seller s,
                       unnest(?::bigint[], ?::text[], ?::text[], ?::bigint[], ?::bigint[], ?::bigint[], ?::text[],
                              ?::bigint[]) as u
                 where s.seller_id = ?
                """, columns(serials).then(sellerId));
    }

    private void updateSerials(List<Serial> serials) {
        writes.all(serials, """
                update serial d
                   set state = u.state, location_id = u.location_id, bin_id = u.bin_id, lot_id = u.lot_id,
                       physical = u.physical, fulfilment_id = u.fulfilment_id
                  from unnest(?::bigint[], ?::text[], ?::text[], ?::bigint[], ?::bigint[], ?::bigint[], ?::text[], ?::bigint[])
                       as u (sku_id, serial_no, state, location_id, bin_id, lot_id, physical, fulfilment_id)
                 where d.seller_id = ? and d.sku_id = u.sku_id and d.serial_no = u.serial_no
                """, columns(serials).then(sellerId));
    }

    private void insertPostedSerials(List<PostedSerial> serials) {
        writes.all(
                serials,
                """
                insert into posting_serial (seller_id, position, serial_no)
                select s.seller_id, u.*
                  from seller s, unnest(?::bigint[], ?::text[]) as u
                 where s.seller_id = ?
                """,
                Columns.of(serials)
                        .longs(serial -> position(serial.posting()))
                        .texts(PostedSerial::serialNo)
                        .then(sellerId));
    }

    private static String state(Allocation allocation) {
        return allocation.open() > 0 ? "OPEN" : "ENDED";
    }

    private void insertAllocations(List<Allocation> allocations) {
        writes.all(
                allocations,
                """
                insert into allocation (seller_id, allocation_id, fulfilment_id, line_no, reservation_id, sku_id, location_id,
                                        bin_id, lot_id, quantity, picked, shipped, released, state)
                select s.seller_id, u.*
                  from seller s,
                       unnest(?::bigint[], ?::bigint[], ?::int[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[],
                              ?::bigint[], ?::int[], ?::int[], ?::int[], ?::int[], ?::text[]) as u
                 where s.seller_id = ?
                """,
                Columns.of(allocations)
                        .longs(Allocation::allocationId)
                        .longs(allocation -> allocation.demand().fulfilmentId())
                        .ints(allocation -> allocation.demand().lineNo())
                        .longs(allocation -> allocation.demand().reservationId())
                        .longs(allocation -> allocation.place().skuId())
                        .longs(allocation -> allocation.place().locationId())
                        .longs(allocation -> allocation.place().spot().binId())
                        .longs(allocation -> allocation.place().spot().lotId())
                        .ints(Allocation::quantity)
                        .ints(Allocation::picked)
                        .ints(Allocation::shipped)
                        .ints(Allocation::released)
                        .texts(ShelfWriter::state)
                        .then(sellerId));
    }

    private void updateAllocations(List<Allocation> allocations) {
        writes.all(
                allocations,
                """
                update allocation a
                   set picked = u.picked, shipped = u.shipped, released = u.released, state = u.state
                  from unnest(?::bigint[], ?::bigint[], ?::int[], ?::int[], ?::int[], ?::text[])
                       as u (fulfilment_id, allocation_id, picked, shipped, released, state)
                 where a.seller_id = ? and a.fulfilment_id = u.fulfilment_id and a.allocation_id = u.allocation_id
                """,
                Columns.of(allocations)
                        .longs(allocation -> allocation.demand().fulfilmentId())
                        .longs(Allocation::allocationId)
                        .ints(Allocation::picked)
                        .ints(Allocation::shipped)
                        .ints(Allocation::released)
                        .texts(ShelfWriter::state)
                        .then(sellerId));
    }
}
