package penstock.core.store;

import java.sql.SQLException;
import java.util.Set;

/** A statement failed and its transaction was rolled back. */
public class DatabaseFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * 08 connection, 57P shutting down or starting, 53 out of resources, 25006 read-only after a fail-over; and what took too
     * long: 55P03 a lock, 57014 a statement. Somebody else holds up the database then; the statement is not at fault.
     */
    private static final Set<String> GONE = Set.of("08", "57P", "53", "25006", "55P03", "57014");

    private final String sqlState;

    protected DatabaseFailure(String message, String sqlState, Throwable cause) {
        super(message, cause);
        this.sqlState = sqlState;
    }

    /** The failure behind an exception of the driver, told apart by its SQLSTATE. */
    static DatabaseFailure of(SQLException e) {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        return GONE.stream().anyMatch(state::startsWith)
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
