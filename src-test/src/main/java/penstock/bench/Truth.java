package penstock.bench;

import penstock.core.store.Database;

/**
 * What a shop's rows say after a cell.
 *
 * @param reservePostings postings that moved units from available to reserved
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

    static Truth of(Database database, Shop shop) {
        long seller = shop.sellerId();
        return database.transact(
                seller,
                transaction -> transaction
                        .find(
                                """
                                select (select count(*) from sales_order where seller_id = ?) as orders,
                                       l.lines, l.ordered, l.short, r.reservations, r.units as reserved_units,
                                       p.postings, p.units as posted_units, b.available, b.reserved, b.lowest
                                  from (select count(*) as lines, coalesce(sum(ordered), 0) as ordered,
                                               coalesce(sum(short), 0) as short
                                          from order_line where seller_id = ?) l,
                                       (select count(*) as reservations, coalesce(sum(quantity - posted - voided), 0) as units
                                          from reservation where seller_id = ?) r,
                                       (select count(*) as postings, coalesce(sum(quantity), 0) as units
                                          from posting
                                         where seller_id = ? and cause = 'ORDER' and from_condition = 'available'
                                           and to_condition = 'reserved') p,
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

    /** Of a cell whose orders all have one line of one unit, with stock for all of them. */
    public void requireSimple(long distinctOrders, Shop shop) {
        requireDistinct(distinctOrders);
        require(lines == orders && reservations == orders && reservePostings == orders, "a row a table for each order");
        require(shortUnits == 0, "nothing is short");
        requireSound(shop);
    }

    public void requireDistinct(long distinctOrders) {
        require(orders == distinctOrders, "orders are as many as were sent with different ids: " + distinctOrders);
    }

    /** Of any cell: nothing lost, nothing twice, nothing promised beyond the stock. */
    public void requireSound(Shop shop) {
        long seeded = (long) shop.stock() * shop.skuIds().length;
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
        if (!holds) {
            throw new WrongCounts("expected " + what + ", but found " + this);
        }
    }

    /** The rows of a cell do not add up: a defect, whatever its speed. */
    public static final class WrongCounts extends RuntimeException {

        private static final long serialVersionUID = 1L;

        WrongCounts(String message) {
            super(message);
        }
    }
}
