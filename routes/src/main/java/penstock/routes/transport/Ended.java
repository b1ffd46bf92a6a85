package penstock.routes.transport;

import java.time.Duration;
import penstock.core.message.RefusalReason;

/** How a conversation ended: its four last states, without the one that asks. */
public sealed interface Ended<T> {

    /** With a result. */
    record Done<T>(T result) implements Ended<T> {}

    /** Nothing was changed at the other side: may be held again after the wait, which costs no attempt. */
    record NotSent<T>(Duration retryAfter, String why) implements Ended<T> {}

    /** The other side may have acted: to be looked up under {@code ref} before anything is sent again. */
    record Lost<T>(String ref, String why) implements Ended<T> {}

    /** It will never work as it is. */
    record Refused<T>(RefusalReason reason, String detail) implements Ended<T> {}
}
