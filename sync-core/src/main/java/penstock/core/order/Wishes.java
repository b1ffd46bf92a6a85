package penstock.core.order;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import penstock.core.book.Binding;
import penstock.core.book.Book;
import penstock.core.book.Order;
import penstock.core.book.OrderLine;
import penstock.core.book.Reply;
import penstock.core.book.Reply.Verdict;
import penstock.core.book.Reservation;
import penstock.core.message.OrderEdit;
import penstock.core.message.OrderLineSnapshot;
import penstock.core.message.OrderSnapshot;
import penstock.core.sourcing.Sourcing;

/** What an edit wants the lines of an order to be: judged whole before anything is changed, then carried out. One use. */
final class Wishes {

    private final Book book;
    private final Order order;
    private final OrderEdit edit;
    private final Promise promise;

    Wishes(Book book, Order order, OrderEdit edit) {
        this.book = book;
        this.order = order;
        this.edit = edit;
        this.promise = new Promise(book, order, edit.takesBackorders());
    }

    /** Why they cannot be, if they cannot: by name, the first in the order of the edit. */
    Optional<Reply> refusal() {
        for (OrderEdit.Line wish : edit.lines()) {
            Optional<Reply> refusal = order.linesOf(wish.channelLineId()).stream()
                    .flatMap(line -> refusal(wish, line).stream())
                    .findFirst();
            if (refusal.isPresent()) {
                return refusal;
            }
        }
        return tooManyLines().or(this::lack);
    }

    private Optional<Reply> refusal(OrderEdit.Line wish, OrderLine line) {
        if (!line.channelSku().equals(wish.channelSku())) {
            return refused(
                    Verdict.NOT_POSSIBLE,
                    "line " + wish.channelLineId() + " is of SKU " + line.channelSku()
                            + "; make it 0 and add a line of another id");
        }
        if (units(wish, line) < line.shipped() + line.elsewhere()) {
            return refused(
                    Verdict.ALREADY_SHIPPED,
                    "of line " + wish.channelLineId() + " " + shipped(line) + " have been shipped, so it cannot become "
                            + wish.quantity());
        }
        if (line.ordered() + more(wish, line) > (long) OrderLineSnapshot.MAX_QUANTITY * line.packSize()) {
            return refused(
                    Verdict.NOT_POSSIBLE,
                    "line " + wish.channelLineId() + " has become more and less so often that it is ordered "
                            + OrderLineSnapshot.MAX_QUANTITY + " times; make it 0 and add a line of another id");
        }
        return Optional.empty();
    }

    private static int shipped(OrderLine line) {
        return (line.shipped() + line.elsewhere() + line.packSize() - 1) / line.packSize();
    }

    private static long units(OrderEdit.Line wish, OrderLine line) {
        return (long) wish.quantity() * line.packSize();
    }

    /** Units that are to be ordered besides; what has been asked back from a provider is only kept. */
    private static long more(OrderEdit.Line wish, OrderLine line) {
        return Math.max(0, units(wish, line) - (line.ordered() - line.cancelled()));
    }

    private Optional<Reply> tooManyLines() {
        Set<String> ids = new HashSet<>();
        order.lines().forEach(line -> ids.add(line.channelLineId()));
        edit.lines().stream().filter(wish -> wish.quantity() > 0).forEach(wish -> ids.add(wish.channelLineId()));
        return ids.size() <= OrderSnapshot.MAX_LINES
                ? Optional.empty()
                : refused(
                        Verdict.NOT_POSSIBLE,
                        "the order would have " + ids.size() + " lines, those taken out included, and "
                                + OrderSnapshot.MAX_LINES + " are kept");
    }

    /** What is given up counts as free first, so that units may change lines. */
    private Optional<Reply> lack() {
        for (OrderEdit.Line wish : edit.lines()) {
            for (OrderLine line : order.linesOf(wish.channelLineId())) {
                long fewer = line.ordered() - line.cancelled() - line.cancelWanted() - units(wish, line);
                if (fewer > 0) {
                    countBack(line, (int) fewer);
                }
            }
        }
        return edit.lines().stream()
                .flatMap(wish -> lack(wish).stream())
                .findFirst()
                .flatMap(lack -> refused(Verdict.EXCEEDS_AVAILABLE, lack));
    }

    /**
     * As they are cancelled: what is short first, then what is owed, then what is reserved and not at a provider. What lies where the
     * order was refused is given up, and is not its own again.
     */
    private void countBack(OrderLine line, int fewer) {
        int owed = Math.min(Math.max(0, fewer - line.shortUnits()), line.backordered());
        int left = Math.max(0, fewer - line.shortUnits() - owed);
        int free = 0;
        for (Reservation reservation : line.reservations()) {
            int mine = book.isAtProvider(reservation) ? 0 : Math.min(reservation.open(), left);
            free += Sourcing.mayServe(book, order, reservation.key().locationId()) ? mine : 0;
            left -= mine;
        }
        promise.countBack(line, free, owed);
    }

    private Optional<String> lack(OrderEdit.Line wish) {
        List<OrderLine> known = order.linesOf(wish.channelLineId());
        if (known.isEmpty()) {
            return wish.quantity() == 0 ? Optional.empty() : promise.want(wish.channelSku(), wish.quantity());
        }
        return known.stream()
                .flatMap(line -> promise.want(line, more(wish, line)).stream())
                .findFirst();
    }

    private Optional<Reply> refused(Verdict verdict, String detail) {
        return Optional.of(Reply.of(verdict, order.orderId(), detail));
    }

    /** Makes the lines so, but for reserving what is more of them: what is given up first. */
    void carryOut() {
        edit.lines().forEach(wish -> order.linesOf(wish.channelLineId()).forEach(line -> giveUp(wish, line)));
        Map<OrderLine, Integer> asked = new LinkedHashMap<>();
        edit.lines().forEach(wish -> asked.putAll(orderMore(wish)));
        promise.promiseWhatIsToCome(asked);
    }

    private void giveUp(OrderEdit.Line wish, OrderLine line) {
        Cancelling.cancelUpTo(book, line, (int) Math.max(0, line.ordered() - units(wish, line)));
    }

    /** By line, the units that are new. */
    private Map<OrderLine, Integer> orderMore(OrderEdit.Line wish) {
        Map<OrderLine, Integer> asked = new LinkedHashMap<>();
        List<OrderLine> known = order.linesOf(wish.channelLineId());
        for (OrderLine line : known) {
            int more = Math.toIntExact(more(wish, line));
            if (more > 0) {
                line.orderMore(more);
                asked.put(line, more);
            }
        }
        if (known.isEmpty() && wish.quantity() > 0) {
            Binding binding = book.rules()
                    .findBinding(order.accountId(), wish.channelSku())
                    .orElseThrow();
            book.addLines(order, wish.channelLineId(), wish.channelSku(), binding, wish.quantity());
            order.linesOf(wish.channelLineId()).forEach(line -> asked.put(line, line.shortUnits()));
        }
        return asked;
    }
}
