package penstock.core.book;

import java.time.LocalDate;
import java.util.Optional;

/**
 * A promise that is still owed, without its order.
 *
 * @param open units owed
 * @param expectedOn empty if nobody knows
 * @param beyondIncoming whether it was made of more than was on its way then
 */
public record OpenBackorder(
        long orderId,
        long backorderId,
        int open,
        LocalDate promisedOn,
        Optional<LocalDate> expectedOn,
        boolean beyondIncoming) {

    /** One that is loaded with its order. */
    public static OpenBackorder of(Backorder backorder) {
        return of(backorder, Optional.empty());
    }

    /** One that is new: it is expected when it was promised until somebody has looked. */
    static OpenBackorder made(Backorder backorder) {
        return of(backorder, Optional.of(backorder.promisedOn()));
    }

    private static OpenBackorder of(Backorder backorder, Optional<LocalDate> expectedOn) {
        return new OpenBackorder(
                backorder.line().order().orderId(),
                backorder.backorderId(),
                backorder.open(),
                backorder.promisedOn(),
                expectedOn,
                backorder.basis().ahead() + backorder.quantity()
                        > backorder.basis().incoming());
    }
}
