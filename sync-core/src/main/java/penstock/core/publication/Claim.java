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

    /** Whether the channel shows more than it is to show. */
    public boolean lowers() {
        return believed.isPresent() && quantity < believed.getAsInt();
    }

    /** Names the listing in outcomes. */
    public String key() {
        return Long.toString(listingId);
    }
}
