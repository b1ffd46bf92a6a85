package penstock.core.valuation;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import penstock.core.costing.Consumption;
import penstock.core.costing.CostEntry;
import penstock.core.costing.Layer;
import penstock.core.costing.Moment;
import penstock.core.costing.SkuCosts;
import penstock.core.costing.SkuTotals;
import penstock.core.money.Price;
import penstock.core.store.Columns;
import penstock.core.store.Transaction;

/** Writes a batch of the projection, one statement a table. One transaction, one thread. */
final class CostWriter {

    private final Transaction transaction;
    private final List<EntryRow> entries = new ArrayList<>();

    CostWriter(Transaction transaction) {
        this.transaction = transaction;
    }

    /** An entry of a SKU, numbered within what caused it. */
    private record EntryRow(long skuId, int lineNo, CostEntry entry) {}

    private record LayerRow(long skuId, Layer layer) {}

    private record ConsumptionRow(long skuId, Consumption consumption) {}

    private record TotalsRow(long skuId, SkuTotals totals) {}

    /** Costs of a SKU that are to be written. */
    record Changed(long skuId, SkuCosts costs) {}

    /** Notes entries of a SKU, in order. Those of one posting or document come one after the other. */
    void add(long skuId, Collection<CostEntry> noted) {
        Optional<Moment> last = Optional.empty();
        int lineNo = 0;
        for (CostEntry entry : noted) {
            lineNo = last.equals(Optional.of(entry.moment())) ? lineNo + 1 : 1;
            last = Optional.of(entry.moment());
            entries.add(new EntryRow(skuId, lineNo, entry));
        }
    }

    /** Forgets what is kept of a SKU, but for the journal. */
    void forget(long skuId) {
        for (String table : List.of("cost_layer", "layer_consumption", "sku_value")) {
            transaction.update(
                    "delete from " + table + " where seller_id = ? and sku_id = ?", transaction.sellerId(), skuId);
        }
    }

    void write(Collection<Changed> changed) {
        List<TotalsRow> totals = changed.stream()
                .map(sku -> new TotalsRow(sku.skuId(), sku.costs().totals()))
                .toList();
        List<LayerRow> layers = changed.stream()
                .flatMap(sku -> sku.costs().records().layers().stream()
                        .filter(Layer::changed)
                        .map(layer -> new LayerRow(sku.skuId(), layer)))
                .toList();
        List<ConsumptionRow> consumptions = changed.stream()
                .flatMap(sku -> sku.costs().records().consumptions().stream()
                        .filter(Consumption::changed)
                        .map(consumption -> new ConsumptionRow(sku.skuId(), consumption)))
                .toList();
        writeTotals(totals);
        writeLayers(layers);
        writeConsumptions(consumptions);
        writeEntries();
    }

    private void writeTotals(List<TotalsRow> rows) {
        all(
                rows,
                """
                insert into sku_value (seller_id, sku_id, method, units, value, allowance, variance, last_layer, last_amount,
                                       last_units, standard_amount, standard_units, month, month_from)
                select s.seller_id, u.*
                  from seller s,
                       unnest(?::bigint[], ?::text[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[],
                              ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::date[], ?::bigint[]) as u
                 where s.seller_id = ?
                on conflict (seller_id, sku_id) do update
                   set method = excluded.method, units = excluded.units, value = excluded.value,
                       allowance = excluded.allowance, variance = excluded.variance, last_layer = excluded.last_layer,
                       last_amount = excluded.last_amount, last_units = excluded.last_units,
                       standard_amount = excluded.standard_amount, standard_units = excluded.standard_units,
                       month = excluded.month, month_from = excluded.month_from
                """,
                Columns.of(rows)
                        .longs(TotalsRow::skuId)
                        .texts(row -> row.totals().method().name())
                        .longs(row -> row.totals().units())
                        .longs(row -> row.totals().value())
                        .longs(row -> row.totals().allowance())
                        .longs(row -> row.totals().variance())
                        .longs(row -> row.totals().lastLayer())
                        .nullableLongs(row ->
                                row.totals().lastPrice().map(Price::minor).orElse(null))
                        .nullableLongs(
                                row -> row.totals().lastPrice().map(Price::per).orElse(null))
                        .nullableLongs(
                                row -> row.totals().standard().map(Price::minor).orElse(null))
                        .nullableLongs(
                                row -> row.totals().standard().map(Price::per).orElse(null))
                        .texts(row ->
                                row.totals().month().map(LocalDate::toString).orElse(null))
                        .longs(row -> row.totals().monthFrom()));
    }

