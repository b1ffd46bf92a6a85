package penstock.bench.gateway;

/** A process ended before it answered; it has said why on its standard error. */
public final class ChildEnded extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ChildEnded(String mainClass) {
        super(mainClass + " ended before it answered; what it says above is why");
    }
}
