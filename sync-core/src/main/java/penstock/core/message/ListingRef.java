package penstock.core.message;

/**
 * Names a listing towards its channel; the fields are those of {@link StockUpdate}.
 *
 * @param key names the line in the answer
 */
public record ListingRef(String key, String channelSku, String channelRef, String channelLocation) {}
