package penstock.core.warehouse;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import penstock.core.store.Database;

/** Reads what lies where, what is to be picked, and what moved between bins. Any thread. */
public final class StockDetails {

    private final Database database;

    public StockDetails(Database database) {
        this.database = database;
    }

    /**
     * Units at a spot.
     *
     * @param bin {@code ""} for units in no bin
     * @param lot {@code ""} for units of no known lot
     * @param allocated of these, assigned to fulfilment orders
     */
    public record DetailView(
            String sku,
            String location,
            String bin,
            String lot,
            Optional<LocalDate> expiresOn,
            String state,
            int units,
            int allocated) {}

    /** From where a page goes on: what came last on the page before. */
    public record After(String sku, String location, String bin, String lot, String state) {

        /** Before everything. */
        public static final After NOTHING = new After("", "", "", "", "");

        public static After of(DetailView view) {
            return new After(view.sku(), view.location(), view.bin(), view.lot(), view.state());
        }
    }

    /** A page of what lies where, by SKU, location, bin and lot; {@code ""} for any SKU, location or bin. */
    public List<DetailView> list(long sellerId, String sku, String location, String bin, After after, int limit) {
        return database.transact(
                sellerId,
                transaction -> transaction.list(
                        """
                        select * from (
                            select s.code as sku, l.code as location, coalesce(b.code, '') as bin, coalesce(t.code, '') as lot,
                                   t.expires_on::text as last_day, d.state, d.units, d.allocated
                              from stock_detail d
                              join sku s on s.seller_id = d.seller_id and s.sku_id = d.sku_id
                              join location l on l.seller_id = d.seller_id and l.location_id = d.location_id
                              left join bin b on b.seller_id = d.seller_id and b.bin_id = d.bin_id
                              left join lot t on t.seller_id = d.seller_id and t.lot_id = d.lot_id
                             where d.seller_id = ? and (? = '' or s.code = ?) and (? = '' or l.code = ?)
                               and (? = '' or b.code = ?)) as v
                         where (sku, location, bin, lot, state) > (?, ?, ?, ?, ?)
                         order by sku, location, bin, lot, state
                         limit ?
                        """,
                        row -> new DetailView(
                                row.getText("sku"),
                                row.getText("location"),
                                row.getText("bin"),
                                row.getText("lot"),
                                row.findText("last_day").map(LocalDate::parse),
                                row.getText("state"),
                                row.getInt("units"),
                                row.getInt("allocated")),
                        sellerId,
                        sku,
                        sku,
                        location,
                        location,
                        bin,
                        bin,
                        after.sku(),
                        after.location(),
                        after.bin(),
                        after.lot(),
                        after.state(),
                        limit));
    }

    /**
     * Units to be brought from a bin to the packing bench.
     *
     * @param unassigned units of the line that no bin could be found for
     */
    public record Pick(
            long fulfilmentId,
            int lineNo,
            String sku,
            String bin,
            String zone,
            int walkingMetres,
            String lot,
            Optional<LocalDate> expiresOn,
            int units,
            boolean unassigned) {}

