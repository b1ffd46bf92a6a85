package penstock.routes.postgres;

/** The embedded server cannot be had. The message is for a person: what is wrong, where, and what to do. */
public class PostgresUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public PostgresUnavailable(String message) {
        super(message);
    }

    public PostgresUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
