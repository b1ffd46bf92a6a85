package penstock.sandbox.amazon;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import penstock.sandbox.buyer.Buyer;

/**
 * One version of an order. A change makes a new version, because searches go on showing the old one for a while.
 *
 * @param pending placed, payment not authorised: no address, not ready to ship
 */
record AmazonOrder(
        String id,
        Instant createdAt,
        Instant updatedAt,
        boolean pending,
        boolean cancelled,
        boolean cancelRequested,
        boolean prime,
        boolean byAmazon,
        Buyer buyer,
        List<Item> items,
        List<Package> packages) {
    /** One line. */
    record Item(String id, Listing listing, int ordered, int shipped) {
        int open() {
            return ordered - shipped;
        }
    }

    /** One parcel; the reference is the seller's. */
    record Package(
            String reference,
            Instant createdAt,
            String carrier,
            Optional<String> method,
            String tracking,
            String shipDate,
            List<PackageItem> items) {}

    record PackageItem(String itemId, int quantity) {}

    String status() {
        if (cancelled) {
            return "CANCELLED";
        }
        if (pending) {
            return "PENDING";
        }
        if (items.stream().allMatch(item -> item.open() == 0)) {
            return "SHIPPED";
        }
        return items.stream().anyMatch(item -> item.shipped() > 0) ? "PARTIALLY_SHIPPED" : "UNSHIPPED";
    }

    /** The state in the words of notifications. */
    String notifiedStatus() {
        return switch (status()) {
            case "CANCELLED" -> "Canceled";
            case "PENDING" -> "Pending";
            case "SHIPPED" -> "Shipped";
            case "PARTIALLY_SHIPPED" -> "PartiallyShipped";
            default -> "Unshipped";
        };
    }

    Optional<Item> item(String itemId) {
        return items.stream().filter(item -> item.id().equals(itemId)).findFirst();
    }

    Optional<Package> parcel(String reference) {
        return packages.stream().filter(p -> p.reference().equals(reference)).findFirst();
    }

    AmazonOrder paid(Instant at) {
        return new AmazonOrder(
                id, createdAt, at, false, cancelled, cancelRequested, prime, byAmazon, buyer, items, packages);
    }

    AmazonOrder cancelled(Instant at) {
        return new AmazonOrder(
                id, createdAt, at, pending, true, cancelRequested, prime, byAmazon, buyer, items, packages);
    }

    AmazonOrder cancelRequested(Instant at) {
        return new AmazonOrder(id, createdAt, at, pending, cancelled, true, prime, byAmazon, buyer, items, packages);
    }

    /** The order with this parcel in place of one with the same reference, or added. */
    AmazonOrder shipped(Package parcel, Instant at) {
        List<Package> parcels = new ArrayList<>(packages);
        parcels.removeIf(old -> old.reference().equals(parcel.reference()));
        parcels.add(parcel);
        UnaryOperator<Item> counted = item -> new Item(
                item.id(),
                item.listing(),
                item.ordered(),
                parcels.stream()
                        .flatMap(p -> p.items().stream())
                        .filter(p -> p.itemId().equals(item.id()))
                        .mapToInt(PackageItem::quantity)
                        .sum());
        return new AmazonOrder(
                id,
                createdAt,
                at,
                pending,
                cancelled,
                cancelRequested,
                prime,
                byAmazon,
                buyer,
                items.stream().map(counted).toList(),
                parcels);
    }
}
