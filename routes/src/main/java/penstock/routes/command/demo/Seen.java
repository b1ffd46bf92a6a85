package penstock.routes.command.demo;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What Penstock's API answers, as far as the demo looks at it. Ids are texts, as in the API. */
final class Seen {

    private Seen() {}

    /** An order of some channel. */
    record Order(String orderId, String accountId, String channelOrderId, String phase, List<Line> lines) {

        int units() {
            return lines.stream().mapToInt(Line::ordered).sum();
        }

        int shipped() {
            return lines.stream().mapToInt(Line::shipped).sum();
        }
    }

    /** A line of an order; {@code sku} is empty while it is parked. */
    record Line(
            int lineNo,
            String channelLineId,
            String sku,
            int ordered,
            int reserved,
            int shipped,
            int cancelled,
            int shortUnits) {}

    /** A parcel: when it left, and what its channel was told of it. */
    record Parcel(Instant leftAt, String confirmation) {}

    /** A listing with where its number stands: what it was known to show as of a position of the ledger. */
    record Listing(
            String listingId,
            String accountId,
            String channelSku,
            String sku,
            String state,
            Optional<Integer> known,
            long knownPosition,
            Optional<Instant> staleSince,
            String refusedReason) {

        /** Whether the channel has been seen to show what is right, as far as Penstock knows. */
        boolean isSettled() {
            return state.equals("OBSERVED") && staleSince.isEmpty();
        }
    }

    /** Units that moved. */
    record Posting(
            long position,
            String sku,
            String from,
            String to,
            int quantity,
            String cause,
            String causeId,
            Instant postedAt) {

        private static final String RESERVED = "/reserved";

        /** Units that an order took, or gave back if negative. */
        int drained() {
            if (!cause.equals("ORDER")) {
                return 0;
            }
            return to.endsWith(RESERVED) ? quantity : -quantity;
        }

        boolean reserves() {
            return cause.equals("ORDER") && to.endsWith(RESERVED);
        }

        /** Units that are not there any more though nobody bought them. */
        int lost() {
            return to.endsWith("/adjustment") || to.endsWith("/damaged") ? quantity : 0;
        }

        /** Whether units were lost that had been promised to an order. */
        boolean breaksPromises() {
            return lost() > 0 && from.endsWith(RESERVED);
        }

        /** Units that may no longer be sold, for whatever reason. */
        int takes() {
            return from.endsWith("/available") && !to.endsWith("/available") ? quantity : 0;
        }
    }

    /** Units of a SKU at a location. */
    record Balance(String sku, String location, int available, int reserved) {}

    /** What one location is told to ship of one order. */
    record Fulfilment(String fulfilmentId, String orderId, String location, boolean byProvider, String state) {

        boolean isUnderWay() {
            return !List.of("SHIPPED", "CANCELLED", "REFUSED").contains(state);
        }
    }
}
