package penstock.core.order;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import penstock.core.book.Actor;
import penstock.core.book.Book;
import penstock.core.book.Command;
import penstock.core.book.Edited;
import penstock.core.book.Needs;
import penstock.core.book.Order;
import penstock.core.book.Order.Phase;
import penstock.core.book.Reply;
import penstock.core.book.Reply.Verdict;
import penstock.core.book.Reservation;
import penstock.core.message.OrderEdit;
import penstock.core.sourcing.Freed;
import penstock.core.sourcing.Sourcing;

/**
 * Makes an own site's order what its buyer wants now: all of it, or it is refused by name and nothing changes. Units that an
 * edit gives up serve its own new ones first, then whoever waits.
 *
 * <p>What has left cannot be taken back. Another recipient is taken until the first parcel is packed or a provider has been
 * told, so that no order, and no parcel that orders are merged into, is packed for one address and goes to another.
 *
 * @param inboxId the message that names the recipient, 0 if none is named
 * @param recipientMark of the recipient that is named
 * @param by whose program asks for it
 */
public record EditOrder(long accountId, OrderEdit edit, long inboxId, Optional<String> recipientMark, Actor by)
        implements Command {

    @Override
    public void announce(Needs needs) {
        needs.order(accountId, edit.channelOrderId());
        edit.lines().forEach(line -> needs.listing(accountId, line.channelSku()));
    }

    @Override
    public Reply decide(Book book) {
        Optional<Order> found = book.findOrder(accountId, edit.channelOrderId());
        if (found.isEmpty()) {
            return Reply.of(Verdict.NOT_FOUND, 0, "there is no such order");
        }
        Order order = found.get();
        Optional<Edited.Asked> before = edit.editId().flatMap(book.edits(order)::find);
        if (before.isPresent()) {
            return repeated(order, before.get());
        }
        Wishes wishes = new Wishes(book, order, edit);
        Optional<Reply> refusal = refusal(book, order).or(wishes::refusal);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        carryOut(book, order, wishes);
        book.messageApplied(inboxId, order.orderId());
        return Reply.of(Verdict.CHANGED, order);
    }

    private Reply repeated(Order order, Edited.Asked before) {
        boolean elsewhere = recipientMark.isPresent()
                && before.recipientMark().isPresent()
                && !recipientMark.equals(before.recipientMark());
        return Arrays.equals(before.contentHash(), contentHash()) && !elsewhere
                ? Reply.of(Verdict.EXISTS, order)
                : Reply.of(
                        Verdict.EXISTS_WITH_DIFFERENT_CONTENT,
                        order.orderId(),
                        "an edit of that id came before with other content; use another id");
    }

    private Optional<Reply> refusal(Book book, Order order) {
        if (order.phase() == Phase.CANCELLED && edit.cancels()) {
            return Optional.of(
                    Reply.of(Verdict.EXISTS, order)); // by us, whose commit nobody heard of, or by another node
        } else if (order.phase() == Phase.CANCELLED) {
            return Optional.of(Reply.of(
                    Verdict.NOT_POSSIBLE, order.orderId(), "the order is cancelled; place another under another id"));
        }
        if (edit.seenRevision().filter(seen -> seen != order.revision()).isPresent()) {
            return Optional.of(Reply.of(
                    Verdict.EDITED_SINCE,
                    order.orderId(),
                    "the order is at revision " + order.revision() + " now; read it and edit that"));
        }
        if (recipientMark.isPresent() && order.recipientMark().isEmpty()) {
            return Optional.of(Reply.of(
                    Verdict.NOT_POSSIBLE,
                    order.orderId(),
                    "whom the order goes to was erased, and nobody else takes that place; place another order"));
        }
        return goesElsewhere(order) ? Addressing.refusal(book, order) : Optional.empty();
    }

    private boolean goesElsewhere(Order order) {
        return recipientMark.isPresent() && !recipientMark.equals(order.recipientMark());
    }

    private void carryOut(Book book, Order order, Wishes wishes) {
        Editing editing = Editing.watching(order);
        Freed freed = Freed.watching(book, order);
        boolean elsewhere = goesElsewhere(order);
        order.readAgain(reading(order), edit.shipBy().or(order::shipBy));
        if (edit.cancels()) {
            order.enter(Phase.CANCELLED);
            Cancelling.cancelWhole(book, order, Reservation.State.VOIDED);
        } else {
            wishes.carryOut();
            Sourcing.reserve(book, order);
        }
        order.releaseIfDue();
        freed.serveShort();
        editing.note(book, edit.editId(), by, new Edited.Asked(contentHash(), recipientMark), elsewhere);
    }

    /** What the order was placed with stays known, so that a late repeat of that is still one. */
    private Order.Reading reading(Order order) {
        boolean named = recipientMark.isPresent();
        return new Order.Reading(
                order.revision() + 1,
                order.contentHash(),
                named ? inboxId : order.inboxId(),
                named ? recipientMark : order.recipientMark());
    }

    private byte[] contentHash() {
        StringBuilder content = new StringBuilder();
        content.append(edit.cancels()).append('\n');
        content.append(edit.seenRevision().map(String::valueOf).orElse("")).append('\n');
        content.append(edit.shipBy().map(Instant::toString).orElse("")).append('\n');
        content.append(recipientMark.isPresent()).append(edit.takesBackorders()).append('\n');
        List<OrderEdit.Line> lines = edit.lines();
        lines.forEach(line -> content.append(line.channelLineId())
                .append('\t')
                .append(line.channelSku())
                .append('\t')
                .append(line.quantity())
                .append('\n'));
        return ContentHash.of(content.toString());
    }
}
