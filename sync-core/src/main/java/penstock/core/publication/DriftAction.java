package penstock.core.publication;

/** What is done about a channel that shows something else than it should. */
public enum DriftAction {
    /** Nothing: it comes right by itself, and is looked at again. */
    WAITS,
    /** The number is told again. */
    SENT_AGAIN,
    /** Ours is told in place of what somebody else wrote. */
    OVERWRITTEN,
    /** What somebody else wrote has become the listing's cap. */
    TAKEN_OVER,
    /** Nothing: the listing is held or shadowed. */
    LEFT,
    /** A person is to put right what the channel rejects. */
    ASKS
}
