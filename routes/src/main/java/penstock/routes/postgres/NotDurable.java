package penstock.routes.postgres;

/** A database that may lose what it has acknowledged; the gateway does not work with one. */
public final class NotDurable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NotDurable(String message) {
        super(message);
    }
}
