package penstock.routes.work;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import penstock.core.engine.Engine;
import penstock.core.order.Orders;
import penstock.core.order.ReviewBackorders;
import penstock.core.store.DatabaseUnavailable;

/** Looks again at what was promised of what was to come, once its day has passed. Any thread, and any node. */
public final class ReviewPromises implements Duty {

    /** SKUs looked at at a tick; the next goes on. */
    static final int AT_A_TIME = 200;

    private static final Logger LOG = LoggerFactory.getLogger(ReviewPromises.class);

    private final Orders orders;
    private final Engine engine;

    public ReviewPromises(Orders orders, Engine engine) {
        this.orders = orders;
        this.engine = engine;
    }

    @Override
    public String name() {
        return "review-promises";
    }

    @Override
    public When when() {
        return When.TICK;
    }

    @Override
    public void see(long sellerId, Hands hands) {
        orders.skusOverdue(sellerId, AT_A_TIME).forEach(sku -> review(sellerId, sku));
    }

    private void review(long sellerId, long skuId) {
        engine.submit(sellerId, new ReviewBackorders(skuId)).whenComplete((reply, thrown) -> {
            if (thrown instanceof DatabaseUnavailable) {
                LOG.info("a look at promises: {}; tried again in the next round", thrown.getMessage());
            } else if (thrown != null) {
                LOG.error(
                        "a look at promises fails: {}; tried again in the next round",
                        thrown.getClass().getName());
            }
        });
    }
}
