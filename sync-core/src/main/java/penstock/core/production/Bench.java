package penstock.core.production;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import penstock.core.book.Account;
import penstock.core.book.Balance;
import penstock.core.book.Book;
import penstock.core.book.Condition;
import penstock.core.book.ProductionEvent.Flow;
import penstock.core.book.ProductionEvent.Line;
import penstock.core.book.ProductionOrder;
import penstock.core.book.ProductionOrder.Material;
import penstock.core.book.Reply;
import penstock.core.book.Reply.Verdict;
import penstock.core.book.StockKey;
import penstock.core.ledger.Facts;
import penstock.core.ledger.NamedUnits;
import penstock.core.ledger.Placed;

/** Where an order's materials are taken and its yield is put down, while one thing is done about it. One thread. */
final class Bench {

    private final Book book;
    private final ProductionOrder order;
    private final Map<Long, String> codes;
    private final Map<Flow, Map<Long, Integer>> moved = new EnumMap<>(Flow.class);

    /** @param codes of SKUs, for people */
    Bench(Book book, ProductionOrder order, Map<Long, String> codes) {
        this.book = book;
        this.order = order;
        this.codes = codes;
    }

    Book book() {
        return book;
    }

    ProductionOrder order() {
        return order;
    }

    String code(long skuId) {
        return codes.getOrDefault(skuId, "number " + skuId);
    }

    private StockKey key(long skuId) {
        return new StockKey(skuId, order.head().locationId());
    }

    /**
     * Units that may be used up: available, but neither what channels may still sell of a partitioned SKU, nor what orders are
     * owed that had no turn yet.
     */
    int free(long skuId) {
        return free(book, key(skuId));
    }

    /** Units that nobody else may use. */
    static int free(Book book, StockKey key) {
        long skuId = key.skuId();
        int here = book.available(key);
        long elsewhere = book.rules().isPartitioned(skuId) ? book.exposedToOthers(skuId, 0) : 0;
        long promised = elsewhere + book.backorders().claimed(skuId);
        return promised == 0 ? here : (int) Math.max(0, Math.min(here, book.availableEverywhere(skuId) - promised));
    }

    /** What is missing of the materials, in a sentence; empty if nothing is. */
    Optional<String> lack(ToIntFunction<Material> wanted) {
        List<String> missing = new ArrayList<>();
        for (Material material : order.materials()) {
            int units = wanted.applyAsInt(material);
            int free = units > 0 ? free(material.skuId()) : 0;
            if (units > free) {
                missing.add(
                        "of SKU " + code(material.skuId()) + " " + units + " are needed and " + free + " are there");
            }
        }
        return missing.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", missing));
    }

    /** Units of a material that are still to be issued for so many units of what is made. */
    int outstanding(Material material, int units) {
        return Math.max(0, order.need(material, units) - material.used());
    }

    void issue(Material material, int units) {
        if (units > 0) {
            book.move(
                    material.skuId(),
                    Account.at(order.head().locationId(), Condition.AVAILABLE),
                    Account.PRODUCTION,
                    units,
                    order.cause());
            material.issue(units);
            note(Flow.ISSUED, material.skuId(), units);
        }
    }

    void giveBack(Material material, int units) {
        if (units > 0) {
            material.giveBack(units);
            note(Flow.RETURNED, material.skuId(), units);
            Facts.arrive(book, key(material.skuId()), units, Account.PRODUCTION, order.cause());
        }
    }

    /** What does not fit where it would lie, in a sentence. */
    Optional<String> crowd(long skuId, int units) {
        int room = book.balance(key(skuId)).room();
        return units <= room
                ? Optional.empty()
                : Optional.of("a location keeps at most " + Balance.MAX_UNITS + " units of a SKU; of " + code(skuId)
                        + " " + room + " more may come");
    }

    /** Why what was made cannot be named and placed so, if it cannot. */
    Optional<Reply> misnamed(long skuId, int units, Placed placed) {
        return NamedUnits.refusal(book, new NamedUnits.Coming(key(skuId), placed, units));
    }

    /** Puts what was made down, unnamed: what came out of something that was taken apart. */
    void yield(long skuId, int units) {
        if (units > 0) {
            note(Flow.YIELDED, skuId, units);
            putDown(skuId, units);
        }
    }

    void yield(long skuId, int units, Placed placed) {
        if (units > 0) {
            note(Flow.YIELDED, skuId, units);
            NamedUnits.bring(book, new NamedUnits.Coming(key(skuId), placed, units), () -> putDown(skuId, units));
        }
    }

    private void putDown(long skuId, int units) {
        if (order.head().inspected()) {
            book.move(
                    skuId,
                    Account.PRODUCTION,
                    Account.at(order.head().locationId(), Condition.QUALITY_CONTROL),
                    units,
                    order.cause());
        } else {
            Facts.arrive(book, key(skuId), units, Account.PRODUCTION, order.cause());
        }
    }

    /** Units of the SKU in quality control where the order is, of this order and of others. */
    int inQualityControl(long skuId) {
        return book.balance(key(skuId)).units(Condition.QUALITY_CONTROL);
    }

    /** Why units cannot leave quality control, if they cannot: nobody says which they are, or they are not all there. */
    Optional<Reply> notWaiting(long skuId, int units, Placed placed) {
        return NamedUnits.unnamed(book, new NamedUnits.Coming(key(skuId), placed, units))
                .or(() -> waiting(skuId, units, placed).isPresent()
                        ? Optional.empty()
                        : Optional.of(Reply.of(
                                Verdict.EXCEEDS_AVAILABLE,
                                order.productionId(),
                                "of the " + units + " units that are named not all are in quality control")));
    }

    private Optional<NamedUnits> waiting(long skuId, int units, Placed placed) {
        return NamedUnits.find(book, key(skuId), Condition.QUALITY_CONTROL, placed, units);
    }

    /** Takes units out of quality control, sound ones and others. */
    void release(long skuId, int passed, int failed, Placed placed) {
        Account waiting = Account.at(order.head().locationId(), Condition.QUALITY_CONTROL);
        Account damaged = Account.at(order.head().locationId(), Condition.DAMAGED);
        if (failed > 0) {
            waiting(skuId, failed, placed)
                    .orElseThrow()
                    .move(units -> book.move(skuId, waiting, damaged, units, order.cause()));
            note(Flow.FAILED, skuId, failed);
        }
        if (passed > 0) {
            waiting(skuId, passed, placed)
                    .orElseThrow()
                    .move(units -> Facts.arrive(book, key(skuId), units, waiting, order.cause()));
            note(Flow.PASSED, skuId, passed);
        }
    }

    /** Units that were moved elsewhere by whoever asks, as part of what is done. */
    void note(Flow flow, long skuId, int units) {
        moved.computeIfAbsent(flow, any -> new TreeMap<>()).merge(skuId, units, Integer::sum);
    }

    /** What moved. */
    List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        moved.forEach((flow, units) -> units.forEach((skuId, number) -> lines.add(new Line(skuId, flow, number))));
        return lines;
    }
}
