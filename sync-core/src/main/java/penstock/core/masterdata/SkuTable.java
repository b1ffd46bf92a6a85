package penstock.core.masterdata;

import static penstock.core.masterdata.Column.optional;
import static penstock.core.masterdata.Column.required;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import penstock.core.catalogue.Family;
import penstock.core.catalogue.Fit;
import penstock.core.catalogue.Size;
import penstock.core.catalogue.SkuProfile;
import penstock.core.catalogue.SkuProfile.Kind;
import penstock.core.catalogue.SkuProfile.Lifecycle;
import penstock.core.catalogue.SkuRows;
import penstock.core.catalogue.Skus;
import penstock.core.catalogue.Skus.Sharing;
import penstock.core.catalogue.Skus.Sku;
import penstock.core.catalogue.Tracking;
import penstock.core.catalogue.Trade;
import penstock.core.catalogue.Unit;
import penstock.core.shelf.PickingRule;
import penstock.core.store.Database;
import penstock.core.store.Transaction;

/** The SKUs. */
final class SkuTable extends KeptTable<SkuProfile> {

    private static final List<Column> COLUMNS = List.of(
            required("code", "The seller's key; the row's key."),
            optional("title", "Needed of a new SKU."),
            optional(
                    "kind",
                    "FINISHED_GOOD, RAW_MATERIAL, WORK_IN_PROGRESS, MRO_SUPPLY or KIT; FINISHED_GOOD if empty."),
            optional("unit", "PIECE if empty; PAIR, SET, GRAM, KILOGRAM, METRE, LITRE and so on."),
            optional("decimals", "0 to 3, 0 for what is counted."),
            optional("lifecycle", "ACTIVE, PHASING_OUT or DISCONTINUED."),
            optional("sharing", "POOL or PARTITIONED."),
            optional("safety_stock", "Units never offered."),
            optional("tracking", "NONE, LOT or SERIAL."),
            optional("shelf_life_days", "From making to expiry."),
            optional("days_on_receipt", "That must be left when it comes."),
            optional("days_on_sale", "That must be left when it is sold."),
            optional("picking_rule", "FEFO, FIFO or LIFO; FEFO if empty."),
            optional("length_mm", "Packed."),
            optional("width_mm", "Packed."),
            optional("height_mm", "Packed."),
            optional("weight_g", "Packed."),
            optional("un_number", "Of a dangerous good: UN1263."),
            optional("hazard_class", "Of a dangerous good: 3, 2.1, 1.4S."),
            optional("country_of_origin", "Two letters of ISO 3166-1."),
            optional("hs_code", "6 to 13 digits."),
            optional("brand", ""),
            optional("category", "A path: Kitchen > Mugs."),
            optional("style", "What variants have in common."),
            optional("attributes", "What tells variants apart: colour=blue; size=M."));

    private final Skus skus;

    SkuTable(Database database, Skus skus) {
        super(database, skus);
        this.skus = skus;
    }

    @Override
    public String name() {
        return "skus";
    }

    @Override
    public String meaning() {
        return "A SKU. A column that the file does not have stays as it is, an empty cell empties it.";
    }

    @Override
    public List<Column> columns() {
        return COLUMNS;
    }

    @Override
    List<Entry<SkuProfile>> read(Transaction transaction, List<Cells> rows) {
        Map<String, Sku> known = SkuRows.byCode(
                transaction, rows.stream().map(row -> row.text("code")).toList());
        return rows.stream()
                .map(row -> new Entry<>(List.of(row), profile(row, Optional.ofNullable(known.get(row.text("code"))))))
                .toList();
    }

    private static Optional<SkuProfile> profile(Cells row, Optional<Sku> known) {
        String code = row.require("code");
        String title = known.isPresent() && !row.has("title") ? known.get().title() : row.require("title");
        if (!row.faults().isEmpty()) {
            return Optional.empty();
        }
        Optional<SkuProfile> before =
                known.map(Sku::profile).or(() -> row.make(() -> SkuProfile.plain(code, title, Sharing.POOL, 0)));
        return before.flatMap(old -> profile(row, code, title, old));
    }

    private static Optional<SkuProfile> profile(Cells row, String code, String title, SkuProfile old) {
        Kind kind = row.take("kind", old.kind(), Kind.FINISHED_GOOD, constant(Kind.class, "kind"));
        Unit unit = row.take("unit", old.unit(), Unit.PIECE, constant(Unit.class, "unit"));
        int decimals = row.take("decimals", old.decimals(), 0, Numbers::whole);
        Lifecycle lifecycle =
                row.take("lifecycle", old.lifecycle(), Lifecycle.ACTIVE, constant(Lifecycle.class, "lifecycle"));
        Sharing sharing = row.take("sharing", old.sharing(), Sharing.POOL, constant(Sharing.class, "sharing"));
        int safetyStock = row.take("safety_stock", old.safetyStock(), 0, Numbers::whole);
        Optional<Tracking> tracking = tracking(row, old.tracking());
        Optional<Size> size = size(row, old.size());
        Optional<Trade> trade = trade(row, old.trade());
        Optional<Family> family = family(row, old.family());
        return row.make(() -> new SkuProfile(
                code,
                title,
                kind,
                unit,
                decimals,
                lifecycle,
                sharing,
                safetyStock,
                tracking.orElseThrow(),
                size.orElseThrow(),
                trade.orElseThrow(),
                family.orElseThrow()));
    }

