package penstock.core.purchasing;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import penstock.core.book.Account;
import penstock.core.book.Actor;
import penstock.core.book.Balance;
import penstock.core.book.Book;
import penstock.core.book.Cause;
import penstock.core.book.Condition;
import penstock.core.book.Refusal;
import penstock.core.book.Reply;
import penstock.core.book.Reply.Verdict;
import penstock.core.book.StockKey;
import penstock.core.buying.Expected;
import penstock.core.buying.Sample;
import penstock.core.buying.Unpacked;
import penstock.core.buying.Unpacking;
import penstock.core.buying.Unpacking.Arrived;
import penstock.core.catalogue.SkuRows;
import penstock.core.catalogue.Skus.Sku;
import penstock.core.engine.Engine;
import penstock.core.ledger.Facts;
import penstock.core.order.ContentHash;
import penstock.core.purchasing.Discrepancy.Kind;
import penstock.core.purchasing.PurchaseRows.Growth;
import penstock.core.purchasing.ReceivingRules.ReceivingRule;
import penstock.core.sourcing.Backordering;
import penstock.core.store.Transaction;

/**
 * Takes deliveries in. What came is a fact: what nobody ordered, what is damaged and what is too much is in the ledger as
 * well, where it cannot be sold, and is a discrepancy until somebody says how it ends. Any thread.
 */
public final class Receiving {

    private final Engine engine;
    private final ReceiptCosts costs;

    public Receiving(Engine engine, ReceiptCosts costs) {
        this.engine = engine;
        this.costs = costs;
    }

    /** Takes a delivery in, once; then what it cost is posted. */
    public Reply receive(long sellerId, Actor actor, Delivery delivery) {
        Reply reply = engine.together(sellerId, actor, (transaction, book) -> receive(transaction, book, delivery));
        costs.postDue(sellerId);
        return reply;
    }

    private static Reply receive(Transaction transaction, Book book, Delivery delivery) {
        byte[] hash = ContentHash.of(delivery.content());
        ReceiptRows rows = new ReceiptRows(transaction);
        Optional<ReceiptRows.Known> before = rows.known(delivery.id());
        if (before.isPresent()) {
            return Repeats.of(before.get().contentHash(), hash, before.get().receiptId());
        }
        Expecting expecting = Expecting.of(transaction, delivery.source());
        Map<String, Sku> skus = OrderedSkus.require(
                transaction,
                delivery.items().stream().flatMap(item -> item.sku().stream()).toList());
        requireRoom(book, expecting, delivery, skus);
        Unloading unloading = new Unloading(transaction, book, expecting, delivery, book.nextId());
        List<ReceiptRows.Line> lines = unloading.unload(skus);
        rows.insert(
                new ReceiptRows.NewReceipt(unloading.receiptId, delivery, hash, expecting, book.now(), costOf(lines)),
                lines);
        return Reply.of(Verdict.CREATED, unloading.receiptId);
    }

    private static Receipt.Cost costOf(List<ReceiptRows.Line> lines) {
        return lines.stream().anyMatch(line -> line.amount().isPresent()) ? Receipt.Cost.DUE : Receipt.Cost.UNKNOWN;
    }

    private static void requireRoom(Book book, Expecting expecting, Delivery delivery, Map<String, Sku> skus) {
        for (Delivery.Item item : delivery.items()) {
            item.sku().ifPresent(code -> {
                Balance balance = book.balance(new StockKey(SkuRows.idOf(code, skus), expecting.locationId()));
                if (item.units() > balance.room()) {
                    throw new Refusal(
                            Verdict.EXCEEDS_ROOM,
                            PurchasingFault.NO_ROOM,
                            "a location keeps at most " + Balance.MAX_UNITS + " units of a SKU, and " + balance.onHand()
                                    + " of " + code + " are there");
                }
            });
        }
    }

    /** One delivery on its way into the ledger. */
    private static final class Unloading {

        private final Transaction transaction;
        private final Book book;
        private final Expecting expecting;
        private final Delivery delivery;
        private final long receiptId;
        private final Discrepancies.Noting discrepancies;

        private Unloading(Transaction transaction, Book book, Expecting expecting, Delivery delivery, long receiptId) {
            this.transaction = transaction;
            this.book = book;
            this.expecting = expecting;
            this.delivery = delivery;
            this.receiptId = receiptId;
            this.discrepancies = new Discrepancies.Noting(transaction, book, receiptId);
        }

        private List<ReceiptRows.Line> unload(Map<String, Sku> skus) {
            List<Arrived> arrived = delivery.items().stream()
                    .filter(item -> item.sku().isPresent())
                    .map(item ->
                            new Arrived(SkuRows.idOf(item.sku().orElseThrow(), skus), item.sound(), item.damaged()))
                    .toList();
            List<ReceiptRows.Line> lines = new ArrayList<>();
            List<Growth> growths = new ArrayList<>();
            for (Unpacked unpacked : Unpacking.divide(expecting.lines(), arrived)) {
                if (unpacked.units() > 0 || (delivery.complete() && unpacked.missing() > 0)) {
                    lines.add(book(unpacked, growths));
                }
            }
            delivery.items().stream().filter(item -> item.sku().isEmpty()).forEach(item -> lines.add(unknown(item)));
            new PurchaseRows(transaction).grow(growths);
            follow();
            Backordering.arrivalsChanged(
                    book, expecting.lines().stream().map(Expected::skuId).toList());
            return lines;
        }

