package penstock.core.masterdata;

import static penstock.core.masterdata.Column.required;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import penstock.core.catalogue.InvalidField;
import penstock.core.catalogue.InvalidField.Reason;
import penstock.core.catalogue.Kits;
import penstock.core.catalogue.Kits.Kit;
import penstock.core.catalogue.Skus;
import penstock.core.catalogue.Skus.Sku;
import penstock.core.store.Database;
import penstock.core.store.Transaction;

/** What kits consist of: a row for each component. */
final class KitTable extends KeptTable<Kit> {

    private static final List<Column> COLUMNS = List.of(
            required("sku", "The kit's code; its SKU is of kind KIT."),
            required("component", "A component's code."),
            required("quantity", "Of the component in one kit."));

    private final Kits kits;
    private final Skus skus;

    KitTable(Database database, Kits kits, Skus skus) {
        super(database, kits);
        this.kits = kits;
        this.skus = skus;
    }

    @Override
    public String name() {
        return "kits";
    }

    @Override
    public String meaning() {
        return "A component of a kit. The rows of a kit say all that it consists of; kits that the file does not list stay.";
    }

    @Override
    public List<Column> columns() {
        return COLUMNS;
    }

    @Override
    List<Entry<Kit>> read(Transaction transaction, List<Cells> rows) {
        Quantities quantities = Quantities.read(transaction, rows, "component");
        return grouped(rows, row -> row.text("sku")).values().stream()
                .map(group -> new Entry<>(group, read(group, quantities)))
                .toList();
    }

    private static Optional<Kit> read(List<Cells> rows, Quantities quantities) {
        Map<String, Integer> components = new HashMap<>();
        for (Cells row : rows) {
            row.require("sku");
            quantities.read(row, "component", "quantity").ifPresent(units -> {
                if (components.put(row.text("component"), units) != null) {
                    row.note(new InvalidField(
                            "component",
                            row.text("component"),
                            Reason.DUPLICATE_ROW,
                            "stands there twice for the kit; add the two up"));
                }
            });
        }
        return allFit(rows) ? rows.get(0).make(() -> new Kit(rows.get(0).text("sku"), components)) : Optional.empty();
    }

    @Override
    public void export(long sellerId, Consumer<List<String>> row) {
        SkuTable.pages(skus, sellerId, page -> {
            List<Kit> found =
                    kits.list(sellerId, page.stream().filter(Sku::isKit).toList());
            Map<String, Integer> decimals = Quantities.decimals(
                    skus,
                    sellerId,
                    found.stream()
                            .flatMap(kit -> kit.components().keySet().stream())
                            .toList());
            found.forEach(kit -> new TreeMap<>(kit.components())
                    .forEach((component, units) -> row.accept(List.of(
                            kit.sku(), component, Numbers.quantityText(units, decimals.getOrDefault(component, 0))))));
        });
    }
}
