package penstock.core.production;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import penstock.core.production.ProductionCost.Facts;
import penstock.core.production.ProductionCost.Used;
import penstock.core.production.ProductionCost.Work;
import penstock.core.store.Columns;
import penstock.core.store.Transaction;
import penstock.core.store.Transaction.Row;

/** Reads what orders took, as far as the valuation has come, and keeps what of it is in cost documents. One transaction. */
final class CostedOrders {

    private final Transaction transaction;

    CostedOrders(Transaction transaction) {
        this.transaction = transaction;
    }

    /** Units of an order's yield that came into stock together. */
    record MadeLayer(long skuId, long layer, long weight, long goods, boolean provisional) {}

    /**
     * An order and what it cost.
     *
     * @param rollUps how many changed something so far
     * @param corrections of these, since the order last changed itself
     * @param absorbed labour and overhead that is in documents
     * @param lost that is in documents
     * @param parked whether its cost was refused when it was looked at last
     */
    record Costed(
            long productionId,
            String number,
            long skuId,
            int revision,
            int costedRevision,
            int rollUps,
            int correctionsSoFar,
            long absorbed,
            long lost,
            boolean parked,
            Facts facts,
            List<MadeLayer> layers) {

        ProductionCost cost() {
            return ProductionCost.of(facts);
        }

        int corrections() {
            return revision == costedRevision ? correctionsSoFar : 0;
        }

        String documentId(String what) {
            return "production:" + productionId + ":" + (rollUps + 1) + ":" + what;
        }
    }

    /** Whether an order changed, or anything that its cost rests on may have; looks without a lock. */
    static boolean isBehind(Transaction transaction) {
        return transaction
                .find(
                        """
                        select exists (select from production_order where seller_id = ? and revision <> rolled_up)
                            or exists (select from production_order where seller_id = ?)
                               and not exists (
                                   select from production_cost_cursor c
                                    where c.seller_id = ? and c.position = s.head
                                      and c.document_no = coalesce((select max(d.document_no) from cost_document d
                                                                     where d.seller_id = ?), 0)) as behind
                          from seller s where s.seller_id = ?
                        """,
                        row -> row.getBoolean("behind"),
                        transaction.sellerId(),
                        transaction.sellerId(),
                        transaction.sellerId(),
                        transaction.sellerId(),
                        transaction.sellerId())
                .orElse(false);
    }

    private record Reached(long position, long documentNo, boolean between) {}

    /**
     * Has the orders looked at again whose materials turned out to cost something else.
     *
     * @return false while the valuation is behind what was read before, or in the middle of a document
     */
    boolean noteLaterCosts() {
        Reached now = reached("valuation_cursor", "sku_id <> 0");
        Reached before = reached("production_cost_cursor", "false");
        if (now.between() || now.position() < before.position() || now.documentNo() < before.documentNo()) {
            return false;
        }
        if (!now.equals(before)) {
            lookAgain(before, now);
            transaction.update("""
                    insert into production_cost_cursor (seller_id, position, document_no)
                    select s.seller_id, ?, ? from seller s where s.seller_id = ?
                    on conflict (seller_id) do update set position = excluded.position, document_no = excluded.document_no
                    """, now.position(), now.documentNo(), transaction.sellerId());
        }
        return true;
    }

