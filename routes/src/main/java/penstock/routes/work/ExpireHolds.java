package penstock.routes.work;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import penstock.core.book.Order.Phase;
import penstock.core.engine.Engine;
import penstock.core.order.EndHold;
import penstock.core.order.Orders;
import penstock.core.order.Orders.ExpiredHold;
import penstock.core.store.DatabaseUnavailable;

/** Gives back what is held for nobody any more. Any thread, and any node. */
public final class ExpireHolds implements Duty {

    /** Holds ended at a tick; the next goes on. */
    static final int AT_A_TIME = 200;

    private static final Logger LOG = LoggerFactory.getLogger(ExpireHolds.class);

    private final Orders orders;
    private final Engine engine;

    public ExpireHolds(Orders orders, Engine engine) {
        this.orders = orders;
        this.engine = engine;
    }

    @Override
    public String name() {
        return "expire-holds";
    }

    @Override
    public When when() {
        return When.TICK;
    }

    @Override
    public void see(long sellerId, Hands hands) {
        orders.expiredHolds(sellerId, AT_A_TIME).forEach(hold -> end(sellerId, hold));
    }

    private void end(long sellerId, ExpiredHold hold) {
        engine.submit(sellerId, new EndHold(hold.accountId(), hold.holdId(), Phase.EXPIRED))
                .whenComplete((reply, thrown) -> {
                    if (thrown instanceof DatabaseUnavailable) {
                        LOG.info("the end of a hold: {}; tried again in the next round", thrown.getMessage());
                    } else if (thrown != null) {
                        LOG.error(
                                "the end of a hold fails: {}; tried again in the next round",
                                thrown.getClass().getName());
                    }
                });
    }
}
