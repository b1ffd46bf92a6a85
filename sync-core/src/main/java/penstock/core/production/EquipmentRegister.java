package penstock.core.production;

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import penstock.core.catalogue.Fit;
import penstock.core.catalogue.InvalidField;
import penstock.core.catalogue.InvalidField.Reason;
import penstock.core.catalogue.Master;
import penstock.core.catalogue.SkuRows;
import penstock.core.catalogue.Skus.Sku;
import penstock.core.catalogue.Written;
import penstock.core.production.EquipmentRegister.Equipment;
import penstock.core.store.Columns;
import penstock.core.store.Database;
import penstock.core.store.Transaction;
import penstock.core.store.Transaction.Row;

/** Equipment, and the spare parts and supplies it takes. Any thread. */
public final class EquipmentRegister implements Master<Equipment> {

    /** Spare parts and supplies of one piece of equipment, and of one service. */
    public static final int MAX_PARTS = 200;

    /** Hours on a meter: a century. */
    public static final int MAX_RUN_HOURS = 1_000_000;

    private static final int MAX_DAYS = 36_500;

    private final Database database;

    public EquipmentRegister(Database database) {
        this.database = database;
    }

    /**
     * A piece of equipment.
     *
     * @param location its code: where it stands, and whose stock its services take from
     * @param workCentre its code, {@code ""} for none
     * @param everyDays after so many days it is to be serviced
     * @param everyRunHours or after so many hours on its meter, whichever comes first
     * @param runHours what its meter shows
     * @param parts what a service of it usually takes: units by SKU
     */
    public record Equipment(
            String code,
            String name,
            String location,
            String workCentre,
            Optional<Integer> everyDays,
            Optional<Integer> everyRunHours,
            int runHours,
            LocalDate inUseSince,
            Map<String, Integer> parts) {
        public Equipment {
            Fit.code("code", code);
            Fit.text("name", name, Fit.MAX_NAME);
            everyDays.ifPresent(days -> Fit.within("everyDays", days, 1, MAX_DAYS));
            everyRunHours.ifPresent(hours -> Fit.within("everyRunHours", hours, 1, MAX_RUN_HOURS));
            Fit.within("runHours", runHours, 0, MAX_RUN_HOURS);
            if (parts.size() > MAX_PARTS) {
                throw new InvalidField(
                        "parts",
                        "" + parts.size(),
                        Reason.OUT_OF_RANGE,
                        "has " + parts.size() + " entries; at most " + MAX_PARTS + " are taken");
            }
            parts.values().forEach(units -> Fit.within("parts", units, 1, Fit.MAX_UNITS));
            parts = Map.copyOf(parts);
        }
    }

    /** Creates or changes one; its parts are put in the place of those before. */
    public Written.Outcome put(long sellerId, Equipment equipment) {
        return database.transact(
                sellerId,
                transaction -> put(transaction, List.of(equipment)).get(0).orThrow());
    }

    @Override
    public List<Written> put(Transaction transaction, List<Equipment> wanted) {
        Map<String, Equipment> known = byCode(transaction);
        Map<String, Long> locations = locations(transaction);
        Map<String, WorkCentres.WorkCentre> centres = WorkCentres.byCode(transaction);
        Map<String, Sku> skus = SkuRows.byCode(
                transaction,
                wanted.stream().flatMap(one -> one.parts().keySet().stream()).toList());
        Map<String, Equipment> rows = new LinkedHashMap<>();
        List<Written> outcomes = new ArrayList<>();
        for (Equipment one : wanted) {
            Optional<Equipment> before = Optional.ofNullable(known.get(one.code()));
            Optional<InvalidField> fault = fault(one, before, locations, centres, skus);
            if (fault.isEmpty() && rows.containsKey(one.code())) {
                fault = Optional.of(new InvalidField(
                        "code", one.code(), Reason.DUPLICATE_ROW, "stands here twice; keep one of the rows"));
            }
            if (fault.isPresent()) {
                outcomes.add(Written.rejected(fault.get()));
            } else if (before.equals(Optional.of(one))) {
                outcomes.add(Written.UNCHANGED);
            } else {
                rows.put(one.code(), one);
                outcomes.add(before.isEmpty() ? Written.CREATED : Written.CHANGED);
            }
        }
        write(transaction, List.copyOf(rows.values()), locations, skus);
        return outcomes;
    }

    private static Optional<InvalidField> fault(
            Equipment one,
            Optional<Equipment> before,
            Map<String, Long> locations,
            Map<String, WorkCentres.WorkCentre> centres,
            Map<String, Sku> skus) {
        if (!locations.containsKey(one.location())) {
            return Optional.of(new InvalidField(
                    "location",
                    one.location(),
                    Reason.UNKNOWN_LOCATION,
                    "is no WAREHOUSE of ours; parts are taken from stock that we keep"));
        } else if (!one.workCentre().isEmpty() && !centres.containsKey(one.workCentre())) {
            return Optional.of(new InvalidField(
                    "workCentre",
                    one.workCentre(),
                    Reason.UNKNOWN_VALUE,
                    "is no work centre of ours; create it first"));
        } else if (before.filter(old -> old.runHours() > one.runHours()).isPresent()) {
            return Optional.of(new InvalidField(
                    "runHours",
                    "" + one.runHours(),
                    Reason.CONTRADICTION,
                    "is less than the " + before.get().runHours() + " that its meter showed; meters do not go back"));
        }
        return one.parts().keySet().stream()
                .filter(code -> !skus.containsKey(code) || skus.get(code).isKit())
                .findFirst()
                .map(code -> new InvalidField(
                        "parts", code, Reason.UNKNOWN_SKU, "is no SKU of ours that has stock; create it first"));
    }

