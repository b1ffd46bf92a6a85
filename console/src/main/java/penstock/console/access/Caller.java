package penstock.console.access;

import penstock.core.identity.ApiKeys;

/** Who asks. */
sealed interface Caller {

    /** Whoever runs the installation: everything, for any seller. */
    record Installation() implements Caller {}

    /** A program of one seller. */
    record OfSeller(ApiKeys.Principal principal) implements Caller {}
}
