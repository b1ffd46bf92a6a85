package penstock.routes.transport;

/**
 * One seller's account on one channel.
 *
 * @param channel the channel's code, as in metrics
 */
public record AccountKey(long sellerId, long accountId, String channel) {

    /** As it stands in logs: {@code channel/seller/account}. */
    @Override
    public String toString() {
        return channel + "/" + sellerId + "/" + accountId;
    }
}
