package penstock.sandbox.shopify;

import java.time.Instant;

/** Stock of one inventory item at one location, in units. Guarded by its shop's lock. */
final class Level {
    final Product product;
    final Location location;
    int available;
    int committed;
    Instant updatedAt;

    Level(Product product, Location location, int available, Instant updatedAt) {
        this.product = product;
        this.location = location;
        this.available = available;
        this.updatedAt = updatedAt;
    }

    int onHand() {
        return available + committed;
    }
}
