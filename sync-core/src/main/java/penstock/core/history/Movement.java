package penstock.core.history;

import java.time.Instant;
import java.util.Optional;

/**
 * Units of a SKU that moved, with what led to it and what it left behind.
 *
 * @param quantity from 1
 */
public record Movement(
        long position, Instant postedAt, Side from, Side to, int quantity, Document document, Actor actor) {

    /** One end of a movement. */
    public sealed interface Side {

        /** Units in a condition at one of the seller's locations, before and after. */
        record Place(String locationCode, String condition, int before, int after) implements Side {}

        /** Somebody outside: {@code supplier}, {@code customer}, {@code adjustment}. */
        record Outside(String who) implements Side {}
    }

    /**
     * What says why.
     *
     * @param cause ORDER, STOCK_MOVE, FEED, SHIPMENT, …
     * @param id ours
     * @param name what it is called by whoever sent it, {@code ""} if by nobody
     * @param orderId of the order that it belongs to
     * @param costs what says what the units cost, by its caller's id
     */
    public record Document(
            String cause, long id, String name, String kind, Optional<Long> orderId, Optional<String> costs) {}

    /**
     * Who had it done.
     *
     * @param id of the key or the account, 0 for none
     * @param name its label or name
     */
    public record Actor(Kind kind, long id, String name) {

        static final Actor UNKNOWN = new Actor(Kind.UNKNOWN, 0, "");

        /** Who can have it done. */
        public enum Kind {
            /** Whoever runs the installation. */
            OPERATOR,
            /** A program of the seller. */
            KEY,
            /** {@code penstock repair}. */
            REPAIR,
            /** A channel account, by an order. */
            CHANNEL,
            /** A supplier's account, by a feed. */
            SUPPLIER,
            /** Who keeps or ships stock for the seller. */
            PROVIDER,
            /** Nobody noted it. */
            UNKNOWN
        }
    }
}
