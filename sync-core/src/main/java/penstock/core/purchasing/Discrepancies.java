package penstock.core.purchasing;

import java.sql.SQLException;
import java.util.ArrayList;
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
import penstock.core.ledger.NamedUnits;
import penstock.core.ledger.Placed;
import penstock.core.purchasing.Discrepancy.Kind;
import penstock.core.purchasing.Discrepancy.Resolution;
import penstock.core.purchasing.PurchaseOrder.Line;
import penstock.core.purchasing.PurchaseRows.Growth;
import penstock.core.sourcing.Backordering;
import penstock.core.store.Columns;
import penstock.core.store.Database;
import penstock.core.store.Transaction;
import penstock.core.store.Transaction.Row;
import penstock.core.warehouse.ItemPieces;

/** What was wrong with deliveries, and how it ended. Any thread. */
public final class Discrepancies {

    private static final String ALL = """
            select d.*, r.caller_id, r.location_id, i.sku_id, i.bin_id, i.lot_id, s.code as sku, o.number as order_number
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

    /** What is wrong with one delivery, until all of it is written. */
    static final class Noting {

        private record Wrong(long id, long itemId, Kind kind, Optional<Expected> line, int units) {}

        private final Book book;
        private final List<Wrong> wrongs = new ArrayList<>();

        Noting(Book book) {
            this.book = book;
        }

        void note(Kind kind, long itemId, Optional<Expected> line, int units) {
            if (units > 0) {
                wrongs.add(new Wrong(book.nextId(), itemId, kind, line, units));
            }
        }

        void write(Transaction transaction, long receiptId) {
            if (!wrongs.isEmpty()) {
                transaction.update(
                        """
                        insert into discrepancy (seller_id, discrepancy_id, receipt_id, item_id, kind, purchase_id,
                                                 purchase_line_no, units, state)
                        select s.seller_id, u.discrepancy_id, ?, u.item_id, u.kind, u.purchase_id, u.line_no, u.units, 'OPEN'
                          from seller s,
                               unnest(?::bigint[], ?::bigint[], ?::text[], ?::bigint[], ?::int[], ?::int[])
                                   as u (discrepancy_id, item_id, kind, purchase_id, line_no, units)
                         where s.seller_id = ?
                        """,
                        Columns.of(wrongs)
                                .value(receiptId)
                                .longs(Wrong::id)
                                .longs(Wrong::itemId)
                                .texts(wrong -> wrong.kind().name())
                                .nullableLongs(wrong ->
                                        wrong.line().map(Expected::purchaseId).orElse(null))
                                .nullableInts(wrong ->
                                        wrong.line().map(Expected::lineNo).orElse(null))
                                .ints(Wrong::units)
                                .then(transaction.sellerId()));
            }
        }
    }

    /** @param placed what was named of its units when they came, but for pieces */
    private record Noted(
            Discrepancy discrepancy, long itemId, Optional<StockKey> key, Optional<Long> purchaseId, Placed placed) {}

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
        boolean unknownGoods =
                stored.key().isEmpty() && (resolution == Resolution.ACCEPT || resolution == Resolution.GONE);
        if (!discrepancy.kind().ends().contains(resolution) || unknownGoods) {
            throw new Refusal(
                    Verdict.NOT_POSSIBLE,
                    PurchasingFault.RESOLUTION_DOES_NOT_SERVE,
                    unknownGoods
                            ? "it is no SKU of ours and in no stock; send it back, or create the SKU and receive it blind"
                            : discrepancy.kind() + " ends as "
                                    + discrepancy.kind().ends());
        }
    }

    private static void carryOut(Transaction transaction, Book book, Noted stored, Resolution resolution) {
        switch (resolution) {
            case ACCEPT -> arrive(transaction, book, stored);
            case SEND_BACK -> {
                leave(transaction, book, stored, Account.SUPPLIER);
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
            case DISPOSE -> leave(transaction, book, stored, Account.DISPOSAL);
            case GONE -> requireGone(transaction, book, stored);
            case GIVE_UP -> giveUp(transaction, book, stored);
            case KEEP, AWAIT -> {}
        }
    }

    private static void arrive(Transaction transaction, Book book, Noted stored) {
        StockKey key = stored.key().orElseThrow();
        NamedUnits.requireSellable(book, key.locationId(), stored.placed());
        requireThere(transaction, book, stored, key)
                .move(units ->
                        Facts.arrive(book, key, units, Account.at(key.locationId(), held(stored)), cause(stored)));
    }

    private static void leave(Transaction transaction, Book book, Noted stored, Account to) {
        stored.key()
                .ifPresent(key -> requireThere(transaction, book, stored, key)
                        .move(units -> book.move(
                                key.skuId(), Account.at(key.locationId(), held(stored)), to, units, cause(stored))));
    }

    private static Optional<NamedUnits> there(Transaction transaction, Book book, Noted stored, StockKey key) {
        int units = stored.discrepancy().units();
        List<String> pieces = ItemPieces.of(transaction, stored.itemId());
        // what is beyond tolerance is the last of an item; of any other kind it is all of it, or all before that
        List<String> those = stored.discrepancy().kind() == Kind.OVER
                ? pieces.subList(Math.max(0, pieces.size() - units), pieces.size())
                : pieces.subList(0, Math.min(pieces.size(), units));
        return NamedUnits.find(book, key, held(stored), stored.placed().of(those), units);
    }

    private static NamedUnits requireThere(Transaction transaction, Book book, Noted stored, StockKey key) {
        return there(transaction, book, stored, key)
                .orElseThrow(() -> new Refusal(
                        Verdict.EXCEEDS_AVAILABLE,
                        PurchasingFault.UNITS_ARE_GONE,
                        "of " + stored.discrepancy().units() + " units in " + held(stored)
                                + " not all are there; they were moved otherwise: end it as GONE"));
    }

    private static void requireGone(Transaction transaction, Book book, Noted stored) {
        if (there(transaction, book, stored, stored.key().orElseThrow()).isPresent()) {
            throw new Refusal(
                    Verdict.NOT_POSSIBLE,
                    PurchasingFault.UNITS_ARE_THERE,
                    stored.discrepancy().units() + " units are in " + held(stored)
                            + ", as many as came so; say what becomes of them");
        }
    }

    private static Condition held(Noted stored) {
        return stored.discrepancy().kind() == Kind.DAMAGED ? Condition.DAMAGED : Condition.QUALITY_CONTROL;
    }

    private static Cause cause(Noted stored) {
        return new Cause(Cause.Kind.RECEIPT, stored.itemId());
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
        rows.follow(List.of(stored.purchaseId().orElseThrow()));
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
                row.findLong("purchase_id"),
                ItemPieces.placed(row));
    }
}
