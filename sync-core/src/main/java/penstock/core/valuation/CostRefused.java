package penstock.core.valuation;

/** A document that was found to be missing is not accepted: nothing that was written with it stays. */
public final class CostRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String callerId;

    CostRefused(String callerId, Posted refused) {
        super(refused.result() + ": " + refused.detail());
        this.callerId = callerId;
    }

    /** The id of the document. */
    public String callerId() {
        return callerId;
    }
}
