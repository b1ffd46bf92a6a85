package penstock.core.store;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An open transaction of one seller. One thread.
 *
 * <p>Parameters may be {@code Long, Integer, Double, Boolean, String, byte[], Instant}, null, or arrays of these, which become
 * PostgreSQL arrays.
 */
public final class Transaction {

    private final Connection connection;
    private final long sellerId;

    Transaction(Connection connection, long sellerId) {
        this.connection = connection;
        this.sellerId = sellerId;
    }

    /** Whose transaction it is. */
    public long sellerId() {
        return sellerId;
    }

    /** Runs a writing statement and says how many rows it touched. */
    public int update(String sql, @Nullable Object... parameters) {
        try (PreparedStatement statement = prepare(sql, parameters)) {
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw DatabaseFailure.of(e);
        }
    }

    /** A writing statement with its parameters. */
    public record Update(String sql, @Nullable Object... parameters) {}

    /**
     * Runs several writing statements in one round trip, in this order; says how many rows each touched.
     *
     * <p>The driver sends statements separated by semicolons as messages of their own and waits once, after the last.
     */
    public List<Integer> updateAll(List<Update> updates) {
        String sql = updates.stream().map(update -> update.sql().strip()).collect(Collectors.joining(";\n"));
        Object[] parameters = updates.stream()
                .flatMap(update -> Arrays.stream(update.parameters()))
                .toArray();
        try (PreparedStatement statement = prepare(sql, parameters)) {
            statement.execute();
            List<Integer> touched = new ArrayList<>(updates.size());
            for (int i = 0; i < updates.size(); i++) {
                touched.add(statement.getUpdateCount());
                statement.getMoreResults();
            }
            return touched;
        } catch (SQLException e) {
            throw DatabaseFailure.of(e);
        }
    }

    /** Runs one writing statement for each row of parameters, all in one round trip; each finds its row by its own plan. */
    public void updateEach(String sql, List<@Nullable Object[]> rows) {
        if (rows.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (@Nullable Object[] parameters : rows) {
                for (int i = 0; i < parameters.length; i++) {
                    bind(statement, i + 1, parameters[i]);
                }
                statement.addBatch();
            }
            statement.executeBatch();
        } catch (SQLException e) {
            throw DatabaseFailure.of(e);
        }
    }

    /** A query with its parameters, and what becomes of each of its rows. */
    public record Query(
            String sql, RowReader reader, @Nullable Object... parameters) {}

    /** Runs several queries in one round trip, in this order; each sees what was committed when it began. */
    public void readAll(List<Query> queries) {
        String sql = queries.stream().map(query -> query.sql().strip()).collect(Collectors.joining(";\n"));
        Object[] parameters = queries.stream()
                .flatMap(query -> Arrays.stream(query.parameters()))
                .toArray();
        try (PreparedStatement statement = prepare(sql, parameters)) {
            statement.execute();
            for (Query query : queries) {
                try (ResultSet rows = statement.getResultSet()) {
                    Row row = new Row(rows);
                    while (rows.next()) {
                        query.reader().read(row);
                    }
                }
                statement.getMoreResults();
            }
        } catch (SQLException e) {
            throw DatabaseFailure.of(e);
        }
    }

    /** All rows of a query. */
    public <T> List<T> list(String sql, RowMapper<T> mapper, @Nullable Object... parameters) {
        try (PreparedStatement statement = prepare(sql, parameters);
                ResultSet rows = statement.executeQuery()) {
            List<T> list = new ArrayList<>();
            Row row = new Row(rows);
            while (rows.next()) {
                list.add(mapper.map(row));
            }
            return list;
        } catch (SQLException e) {
            throw DatabaseFailure.of(e);
        }
    }

    /** The first row of a query, if there is one. */
    public <T> Optional<T> find(String sql, RowMapper<T> mapper, @Nullable Object... parameters) {
        List<T> list = list(sql, mapper, parameters);
        return list.isEmpty() ? Optional.empty() : Optional.of(list.get(0));
    }

