package penstock.core.engine;

/** What was decided ahead is not to be: it looked at something that nobody had foreseen, or something else has come. */
final class NotForeseen extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NotForeseen(String what) {
        super(what, null, false, false); // usual, and nobody reads where from
    }
}
