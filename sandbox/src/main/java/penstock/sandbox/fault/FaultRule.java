package penstock.sandbox.fault;

import java.time.Duration;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * One line of the script.
 *
 * @param name how the timeline calls it
 * @param channel the channel's path prefix, or {@code *}
 * @param operation the operation's name or a message's topic; {@code *} stands for any run of characters
 * @param kind what goes wrong
 * @param probability of striking at a matching occasion, 0 to 1
 * @param nth strike at this matching occasion only, counted from 1; 0 for any
 * @param atMost strike no more often than this; 0 for no limit
 * @param delay what the kind says of it
 * @param retryAfterSeconds for RATE_LIMITED
 */
public record FaultRule(
        String name,
        String channel,
        String operation,
        FaultKind kind,
        double probability,
        int nth,
        int atMost,
        Duration delay,
        OptionalInt retryAfterSeconds) {
    /** A rule that strikes the first {@code atMost} matching occasions without delay. */
    public static FaultRule first(int atMost, String channel, String operation, FaultKind kind) {
        return new FaultRule(
                kind + " " + operation, channel, operation, kind, 1, 0, atMost, Duration.ZERO, OptionalInt.empty());
    }

    /** The same rule with this delay. */
    public FaultRule delayed(Duration by) {
        return new FaultRule(name, channel, operation, kind, probability, nth, atMost, by, retryAfterSeconds);
    }

    /** Whether the rule speaks of this operation of this channel. */
    public boolean concerns(String ofChannel, String ofOperation) {
        return fits(channel, ofChannel) && fits(operation, ofOperation);
    }

    private static boolean fits(String pattern, String text) {
        return Pattern.matches(Pattern.quote(pattern).replace("*", "\\E.*\\Q"), text);
    }
}
