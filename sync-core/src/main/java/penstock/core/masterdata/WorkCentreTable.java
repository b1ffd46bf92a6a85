package penstock.core.masterdata;

import static penstock.core.masterdata.Column.optional;
import static penstock.core.masterdata.Column.required;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import penstock.core.catalogue.Sellers;
import penstock.core.money.Money;
import penstock.core.production.WorkCentres;
import penstock.core.production.WorkCentres.WorkCentre;
import penstock.core.store.Database;
import penstock.core.store.Transaction;
import penstock.core.valuation.CostDocuments;

/** Where work is done, and what an hour of it costs. */
final class WorkCentreTable extends KeptTable<WorkCentre> {

    private static final List<Column> COLUMNS = List.of(
            required("code", "The seller's key; the row's key."),
            required("name", ""),
            required("minutes_a_day", "That it can work, 1 to " + WorkCentres.MAX_MINUTES_A_DAY + "."),
            optional("labour_per_hour", "In the seller's currency; nothing if empty."),
            optional("overhead_per_hour", "Machine, rent, power; nothing if empty."));

    private final WorkCentres centres;
    private final Sellers sellers;

    WorkCentreTable(Database database, WorkCentres centres, Sellers sellers) {
        super(database, centres);
        this.centres = centres;
        this.sellers = sellers;
    }

    @Override
    public String name() {
        return "work-centres";
    }

    @Override
    public String meaning() {
        return "A machine, a bench or a team, with its capacity and rates. What the file does not list stays.";
    }

    @Override
    public List<Column> columns() {
        return COLUMNS;
    }

    @Override
    List<Entry<WorkCentre>> read(Transaction transaction, List<Cells> rows) {
        Currency currency = CostDocuments.ownCurrency(transaction);
        Map<String, WorkCentre> known = WorkCentres.byCode(transaction);
        return rows.stream()
                .map(row -> new Entry<>(
                        List.of(row), read(row, currency, Optional.ofNullable(known.get(row.text("code"))))))
                .toList();
    }

    private static Optional<WorkCentre> read(Cells row, Currency currency, Optional<WorkCentre> before) {
        String code = row.require("code");
        String name = row.require("name");
        Optional<Integer> minutes = row.require("minutes_a_day", Numbers::whole);
        long labour = rate(row, "labour_per_hour", currency, before.map(WorkCentre::labourPerHour));
        long overhead = rate(row, "overhead_per_hour", currency, before.map(WorkCentre::overheadPerHour));
        return row.make(() -> new WorkCentre(code, name, minutes.orElseThrow(), labour, overhead));
    }

    private static long rate(Cells row, String column, Currency currency, Optional<Long> before) {
        return row.take(
                column,
                before.orElse(0L),
                0L,
                text -> UnitCosts.minorUnits(text, currency).longValueExact());
    }

    @Override
    public void export(long sellerId, Consumer<List<String>> row) {
        Currency currency = Money.currency(sellers.find(sellerId).orElseThrow().currency());
        centres.list(sellerId)
                .forEach(centre -> row.accept(List.of(
                        centre.code(),
                        centre.name(),
                        "" + centre.minutesADay(),
                        text(centre.labourPerHour(), currency),
                        text(centre.overheadPerHour(), currency))));
    }

    private static String text(long minor, Currency currency) {
        return BigDecimal.valueOf(minor, currency.getDefaultFractionDigits()).toPlainString();
    }
}
