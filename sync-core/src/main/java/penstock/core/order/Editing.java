package penstock.core.order;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import penstock.core.book.Actor;
import penstock.core.book.Book;
import penstock.core.book.Edited;
import penstock.core.book.Order;
import penstock.core.book.OrderLine;

/** What becomes of an order while it is edited, for its history. One use. */
final class Editing {

    private final Order order;
    private final Map<String, Wanted> before;

    /** Units of a channel's line that are wanted, in the channel's units. */
    private record Wanted(String channelSku, int units) {}

    private Editing(Order order) {
        this.order = order;
        this.before = wanted(order);
    }

    /** Remembers what is wanted now. */
    static Editing watching(Order order) {
        return new Editing(order);
    }

    /** Units of a line that are ordered, and neither cancelled nor asked back, in the channel's units. */
    static int wanted(OrderLine line) {
        return (line.ordered() - line.cancelled() - line.cancelWanted()) / line.packSize();
    }

    /** By the channel's line; of a kit whole ones. */
    private static Map<String, Wanted> wanted(Order order) {
        Map<String, Wanted> wanted = new LinkedHashMap<>();
        for (OrderLine line : order.lines()) {
            wanted.merge(
                    line.channelLineId(),
                    new Wanted(line.channelSku(), wanted(line)),
                    (one, other) -> one.units() <= other.units() ? one : other);
        }
        return wanted;
    }

    /** Notes what a channel's newer snapshot changed, if it changed anything that was ordered. */
    void note(Book book, boolean goesElsewhere) {
        List<Edited.Line> lines = lines();
        if (goesElsewhere || !lines.isEmpty()) {
            order.edited(new Edited(
                    book.nextId(),
                    order,
                    Optional.empty(),
                    new byte[0],
                    Actor.channel(order.accountId()),
                    order.revision(),
                    goesElsewhere,
                    Optional.empty(),
                    lines));
        }
    }

    /** Notes what was asked for under a caller's id and what came of it, which may be nothing. */
    void note(Book book, Optional<String> callerId, Actor by, Edited.Asked asked, boolean goesElsewhere) {
        order.edited(new Edited(
                book.nextId(),
                order,
                callerId,
                asked.contentHash(),
                by,
                order.revision(),
                goesElsewhere,
                asked.recipientMark(),
                lines()));
    }

    private List<Edited.Line> lines() {
        List<Edited.Line> lines = new ArrayList<>();
        wanted(order).forEach((id, now) -> {
            Wanted was = before.getOrDefault(id, new Wanted(now.channelSku(), 0));
            if (was.units() != now.units()) {
                lines.add(new Edited.Line(id, now.channelSku(), was.units(), now.units()));
            }
        });
        return lines;
    }
}
