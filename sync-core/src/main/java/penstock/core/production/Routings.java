package penstock.core.production;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import penstock.core.catalogue.Fit;
import penstock.core.catalogue.InvalidField;
import penstock.core.catalogue.InvalidField.Reason;
import penstock.core.catalogue.Skus.Sku;
import penstock.core.production.WorkCentres.WorkCentre;
import penstock.core.store.Columns;
import penstock.core.store.Database;
import penstock.core.store.Transaction;

/** Through which work centres a SKU goes when it is made. Any thread. */
public final class Routings {

    /** Stages of a routing. */
    public static final int MAX_STAGES = 50;

    /** A setup, or the work on one unit, takes a week at most. */
    public static final int MAX_SECONDS = 7 * 24 * 3600;

    private final Database database;

    public Routings(Database database) {
        this.database = database;
    }

    /**
     * A step.
     *
     * @param setupSeconds once an order
     * @param runSeconds a unit
     */
    public record Step(String name, String workCentre, int setupSeconds, int runSeconds) {
        public Step {
            Fit.text("name", name, Fit.MAX_NAME);
            Fit.within("setupSeconds", setupSeconds, 0, MAX_SECONDS);
            Fit.within("runSeconds", runSeconds, 0, MAX_SECONDS);
        }
    }

    /** Puts steps in the place of those before. Orders that were planned before keep theirs. */
    public void put(long sellerId, Sku sku, List<Step> steps) {
        if (steps.size() > MAX_STAGES) {
            throw new InvalidField(
                    "stages",
                    "" + steps.size(),
                    Reason.OUT_OF_RANGE,
                    "has " + steps.size() + " entries; at most " + MAX_STAGES + " are taken");
        }
        database.transact(sellerId, transaction -> {
            Map<String, WorkCentre> centres = WorkCentres.byCode(transaction);
            steps.stream()
                    .filter(step -> !centres.containsKey(step.workCentre()))
                    .findFirst()
                    .ifPresent(step -> {
                        throw new InvalidField(
                                "workCentre",
                                step.workCentre(),
                                Reason.UNKNOWN_VALUE,
                                "is no work centre of ours; create it first");
                    });
            write(transaction, sku.skuId(), steps);
            return steps;
        });
    }

    private record Numbered(int stageNo, Step step) {}

    private static void write(Transaction transaction, long skuId, List<Step> steps) {
        transaction.update(
                "delete from routing_stage where seller_id = ? and sku_id = ?", transaction.sellerId(), skuId);
        List<Numbered> rows = new ArrayList<>();
        steps.forEach(step -> rows.add(new Numbered(rows.size() + 1, step)));
        transaction.update(
                """
                insert into routing_stage (seller_id, sku_id, stage_no, name, work_centre, setup_seconds, run_seconds)
                select s.seller_id, ?, u.*
                  from seller s, unnest(?::int[], ?::text[], ?::text[], ?::int[], ?::int[]) as u
                 where s.seller_id = ?
                """,
                Columns.of(rows)
                        .value(skuId)
                        .ints(Numbered::stageNo)
                        .texts(row -> row.step().name())
                        .texts(row -> row.step().workCentre())
                        .ints(row -> row.step().setupSeconds())
                        .ints(row -> row.step().runSeconds())
                        .then(transaction.sellerId()));
    }

    /** The steps of a SKU, in their order. */
    public List<Step> list(long sellerId, Sku sku) {
        return database.transact(
                sellerId,
                transaction -> bySku(transaction, List.of(sku.skuId())).getOrDefault(sku.skuId(), List.of()));
    }

    static Map<Long, List<Step>> bySku(Transaction transaction, Collection<Long> skuIds) {
        Map<Long, List<Step>> found = new HashMap<>();
        transaction.list(
                """
                select r.*
                  from unnest(?::bigint[]) as k (sku_id)
                 cross join lateral (
                       select * from routing_stage r where r.seller_id = ? and r.sku_id = k.sku_id) as r
                 order by r.sku_id, r.stage_no
                """,
                row -> found.computeIfAbsent(row.getLong("sku_id"), sku -> new ArrayList<>())
                        .add(new Step(
                                row.getText("name"),
                                row.getText("work_centre"),
                                row.getInt("setup_seconds"),
                                row.getInt("run_seconds"))),
                Columns.of(skuIds).longs(id -> id).then(transaction.sellerId()));
        return found;
    }
}
