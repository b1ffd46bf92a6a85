package penstock.core.book;

/** A rule of the house would be broken: a defect of ours. Nothing is written; the command is parked with an alarm. */
public final class BrokenInvariant extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public BrokenInvariant(String message) {
        super(message);
    }
}
