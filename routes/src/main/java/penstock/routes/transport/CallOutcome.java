package penstock.routes.transport;

import java.time.Duration;
import penstock.channels.spi.HttpReply;
import penstock.core.message.RefusalReason;

/** What became of one call, before its effect is considered. */
sealed interface CallOutcome {

    /** Answered with anything but 429. */
    record Replied(HttpReply reply) implements CallOutcome {}

    /** No byte of it was written, or the channel said that it was too many. */
    record NotSent(Duration retryAfter, String why) implements CallOutcome {}

    /** Written, in part at least, and not answered completely. A read may be repeated after the wait. */
    record ReplyLost(Duration retryAfter, String why) implements CallOutcome {}

    /** A person has to act first. */
    record Refused(RefusalReason reason, String detail) implements CallOutcome {}
}