    /**
     * What is to be picked at a location for fulfilment orders, or for the oldest that are open if none are named: in the
     * order of the walk, what is in no bin first, and last what nobody could assign.
     */
    public List<Pick> picks(long sellerId, String location, List<Long> fulfilmentIds, int limit) {
        return database.transact(
                sellerId,
                transaction -> transaction.list(
                        """
                        with wanted as (
                            select f.seller_id, f.fulfilment_id
                              from fulfilment_order f
                              join location l on l.seller_id = f.seller_id and l.location_id = f.location_id
                             where f.seller_id = ? and l.code = ? and f.provider_account_id is null
                               and f.state in ('OPEN', 'PICKED', 'PACKED')
                               and (cardinality(?::bigint[]) = 0 or f.fulfilment_id = any (?::bigint[]))
                             order by f.fulfilment_id
                             limit ?),
                        assigned as (
                            select a.seller_id, a.fulfilment_id, a.line_no, a.bin_id, a.lot_id,
                                   a.quantity - a.shipped - a.released as open,
                                   a.quantity - a.shipped - a.released - a.picked as units
                              from wanted w
                              join allocation a on a.seller_id = w.seller_id and a.fulfilment_id = w.fulfilment_id
                                               and a.state = 'OPEN'),
                        todo as (
                            select fulfilment_id, line_no, bin_id, lot_id, sum(units)::int as units, false as unassigned
                              from assigned
                             where units > 0
                             group by fulfilment_id, line_no, bin_id, lot_id
                             union all
                            select n.fulfilment_id, n.line_no, 0, 0,
                                   (n.quantity - n.shipped - n.cancelled - coalesce(sum(a.open), 0))::int, true
                              from wanted w
                              join fulfilment_line n on n.seller_id = w.seller_id and n.fulfilment_id = w.fulfilment_id
                              left join assigned a on a.fulfilment_id = n.fulfilment_id and a.line_no = n.line_no
                             group by n.fulfilment_id, n.line_no, n.quantity, n.shipped, n.cancelled
                            having n.quantity - n.shipped - n.cancelled > coalesce(sum(a.open), 0))
                        select t.*, s.code as sku, coalesce(b.code, '') as bin, coalesce(b.zone, '') as zone,
                               coalesce(b.walking_metres, 0) as metres, coalesce(o.code, '') as lot,
                               o.expires_on::text as last_day
                          from todo t
                          join fulfilment_line n on n.seller_id = ? and n.fulfilment_id = t.fulfilment_id
                                                and n.line_no = t.line_no
                          join sku s on s.seller_id = n.seller_id and s.sku_id = n.sku_id
                          left join bin b on b.seller_id = n.seller_id and b.bin_id = t.bin_id
                          left join lot o on o.seller_id = n.seller_id and o.lot_id = t.lot_id
                         order by t.unassigned, metres, zone, b.level, bin, sku, lot, t.fulfilment_id, t.line_no
                        """,
                        row -> new Pick(
                                row.getLong("fulfilment_id"),
                                row.getInt("line_no"),
                                row.getText("sku"),
                                row.getText("bin"),
                                row.getText("zone"),
                                row.getInt("metres"),
                                row.getText("lot"),
                                row.findText("last_day").map(LocalDate::parse),
                                row.getInt("units"),
                                row.getBoolean("unassigned")),
                        sellerId,
                        location,
                        fulfilmentIds.toArray(Long[]::new),
                        fulfilmentIds.toArray(Long[]::new),
                        limit,
                        sellerId));
    }

    /** Units that went from one spot to another; {@code ""} where none is kept. */
    public record DetailMove(
            long position,
            String sku,
            String from,
            String fromBin,
            String fromLot,
            String to,
            String toBin,
            String toLot,
            int units,
            Instant at) {}

    /** Where a piece came from and went to, the newest first. */
    public List<DetailMove> movesOf(long sellerId, long skuId, String serialNo, int limit) {
        return database.transact(
                sellerId,
                transaction -> transaction.list(
                        """
                        select p.*, s.code as sku, coalesce(f.code, 'outside') || '/' || p.from_condition as from_place,
                               coalesce(t.code, 'outside') || '/' || p.to_condition as to_place,
                               coalesce(fb.code, '') as from_bin, coalesce(fl.code, '') as from_lot,
                               coalesce(tb.code, '') as to_bin, coalesce(tl.code, '') as to_lot
                          from posting_serial q
                          join posting p on p.seller_id = q.seller_id and p.position = q.position and p.sku_id = ?
                          join sku s on s.seller_id = p.seller_id and s.sku_id = p.sku_id
                          left join location f on f.seller_id = p.seller_id and f.location_id = p.from_location
                          left join location t on t.seller_id = p.seller_id and t.location_id = p.to_location
                          left join posting_detail d on d.seller_id = p.seller_id and d.position = p.position and d.part_no = 1
                          left join bin fb on fb.seller_id = d.seller_id and fb.bin_id = d.from_bin
                          left join bin tb on tb.seller_id = d.seller_id and tb.bin_id = d.to_bin
                          left join lot fl on fl.seller_id = d.seller_id and fl.lot_id = d.from_lot
                          left join lot tl on tl.seller_id = d.seller_id and tl.lot_id = d.to_lot
                         where q.seller_id = ? and q.serial_no = ?
                         order by p.position desc
                         limit ?
                        """,
                        row -> new DetailMove(
                                row.getLong("position"),
                                row.getText("sku"),
                                row.getText("from_place"),
                                row.getText("from_bin"),
                                row.getText("from_lot"),
                                row.getText("to_place"),
                                row.getText("to_bin"),
                                row.getText("to_lot"),
                                1,
                                row.getInstant("posted_at")),
                        skuId,
                        sellerId,
                        serialNo,
                        limit));
    }
}
