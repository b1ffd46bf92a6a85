package penstock.core.store;

import java.sql.SQLException;

/** The database cannot be reached or takes no writes now. Nothing was done. */
public final class DatabaseUnavailable extends DatabaseFailure {

    private static final long serialVersionUID = 1L;

    public DatabaseUnavailable(String message, Throwable cause) {
        super(message, cause instanceof SQLException e && e.getSQLState() != null ? e.getSQLState() : "08000", cause);
    }
}
