package penstock.routes.command.demo;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import penstock.routes.command.demo.DemoSeller.Front;

/**
 * How many units may have been sold twice, at most, where channels sell from one pool: a unit can be sold again only while
 * some other channel does not show yet that it is gone. So the bound counts the units that a marketplace sold within the
 * longest measured lag (sale to commit, then commit to shown) after a sale of the same SKU on another channel. Pure.
 */
final class Window {

    private Window() {}

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

    /** Units sold within the window after a sale elsewhere. */
    static int units(List<Truth.Sale> sales, Map<String, String> skuOfChannelSku, Duration window) {
        Map<String, List<Truth.Sale>> bySku = sales.stream()
                .sorted(Comparator.comparing(Truth.Sale::at))
                .collect(Collectors.groupingBy(sale ->
                        skuOfChannelSku.getOrDefault(sale.place() + " " + sale.channelSku(), sale.channelSku())));
        return bySku.values().stream()
                .mapToInt(some -> unitsOfSku(some, window))
                .sum();
    }

    private static int unitsOfSku(List<Truth.Sale> sales, Duration window) {
        int units = 0;
        for (Truth.Sale sale : sales) {
            boolean follows = sales.stream()
                    .anyMatch(before -> !before.place().equals(sale.place())
                            && before.at().isBefore(sale.at())
                            && !before.at().plus(window).isBefore(sale.at()));
            // the own site is answered before it sells, so it never sells what is gone
            units += follows && !sale.place().equals(Front.OWN_SITE) ? sale.quantity() : 0;
        }
        return units;
    }
}
