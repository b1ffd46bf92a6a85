package penstock.bench.engine;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import penstock.bench.harness.Sale;
import penstock.core.identity.Ids;

/**
 * Baseline (ii): all rows of an order in one statement, which is its own transaction: one round trip, and the hot row's
 * lock is held for no more than the commit. What is not there fails the table's CHECK and is stored short.
 */
record SingleStatement(Ids ids) implements PerOrder.Form {

    private static final String CHECK_VIOLATED = "23514";

    @Override
    public boolean autoCommit() {
        return true;
    }

    @Override
    public PerOrder.Session prepare(Connection connection, Shop shop) throws SQLException {
        return new Prepared(connection, shop, ids);
    }

    private static final class Prepared implements PerOrder.Session {

        private static final String ORDER = """
                with o as (
                    insert into sales_order (seller_id, order_id, account_id, channel_order_id, revision, content_hash, phase,
                                             placed_at, ship_by, expires_at, inbox_id, created_at)
                    values (?, ?, ?, ?, 1, ?, 'CONFIRMED', ?, ?, null, null, ?)
                    on conflict (seller_id, account_id, channel_order_id) do nothing
                    returning seller_id, order_id, created_at),
                """;

        private final Shop shop;
        private final Ids ids;
        private final PreparedStatement whole;
        private final PreparedStatement shortOnly;

        Prepared(Connection connection, Shop shop, Ids ids) throws SQLException {
            this.shop = shop;
            this.ids = ids;
            // the update reads the others' results, so they have run before it takes the lock
            this.whole = connection.prepareStatement(ORDER + """
                    l as (
                    insert into order_line (seller_id, order_id, line_no, channel_line_id, channel_sku, sku_id, ordered,
                                            reserved)
                    select o.seller_id, o.order_id, 1, '1', ?::text, ?::bigint, ?::int, ?::int from o
                    returning seller_id),
                    r as (
                    insert into reservation (seller_id, reservation_id, order_id, line_no, sku_id, location_id, quantity, state)
                    select o.seller_id, ?::bigint, o.order_id, 1, ?::bigint, ?::bigint, ?::int, 'PENDING' from o
                    returning seller_id),
                    p as (
                    insert into posting (seller_id, position, sku_id, from_location, from_condition, to_location, to_condition,
                                         quantity, cause, cause_id, posted_at)
                    select o.seller_id, ?::bigint, ?::bigint, ?::bigint, 'available', ?::bigint, 'reserved', ?::int, 'ORDER',
                           o.order_id, o.created_at from o
                    returning position)
                    update balance b
                       set available = b.available - ?, reserved = b.reserved + ?, changed_at = p.position
                      from l, r, p
                     where b.seller_id = ? and b.sku_id = ? and b.location_id = ?
                    """);
            this.shortOnly = connection.prepareStatement(ORDER.strip().replaceAll(",$", "") + """

                    insert into order_line (seller_id, order_id, line_no, channel_line_id, channel_sku, sku_id, ordered, short)
                    select o.seller_id, o.order_id, 1, '1', ?::text, ?::bigint, ?::int, ?::int from o
                    """);
        }

        @Override
        public void take(Sale sale) throws SQLException {
            PerOrderRow row = PerOrderRow.of(sale, shop, ids);
            try {
                writeWhole(row);
            } catch (SQLException e) {
                if (!CHECK_VIOLATED.equals(e.getSQLState())) {
                    throw e;
                }
                orderAndLine(shortOnly, row);
                shortOnly.executeUpdate();
            }
        }

        private void writeWhole(PerOrderRow row) throws SQLException {
            orderAndLine(whole, row)
                    .add(row.reservationId())
                    .add(row.skuId())
                    .add(shop.locationId())
                    .add(row.quantity())
                    .add(row.position())
                    .add(row.skuId())
                    .add(shop.locationId())
                    .add(shop.locationId())
                    .add(row.quantity())
                    .add(row.quantity())
                    .add(row.quantity())
                    .add(shop.sellerId())
                    .add(row.skuId())
                    .add(shop.locationId());
            whole.executeUpdate();
        }

        private Parameters orderAndLine(PreparedStatement statement, PerOrderRow row) throws SQLException {
            return Parameters.of(statement)
                    .add(shop.sellerId())
                    .add(row.orderId())
                    .add(shop.accountId())
                    .add(row.channelOrderId())
                    .add(row.contentHash())
                    .add(row.now())
                    .add(row.now())
                    .add(row.now())
                    .add(row.channelSku())
                    .add(row.skuId())
                    .add(row.quantity())
                    .add(row.quantity());
        }
    }
}
