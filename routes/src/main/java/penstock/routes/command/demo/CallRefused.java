package penstock.routes.command.demo;

/** A call of the demo that was answered with something else than 2xx, or not at all. */
final class CallRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Characters of an answer shown to a person. */
    private static final int SHOWN = 400;

    private final int status;

    CallRefused(String call, int status, String answer) {
        super(call + " was answered " + status + ": " + answer.substring(0, Math.min(SHOWN, answer.length())));
        this.status = status;
    }

    CallRefused(String call, Exception cause) {
        super(call + " was not answered: " + cause.getMessage(), cause);
        this.status = 0;
    }

    /** The status, 0 without an answer. */
    int status() {
        return status;
    }
}