    static Map<String, Long> locations(Transaction transaction) {
        Map<String, Long> found = new HashMap<>();
        transaction.list(
                "select code, location_id from location where seller_id = ? and kind = 'WAREHOUSE'",
                row -> found.put(row.getText("code"), row.getLong("location_id")),
                transaction.sellerId());
        return found;
    }

    private record Part(String equipment, String sku, int units) {}

    private static void write(
            Transaction transaction, List<Equipment> rows, Map<String, Long> locations, Map<String, Sku> skus) {
        if (rows.isEmpty()) {
            return;
        }
        transaction.update(
                """
                insert into equipment (seller_id, code, name, location_id, work_centre, every_days, every_run_hours, run_hours,
                                       serviced_at_hours, in_use_since)
                select s.seller_id, u.code, u.name, u.location_id, u.work_centre, u.every_days, u.every_run_hours,
                       u.run_hours, 0, u.in_use_since::date
                  from seller s,
                       unnest(?::text[], ?::text[], ?::bigint[], ?::text[], ?::int[], ?::int[], ?::int[], ?::text[])
                           as u (code, name, location_id, work_centre, every_days, every_run_hours, run_hours, in_use_since)
                 where s.seller_id = ?
                on conflict (seller_id, code)
                do update set name = excluded.name, location_id = excluded.location_id, work_centre = excluded.work_centre,
                              every_days = excluded.every_days, every_run_hours = excluded.every_run_hours,
                              run_hours = excluded.run_hours, in_use_since = excluded.in_use_since
                """,
                Columns.of(rows)
                        .texts(Equipment::code)
                        .texts(Equipment::name)
                        .longs(one -> locations.getOrDefault(one.location(), 0L))
                        .texts(Equipment::workCentre)
                        .nullableInts(one -> one.everyDays().orElse(null))
                        .nullableInts(one -> one.everyRunHours().orElse(null))
                        .ints(Equipment::runHours)
                        .texts(one -> one.inUseSince().toString())
                        .then(transaction.sellerId()));
        transaction.update(
                "delete from equipment_part where seller_id = ? and equipment = any (?::text[])",
                transaction.sellerId(),
                rows.stream().map(Equipment::code).toArray(String[]::new));
        List<Part> parts = rows.stream()
                .flatMap(one -> one.parts().entrySet().stream()
                        .map(part -> new Part(one.code(), part.getKey(), part.getValue())))
                .toList();
        transaction.update(
                """
                insert into equipment_part (seller_id, equipment, sku_id, units)
                select s.seller_id, u.*
                  from seller s, unnest(?::text[], ?::bigint[], ?::int[]) as u
                 where s.seller_id = ?
                """,
                Columns.of(parts)
                        .texts(Part::equipment)
                        .longs(part -> SkuRows.idOf(part.sku(), skus))
                        .ints(Part::units)
                        .then(transaction.sellerId()));
    }

    /** All of them, as a transaction sees them. */
    public static Map<String, Equipment> byCode(Transaction transaction) {
        return byCode(transaction, "", Integer.MAX_VALUE);
    }

    private static Map<String, Equipment> byCode(Transaction transaction, String after, int limit) {
        Map<String, Map<String, Integer>> parts = new HashMap<>();
        transaction.list(
                """
                select p.equipment, s.code, p.units
                  from equipment_part p
                  join sku s on s.seller_id = p.seller_id and s.sku_id = p.sku_id
                 where p.seller_id = ?
                """,
                row -> parts.computeIfAbsent(row.getText("equipment"), code -> new TreeMap<>())
                        .put(row.getText("code"), row.getInt("units")),
                transaction.sellerId());
        Map<String, Equipment> found = new LinkedHashMap<>();
        transaction
                .list(
                        """
                        select e.*, l.code as location
                          from equipment e
                          join location l on l.seller_id = e.seller_id and l.location_id = e.location_id
                         where e.seller_id = ? and e.code > ?
                         order by e.code
                         limit ?
                        """,
                        row -> equipment(row, parts.getOrDefault(row.getText("code"), Map.of())),
                        transaction.sellerId(),
                        after,
                        limit)
                .forEach(one -> found.put(one.code(), one));
        return found;
    }

    private static Equipment equipment(Row row, Map<String, Integer> parts) throws SQLException {
        return new Equipment(
                row.getText("code"),
                row.getText("name"),
                row.getText("location"),
                row.getText("work_centre"),
                row.findInt("every_days"),
                row.findInt("every_run_hours"),
                row.getInt("run_hours"),
                LocalDate.parse(row.getText("in_use_since")),
                parts);
    }

    /** Equipment by code, after a code. */
    public List<Equipment> list(long sellerId, String after, int limit) {
        return List.copyOf(database.transact(sellerId, transaction -> byCode(transaction, after, limit))
                .values());
    }
}
