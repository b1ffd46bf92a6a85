package penstock.sandbox.amazon;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import penstock.sandbox.http.Operation;
import penstock.sandbox.http.Reply;
import penstock.sandbox.quota.Meter;
import penstock.sandbox.quota.QuotaAudit;
import penstock.sandbox.time.SandboxTime;

/** One seller open for calls: its truth, its fulfilment orders and a budget for each operation. */
final class SellerCounter {
    final AmazonSeller seller;
    final OutboundApi outbound;
    private final Map<Rate, Meter> meters = new EnumMap<>(Rate.class);

    SellerCounter(AmazonSeller seller, SandboxTime time, QuotaAudit audit) {
        this.seller = seller;
        this.outbound = new OutboundApi(seller);
        for (Rate rate : Rate.values()) {
            String who = "amazon/" + seller.account() + "/" + rate;
            meters.put(rate, new Meter(time, audit, who, rate.perSecond, rate.burst));
        }
    }

    /** The operation under its rate limit and the seller's lock. */
    Operation operation(Rate rate, Supplier<Reply> action) {
        return new Operation(AmazonDesk.CHANNEL, seller.account(), rate.name(), () -> limited(rate, action));
    }

    private Reply limited(Rate rate, Supplier<Reply> action) {
        Meter meter = Objects.requireNonNull(meters.get(rate));
        Reply reply = meter.letThrough() ? answered(action) : quotaExceeded();
        return reply.with("x-amzn-RateLimit-Limit", String.valueOf(meter.scaledPerSecond()));
    }

    private Reply answered(Supplier<Reply> action) {
        synchronized (seller) {
            try {
                return action.get();
            } catch (Refused e) {
                return e.reply();
            }
        }
    }

    static Reply quotaExceeded() {
        return Refused.reply(429, "QuotaExceeded", "You exceeded your quota for the requested resource.");
    }
}
