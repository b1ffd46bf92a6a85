package penstock.core.message;

import java.time.Instant;

/**
 * What a channel shows for a listing, seen by reading back or told by a webhook.
 *
 * @param channelSku the listing's seller key on the channel
 * @param channelLocation the channel's location id, or {@code ""} where the channel has none
 * @param quantity units shown; some channels go below zero
 * @param seenAt when the channel showed it, by its clock if it says so
 */
public record ShownQuantity(String channelSku, String channelLocation, int quantity, Instant seenAt)
        implements InboundMessage {}
