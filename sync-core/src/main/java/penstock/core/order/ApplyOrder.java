package penstock.core.order;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import penstock.core.book.Binding;
import penstock.core.book.Book;
import penstock.core.book.Command;
import penstock.core.book.Needs;
import penstock.core.book.Order;
import penstock.core.book.Order.Phase;
import penstock.core.book.OrderLine;
import penstock.core.book.Packing;
import penstock.core.book.Reply;
import penstock.core.book.Reply.Verdict;
import penstock.core.book.Reservation;
import penstock.core.message.OrderLineSnapshot;
import penstock.core.message.OrderPhase;
import penstock.core.message.OrderSnapshot;
import penstock.core.message.Rejection;
import penstock.core.message.RejectionReason;
import penstock.core.sourcing.Freed;
import penstock.core.sourcing.Sourcing;

/**
 * Makes our order what the channel's snapshot says. The first snapshot creates it, a newer one changes it, a repeat or an
 * older one changes nothing.
 *
 * <p>A marketplace's order is a fact: what is not there stays short, it is never refused. An order that waits for our
 * answer (own site) is refused as a whole when it cannot be promised as a whole. It is placed once: what comes later under
 * its id is a repeat, or refused.
 *
 * @param waitsForAnswer whether it may still be refused
 */
public record ApplyOrder(long accountId, OrderSnapshot snapshot, Source source, boolean waitsForAnswer)
        implements Command {

    /**
     * What the snapshot was read from.
     *
     * @param inboxId the message, 0 for none
     * @param recipientMark of whom it names, to tell another; empty where that is not to be compared
     * @param rejections its parts that nobody could understand: the order keeps them until a later snapshot has none
     */
    public record Source(long inboxId, Optional<String> recipientMark, List<Rejection> rejections) {
        public Source {
            rejections = List.copyOf(rejections);
        }
    }

    /** A hold's order id begins so; no channel's does. */
    static final String HOLD = "hold:";

    public ApplyOrder {
        if (snapshot.channelOrderId().startsWith(HOLD)) {
            throw new IllegalArgumentException("an order's id does not begin with " + HOLD);
        }
    }

    /** From a message, 0 for none, of which everything was understood and whose recipient is not to be compared. */
    public ApplyOrder(long accountId, OrderSnapshot snapshot, long inboxId, boolean waitsForAnswer) {
        this(accountId, snapshot, new Source(inboxId, Optional.empty(), List.of()), waitsForAnswer);
    }

    @Override
    public void announce(Needs needs) {
        needs.order(accountId, snapshot.channelOrderId());
        snapshot.holdId().ifPresent(hold -> needs.order(accountId, HOLD + hold));
        snapshot.lines().forEach(line -> needs.listing(accountId, line.channelSku()));
    }

    @Override
    public Reply decide(Book book) {
        Optional<Order> known = book.findOrder(accountId, snapshot.channelOrderId());
        Reply reply = known.isPresent() ? applyTo(book, known.get()) : create(book);
        boolean refused = waitsForAnswer && reply.id() == 0;
        if (!refused) { // what was refused stays unread until nothing of the person is left
            book.messageApplied(source.inboxId(), reply.id());
        }
        return reply;
    }

    private Reply create(Book book) {
        Optional<Order> hold = snapshot.holdId().flatMap(id -> book.findOrder(accountId, HOLD + id));
        Promise promise = new Promise(book, accountId, snapshot.takesBackorders());
        if (waitsForAnswer && snapshot.phase() != OrderPhase.CANCELLED) {
            Optional<Reply> refusal = refusal(promise, hold);
            if (refusal.isPresent()) {
                return refusal.get();
            }
        }
        Optional<Order> held = hold.filter(order -> order.phase() == Phase.HELD);
        Optional<Freed> freed = held.map(order -> Freed.watching(book, order));
        held.ifPresent(order -> takeOver(book, order));
        Order order = new Order(
                new Order.Identity(
                        book.nextId(), accountId, snapshot.channelOrderId(), snapshot.placedAt(), Optional.empty()),
                new Order.Standing(
                        phase(snapshot.phase()),
                        new Order.Reading(snapshot.revision(), contentHash(), source.inboxId(), source.recipientMark()),
                        snapshot.shipBy(),
                        0,
                        Optional.empty()),
                false);
        order.reject(source.rejections(), mark(source.rejections()));
        book.add(order);
        snapshot.lines().forEach(line -> addLine(book, order, line));
        if (snapshot.placedAt().isBefore(book.rules().openedAt(accountId))) {
            ShippedByOthers.beforeUs(order, snapshot);
        }
        promise.promiseWhatIsToCome(order);
        carryOut(book, order);
        freed.ifPresent(Freed::serveShort);
        return Reply.of(Verdict.CREATED, order);
    }

    private Optional<Reply> refusal(Promise promise, Optional<Order> hold) {
        if (snapshot.holdId().isPresent() && hold.isEmpty()) {
            return Optional.of(Reply.of(Verdict.NOT_FOUND, 0, "there is no such hold"));
        }
        boolean held = hold.isPresent() && hold.get().phase() == Phase.HELD;
        if (hold.isPresent() && !held && hold.get().phase() != Phase.EXPIRED) {
            return Optional.of(Reply.of(Verdict.NOT_POSSIBLE, 0, "the hold was taken or released before"));
        }
        hold.filter(order -> held).ifPresent(promise::countBack);
        for (OrderLineSnapshot line : snapshot.lines()) {
            Optional<String> lack = promise.want(line.channelSku(), line.ordered() - line.cancelled());
            if (lack.isPresent()) {
                Verdict verdict = hold.isPresent() && !held ? Verdict.HOLD_EXPIRED : Verdict.EXCEEDS_AVAILABLE;
                return Optional.of(Reply.of(verdict, 0, lack.get()));
            }
        }
        return Optional.empty();
    }

    private static void takeOver(Book book, Order hold) {
        hold.enter(Phase.TAKEN);
        Cancelling.cancelWhole(book, hold, Reservation.State.VOIDED);
    }

    private void addLine(Book book, Order order, OrderLineSnapshot line) {
        Optional<Binding> binding = book.rules().findBinding(accountId, line.channelSku());
        List<OrderLine> added = binding.isPresent()
                ? book.addLines(order, line.channelLineId(), line.channelSku(), binding.get(), line.ordered())
                : List.of(book.addParkedLine(
                        order,
                        line.channelLineId(),
                        line.channelSku(),
                        line.ordered(),
                        RejectionReason.UNKNOWN_SKU.name()));
        for (OrderLine ours : added) {
            Cancelling.cancelUpTo(book, ours, Math.multiplyExact(line.cancelled(), ours.packSize()));
        }
    }

    private Reply applyTo(Book book, Order order) {
        if (waitsForAnswer && snapshot.phase() != OrderPhase.CANCELLED) {
            return placedAgain(book, order);
        }
        if (snapshot.revision() < order.revision()) {
            return Reply.of(Verdict.STALE, order);
        }
        boolean newer = snapshot.revision() > order.revision();
        // what the channel has told us whole at this revision it need not tell whole again
        boolean whole = !newer && order.rejectionMark().isEmpty();
        List<Rejection> rejections = whole ? List.of() : source.rejections();
        Optional<String> rejectionMark = mark(rejections);
        boolean same = Arrays.equals(contentHash(), order.contentHash())
                && !goesElsewhere(order)
                && rejectionMark.equals(order.rejectionMark());
        if (same && !newer) {
            return Reply.of(Verdict.EXISTS, order);
        }
        Editing editing = Editing.watching(order);
        boolean elsewhere = goesElsewhere(order);
        Freed freed = Freed.watching(book, order);
        order.readAgain(reading(order), snapshot.shipBy());
        order.reject(rejections, rejectionMark);
        Phase phase = phase(snapshot.phase());
        boolean wasConfirmed = order.phase() == Phase.CONFIRMED;
        if (order.phase() != Phase.CANCELLED && (newer || phase.compareTo(order.phase()) > 0)) {
            order.enter(phase);
        }
        if (wasConfirmed && order.phase() == Phase.PENDING) { // the payment was taken back
            Packing.takeBack(book, order);
        }
        snapshot.lines().forEach(line -> applyLine(book, order, line, newer));
        if (newer && snapshot.complete()) {
            cancelMissing(book, order);
        }
        carryOut(book, order);
        freed.serveShort();
        editing.note(book, elsewhere);
        return Reply.of(Verdict.CHANGED, order);
    }

    /** A message that names nobody does not take the place of one that does, unless a person is to have it read again. */
    private Order.Reading reading(Order order) {
        boolean keeps = source.inboxId() == 0
                || (order.recipientMark().isPresent()
                        && snapshot.recipient().isEmpty()
                        && source.rejections().isEmpty());
        return new Order.Reading(
                snapshot.revision(),
                contentHash(),
                keeps ? order.inboxId() : source.inboxId(),
                newMark().or(order::recipientMark));
    }

    private boolean goesElsewhere(Order order) {
        return newMark().isPresent()
                && order.recipientMark().isPresent()
                && !newMark().equals(order.recipientMark());
    }

    /** A channel that names nobody may only not be allowed to; whoever waits for our answer says all there is. */
    private Optional<String> newMark() {
        return source.recipientMark()
                .filter(mark -> waitsForAnswer || snapshot.recipient().isPresent());
    }

    /** Cancels since do not count: the site repeats what it once asked for. */
    private Reply placedAgain(Book book, Order order) {
        List<String> others = new ArrayList<>();
        if (!Arrays.equals(contentHash(), order.contentHash())) {
            if (!hasTheseLines(order)) {
                others.add("other lines");
            }
            if (!isShippedBy(order.shipBy())) {
                others.add("another latest dispatch");
            }
        }
        if (goesElsewhere(order) && !book.edits(order).goElsewhere()) {
            others.add("another recipient");
        }
        return others.isEmpty()
                ? Reply.of(Verdict.EXISTS, order)
                : Reply.of(
                        Verdict.EXISTS_WITH_DIFFERENT_CONTENT,
                        order.orderId(),
                        "this order id came before with " + String.join(" and ", others)
                                + "; cancel that order, or use another id");
    }

    private boolean hasTheseLines(Order order) {
        List<OrderLineSnapshot> asked = snapshot.lines().stream()
                .map(line -> new OrderLineSnapshot(line.channelLineId(), line.channelSku(), line.ordered(), 0))
                .toList();
        List<OrderLineSnapshot> known = order.lines().stream()
                .map(line -> new OrderLineSnapshot(
                        line.channelLineId(), line.channelSku(), line.ordered() / line.packSize(), 0))
                .distinct() // the components of a kit say the same
                .toList();
        return asked.equals(known);
    }

    /** The database keeps microseconds. */
    private boolean isShippedBy(Optional<Instant> known) {
        return known.isPresent() == snapshot.shipBy().isPresent()
                && (known.isEmpty()
                        || Duration.between(known.get(), snapshot.shipBy().get())
                                        .abs()
                                        .compareTo(Duration.ofMillis(1))
                                < 0);
    }

    /** @param newer of two snapshots at one revision nobody knows which is later: there, what was cancelled stays so */
    private void applyLine(Book book, Order order, OrderLineSnapshot line, boolean newer) {
        List<OrderLine> known = order.linesOf(line.channelLineId());
        if (known.isEmpty()) {
            addLine(book, order, line);
        }
        known.forEach(ours -> applyLine(book, ours, line, newer));
    }

    private static void applyLine(Book book, OrderLine ours, OrderLineSnapshot line, boolean newer) {
        int ordered = Math.multiplyExact(line.ordered(), ours.packSize());
        int kept = Math.multiplyExact(line.ordered() - line.cancelled(), ours.packSize());
        if (ordered > ours.ordered()) {
            ours.orderMore(ordered - ours.ordered());
        }
        // fewer ordered than before is a cancellation of the difference
        int cancelled = ours.ordered() - kept;
        Cancelling.cancelUpTo(
                book, ours, newer ? cancelled : Math.max(cancelled, ours.cancelled() + ours.cancelWanted()));
        int missing = kept - (ours.ordered() - ours.cancelled());
        if (missing > 0 && newer && ours.order().phase() != Phase.CANCELLED) {
            ours.orderMore(missing);
        }
    }

    /** Shopify and Amazon keep a line that was taken out, with nothing left to ship; whoever drops it means the same. */
    private void cancelMissing(Book book, Order order) {
        Set<String> there =
                snapshot.lines().stream().map(OrderLineSnapshot::channelLineId).collect(Collectors.toSet());
        for (OrderLine line : List.copyOf(order.lines())) {
            if (!there.contains(line.channelLineId())) {
                Cancelling.cancelUpTo(book, line, line.ordered());
            }
        }
    }

    private void carryOut(Book book, Order order) {
        if (order.phase() == Phase.CANCELLED) {
            ShippedByOthers.leave(book, order, snapshot);
            Cancelling.cancelWhole(book, order, Reservation.State.VOIDED);
        } else {
            Sourcing.reserve(book, order);
            ShippedByOthers.leave(book, order, snapshot);
        }
        order.releaseIfDue();
    }

    private static Optional<String> mark(List<Rejection> rejections) {
        if (rejections.isEmpty()) {
            return Optional.empty();
        }
        StringBuilder parts = new StringBuilder();
        rejections.forEach(part -> parts.append(part.where())
                .append('\t')
                .append(part.value())
                .append('\t')
                .append(part.reason())
                .append('\n'));
        return Optional.of(HexFormat.of().formatHex(ContentHash.of(parts.toString())));
    }

    private byte[] contentHash() {
        StringBuilder content = new StringBuilder();
        content.append(snapshot.phase()).append('\n');
        content.append(snapshot.shipBy().map(Instant::toString).orElse("")).append('\n');
        for (OrderLineSnapshot line : snapshot.lines()) {
            content.append(line.channelLineId())
                    .append('\t')
                    .append(line.channelSku())
                    .append('\t')
                    .append(line.ordered())
                    .append('\t')
                    .append(line.cancelled())
                    .append('\t')
                    .append(line.shipped())
                    .append('\n');
        }
        return ContentHash.of(content.toString());
    }

    private static Phase phase(OrderPhase phase) {
        return switch (phase) {
            case PENDING -> Phase.PENDING;
            case CONFIRMED -> Phase.CONFIRMED;
            case CANCELLED -> Phase.CANCELLED;
        };
    }
}
