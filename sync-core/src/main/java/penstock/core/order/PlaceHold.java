package penstock.core.order;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import penstock.core.book.Binding;
import penstock.core.book.Book;
import penstock.core.book.Command;
import penstock.core.book.Needs;
import penstock.core.book.Order;
import penstock.core.book.Reply;
import penstock.core.book.Reply.Verdict;
import penstock.core.message.OrderLineSnapshot;
import penstock.core.message.OrderSnapshot;
import penstock.core.sourcing.Sourcing;

/**
 * Promises units before there is an order, until it expires: all lines or none.
 *
 * @param holdId the caller's, the same in every repeat
 * @param takesBackorders whether units that are still to come are taken as well
 */
public record PlaceHold(long accountId, String holdId, Instant expiresAt, List<Line> lines, boolean takesBackorders)
        implements Command {

    /** Of units that are there. */
    public PlaceHold(long accountId, String holdId, Instant expiresAt, List<Line> lines) {
        this(accountId, holdId, expiresAt, lines, false);
    }

    public PlaceHold {
        lines = List.copyOf(lines);
        if (lines.isEmpty() || lines.size() > OrderSnapshot.MAX_LINES) {
            throw new IllegalArgumentException("hold " + holdId + " has " + lines.size() + " lines, 1 to "
                    + OrderSnapshot.MAX_LINES + " are taken");
        }
    }

    /** Units of one SKU, from 1. */
    public record Line(String channelSku, int quantity) {
        public Line {
            if (quantity < 1 || quantity > OrderLineSnapshot.MAX_QUANTITY) {
                throw new IllegalArgumentException("a hold of " + quantity + " units of SKU " + channelSku + ", 1 to "
                        + OrderLineSnapshot.MAX_QUANTITY + " are taken");
            }
        }
    }

    @Override
    public void announce(Needs needs) {
        needs.order(accountId, ApplyOrder.HOLD + holdId);
        lines.forEach(line -> needs.listing(accountId, line.channelSku()));
    }

    @Override
    public Reply decide(Book book) {
        Optional<Order> known = book.findOrder(accountId, ApplyOrder.HOLD + holdId);
        if (known.isPresent()) {
            Verdict verdict = repeated(known.get(), book.now());
            return verdict == Verdict.EXISTS_WITH_DIFFERENT_CONTENT
                    ? Reply.of(
                            verdict, known.get().orderId(), "this hold id came before with other lines; use another id")
                    : Reply.of(verdict, known.get());
        }
        Promise promise = new Promise(book, accountId, takesBackorders);
        for (Line line : lines) {
            Optional<String> lack = promise.want(line.channelSku(), line.quantity());
            if (lack.isPresent()) {
                return Reply.of(Verdict.EXCEEDS_AVAILABLE, 0, lack.get());
            }
        }
        return Reply.of(Verdict.CREATED, hold(book, promise));
    }

    /** A hold that was given up holds nothing, and one whose time is up may be given up any moment: neither is said to exist. */
    private Verdict repeated(Order known, Instant now) {
        if (!Arrays.equals(known.contentHash(), contentHash())) {
            return Verdict.EXISTS_WITH_DIFFERENT_CONTENT;
        }
        return switch (known.phase()) {
            case EXPIRED -> Verdict.HOLD_EXPIRED;
            case HELD ->
                known.expiresAt().filter(end -> !end.isAfter(now)).isPresent() ? Verdict.HOLD_EXPIRED : Verdict.EXISTS;
            case RELEASED -> Verdict.NOT_POSSIBLE;
            default -> Verdict.EXISTS;
        };
    }

    private Order hold(Book book, Promise promise) {
        Order hold = new Order(
                new Order.Identity(
                        book.nextId(), accountId, ApplyOrder.HOLD + holdId, book.now(), Optional.of(expiresAt)),
                new Order.Standing(
                        Order.Phase.HELD,
                        new Order.Reading(0, contentHash(), 0, Optional.empty()),
                        Optional.empty(),
                        0,
                        Optional.empty()),
                false);
        book.add(hold);
        int number = 0;
        for (Line line : lines) {
            Binding binding =
                    book.rules().findBinding(accountId, line.channelSku()).orElseThrow();
            number++;
            book.addLines(hold, Integer.toString(number), line.channelSku(), binding, line.quantity());
        }
        promise.promiseWhatIsToCome(hold);
        Sourcing.reserve(book, hold);
        return hold;
    }

    private byte[] contentHash() {
        StringBuilder content = new StringBuilder();
        lines.forEach(line -> content.append(line.channelSku())
                .append('\t')
                .append(line.quantity())
                .append('\n'));
        return ContentHash.of(content.toString());
    }
}
