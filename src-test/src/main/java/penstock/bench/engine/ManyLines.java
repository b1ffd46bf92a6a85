package penstock.bench.engine;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import penstock.bench.engine.Stockroom.Taken;
import penstock.bench.engine.Stockroom.Wanted;
import penstock.core.book.StockKey;
import penstock.core.identity.Ids;

/**
 * The baseline of orders with several lines, kits and places: arrays, so that an order of any size is five statements, or one. Where
 * its units come from is decided {@linkplain Stockroom in memory}; all take balances in the same order.
 *
 * @param inOneStatement whether all rows are written by one, which is its own transaction
 */
record ManyLines(Ids ids, Stockroom stockroom, boolean inOneStatement) implements PerOrder.Form {

    private static final String DEADLOCK = "40P01";

    private static final String ORDER = """
            insert into sales_order (seller_id, order_id, account_id, channel_order_id, revision, content_hash, phase, placed_at,
                                     ship_by, expires_at, inbox_id, created_at)
            values (?, ?, ?, ?, 1, ?, 'CONFIRMED', ?, ?, null, null, ?)
            on conflict (seller_id, account_id, channel_order_id) do nothing
            returning seller_id, order_id, created_at
            """;
    private static final String LINES = """
            insert into order_line (seller_id, order_id, line_no, channel_line_id, channel_sku, sku_id, ordered, reserved, short,
                                    pack_size)
            select o.seller_id, o.order_id, u.*
              from o, unnest(?::int[], ?::text[], ?::text[], ?::bigint[], ?::int[], ?::int[], ?::int[], ?::int[]) as u
            """;
    private static final String RESERVATIONS = """
            insert into reservation (seller_id, reservation_id, order_id, line_no, sku_id, location_id, quantity, state)
            select o.seller_id, u.id, o.order_id, u.line_no, u.sku_id, u.location_id, u.quantity, 'PENDING'
              from o, unnest(?::bigint[], ?::int[], ?::bigint[], ?::bigint[], ?::int[])
                          as u (id, line_no, sku_id, location_id, quantity)
            """;
    private static final String POSTINGS = """
            insert into posting (seller_id, position, sku_id, from_location, from_condition, to_location, to_condition, quantity,
                                 cause, cause_id, posted_at)
            select o.seller_id, u.position, u.sku_id, u.location_id, 'available', u.location_id, 'reserved', u.quantity, 'ORDER',
                   o.order_id, o.created_at
              from o, unnest(?::bigint[], ?::bigint[], ?::bigint[], ?::int[]) as u (position, sku_id, location_id, quantity)
            """;
    private static final String BALANCES = """
            update balance b
               set available = b.available - u.quantity, reserved = b.reserved + u.quantity, changed_at = ?
              from unnest(?::bigint[], ?::bigint[], ?::int[]) as u (sku_id, location_id, quantity)
             where b.seller_id = ? and b.sku_id = u.sku_id and b.location_id = u.location_id
            """;
    /** An order's row where it has been written already. */
    private static final String WRITTEN =
            "with o as (select ?::bigint as seller_id, ?::bigint as order_id," + " ?::timestamptz as created_at)\n";
    /** Only of an order that is new, and after all else: the counts have to be read first. */
    private static final String LAST =
            " and (select count(*) from l) + (select count(*) from r) + (select count(*) from p) > 0\n";

    @Override
    public boolean autoCommit() {
        return inOneStatement;
    }

    @Override
    public PerOrder.Session prepare(Connection connection, Shop shop) throws SQLException {
        Writing writing = inOneStatement ? new AtOnce(connection, shop) : new OneByOne(connection, shop);
        return sale -> take(writing, ManyLinesRows.of(sale, shop, stockroom, ids));
    }

    private void take(Writing writing, ManyLinesRows rows) throws SQLException {
        boolean isNew = false;
        for (boolean done = false; !done; ) {
            try {
                isNew = writing.write(rows);
                done = true;
            } catch (SQLException e) {
                if (!DEADLOCK.equals(e.getSQLState())) {
                    throw e;
                }
                writing.undo();
            }
        }
        if (!isNew) {
            stockroom.giveBack(rows.taken());
        }
    }

    /** A worker's prepared statements. */
    private interface Writing {

        /** Writes all rows and commits; false if the order was there before. */
        boolean write(ManyLinesRows rows) throws SQLException;

        void undo() throws SQLException;
    }

    private static final class AtOnce implements Writing {

        private final Shop shop;
        private final PreparedStatement all;

        AtOnce(Connection connection, Shop shop) throws SQLException {
            this.shop = shop;
            this.all = connection.prepareStatement("with o as (" + ORDER + "),\nl as (" + LINES
                    + "returning line_no),\nr as (" + RESERVATIONS + "returning line_no),\np as (" + POSTINGS
                    + "returning position),\nb as (" + BALANCES + LAST + ")\nselect count(*) from o");
        }

        @Override
        public boolean write(ManyLinesRows rows) throws SQLException {
            Parameters parameters = Parameters.of(all);
            order(parameters, shop, rows);
            lines(parameters, shop, rows);
            reservations(parameters, shop, rows);
            postings(parameters, shop, rows);
            balances(parameters, shop, rows);
            try (ResultSet row = all.executeQuery()) {
                return row.next() && row.getInt(1) == 1;
            }
        }