    /**
     * A document about a layer concerns who took from it, the average of a month who took from the SKU, and another method
     * everybody.
     */
    private void lookAgain(Reached before, Reached now) {
        transaction.update(
                """
                update production_order o set rolled_up = 0
                  from (select c.order_id
                          from cost_document d
                          join cost_document_line l on l.seller_id = d.seller_id and l.document_no = d.document_no
                           and l.layer <> 0
                          join layer_consumption c on c.seller_id = l.seller_id and c.sku_id = l.sku_id
                           and c.layer = l.layer and c.account = 'PRODUCTION'
                         where d.seller_id = ? and d.document_no > ? and d.document_no <= ?
                         union
                        select c.order_id
                          from sku_value v
                          join layer_consumption c on c.seller_id = v.seller_id and c.sku_id = v.sku_id
                           and c.account = 'PRODUCTION'
                         where v.seller_id = ? and v.method = 'PERIODIC_AVERAGE' and v.month_from >= ?
                         union
                        select c.order_id
                          from cost_document d
                          join layer_consumption c on c.seller_id = d.seller_id and c.account = 'PRODUCTION'
                         where d.seller_id = ? and d.document_no > ? and d.document_no <= ? and d.kind = 'METHOD') as t
                 where o.seller_id = ? and o.production_id = t.order_id
                """,
                transaction.sellerId(),
                before.documentNo(),
                now.documentNo(),
                transaction.sellerId(),
                before.position(),
                transaction.sellerId(),
                before.documentNo(),
                now.documentNo(),
                transaction.sellerId());
    }

    private Reached reached(String table, String between) {
        return transaction
                .find(
                        "select position, document_no, " + between + " as between_skus from " + table
                                + " where seller_id = ?",
                        row -> new Reached(
                                row.getLong("position"), row.getLong("document_no"), row.getBoolean("between_skus")),
                        transaction.sellerId())
                .orElse(new Reached(0, 0, false));
    }

    /** Orders whose cost may have changed and whose postings are all valued, those with the deepest SKUs first. */
    List<Costed> due(int limit) {
        return list("""
                 and o.revision <> o.rolled_up
                 and o.changed_at <= coalesce(
                     (select c.position from valuation_cursor c where c.seller_id = o.seller_id), 0)
                 order by s.low_level_code desc, o.production_id
                 limit ?
                """, limit);
    }

    /** The order of a number. */
    Optional<Costed> find(String number) {
        return list(" and o.number = ?", number).stream().findFirst();
    }

    private List<Costed> list(String condition, Object parameter) {
        Map<Long, List<Used>> used = new HashMap<>();
        Map<Long, List<Work>> work = new HashMap<>();
        Map<Long, List<MadeLayer>> layers = new HashMap<>();
        List<Costed> heads = transaction.list(
                """
                select o.*, coalesce(c.revision, 0) as costed_revision, coalesce(c.roll_ups, 0) as roll_ups,
                       coalesce(c.corrections, 0) as corrections, coalesce(c.absorbed, 0) as absorbed,
                       coalesce(c.lost, 0) as lost, p.production_id is not null as parked
                  from production_order o
                  join sku s on s.seller_id = o.seller_id and s.sku_id = o.sku_id
                  left join production_cost c on c.seller_id = o.seller_id and c.production_id = o.production_id
                  left join parked_production_cost p
                    on p.seller_id = o.seller_id and p.production_id = o.production_id
                 where o.seller_id = ?
                """ + condition, row -> costed(row, used, work, layers), transaction.sellerId(), parameter);
        if (!heads.isEmpty()) {
            Object[] keys = Columns.of(heads).longs(Costed::productionId).then(transaction.sellerId());
            readUsed(keys, used);
            readWork(keys, work);
            readLayers(keys, layers);
        }
        return heads;
    }

    private static Costed costed(
            Row row, Map<Long, List<Used>> used, Map<Long, List<Work>> work, Map<Long, List<MadeLayer>> layers)
            throws SQLException {
        long productionId = row.getLong("production_id");
        String state = row.getText("state");
        return new Costed(
                productionId,
                row.getText("number"),
                row.getLong("sku_id"),
                row.getInt("revision"),
                row.getInt("costed_revision"),
                row.getInt("roll_ups"),
                row.getInt("corrections"),
                row.getLong("absorbed"),
                row.getLong("lost"),
                row.getBoolean("parked"),
                new Facts(
                        state.equals("COMPLETED") || state.equals("CANCELLED"),
                        row.getInt("batch"),
                        row.getInt("good"),
                        row.getInt("scrapped"),
                        used.computeIfAbsent(productionId, id -> new ArrayList<>()),
                        work.computeIfAbsent(productionId, id -> new ArrayList<>())),
                layers.computeIfAbsent(productionId, id -> new ArrayList<>()));
    }

