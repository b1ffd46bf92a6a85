package penstock.core.production;

import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import penstock.core.catalogue.InvalidField;
import penstock.core.catalogue.InvalidField.Reason;
import penstock.core.catalogue.Skus.Sku;
import penstock.core.catalogue.bom.BomGraph.Requirement;
import penstock.core.catalogue.bom.Boms;
import penstock.core.money.Money;
import penstock.core.money.Price;
import penstock.core.store.Columns;
import penstock.core.store.Database;
import penstock.core.store.Transaction;
import penstock.core.store.Transaction.Row;
import penstock.core.valuation.ValuationReports;

/** Production orders as they are shown, and what they cost. Any thread. */
public final class ProductionViews {

    private final Database database;
    private final Boms boms;
    private final ValuationReports valuation;

    public ProductionViews(Database database, Boms boms, ValuationReports valuation) {
        this.database = database;
        this.boms = boms;
        this.valuation = valuation;
    }

    /** An order, without its parts. */
    public record OrderView(
            long productionId,
            String number,
            String purpose,
            String sku,
            String location,
            int bomVersion,
            int batch,
            int planned,
            LocalDate dueOn,
            String issuing,
            boolean inspected,
            String state,
            int good,
            int scrapped,
            int awaiting,
            Instant createdAt,
            Optional<Instant> releasedAt,
            Optional<Instant> startedAt,
            Optional<Instant> endedAt) {}

    /** A stage as it stands. */
    public record StageView(
            int stageNo,
            String name,
            String workCentre,
            int setupSeconds,
            int runSeconds,
            String state,
            Optional<Instant> waitingSince,
            Optional<Instant> startedAt,
            Optional<Instant> finishedAt,
            int good,
            int scrapped,
            long workedSeconds,
            long conversion) {}

    /** A material as it stands; {@code needed} is what the planned units take. */
    public record MaterialView(String sku, boolean consumable, long needed, int issued, int returned) {}

    /** What something was taken apart into. */
    public record OutputView(String sku, int units) {}

    /** What was done, and what moved with it. */
    public record EventView(
            long eventId,
            String callerId,
            String kind,
            int stageNo,
            int good,
            int scrapped,
            long seconds,
            String reason,
            Instant at,
            List<String> moved) {}

    private static final String ORDERS = """
            select o.*, s.code as sku, l.code as location
              from production_order o
              join sku s on s.seller_id = o.seller_id and s.sku_id = o.sku_id
              join location l on l.seller_id = o.seller_id and l.location_id = o.location_id
             where o.seller_id = ?
            """;

    /** Orders in a state ({@code ""} for all), the latest first, those before one. */
    public List<OrderView> list(long sellerId, String state, long before, int limit) {
        return database.transact(
                sellerId,
                transaction -> transaction.list(
                        ORDERS
                                + " and (? = '' or o.state = ?) and o.production_id < ? order by o.production_id desc limit ?",
                        ProductionViews::order,
                        sellerId,
                        state,
                        state,
                        before,
                        limit));
    }

    public Optional<OrderView> find(long sellerId, String number) {
        return database.transact(
                sellerId,
                transaction ->
                        transaction.find(ORDERS + " and o.number = ?", ProductionViews::order, sellerId, number));
    }

    private static OrderView order(Row row) throws SQLException {
        return new OrderView(
                row.getLong("production_id"),
                row.getText("number"),
                row.getText("purpose"),
                row.getText("sku"),
                row.getText("location"),
                row.getInt("bom_version"),
                row.getInt("batch"),
                row.getInt("planned"),
                LocalDate.parse(row.getText("due_on")),
                row.getText("issuing"),
                row.getBoolean("inspected"),
                row.getText("state"),
                row.getInt("good"),
                row.getInt("scrapped"),
                row.getInt("awaiting"),
                row.getInstant("created_at"),
                row.findInstant("released_at"),
                row.findInstant("started_at"),
                row.findInstant("ended_at"));
    }

    /** The stages of an order, in their order. */
    public List<StageView> stages(long sellerId, long productionId) {
        return database.transact(
                sellerId,
                transaction -> transaction.list(
                        "select * from production_stage where seller_id = ? and production_id = ? order by stage_no",
                        row -> new StageView(
                                row.getInt("stage_no"),
                                row.getText("name"),
                                row.getText("work_centre"),
                                row.getInt("setup_seconds"),
                                row.getInt("run_seconds"),
                                row.getText("state"),
                                row.findInstant("waiting_since"),
                                row.findInstant("started_at"),
                                row.findInstant("finished_at"),
                                row.getInt("good"),
                                row.getInt("scrapped"),
                                row.getLong("worked_seconds"),
                                row.getLong("conversion")),
                        sellerId,
                        productionId));
    }

