package penstock.core.publication;

import java.util.OptionalInt;
import penstock.core.offer.Offer;

/**
 * What is to be sent to a listing; exposures in units of the SKU.
 *
 * @param rules the version of the rule set that made it
 * @param believed what the channel shows now, as far as we know
 */
record Decision(Offer offer, int rules, OptionalInt believed, int exposureBefore, int exposureInFlight) {

    /** In the channel's units. */
    int quantity() {
        return offer.quantity();
    }

    boolean lowers() {
        return believed.isPresent() && quantity() < believed.getAsInt();
    }
}
