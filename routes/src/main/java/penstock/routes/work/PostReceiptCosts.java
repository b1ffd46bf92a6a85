package penstock.routes.work;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import penstock.core.purchasing.ReceiptCosts;

/** Posts what deliveries cost once what stood in the way is gone, such as a missing exchange rate. Any thread, and any node. */
public final class PostReceiptCosts implements Duty {

    private static final Logger LOG = LoggerFactory.getLogger(PostReceiptCosts.class);

    private final ReceiptCosts costs;

    public PostReceiptCosts(ReceiptCosts costs) {
        this.costs = costs;
    }

    @Override
    public String name() {
        return "receipt-costs";
    }

    @Override
    public When when() {
        return When.TICK;
    }

    @Override
    public void see(long sellerId, Hands hands) {
        hands.start(name(), () -> post(sellerId));
    }

    private void post(long sellerId) {
        costs.postDue(sellerId)
                .forEach(due -> LOG.warn(
                        "seller {}: what receipt {} cost is not posted: {}; tried again at {}",
                        sellerId,
                        due.receipt(),
                        due.problem(),
                        due.nextAt()));
    }
}
