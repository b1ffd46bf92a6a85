package penstock.core.shipping;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import penstock.core.book.Book;
import penstock.core.book.Command;
import penstock.core.book.FulfilmentOrder;
import penstock.core.book.FulfilmentOrder.FulfilmentLine;
import penstock.core.book.FulfilmentOrder.State;
import penstock.core.book.Needs;
import penstock.core.book.Packing.Label;
import penstock.core.book.Reply;
import penstock.core.book.Reply.Verdict;
import penstock.core.message.ProviderUpdate;

/**
 * Makes our fulfilment order what the provider says of its own. A snapshot: parcels seen before are not recorded twice.
 *
 * @param inboxId the message it was read from, 0 for none; marked as applied unless nothing could be made of it
 * @param followUp how soon an order that goes on is looked at again
 */
public record ApplyProviderUpdate(long providerAccountId, ProviderUpdate update, long inboxId, Duration followUp)
        implements Command {

    /** Looks at an order that goes on as often as {@link #FOLLOW_UP} says. */
    public ApplyProviderUpdate(long providerAccountId, ProviderUpdate update, long inboxId) {
        this(providerAccountId, update, inboxId, FOLLOW_UP);
    }

    /** How soon a provider's order that goes on is looked at again. */
    public static final Duration FOLLOW_UP = Duration.ofMinutes(5);

    private static final Pattern OUR_ID = Pattern.compile("PS-([0-9A-Z]{1,13})-(\\d{1,6})");

    @Override
    public void announce(Needs needs) {
        // loaded on demand
    }

    @Override
    public Reply decide(Book book) {
        Optional<FulfilmentOrder> found = find(book);
        if (found.isEmpty()) {
            return Reply.of(Verdict.NOT_FOUND, 0, "no fulfilment order of ours is called " + update.providerOrderId());
        }
        Reply reply = apply(book, found.get());
        if (reply.verdict().holds()) { // what changed nothing is for its reader to keep
            book.messageApplied(inboxId, found.get().orderId());
        }
        return reply;
    }

    private Reply apply(Book book, FulfilmentOrder fulfilment) {
        if (fulfilment.state().isEnd()) {
            return afterTheEnd(book, fulfilment);
        }
        fulfilment.providerSays(update.providerStatus());
        update.packages().forEach(parcel -> record(book, fulfilment, parcel));
        settle(book, fulfilment);
        return Reply.of(Verdict.CHANGED, fulfilment.fulfilmentId());
    }

    /** Nothing is changed any more; but units that left after we gave them to others are for a person to see. */
    private Reply afterTheEnd(Book book, FulfilmentOrder fulfilment) {
        List<String> unseen = update.packages().stream()
                .map(ProviderUpdate.Parcel::parcelId)
                .filter(parcelId -> Parcels.find(book, fulfilment, parcelId).isEmpty())
                .toList();
        return unseen.isEmpty()
                ? Reply.of(Verdict.EXISTS, fulfilment.fulfilmentId())
                : Reply.of(
                        Verdict.NOT_POSSIBLE,
                        fulfilment.fulfilmentId(),
                        "the provider shipped " + unseen + " of a fulfilment order that is " + fulfilment.state());
    }

    private Optional<FulfilmentOrder> find(Book book) {
        Matcher matcher = OUR_ID.matcher(update.providerOrderId());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long fulfilmentId = Long.parseLong(matcher.group(1).toLowerCase(Locale.ROOT), 36);
        return book.findFulfilment(fulfilmentId)
                .filter(fulfilment -> fulfilment.providerAccountId() == providerAccountId
                        && fulfilment.providerOrderId().equals(update.providerOrderId()));
    }

    private static void record(Book book, FulfilmentOrder fulfilment, ProviderUpdate.Parcel parcel) {
        if (Parcels.find(book, fulfilment, parcel.parcelId()).isPresent()) {
            return;
        }
        Map<Integer, Integer> units = new TreeMap<>();
        for (ProviderUpdate.ParcelLine line : parcel.lines()) {
            int open = fulfilment.lines().stream()
                    .filter(ours -> ours.lineNo() == line.lineNo())
                    .mapToInt(FulfilmentLine::open)
                    .findFirst()
                    .orElse(0);
            int packed = units.getOrDefault(line.lineNo(), 0); // a package may name a line twice
            int shipped = Math.min(open, packed + line.quantity()); // more than asked for is the provider's mistake
            if (shipped > 0) {
                units.put(line.lineNo(), shipped);
            }
        }
        if (!units.isEmpty()) {
            Label label = new Label(parcel.parcelId(), parcel.carrier(), parcel.trackingNumber(), book.now());
            Parcels.ship(book, fulfilment, label, units, Parcels.contentHash(label, units));
        }
    }

    private void settle(Book book, FulfilmentOrder fulfilment) {
        switch (update.status()) {
            case ACCEPTED -> {
                State before = fulfilment.state();
                State state = before == State.CANCELLING ? State.CANCELLING : State.SUBMITTED;
                fulfilment.enter(state, book.now().plus(followUp));
                if (state != before) {
                    Undelivered.honourCancellation(book, fulfilment);
                }
            }
            case COMPLETE -> {
                fulfilment.enter(State.SHIPPED, null);
                Undelivered.sourceAgain(book, fulfilment, true);
            }
            case CANCELLED -> {
                fulfilment.enter(State.CANCELLED, null);
                Undelivered.sourceAgain(book, fulfilment, false);
            }
            case REFUSED -> {
                fulfilment.enter(State.REFUSED, null);
                fulfilment.refused(update.providerStatus());
                Undelivered.sourceAgain(book, fulfilment, true);
            }
        }
    }
}
