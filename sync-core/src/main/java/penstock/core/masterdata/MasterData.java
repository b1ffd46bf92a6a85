package penstock.core.masterdata;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import penstock.core.book.Reply;
import penstock.core.catalogue.Identifiers;
import penstock.core.catalogue.Kits;
import penstock.core.catalogue.Listings;
import penstock.core.catalogue.Listings.Bound;
import penstock.core.catalogue.Locations;
import penstock.core.catalogue.Packs;
import penstock.core.catalogue.Sellers;
import penstock.core.catalogue.Skus;
import penstock.core.catalogue.bom.Boms;
import penstock.core.engine.Engine;
import penstock.core.ledger.Stock;
import penstock.core.order.MapParkedLines;
import penstock.core.order.Orders;
import penstock.core.order.Orders.ParkedSku;
import penstock.core.port.ChannelKinds;
import penstock.core.port.SheetFiles.SheetRow;
import penstock.core.port.SheetFiles.UnusableSheet;
import penstock.core.production.EquipmentRegister;
import penstock.core.production.WorkCentres;
import penstock.core.purchasing.Suppliers;
import penstock.core.store.Database;
import penstock.core.valuation.CostDocuments;
import penstock.core.warehouse.Bins;

/** Takes in and gives out the tables that a seller keeps in spreadsheets. Any thread. */
public final class MasterData {

    /** Rows of a file, the header not counted; a larger one is to be split. */
    public static final int MAX_ROWS = 50_000;

    /** Bytes of a file as it is sent. */
    public static final long MAX_BYTES = 32L * 1024 * 1024;

    /** SKUs read at a time when a table is given out. */
    static final int PAGE = 500;

    private final Map<String, SheetTable> tables = new LinkedHashMap<>();

    private MasterData(List<SheetTable> tables) {
        tables.forEach(table -> this.tables.put(table.name(), table));
    }

    /** What the tables are kept in; a composition fills it by its types. */
    public record Rooms(
            Database database,
            Sellers sellers,
            Skus skus,
            Identifiers identifiers,
            Packs packs,
            Kits kits,
            Boms boms,
            Locations locations,
            Bins bins,
            Listings listings,
            WorkCentres workCentres,
            EquipmentRegister equipment,
            Suppliers suppliers,
            ChannelKinds kinds,
            Stock stock,
            Engine engine,
            CostDocuments costs,
            Clock clock) {}

    /** All tables, in the order in which a new seller's files are taken in. */
    public static MasterData of(Rooms rooms) {
        Database database = rooms.database();
        return new MasterData(List.of(
                new SkuTable(database, rooms.skus()),
                new PackTable(database, rooms.packs(), rooms.skus()),
                new IdentifierTable(database, rooms.identifiers(), rooms.skus()),
                new KitTable(database, rooms.kits(), rooms.skus()),
                new BomTable(database, rooms.boms(), rooms.skus()),
                new LocationTable(database, rooms.locations()),
                new BinTable(database, rooms.bins(), rooms.locations()),
                new WorkCentreTable(database, rooms.workCentres(), rooms.sellers()),
                new EquipmentTable(database, rooms.equipment()),
                new SupplierTable(database, rooms.suppliers(), rooms.kinds()),
                new OpeningStockTable(
                        database,
                        rooms.sellers(),
                        rooms.locations(),
                        rooms.stock(),
                        rooms.engine(),
                        new OpeningCosts(rooms.costs(), rooms.clock())),
                new ListingTable(
                        database, rooms.listings(), (sellerId, bound) -> mapParkedLines(rooms, sellerId, bound))));
    }

    /** Also those of a binding that was there: whoever made it may have died before they were mapped. */
    private static void mapParkedLines(Rooms rooms, long sellerId, List<Bound> bound) {
        Set<ParkedSku> parked = new Orders(rooms.database(), rooms.clock()).parkedSkus(sellerId);
        for (Bound kept : bound) {
            ParkedSku sku = new ParkedSku(kept.accountId(), kept.binding().channelSku());
            if (parked.contains(sku)) {
                mapParkedLines(rooms.engine(), sellerId, sku);
            }
        }
    }

