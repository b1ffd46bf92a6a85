package penstock.core.purchasing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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
import penstock.core.catalogue.InvalidField;
import penstock.core.catalogue.InvalidField.Reason;
import penstock.core.catalogue.SkuRows;
import penstock.core.catalogue.Skus.Sku;
import penstock.core.engine.Engine;
import penstock.core.order.ContentHash;
import penstock.core.purchasing.PurchaseOrder.Line;
import penstock.core.purchasing.PurchaseOrder.State;
import penstock.core.purchasing.PurchaseRows.Growth;
import penstock.core.purchasing.PurchaseRows.Stored;
import penstock.core.sourcing.Backordering;
import penstock.core.store.Database;
import penstock.core.store.Transaction;

/** Orders to suppliers. What is ordered is incoming at its location until it comes or is given up. Any thread. */
public final class PurchaseOrders {

    private final Database database;
    private final Engine engine;

    public PurchaseOrders(Database database, Engine engine) {
        this.database = database;
        this.engine = engine;
    }

    /** Writes an order down as a draft: nothing is expected yet. */
    public Reply create(long sellerId, NewPurchaseOrder wish) {
        return engine.together(sellerId, (transaction, book) -> {
            byte[] hash = ContentHash.of(wish.content());
            Optional<Stored> before = new PurchaseRows(transaction).find(wish.number());
            if (before.isPresent()) {
                return Repeats.of(
                        before.get().contentHash(), hash, before.get().order().purchaseId());
            }
            long supplierId = Suppliers.id(transaction, "supplier", wish.supplier());
            long locationId = OurPlace.require(transaction, wish.location());
            PurchaseOrder order = new PurchaseOrder(
                    book.nextId(),
                    wish.number(),
                    wish.supplier(),
                    wish.location(),
                    wish.currency().getCurrencyCode(),
                    State.DRAFT,
                    book.now(),
                    Optional.empty(),
                    lines(transaction, wish));
            new PurchaseRows(transaction).insert(order, supplierId, locationId, hash);
            return Reply.of(Verdict.CREATED, order.purchaseId());
        });
    }

    private static List<Line> lines(Transaction transaction, NewPurchaseOrder wish) {
        Map<String, Sku> skus = OrderedSkus.require(
                transaction,
                wish.lines().stream().map(NewPurchaseOrder.Line::sku).toList());
        List<Line> lines = new ArrayList<>();
        for (NewPurchaseOrder.Line line : wish.lines()) {
            Sku sku = Objects.requireNonNull(skus.get(line.sku()));
            int packUnits =
                    line.pack().map(pack -> packUnits(transaction, sku, pack)).orElse(1);
            long units = (long) packUnits * line.quantity();
            if (units > Balance.MAX_UNITS) {
                throw new InvalidField(
                        "quantity",
                        "" + line.quantity(),
                        Reason.OUT_OF_RANGE,
                        "is " + units + " units of " + line.sku() + "; up to " + Balance.MAX_UNITS + " are ordered");
            }
            requireOrderable(sku, line);
            lines.add(new Line(
                    lines.size() + 1,
                    SkuRows.idOf(line.sku(), skus),
                    line.sku(),
                    line.pack().orElse(""),
                    packUnits,
                    line.price(wish.currency(), unitsOfOne(sku, line, packUnits), (int) units),
                    line.expectedOn(),
                    (int) units,
                    0,
                    0,
                    0));
        }
        return lines;
    }

    /** A kilogram that is counted in grams is a thousand of them. */
    private static long unitsOfOne(Sku sku, NewPurchaseOrder.Line line, int packUnits) {
        return line.pack().isPresent()
                ? packUnits
                : Math.round(Math.pow(10, sku.profile().decimals()));
    }

    private static void requireOrderable(Sku sku, NewPurchaseOrder.Line line) {
        if (!sku.profile().lifecycle().reordered()) {
            throw new InvalidField(
                    "sku",
                    line.sku(),
                    Reason.NOT_REORDERED,
                    line.sku() + " is " + sku.profile().lifecycle()
                            + ", and not ordered any more; make it ACTIVE first");
        }
        line.unit().filter(unit -> unit != sku.profile().unit()).ifPresent(unit -> {
            throw new InvalidField(
                    "unit",
                    unit.name(),
                    Reason.UNIT_MISMATCH,
                    "is " + unit + ", but " + line.sku() + " is counted in "
                            + sku.profile().unit());
        });
    }

    private static int packUnits(Transaction transaction, Sku sku, String pack) {
        return transaction
                .find(
                        "select units from sku_pack where seller_id = ? and sku_id = ? and name = ?",
                        row -> row.getInt("units"),
                        transaction.sellerId(),
                        sku.skuId(),
                        pack)
                .orElseThrow(() -> new InvalidField(
                        "pack",
                        pack,
                        Reason.UNKNOWN_PACK,
                        "is no pack of " + sku.code() + "; enter it with the SKU, or order units"));
    }

