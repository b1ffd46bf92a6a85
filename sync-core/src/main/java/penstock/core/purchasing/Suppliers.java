package penstock.core.purchasing;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import penstock.core.catalogue.Fit;
import penstock.core.catalogue.InvalidField;
import penstock.core.catalogue.InvalidField.Reason;
import penstock.core.catalogue.Master;
import penstock.core.catalogue.Written;
import penstock.core.catalogue.Written.Outcome;
import penstock.core.identity.Ids;
import penstock.core.purchasing.Suppliers.Supplier;
import penstock.core.store.Columns;
import penstock.core.store.Database;
import penstock.core.store.Transaction;
import penstock.core.store.Transaction.Row;

/** Whom a seller buys from. Nobody's name or address is kept. Any thread. */
public final class Suppliers implements Master<Supplier> {

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
        return database.transact(
                sellerId,
                transaction -> put(transaction, List.of(supplier)).get(0).orThrow());
    }

    @Override
    public List<Written> put(Transaction transaction, List<Supplier> wanted) {
        Map<String, Supplier> known =
                byCode(transaction, wanted.stream().map(Supplier::code).toList());
        Set<String> seen = new HashSet<>();
        List<Written> outcomes = new ArrayList<>();
        List<Supplier> written = new ArrayList<>();
        for (Supplier supplier : wanted) {
            Optional<Supplier> before = Optional.ofNullable(known.get(supplier.code()));
            if (!seen.add(supplier.code())) {
                outcomes.add(Written.rejected(new InvalidField(
                        "code", supplier.code(), Reason.DUPLICATE_ROW, "stands here twice; keep one of the rows")));
            } else if (before.equals(Optional.of(supplier))) {
                outcomes.add(Written.UNCHANGED);
            } else {
                written.add(supplier);
                outcomes.add(before.isEmpty() ? Written.CREATED : Written.CHANGED);
            }
        }
        write(transaction, written);
        return outcomes;
    }

    /** Those of these suppliers that there are. */
    public static Map<String, Supplier> byCode(Transaction transaction, Collection<String> codes) {
        Map<String, Supplier> known = new HashMap<>();
        transaction.list(
                """
                select s.*
                  from unnest(?::text[]) as k (code)
                 cross join lateral (select * from supplier s where s.seller_id = ? and s.code = k.code) as s
                """,
                row -> known.put(row.getText("code"), supplier(row)),
                Columns.of(codes).texts(code -> code).then(transaction.sellerId()));
        return known;
    }

    private void write(Transaction transaction, List<Supplier> suppliers) {
        if (suppliers.isEmpty()) {
            return;
        }
        transaction.update(
                """
                insert into supplier (seller_id, supplier_id, code, name, currency, lead_time_days, account_id)
                select s.seller_id, k.supplier_id, k.code, k.name, k.currency, k.lead_time_days, nullif(k.account_id, 0)
                  from unnest(?::bigint[], ?::text[], ?::text[], ?::text[], ?::integer[], ?::bigint[])
                       as k (supplier_id, code, name, currency, lead_time_days, account_id)
                  join seller s on s.seller_id = ?
                on conflict (seller_id, code) do update
                   set name = excluded.name, currency = excluded.currency,
                       lead_time_days = excluded.lead_time_days, account_id = excluded.account_id
                """,
                Columns.of(suppliers)
                        .longs(supplier -> ids.next())
                        .texts(Supplier::code)
                        .texts(Supplier::name)
                        .texts(Supplier::currency)
                        .ints(Supplier::leadTimeDays)
                        .longs(supplier -> supplier.accountId().orElse(0L))
                        .then(transaction.sellerId()));
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
