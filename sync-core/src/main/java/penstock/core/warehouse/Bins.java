package penstock.core.warehouse;

import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import penstock.core.catalogue.Fit;
import penstock.core.catalogue.InvalidField;
import penstock.core.catalogue.InvalidField.Reason;
import penstock.core.catalogue.Locations;
import penstock.core.catalogue.Locations.Location;
import penstock.core.catalogue.Master;
import penstock.core.catalogue.Written;
import penstock.core.catalogue.Written.Outcome;
import penstock.core.identity.Ids;
import penstock.core.shelf.Bin.Kind;
import penstock.core.store.Columns;
import penstock.core.store.Database;
import penstock.core.store.Transaction;
import penstock.core.store.Transaction.Row;
import penstock.core.warehouse.Bins.PlacedBin;

/** The shelves of a seller's locations. Any thread. */
public final class Bins implements Master<PlacedBin> {

    /** Metres from the packing bench, levels above the floor. */
    private static final int MAX_DISTANCE = 100_000;

    /** Of volume in cm³ and of weight in g: 2,000 m³ and 2,000 t. */
    static final int MAX_LIMIT = 2_000_000_000;

    private final Database database;
    private final Clock clock;
    private final Ids ids;

    public Bins(Database database, Clock clock, Ids ids) {
        this.database = database;
        this.clock = clock;
        this.ids = ids;
    }

    /** Whether something may be put into it. */
    public enum State {
        OPEN,
        CLOSED
    }

    /**
     * A shelf.
     *
     * @param barcode printed on it, unique among the seller's bins
     * @param zone what is counted or walked together, {@code ""} for none
     * @param level above the floor, which is 0
     * @param walkingMetres from the packing bench
     */
    public record BinProfile(
            String code,
            String barcode,
            String zone,
            Kind kind,
            State state,
            int level,
            int walkingMetres,
            Optional<Integer> volumeCm3,
            Optional<Integer> weightLimitG) {

        public BinProfile {
            Fit.code("code", code);
            Fit.text("barcode", barcode, Fit.MAX_CODE);
            if (!zone.isEmpty()) {
                Fit.text("zone", zone, Fit.MAX_CODE);
            }
            Fit.within("level", level, 0, MAX_DISTANCE);
            Fit.within("walkingMetres", walkingMetres, 0, MAX_DISTANCE);
            volumeCm3.ifPresent(limit -> Fit.within("volumeCm3", limit, 1, MAX_LIMIT));
            weightLimitG.ifPresent(limit -> Fit.within("weightLimitG", limit, 1, MAX_LIMIT));
        }
    }

    /** A shelf of a location. */
    public record PlacedBin(String location, BinProfile profile) {}

    /** A shelf with its number. */
    public record Bin(long binId, String location, BinProfile profile) {}

    private record Key(long locationId, String code) {}

    /** Creates or changes a bin. */
    public Outcome put(long sellerId, PlacedBin bin) {
        return database.transact(
                sellerId, transaction -> put(transaction, List.of(bin)).get(0).orThrow());
    }

    /** Changes a bin; empty if there is none. */
    public Optional<Bin> change(long sellerId, String location, String code, UnaryOperator<BinProfile> how) {
        return find(sellerId, location, code).map(before -> {
            BinProfile wanted = how.apply(before.profile());
            put(sellerId, new PlacedBin(location, wanted));
            return new Bin(before.binId(), location, wanted);
        });
    }

    @Override
    public List<Written> put(Transaction transaction, List<PlacedBin> wanted) {
        Map<String, Location> locations = Locations.byCode(transaction);
        Map<Key, Bin> known = known(transaction, locations, wanted);
        Map<String, Key> barcodes = barcodes(transaction, wanted);
        Set<Key> seen = new HashSet<>();
        List<Written> outcomes = new ArrayList<>();
        for (PlacedBin bin : wanted) {
            Optional<Location> location = Optional.ofNullable(locations.get(bin.location()));
            Key key = new Key(
                    location.map(Location::locationId).orElse(0L), bin.profile().code());
            Optional<Bin> before = Optional.ofNullable(known.get(key));
            Key other = barcodes.getOrDefault(bin.profile().barcode(), key);
            Optional<InvalidField> fault = fault(bin, location, !seen.add(key), !other.equals(key));
            if (fault.isPresent()) {
                outcomes.add(Written.rejected(fault.get()));
            } else if (before.map(Bin::profile).equals(Optional.of(bin.profile()))) {
                outcomes.add(Written.UNCHANGED);
            } else {
                barcodes.put(bin.profile().barcode(), key);
                write(transaction, before.map(Bin::binId).orElseGet(ids::next), key.locationId(), bin.profile());
                outcomes.add(before.isEmpty() ? Written.CREATED : Written.CHANGED);
            }
        }
        return outcomes;
    }

