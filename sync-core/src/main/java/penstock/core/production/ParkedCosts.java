package penstock.core.production;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import penstock.core.production.CostedOrders.Costed;
import penstock.core.store.Database;
import penstock.core.store.Transaction;
import penstock.core.store.Transaction.RowMapper;
import penstock.core.valuation.Posted;

/** Production orders whose cost was refused: put aside with the reason, so that the others go on. Any thread. */
public final class ParkedCosts {

    private static final RowMapper<ParkedCost> PARKED = row -> new ParkedCost(
            row.getLong("production_id"),
            row.getText("number"),
            row.getText("reason"),
            row.getText("detail"),
            row.getInstant("parked_at"));

    private final Database database;

    public ParkedCosts(Database database) {
        this.database = database;
    }

    /**
     * An order whose cost was refused.
     *
     * @param reason a {@link Posted.Result}
     */
    public record ParkedCost(long productionId, String number, String reason, String detail, Instant parkedAt) {}

    /** A page of them, those after {@code afterProductionId}. */
    public List<ParkedCost> list(long sellerId, long afterProductionId, int limit) {
        return database.transact(
                sellerId, transaction -> transaction.list("""
                        select p.*, o.number
                          from parked_production_cost p
                          join production_order o on o.seller_id = p.seller_id and o.production_id = p.production_id
                         where p.seller_id = ? and p.production_id > ?
                         order by p.production_id
                         limit ?
                        """, PARKED, sellerId, afterProductionId, limit));
    }

    /** Whether the cost of the order of a number was refused, and why. */
    public Optional<ParkedCost> find(long sellerId, String number) {
        return database.transact(sellerId, transaction -> transaction.find("""
                        select p.*, o.number
                          from production_order o
                          join parked_production_cost p on p.seller_id = o.seller_id and p.production_id = o.production_id
                         where o.seller_id = ? and o.number = ?
                        """, PARKED, sellerId, number));
    }

    /** Has a parked cost rolled up again; false if there is none. */
    public boolean replay(long sellerId, String number) {
        return database.transact(sellerId, transaction -> transaction.update("""
                                update production_order o set rolled_up = 0
                                  from parked_production_cost p
                                 where o.seller_id = ? and o.number = ?
                                   and p.seller_id = ? and p.production_id = o.production_id
                                """, sellerId, number, sellerId)) == 1;
    }

    /** Puts aside and takes up again, in the transaction of a roll-up. */
    record Writer(Transaction transaction) {

        void park(Costed order, Posted refused, Instant now) {
            transaction.update(
                    """
                    insert into parked_production_cost (seller_id, production_id, reason, detail, parked_at)
                    values (?, ?, ?, ?, ?)
                    """,
                    transaction.sellerId(),
                    order.productionId(),
                    refused.result().name(),
                    refused.detail(),
                    now);
        }

        void unpark(Costed order) {
            transaction.update(
                    "delete from parked_production_cost where seller_id = ? and production_id = ?",
                    transaction.sellerId(),
                    order.productionId());
        }
    }
}
