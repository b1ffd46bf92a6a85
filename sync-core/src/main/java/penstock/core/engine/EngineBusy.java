package penstock.core.engine;

/** Too many commands wait for this seller, or the engine is stopping. Nothing was done; come back in a moment. */
public final class EngineBusy extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public EngineBusy(String message) {
        super(message);
    }
}
