package penstock.core.masterdata;

import static penstock.core.masterdata.Column.optional;
import static penstock.core.masterdata.Column.required;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import penstock.core.catalogue.Fit;
import penstock.core.catalogue.Identifier;
import penstock.core.catalogue.Identifier.Type;
import penstock.core.catalogue.Identifiers;
import penstock.core.catalogue.Identifiers.Identified;
import penstock.core.catalogue.Skus;
import penstock.core.store.Database;
import penstock.core.store.Transaction;

/** What the world calls SKUs. */
final class IdentifierTable extends KeptTable<Identified> {

    private static final List<Column> COLUMNS = List.of(
            required("sku", "The SKU's code."),
            required("type", "GTIN (EAN, UPC, ISBN), ASIN, FNSKU or MPN."),
            required("value", "As it is printed; format the column as text, or leading zeros get lost."),
            optional("pack", "The pack that it stands on; empty for the unit itself."));

    private final Identifiers identifiers;
    private final Skus skus;

    IdentifierTable(Database database, Identifiers identifiers, Skus skus) {
        super(database, identifiers);
        this.identifiers = identifiers;
        this.skus = skus;
    }

    @Override
    public String name() {
        return "identifiers";
    }

    @Override
    public String meaning() {
        return "An identifier of a SKU. What the file does not list stays.";
    }

    @Override
    public List<Column> columns() {
        return COLUMNS;
    }

    @Override
    List<Entry<Identified>> read(Transaction transaction, List<Cells> rows) {
        return rows.stream().map(row -> new Entry<>(List.of(row), read(row))).toList();
    }

    private static Optional<Identified> read(Cells row) {
        String sku = row.require("sku");
        Optional<Type> type = row.require("type", text -> Fit.constant(Type.class, "type", text));
        String value = row.require("value");
        return row.make(() -> new Identified(sku, Identifier.of(type.orElseThrow(), value, row.text("pack"))));
    }

    @Override
    public void export(long sellerId, Consumer<List<String>> row) {
        SkuTable.pages(
                skus,
                sellerId,
                page -> identifiers
                        .listAll(sellerId, page)
                        .forEach(one -> row.accept(List.of(
                                one.sku(),
                                one.identifier().type().name(),
                                one.identifier().value(),
                                one.identifier().pack()))));
    }
}
