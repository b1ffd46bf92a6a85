package penstock.core.purchasing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import penstock.core.book.Account;
import penstock.core.book.Balance;
import penstock.core.book.Book;
import penstock.core.book.Cause;
import penstock.core.book.Condition;
import penstock.core.book.Refusal;
import penstock.core.book.Reply.Verdict;
import penstock.core.book.StockKey;
import penstock.core.buying.Expected;
import penstock.core.buying.Unpacked;
import penstock.core.buying.Unpacking;
import penstock.core.buying.Unpacking.Arrived;
import penstock.core.catalogue.SkuRows;
import penstock.core.catalogue.Skus.Sku;
import penstock.core.ledger.Facts;
import penstock.core.ledger.NamedUnits;
import penstock.core.ledger.Placed;
import penstock.core.purchasing.Announcements.OrderLine;
import penstock.core.purchasing.Delivery.Item;
import penstock.core.purchasing.Discrepancy.Kind;
import penstock.core.purchasing.PurchaseRows.Growth;
import penstock.core.purchasing.ReceivingRules.ReceivingRule;
import penstock.core.sourcing.Backordering;
import penstock.core.sourcing.Freed;
import penstock.core.store.Transaction;
import penstock.core.warehouse.Naming;

/**
 * One delivery on its way into the ledger. Rows are read and written for all lines at once: orders wait as long as it takes, so
 * a large delivery takes no more statements than a small one. One use.
 */
final class Unloading {

    private final Transaction transaction;
    private final Book book;
    private final Expecting expecting;
    private final Delivery delivery;
    private final Map<String, Sku> skus;
    private final List<Item> items; // of SKUs of ours
    private final List<Placed> placed; // of each item
    private final Map<Long, ReceivingRule> rules;
    private final Discrepancies.Noting discrepancies;
    private final Inspections.Opening inspections;
    private final List<ReceiptRows.Line> lines = new ArrayList<>();
    private final List<Growth> growths = new ArrayList<>();
    private final Map<Expected, Integer> counted = new HashMap<>(); // by line, units of this delivery so far
    private final int[] named; // of each item, pieces that are booked already

    private Unloading(
            Transaction transaction, Book book, Expecting expecting, Delivery delivery, Map<String, Sku> skus) {
        this.transaction = transaction;
        this.book = book;
        this.expecting = expecting;
        this.delivery = delivery;
        this.skus = skus;
        this.items =
                delivery.items().stream().filter(item -> item.sku().isPresent()).toList();
        this.named = new int[items.size()];
        this.placed = Naming.find(
                transaction,
                book,
                expecting.locationId(),
                items.stream()
                        .map(item -> new Naming.Wanted(sku(item), item.named()))
                        .toList());
        this.rules = ReceivingRules.of(transaction, skuIds(), expecting.supplierId());
        this.discrepancies = new Discrepancies.Noting(book);
        this.inspections = new Inspections.Opening(transaction, book, expecting.supplierId(), rules);
    }

    /** Books what came, and all that follows from it; gives the receipt's lines. */
    static List<ReceiptRows.Line> unload(
            Transaction transaction,
            Book book,
            Expecting expecting,
            Delivery delivery,
            Map<String, Sku> skus,
            long receiptId) {
        Unloading unloading = new Unloading(transaction, book, expecting, delivery, skus);
        unloading.requirePossible();
        unloading.book();
        unloading.write(receiptId);
        return unloading.lines;
    }

    private Sku sku(Item item) {
        return Objects.requireNonNull(skus.get(item.sku().orElseThrow()));
    }

    private Set<Long> skuIds() {
        Set<Long> ids = new LinkedHashSet<>();
        items.forEach(item -> ids.add(sku(item).skuId()));
        return ids;
    }

    private StockKey key(long skuId) {
        return new StockKey(skuId, expecting.locationId());
    }