        private ReceiptRows.Line book(Unpacked unpacked, List<Growth> growths) {
            long itemId = book.nextId();
            Optional<Expected> line = unpacked.serves();
            new Placing(itemId, unpacked).place();
            line.ifPresent(expected -> {
                growths.add(
                        new Growth(expected.purchaseId(), expected.lineNo(), unpacked.ordered(), unpacked.beyond(), 0));
                expecting
                        .announcement()
                        .ifPresent(announcement -> Announcements.receive(
                                transaction,
                                announcement,
                                expecting.order(expected).order().number(),
                                expected.lineNo(),
                                unpacked.units()));
            });
            noteDiscrepancies(itemId, unpacked, line);
            return new ReceiptRows.Line(
                    itemId,
                    Optional.of(unpacked.skuId()),
                    "",
                    line,
                    unpacked.sound(),
                    unpacked.damaged(),
                    unpacked.surplus(),
                    line.filter(expected -> unpacked.units() > 0)
                            .map(expected -> expecting.line(expected).amountOf(unpacked.units())),
                    line.map(expected -> expecting.order(expected).order().currency()));
        }

        private void noteDiscrepancies(long itemId, Unpacked unpacked, Optional<Expected> line) {
            boolean nobodyExpects = line.isEmpty() && !expecting.lines().isEmpty();
            discrepancies.note(Kind.WRONG, itemId, line, nobodyExpects ? unpacked.sound() : 0);
            discrepancies.note(Kind.OVER, itemId, line, unpacked.surplus());
            discrepancies.note(Kind.DAMAGED, itemId, line, unpacked.damaged());
            discrepancies.note(Kind.UNDER, itemId, line, delivery.complete() ? unpacked.missing() : 0);
        }

        /** It enters no stock, for nobody could say what it is. */
        private ReceiptRows.Line unknown(Delivery.Item item) {
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
                    Optional.empty());
        }

        private void follow() {
            Set<Long> served = new LinkedHashSet<>();
            expecting.lines().forEach(line -> served.add(line.purchaseId()));
            served.forEach(new PurchaseRows(transaction)::follow);
            expecting.announcement().ifPresent(announcement -> {
                boolean all = Announcements.find(
                                transaction, announcement.announcement().number())
                        .orElseThrow()
                        .announcement()
                        .lines()
                        .stream()
                        .allMatch(line -> line.received() == line.units());
                if (all || delivery.complete()) {
                    Announcements.enter(transaction, announcement.id(), Announcement.State.RECEIVED);
                }
            });
        }

        /** Where the units of an item come from and where they go: what was ordered comes out of incoming, the rest from outside. */
        private final class Placing {
            private final Cause cause;
            private final long itemId;
            private final Unpacked unpacked;
            private final StockKey key;
            private int incoming;

            Placing(long itemId, Unpacked unpacked) {
                this.cause = new Cause(Cause.Kind.RECEIPT, itemId);
                this.itemId = itemId;
                this.unpacked = unpacked;
                this.key = new StockKey(unpacked.skuId(), expecting.locationId());
                this.incoming = unpacked.ordered();
            }

            void place() {
                int sellable = unpacked.sound() - unpacked.surplus();
                boolean wrong =
                        unpacked.serves().isEmpty() && !expecting.lines().isEmpty();
                put(Condition.DAMAGED, unpacked.damaged());
                if (wrong || inspect(sellable)) {
                    put(Condition.QUALITY_CONTROL, sellable);
                } else {
                    put(Condition.AVAILABLE, sellable);
                }
                put(Condition.QUALITY_CONTROL, unpacked.surplus());
            }

            private boolean inspect(int units) {
                if (units == 0) {
                    return false;
                }
                ReceivingRule rule = ReceivingRules.of(transaction, key.skuId(), expecting.supplierId());
                Sample sample = Inspections.open(
                        transaction,
                        book,
                        new Inspections.Lot(receiptId, itemId, key, expecting.supplierId(), units),
                        rule);
                return sample.units() > 0;
            }

            private void put(Condition condition, int units) {
                int ordered = Math.min(units, incoming);
                incoming -= ordered;
                move(Account.at(key.locationId(), Condition.INCOMING), condition, ordered);
                move(Account.SUPPLIER, condition, units - ordered);
            }

            private void move(Account from, Condition condition, int units) {
                if (units > 0 && condition == Condition.AVAILABLE) {
                    Facts.arrive(book, key, units, from, cause);
                } else if (units > 0) {
                    book.move(key.skuId(), from, Account.at(key.locationId(), condition), units, cause);
                }
            }
        }
    }
}
