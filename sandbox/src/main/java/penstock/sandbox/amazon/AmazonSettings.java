package penstock.sandbox.amazon;

import java.time.Duration;

/**
 * How a seller is created.
 *
 * @param sellerId the merchant token in paths and notifications
 * @param clientId of the application that the seller trusts
 * @param clientSecret of that application
 * @param refreshToken the seller's grant
 * @param marketplaceId where the seller sells
 * @param queue name of the notification queue
 * @param listingDelay published time between an accepted listing write and its effect
 * @param statusWords how MCF words its states
 * @param mcfSpeed how many times faster than published MCF works
 */
public record AmazonSettings(
        String sellerId,
        String clientId,
        String clientSecret,
        String refreshToken,
        String marketplaceId,
        String queue,
        Duration listingDelay,
        StatusWords statusWords,
        double mcfSpeed) {
    public AmazonSettings {
        if (!(mcfSpeed >= 1)) {
            throw new IllegalArgumentException("mcfSpeed must be 1 or more.");
        }
    }

    /** The two spellings that the vendor itself uses. */
    public enum StatusWords {
        /** As in the model: Received. */
        MODEL,
        /** As in the model's examples: RECEIVED. */
        EXAMPLES,
        /** Now the one, now the other. */
        MIXED
    }

    /** Published time between an accepted listing write and its effect, where nothing else is said. */
    public static final Duration LISTING_DELAY = Duration.ofSeconds(30);

    /** A seller in the vendor's US marketplace. */
    public static AmazonSettings standard(String sellerId, String clientId, String clientSecret, String refreshToken) {
        return new AmazonSettings(
                sellerId,
                clientId,
                clientSecret,
                refreshToken,
                "ATVPDKIKX0DER",
                "orders-" + sellerId,
                LISTING_DELAY,
                StatusWords.MIXED,
                1);
    }
}
