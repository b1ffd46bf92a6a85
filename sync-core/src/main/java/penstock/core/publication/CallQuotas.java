package penstock.core.publication;

import java.time.LocalDate;
import java.time.ZoneOffset;
import penstock.core.store.Database;

/** How much of the daily quotas of accounts is used, kept over restarts and take-overs. Any thread. */
public final class CallQuotas {

    private final Database database;

    public CallQuotas(Database database) {
        this.database = database;
    }

    /** Units of an operation that were used on a day (UTC). */
    public int used(long sellerId, long accountId, String operation, LocalDate day) {
        return database.transact(
                sellerId,
                transaction -> transaction
                        .find(
                                """
                        select used from call_quota
                         where seller_id = ? and account_id = ? and operation = ? and day_began = ?
                        """,
                                row -> row.getInt("used"),
                                sellerId,
                                accountId,
                                operation,
                                day.atStartOfDay(ZoneOffset.UTC).toInstant())
                        .orElse(0));
    }

    /** Notes how many there are by now; what was noted of an earlier day goes. */
    public void note(long sellerId, long accountId, String operation, LocalDate day, int used) {
        database.transact(
                sellerId,
                transaction -> transaction.update(
                        """
                        insert into call_quota (seller_id, account_id, operation, day_began, used) values (?, ?, ?, ?, ?)
                        on conflict (seller_id, account_id, operation) do update
                           set used = case when call_quota.day_began = excluded.day_began
                                           then greatest(call_quota.used, excluded.used) else excluded.used end,
                               day_began = excluded.day_began
                         where call_quota.day_began <= excluded.day_began
                        """,
                        sellerId,
                        accountId,
                        operation,
                        day.atStartOfDay(ZoneOffset.UTC).toInstant(),
                        used));
    }
}
