package penstock.core.message;

import java.util.OptionalInt;

/**
 * One listing's number to be shown by a channel: absolute, computed when it is sent.
 *
 * @param key names the line in the outcome; the publication's id
 * @param channelSku the seller's key on the channel
 * @param channelRef the channel's technical id of the listing where it needs one (Shopify's inventory item), or {@code ""}
 * @param channelLocation the channel's location, or {@code ""}
 * @param quantity units to show, from 0
 * @param expectedShown what we believe it shows now; channels with compare-and-set refuse when that is not so. Empty
 *     opts out
 * @param idempotencyKey the same for a repeat of the same attempt, another for every new attempt
 */
public record StockUpdate(
        String key,
        String channelSku,
        String channelRef,
        String channelLocation,
        int quantity,
        OptionalInt expectedShown,
        String idempotencyKey) {}
