package penstock.bench.engine;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.OffsetDateTime;

/** Binds a statement's parameters one after the other. One thread. */
final class Parameters {

    private final PreparedStatement statement;
    private int last;

    private Parameters(PreparedStatement statement) {
        this.statement = statement;
    }

    static Parameters of(PreparedStatement statement) {
        return new Parameters(statement);
    }

    Parameters add(long value) throws SQLException {
        statement.setLong(++last, value);
        return this;
    }

    Parameters add(int value) throws SQLException {
        statement.setInt(++last, value);
        return this;
    }

    Parameters add(String value) throws SQLException {
        statement.setString(++last, value);
        return this;
    }

    Parameters add(byte[] value) throws SQLException {
        statement.setBytes(++last, value);
        return this;
    }

    Parameters add(long[] values) throws SQLException {
        statement.setObject(++last, values);
        return this;
    }

    Parameters add(int[] values) throws SQLException {
        statement.setObject(++last, values);
        return this;
    }

    Parameters add(String[] values) throws SQLException {
        statement.setObject(++last, values);
        return this;
    }

    Parameters add(OffsetDateTime value) throws SQLException {
        statement.setObject(++last, value);
        return this;
    }
}
