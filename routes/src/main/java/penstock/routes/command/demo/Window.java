package penstock.routes.command.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import penstock.routes.command.demo.DemoSeller.Front;

/**
 * How many units may have been sold twice, at most, where channels sell from one pool: a unit can be sold again only while
 * some channel does not show yet that it is gone. So the bound counts the units that a marketplace sold no later than the
 * longest measured lag (sale to commit, then commit to shown) after units of the same SKU were taken: by a sale on another
 * channel; by a sale on the same one, if it does not compare and set, because an absolute number may undo it; or by anything
 * else that the ledger knows, a hold or a loss. Pure.
 */
final class Window {

    private Window() {}

    /** Units of a SKU that were gone from that moment on, and the place whose sale it was; empty for the ledger's. */
    private record Taken(Instant at, String place) {}

    /** The longest time that passed from a sale to the last other channel's showing it. */
    static Duration longest(Snapshot snapshot) {
        double sale = snapshot.channels().stream()
                .mapToDouble(channel -> channel.saleToCommit().longest())
                .max()
                .orElse(0);
        double shown = snapshot.channels().stream()
                .mapToDouble(channel -> channel.commitToShown().longest())
                .max()
                .orElse(0);
        return Duration.ofMillis((long) Math.ceil(sale + shown));
    }

    /**
     * Units sold within the window after others were taken.
     *
     * @param comparing places whose channel compares and sets
     */
    static int units(Sighting sighting, Map<String, String> skuOfChannelSku, Set<String> comparing, Duration window) {
        Map<String, List<Truth.Sale>> bySku = sighting.sales().stream()
                .collect(Collectors.groupingBy(sale ->
                        skuOfChannelSku.getOrDefault(sale.place() + " " + sale.channelSku(), sale.channelSku())));
        Map<String, List<Taken>> taken = new HashMap<>();
        bySku.forEach((sku, sales) -> sales.forEach(
                sale -> taken.computeIfAbsent(sku, any -> new ArrayList<>()).add(new Taken(sale.at(), sale.place()))));
        Set<String> orders = sighting.orders().stream().map(Seen.Order::orderId).collect(Collectors.toSet());
        sighting.postings()
                .forEach((sku, postings) -> postings.stream()
                        // an order's units were gone when it was sold, not when it was committed
                        .filter(posting -> posting.takes() > 0 && !orders.contains(posting.causeId()))
                        .forEach(posting -> taken.computeIfAbsent(sku, any -> new ArrayList<>())
                                .add(new Taken(posting.postedAt(), ""))));
        int units = 0;
        for (Map.Entry<String, List<Truth.Sale>> sales : bySku.entrySet()) {
            units += sales.getValue().stream()
                    // the own site is answered before it sells, so it never sells what is gone
                    .filter(sale -> !sale.place().equals(Front.OWN_SITE))
                    .filter(sale -> follows(sale, taken.getOrDefault(sales.getKey(), List.of()), comparing, window))
                    .mapToInt(Truth.Sale::quantity)
                    .sum();
        }
        return units;
    }

    private static boolean follows(Truth.Sale sale, List<Taken> taken, Set<String> comparing, Duration window) {
        return taken.stream()
                .filter(before -> !before.at().isAfter(sale.at()))
                .filter(before -> !before.at().plus(window).isBefore(sale.at()))
                .anyMatch(before -> !before.place().equals(sale.place())
                        || (before.at().isBefore(sale.at()) && !comparing.contains(sale.place())));
    }
}