    private void readUsed(Object[] keys, Map<Long, List<Used>> used) {
        transaction.list(
                """
                select k.production_id, c.*, coalesce(m.per_batch, 0) as per_batch
                  from unnest(?::bigint[]) as k (production_id)
                 cross join lateral (
                       select sku_id, sum(quantity - returned) as units, sum(value - relief) as cost
                         from layer_consumption c
                        where c.seller_id = ? and c.order_id = k.production_id and c.account = 'PRODUCTION'
                        group by sku_id) as c
                  left join production_material m
                    on m.seller_id = ? and m.production_id = k.production_id and m.sku_id = c.sku_id
                """,
                row -> used.computeIfAbsent(row.getLong("production_id"), id -> new ArrayList<>())
                        .add(new Used(row.getLong("per_batch"), row.getLong("units"), row.getLong("cost"))),
                keys[0],
                keys[1],
                keys[1]);
    }

    private void readWork(Object[] keys, Map<Long, List<Work>> work) {
        transaction.list(
                """
                select g.production_id, g.good + g.scrapped as units, g.conversion
                  from unnest(?::bigint[]) as k (production_id)
                 cross join lateral (
                       select * from production_stage g
                        where g.seller_id = ? and g.production_id = k.production_id) as g
                """,
                row -> work.computeIfAbsent(row.getLong("production_id"), id -> new ArrayList<>())
                        .add(new Work(row.getInt("units"), row.getLong("conversion"))),
                keys);
    }

    /** What was made weighs by its units, what came of something taken apart as was decided then. */
    private void readLayers(Object[] keys, Map<Long, List<MadeLayer>> layers) {
        transaction.list(
                """
                select k.production_id, l.*, coalesce(u.weight, l.quantity) as weight
                  from unnest(?::bigint[]) as k (production_id)
                 cross join lateral (
                       select * from cost_layer l
                        where l.seller_id = ? and l.cause = 'PRODUCTION ' || k.production_id
                          and l.account = 'PRODUCTION') as l
                  left join production_output u
                    on u.seller_id = ? and u.production_id = k.production_id and u.sku_id = l.sku_id
                 order by k.production_id, l.layer
                """,
                row -> layers.computeIfAbsent(row.getLong("production_id"), id -> new ArrayList<>())
                        .add(new MadeLayer(
                                row.getLong("sku_id"),
                                row.getLong("layer"),
                                row.getLong("weight"),
                                row.getLong("goods"),
                                row.getBoolean("provisional"))),
                keys[0],
                keys[1],
                keys[1]);
    }

    /** Notes that an order was looked at, and that the documents say what it cost if that has changed. */
    void noteRolledUp(Costed order, boolean changed) {
        if (order.parked()) {
            new ParkedCosts.Writer(transaction).unpark(order);
        }
        transaction.update(
                "update production_order set rolled_up = ? where seller_id = ? and production_id = ?",
                order.revision(),
                transaction.sellerId(),
                order.productionId());
        if (changed) {
            ProductionCost cost = order.cost();
            transaction.update(
                    """
                    insert into production_cost (seller_id, production_id, revision, roll_ups, corrections, absorbed, lost)
                    select s.seller_id, ?, ?, 1, ?, ?, ? from seller s where s.seller_id = ?
                    on conflict (seller_id, production_id)
                    do update set revision = excluded.revision, roll_ups = production_cost.roll_ups + 1,
                                  corrections = excluded.corrections, absorbed = excluded.absorbed, lost = excluded.lost
                    """,
                    order.productionId(),
                    order.revision(),
                    order.revision() == order.costedRevision() ? order.corrections() + 1 : 0,
                    cost.conversion(),
                    cost.lost(),
                    transaction.sellerId());
        }
    }
}
