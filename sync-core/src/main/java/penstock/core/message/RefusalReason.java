package penstock.core.message;

/** Why the other side refused, in as many words as we act on differently. */
public enum RefusalReason {
    /** Our picture of what it shows is stale: read back, compute again. */
    STALE,
    /** It does not know the listing or the order. */
    NOT_FOUND,
    /** Our credentials do not serve: the account needs a person. */
    UNAUTHORISED,
    /** It is already so: counts as done after reading back. */
    ALREADY_DONE,
    /** It says the request is wrong. */
    INVALID,
    /** The provider has too little stock, or does not serve this address. */
    CANNOT_FULFIL
}