    private void requirePossible() {
        book.loadBalances(skuIds());
        List<NamedUnits.Coming> coming = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            coming.add(new NamedUnits.Coming(
                    key(sku(items.get(i)).skuId()), placed.get(i), items.get(i).units()));
        }
        NamedUnits.requireNamed(book, coming);
        Map<String, Integer> units = new LinkedHashMap<>();
        items.forEach(item -> units.merge(item.sku().orElseThrow(), item.units(), Math::addExact));
        units.forEach((code, number) -> {
            Balance balance = book.balance(key(SkuRows.idOf(code, skus)));
            if (number > balance.room()) {
                throw new Refusal(
                        Verdict.EXCEEDS_ROOM,
                        PurchasingFault.NO_ROOM,
                        "a location keeps at most " + Balance.MAX_UNITS + " units of a SKU, and " + balance.onHand()
                                + " of " + code + " are there");
            }
        });
    }

    private void book() {
        List<Arrived> arrived = items.stream()
                .map(item -> new Arrived(sku(item).skuId(), item.sound(), item.damaged()))
                .toList();
        for (Unpacked unpacked : Unpacking.divide(expecting.lines(), arrived)) {
            if (unpacked.units() > 0 || (delivery.complete() && unpacked.missing() > 0)) {
                lines.add(book(unpacked));
            }
        }
        delivery.items().stream().filter(item -> item.sku().isEmpty()).forEach(item -> lines.add(unknown(item)));
    }

    private ReceiptRows.Line book(Unpacked unpacked) {
        long itemId = book.nextId();
        Placed where = unpacked.units() == 0 ? Placed.BY_RULE : pieces(unpacked);
        if (unpacked.units() > 0) {
            new Putting(itemId, unpacked, where).put();
        }
        Optional<Expected> line = unpacked.serves();
        Optional<Long> amount = line.filter(expected -> unpacked.units() > 0)
                .map(expected ->
                        expecting.line(expected).amountOf(before(expected, unpacked.units()), unpacked.units()));
        line.ifPresent(expected -> growths.add(
                new Growth(expected.purchaseId(), expected.lineNo(), unpacked.ordered(), unpacked.beyond(), 0)));
        noteDiscrepancies(itemId, unpacked, line);
        return new ReceiptRows.Line(
                itemId,
                Optional.of(unpacked.skuId()),
                "",
                line,
                unpacked.sound(),
                unpacked.damaged(),
                unpacked.surplus(),
                amount,
                line.map(expected -> expecting.order(expected).order().currency()),
                where);
    }

    /** What was named of an item, of its pieces those that these units are. */
    private Placed pieces(Unpacked unpacked) {
        Placed whole = placed.get(unpacked.item());
        if (whole.serialNos().isEmpty()) {
            return whole;
        }
        int from = named[unpacked.item()];
        named[unpacked.item()] += unpacked.units();
        return whole.of(whole.serialNos().subList(from, from + unpacked.units()));
    }

    private int before(Expected line, int units) {
        Expected key = new Expected(line.purchaseId(), line.lineNo(), line.skuId(), 0, 0, 0);
        return counted.merge(key, units, Integer::sum) - units;
    }

    private boolean isWrong(Unpacked unpacked) {
        return unpacked.serves().isEmpty() && !expecting.lines().isEmpty();
    }

    private void noteDiscrepancies(long itemId, Unpacked unpacked, Optional<Expected> line) {
        discrepancies.note(Kind.WRONG, itemId, line, isWrong(unpacked) ? unpacked.sound() : 0);
        discrepancies.note(Kind.OVER, itemId, line, unpacked.surplus());
        discrepancies.note(Kind.DAMAGED, itemId, line, unpacked.damaged());
        discrepancies.note(Kind.UNDER, itemId, line, delivery.complete() ? unpacked.missing() : 0);
    }

    /** It enters no stock, for nobody could say what it is. */
    private ReceiptRows.Line unknown(Item item) {
        long itemId = book.nextId();
        discrepancies.note(Kind.WRONG, itemId, Optional.empty(), item.units());
        return new ReceiptRows.Line(
                itemId,
                Optional.empty(),
                item.description(),
                Optional.empty(),
                item.sound(),
                item.damaged(),
                0,
                Optional.empty(),
                Optional.empty(),
                Placed.BY_RULE);
    }

    private void write(long receiptId) {
        discrepancies.write(transaction, receiptId);
        inspections.write(receiptId);
        PurchaseRows purchases = new PurchaseRows(transaction);
        purchases.grow(Growth.summed(growths));
        Set<Long> served = new LinkedHashSet<>();
        expecting.lines().forEach(line -> served.add(line.purchaseId()));
        if (!served.isEmpty()) {
            purchases.follow(served);
        }
        expecting.announcement().ifPresent(this::follow);
        skuIds().forEach(skuId -> Facts.withhold(book, key(skuId)));
        Freed.serveShort(book, skuIds());
        Backordering.arrivalsChanged(
                book, expecting.lines().stream().map(Expected::skuId).toList());
    }

    private void follow(Announcements.StoredAnnouncement announcement) {
        Map<OrderLine, Integer> came = new LinkedHashMap<>();
        growths.forEach(growth -> came.merge(
                new OrderLine(expecting.number(growth.purchaseId()), growth.lineNo()),
                growth.received() + growth.surplus(),
                Integer::sum));
        Announcements.receive(transaction, announcement, came);
        boolean all =
                Announcements.find(transaction, announcement.announcement().number())
                        .orElseThrow()
                        .announcement()
                        .lines()
                        .stream()
                        .allMatch(line -> line.received() == line.units());
        if (all || delivery.complete()) {
            Announcements.enter(transaction, announcement.id(), Announcement.State.RECEIVED);
        }
    }

    /** Where the units of a line come from and where they go: what was ordered comes out of incoming, the rest from outside. */
    private final class Putting {

        private final Cause cause;
        private final long itemId;
        private final Unpacked unpacked;
        private final StockKey key;
        private final Placed where;
        private int incoming;
        private int pieces;

        Putting(long itemId, Unpacked unpacked, Placed where) {
            this.cause = new Cause(Cause.Kind.RECEIPT, itemId);
            this.itemId = itemId;
            this.unpacked = unpacked;
            this.key = key(unpacked.skuId());
            this.where = where;
            this.incoming = unpacked.ordered();
        }

        void put() {
            put(Condition.DAMAGED, unpacked.damaged());
            int sellable = unpacked.sound() - unpacked.surplus();
            put(sellable == 0 ? Condition.AVAILABLE : conditionOf(sellable), sellable);
            put(Condition.QUALITY_CONTROL, unpacked.surplus());
        }

        private Condition conditionOf(int sellable) {
            if (isWrong(unpacked)) {
                return Condition.QUALITY_CONTROL;
            } else if (NamedUnits.unfit(book, key, where).isPresent()) {
                discrepancies.note(Kind.UNFIT, itemId, unpacked.serves(), sellable);
                return Condition.QUALITY_CONTROL;
            }
            return inspections.open(itemId, key, sellable) ? Condition.QUALITY_CONTROL : Condition.AVAILABLE;
        }

        private void put(Condition condition, int units) {
            int ordered = Math.min(units, incoming);
            incoming -= ordered;
            move(Account.at(key.locationId(), Condition.INCOMING), condition, ordered);
            move(Account.SUPPLIER, condition, units - ordered);
        }

        private void move(Account from, Condition condition, int units) {
            if (units > 0) {
                Placed those = where.serialNos().isEmpty()
                        ? where
                        : where.of(where.serialNos().subList(pieces, pieces + units));
                pieces += units;
                NamedUnits.bring(
                        book,
                        new NamedUnits.Coming(key, those, units),
                        () -> book.move(key.skuId(), from, Account.at(key.locationId(), condition), units, cause));
            }
        }
    }
}