    private PreparedStatement prepare(String sql, @Nullable Object... parameters) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        try {
            for (int i = 0; i < parameters.length; i++) {
                bind(statement, i + 1, parameters[i]);
            }
            return statement;
        } catch (SQLException | RuntimeException e) {
            statement.close();
            throw e;
        }
    }

    private void bind(PreparedStatement statement, int index, @Nullable Object value) throws SQLException {
        if (value == null) {
            statement.setNull(index, Types.NULL);
        } else if (value instanceof Instant instant) {
            statement.setObject(index, instant.atOffset(ZoneOffset.UTC));
        } else if (value instanceof byte[] bytes) {
            statement.setBytes(index, bytes);
        } else if (value instanceof Object[] objects) {
            statement.setArray(index, array(objects));
        } else {
            statement.setObject(index, value);
        }
    }

    private Array array(Object[] values) throws SQLException {
        Class<?> type = values.getClass().getComponentType();
        if (type == Instant.class) {
            Object[] times = new Object[values.length];
            for (int i = 0; i < values.length; i++) {
                times[i] = values[i] == null ? null : values[i].toString();
            }
            return connection.createArrayOf("timestamptz", times);
        }
        return connection.createArrayOf(sqlType(type), values);
    }

    private static String sqlType(Class<?> type) {
        if (type == String.class) {
            return "text";
        } else if (type == Long.class) {
            return "bigint";
        } else if (type == Integer.class) {
            return "integer";
        } else if (type == Double.class) {
            return "float8";
        } else if (type == byte[].class) {
            return "bytea";
        } else if (type == Boolean.class) {
            return "boolean";
        }
        throw new IllegalArgumentException("no array of " + type.getSimpleName() + " is written to the database");
    }

    /** Takes what it needs from a row. */
    @FunctionalInterface
    public interface RowReader {
        void read(Row row) throws SQLException;
    }

    /** Makes a value of a row. */
    @FunctionalInterface
    public interface RowMapper<T> {
        T map(Row row) throws SQLException;
    }

    /** The current row of a query. */
    public static final class Row {
        private final ResultSet rows;

        Row(ResultSet rows) {
            this.rows = rows;
        }

        public long getLong(String column) throws SQLException {
            return rows.getLong(column);
        }

        public int getInt(String column) throws SQLException {
            return rows.getInt(column);
        }

        public double getDouble(String column) throws SQLException {
            return rows.getDouble(column);
        }

        public Optional<Double> findDouble(String column) throws SQLException {
            double value = rows.getDouble(column);
            return rows.wasNull() ? Optional.empty() : Optional.of(value);
        }

        public boolean getBoolean(String column) throws SQLException {
            return rows.getBoolean(column);
        }

        public Optional<Boolean> findBoolean(String column) throws SQLException {
            boolean value = rows.getBoolean(column);
            return rows.wasNull() ? Optional.empty() : Optional.of(value);
        }

        public byte[] getBytes(String column) throws SQLException {
            return rows.getBytes(column);
        }

        public String getText(String column) throws SQLException {
            return rows.getString(column);
        }

        public Instant getInstant(String column) throws SQLException {
            return rows.getObject(column, OffsetDateTime.class).toInstant();
        }

        public Optional<String> findText(String column) throws SQLException {
            return Optional.ofNullable(rows.getString(column));
        }

        public Optional<byte[]> findBytes(String column) throws SQLException {
            return Optional.ofNullable(rows.getBytes(column));
        }

        public Optional<Instant> findInstant(String column) throws SQLException {
            return Optional.ofNullable(rows.getObject(column, OffsetDateTime.class))
                    .map(OffsetDateTime::toInstant);
        }

        public Optional<Long> findLong(String column) throws SQLException {
            long value = rows.getLong(column);
            return rows.wasNull() ? Optional.empty() : Optional.of(value);
        }

        public Optional<Integer> findInt(String column) throws SQLException {
            int value = rows.getInt(column);
            return rows.wasNull() ? Optional.empty() : Optional.of(value);
        }
    }
}
