package penstock.core.publication;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import penstock.core.message.ListingRef;
import penstock.core.message.StockUpdate;

/**
 * One listing, claimed.
 *
 * @param fence only the holder of the latest may settle
 * @param believed what we believe it shows
 * @param exposureBefore what the listing was exposed to before this claim
 * @param drifting whether its channel was seen to show something else than it should
 * @param mode whether anything may be written
 * @param staleSince when the first change was committed that its number does not know of yet
 */
public record Claim(
        long listingId,
        long fence,
        String channelSku,
        String channelRef,
        String channelLocation,
        int quantity,
        OptionalInt believed,
        int packSize,
        int exposureBefore,
        boolean partitioned,
        boolean comparesAndSets,
        boolean drifting,
        PublishingMode mode,
        Optional<Instant> staleSince) {

    /** As the channel's adapter takes it. */
    public StockUpdate update() {
        OptionalInt expected = comparesAndSets ? believed : OptionalInt.empty();
        return new StockUpdate(
                key(), channelSku, channelRef, channelLocation, quantity, expected, listingId + "-" + fence);
    }

    /** As the channel's adapter is asked what it shows. */
    public ListingRef ref() {
        return new ListingRef(key(), channelSku, channelRef, channelLocation);
    }

    /** Why it is told its number. */
    public Lane lane() {
        return Lane.of(quantity, believed);
    }

    /** Names the listing in outcomes. */
    public String key() {
        return Long.toString(listingId);
    }
}
