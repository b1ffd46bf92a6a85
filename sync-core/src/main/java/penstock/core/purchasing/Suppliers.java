package penstock.core.purchasing;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import penstock.core.catalogue.Fit;
import penstock.core.catalogue.InvalidField;
import penstock.core.catalogue.InvalidField.Reason;
import penstock.core.catalogue.Written.Outcome;
import penstock.core.identity.Ids;
import penstock.core.store.Database;
import penstock.core.store.Transaction;
import penstock.core.store.Transaction.Row;

/** Whom a seller buys from. Nobody's name or address is kept. Any thread. */
public final class Suppliers {

    /** Days from an order to its arrival. */
    public static final int MAX_LEAD_TIME_DAYS = 730;

    private final Database database;
    private final Ids ids;

    public Suppliers(Database database, Ids ids) {
        this.database = database;
        this.ids = ids;
    }

    /**
     * A supplier.
     *
     * @param code the seller's key
     * @param currency that its prices are in, ISO 4217
     * @param accountId that sends its availability feed, if one does
     */
    public record Supplier(String code, String name, String currency, int leadTimeDays, Optional<Long> accountId) {
        public Supplier {
            Fit.code("code", code);
            Fit.text("name", name, Fit.MAX_NAME);
            Fit.within("leadTimeDays", leadTimeDays, 0, MAX_LEAD_TIME_DAYS);
        }
    }

    /** Enters a supplier or changes it; orders that were made keep their currency. */
    public Outcome put(long sellerId, Supplier supplier) {
        return database.transact(sellerId, transaction -> {
            Optional<Supplier> before = find(transaction, supplier.code());
            if (before.equals(Optional.of(supplier))) {
                return Outcome.UNCHANGED;
            }
            transaction.update(
                    """
                    insert into supplier (seller_id, supplier_id, code, name, currency, lead_time_days, account_id)
                    select s.seller_id, ?, ?, ?, ?, ?, ?::bigint from seller s where s.seller_id = ?
                    on conflict (seller_id, code) do update
                       set name = excluded.name, currency = excluded.currency,
                           lead_time_days = excluded.lead_time_days, account_id = excluded.account_id
                    """,
                    ids.next(),
                    supplier.code(),
                    supplier.name(),
                    supplier.currency(),
                    supplier.leadTimeDays(),
                    supplier.accountId().orElse(null),
                    sellerId);
            return before.isEmpty() ? Outcome.CREATED : Outcome.CHANGED;
        });
    }

    /** Suppliers by code, those after one. */
    public List<Supplier> list(long sellerId, String after, int limit) {
        return database.transact(
                sellerId,
                transaction -> transaction.list(
                        "select * from supplier where seller_id = ? and code > ? order by code limit ?",
                        Suppliers::supplier,
                        sellerId,
                        after,
                        limit));
    }

    private static Optional<Supplier> find(Transaction transaction, String code) {
        return transaction.find(
                "select * from supplier where seller_id = ? and code = ?",
                Suppliers::supplier,
                transaction.sellerId(),
                code);
    }

    /** The number of the supplier that a field names. */
    static long id(Transaction transaction, String field, String code) {
        return transaction
                .find(
                        "select supplier_id from supplier where seller_id = ? and code = ?",
                        row -> row.getLong("supplier_id"),
                        transaction.sellerId(),
                        code)
                .orElseThrow(() -> new InvalidField(
                        field, code, Reason.UNKNOWN_SUPPLIER, "names no supplier of ours; enter it first"));
    }

    private static Supplier supplier(Row row) throws SQLException {
        return new Supplier(
                row.getText("code"),
                row.getText("name"),
                row.getText("currency"),
                row.getInt("lead_time_days"),
                row.findLong("account_id"));
    }
}
