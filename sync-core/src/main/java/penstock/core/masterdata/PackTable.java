package penstock.core.masterdata;

import static penstock.core.masterdata.Column.optional;
import static penstock.core.masterdata.Column.required;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import penstock.core.catalogue.Packs;
import penstock.core.catalogue.Packs.Pack;
import penstock.core.catalogue.Packs.Packed;
import penstock.core.catalogue.Size;
import penstock.core.catalogue.Skus;
import penstock.core.store.Database;
import penstock.core.store.Transaction;

/** Cases and pallets. */
final class PackTable extends KeptTable<Packed> {

    private static final List<Column> COLUMNS = List.of(
            required("sku", "The SKU's code."),
            required("name", "CASE, PALLET, whatever you call it."),
            required("quantity", "Units of the SKU in it, from 2."),
            optional("length_mm", ""),
            optional("width_mm", ""),
            optional("height_mm", ""),
            optional("weight_g", ""));

    private final Packs packs;
    private final Skus skus;

    PackTable(Database database, Packs packs, Skus skus) {
        super(database, packs);
        this.packs = packs;
        this.skus = skus;
    }

    @Override
    public String name() {
        return "packs";
    }

    @Override
    public String meaning() {
        return "A pack of a SKU. What the file does not list stays.";
    }

    @Override
    public List<Column> columns() {
        return COLUMNS;
    }

    @Override
    List<Entry<Packed>> read(Transaction transaction, List<Cells> rows) {
        return rows.stream().map(row -> new Entry<>(List.of(row), read(row))).toList();
    }

    private static Optional<Packed> read(Cells row) {
        String sku = row.require("sku");
        String name = row.require("name");
        Optional<Integer> units = row.require("quantity", Numbers::whole);
        Optional<Size> size = SkuTable.size(row, Size.UNKNOWN);
        return row.make(() -> new Packed(sku, new Pack(name, units.orElseThrow(), size.orElseThrow())));
    }

    @Override
    public void export(long sellerId, Consumer<List<String>> row) {
        SkuTable.pages(
                skus,
                sellerId,
                page -> packs.listAll(sellerId, page)
                        .forEach(one -> row.accept(Stream.concat(
                                        Stream.of(
                                                one.sku(),
                                                one.pack().name(),
                                                "" + one.pack().units()),
                                        SkuTable.size(one.pack().size()))
                                .toList())));
    }
}
