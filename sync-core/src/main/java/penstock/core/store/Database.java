package penstock.core.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import javax.sql.DataSource;

/** Runs transactions, each for one seller. Any thread. */
public final class Database {

    /** A transaction that lost against another is run again this often, then its failure is passed on. */
    public static final int MAX_ATTEMPTS = 5;

    /** Serialisation failure and deadlock: nothing was done, running again is right. */
    private static final Set<String> RUN_AGAIN = Set.of("40001", "40P01");

    private final DataSource dataSource;

    public Database(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * Runs the work in a transaction of that seller and commits.
     *
     * @throws DatabaseUnavailable when the database cannot be reached: nothing was done
     * @throws OutcomeUnknown when the connection broke while committing: it may have been done
     * @throws DatabaseFailure for any other failure: nothing was done
     */
    public <T> T transact(long sellerId, Function<Transaction, T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return attempt(sellerId, work);
            } catch (DatabaseFailure failure) {
                if (attempt == MAX_ATTEMPTS || !RUN_AGAIN.contains(failure.sqlState())) {
                    throw failure;
                }
                pauseBriefly(attempt);
            }
        }
    }

    /** Runs work that belongs to no seller: leases and node numbers. */
    public <T> T transactWithoutSeller(Function<Transaction, T> work) {
        return transact(0, work);
    }

    private <T> T attempt(long sellerId, Function<Transaction, T> work) {
        try (Connection connection = connect()) {
            Committed<T> committed = run(connection, sellerId, work);
            return committed.result();
        } catch (SQLException e) {
            throw DatabaseFailure.of(e);
        }
    }

    private Connection connect() {
        try {
            return dataSource.getConnection();
        } catch (SQLException e) {
            throw new DatabaseUnavailable("no connection to the database; try again in a moment", e);
        }
    }

    private static <T> Committed<T> run(Connection connection, long sellerId, Function<Transaction, T> work)
            throws SQLException {
        connection.setAutoCommit(false);
        T result;
        try {
            nameSeller(connection, sellerId);
            result = work.apply(new Transaction(connection, sellerId));
        } catch (SQLException | RuntimeException | Error e) {
            rollBack(connection, e);
            throw e;
        }
        commit(connection);
        return new Committed<>(result);
    }

    /** Alone and literal: a distributed database forwards SET LOCAL only so. */
    private static void nameSeller(Connection connection, long sellerId) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET LOCAL penstock.seller_id = '" + sellerId + "'");
        }
    }

    private static void commit(Connection connection) throws SQLException {
        try {
            connection.commit();
        } catch (SQLException e) {
            if (DatabaseFailure.of(e) instanceof DatabaseUnavailable) {
                throw new OutcomeUnknown("the connection broke while committing", e);
            }
            throw e;
        }
    }

    private static void rollBack(Connection connection, Throwable cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    private static void pauseBriefly(int attempt) {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextInt(5, 20 * attempt));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DatabaseUnavailable("interrupted while waiting to run a transaction again", e);
        }
    }

    private record Committed<T>(T result) {}
}