    /** Orders it: its units are incoming from now on. */
    public Reply order(long sellerId, Actor actor, String number) {
        return engine.together(sellerId, actor, (transaction, book) -> {
            Stored stored = get(transaction, number);
            State state = stored.order().state();
            if (state != State.DRAFT) {
                return settled(stored, state == State.CANCELLED ? Verdict.NOT_POSSIBLE : Verdict.EXISTS);
            }
            for (Line line : stored.order().lines()) {
                StockKey key = new StockKey(line.skuId(), stored.locationId());
                if (line.ordered() > Balance.MAX_UNITS - book.balance(key).units(Condition.INCOMING)) {
                    throw new Refusal(
                            Verdict.EXCEEDS_ROOM,
                            PurchasingFault.NO_ROOM,
                            "more than " + Balance.MAX_UNITS + " units of " + line.sku()
                                    + " would be incoming; order less");
                }
                book.move(
                        line.skuId(),
                        Account.SUPPLIER,
                        Account.at(stored.locationId(), Condition.INCOMING),
                        line.ordered(),
                        cause(stored));
            }
            new PurchaseRows(transaction).ordered(stored.order().purchaseId(), book.now());
            arrivalsChanged(book, stored);
            return Reply.of(Verdict.CHANGED, stored.order().purchaseId());
        });
    }

    /** Takes it back as long as nothing has come. */
    public Reply cancel(long sellerId, Actor actor, String number) {
        return engine.together(sellerId, actor, (transaction, book) -> {
            Stored stored = get(transaction, number);
            State state = stored.order().state();
            if (state == State.CANCELLED) {
                return settled(stored, Verdict.EXISTS);
            } else if (state != State.DRAFT && state != State.ORDERED) {
                throw new Refusal(
                        Verdict.NOT_POSSIBLE,
                        PurchasingFault.ALREADY_RECEIVED,
                        "order " + number + " is " + state + "; what has not come can be given up by closing it");
            }
            if (state == State.ORDERED) {
                giveUp(transaction, book, stored);
            }
            new PurchaseRows(transaction).enter(stored.order().purchaseId(), State.CANCELLED);
            arrivalsChanged(book, stored);
            return Reply.of(Verdict.CHANGED, stored.order().purchaseId());
        });
    }

    /** Gives up what has not come. */
    public Reply close(long sellerId, Actor actor, String number) {
        return engine.together(sellerId, actor, (transaction, book) -> {
            Stored stored = get(transaction, number);
            State state = stored.order().state();
            if (state == State.CLOSED || state == State.RECEIVED) {
                return settled(stored, Verdict.EXISTS);
            } else if (!state.isOpen()) {
                throw new Refusal(
                        Verdict.NOT_POSSIBLE,
                        PurchasingFault.ORDER_NOT_OPEN,
                        "order " + number + " is " + state + "; only one that is expected can be closed");
            }
            giveUp(transaction, book, stored);
            new PurchaseRows(transaction).enter(stored.order().purchaseId(), State.CLOSED);
            arrivalsChanged(book, stored);
            return Reply.of(Verdict.CHANGED, stored.order().purchaseId());
        });
    }

    private static void arrivalsChanged(Book book, Stored stored) {
        Backordering.arrivalsChanged(
                book, stored.order().lines().stream().map(Line::skuId).toList());
    }

    private static void giveUp(Transaction transaction, Book book, Stored stored) {
        List<Growth> given = new ArrayList<>();
        for (Line line : stored.order().lines()) {
            if (line.open() > 0) {
                forgo(book, stored, line, line.open());
                given.add(new Growth(stored.order().purchaseId(), line.lineNo(), 0, 0, line.open()));
            }
        }
        new PurchaseRows(transaction).grow(given);
    }

    /** Units of a line that will not come. */
    static void forgo(Book book, Stored stored, Line line, int units) {
        book.move(
                line.skuId(),
                Account.at(stored.locationId(), Condition.INCOMING),
                Account.SUPPLIER,
                units,
                cause(stored));
    }

    private static Cause cause(Stored stored) {
        return new Cause(Cause.Kind.PURCHASE, stored.order().purchaseId());
    }

    private static Reply settled(Stored stored, Verdict verdict) {
        if (verdict == Verdict.EXISTS) {
            return Reply.of(verdict, stored.order().purchaseId());
        }
        throw new Refusal(
                verdict,
                PurchasingFault.ORDER_NOT_OPEN,
                "order " + stored.order().number() + " is " + stored.order().state() + "; write another");
    }

    private static Stored get(Transaction transaction, String number) {
        return new PurchaseRows(transaction).find(number).orElseThrow(() -> Repeats.noSuch("purchase order", number));
    }

    public Optional<PurchaseOrder> find(long sellerId, String number) {
        return database.transact(
                sellerId,
                transaction -> new PurchaseRows(transaction).find(number).map(Stored::order));
    }

    /** Orders of a state ({@code ""} for all), the oldest first, those after one. */
    public List<PurchaseOrder> list(long sellerId, String state, long after, int limit) {
        return database.transact(sellerId, transaction -> new PurchaseRows(transaction).list(state, after, limit));
    }
}
