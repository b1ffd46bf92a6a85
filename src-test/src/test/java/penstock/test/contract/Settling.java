package penstock.test.contract;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import penstock.channels.spi.Conversation;
import penstock.core.message.Outcome;
import penstock.sandbox.time.ManualTime;

/**
 * What the gateway does with a write until it is settled: sends, waits when it was not sent, reads back when the reply was
 * lost or the effect is to come, and sends again what is not there.
 */
final class Settling {

    /** The kinds of fault, each with the steps that a write with a working read-back takes to its one effect. */
    static final String UNDER_EVERY_FAULT = """
            RATE_LIMITED  | NotSent, Done
            SERVER_ERROR  | Unknown, NotSent, Done
            UNAVAILABLE   | Unknown, NotSent, Done
            DROP_BEFORE   | Unknown, NotSent, Done
            DROP_AFTER    | Unknown, Done
            TIMEOUT_AFTER | Unknown, Done
            SLOW          | Unknown, Done
            ARRIVES_LATE  | Unknown, Done
            GARBAGE       | Unknown, Done
            """;

    /** Waited before a read-back. */
    static final Duration BEFORE_READ_BACK = Duration.ofMinutes(1);

    private static final int STEPS_MAX = 10;

    private final Talk talk;
    private final ManualTime time;
    private final List<String> steps = new ArrayList<>();

    Settling(Talk talk, ManualTime time) {
        this.talk = talk;
        this.time = time;
    }

    /** The steps on the way, in a line. {@code write} is asked anew for each attempt. */
    String settle(Supplier<Conversation<Outcome>> write, Supplier<Conversation<Outcome>> readBack) {
        while (steps.size() < STEPS_MAX) {
            Outcome sent = step(write.get());
            if (sent instanceof Outcome.NotSent notSent) {
                time.advance(notSent.retryAfter());
                continue;
            }
            if (!(sent instanceof Outcome.Unknown || sent instanceof Outcome.Pending)) {
                break;
            }
            time.advance(BEFORE_READ_BACK);
            if (step(readBack.get()) instanceof Outcome.Done) {
                break;
            }
        }
        return String.join(", ", steps);
    }

    private Outcome step(Conversation<Outcome> conversation) {
        Outcome outcome = talk.outcome(conversation);
        steps.add(word(outcome));
        return outcome;
    }

    static String word(Outcome outcome) {
        return outcome instanceof Outcome.Refused refused
                ? "Refused " + refused.reason()
                : outcome.getClass().getSimpleName();
    }
}