    private static void mapParkedLines(Engine engine, long sellerId, ParkedSku sku) {
        Reply reply;
        do {
            reply = engine.decide(sellerId, new MapParkedLines(sku.accountId(), sku.channelSku()));
        } while (reply.id() > 0);
    }

    /**
     * A table and what its columns mean.
     *
     * @param meaning what a row is, for a person
     */
    public record Table(String name, String meaning, List<Column> columns) {}

    public List<Table> tables() {
        return tables.values().stream()
                .map(table -> new Table(table.name(), table.meaning(), table.columns()))
                .toList();
    }

    public boolean has(String table) {
        return tables.containsKey(table);
    }

    /**
     * Takes in a file: rows that are right are written, the others are refused each with its reason.
     *
     * @param rows the header first
     * @throws UnusableSheet if the file as a whole cannot be used: nothing is written
     */
    public ImportReport take(long sellerId, String table, Iterator<SheetRow> rows, boolean dryRun) {
        SheetTable known = get(table);
        if (!rows.hasNext()) {
            throw new UnusableSheet("the file is empty: it needs a header and rows");
        }
        Map<String, Integer> places = places(known, rows.next());
        List<SheetRow> all = new ArrayList<>();
        while (rows.hasNext()) {
            SheetRow row = rows.next();
            requireNamed(row, places);
            all.add(row);
            if (all.size() > MAX_ROWS) {
                throw new UnusableSheet("the file has more than " + MAX_ROWS + " rows; split it");
            }
        }
        return new ImportReport(table, dryRun, known.apply(sellerId, places, all, dryRun));
    }

    /** What stands under no name would be dropped silently. */
    private static void requireNamed(SheetRow row, Map<String, Integer> places) {
        for (int place = 0; place < row.cells().size(); place++) {
            if (!row.cells().get(place).isBlank() && !places.containsValue(place)) {
                throw new UnusableSheet("line " + row.line() + " has a value in column " + (place + 1)
                        + ", which has no name in the header; name the column, or look for a separator too much");
            }
        }
    }

    /** Gives out a table, its header first. */
    public void give(long sellerId, String table, Consumer<List<String>> row) {
        SheetTable known = get(table);
        row.accept(known.columns().stream().map(Column::name).toList());
        known.export(sellerId, row);
    }

    private SheetTable get(String table) {
        return Optional.ofNullable(tables.get(table))
                .orElseThrow(() -> new IllegalArgumentException("no table is called " + table));
    }

    private static Map<String, Integer> places(SheetTable table, SheetRow header) {
        List<String> names = table.columns().stream().map(Column::name).toList();
        Map<String, Integer> places = new HashMap<>();
        for (int place = 0; place < header.cells().size(); place++) {
            String name =
                    header.cells().get(place).strip().toLowerCase(Locale.ROOT).replace(' ', '_');
            if (name.isEmpty()) {
                continue;
            }
            if (!names.contains(name)) {
                throw new UnusableSheet("column " + (place + 1) + " is called \"" + shortened(name)
                        + "\", which the table does not know; it has " + String.join(", ", names));
            }
            if (places.put(name, place) != null) {
                throw new UnusableSheet("the column " + name + " stands there twice; remove one");
            }
        }
        String missing = table.columns().stream()
                .filter(Column::required)
                .map(Column::name)
                .filter(name -> !places.containsKey(name))
                .collect(Collectors.joining(", "));
        if (!missing.isEmpty()) {
            throw new UnusableSheet("the header lacks " + missing + "; it has " + String.join(", ", places.keySet()));
        }
        return places;
    }

    private static String shortened(String name) {
        return name.length() <= 64 ? name : name.substring(0, 64) + "…";
    }
}