    private static Optional<Tracking> tracking(Cells row, Tracking old) {
        Tracking.By by = row.take("tracking", old.by(), Tracking.By.NONE, constant(Tracking.By.class, "tracking"));
        Optional<Integer> shelfLife = row.find("shelf_life_days", old.shelfLifeDays(), Numbers::whole);
        Optional<Integer> onReceipt = row.find("days_on_receipt", old.daysOnReceipt(), Numbers::whole);
        Optional<Integer> onSale = row.find("days_on_sale", old.daysOnSale(), Numbers::whole);
        Optional<PickingRule> picking =
                row.find("picking_rule", old.picking(), text -> Fit.constant(PickingRule.class, "picking", text));
        return row.make(() -> new Tracking(by, shelfLife, onReceipt, onSale, picking));
    }

    /** How large and heavy a row says that one is. */
    static Optional<Size> size(Cells row, Size old) {
        Optional<Integer> length = row.find("length_mm", old.lengthMm(), Numbers::whole);
        Optional<Integer> width = row.find("width_mm", old.widthMm(), Numbers::whole);
        Optional<Integer> height = row.find("height_mm", old.heightMm(), Numbers::whole);
        Optional<Integer> weight = row.find("weight_g", old.weightG(), Numbers::whole);
        return row.make(() -> new Size(length, width, height, weight));
    }

    private static Optional<Trade> trade(Cells row, Trade old) {
        Function<String, String> asItIs = text -> text;
        Optional<String> unNumber = row.find("un_number", old.unNumber(), asItIs);
        Optional<String> hazardClass = row.find("hazard_class", old.hazardClass(), asItIs);
        Optional<String> origin = row.find("country_of_origin", old.countryOfOrigin(), asItIs);
        Optional<String> hsCode = row.find("hs_code", old.hsCode(), asItIs);
        return row.make(() -> new Trade(unNumber, hazardClass, origin, hsCode));
    }

    private static Optional<Family> family(Cells row, Family old) {
        Function<String, String> asItIs = text -> text;
        Optional<String> brand = row.find("brand", old.brand(), asItIs);
        Optional<String> category = row.find("category", old.category(), asItIs);
        Optional<String> style = row.find("style", old.style(), asItIs);
        Map<String, String> attributes = row.take("attributes", old.attributes(), Map.of(), Family::attributes);
        return row.make(() -> new Family(brand, category, style, attributes));
    }

    private static <E extends Enum<E>> Function<String, E> constant(Class<E> type, String column) {
        return text -> Fit.constant(type, column, text);
    }

    @Override
    public void export(long sellerId, Consumer<List<String>> row) {
        pages(skus, sellerId, page -> page.forEach(sku -> row.accept(cells(sku.profile()))));
    }

    /** Reads SKUs to the end, a page at a time. */
    static void pages(Skus skus, long sellerId, Consumer<List<Sku>> page) {
        String after = "";
        List<Sku> found;
        do {
            found = skus.list(sellerId, after, MasterData.PAGE);
            page.accept(found);
            after = found.isEmpty() ? after : found.get(found.size() - 1).code();
        } while (found.size() == MasterData.PAGE);
    }

    private static List<String> cells(SkuProfile sku) {
        Tracking tracking = sku.tracking();
        Trade trade = sku.trade();
        Family family = sku.family();
        return Stream.of(
                        Stream.of(
                                sku.code(),
                                sku.title(),
                                sku.kind().name(),
                                sku.unit().name(),
                                "" + sku.decimals(),
                                sku.lifecycle().name(),
                                sku.sharing().name(),
                                "" + sku.safetyStock(),
                                tracking.by().name()),
                        Stream.of(tracking.shelfLifeDays(), tracking.daysOnReceipt(), tracking.daysOnSale())
                                .map(SkuTable::text),
                        Stream.of(tracking.picking().map(Enum::name).orElse("")),
                        size(sku.size()),
                        Stream.of(
                                        trade.unNumber(),
                                        trade.hazardClass(),
                                        trade.countryOfOrigin(),
                                        trade.hsCode(),
                                        family.brand(),
                                        family.category(),
                                        family.style())
                                .map(SkuTable::text),
                        Stream.of(family.attributeText()))
                .flatMap(cells -> cells)
                .toList();
    }

    static Stream<String> size(Size size) {
        return Stream.of(size.lengthMm(), size.widthMm(), size.heightMm(), size.weightG())
                .map(SkuTable::text);
    }

    private static String text(Optional<?> value) {
        return value.map(Object::toString).orElse("");
    }
}
