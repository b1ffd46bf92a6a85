package penstock.sandbox.traffic;

import java.time.Duration;
import java.util.Map;

/**
 * What random buyers do at one storefront.
 *
 * @param channel of the storefront
 * @param account of the storefront
 * @param ordersPerSecond attempts to buy, on average, in wall-clock time
 * @param weights how often a SKU is picked beside the others; empty for all that are shown, alike
 * @param multiLineShare share of baskets with a second line
 * @param quantityMax most units of a line; each number up to it is as likely
 * @param pendingShare share of orders that are paid later
 * @param pendingFor published time until such a payment arrives
 * @param cancelShare share of orders that are cancelled
 * @param cancelAfter published time until such a cancel
 */
public record TrafficPlan(
        String channel,
        String account,
        double ordersPerSecond,
        Map<String, Double> weights,
        double multiLineShare,
        int quantityMax,
        double pendingShare,
        Duration pendingFor,
        double cancelShare,
        Duration cancelAfter) {
    /** Refuses a plan without a rate or without a quantity. */
    public TrafficPlan {
        if (!(ordersPerSecond > 0) || quantityMax < 1) {
            throw new IllegalArgumentException("A plan needs ordersPerSecond above 0 and quantityMax above 0.");
        }
    }
}
