package penstock.core.purchasing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import penstock.core.book.Refusal;
import penstock.core.book.Reply.Verdict;
import penstock.core.buying.Expected;
import penstock.core.purchasing.Announcements.OrderLine;
import penstock.core.purchasing.Announcements.StoredAnnouncement;
import penstock.core.purchasing.PurchaseOrder.Line;
import penstock.core.purchasing.PurchaseOrder.State;
import penstock.core.purchasing.PurchaseRows.Stored;
import penstock.core.purchasing.ReceivingRules.ReceivingRule;
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
        Map<Long, ReceivingRule> rules = rules(transaction, stored.order().lines(), stored.supplierId());
        List<Expected> lines = stored.order().lines().stream()
                .map(line -> expected(stored, line, line.open(), rules))
                .toList();
        return new Expecting(
                stored.locationId(),
                stored.supplierId(),
                Optional.of(stored.order().purchaseId()),
                Optional.empty(),
                Map.of(stored.order().purchaseId(), stored),
                lines);
    }

    private static Map<Long, ReceivingRule> rules(Transaction transaction, List<Line> lines, long supplierId) {
        return ReceivingRules.of(transaction, lines.stream().map(Line::skuId).collect(Collectors.toSet()), supplierId);
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
        Map<OrderLine, Integer> announced = new LinkedHashMap<>();
        stored.announcement()
                .lines()
                .forEach(line -> announced.merge(
                        new OrderLine(line.order(), line.orderLine()), line.units() - line.received(), Integer::sum));
        Map<String, Stored> byNumber = new PurchaseRows(transaction)
                .findByNumber(announced.keySet().stream().map(OrderLine::order).collect(Collectors.toSet())).stream()
                        .collect(Collectors.toMap(order -> order.order().number(), Expecting::receivable));
        Map<Long, ReceivingRule> rules = rules(
                transaction,
                byNumber.values().stream()
                        .flatMap(order -> order.order().lines().stream())
                        .toList(),
                stored.supplierId());
        Map<Long, Stored> orders = new LinkedHashMap<>();
        List<Expected> lines = new ArrayList<>();
        announced.forEach((key, units) -> {
            Stored order = Objects.requireNonNull(byNumber.get(key.order()));
            orders.put(order.order().purchaseId(), order);
            lines.add(expected(order, order.order().lines().get(key.line() - 1), units, rules));
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

    private static Expected expected(Stored order, Line line, int announced, Map<Long, ReceivingRule> rules) {
        int tolerated = Objects.requireNonNull(rules.get(line.skuId())).tolerated(line.ordered()) - line.surplus();
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

    /** The number of an order that it may serve. */
    String number(long purchaseId) {
        return Objects.requireNonNull(orders.get(purchaseId)).order().number();
    }

    Line line(Expected line) {
        return order(line).order().lines().get(line.lineNo() - 1);
    }
}
