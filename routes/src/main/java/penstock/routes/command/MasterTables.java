package penstock.routes.command;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import penstock.core.catalogue.Identifiers;
import penstock.core.catalogue.Kits;
import penstock.core.catalogue.Listings;
import penstock.core.catalogue.Locations;
import penstock.core.catalogue.Packs;
import penstock.core.catalogue.Sellers;
import penstock.core.catalogue.Skus;
import penstock.core.catalogue.bom.Boms;
import penstock.core.engine.Engine;
import penstock.core.engine.EngineLimits;
import penstock.core.identity.Ids;
import penstock.core.ledger.Stock;
import penstock.core.masterdata.MasterData;
import penstock.core.masterdata.MasterData.Table;
import penstock.core.port.SheetFiles;
import penstock.core.port.SheetFiles.Format;
import penstock.core.production.EquipmentRegister;
import penstock.core.production.WorkCentres;
import penstock.core.purchasing.Suppliers;
import penstock.core.store.Database;
import penstock.core.store.Leases;
import penstock.core.valuation.CostDocuments;
import penstock.core.valuation.Valuing;
import penstock.core.warehouse.Bins;
import penstock.routes.accounts.Adapters;
import penstock.routes.sheet.Sheets;
import penstock.routes.transport.EgressPolicy;

/** The tables that a seller keeps in spreadsheets, of an opened database, with an engine of their own for opening stock. */
final class MasterTables implements AutoCloseable {

    private static final EngineLimits LIMITS = new EngineLimits(1, 500, 1_000, 10);

    private final MasterData masterData;
    private final Engine engine;
    private final SheetFiles files = new Sheets();

    private MasterTables(MasterData masterData, Engine engine) {
        this.masterData = masterData;
        this.engine = engine;
    }

    static MasterTables of(Database database, Clock clock) {
        Ids ids = new Ids(clock, Leases.nodeNumber(database));
        Engine engine = new Engine(database, clock, ids, LIMITS, moved -> {});
        return new MasterTables(
                MasterData.of(new MasterData.Rooms(
                        database,
                        new Sellers(database, clock, ids),
                        new Skus(database, clock, ids),
                        new Identifiers(database),
                        new Packs(database),
                        new Kits(database, clock),
                        new Boms(database, clock, ids),
                        new Locations(database, clock, ids),
                        new Bins(database, clock, ids),
                        new Listings(database, clock, ids),
                        new WorkCentres(database),
                        new EquipmentRegister(database),
                        new Suppliers(database, ids),
                        new Adapters(new EgressPolicy(List.of())),
                        new Stock(database),
                        engine,
                        new CostDocuments(database, clock, new Valuing(database)),
                        clock)),
                engine);
    }

    MasterData data() {
        return masterData;
    }

    SheetFiles files() {
        return files;
    }

    /** All names, in the order in which a new seller's files are taken in. */
    String names() {
        return masterData.tables().stream().map(Table::name).collect(Collectors.joining(", "));
    }

    /** Whether a file is a workbook, by its name. */
    static Format format(Path file) {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(extension(Format.XLSX)) ? Format.XLSX : Format.CSV;
    }

    static String extension(Format format) {
        return "." + format.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public void close() {
        engine.close();
    }
}
