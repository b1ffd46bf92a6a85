package penstock.channels.spi;

import java.util.Optional;
import java.util.OptionalDouble;

/** Reads what a reply tells of the rate limit that its call drew on. Pure; never throws for what a reply says. */
@FunctionalInterface
public interface LimitReader {

    /** Of a channel whose replies tell nothing. */
    LimitReader SILENT = reply -> Optional.empty();

    /** What the reply tells; empty if nothing. */
    Optional<Limit> read(HttpReply reply);

    /**
     * What a channel told of one of its limits, in the units of its {@link Budget}.
     *
     * @param perSecond units that come back each second, above 0
     * @param burst units that can be saved up, above 0
     * @param left units that could be taken when it replied
     */
    record Limit(OptionalDouble perSecond, OptionalDouble burst, OptionalDouble left) {

        /** A channel that tells the rate only. */
        public static Limit rate(double perSecond) {
            return new Limit(OptionalDouble.of(perSecond), OptionalDouble.empty(), OptionalDouble.empty());
        }
    }
}
