package penstock.sandbox.amazon;

import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** A fulfilment order that Amazon ships for another channel of the seller's. Guarded by its seller's lock. */
final class McfOrder {
    /** One line; {@code filled} units were taken from Amazon's stock. */
    static final class Item {
        final String id;
        final Listing listing;
        final int quantity;
        int filled;
        int cancelled;
        int unfulfillable;

        Item(String id, Listing listing, int quantity) {
            this.id = id;
            this.listing = listing;
            this.quantity = quantity;
        }
    }

    /** States in the model's words. */
    enum Status {
        Received,
        Planning,
        Processing,
        Complete,
        CompletePartialled,
        Unfulfillable,
        Cancelled
    }

    final String id;
    final JsonNode request;
    final List<Item> items;
    final Instant receivedAt;
    boolean held;
    Status status = Status.Received;
    Instant statusAt;

    McfOrder(String id, JsonNode request, List<Item> items, Instant receivedAt, boolean held) {
        this.id = id;
        this.request = request;
        this.items = items;
        this.receivedAt = receivedAt;
        this.statusAt = receivedAt;
        this.held = held;
    }

    boolean cancellable() {
        return status == Status.Received || status == Status.Planning;
    }

    /** The number on the parcel. */
    String tracking() {
        return "TBA" + String.format("%09d", Math.floorMod(id.hashCode(), 1_000_000_000));
    }
}