        @Override
        public void undo() {
            // a statement that failed has undone itself
        }
    }

    private static final class OneByOne implements Writing {

        private final Connection connection;
        private final Shop shop;
        private final PreparedStatement order;
        private final PreparedStatement lines;
        private final PreparedStatement reservations;
        private final PreparedStatement postings;
        private final PreparedStatement balances;

        OneByOne(Connection connection, Shop shop) throws SQLException {
            this.connection = connection;
            this.shop = shop;
            this.order = connection.prepareStatement(ORDER);
            this.lines = connection.prepareStatement(WRITTEN + LINES);
            this.reservations = connection.prepareStatement(WRITTEN + RESERVATIONS);
            this.postings = connection.prepareStatement(WRITTEN + POSTINGS);
            this.balances = connection.prepareStatement(BALANCES);
        }

        @Override
        public boolean write(ManyLinesRows rows) throws SQLException {
            order(Parameters.of(order), shop, rows);
            try (ResultSet row = order.executeQuery()) {
                if (!row.next()) {
                    connection.rollback();
                    return false;
                }
            }
            lines(written(lines, rows), shop, rows);
            lines.executeUpdate();
            if (!rows.taken().isEmpty()) {
                reservations(written(reservations, rows), shop, rows);
                reservations.executeUpdate();
                postings(written(postings, rows), shop, rows);
                postings.executeUpdate();
                balances(Parameters.of(balances), shop, rows);
                balances.executeUpdate();
            }
            connection.commit();
            return true;
        }

        private Parameters written(PreparedStatement statement, ManyLinesRows rows) throws SQLException {
            return Parameters.of(statement)
                    .add(shop.sellerId())
                    .add(rows.orderId())
                    .add(rows.now());
        }

        @Override
        public void undo() throws SQLException {
            connection.rollback();
        }
    }

    // parameters, in the order of the statements ---------------------------------------------------------------------

    private static void order(Parameters parameters, Shop shop, ManyLinesRows rows) throws SQLException {
        parameters
                .add(shop.sellerId())
                .add(rows.orderId())
                .add(shop.accountId())
                .add(rows.channelOrderId())
                .add(rows.contentHash())
                .add(rows.now())
                .add(rows.now())
                .add(rows.now());
    }

    private static void lines(Parameters parameters, Shop shop, ManyLinesRows rows) throws SQLException {
        List<Wanted> lines = rows.lines();
        int[] reserved = lines.stream().mapToInt(rows::taken).toArray();
        int[] missing = lines.stream()
                .mapToInt(line -> line.units() - reserved[line.number() - 1])
                .toArray();
        parameters
                .add(lines.stream().mapToInt(Wanted::number).toArray())
                .add(lines.stream()
                        .map(line -> String.valueOf(line.channelLine()))
                        .toArray(String[]::new))
                .add(lines.stream().map(line -> shop.channelSku(line.listing())).toArray(String[]::new))
                .add(lines.stream().mapToLong(line -> shop.skuIds()[line.sku()]).toArray())
                .add(lines.stream().mapToInt(Wanted::units).toArray())
                .add(reserved)
                .add(missing)
                .add(lines.stream().mapToInt(Wanted::packSize).toArray());
    }

    private static void reservations(Parameters parameters, Shop shop, ManyLinesRows rows) throws SQLException {
        List<StockKey> keys = keys(shop, rows);
        parameters
                .add(longs(rows.reservationIds()))
                .add(rows.taken().stream()
                        .mapToInt(units -> units.line().number())
                        .toArray())
                .add(keys.stream().mapToLong(StockKey::skuId).toArray())
                .add(keys.stream().mapToLong(StockKey::locationId).toArray())
                .add(rows.taken().stream().mapToInt(Taken::units).toArray());
    }

    private static void postings(Parameters parameters, Shop shop, ManyLinesRows rows) throws SQLException {
        List<StockKey> keys = keys(shop, rows);
        parameters
                .add(longs(rows.positions()))
                .add(keys.stream().mapToLong(StockKey::skuId).toArray())
                .add(keys.stream().mapToLong(StockKey::locationId).toArray())
                .add(rows.taken().stream().mapToInt(Taken::units).toArray());
    }

    private static void balances(Parameters parameters, Shop shop, ManyLinesRows rows) throws SQLException {
        parameters
                .add(rows.lastPosition())
                .add(rows.balances().keySet().stream()
                        .mapToLong(StockKey::skuId)
                        .toArray())
                .add(rows.balances().keySet().stream()
                        .mapToLong(StockKey::locationId)
                        .toArray())
                .add(rows.balances().values().stream()
                        .mapToInt(Integer::intValue)
                        .toArray())
                .add(shop.sellerId());
    }

    private static List<StockKey> keys(Shop shop, ManyLinesRows rows) {
        return rows.taken().stream()
                .map(units -> ManyLinesRows.key(units, shop))
                .toList();
    }

    private static long[] longs(List<Long> values) {
        return values.stream().mapToLong(Long::longValue).toArray();
    }
}
