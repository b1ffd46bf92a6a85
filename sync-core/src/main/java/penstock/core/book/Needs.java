package penstock.core.book;

import java.util.LinkedHashSet;
import java.util.Set;

/** What a batch of commands is sure to look at. */
public final class Needs {

    private final Set<ListingKey> listings = new LinkedHashSet<>();
    private final Set<OrderKey> orders = new LinkedHashSet<>();
    private final Set<Long> orderIds = new LinkedHashSet<>();
    private final Set<Long> skuIds = new LinkedHashSet<>();

    /** A listing, and the balances of its SKU. */
    public void listing(long accountId, String channelSku) {
        listings.add(new ListingKey(accountId, channelSku));
    }

    /** An order by the channel's id, if there is one. */
    public void order(long accountId, String channelOrderId) {
        orders.add(new OrderKey(accountId, channelOrderId));
    }

    /** An order by our id. */
    public void order(long orderId) {
        orderIds.add(orderId);
    }

    /** The balances of a SKU at every location. */
    public void sku(long skuId) {
        skuIds.add(skuId);
    }

    public Set<ListingKey> listings() {
        return listings;
    }

    public Set<OrderKey> orders() {
        return orders;
    }

    public Set<Long> orderIds() {
        return orderIds;
    }

    public Set<Long> skuIds() {
        return skuIds;
    }

    /** The seller's key on a channel account. */
    public record ListingKey(long accountId, String channelSku) {}

    /** An order's key on a channel account. */
    public record OrderKey(long accountId, String channelOrderId) {}
}
