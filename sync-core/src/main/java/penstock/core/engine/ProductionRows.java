package penstock.core.engine;

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import penstock.core.book.ProductionOrder;
import penstock.core.book.ProductionOrder.Material;
import penstock.core.book.ProductionStage;
import penstock.core.book.Productions;
import penstock.core.store.Transaction;
import penstock.core.store.Transaction.Row;

/** Makes production orders of rows. One transaction. */
final class ProductionRows implements Productions.Rows {

    private final Transaction transaction;

    ProductionRows(Transaction transaction) {
        this.transaction = transaction;
    }

    @Override
    public Optional<ProductionOrder> findProduction(String number) {
        return transaction.find(
                "select * from production_order where seller_id = ? and number = ?",
                this::order,
                transaction.sellerId(),
                number);
    }

    private ProductionOrder order(Row row) throws SQLException {
        long productionId = row.getLong("production_id");
        return ProductionOrder.stored(
                head(row),
                stages(productionId),
                materials(productionId),
                new ProductionOrder.Times(
                        row.getInstant("created_at"),
                        row.findInstant("released_at"),
                        row.findInstant("started_at"),
                        row.findInstant("ended_at")),
                ProductionOrder.State.valueOf(row.getText("state")),
                new ProductionOrder.Made(row.getInt("good"), row.getInt("scrapped"), row.getInt("awaiting")));
    }

    private static ProductionOrder.Head head(Row row) throws SQLException {
        return new ProductionOrder.Head(
                row.getLong("production_id"),
                row.getText("number"),
                row.getBytes("content_hash"),
                ProductionOrder.Purpose.valueOf(row.getText("purpose")),
                row.getLong("sku_id"),
                row.getLong("location_id"),
                row.getInt("bom_version"),
                row.getInt("batch"),
                row.getInt("planned"),
                LocalDate.parse(row.getText("due_on")),
                ProductionOrder.Issuing.valueOf(row.getText("issuing")),
                row.getBoolean("inspected"));
    }

    private List<ProductionStage> stages(long productionId) {
        return transaction.list(
                "select * from production_stage where seller_id = ? and production_id = ? order by stage_no",
                ProductionRows::stage,
                transaction.sellerId(),
                productionId);
    }

    private static ProductionStage stage(Row row) throws SQLException {
        return new ProductionStage(
                new ProductionStage.Plan(
                        row.getInt("stage_no"),
                        row.getText("name"),
                        row.getText("work_centre"),
                        row.getInt("setup_seconds"),
                        row.getInt("run_seconds"),
                        row.getLong("cost_per_hour")),
                new ProductionStage.Progress(
                        ProductionStage.State.valueOf(row.getText("state")),
                        row.findInstant("waiting_since"),
                        row.findInstant("started_at"),
                        row.findInstant("finished_at"),
                        row.getInt("good"),
                        row.getInt("scrapped"),
                        row.getLong("worked_seconds"),
                        row.getLong("conversion")));
    }

    private List<Material> materials(long productionId) {
        return transaction.list(
                "select * from production_material where seller_id = ? and production_id = ? order by sku_id",
                row -> Material.stored(
                        row.getLong("sku_id"),
                        row.getBoolean("consumable"),
                        row.getLong("per_batch"),
                        row.getInt("issued"),
                        row.getInt("returned")),
                transaction.sellerId(),
                productionId);
    }

    @Override
    public Optional<byte[]> findProductionEvent(long productionId, String callerId) {
        return transaction.find(
                """
                select content_hash from production_event where seller_id = ? and production_id = ? and caller_id = ?
                """, row -> row.getBytes("content_hash"), transaction.sellerId(), productionId, callerId);
    }

    @Override
    public Optional<byte[]> findService(String number) {
        return transaction.find(
                "select content_hash from service_order where seller_id = ? and number = ?",
                row -> row.getBytes("content_hash"),
                transaction.sellerId(),
                number);
    }
}
