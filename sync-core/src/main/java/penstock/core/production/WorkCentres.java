package penstock.core.production;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import penstock.core.catalogue.Fit;
import penstock.core.catalogue.InvalidField;
import penstock.core.catalogue.InvalidField.Reason;
import penstock.core.catalogue.Master;
import penstock.core.catalogue.Written;
import penstock.core.production.WorkCentres.WorkCentre;
import penstock.core.store.Columns;
import penstock.core.store.Database;
import penstock.core.store.Transaction;
import penstock.core.store.Transaction.Row;

/** Where work is done. Any thread. */
public final class WorkCentres implements Master<WorkCentre> {

    /** Work centres of a seller. */
    public static final int MAX_WORK_CENTRES = 1_000;

    /** Minutes a day: ten machines round the clock. */
    public static final int MAX_MINUTES_A_DAY = 14_400;

    private static final long MAX_PER_HOUR = 10_000_000;

    private final Database database;

    public WorkCentres(Database database) {
        this.database = database;
    }

    /**
     * A machine, a bench, a team.
     *
     * @param minutesADay that it can work
     * @param labourPerHour minor units of the seller's currency
     * @param overheadPerHour machine, rent, power; minor units
     */
    public record WorkCentre(String code, String name, int minutesADay, long labourPerHour, long overheadPerHour) {
        public WorkCentre {
            Fit.code("code", code);
            Fit.text("name", name, Fit.MAX_NAME);
            Fit.within("minutesADay", minutesADay, 1, MAX_MINUTES_A_DAY);
            rate("labourPerHour", labourPerHour);
            rate("overheadPerHour", overheadPerHour);
        }

        private static void rate(String field, long perHour) {
            if (perHour < 0 || perHour > MAX_PER_HOUR) {
                throw new InvalidField(
                        field,
                        "" + perHour,
                        Reason.OUT_OF_RANGE,
                        "is " + perHour + " minor units; 0 to " + MAX_PER_HOUR + " are taken");
            }
        }

        /** What an hour costs in all. */
        public long costPerHour() {
            return labourPerHour + overheadPerHour;
        }
    }

    /** Creates or changes one. Orders that were planned before keep the rates they were planned with. */
    public Written.Outcome put(long sellerId, WorkCentre centre) {
        return database.transact(
                sellerId,
                transaction -> put(transaction, List.of(centre)).get(0).orThrow());
    }

    @Override
    public List<Written> put(Transaction transaction, List<WorkCentre> wanted) {
        Map<String, WorkCentre> known = byCode(transaction);
        Map<String, WorkCentre> rows = new LinkedHashMap<>();
        List<Written> outcomes = new ArrayList<>();
        for (WorkCentre centre : wanted) {
            Optional<WorkCentre> before = Optional.ofNullable(known.get(centre.code()));
            if (rows.containsKey(centre.code())) {
                outcomes.add(Written.rejected(new InvalidField(
                        "code", centre.code(), Reason.DUPLICATE_ROW, "stands here twice; keep one of the rows")));
            } else if (before.equals(Optional.of(centre))) {
                outcomes.add(Written.UNCHANGED);
            } else if (before.isEmpty() && known.size() >= MAX_WORK_CENTRES) {
                outcomes.add(Written.rejected(new InvalidField(
                        "code",
                        centre.code(),
                        Reason.OUT_OF_RANGE,
                        "is one more than the " + MAX_WORK_CENTRES + " work centres of a seller")));
            } else {
                known.put(centre.code(), centre);
                rows.put(centre.code(), centre);
                outcomes.add(before.isEmpty() ? Written.CREATED : Written.CHANGED);
            }
        }
        write(transaction, List.copyOf(rows.values()));
        return outcomes;
    }

    private static void write(Transaction transaction, List<WorkCentre> rows) {
        if (rows.isEmpty()) {
            return;
        }
        transaction.update(
                """
                insert into work_centre (seller_id, code, name, minutes_a_day, labour_per_hour, overhead_per_hour)
                select s.seller_id, u.*
                  from seller s, unnest(?::text[], ?::text[], ?::int[], ?::bigint[], ?::bigint[]) as u
                 where s.seller_id = ?
                on conflict (seller_id, code)
                do update set name = excluded.name, minutes_a_day = excluded.minutes_a_day,
                              labour_per_hour = excluded.labour_per_hour, overhead_per_hour = excluded.overhead_per_hour
                """,
                Columns.of(rows)
                        .texts(WorkCentre::code)
                        .texts(WorkCentre::name)
                        .ints(WorkCentre::minutesADay)
                        .longs(WorkCentre::labourPerHour)
                        .longs(WorkCentre::overheadPerHour)
                        .then(transaction.sellerId()));
    }

    /** All of them, by code. */
    public List<WorkCentre> list(long sellerId) {
        return List.copyOf(database.transact(sellerId, WorkCentres::byCode).values());
    }

    /** All of them, as a transaction sees them. */
    public static Map<String, WorkCentre> byCode(Transaction transaction) {
        Map<String, WorkCentre> found = new LinkedHashMap<>();
        transaction
                .list(
                        "select * from work_centre where seller_id = ? order by code",
                        WorkCentres::centre,
                        transaction.sellerId())
                .forEach(centre -> found.put(centre.code(), centre));
        return found;
    }

    private static WorkCentre centre(Row row) throws SQLException {
        return new WorkCentre(
                row.getText("code"),
                row.getText("name"),
                row.getInt("minutes_a_day"),
                row.getLong("labour_per_hour"),
                row.getLong("overhead_per_hour"));
    }
}
