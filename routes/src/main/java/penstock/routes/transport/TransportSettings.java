package penstock.routes.transport;

import java.time.Duration;
import java.util.List;
import penstock.channels.spi.Patience;

/**
 * The limits of outgoing calls.
 *
 * @param quick for {@link Patience#QUICK}
 * @param bulk for {@link Patience#BULK}
 * @param breaker when to stop calling an account's channel
 * @param callsPerAccount calls of one account under way at once, on this node
 * @param permitWait how long a thread may be held for a unit of a rate budget
 * @param backoff the wait after a failure that names none
 * @param retryAfterMax a longer {@code Retry-After} is cut to this
 * @param rateFactor multiplies the seeded rates and divides the waits, for a simulation that runs faster than life
 * @param egressAllow what may be called besides public https addresses, see {@link EgressPolicy}
 */
public record TransportSettings(
        Lane quick,
        Lane bulk,
        Breaker breaker,
        int callsPerAccount,
        Duration permitWait,
        Duration backoff,
        Duration retryAfterMax,
        double rateFactor,
        List<String> egressAllow) {

    public TransportSettings {
        egressAllow = List.copyOf(egressAllow);
        if (callsPerAccount < 1 || !(rateFactor > 0)) {
            throw new IllegalArgumentException("an account must be able to make a call");
        }
    }

    /** The limits that hold unless configured otherwise. */
    public static TransportSettings defaults() {
        return new TransportSettings(
                Lane.QUICK,
                Lane.BULK,
                Breaker.DEFAULT,
                8,
                Duration.ofMillis(200),
                Duration.ofSeconds(30),
                Duration.ofHours(1),
                1.0,
                List.of());
    }

    public TransportSettings withLanes(Lane newQuick, Lane newBulk) {
        return new TransportSettings(
                newQuick,
                newBulk,
                breaker,
                callsPerAccount,
                permitWait,
                backoff,
                retryAfterMax,
                rateFactor,
                egressAllow);
    }

    /** With rates that much higher, and waits before the other side is tried again that much shorter. */
    public TransportSettings withRateFactor(double newRateFactor) {
        double faster = newRateFactor / rateFactor;
        return new TransportSettings(
                quick,
                bulk,
                new Breaker(
                        breaker.failurePercent(),
                        breaker.calls(),
                        breaker.callsMin(),
                        shorter(breaker.open(), faster),
                        breaker.probes()),
                callsPerAccount,
                permitWait,
                shorter(backoff, faster),
                retryAfterMax,
                newRateFactor,
                egressAllow);
    }

    /** A wait that a channel asks for, as long as it is waited at its pace. */
    Duration paced(Duration wait) {
        return shorter(wait, rateFactor);
    }

    private static Duration shorter(Duration wait, double factor) {
        return Duration.ofNanos((long) (wait.toNanos() / factor));
    }

    public TransportSettings withEgressAllow(List<String> newEgressAllow) {
        return new TransportSettings(
                quick, bulk, breaker, callsPerAccount, permitWait, backoff, retryAfterMax, rateFactor, newEgressAllow);
    }

    Lane lane(Patience patience) {
        return patience == Patience.QUICK ? quick : bulk;
    }

    /**
     * The limits of one of the two endpoints.
     *
     * @param connect for a connection to one address, and again for its TLS handshake
     * @param lease for a free connection of the pool
     * @param read between two reads of a reply; a server that drips is cut by {@code total} only
     * @param total from connecting to the last byte of the reply
     * @param replyBytesMax a longer reply is cut and counts as lost
     * @param connections open at once, to all hosts
     * @param connectionsPerHost open at once, to one host; all accounts of a region may share it
     */
    public record Lane(
            Duration connect,
            Duration lease,
            Duration read,
            Duration total,
            int replyBytesMax,
            int connections,
            int connectionsPerHost) {

        /** 15 seconds, 8 MiB, 100 connections, 40 a host. */
        public static final Lane QUICK = new Lane(
                Duration.ofSeconds(5),
                Duration.ofSeconds(2),
                Duration.ofSeconds(10),
                Duration.ofSeconds(15),
                8 << 20,
                100,
                40);

        /** 120 seconds, 64 MiB, 8 connections, 4 a host: what is read lies in memory. */
        public static final Lane BULK = new Lane(
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                Duration.ofSeconds(60),
                Duration.ofSeconds(120),
                64 << 20,
                8,
                4);
    }

    /**
     * When to stop calling an account's channel, and for how long.
     *
     * @param failurePercent of the last {@code calls} that were lost, never connected or answered 5xx
     * @param calls looked back on
     * @param callsMin before it judges at all
     * @param open how long no call is made
     * @param probes calls made after that before it decides again
     */
    public record Breaker(int failurePercent, int calls, int callsMin, Duration open, int probes) {

        /** Half of the last 20, at least 10; 30 seconds, then two probes. */
        public static final Breaker DEFAULT = new Breaker(50, 20, 10, Duration.ofSeconds(30), 2);
    }
}
