package penstock.core.purchasing;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import penstock.core.book.Account;
import penstock.core.book.Actor;
import penstock.core.book.Book;
import penstock.core.book.Cause;
import penstock.core.book.Condition;
import penstock.core.book.Refusal;
import penstock.core.book.Reply;
import penstock.core.book.Reply.Verdict;
import penstock.core.book.StockKey;
import penstock.core.buying.Expected;
import penstock.core.engine.Engine;
import penstock.core.ledger.Facts;
import penstock.core.purchasing.Discrepancy.Kind;
import penstock.core.purchasing.Discrepancy.Resolution;
import penstock.core.purchasing.PurchaseOrder.Line;
import penstock.core.purchasing.PurchaseRows.Growth;
import penstock.core.sourcing.Backordering;
import penstock.core.store.Database;
import penstock.core.store.Transaction;
import penstock.core.store.Transaction.Row;

/** What was wrong with deliveries, and how it ended. Any thread. */
public final class Discrepancies {

    private static final String ALL = """
            select d.*, r.caller_id, r.location_id, i.sku_id, s.code as sku, o.number as order_number
              from discrepancy d
              join receipt r on r.seller_id = d.seller_id and r.receipt_id = d.receipt_id
              left join receipt_line i on i.seller_id = d.seller_id and i.item_id = d.item_id
              left join sku s on s.seller_id = i.seller_id and s.sku_id = i.sku_id
              left join purchase_order o on o.seller_id = d.seller_id and o.purchase_id = d.purchase_id
             where d.seller_id = ?
            """;

    private final Database database;
    private final Engine engine;

    public Discrepancies(Database database, Engine engine) {
        this.database = database;
        this.engine = engine;
    }

    /** Notes what is wrong with one delivery. */
    record Noting(Transaction transaction, Book book, long receiptId) {

        void note(Kind kind, long itemId, Optional<Expected> line, int units) {
            if (units > 0) {
                transaction.update(
                        """
                        insert into discrepancy (seller_id, discrepancy_id, receipt_id, item_id, kind, purchase_id,
                                                 purchase_line_no, units, state)
                        select s.seller_id, ?, ?, ?, ?, ?::bigint, ?::int, ?, 'OPEN' from seller s where s.seller_id = ?
                        """,
                        book.nextId(),
                        receiptId,
                        itemId,
                        kind.name(),
                        line.map(Expected::purchaseId).orElse(null),
                        line.map(Expected::lineNo).orElse(null),
                        units,
                        transaction.sellerId());
            }
        }
    }

    private record Noted(Discrepancy discrepancy, long itemId, Optional<StockKey> key, Optional<Long> purchaseId) {}

    /** Says how a discrepancy ends, and moves its units accordingly. */
    public Reply resolve(long sellerId, Actor actor, long discrepancyId, Resolution resolution, String note) {
        return engine.together(sellerId, actor, (transaction, book) -> {
            Noted stored = transaction
                    .find(ALL + " and d.discrepancy_id = ?", Discrepancies::stored, sellerId, discrepancyId)
                    .orElseThrow(() -> Repeats.noSuch("discrepancy", "" + discrepancyId));
            Discrepancy discrepancy = stored.discrepancy();
            if (discrepancy.resolution().isPresent()) {
                return repeated(discrepancy, resolution, note);
            }
            requireEnd(stored, resolution);
            carryOut(transaction, book, stored, resolution);
            transaction.update("""
                    update discrepancy set state = 'RESOLVED', resolution = ?, note = ?, resolved_at = ?
                     where seller_id = ? and discrepancy_id = ?
                    """, resolution.name(), note, book.now(), sellerId, discrepancyId);
            return Reply.of(Verdict.CHANGED, discrepancyId);
        });
    }

    private static Reply repeated(Discrepancy discrepancy, Resolution resolution, String note) {
        boolean same = discrepancy.resolution().equals(Optional.of(resolution));
        if (same && discrepancy.note().equals(note)) {
            return Reply.of(Verdict.EXISTS, discrepancy.discrepancyId());
        }
        throw new Refusal(
                same ? Verdict.EXISTS_WITH_DIFFERENT_CONTENT : Verdict.NOT_POSSIBLE,
                same ? PurchasingFault.OTHER_CONTENT : PurchasingFault.ALREADY_RESOLVED,
                "it ended already: " + discrepancy.resolution().orElseThrow() + (same ? ", with another note" : ""));
    }