    /** The materials of an order, by SKU. */
    public List<MaterialView> materials(long sellerId, long productionId) {
        return database.transact(
                sellerId,
                transaction -> transaction.list(
                        """
                        select s.code, m.*,
                               case when o.purpose = 'TAKE_APART' then o.planned
                                    else ceil(o.planned::numeric * m.per_batch / (o.batch::numeric * 10000)) end::bigint
                                    as needed
                          from production_order o
                          join production_material m on m.seller_id = o.seller_id and m.production_id = o.production_id
                          join sku s on s.seller_id = m.seller_id and s.sku_id = m.sku_id
                         where o.seller_id = ? and o.production_id = ?
                         order by s.code
                        """,
                        row -> new MaterialView(
                                row.getText("code"),
                                row.getBoolean("consumable"),
                                row.getLong("needed"),
                                row.getInt("issued"),
                                row.getInt("returned")),
                        sellerId,
                        productionId));
    }

    /** What an order that took something apart brought, by SKU. */
    public List<OutputView> outputs(long sellerId, long productionId) {
        return database.transact(
                sellerId,
                transaction -> transaction.list(
                        """
                        select s.code, u.units
                          from production_output u
                          join sku s on s.seller_id = u.seller_id and s.sku_id = u.sku_id
                         where u.seller_id = ? and u.production_id = ?
                         order by s.code
                        """, row -> new OutputView(row.getText("code"), row.getInt("units")), sellerId, productionId));
    }

    /** What was done about an order, the first first, after one. */
    public List<EventView> events(long sellerId, long productionId, long after, int limit) {
        return database.transact(
                sellerId,
                transaction -> transaction.list(
                        """
                        select e.*, (select coalesce(array_to_string(array_agg(
                                       lower(l.flow) || ' ' || s.code || ' ' || l.units order by l.flow, s.code), E'\\n'), '')
                                  from production_event_line l
                                  join sku s on s.seller_id = l.seller_id and s.sku_id = l.sku_id
                                 where l.seller_id = e.seller_id and l.event_id = e.event_id) as moved
                          from production_event e
                         where e.seller_id = ? and e.production_id = ? and e.event_id > ?
                         order by e.event_id
                         limit ?
                        """,
                        row -> new EventView(
                                row.getLong("event_id"),
                                row.getText("caller_id"),
                                row.getText("kind"),
                                row.getInt("stage_no"),
                                row.getInt("good"),
                                row.getInt("scrapped"),
                                row.getLong("seconds"),
                                row.getText("reason"),
                                row.getInstant("happened_at"),
                                row.getText("moved").isEmpty()
                                        ? List.of()
                                        : List.of(row.getText("moved").split("\n", -1))),
                        sellerId,
                        productionId,
                        after,
                        limit));
    }

    // cost -----------------------------------------------------------------------------------------------------------

    /** What an order cost so far, as far as the valuation has come. */
    public Optional<ProductionCost> cost(long sellerId, String number) {
        return database.transact(
                sellerId,
                transaction -> new CostedOrders(transaction).find(number).map(CostedOrders.Costed::cost));
    }

    /**
     * What so many units of a SKU should cost by the bills of materials and routings that are used now.
     *
     * @throws penstock.core.catalogue.InvalidField if more would be needed than can be written down
     */
    public StandardCost standardCost(long sellerId, Sku sku, int units) {
        List<Requirement> requirements = boms.graph(sellerId).explode(sku.code(), units);
        Map<Long, String> codes = new HashMap<>(Map.of(sku.skuId(), sku.code()));
        StandardCost.Basis unpriced = database.transact(sellerId, transaction -> {
            codes.putAll(codes(transaction, requirements));
            Map<String, List<Routings.Step>> routings = new HashMap<>();
            Routings.bySku(transaction, codes.keySet())
                    .forEach((skuId, steps) -> routings.put(codes.getOrDefault(skuId, ""), steps));
            return new StandardCost.Basis(routings, WorkCentres.byCode(transaction), Map.of());
        });
        Map<String, Price> prices = new HashMap<>();
        valuation
                .lastCosts(sellerId, codes.keySet())
                .forEach((skuId, price) -> prices.put(codes.getOrDefault(skuId, ""), price));
        try {
            StandardCost cost = StandardCost.of(
                    sku.code(),
                    units,
                    requirements,
                    new StandardCost.Basis(unpriced.routings(), unpriced.centres(), prices));
            if (cost.cost() <= Money.MAX_MINOR) {
                return cost;
            }
        } catch (ArithmeticException e) {
            // answered below, as a cost is that is only a little too large
        }
        throw new InvalidField(
                "quantity", "" + units, Reason.OUT_OF_RANGE, "would cost more than can be written down; ask for less");
    }

    private static Map<Long, String> codes(Transaction transaction, List<Requirement> requirements) {
        Map<Long, String> codes = new HashMap<>();
        transaction.list(
                """
                select s.sku_id, s.code
                  from unnest(?::text[]) as k (code)
                 cross join lateral (select * from sku s where s.seller_id = ? and s.code = k.code) as s
                """,
                row -> codes.put(row.getLong("sku_id"), row.getText("code")),
                Columns.of(requirements).texts(Requirement::sku).then(transaction.sellerId()));
        return codes;
    }
}
