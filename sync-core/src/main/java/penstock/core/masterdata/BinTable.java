package penstock.core.masterdata;

import static penstock.core.masterdata.Column.optional;
import static penstock.core.masterdata.Column.required;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import penstock.core.catalogue.Fit;
import penstock.core.catalogue.Locations;
import penstock.core.shelf.Bin.Kind;
import penstock.core.store.Database;
import penstock.core.store.Transaction;
import penstock.core.warehouse.Bins;
import penstock.core.warehouse.Bins.Bin;
import penstock.core.warehouse.Bins.BinProfile;
import penstock.core.warehouse.Bins.PlacedBin;
import penstock.core.warehouse.Bins.State;

/** The shelves of locations that keep bins. */
final class BinTable extends KeptTable<PlacedBin> {

    private static final List<Column> COLUMNS = List.of(
            required("location", "Code of a location that keeps bins."),
            required("code", "The seller's key within the location; with it the row's key."),
            optional("barcode", "Printed on it, unique among all bins; the code if empty."),
            optional("zone", "What is counted and walked together."),
            optional("kind", "STORAGE, RECEIVING, PACKING or QUARANTINE; STORAGE if empty."),
            optional("state", "OPEN or CLOSED; OPEN if empty."),
            optional("level", "Above the floor, which is 0."),
            optional("walking_metres", "From the packing bench."),
            optional("volume_cm3", "Without limit if empty."),
            optional("weight_limit_g", "Without limit if empty."));

    private final Bins bins;
    private final Locations locations;

    BinTable(Database database, Bins bins, Locations locations) {
        super(database, bins);
        this.bins = bins;
        this.locations = locations;
    }

    @Override
    public String name() {
        return "bins";
    }

    @Override
    public String meaning() {
        return "A shelf of a location. What the file does not list stays.";
    }

    @Override
    public List<Column> columns() {
        return COLUMNS;
    }

    @Override
    List<Entry<PlacedBin>> read(Transaction transaction, List<Cells> rows) {
        return rows.stream().map(row -> new Entry<>(List.of(row), read(row))).toList();
    }

    private static Optional<PlacedBin> read(Cells row) {
        String location = row.require("location");
        String code = row.require("code");
        String barcode = row.take("barcode", code, code, text -> text);
        String zone = row.text("zone");
        Kind kind = row.take("kind", Kind.STORAGE, Kind.STORAGE, text -> Fit.constant(Kind.class, "kind", text));
        State state = row.take("state", State.OPEN, State.OPEN, text -> Fit.constant(State.class, "state", text));
        int level = row.take("level", 0, 0, Numbers::whole);
        int metres = row.take("walking_metres", 0, 0, Numbers::whole);
        Optional<Integer> volume = row.find("volume_cm3", Optional.empty(), Numbers::whole);
        Optional<Integer> weight = row.find("weight_limit_g", Optional.empty(), Numbers::whole);
        return row.make(() -> new PlacedBin(
                location, new BinProfile(code, barcode, zone, kind, state, level, metres, volume, weight)));
    }

    @Override
    public void export(long sellerId, Consumer<List<String>> row) {
        locations.list(sellerId).stream()
                .filter(Locations.Location::keepsBins)
                .sorted(java.util.Comparator.comparing(Locations.Location::code))
                .forEach(location -> export(sellerId, location.code(), row));
    }

    private void export(long sellerId, String location, Consumer<List<String>> row) {
        String after = "";
        List<Bin> page;
        do {
            page = bins.list(sellerId, location, after, MasterData.PAGE);
            for (Bin bin : page) {
                row.accept(row(bin));
                after = bin.profile().code();
            }
        } while (page.size() == MasterData.PAGE);
    }

    private static List<String> row(Bin bin) {
        BinProfile profile = bin.profile();
        return List.of(
                bin.location(),
                profile.code(),
                profile.barcode(),
                profile.zone(),
                profile.kind().name(),
                profile.state().name(),
                "" + profile.level(),
                "" + profile.walkingMetres(),
                profile.volumeCm3().map(Object::toString).orElse(""),
                profile.weightLimitG().map(Object::toString).orElse(""));
    }
}
