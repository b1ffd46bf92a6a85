package penstock.console.access;

import penstock.core.book.Actor;
import penstock.core.identity.ApiKeys;

/** Who asks. */
sealed interface Caller {

    /** As what it is done under its name. */
    default Actor actor() {
        return this instanceof OfSeller program ? Actor.key(program.principal().keyId()) : Actor.OPERATOR;
    }

    /** Whoever runs the installation: everything, for any seller. */
    record Installation() implements Caller {}

    /** A program of one seller. */
    record OfSeller(ApiKeys.Principal principal) implements Caller {}
}
