package penstock.core.returns;

/** Why something cannot be sent back, received or given, for programs; the names never change. */
public enum ReturnFault {
    NO_SUCH_DOCUMENT,
    /** The id came before with other content. */
    OTHER_CONTENT,
    /** Of the order's line fewer were shipped and have not come back. */
    MORE_THAN_SHIPPED,
    /** The order has no such line, or nobody could say which SKU it is. */
    FOREIGN_SKU,
    /** More came than was authorised: what is beyond it is an unannounced return. */
    MORE_THAN_AUTHORISED,
    /** In the state it is in, nothing of it is expected. */
    NOT_EXPECTED,
    /** No policy was in force. */
    NO_POLICY,
    /** No rule of the policy is for it. */
    NO_RULE,
    REASON_NOT_ACCEPTED,
    OUTSIDE_WINDOW,
    EFFECTIVE_BEFORE_ITS_PREDECESSOR,
    /** More than a location keeps. */
    NO_ROOM,
    /** It left, or was put in stock, already. */
    ALREADY_DISPOSED,
    /** It can only be restocked, disposed of or sent to its supplier. */
    DISPOSITION_DOES_NOT_SERVE,
    /** They are no longer in the condition they were put in. */
    UNITS_ARE_GONE,
    /** An exchange is another order of an own site. */
    NO_EXCHANGE
}
