package penstock.sandbox.amazon;

import java.time.Instant;
import java.util.Optional;

/** A page of the seller's on which buyers buy: what it shows now, and stock at Amazon. Guarded by its seller's lock. */
final class Listing {
    final String sku;
    final String asin;
    final String title;
    final String price;
    final boolean prime;
    final Instant createdAt;
    int quantity;
    Optional<Integer> leadTimeDays = Optional.empty();
    Optional<String> restockDate = Optional.empty();
    boolean fba;
    int fulfillable;
    int reserved;
    Instant updatedAt;

    Listing(String sku, String asin, String title, String price, boolean prime, Instant createdAt) {
        this.sku = sku;
        this.asin = asin;
        this.title = title;
        this.price = price;
        this.prime = prime;
        this.createdAt = createdAt;
        this.updatedAt = createdAt;
    }

    /** What a buyer may have of it: Amazon's stock where Amazon ships, else the number that was written. */
    int shown() {
        return fba ? fulfillable : quantity;
    }
}
