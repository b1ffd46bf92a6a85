package penstock.core.check;

/** The check could not be carried out, so nothing is known. */
public final class CheckNotPossible extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public CheckNotPossible(String message) {
        super(message);
    }

    CheckNotPossible(String message, Throwable cause) {
        super(message, cause);
    }
}
