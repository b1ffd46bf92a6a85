package penstock.core.catalogue;

/** What is to be created exists already, or contradicts what exists. The message says what and what to do. */
public final class Conflict extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public Conflict(String message) {
        super(message);
    }
}
