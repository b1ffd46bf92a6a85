package penstock.core.scenario;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import penstock.core.book.Arrival;
import penstock.core.book.Backlog;
import penstock.core.book.Backorder;
import penstock.core.book.BackorderLoader;
import penstock.core.book.BackorderRule;
import penstock.core.book.Backorders;
import penstock.core.book.OpenBackorder;
import penstock.core.book.OrderLine;
import penstock.core.book.Slip;
import penstock.core.scenario.Promises.BackorderRow;
import penstock.core.scenario.Tables.OrderRow;

/** What is promised of what is still to come, as maps. Nobody has priority here. One thread. */
final class MemoryPromises implements BackorderLoader {

    private final Map<Long, BackorderRule> rules = new HashMap<>();
    private final List<Arrival> arrivals = new ArrayList<>();
    private final TreeMap<Long, BackorderRow> rows = new TreeMap<>();
    private final List<Slip> slips = new ArrayList<>();
    private final LongFunction<OrderRow> orders;

    MemoryPromises(LongFunction<OrderRow> orders) {
        this.orders = orders;
    }

    void rule(long skuId, BackorderRule rule) {
        rules.put(skuId, rule);
    }

    boolean hasRules() {
        return !rules.isEmpty();
    }

    Promises asTheyStand() {
        return new Promises(
                List.copyOf(rows.values()),
                arrivals.stream()
                        .sorted(Comparator.comparingLong(
                                        (Arrival arrival) -> arrival.key().skuId())
                                .thenComparingLong(arrival -> arrival.key().locationId())
                                .thenComparing(Arrival::document))
                        .toList(),
                List.copyOf(slips));
    }

    @Override
    public Backlog backlog(long skuId) {
        List<Arrival> here = arrivals.stream()
                .filter(arrival -> arrival.key().skuId() == skuId)
                .toList();
        BackorderRule rule = rules.get(skuId);
        return rule == null
                ? new Backlog(BackorderRule.NONE, here, 0)
                : new Backlog(
                        rule, here, inTurn(skuId).mapToLong(BackorderRow::open).sum());
    }

    @Override
    public List<Long> ordersOwed(long skuId, int limit) {
        return inTurn(skuId).limit(limit).map(BackorderRow::orderId).distinct().toList();
    }

    @Override
    public List<OpenBackorder> open(long skuId, int limit) {
        return inTurn(skuId)
                .limit(limit)
                .map(row -> new OpenBackorder(
                        row.orderId(),
                        row.backorderId(),
                        row.open(),
                        row.promisedOn(),
                        row.expectedOn(),
                        row.ahead() + row.quantity() > row.incoming()))
                .toList();
    }

    private Stream<BackorderRow> inTurn(long skuId) {
        return rows.values().stream()
                .filter(row -> row.skuId() == skuId && row.open() > 0)
                .sorted(Comparator.comparing(BackorderRow::promisedOn)
                        .thenComparing(row -> orders.apply(row.orderId()).placedAt())
                        .thenComparing(BackorderRow::orderId)
                        .thenComparing(BackorderRow::backorderId));
    }

    void attachTo(OrderLine line) {
        rows.values().stream()
                .filter(row -> row.orderId() == line.order().orderId() && row.lineNo() == line.lineNo())
                .forEach(row -> line.attach(Backorder.stored(
                        row.backorderId(),
                        line,
                        row.quantity(),
                        row.served(),
                        row.voided(),
                        row.promisedOn(),
                        new Backorder.Basis(row.ahead(), row.incoming(), row.beyond()))));
    }

    void write(Backorders.Changed changed) {
        changed.backorders()
                .inserts()
                .forEach(one -> rows.put(one.backorderId(), BackorderRow.of(one, Optional.of(one.promisedOn()))));
        changed.backorders()
                .updates()
                .forEach(one ->
                        rows.computeIfPresent(one.backorderId(), (id, row) -> BackorderRow.of(one, row.expectedOn())));
        for (Arrival arrival : changed.arrivals()) {
            arrivals.removeIf(other ->
                    other.key().equals(arrival.key()) && other.document().equals(arrival.document()));
            if (arrival.units() > 0) {
                arrivals.add(arrival);
            }
        }
        changed.expected()
                .forEach(day -> rows.computeIfPresent(day.backorderId(), (id, row) -> row.expectedOn(day.day())));
        slips.addAll(changed.slips());
    }
}
