package penstock.core.masterdata;

import static penstock.core.masterdata.Column.optional;
import static penstock.core.masterdata.Column.required;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import penstock.core.catalogue.Fit;
import penstock.core.catalogue.InvalidField;
import penstock.core.catalogue.InvalidField.Reason;
import penstock.core.catalogue.Skus;
import penstock.core.catalogue.bom.Bom;
import penstock.core.catalogue.bom.Bom.Line;
import penstock.core.catalogue.bom.Bom.Role;
import penstock.core.catalogue.bom.Boms;
import penstock.core.store.Database;
import penstock.core.store.Transaction;

/** Bills of materials: a row for each line. */
final class BomTable extends KeptTable<Bom> {

    private static final List<Column> COLUMNS = List.of(
            required("sku", "What is made."),
            required("version", "From 1; versions do not change, a higher one takes the place of the one before."),
            optional("batch", "How much one batch yields, the same in all rows of the version; 1 if empty."),
            required("component", "What it takes."),
            required("quantity", "Of the component in one batch."),
            optional("scrap_percent", "Added for what is spoilt; 0 if empty, up to 100, two decimals."),
            optional("role", "COMPONENT, or CONSUMABLE for what is used up; COMPONENT if empty."));

    private final Boms boms;
    private final Skus skus;

    BomTable(Database database, Boms boms, Skus skus) {
        super(database, boms);
        this.boms = boms;
        this.skus = skus;
    }

    @Override
    public String name() {
        return "boms";
    }

    @Override
    public String meaning() {
        return "A line of a version of a bill of materials. The rows of a version say all of it.";
    }

    @Override
    public List<Column> columns() {
        return COLUMNS;
    }

    @Override
    List<Entry<Bom>> read(Transaction transaction, List<Cells> rows) {
        Quantities made = Quantities.read(transaction, rows, "sku");
        Quantities components = Quantities.read(transaction, rows, "component");
        return grouped(rows, row -> row.text("sku") + "\t" + row.text("version")).values().stream()
                .map(group -> new Entry<>(group, read(group, made, components)))
                .toList();
    }

    private static Optional<Bom> read(List<Cells> rows, Quantities made, Quantities components) {
        Cells first = rows.get(0);
        int decimals = made.find(first.text("sku"))
                .map(sku -> sku.profile().decimals())
                .orElse(0);
        int one = (int) Math.pow(10, decimals);
        int batch = first.take("batch", one, one, text -> Numbers.quantity(text, decimals));
        List<Line> lines = new ArrayList<>();
        for (Cells row : rows) {
            row.require("sku");
            row.require("version", Numbers::whole);
            if (!row.text("batch").equals(first.text("batch"))) {
                row.note(new InvalidField(
                        "batch",
                        row.text("batch"),
                        Reason.CONTRADICTION,
                        "is not that of line " + first.line() + ", of the same version"));
            }
            Optional<Integer> units = components.read(row, "component", "quantity");
            int scrap = row.take("scrap_percent", 0, 0, Numbers::basisPoints);
            Role role =
                    row.take("role", Role.COMPONENT, Role.COMPONENT, text -> Fit.constant(Role.class, "role", text));
            row.make(() -> new Line(row.text("component"), units.orElseThrow(), scrap, role))
                    .ifPresent(lines::add);
        }
        return allFit(rows)
                ? first.make(() -> new Bom(first.text("sku"), Numbers.whole(first.text("version")), batch, lines))
                : Optional.empty();
    }

    @Override
    public void export(long sellerId, Consumer<List<String>> row) {
        SkuTable.pages(skus, sellerId, page -> {
            List<Bom> found = boms.list(sellerId, page);
            Map<String, Integer> decimals = Quantities.decimals(
                    skus,
                    sellerId,
                    found.stream()
                            .flatMap(bom -> Stream.concat(
                                    Stream.of(bom.sku()), bom.lines().stream().map(Line::component)))
                            .toList());
            found.forEach(bom -> bom.lines().forEach(line -> row.accept(cells(bom, line, decimals))));
        });
    }

    private static List<String> cells(Bom bom, Line line, Map<String, Integer> decimals) {
        return List.of(
                bom.sku(),
                "" + bom.version(),
                Numbers.quantityText(bom.batch(), decimals.getOrDefault(bom.sku(), 0)),
                line.component(),
                Numbers.quantityText(line.units(), decimals.getOrDefault(line.component(), 0)),
                Numbers.quantityText(line.scrapBasisPoints(), 2),
                line.role().name());
    }
}