    private static Optional<InvalidField> fault(
            PlacedBin bin, Optional<Location> location, boolean twice, boolean barcodeTaken) {
        if (location.isEmpty()) {
            return Optional.of(new InvalidField(
                    "location", bin.location(), Reason.UNKNOWN_LOCATION, "is no location of ours; create it first"));
        } else if (!location.get().keepsBins()) {
            return Optional.of(new InvalidField(
                    "location",
                    bin.location(),
                    Reason.CONTRADICTION,
                    "keeps no bins; set keepsBins of the location first"));
        } else if (twice) {
            return Optional.of(new InvalidField(
                    "code", bin.profile().code(), Reason.DUPLICATE_ROW, "stands here twice; keep one of the rows"));
        }
        return barcodeTaken
                ? Optional.of(new InvalidField(
                        "barcode", bin.profile().barcode(), Reason.TAKEN, "stands on another bin; print another"))
                : Optional.empty();
    }

    private static Map<Key, Bin> known(
            Transaction transaction, Map<String, Location> locations, List<PlacedBin> wanted) {
        Map<Key, Bin> known = new HashMap<>();
        transaction.list(
                """
                select b.*, '' as location
                  from unnest(?::bigint[], ?::text[]) as k (location_id, code)
                 cross join lateral (
                       select * from bin b
                        where b.seller_id = ? and b.location_id = k.location_id and b.code = k.code) as b
                """,
                row -> known.put(new Key(row.getLong("location_id"), row.getText("code")), bin(row)),
                Columns.of(wanted)
                        .longs(bin -> Optional.ofNullable(locations.get(bin.location()))
                                .map(Location::locationId)
                                .orElse(0L))
                        .texts(bin -> bin.profile().code())
                        .then(transaction.sellerId()));
        return known;
    }

    private static Map<String, Key> barcodes(Transaction transaction, List<PlacedBin> wanted) {
        Map<String, Key> barcodes = new HashMap<>();
        transaction.list(
                """
                select b.*
                  from unnest(?::text[]) as k (barcode)
                 cross join lateral (
                       select * from bin b where b.seller_id = ? and b.barcode = k.barcode) as b
                """,
                row -> barcodes.put(row.getText("barcode"), new Key(row.getLong("location_id"), row.getText("code"))),
                Columns.of(wanted).texts(bin -> bin.profile().barcode()).then(transaction.sellerId()));
        return barcodes;
    }

    private void write(Transaction transaction, long binId, long locationId, BinProfile bin) {
        transaction.update(
                """
                insert into bin (seller_id, bin_id, location_id, code, barcode, zone, kind, state, level, walking_metres,
                                 volume_cm3, weight_limit_g, created_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (seller_id, bin_id) do update
                   set barcode = excluded.barcode, zone = excluded.zone, kind = excluded.kind, state = excluded.state,
                       level = excluded.level, walking_metres = excluded.walking_metres, volume_cm3 = excluded.volume_cm3,
                       weight_limit_g = excluded.weight_limit_g
                """,
                transaction.sellerId(),
                binId,
                locationId,
                bin.code(),
                bin.barcode(),
                bin.zone(),
                bin.kind().name(),
                bin.state().name(),
                bin.level(),
                bin.walkingMetres(),
                bin.volumeCm3().orElse(null),
                bin.weightLimitG().orElse(null),
                clock.instant());
    }

    private static final String SELECT = """
            select b.*, l.code as location
              from bin b
              join location l on l.seller_id = b.seller_id and l.location_id = b.location_id
            """;

    public Optional<Bin> find(long sellerId, String location, String code) {
        return database.transact(
                sellerId,
                transaction -> transaction.find(
                        SELECT + " where b.seller_id = ? and l.code = ? and b.code = ?",
                        Bins::bin,
                        sellerId,
                        location,
                        code));
    }

    /** The bin on which that barcode stands. */
    public Optional<Bin> findScanned(long sellerId, String barcode) {
        return database.transact(sellerId, transaction -> findScanned(transaction, barcode));
    }

    /** The same within a transaction. */
    public static Optional<Bin> findScanned(Transaction transaction, String barcode) {
        return transaction.find(
                SELECT + " where b.seller_id = ? and b.barcode = ?", Bins::bin, transaction.sellerId(), barcode);
    }

    /** A page of a location's bins by code, those after {@code afterCode}. */
    public List<Bin> list(long sellerId, String location, String afterCode, int limit) {
        return database.transact(
                sellerId,
                transaction -> transaction.list(
                        SELECT + " where b.seller_id = ? and l.code = ? and b.code > ? order by b.code limit ?",
                        Bins::bin,
                        sellerId,
                        location,
                        afterCode,
                        limit));
    }

    private static Bin bin(Row row) throws SQLException {
        return new Bin(
                row.getLong("bin_id"),
                row.getText("location"),
                new BinProfile(
                        row.getText("code"),
                        row.getText("barcode"),
                        row.getText("zone"),
                        Kind.valueOf(row.getText("kind")),
                        State.valueOf(row.getText("state")),
                        row.getInt("level"),
                        row.getInt("walking_metres"),
                        row.findInt("volume_cm3"),
                        row.findInt("weight_limit_g")));
    }
}
