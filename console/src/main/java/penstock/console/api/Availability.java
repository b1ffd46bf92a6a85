package penstock.console.api;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import penstock.console.json.Fields;
import penstock.core.ledger.Outstanding;
import penstock.core.ledger.Stock;
import penstock.core.ledger.Stock.Promisable;
import penstock.core.message.OrderLineSnapshot;
import penstock.core.message.OrderSnapshot;

/** What an own site may promise, of what is there and of what is still to come. Any thread. */
public final class Availability {

    private static final List<Promisable> NOT_KNOWN = List.of(new Promisable(0, 1, 0, 0, false));

    private final Stock stock;
    private final Outstanding outstanding;

    public Availability(Stock stock, Outstanding outstanding) {
        this.stock = stock;
        this.outstanding = outstanding;
    }

    CheckAnswer of(long sellerId, long accountId, Check check) {
        List<String> names =
                check.lines().stream().map(WantedLine::sku).distinct().toList();
        Map<String, List<Promisable>> promisable = stock.promisable(sellerId, accountId, names);
        Map<Long, Long> wanted = new HashMap<>(); // two names may stand for one SKU
        for (WantedLine line : check.lines()) {
            for (Promisable part : promisable.getOrDefault(line.sku(), NOT_KNOWN)) {
                wanted.merge(part.skuId(), (long) line.quantity() * part.packSize(), Long::sum);
            }
        }
        Map<Long, Outstanding.Lack> lacking = new HashMap<>();
        promisable.values().stream()
                .flatMap(List::stream)
                .filter(Promisable::offered)
                .filter(part -> lack(part, wanted) > 0)
                .forEach(part -> lacking.put(part.skuId(), new Outstanding.Lack(lack(part, wanted), part.missing())));
        Map<Long, LocalDate> days = outstanding.daysToPromise(sellerId, lacking);
        List<CheckedLine> lines = check.lines().stream()
                .map(line -> checked(line, promisable.getOrDefault(line.sku(), NOT_KNOWN), wanted, days))
                .toList();
        Promise worst = lines.stream()
                .map(CheckedLine::promise)
                .max(Comparator.naturalOrder())
                .orElse(Promise.AVAILABLE);
        return new CheckAnswer(worst == Promise.AVAILABLE, worst, lines);
    }

    private static long lack(Promisable part, Map<Long, Long> wanted) {
        return wanted.getOrDefault(part.skuId(), 0L) - part.units();
    }

    private static CheckedLine checked(
            WantedLine line, List<Promisable> parts, Map<Long, Long> wanted, Map<Long, LocalDate> days) {
        List<Promisable> lacking =
                parts.stream().filter(part -> lack(part, wanted) > 0).toList();
        int most = parts.stream()
                .mapToInt(part -> part.units() / part.packSize())
                .min()
                .orElse(0);
        if (lacking.isEmpty()) {
            return new CheckedLine(line.sku(), line.quantity(), most, true, Promise.AVAILABLE, Optional.empty());
        }
        boolean mayBePromised = lacking.stream().allMatch(part -> part.offered() && days.containsKey(part.skuId()));
        return new CheckedLine(
                line.sku(),
                line.quantity(),
                most,
                false,
                mayBePromised ? Promise.BACKORDER : Promise.NO,
                mayBePromised
                        ? lacking.stream()
                                .flatMap(part -> Optional.ofNullable(days.get(part.skuId())).stream())
                                .max(Comparator.naturalOrder())
                        : Optional.empty());
    }

    /** How units can be promised, the best first. */
    public enum Promise {
        /** They are there. */
        AVAILABLE,
        /** They are still to come, wholly or in part. */
        BACKORDER,
        /** Not so many. */
        NO
    }

    /** What a buyer may want. */
    public record Check(List<WantedLine> lines) {
        public Check {
            lines = Fields.list("lines", lines, OrderSnapshot.MAX_LINES);
        }
    }

    /** Units of a SKU that are wanted. */
    public record WantedLine(
            @Schema(example = "MUG-BLUE") String sku,
            @Schema(example = "2") int quantity) {
        public WantedLine {
            Fields.text("sku", sku, Fields.MAX_CODE);
            Fields.within("quantity", quantity, 1, OrderLineSnapshot.MAX_QUANTITY);
        }
    }

    /** What may be promised. */
    public record CheckAnswer(
            @Schema(description = "Whether all lines are there together.")
            boolean enough,

            @Schema(description = "Of all lines together, the worst of them.")
            Promise promise,

            List<CheckedLine> lines) {}

    /** What may be promised of a SKU, to all lines that want it. */
    public record CheckedLine(
            String sku,
            int quantity,
            @Schema(description = "Of what is there.") int promisable,
            boolean enough,
            Promise promise,

            @Schema(description = "Of a BACKORDER, the day that would be promised.")
            Optional<LocalDate> promisedOn) {}
}
