package penstock.core.purchasing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import penstock.core.book.Refusal;
import penstock.core.book.Reply.Verdict;
import penstock.core.buying.Expected;
import penstock.core.purchasing.Announcements.StoredAnnouncement;
import penstock.core.purchasing.PurchaseOrder.Line;
import penstock.core.purchasing.PurchaseOrder.State;
import penstock.core.purchasing.PurchaseRows.Stored;
import penstock.core.store.Transaction;

/**
 * What a delivery is held against.
 *
 * @param supplierId 0 if nobody knows whose it is
 * @param orders that it may serve, by their ids
 */
record Expecting(
        long locationId,
        long supplierId,
        Optional<Long> purchaseId,
        Optional<StoredAnnouncement> announcement,
        Map<Long, Stored> orders,
        List<Expected> lines) {

    static Expecting of(Transaction transaction, Delivery.Source source) {
        if (source instanceof Delivery.OfOrder order) {
            return ofOrder(transaction, order.number());
        } else if (source instanceof Delivery.OfAnnouncement announced) {
            return ofAnnouncement(transaction, announced.number());
        }
        Delivery.Blind blind = (Delivery.Blind) source;
        return new Expecting(
                OurPlace.require(transaction, blind.location()),
                blind.supplier()
                        .map(code -> Suppliers.id(transaction, "supplier", code))
                        .orElse(0L),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                List.of());
    }

    private static Expecting ofOrder(Transaction transaction, String number) {
        Stored stored = receivable(
                new PurchaseRows(transaction).find(number).orElseThrow(() -> Repeats.noSuch("purchase order", number)));
        List<Expected> lines = stored.order().lines().stream()
                .map(line -> expected(transaction, stored, line, line.open()))
                .toList();
        return new Expecting(
                stored.locationId(),
                stored.supplierId(),
                Optional.of(stored.order().purchaseId()),
                Optional.empty(),
                Map.of(stored.order().purchaseId(), stored),
                lines);
    }

    private static Expecting ofAnnouncement(Transaction transaction, String number) {
        StoredAnnouncement stored =
                Announcements.find(transaction, number).orElseThrow(() -> Repeats.noSuch("announcement", number));
        if (stored.announcement().state() != Announcement.State.ANNOUNCED) {
            throw new Refusal(
                    Verdict.NOT_POSSIBLE,
                    PurchasingFault.ORDER_NOT_OPEN,
                    "announcement " + number + " is " + stored.announcement().state()
                            + "; receive against the order, or blind");
        }
        record Key(String order, int line) {}
        Map<Key, Integer> announced = new LinkedHashMap<>();
        stored.announcement()
                .lines()
                .forEach(line -> announced.merge(
                        new Key(line.order(), line.orderLine()), line.units() - line.received(), Integer::sum));
        Map<Long, Stored> orders = new LinkedHashMap<>();
        List<Expected> lines = new ArrayList<>();
        announced.forEach((key, units) -> {
            Stored order =
                    receivable(new PurchaseRows(transaction).find(key.order()).orElseThrow());
            orders.put(order.order().purchaseId(), order);
            lines.add(expected(transaction, order, order.order().lines().get(key.line() - 1), units));
        });
        return new Expecting(
                stored.locationId(), stored.supplierId(), Optional.empty(), Optional.of(stored), orders, lines);
    }

    private static Stored receivable(Stored stored) {
        State state = stored.order().state();
        if (state == State.DRAFT || state == State.CANCELLED) {
            throw new Refusal(
                    Verdict.NOT_POSSIBLE,
                    PurchasingFault.ORDER_NOT_OPEN,
                    "order " + stored.order().number() + " is " + state
                            + "; order it first, or receive what came blind");
        }
        return stored;
    }

    private static Expected expected(Transaction transaction, Stored order, Line line, int announced) {
        int tolerated =
                ReceivingRules.of(transaction, line.skuId(), order.supplierId()).tolerated(line.ordered())
                        - line.surplus();
        return new Expected(
                order.order().purchaseId(),
                line.lineNo(),
                line.skuId(),
                line.open(),
                announced,
                Math.max(0, tolerated));
    }

    Stored order(Expected line) {
        return Objects.requireNonNull(orders.get(line.purchaseId()));
    }

    Line line(Expected line) {
        return order(line).order().lines().get(line.lineNo() - 1);
    }
}
