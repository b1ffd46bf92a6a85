package penstock.core.warehouse;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import penstock.core.catalogue.Fit;
import penstock.core.catalogue.InvalidField;
import penstock.core.catalogue.Written.Outcome;
import penstock.core.store.Database;
import penstock.core.store.Transaction;

/** Why stock is adjusted: the usual reasons, and a seller's own. Any thread. */
public final class Reasons {

    /** What a count books its differences under. */
    public static final String COUNT = "COUNT";

    private static final Map<String, String> USUAL = Map.of(
            COUNT,
            "Counted otherwise",
            "FOUND",
            "Found again",
            "LOST",
            "Cannot be found",
            "THEFT",
            "Stolen",
            "BREAKAGE",
            "Broken",
            "EXPIRED",
            "Kept too long",
            "SAMPLE",
            "Given away as a sample",
            "OWN_USE",
            "Used by ourselves",
            "CORRECTION",
            "Entered wrongly");

    private final Database database;

    public Reasons(Database database) {
        this.database = database;
    }

    /** A reason; one that is not active is not taken any more. */
    public record Reason(String code, String name, boolean active) {
        public Reason {
            Fit.code("code", code);
            Fit.text("name", name, Fit.MAX_NAME);
        }
    }

    /** All reasons by code. */
    public List<Reason> list(long sellerId) {
        return database.transact(sellerId, Reasons::list);
    }

    private static List<Reason> list(Transaction transaction) {
        Map<String, Reason> reasons = new TreeMap<>();
        USUAL.forEach((code, name) -> reasons.put(code, new Reason(code, name, true)));
        transaction.list(
                "select * from adjustment_reason where seller_id = ?",
                row -> reasons.put(
                        row.getText("code"),
                        new Reason(row.getText("code"), row.getText("name"), row.getBoolean("active"))),
                transaction.sellerId());
        return List.copyOf(reasons.values());
    }

    /** Adds a reason, or changes what one is called and whether it is taken. */
    public Outcome put(long sellerId, Reason reason) {
        return database.transact(sellerId, transaction -> {
            List<Reason> before = list(transaction);
            if (before.contains(reason)) {
                return Outcome.UNCHANGED;
            }
            transaction.update("""
                    insert into adjustment_reason (seller_id, code, name, active)
                    values (?, ?, ?, ?)
                    on conflict (seller_id, code) do update set name = excluded.name, active = excluded.active
                    """, sellerId, reason.code(), reason.name(), reason.active());
            return before.stream().anyMatch(one -> one.code().equals(reason.code()))
                    ? Outcome.CHANGED
                    : Outcome.CREATED;
        });
    }

    /** Whether an adjustment may be booked under it. */
    public boolean isTaken(long sellerId, String code) {
        return isTaken(list(sellerId), code);
    }

    /**
     * Refuses a reason under which nothing may be booked.
     *
     * @throws InvalidField if it is none, or not active any more
     */
    public static void require(Transaction transaction, String code) {
        if (!isTaken(list(transaction), code)) {
            throw new InvalidField(
                    "reason", code, InvalidField.Reason.UNKNOWN_VALUE, "is no adjustment reason; see the list of them");
        }
    }

    private static boolean isTaken(List<Reason> reasons, String code) {
        return reasons.stream()
                .anyMatch(reason -> reason.active() && reason.code().equals(code));
    }
}
