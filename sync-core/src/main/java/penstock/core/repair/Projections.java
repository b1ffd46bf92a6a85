package penstock.core.repair;

import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import penstock.core.history.Snapshots;
import penstock.core.risk.MeasuringVelocity;
import penstock.core.store.Database;
import penstock.core.store.Transaction;
import penstock.core.valuation.Valuing;

/** Lists the projections with the ledger position that each reflects, and builds them anew. Any thread. */
public final class Projections {

    private final Database database;
    private final Clock clock;
    private final Valuing valuing;
    private final Snapshots snapshots;
    private final MeasuringVelocity velocity;

    public Projections(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
        this.valuing = new Valuing(database);
        this.snapshots = new Snapshots(database);
        this.velocity = new MeasuringVelocity(database, clock);
    }

    /**
     * How far a projection has come.
     *
     * @param position of the last posting that it reflects
     * @param head of the last posting there is
     */
    public record Reached(Projection projection, long position, long head) {}

    /** All of them. */
    public List<Reached> list(long sellerId) {
        return database.transact(
                sellerId,
                transaction -> Arrays.stream(Projection.values())
                        .map(projection -> new Reached(
                                projection,
                                position(transaction, projection),
                                position(transaction, Projection.BALANCE)))
                        .toList());
    }

    private static long position(Transaction transaction, Projection projection) {
        String sql = switch (projection) {
            case BALANCE -> "select head as position from seller where seller_id = ?";
            case VALUATION -> "select position from valuation_cursor where seller_id = ?";
            case SNAPSHOTS -> "select position from snapshot_cursor where seller_id = ?";
            case VELOCITY -> "select position from velocity_cursor where seller_id = ?";
            case PUBLICATION -> "select position from publish_cursor where seller_id = ?";
            case RELEASES -> "select position from release_cursor where seller_id = ?";
        };
        Optional<Long> position = transaction.find(sql, row -> row.getLong("position"), transaction.sellerId());
        return position.orElse(0L);
    }

    /**
     * Builds it anew, and waits until it is as far as the ledger; what a gateway does meanwhile it follows by itself. What hands work
     * on is only told to begin again: the gateway does the rest.
     *
     * @throws SellerAtWork if engines remember it and one may be at work
     */
    public void rebuild(long sellerId, Projection projection) {
        switch (projection) {
            case BALANCE -> database.transact(sellerId, this::rebuildBalances);
            case VALUATION -> {
                valuing.rebuild(sellerId);
                valuing.followToHead(sellerId);
            }
            case SNAPSHOTS -> {
                snapshots.drop(sellerId);
                snapshots.followToHead(sellerId);
            }
            case VELOCITY -> {
                velocity.drop(sellerId);
                velocity.followToHead(sellerId);
            }
            case PUBLICATION -> beginAgain(sellerId, "publish_cursor");
            case RELEASES -> beginAgain(sellerId, "release_cursor");
        }
    }

    private void beginAgain(long sellerId, String cursor) {
        database.transact(
                sellerId,
                transaction ->
                        transaction.update("update " + cursor + " set position = 0 where seller_id = ?", sellerId));
    }

    /** Under the head lock, so that no batch is decided meanwhile; and by whoever remembers balances, none may be afterwards. */
    private int rebuildBalances(Transaction transaction) {
        long seller = transaction.sellerId();
        transaction.find("select head from seller where seller_id = ? for update", row -> row.getLong("head"), seller);
        boolean atWork = transaction
                .find(
                        "select seller_id from lease where kind = 'seller' and seller_id = ? and expires_at > ?",
                        row -> row.getLong("seller_id"),
                        seller,
                        clock.instant())
                .isPresent();
        if (atWork) {
            throw new SellerAtWork(seller);
        }
        int mended = 0;
        for (BalanceDrift.Row row : BalanceDrift.list(transaction)) {
            if (row.posted() < 0) {
                continue; // no balance can be that: a person counts the place first
            }
            mended += transaction.update("""
                    insert into balance (seller_id, sku_id, location_id, changed_at) values (?, ?, ?, ?)
                    on conflict do nothing
                    """, seller, row.skuId(), row.locationId(), row.lastPosition());
            mended += transaction.update(
                    """
                    update balance set %s = ?, changed_at = greatest(changed_at, ?)
                     where seller_id = ? and sku_id = ? and location_id = ?
                    """.formatted(row.condition().text()),
                    row.posted(),
                    row.lastPosition(),
                    seller,
                    row.skuId(),
                    row.locationId());
        }
        return mended;
    }
}
