package penstock.core.catalogue;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import penstock.core.identity.Ids;
import penstock.core.store.Database;
import penstock.core.store.DatabaseFailure;

/** The places that hold a seller's stock. Any thread. */
public final class Locations {

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
            int sourceRank) {}

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
                transaction.update(
                        """
                        insert into location (seller_id, location_id, code, name, kind, ships_by, provider_account_id,
                                              source_rank, created_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """,
                        sellerId,
                        location.locationId(),
                        code,
                        name,
                        kind.name(),
                        shipsBy.name(),
                        providerAccountId.orElse(null),
                        sourceRank,
                        clock.instant());
                CatalogueVersion.raise(transaction);
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

    public Optional<Location> find(long sellerId, String code) {
        return list(sellerId).stream()
                .filter(location -> location.code().equals(code))
                .findFirst();
    }

    /** All locations by rank. */
    public List<Location> list(long sellerId) {
        return database.transact(
                sellerId,
                transaction -> transaction.list(
                        "select * from location where seller_id = ? order by source_rank, location_id",
                        row -> new Location(
                                row.getLong("location_id"),
                                row.getText("code"),
                                row.getText("name"),
                                Kind.valueOf(row.getText("kind")),
                                ShipsBy.valueOf(row.getText("ships_by")),
                                row.findLong("provider_account_id"),
                                row.getInt("source_rank")),
                        sellerId));
    }
}
