package penstock.core.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import penstock.core.book.Account;
import penstock.core.history.UnitsAt.Base;
import penstock.core.store.Columns;
import penstock.core.store.Database;
import penstock.core.store.Transaction;

/**
 * Follows the ledger and notes now and then what there is of a SKU, so that no question about the past has to go far back. A
 * projection: where its rows stand depends on positions alone, so dropped and followed again it is the same to the byte. Any
 * thread, any node: a page holds the seller's cursor row.
 *
 * <p>It costs the engine nothing, and a page costs one count of its postings by SKU, and each posting being read once more.
 */
public final class Snapshots {

    /** Positions followed at a time; less is left alone. */
    public static final int PAGE = 2_000;

    /** A SKU that moved so often since its last snapshot gets another at the end of the page. */
    public static final int MOVES = 1_000;

    private final Database database;
    private final int page;
    private final int moves;

    public Snapshots(Database database) {
        this(database, PAGE, MOVES);
    }

    /** At another distance from each other; all nodes on one database must agree on it. */
    public Snapshots(Database database, int page, int moves) {
        this.database = database;
        this.page = page;
        this.moves = moves;
    }

    /** Follows one page, says whether there was one. */
    public boolean follow(long sellerId) {
        return database.transact(
                sellerId, transaction -> position(transaction) + page <= head(transaction) && page(transaction));
    }

    /** Follows every page there is. */
    public void followToHead(long sellerId) {
        while (follow(sellerId)) {
            continue;
        }
    }

    /** Position of the last posting that the snapshots reflect. */
    public long reached(long sellerId) {
        return database.transact(sellerId, Snapshots::position);
    }

    /** Drops all of it; {@link #follow} does the rest, and meanwhile every answer is the same, but slower. */
    public void drop(long sellerId) {
        database.transact(sellerId, transaction -> {
            lock(transaction);
            for (String table : List.of("stock_snapshot", "snapshot_tally")) {
                transaction.update("delete from " + table + " where seller_id = ?", sellerId);
            }
            return transaction.update("update snapshot_cursor set position = 0 where seller_id = ?", sellerId);
        });
    }

    private boolean page(Transaction transaction) {
        long seller = transaction.sellerId();
        long from = lock(transaction);
        long to = from + page;
        if (to > head(transaction)) {
            return false; // somebody else was faster
        }
        transaction.update("""
                insert into snapshot_tally (seller_id, sku_id, postings)
                select s.seller_id, moved.sku_id, moved.postings
                  from seller s,
                       (select p.sku_id, count(*) as postings from posting p
                         where p.seller_id = ? and p.position > ? and p.position <= ?
                         group by p.sku_id) as moved
                 where s.seller_id = ?
                on conflict (seller_id, sku_id) do update set postings = snapshot_tally.postings + excluded.postings
                """, seller, from, to, seller);
        List<Base> due = due(transaction);
        for (int i = 0; i < due.size(); i += StockAsOf.MAX_SKUS) {
            List<Base> some = due.subList(i, Math.min(due.size(), i + StockAsOf.MAX_SKUS));
            note(transaction, to, UnitsAt.list(transaction, some, to));
        }
        transaction.update(
                "update snapshot_tally set postings = 0 where seller_id = ? and postings >= ?", seller, moves);
        transaction.update("update snapshot_cursor set position = ? where seller_id = ?", to, seller);
        return true;
    }

    private List<Base> due(Transaction transaction) {
        return transaction.list(
                """
                select k.sku_id,
                       (select coalesce(max(n.position), 0) from stock_snapshot n
                         where n.seller_id = ? and n.sku_id = k.sku_id) as base
                  from snapshot_tally k
                 where k.seller_id = ? and k.postings >= ?
                """,
                row -> new Base(row.getLong("sku_id"), row.getLong("base")),
                transaction.sellerId(),
                transaction.sellerId(),
                moves);
    }

    private record Row(long skuId, Account account, int units) {}

    private static void note(Transaction transaction, long position, Map<Long, Map<Account, Integer>> units) {
        List<Row> rows = new ArrayList<>();
        units.forEach((sku, places) -> places.forEach((account, here) -> rows.add(new Row(sku, account, here))));
        transaction.update(
                """
                insert into stock_snapshot (seller_id, sku_id, position, location_id, condition, units)
                select s.seller_id, u.sku_id, ?::bigint, u.location_id, u.condition, u.units
                  from seller s,
                       unnest(?::bigint[], ?::bigint[], ?::text[], ?::int[]) as u (sku_id, location_id, condition, units)
                 where s.seller_id = ?
                """,
                Columns.of(rows)
                        .value(position)
                        .longs(Row::skuId)
                        .longs(row -> row.account().locationId())
                        .texts(row -> row.account().condition())
                        .ints(Row::units)
                        .then(transaction.sellerId()));
    }

    private static long lock(Transaction transaction) {
        transaction.update("""
                insert into snapshot_cursor (seller_id, position)
                select s.seller_id, 0 from seller s where s.seller_id = ?
                on conflict do nothing
                """, transaction.sellerId());
        return transaction
                .find(
                        "select position from snapshot_cursor where seller_id = ? for update",
                        row -> row.getLong("position"),
                        transaction.sellerId())
                .orElseThrow(() -> new IllegalArgumentException("there is no seller " + transaction.sellerId()));
    }

    private static long position(Transaction transaction) {
        Optional<Long> position = transaction.find(
                "select position from snapshot_cursor where seller_id = ?",
                row -> row.getLong("position"),
                transaction.sellerId());
        return position.orElse(0L);
    }

    private static long head(Transaction transaction) {
        return transaction
                .find("select head from seller where seller_id = ?", row -> row.getLong("head"), transaction.sellerId())
                .orElse(0L);
    }
}
