package penstock.core.check;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** Reading in one snapshot, without a chance to write. */
final class Snapshots {

    /** SQLSTATE of a table that is not there. */
    private static final String UNDEFINED_TABLE = "42P01";

    private Snapshots() {}

    /** What is read in a snapshot. */
    @FunctionalInterface
    interface Reading<T> {
        T read(Connection connection) throws SQLException;
    }

    /** Reads as that seller, 0 for none. */
    static <T> T read(DataSource dataSource, long sellerId, Reading<T> reading) {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.execute("set transaction isolation level repeatable read, read only");
                if (sellerId != 0) {
                    statement.execute("SET LOCAL penstock.seller_id = '" + sellerId + "'");
                }
                return reading.read(connection);
            } finally {
                connection.rollback();
            }
        } catch (SQLException e) {
            String why = UNDEFINED_TABLE.equals(e.getSQLState())
                    ? "the database lacks tables of this version: start the gateway on it once, which makes them"
                    : "the check could not read the database: " + e.getMessage();
            throw new CheckNotPossible(why, e);
        }
    }
}