    private static void requireEnd(Noted stored, Resolution resolution) {
        Discrepancy discrepancy = stored.discrepancy();
        boolean unknownGoods = stored.key().isEmpty() && resolution == Resolution.ACCEPT;
        if (!discrepancy.kind().ends().contains(resolution) || unknownGoods) {
            throw new Refusal(
                    Verdict.NOT_POSSIBLE,
                    PurchasingFault.RESOLUTION_DOES_NOT_SERVE,
                    unknownGoods
                            ? "it is no SKU of ours, so it cannot be sold; create the SKU and receive it blind"
                            : discrepancy.kind() + " ends as "
                                    + discrepancy.kind().ends());
        }
    }

    private static void carryOut(Transaction transaction, Book book, Noted stored, Resolution resolution) {
        switch (resolution) {
            case ACCEPT -> arrive(book, stored);
            case SEND_BACK -> {
                leave(book, stored, Account.SUPPLIER);
                if (stored.discrepancy().kind() == Kind.OVER) {
                    grow(
                            transaction,
                            stored,
                            new Growth(
                                    stored.purchaseId().orElseThrow(),
                                    stored.discrepancy().orderLine().orElseThrow(),
                                    0,
                                    -stored.discrepancy().units(),
                                    0));
                }
            }
            case DISPOSE -> leave(book, stored, Account.DISPOSAL);
            case GIVE_UP -> giveUp(transaction, book, stored);
            case KEEP, AWAIT -> {}
        }
    }

    private static void arrive(Book book, Noted stored) {
        StockKey key = stored.key().orElseThrow();
        requireThere(book, stored, key);
        Facts.arrive(
                book, key, stored.discrepancy().units(), Account.at(key.locationId(), held(stored)), cause(stored));
    }

    private static void leave(Book book, Noted stored, Account to) {
        stored.key().ifPresent(key -> {
            requireThere(book, stored, key);
            book.move(
                    key.skuId(),
                    Account.at(key.locationId(), held(stored)),
                    to,
                    stored.discrepancy().units(),
                    cause(stored));
        });
    }

    private static Condition held(Noted stored) {
        return stored.discrepancy().kind() == Kind.DAMAGED ? Condition.DAMAGED : Condition.QUALITY_CONTROL;
    }

    private static Cause cause(Noted stored) {
        return new Cause(Cause.Kind.RECEIPT, stored.itemId());
    }

    private static void requireThere(Book book, Noted stored, StockKey key) {
        int there = book.balance(key).units(held(stored));
        if (there < stored.discrepancy().units()) {
            throw new Refusal(
                    Verdict.EXCEEDS_AVAILABLE,
                    PurchasingFault.UNITS_ARE_GONE,
                    "of " + stored.discrepancy().units() + " units in " + held(stored) + " only " + there
                            + " are there; they were moved otherwise");
        }
    }

    private static void giveUp(Transaction transaction, Book book, Noted stored) {
        PurchaseRows.Stored order = new PurchaseRows(transaction)
                .find(stored.purchaseId().orElseThrow())
                .orElseThrow();
        Line line = order.order().lines().get(stored.discrepancy().orderLine().orElseThrow() - 1);
        int given = Math.min(stored.discrepancy().units(), line.open());
        if (given > 0) {
            PurchaseOrders.forgo(book, order, line, given);
            grow(transaction, stored, new Growth(order.order().purchaseId(), line.lineNo(), 0, 0, given));
            Backordering.arrivalsChanged(book, List.of(line.skuId()));
        }
    }

    private static void grow(Transaction transaction, Noted stored, Growth growth) {
        PurchaseRows rows = new PurchaseRows(transaction);
        rows.grow(List.of(growth));
        rows.follow(stored.purchaseId().orElseThrow());
    }

    /** Discrepancies that are open, or have ended, the oldest first, those after one. */
    public List<Discrepancy> list(long sellerId, boolean open, long after, int limit) {
        return database.transact(
                sellerId,
                transaction -> transaction.list(
                        ALL + " and d.state = ? and d.discrepancy_id > ? order by d.discrepancy_id limit ?",
                        row -> stored(row).discrepancy(),
                        sellerId,
                        open ? "OPEN" : "RESOLVED",
                        after,
                        limit));
    }

    private static Noted stored(Row row) throws SQLException {
        Discrepancy discrepancy = new Discrepancy(
                row.getLong("discrepancy_id"),
                row.getText("caller_id"),
                Kind.valueOf(row.getText("kind")),
                row.findText("sku"),
                row.findText("order_number"),
                row.findInt("purchase_line_no"),
                row.getInt("units"),
                row.findText("resolution").map(Resolution::valueOf),
                row.getText("note"),
                row.findInstant("resolved_at"));
        long location = row.getLong("location_id");
        return new Noted(
                discrepancy,
                row.getLong("item_id"),
                row.findLong("sku_id").map(sku -> new StockKey(sku, location)),
                row.findLong("purchase_id"));
    }
}
