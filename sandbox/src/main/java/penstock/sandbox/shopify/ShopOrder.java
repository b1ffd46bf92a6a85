package penstock.sandbox.shopify;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import penstock.sandbox.buyer.Buyer;

/** An order as the shop truly has it. Its times have whole seconds, as the vendor's have. Guarded by its shop's lock. */
final class ShopOrder {
    /** One line; what was cancelled or fulfilled never comes back. */
    static final class Line {
        final long id;
        final Product product;
        final Location location;
        final int ordered;
        int cancelled;
        int fulfilled;

        Line(long id, Product product, Location location, int ordered) {
            this.id = id;
            this.product = product;
            this.location = location;
            this.ordered = ordered;
        }

        int open() {
            return ordered - cancelled - fulfilled;
        }
    }

    /** The lines that one location is to ship. */
    record FulfillmentOrder(long id, Location location, List<FulfillmentOrderLine> lines) {
        String status() {
            boolean open = lines.stream().anyMatch(line -> line.line().open() > 0);
            boolean begun = lines.stream().anyMatch(line -> line.line().fulfilled > 0);
            boolean allCancelled = lines.stream().allMatch(line -> line.line().cancelled == line.line().ordered);
            if (open) {
                return begun ? "IN_PROGRESS" : "OPEN";
            }
            return allCancelled ? "CANCELLED" : "CLOSED";
        }
    }

    record FulfillmentOrderLine(long id, Line line) {}

    /** Units of a line in a parcel. */
    record Fulfilled(long id, Line line, int quantity) {}

    /** A parcel that the shop was told of. */
    record Fulfillment(
            long id,
            String name,
            Instant createdAt,
            Location location,
            Optional<String> company,
            Optional<String> number,
            Optional<String> url,
            List<Fulfilled> lines) {}

    final long id;
    final int number;
    final Buyer buyer;
    final Instant createdAt;
    final List<Line> lines;
    final List<FulfillmentOrder> fulfillmentOrders;
    final List<Fulfillment> fulfillments = new ArrayList<>();
    String financialStatus;
    Instant updatedAt;
    Instant foundFrom;
    Optional<Instant> cancelledAt = Optional.empty();

    ShopOrder(
            long id,
            int number,
            Buyer buyer,
            Instant createdAt,
            boolean paid,
            List<Line> lines,
            List<FulfillmentOrder> fulfillmentOrders) {
        this.id = id;
        this.number = number;
        this.buyer = buyer;
        this.createdAt = createdAt.truncatedTo(ChronoUnit.SECONDS);
        this.lines = lines;
        this.fulfillmentOrders = fulfillmentOrders;
        this.financialStatus = paid ? "PAID" : "PENDING";
        this.updatedAt = this.createdAt;
        this.foundFrom = this.createdAt;
    }

    String gid() {
        return Gid.of("Order", id);
    }

    String name() {
        return "#" + number;
    }

    void changed(Instant at) {
        updatedAt = at.truncatedTo(ChronoUnit.SECONDS);
    }

    String fulfillmentStatus() {
        boolean any = lines.stream().anyMatch(line -> line.fulfilled > 0);
        boolean open = lines.stream().anyMatch(line -> line.open() > 0);
        if (!any) {
            return "UNFULFILLED";
        }
        return open ? "PARTIALLY_FULFILLED" : "FULFILLED";
    }
}
