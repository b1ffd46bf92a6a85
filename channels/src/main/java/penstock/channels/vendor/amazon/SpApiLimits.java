package penstock.channels.vendor.amazon;

import java.util.Optional;
import penstock.channels.spi.HttpReply;
import penstock.channels.spi.LimitReader;

/**
 * The rate at which an operation may be called, as most replies of the Selling Partner API tell it: the account's own,
 * which may be above the published one (developer-docs.amazon.com/sp-api/docs/usage-plans-and-rate-limits, read
 * 2026-11-23). They tell neither burst nor what is left.
 */
public final class SpApiLimits implements LimitReader {

    private static final String RATE = "x-amzn-ratelimit-limit";

    @Override
    public Optional<Limit> read(HttpReply reply) {
        return rate(reply).map(Limit::rate);
    }

    static Optional<Double> rate(HttpReply reply) {
        return reply.header(RATE).flatMap(SpApiLimits::positive);
    }

    private static Optional<Double> positive(String text) {
        try {
            return Optional.of(Double.valueOf(text)).filter(number -> number > 0 && Double.isFinite(number));
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }
}