    private void writeLayers(List<LayerRow> rows) {
        all(
                rows,
                """
                insert into cost_layer (seller_id, sku_id, layer, quantity, remaining, account, goods, landed, value,
                                        provisional, cause, received_on)
                select s.seller_id, u.sku_id, u.layer, u.quantity, u.remaining, u.account, u.goods, u.landed, u.value,
                       u.provisional = 1, u.cause, u.received_on
                  from seller s,
                       unnest(?::bigint[], ?::bigint[], ?::int[], ?::int[], ?::text[], ?::bigint[], ?::bigint[], ?::bigint[],
                              ?::int[], ?::text[], ?::date[])
                       as u (sku_id, layer, quantity, remaining, account, goods, landed, value, provisional, cause,
                             received_on)
                 where s.seller_id = ?
                on conflict (seller_id, sku_id, layer) do update
                   set remaining = excluded.remaining, account = excluded.account, goods = excluded.goods,
                       landed = excluded.landed, value = excluded.value, provisional = excluded.provisional
                """,
                Columns.of(rows)
                        .longs(LayerRow::skuId)
                        .longs(row -> row.layer().position())
                        .ints(row -> row.layer().quantity())
                        .ints(row -> row.layer().remaining())
                        .texts(row -> row.layer().account().name())
                        .longs(row -> row.layer().figures().goods())
                        .longs(row -> row.layer().figures().landed())
                        .longs(row -> row.layer().figures().value())
                        .ints(row -> row.layer().provisional() ? 1 : 0)
                        .texts(row -> row.layer().source().cause())
                        .texts(row -> row.layer().source().receivedOn().toString()));
    }

    private void writeConsumptions(List<ConsumptionRow> rows) {
        all(
                rows,
                """
                insert into layer_consumption (seller_id, sku_id, position, layer, quantity, returned, value, relief,
                                               account, order_id, channel_account_id)
                select s.seller_id, u.*
                  from seller s,
                       unnest(?::bigint[], ?::bigint[], ?::bigint[], ?::int[], ?::int[], ?::bigint[], ?::bigint[], ?::text[],
                              ?::bigint[], ?::bigint[]) as u
                 where s.seller_id = ?
                on conflict (seller_id, sku_id, position, layer) do update
                   set returned = excluded.returned, value = excluded.value, relief = excluded.relief
                """,
                Columns.of(rows)
                        .longs(ConsumptionRow::skuId)
                        .longs(row -> row.consumption().source().position())
                        .longs(row -> row.consumption().source().layer())
                        .ints(row -> row.consumption().source().quantity())
                        .ints(row -> row.consumption().returned())
                        .longs(row -> row.consumption().value())
                        .longs(row -> row.consumption().relief())
                        .texts(row -> row.consumption().source().account().name())
                        .longs(row -> row.consumption().source().orderId())
                        .longs(row -> row.consumption().source().channelAccountId()));
    }

    private void writeEntries() {
        all(
                entries,
                """
                insert into cost_entry (seller_id, position, document_no, sku_id, line_no, booked_on, from_account,
                                        to_account, quantity, amount, channel_account_id, layer)
                select s.seller_id, u.*
                  from seller s,
                       unnest(?::bigint[], ?::bigint[], ?::bigint[], ?::int[], ?::date[], ?::text[], ?::text[], ?::bigint[],
                              ?::bigint[], ?::bigint[], ?::bigint[]) as u
                 where s.seller_id = ?
                """,
                Columns.of(entries)
                        .longs(row -> row.entry().moment().position())
                        .longs(row -> row.entry().moment().documentNo())
                        .longs(EntryRow::skuId)
                        .ints(EntryRow::lineNo)
                        .texts(row -> row.entry().bookedOn().toString())
                        .texts(row -> row.entry().from().name())
                        .texts(row -> row.entry().to().name())
                        .longs(row -> row.entry().quantity())
                        .longs(row -> row.entry().amount())
                        .longs(row -> row.entry().channelAccountId())
                        .longs(row -> row.entry().layer()));
    }

    private <R> void all(List<R> rows, String sql, Columns<R> columns) {
        if (!rows.isEmpty()) {
            transaction.update(sql, columns.then(transaction.sellerId()));
        }
    }
}
