package penstock.core.production;

import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import penstock.core.book.ActedBy;
import penstock.core.book.Actor;
import penstock.core.book.Reply;
import penstock.core.book.ServiceOrder;
import penstock.core.catalogue.Fit;
import penstock.core.catalogue.InvalidField;
import penstock.core.catalogue.InvalidField.Reason;
import penstock.core.catalogue.SkuRows;
import penstock.core.catalogue.Skus.Sku;
import penstock.core.engine.Engine;
import penstock.core.order.ContentHash;
import penstock.core.store.Database;
import penstock.core.store.Transaction.Row;

/** When equipment is to be serviced, and its services. Any thread. */
public final class EquipmentServices {

    private final Database database;
    private final Engine engine;

    public EquipmentServices(Database database, Engine engine) {
        this.database = database;
        this.engine = engine;
    }

    /**
     * When equipment was serviced last and is to be serviced next.
     *
     * @param runHoursLeft until its meter says so, below zero when it has; empty where its meter says nothing
     * @param lacking parts of which its service could take less at its location than it usually does
     */
    public record Due(
            String code,
            String name,
            Optional<LocalDate> servicedOn,
            Optional<LocalDate> dueOn,
            Optional<Integer> runHoursLeft,
            boolean overdue,
            List<String> lacking) {}

    /** What is to be serviced up to a day, or has no more hours on its meter than so many; the most urgent first. */
    public List<Due> due(long sellerId, LocalDate today, LocalDate upTo, int withinRunHours, int offset, int limit) {
        return database.transact(sellerId, transaction -> {
            List<Due> due = transaction.list(
                    """
                    select *
                      from (select e.*, coalesce(e.serviced_on, e.in_use_since) + e.every_days as due_on,
                                   e.serviced_at_hours + e.every_run_hours - e.run_hours as hours_left
                              from equipment e
                             where e.seller_id = ?) as d
                     where d.due_on <= ?::date or d.hours_left <= ?
                     order by d.hours_left <= 0 or d.due_on < ?::date desc, d.due_on, d.hours_left, d.code
                    offset ? limit ?
                    """,
                    row -> due(row, today),
                    sellerId,
                    upTo.toString(),
                    withinRunHours,
                    today.toString(),
                    offset,
                    limit);
            Map<String, List<String>> lacking = new FreeParts(transaction)
                    .lacking(due.stream().map(Due::code).toList());
            return due.stream()
                    .map(one -> lacking(one, lacking.getOrDefault(one.code(), List.of())))
                    .toList();
        });
    }

    private static Due due(Row row, LocalDate today) throws SQLException {
        Optional<LocalDate> dueOn = row.findText("due_on").map(LocalDate::parse);
        Optional<Integer> hoursLeft = row.findInt("hours_left");
        return new Due(
                row.getText("code"),
                row.getText("name"),
                row.findText("serviced_on").map(LocalDate::parse),
                dueOn,
                hoursLeft,
                dueOn.filter(today::isAfter).isPresent()
                        || hoursLeft.filter(hours -> hours <= 0).isPresent(),
                List.of());
    }

    private static Due lacking(Due due, List<String> parts) {
        return new Due(due.code(), due.name(), due.servicedOn(), due.dueOn(), due.runHoursLeft(), due.overdue(), parts);
    }

    /**
     * That equipment was serviced.
     *
     * @param number the caller's; makes a repeat a repeat
     * @param runHours what its meter showed; what is known, where nobody says
     * @param used units by SKU; what its service usually takes, where nobody says
     */
    public record Service(
            String number,
            LocalDate servicedOn,
            Optional<Integer> runHours,
            Optional<Map<String, Integer>> used,
            String note) {
        public Service {
            Fit.code("number", number);
            runHours.ifPresent(hours -> Fit.within("runHours", hours, 0, EquipmentRegister.MAX_RUN_HOURS));
            used.ifPresent(parts -> parts.values().forEach(units -> Fit.within("used", units, 1, Fit.MAX_UNITS)));
            if (used.filter(parts -> parts.size() > EquipmentRegister.MAX_PARTS).isPresent()) {
                throw new InvalidField(
                        "used",
                        number,
                        Reason.OUT_OF_RANGE,
                        "has more than " + EquipmentRegister.MAX_PARTS + " entries");
            }
        }

        String content(String equipment) {
            return "SERVICE\t" + equipment + "\t" + servicedOn + "\t" + runHours + "\t" + used.map(TreeMap::new) + "\t"
                    + note;
        }
    }

