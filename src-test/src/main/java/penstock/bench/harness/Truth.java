package penstock.bench.harness;

import penstock.core.store.Database;

/**
 * What a seller's rows say after a cell. Holds that an order has taken over are not counted.
 *
 * @param reservations with units that are still promised
 * @param reservePostings postings that moved units from available to reserved, less those that moved them back
 * @param lowest of all balances
 */
public record Truth(
        long orders,
        long lines,
        long ordered,
        long shortUnits,
        long reservations,
        long reservedUnits,
        long reservePostings,
        long postedUnits,
        long available,
        long reserved,
        long lowest) {

    public static Truth of(Database database, long seller) {
        return database.transact(
                seller,
                transaction -> transaction
                        .find(
                                """
                                select (select count(*) from sales_order
                                         where seller_id = ? and channel_order_id not like 'hold:%') as orders,
                                       l.lines, l.ordered, l.short, r.reservations, r.units as reserved_units,
                                       p.postings, p.units as posted_units, b.available, b.reserved, b.lowest
                                  from (select count(*) as lines, coalesce(sum(ordered), 0) as ordered,
                                               coalesce(sum(short), 0) as short
                                          from sales_order o
                                          join order_line l on l.seller_id = o.seller_id and l.order_id = o.order_id
                                         where o.seller_id = ? and o.channel_order_id not like 'hold:%') l,
                                       (select count(*) as reservations, coalesce(sum(quantity - posted - voided), 0) as units
                                          from reservation where seller_id = ? and quantity > posted + voided) r,
                                       (select coalesce(sum(case from_condition when 'available' then 1 else -1 end), 0)
                                                   as postings,
                                               coalesce(sum(case from_condition when 'available' then quantity
                                                            else -quantity end), 0) as units
                                          from posting
                                         where seller_id = ? and cause = 'ORDER'
                                           and (from_condition, to_condition) in
                                               (('available', 'reserved'), ('reserved', 'available'))) p,
                                       (select sum(available) as available, sum(reserved) as reserved,
                                               min(least(available, reserved)) as lowest
                                          from balance where seller_id = ?) b
                                """,
                                row -> new Truth(
                                        row.getLong("orders"),
                                        row.getLong("lines"),
                                        row.getLong("ordered"),
                                        row.getLong("short"),
                                        row.getLong("reservations"),
                                        row.getLong("reserved_units"),
                                        row.getLong("postings"),
                                        row.getLong("posted_units"),
                                        row.getLong("available"),
                                        row.getLong("reserved"),
                                        row.getLong("lowest")),
                                seller,
                                seller,
                                seller,
                                seller,
                                seller)
                        .orElseThrow());
    }

    /**
     * Of orders that all have one line of one unit, with stock for all of them.
     *
     * @param seeded units there were at first
     */
    public void requireSimple(long distinctOrders, long seeded) {
        requireServed(distinctOrders, distinctOrders, distinctOrders, seeded);
    }

    /**
     * Of orders that had all they wanted, each line from one place.
     *
     * @param wantedUnits of all lines
     * @param seeded units there were at first
     */
    public void requireServed(long distinctOrders, long wantedLines, long wantedUnits, long seeded) {
        requireDistinct(distinctOrders);
        require(
                lines == wantedLines && reservations == lines && reservePostings == lines,
                "a row a table for each of the lines: " + wantedLines);
        require(ordered == wantedUnits, "units as many as were wanted: " + wantedUnits);
        require(shortUnits == 0, "nothing is short");
        requireSound(seeded);
    }

    public void requireDistinct(long distinctOrders) {
        require(orders == distinctOrders, "orders are as many as were sent with different ids: " + distinctOrders);
    }

    /** Of any cell: nothing lost, nothing twice, nothing promised beyond the stock. */
    public void requireSound(long seeded) {
        require(ordered == reserved + shortUnits, "ordered = reserved + short");
        require(reservedUnits == reserved, "reservations = reserved balance");
        require(postedUnits == reserved, "postings = reserved balance");
        require(reservations == reservePostings, "a posting for each reservation");
        require(available == seeded - reserved, "available = seeded - reserved");
        require(lowest >= 0, "nothing beyond the stock");
    }

    /** Stock-outs: all that is there has been promised. */
    public void requireSoldOut() {
        require(available == 0 && shortUnits > 0, "sold out and short");
    }

    private void require(boolean holds, String what) {
        WrongCounts.unless(holds, what, this);
    }
}
