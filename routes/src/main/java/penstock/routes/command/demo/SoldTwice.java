package penstock.routes.command.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import penstock.routes.command.demo.DemoSeller.Front;

/**
 * Units that marketplaces sold beyond what could be reserved, and that no loss explains. Pure.
 *
 * <p>A loss explains a short line only if it can have caused it: it took units that had been promised, or it came no longer
 * before the sale than channels take to be told, and not after the order was here. Each lost unit explains one.
 */
final class SoldTwice {

    private final Evidence evidence;
    private final Map<String, String> skuOfChannelSku;
    private final Map<String, List<Loss>> losses = new HashMap<>();

    private SoldTwice(Evidence evidence) {
        this.evidence = evidence;
        this.skuOfChannelSku = evidence.skuOfChannelSku();
        evidence.sighting()
                .postings()
                .forEach((sku, postings) -> postings.stream()
                        .filter(posting -> posting.lost() > 0)
                        .forEach(posting -> losses.computeIfAbsent(sku, any -> new ArrayList<>())
                                .add(new Loss(posting))));
    }

    /** Units that vanished, as far as they have explained nothing yet. */
    private static final class Loss {
        private final Instant at;
        private final boolean wasPromised;
        private int left;

        private Loss(Seen.Posting posting) {
            at = posting.postedAt();
            wasPromised = posting.breaksPromises();
            left = posting.lost();
        }

        private boolean canExplain(Instant soldAt, Duration window) {
            return wasPromised
                    ? !at.isBefore(soldAt)
                    : !at.isBefore(soldAt.minus(window)) && !at.isAfter(soldAt.plus(window));
        }
    }

    static int units(Evidence evidence) {
        SoldTwice judge = new SoldTwice(evidence);
        return evidence.shorts().stream()
                .sorted(Comparator.comparing(judge::soldAt))
                .mapToInt(judge::unexplained)
                .sum();
    }

    private int unexplained(Shorts.Short line) {
        int units = line.units();
        for (Loss loss : losses.getOrDefault(line.sku(), List.of())) {
            if (loss.canExplain(soldAt(line), evidence.window())) {
                int explained = Math.min(units, loss.left);
                loss.left -= explained;
                units -= explained;
            }
        }
        return units;
    }

    private Instant soldAt(Shorts.Short line) {
        Optional<String> place = evidence.fronts().stream()
                .filter(front -> front.accountId().equals(line.accountId()))
                .map(Front::place)
                .findFirst();
        return evidence.sighting().sales().stream()
                .filter(sale -> place.equals(Optional.of(sale.place())))
                .filter(sale -> sale.order().equals(Truth.tail(line.channelOrderId())))
                .filter(sale -> line.sku()
                        .equals(skuOfChannelSku.getOrDefault(
                                sale.place() + " " + sale.channelSku(), sale.channelSku())))
                .map(Truth.Sale::at)
                .min(Instant::compareTo)
                .orElse(Instant.MAX.minus(Duration.ofDays(1)));
    }
}