    private record Known(long locationId, int runHours, Map<String, Integer> parts) {}

    /** Takes what a service used out of stock and notes it; empty if there is no such equipment. */
    public Optional<Reply> service(long sellerId, Actor actor, String equipment, Service service) {
        record Prepared(Known known, Map<String, Sku> skus) {}
        Optional<Prepared> prepared = database.transact(
                sellerId,
                transaction -> Optional.ofNullable(
                                EquipmentRegister.byCode(transaction).get(equipment))
                        .map(one -> {
                            Known known = new Known(
                                    EquipmentRegister.locations(transaction).getOrDefault(one.location(), 0L),
                                    service.runHours().orElse(one.runHours()),
                                    service.used().orElse(one.parts()));
                            return new Prepared(
                                    known,
                                    SkuRows.byCode(transaction, known.parts().keySet()));
                        }));
        return prepared.map(found ->
                engine.decide(sellerId, new ActedBy(actor, command(equipment, service, found.known(), found.skus()))));
    }

    private static ServeEquipment command(String equipment, Service service, Known known, Map<String, Sku> skus) {
        Map<Long, String> codes = new HashMap<>();
        List<ServiceOrder.Line> lines = new ArrayList<>();
        new TreeMap<>(known.parts()).forEach((code, units) -> {
            Sku sku = skus.get(code);
            if (sku == null || sku.isKit()) {
                throw new InvalidField("used", code, Reason.UNKNOWN_SKU, "is no SKU of ours that has stock");
            }
            codes.put(sku.skuId(), code);
            lines.add(new ServiceOrder.Line(sku.skuId(), units));
        });
        return new ServeEquipment(
                service.number(),
                ContentHash.of(service.content(equipment)),
                equipment,
                known.locationId(),
                service.servicedOn(),
                known.runHours(),
                service.note(),
                lines,
                codes);
    }

    /** A service as it is shown; {@code cost} in minor units, as far as the valuation has come. */
    public record ServiceView(
            long serviceId,
            String number,
            LocalDate servicedOn,
            int runHours,
            String note,
            List<String> used,
            long cost,
            Instant createdAt) {}

    /** Services of a piece of equipment, the latest first, those before one. */
    public List<ServiceView> services(long sellerId, String equipment, long before, int limit) {
        return database.transact(
                sellerId,
                transaction -> transaction.list(
                        """
                        select o.*, (select coalesce(array_to_string(array_agg(s.code || ' ' || l.units order by s.code), E'\\n'), '')
                                  from service_order_line l
                                  join sku s on s.seller_id = l.seller_id and s.sku_id = l.sku_id
                                 where l.seller_id = o.seller_id and l.service_id = o.service_id) as used,
                               coalesce((select sum(c.value - c.relief) from layer_consumption c
                                 where c.seller_id = ? and c.order_id = o.service_id), 0)::bigint as cost
                          from service_order o
                         where o.seller_id = ? and o.equipment = ? and o.service_id < ?
                         order by o.service_id desc
                         limit ?
                        """,
                        row -> new ServiceView(
                                row.getLong("service_id"),
                                row.getText("number"),
                                LocalDate.parse(row.getText("serviced_on")),
                                row.getInt("run_hours"),
                                row.getText("note"),
                                row.getText("used").isEmpty()
                                        ? List.of()
                                        : List.of(row.getText("used").split("\n", -1)),
                                row.getLong("cost"),
                                row.getInstant("created_at")),
                        sellerId,
                        sellerId,
                        equipment,
                        before,
                        limit));
    }
}
