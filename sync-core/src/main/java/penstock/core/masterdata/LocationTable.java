package penstock.core.masterdata;

import static penstock.core.masterdata.Column.optional;
import static penstock.core.masterdata.Column.required;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import penstock.core.catalogue.Fit;
import penstock.core.catalogue.Locations;
import penstock.core.catalogue.Locations.Kind;
import penstock.core.catalogue.Locations.Location;
import penstock.core.catalogue.Locations.ShipsBy;
import penstock.core.catalogue.Site;
import penstock.core.store.Database;
import penstock.core.store.Transaction;

/** The places that hold stock. */
final class LocationTable extends KeptTable<Location> {

    private static final List<Column> COLUMNS = List.of(
            required("code", "The seller's key; the row's key."),
            required("name", ""),
            required("kind", "WAREHOUSE, FBA, THIRD_PARTY, SUPPLIER, IN_TRANSIT or VIRTUAL; it does not change."),
            required("ships_by", "SELLER or PROVIDER; it does not change."),
            optional("provider_account", "Name of the account whose figures it mirrors; it does not change."),
            optional("source_rank", "Lower is sourced from first; 100 if empty."),
            optional("address", "In one line."),
            optional("country", "ISO 3166-1, two letters."),
            optional("time_zone", "Europe/Berlin; UTC if empty."),
            optional("opening", "MON-FRI 08:00-17:00; SAT 09:00-12:00; always if empty."),
            optional("keeps_bins", "yes, if it is known in which bin everything lies; it stays so."));

    private final Locations locations;
    private final Database database;

    LocationTable(Database database, Locations locations) {
        super(database, locations);
        this.locations = locations;
        this.database = database;
    }

    @Override
    public String name() {
        return "locations";
    }

    @Override
    public String meaning() {
        return "A place that holds stock. What the file does not list stays.";
    }

    @Override
    public List<Column> columns() {
        return COLUMNS;
    }

    @Override
    List<Entry<Location>> read(Transaction transaction, List<Cells> rows) {
        AccountNames accounts = AccountNames.of(transaction);
        Map<String, Location> known = Locations.byCode(transaction);
        return rows.stream()
                .map(row -> new Entry<>(
                        List.of(row), read(row, accounts, Optional.ofNullable(known.get(row.text("code"))))))
                .toList();
    }

    private static Optional<Location> read(Cells row, AccountNames accounts, Optional<Location> before) {
        String code = row.require("code");
        String name = row.require("name");
        Optional<Kind> kind = row.require("kind", text -> Fit.constant(Kind.class, "kind", text));
        Optional<ShipsBy> shipsBy = row.require("ships_by", text -> Fit.constant(ShipsBy.class, "shipsBy", text));
        Optional<Long> provider =
                row.find("provider_account", Optional.empty(), text -> accounts.account("providerAccount", text));
        int rank = row.take("source_rank", Locations.DEFAULT_RANK, Locations.DEFAULT_RANK, Numbers::whole);
        Optional<Site> site = site(row, before.map(Location::site).orElse(Site.UNKNOWN));
        boolean keepsBins =
                row.take("keeps_bins", before.map(Location::keepsBins).orElse(false), false, LocationTable::isYes);
        return row.make(() -> Location.of(
                code, name, kind.orElseThrow(), shipsBy.orElseThrow(), provider, rank, site.orElseThrow(), keepsBins));
    }

    private static Optional<Site> site(Cells row, Site before) {
        Optional<String> address = row.find("address", before.address(), text -> text);
        Optional<String> country = row.find("country", before.country(), text -> text);
        String timeZone = row.take("time_zone", before.timeZone(), "UTC", text -> text);
        String opening = row.take("opening", before.opening(), "", text -> text);
        return row.make(() -> new Site(address, country, timeZone, opening));
    }

    private static boolean isYes(String text) {
        return Fit.constant(Answer.class, "keepsBins", text) == Answer.YES;
    }

    private enum Answer {
        YES,
        NO
    }

    @Override
    public void export(long sellerId, Consumer<List<String>> row) {
        Map<Long, String> names = AccountNames.byAccount(database, sellerId);
        locations
                .list(sellerId)
                .forEach(location -> row.accept(List.of(
                        location.code(),
                        location.name(),
                        location.kind().name(),
                        location.shipsBy().name(),
                        location.providerAccountId()
                                .map(id -> names.getOrDefault(id, ""))
                                .orElse(""),
                        "" + location.sourceRank(),
                        location.site().address().orElse(""),
                        location.site().country().orElse(""),
                        location.site().timeZone(),
                        location.site().opening(),
                        location.keepsBins() ? "yes" : "")));
    }
}
