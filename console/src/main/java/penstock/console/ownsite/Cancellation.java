package penstock.console.ownsite;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import penstock.console.json.Fields;
import penstock.console.problem.ProblemType;
import penstock.console.problem.Refused;
import penstock.core.message.OrderEdit;
import penstock.core.message.OrderLineSnapshot;
import penstock.core.message.OrderPhase;
import penstock.core.message.OrderSnapshot;
import penstock.core.order.Orders.LineView;
import penstock.core.order.Orders.OrderView;

/**
 * What the own site wants cancelled of an order: all of it, or some lines up to a figure.
 *
 * <p>Figures are absolute, as everywhere: units of the line that are cancelled in all, earlier cancels included. So a
 * repeat, of which nobody knows whether it is one, changes nothing.
 */
@Schema(description = "What is to be cancelled of an order; everything that has not been shipped if lines is left out.")
public record Cancellation(Optional<List<CancelledLine>> lines) {

    /** The whole order. */
    public static final Cancellation WHOLE = new Cancellation(Optional.empty());

    public Cancellation {
        lines = lines.map(some -> Fields.list("lines", some, OrderSnapshot.MAX_LINES));
        boolean repeats = lines.map(
                        some -> some.stream().map(CancelledLine::id).distinct().count() < some.size())
                .orElse(false);
        if (repeats) {
            throw Refused.field("lines", "lines holds an id twice; name each line once");
        }
    }

    /** Units of a line. */
    public record CancelledLine(
            @Schema(description = "The line's id.", example = "1")
            String id,

            @Schema(description = "Units of it that are cancelled in all, earlier cancels included.", example = "1")
            int cancelled) {
        public CancelledLine {
            Fields.callerId("id", id);
            Fields.within("cancelled", cancelled, 1, OrderLineSnapshot.MAX_QUANTITY);
        }
    }

    /**
     * The edit that cancels so much, or empty if the order is cancelled so far already.
     *
     * @throws Refused if a line is not the order's, or too much of it has been shipped
     */
    public Optional<OrderEdit> of(OrderView order) {
        if (order.phase().equals(OrderPhase.CANCELLED.name())) {
            return Optional.empty();
        }
        return lines.isEmpty() ? whole(order) : partly(order, lines.get());
    }

    private static Optional<OrderEdit> whole(OrderView order) {
        boolean nothingLeft = order.lines().stream().allMatch(line -> line.ordered() == line.shipped() + gone(line));
        if (nothingLeft && order.lines().stream().anyMatch(line -> line.shipped() > 0)) {
            throw Refused.of(ProblemType.NOT_POSSIBLE, "nothing is left to cancel: the order has been shipped");
        }
        return Optional.of(new OrderEdit(
                order.channelOrderId(),
                Optional.empty(),
                Optional.empty(),
                true,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                false));
    }

    /** Made to the revision that was looked at: what else was edited meanwhile is looked at first. */
    private static Optional<OrderEdit> partly(OrderView order, List<CancelledLine> wishes) {
        List<OrderEdit.Line> fewer = new ArrayList<>();
        for (CancelledLine wish : wishes) {
            OrderedLine line = orderedLines(order).stream()
                    .filter(each -> each.id().equals(wish.id()))
                    .findFirst()
                    .orElseThrow(() -> Refused.field(
                            ProblemType.UNKNOWN_REFERENCE, "lines", "the order has no line " + wish.id()));
            if (wish.cancelled() > line.unshipped()) {
                throw Refused.of(
                        ProblemType.NOT_POSSIBLE,
                        "of line " + wish.id() + " " + line.unshipped() + " units can be cancelled in all, not "
                                + wish.cancelled());
            }
            if (wish.cancelled() > line.gone()) {
                fewer.add(new OrderEdit.Line(line.id(), line.sku(), line.ordered() - wish.cancelled()));
            }
        }
        return fewer.isEmpty()
                ? Optional.empty()
                : Optional.of(new OrderEdit(
                        order.channelOrderId(),
                        Optional.empty(),
                        Optional.of(order.revision()),
                        false,
                        fewer,
                        Optional.empty(),
                        Optional.empty(),
                        false));
    }

    /** A line as the site ordered it, in its units; of a kit all components together. */
    private record OrderedLine(String id, String sku, int ordered, int unshipped, int gone) {
        static OrderedLine of(List<LineView> parts) {
            LineView first = parts.get(0);
            return new OrderedLine(
                    first.channelLineId(),
                    first.channelSku(),
                    first.ordered() / first.packSize(),
                    parts.stream()
                            .mapToInt(part -> (part.ordered() - part.shipped()) / part.packSize())
                            .min()
                            .orElse(0),
                    parts.stream()
                            .mapToInt(part -> Cancellation.gone(part) / part.packSize())
                            .max()
                            .orElse(0));
        }
    }

    private static List<OrderedLine> orderedLines(OrderView order) {
        Map<String, List<LineView>> parts = new LinkedHashMap<>();
        order.lines()
                .forEach(line -> parts.computeIfAbsent(line.channelLineId(), id -> new ArrayList<>())
                        .add(line));
        return parts.values().stream().map(OrderedLine::of).toList();
    }

    /** Units cancelled, or asked back from whoever ships. */
    private static int gone(LineView line) {
        return line.cancelled() + line.cancelWanted();
    }
}
