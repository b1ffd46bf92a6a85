package penstock.bench.publish;

import java.time.Instant;
import java.util.List;
import penstock.core.store.Database;

/** When units left a SKU, by the database's own word of its commits. */
final class Commits {

    /**
     * One unit less.
     *
     * @param left of the SKU after it
     * @param at when the transaction was committed
     */
    record Commit(String sku, int left, Instant at) {}

    private Commits() {}

    /** Those of a seller whose SKUs began with so many units and lost one at a time. */
    static List<Commit> of(Database database, long sellerId, int first) {
        return database.transact(
                sellerId,
                transaction -> transaction.list(
                        """
                        select s.code, pg_xact_commit_timestamp(g.xmin) as at,
                               row_number() over (partition by g.sku_id order by g.position) as gone
                          from posting g
                          join sku s on s.seller_id = g.seller_id and s.sku_id = g.sku_id
                         where g.seller_id = ? and g.from_condition = 'available' and g.quantity = 1
                        """,
                        row -> new Commit(row.getText("code"), first - row.getInt("gone"), row.getInstant("at")),
                        sellerId));
    }
}
