package penstock.core.store;

import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * Who works what. A lease guards calls to the outside, never stock: two holders at once would be a nuisance, not a
 * mistake, for every write to the outside is fenced by its row. Any thread.
 */
public final class Leases {

    private final Database database;
    private final Clock clock;
    private final String holder;

    /**
     * Leases of one node.
     *
     * @param holder the node's name, unique among living nodes
     */
    public Leases(Database database, Clock clock, String holder) {
        this.database = database;
        this.clock = clock;
        this.holder = holder;
    }

    /** Prolongs this node's leases of that kind and takes over up to {@code limit} that nobody holds. */
    public List<Long> hold(String kind, Duration life, int limit) {
        return database.transactWithoutSeller(transaction -> {
            transaction.update(
                    "update lease set expires_at = ? where kind = ? and holder = ? and expires_at > ?",
                    clock.instant().plus(life),
                    kind,
                    holder,
                    clock.instant());
            transaction.update("""
                    update lease l
                       set holder = ?, fence = l.fence + 1, expires_at = ?
                      from (select kind, seller_id, account_id from lease
                             where kind = ? and expires_at <= ?
                             order by seller_id
                             limit ?
                               for update skip locked) as free
                     where l.kind = free.kind and l.seller_id = free.seller_id and l.account_id = free.account_id
                    """, holder, clock.instant().plus(life), kind, clock.instant(), limit);
            return transaction.list(
                    "select seller_id from lease where kind = ? and holder = ? and expires_at > ? order by seller_id",
                    row -> row.getLong("seller_id"),
                    kind,
                    holder,
                    clock.instant());
        });
    }

    /** Gives up all leases of this node, so that others need not wait. */
    public void giveUp() {
        database.transactWithoutSeller(transaction ->
                transaction.update("update lease set expires_at = '-infinity' where holder = ?", holder));
    }

    /** Gives up the leases of all holders so called, of whom it is known that they are dead. */
    public void giveUpOf(String beginningOfNames) {
        database.transactWithoutSeller(transaction -> transaction.update(
                "update lease set expires_at = '-infinity' where starts_with(holder, ?)", beginningOfNames));
    }

    /** A number for the node's ids, not given to any of the last 1,023 nodes that asked. */
    public static int nodeNumber(Database database) {
        return database.transactWithoutSeller(transaction -> transaction
                .find("select nextval('node_number')::int as number", row -> row.getInt("number"))
                .orElseThrow());
    }
}
