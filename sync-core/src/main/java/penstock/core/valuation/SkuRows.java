package penstock.core.valuation;

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import penstock.core.costing.Consumption;
import penstock.core.costing.CostAccount;
import penstock.core.costing.CostMethod;
import penstock.core.costing.CostRecords;
import penstock.core.costing.Layer;
import penstock.core.costing.SkuTotals;
import penstock.core.money.Price;
import penstock.core.store.Transaction;
import penstock.core.store.Transaction.Row;

/** Reads what is kept of a SKU: its totals and open layers at once, the rest when asked for. One transaction. */
final class SkuRows implements CostRecords.Loader {

    private final Transaction transaction;
    private final long skuId;

    SkuRows(Transaction transaction, long skuId) {
        this.transaction = transaction;
        this.skuId = skuId;
    }

    Optional<SkuTotals> totals() {
        return transaction.find(
                "select * from sku_value where seller_id = ? and sku_id = ?",
                SkuRows::totals,
                transaction.sellerId(),
                skuId);
    }

    CostRecords records() {
        return new CostRecords(this, layers("remaining > 0"));
    }

    @Override
    public Optional<Layer> findLayer(long position) {
        return layers("layer = ?", position).stream().findFirst();
    }

    @Override
    public List<Consumption> ofLayer(long layer) {
        return consumptions("layer = ?", layer);
    }

    @Override
    public List<Consumption> ofOrder(long orderId) {
        return consumptions("order_id = ?", orderId);
    }

    @Override
    public List<Consumption> after(long position) {
        return consumptions("position > ?", position);
    }

    private List<Layer> layers(String condition, Object... values) {
        return transaction.list(
                "select * from cost_layer where seller_id = ? and sku_id = ? and " + condition + " order by layer",
                SkuRows::layer,
                parameters(values));
    }

    private List<Consumption> consumptions(String condition, Object... values) {
        return transaction.list(
                "select * from layer_consumption where seller_id = ? and sku_id = ? and returned < quantity and "
                        + condition,
                SkuRows::consumption,
                parameters(values));
    }

    private Object[] parameters(Object... values) {
        Object[] all = new Object[values.length + 2];
        all[0] = transaction.sellerId();
        all[1] = skuId;
        System.arraycopy(values, 0, all, 2, values.length);
        return all;
    }

    private static SkuTotals totals(Row row) throws SQLException {
        return new SkuTotals(
                CostMethod.valueOf(row.getText("method")),
                row.getLong("units"),
                row.getLong("value"),
                row.getLong("allowance"),
                row.getLong("variance"),
                row.getLong("last_layer"),
                price(row, "last"),
                price(row, "standard"),
                row.findText("month").map(LocalDate::parse),
                row.getLong("month_from"));
    }

    private static Optional<Price> price(Row row, String name) throws SQLException {
        Optional<Long> amount = row.findLong(name + "_amount");
        return amount.isEmpty() ? Optional.empty() : Optional.of(new Price(amount.get(), row.getLong(name + "_units")));
    }

    static Layer layer(Row row) throws SQLException {
        return Layer.stored(
                new Layer.Source(
                        row.getLong("layer"),
                        row.getInt("quantity"),
                        row.getText("cause"),
                        LocalDate.parse(row.getText("received_on"))),
                CostAccount.valueOf(row.getText("account")),
                new Layer.Figures(
                        row.getInt("remaining"),
                        row.getLong("goods"),
                        row.getLong("landed"),
                        row.getLong("value"),
                        row.getBoolean("provisional")));
    }

    private static Consumption consumption(Row row) throws SQLException {
        return Consumption.stored(
                new Consumption.Source(
                        row.getLong("position"),
                        row.getLong("layer"),
                        row.getInt("quantity"),
                        CostAccount.valueOf(row.getText("account")),
                        row.getLong("order_id"),
                        row.getLong("channel_account_id")),
                row.getInt("returned"),
                row.getLong("value"),
                row.getLong("relief"));
    }
}
