package penstock.core.valuation;

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import penstock.core.costing.Consumption;
import penstock.core.costing.CostAccount;
import penstock.core.costing.CostMethod;
import penstock.core.costing.CostRecords;
import penstock.core.costing.Layer;
import penstock.core.costing.SkuTotals;
import penstock.core.money.Price;
import penstock.core.store.Columns;
import penstock.core.store.Transaction;
import penstock.core.store.Transaction.Query;
import penstock.core.store.Transaction.Row;

/** What is kept of a SKU: its totals and open layers, read for all SKUs at once, and the rest when asked for. One transaction. */
final class SkuRows implements CostRecords.Loader {

    private final Transaction transaction;
    private final long skuId;
    private Optional<SkuTotals> totals = Optional.empty();
    private final List<Layer> open = new ArrayList<>();

    private SkuRows(Transaction transaction, long skuId) {
        this.transaction = transaction;
        this.skuId = skuId;
    }

    /** Reads the totals and open layers of these SKUs, in two statements; each of them is in the answer. */
    static Map<Long, SkuRows> of(Transaction transaction, Collection<Long> skuIds) {
        Map<Long, SkuRows> rows = new HashMap<>();
        skuIds.forEach(skuId -> rows.put(skuId, new SkuRows(transaction, skuId)));
        if (rows.isEmpty()) {
            return rows;
        }
        Object[] parameters = Columns.of(rows.keySet()).longs(skuId -> skuId).then(transaction.sellerId());
        transaction.readAll(List.of(
                new Query("""
                        select v.*
                          from unnest(?::bigint[]) as k (sku_id)
                         cross join lateral (
                               select * from sku_value v where v.seller_id = ? and v.sku_id = k.sku_id) as v
                        """, row -> rows.get(row.getLong("sku_id")).totals = Optional.of(totals(row)), parameters),
                new Query("""
                        select l.*
                          from unnest(?::bigint[]) as k (sku_id)
                         cross join lateral (
                               select * from cost_layer l
                                where l.seller_id = ? and l.sku_id = k.sku_id and l.remaining > 0) as l
                         order by l.sku_id, l.layer
                        """, row -> rows.get(row.getLong("sku_id")).open.add(layer(row)), parameters)));
        return rows;
    }

    Optional<SkuTotals> totals() {
        return totals;
    }

    CostRecords records() {
        return new CostRecords(this, open);
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

    /** What an account was charged for units that did not come back. */
    long charged(CostAccount account) {
        return consumptions("account = ?", account.name()).stream()
                .mapToLong(Consumption::charge)
                .sum();
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
