package penstock.core.message;

import java.time.Duration;

/** What became of something we asked a channel or a provider to do. A closed set: nothing else can happen. */
public sealed interface Outcome {

    /** It happened. {@code ref} is the other side's reference, or {@code ""}. */
    record Done(String ref) implements Outcome {}

    /** Accepted, not applied yet: ask again under {@code ref}. */
    record Pending(String ref) implements Outcome {}

    /** It will never work as it is. */
    record Refused(RefusalReason reason, String detail) implements Outcome {}

    /** It surely did not happen: may be repeated after the wait. Costs no attempt. */
    record NotSent(Duration retryAfter, String why) implements Outcome {}

    /** It may have happened: to be read back under {@code ref} before anything is sent again. */
    record Unknown(String ref, String why) implements Outcome {}
}
