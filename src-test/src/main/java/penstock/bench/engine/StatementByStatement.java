package penstock.bench.engine;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import penstock.bench.harness.Sale;
import penstock.core.identity.Ids;

/** Baseline (i): a statement a table, the balance last, commit. What is not there is stored short. */
record StatementByStatement(Ids ids) implements PerOrder.Form {

    @Override
    public boolean autoCommit() {
        return false;
    }

    @Override
    public PerOrder.Session prepare(Connection connection, Shop shop) throws SQLException {
        return new Prepared(connection, shop, ids);
    }

    private static final class Prepared implements PerOrder.Session {

        private final Connection connection;
        private final Shop shop;
        private final Ids ids;
        private final PreparedStatement order;
        private final PreparedStatement line;
        private final PreparedStatement reservation;
        private final PreparedStatement posting;
        private final PreparedStatement balance;

        Prepared(Connection connection, Shop shop, Ids ids) throws SQLException {
            this.connection = connection;
            this.shop = shop;
            this.ids = ids;
            this.order = connection.prepareStatement("""
                    insert into sales_order (seller_id, order_id, account_id, channel_order_id, revision, content_hash, phase,
                                             placed_at, ship_by, expires_at, inbox_id, created_at)
                    values (?, ?, ?, ?, 1, ?, 'CONFIRMED', ?, ?, null, null, ?)
                    on conflict (seller_id, account_id, channel_order_id) do nothing
                    """);
            this.line = connection.prepareStatement("""
                    insert into order_line (seller_id, order_id, line_no, channel_line_id, channel_sku, sku_id, ordered,
                                            reserved, short)
                    values (?, ?, 1, '1', ?, ?, ?, ?, ?)
                    """);
            this.reservation = connection.prepareStatement("""
                    insert into reservation (seller_id, reservation_id, order_id, line_no, sku_id, location_id, quantity, state)
                    values (?, ?, ?, 1, ?, ?, ?, 'PENDING')
                    """);
            this.posting = connection.prepareStatement("""
                    insert into posting (seller_id, position, sku_id, from_location, from_condition, to_location, to_condition,
                                         quantity, cause, cause_id, posted_at)
                    values (?, ?, ?, ?, 'available', ?, 'reserved', ?, 'ORDER', ?, ?)
                    """);
            this.balance = connection.prepareStatement("""
                    update balance set available = available - ?, reserved = reserved + ?, changed_at = ?
                     where seller_id = ? and sku_id = ? and location_id = ? and available >= ?
                    """);
        }

        @Override
        public void take(Sale sale) throws SQLException {
            boolean taken = write(PerOrderRow.of(sale, shop, ids));
            if (taken) {
                connection.commit();
                return;
            }
            connection.rollback();
            writeShort(PerOrderRow.of(sale, shop, ids));
            connection.commit();
        }

        /** Whether the units were there; a repeat has what it wants. */
        private boolean write(PerOrderRow row) throws SQLException {
            if (insertOrder(row) == 0) {
                return true;
            }
            insertLine(row, row.quantity(), 0);
            Parameters.of(reservation)
                    .add(shop.sellerId())
                    .add(row.reservationId())
                    .add(row.orderId())
                    .add(row.skuId())
                    .add(shop.locationId())
                    .add(row.quantity());
            reservation.executeUpdate();
            Parameters.of(posting)
                    .add(shop.sellerId())
                    .add(row.position())
                    .add(row.skuId())
                    .add(shop.locationId())
                    .add(shop.locationId())
                    .add(row.quantity())
                    .add(row.orderId())
                    .add(row.now());
            posting.executeUpdate();
            return updateBalance(row) == 1;
        }

        private void writeShort(PerOrderRow row) throws SQLException {
            if (insertOrder(row) == 1) {
                insertLine(row, 0, row.quantity());
            }
        }

        private int insertOrder(PerOrderRow row) throws SQLException {
            Parameters.of(order)
                    .add(shop.sellerId())
                    .add(row.orderId())
                    .add(shop.accountId())
                    .add(row.channelOrderId())
                    .add(row.contentHash())
                    .add(row.now())
                    .add(row.now())
                    .add(row.now());
            return order.executeUpdate();
        }

        private void insertLine(PerOrderRow row, int reserved, int shortUnits) throws SQLException {
            Parameters.of(line)
                    .add(shop.sellerId())
                    .add(row.orderId())
                    .add(row.channelSku())
                    .add(row.skuId())
                    .add(row.quantity())
                    .add(reserved)
                    .add(shortUnits);
            line.executeUpdate();
        }

        private int updateBalance(PerOrderRow row) throws SQLException {
            Parameters.of(balance)
                    .add(row.quantity())
                    .add(row.quantity())
                    .add(row.position())
                    .add(shop.sellerId())
                    .add(row.skuId())
                    .add(shop.locationId())
                    .add(row.quantity());
            return balance.executeUpdate();
        }
    }
}
