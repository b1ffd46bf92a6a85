package penstock.routes.work;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import penstock.core.engine.Engine;
import penstock.core.ledger.ReviewLot;
import penstock.core.store.DatabaseUnavailable;
import penstock.core.warehouse.UnsettledLots;
import penstock.core.warehouse.UnsettledLots.UnsettledLot;

/** Withholds what has expired, and what was blocked by somebody who died meanwhile. Any thread, and any node. */
public final class SettleLots implements Duty {

    /** How often a seller's lots are looked through; also when the seller comes to this node. */
    static final Duration EVERY = Duration.ofMinutes(1);

    /** Lots looked at at a time; the next tick goes on. */
    static final int AT_A_TIME = 200;

    private static final Logger LOG = LoggerFactory.getLogger(SettleLots.class);

    private final UnsettledLots lots;
    private final Engine engine;
    private final Clock clock;
    private final Map<Long, Instant> next = new ConcurrentHashMap<>();
    private final Map<Long, Long> after = new ConcurrentHashMap<>(); // by seller, the lot that was looked at last

    public SettleLots(UnsettledLots lots, Engine engine, Clock clock) {
        this.lots = lots;
        this.engine = engine;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "settle-lots";
    }

    @Override
    public When when() {
        return When.TICK;
    }

    @Override
    public void see(long sellerId, Hands hands) {
        Instant now = clock.instant();
        if (!next.getOrDefault(sellerId, Instant.MIN).isAfter(now)) {
            settle(sellerId, now);
        }
    }

    /** Has what stands wrong looked at; returns when all of it waits to be decided. */
    public void settle(long sellerId, Instant now) {
        List<UnsettledLot> unsettled = lots.list(sellerId, after.getOrDefault(sellerId, 0L), AT_A_TIME);
        unsettled.forEach(lot -> review(sellerId, lot));
        if (unsettled.size() == AT_A_TIME) { // the next tick goes on, past what may never be settled
            after.put(sellerId, unsettled.get(AT_A_TIME - 1).lotId());
        } else {
            after.remove(sellerId);
            next.put(sellerId, now.plus(EVERY));
        }
    }

    private void review(long sellerId, UnsettledLot lot) {
        engine.submit(sellerId, new ReviewLot(lot.skuId(), lot.lotId())).whenComplete((reply, thrown) -> {
            if (thrown instanceof DatabaseUnavailable) {
                LOG.info("a look at a lot: {}; tried again in {} s", thrown.getMessage(), EVERY.toSeconds());
            } else if (thrown != null) {
                LOG.error(
                        "a look at lot {} of seller {} fails: {}; tried again in {} s",
                        lot.lotId(),
                        sellerId,
                        thrown.getClass().getName(),
                        EVERY.toSeconds());
            }
        });
    }
}
