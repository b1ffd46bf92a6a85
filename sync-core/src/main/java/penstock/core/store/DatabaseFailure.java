package penstock.core.store;

import java.sql.SQLException;

/** A statement failed and its transaction was rolled back. */
public class DatabaseFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String sqlState;

    protected DatabaseFailure(String message, String sqlState, Throwable cause) {
        super(message, cause);
        this.sqlState = sqlState;
    }

    /** The failure behind an exception of the driver, told apart by its SQLSTATE. */
    static DatabaseFailure of(SQLException e) {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        // 08 connection, 57P01-57P03 shutting down or starting, 53 out of resources, 25006 read-only after a fail-over
        boolean gone =
                state.startsWith("08") || state.startsWith("57P") || state.startsWith("53") || state.equals("25006");
        return gone
                ? new DatabaseUnavailable("the database is not available; try again in a moment", e)
                : new DatabaseFailure("the database refused a statement (SQLSTATE " + state + ")", state, e);
    }

    /** The five characters of SQL's state, or {@code ""}. */
    public String sqlState() {
        return sqlState;
    }

    /** Whether a unique key was violated: somebody else wrote the same thing first. */
    public boolean duplicateKey() {
        return sqlState.equals("23505");
    }
}
