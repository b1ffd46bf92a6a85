package penstock.core.catalogue;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import penstock.core.catalogue.InvalidField.Reason;
import penstock.core.catalogue.Locations.Location;
import penstock.core.identity.Ids;
import penstock.core.store.Database;
import penstock.core.store.DatabaseFailure;
import penstock.core.store.Transaction;
import penstock.core.store.Transaction.Row;

/** The places that hold a seller's stock. Any thread. */
public final class Locations implements Master<Location> {

    /** The rank of a location of which nobody says it. */
    public static final int DEFAULT_RANK = 100;

    private static final int MAX_RANK = 10_000;

    private final Database database;
    private final Clock clock;
    private final Ids ids;

    public Locations(Database database, Clock clock, Ids ids) {
        this.database = database;
        this.clock = clock;
        this.ids = ids;
    }

    /** Whose place it is. */
    public enum Kind {
        WAREHOUSE,
        FBA,
        THIRD_PARTY,
        SUPPLIER
    }

    /** Who ships from it. */
    public enum ShipsBy {
        SELLER,
        PROVIDER
    }

    /**
     * A place that holds stock.
     *
     * @param providerAccountId whose figures it mirrors, and who ships from it if a provider does
     * @param sourceRank lower is chosen first
     */
    public record Location(
            long locationId,
            String code,
            String name,
            Kind kind,
            ShipsBy shipsBy,
            Optional<Long> providerAccountId,
            int sourceRank) {
        public Location {
            Fit.code("code", code);
            Fit.text("name", name, Fit.MAX_NAME);
            Fit.within("sourceRank", sourceRank, 0, MAX_RANK);
            if (shipsBy == ShipsBy.PROVIDER && providerAccountId.isEmpty()) {
                throw new InvalidField(
                        "providerAccount", "", Reason.MISSING, "is empty; name the account of the provider that ships");
            }
        }

        /** One that has no number yet. */
        public static Location of(
                String code,
                String name,
                Kind kind,
                ShipsBy shipsBy,
                Optional<Long> providerAccountId,
                int sourceRank) {
            return new Location(0, code, name, kind, shipsBy, providerAccountId, sourceRank);
        }
    }

    @Override
    public List<Written> put(Transaction transaction, List<Location> wanted) {
        Map<String, Location> known = new HashMap<>();
        list(transaction).forEach(location -> known.put(location.code(), location));
        Set<String> seen = new HashSet<>();
        List<Written> outcomes = new ArrayList<>();
        for (Location location : wanted) {
            Optional<Location> before = Optional.ofNullable(known.get(location.code()));
            Optional<InvalidField> fault = seen.add(location.code())
                    ? before.flatMap(old -> fixed(old, location))
                    : Optional.of(new InvalidField(
                            "code", location.code(), Reason.DUPLICATE_ROW, "stands here twice; keep one of the rows"));
            if (fault.isPresent()) {
                outcomes.add(Written.rejected(fault.get()));
            } else if (before.isEmpty()) {
                insert(transaction, ids.next(), location);
                outcomes.add(Written.CREATED);
            } else if (before.get().name().equals(location.name())
                    && before.get().sourceRank() == location.sourceRank()) {
                outcomes.add(Written.UNCHANGED);
            } else {
                update(transaction, before.get().locationId(), location);
                outcomes.add(Written.CHANGED);
            }
        }
        return outcomes;
    }

    private static Optional<InvalidField> fixed(Location old, Location location) {
        if (old.kind() != location.kind()) {
            return fixed("kind", old.kind(), location.kind());
        } else if (old.shipsBy() != location.shipsBy()) {
            return fixed("shipsBy", old.shipsBy(), location.shipsBy());
        }
        return old.providerAccountId().equals(location.providerAccountId())
                ? Optional.empty()
                : fixed("providerAccount", "another", "this one");
    }

    private static Optional<InvalidField> fixed(String field, Object old, Object wanted) {
        return Optional.of(new InvalidField(
                field,
                wanted.toString(),
                Reason.FIXED,
                "is " + old + " and cannot become " + wanted + ", for its stock has been understood so; create another"
                        + " location"));
    }

    private void insert(Transaction transaction, long locationId, Location location) {
        transaction.update(
                """
                insert into location (seller_id, location_id, code, name, kind, ships_by, provider_account_id, source_rank,
                                      created_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                transaction.sellerId(),
                locationId,
                location.code(),
                location.name(),
                location.kind().name(),
                location.shipsBy().name(),
                location.providerAccountId().orElse(null),
                location.sourceRank(),
                clock.instant());
        CatalogueVersion.raise(transaction);
    }

    private static void update(Transaction transaction, long locationId, Location location) {
        transaction.update(
                "update location set name = ?, source_rank = ? where seller_id = ? and location_id = ?",
                location.name(),
                location.sourceRank(),
                transaction.sellerId(),
                locationId);
        CatalogueVersion.raise(transaction);
    }

    /**
     * Creates a location.
     *
     * @throws Conflict if the code is taken, or another location mirrors the account
     */
    public Location create(
            long sellerId,
            String code,
            String name,
            Kind kind,
            ShipsBy shipsBy,
            Optional<Long> providerAccountId,
            int sourceRank) {
        Location location = new Location(ids.next(), code, name, kind, shipsBy, providerAccountId, sourceRank);
        try {
            return database.transact(sellerId, transaction -> {
                insert(transaction, location.locationId(), location);
                return location;
            });
        } catch (DatabaseFailure e) {
            if (e.duplicateKey()) {
                throw new Conflict(
                        find(sellerId, code).isPresent()
                                ? "location " + code + " exists already"
                                : "another location mirrors the account already; its figures can be counted once only");
            }
            throw e;
        }
    }

    /** Changes what a location is called, and when it is chosen; reservations stay where they are. */
    public Optional<Location> change(long sellerId, String code, String name, int sourceRank) {
        return database.transact(sellerId, transaction -> {
            Optional<Location> changed = transaction.find(
                    "update location set name = ?, source_rank = ? where seller_id = ? and code = ? returning *",
                    Locations::location,
                    name,
                    sourceRank,
                    sellerId,
                    code);
            changed.ifPresent(location -> CatalogueVersion.raise(transaction));
            return changed;
        });
    }

    public Optional<Location> find(long sellerId, String code) {
        return list(sellerId).stream()
                .filter(location -> location.code().equals(code))
                .findFirst();
    }

    /** All locations by rank. */
    public List<Location> list(long sellerId) {
        return database.transact(sellerId, Locations::list);
    }

    private static List<Location> list(Transaction transaction) {
        return transaction.list(
                "select * from location where seller_id = ? order by source_rank, location_id",
                Locations::location,
                transaction.sellerId());
    }

    private static Location location(Row row) throws java.sql.SQLException {
        return new Location(
                row.getLong("location_id"),
                row.getText("code"),
                row.getText("name"),
                Kind.valueOf(row.getText("kind")),
                ShipsBy.valueOf(row.getText("ships_by")),
                row.findLong("provider_account_id"),
                row.getInt("source_rank"));
    }
}
