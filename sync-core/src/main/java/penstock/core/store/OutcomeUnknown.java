package penstock.core.store;

/** The connection broke while committing: the work may have been done. To be run again only if it can tell. */
public final class OutcomeUnknown extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public OutcomeUnknown(String message, Throwable cause) {
        super(message, cause);
    }
}
