package penstock.core.catalogue;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
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
        SUPPLIER,
        /** What is on its way from one place of the seller's to another: nobody is served from it. */
        IN_TRANSIT,
        /** Stock that is set apart, at no place of its own, such as at a fair: nobody is served from it. */
        VIRTUAL;

        /** Whether the seller knows what lies where in it. */
        public boolean isOwn() {
            return this == WAREHOUSE || this == IN_TRANSIT || this == VIRTUAL;
        }
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
     * @param keepsBins whether it is known in which bin everything lies; once it is, it stays so
     */
    public record Location(
            long locationId,
            String code,
            String name,
            Kind kind,
            ShipsBy shipsBy,
            Optional<Long> providerAccountId,
            int sourceRank,
            Site site,
            boolean keepsBins) {
        public Location {
            Fit.code("code", code);
            Fit.text("name", name, Fit.MAX_NAME);
            Fit.within("sourceRank", sourceRank, 0, MAX_RANK);
            if (shipsBy == ShipsBy.PROVIDER && providerAccountId.isEmpty()) {
                throw new InvalidField(
                        "providerAccount", "", Reason.MISSING, "is empty; name the account of the provider that ships");
            }
            if (keepsBins && kind != Kind.WAREHOUSE) {
                throw new InvalidField(
                        "keepsBins",
                        "true",
                        Reason.CONTRADICTION,
                        "is true, but only in a WAREHOUSE of one's own it is known where everything lies; leave it out");
            }
        }

        /** One that has no number yet. */
        public static Location of(
                String code,
                String name,
                Kind kind,
                ShipsBy shipsBy,
                Optional<Long> providerAccountId,
                int sourceRank,
                Site site,
                boolean keepsBins) {
            return new Location(0, code, name, kind, shipsBy, providerAccountId, sourceRank, site, keepsBins);
        }

        /** The same, with bins. */
        public Location withBins() {
            return new Location(locationId, code, name, kind, shipsBy, providerAccountId, sourceRank, site, true);
        }

        /** The same, under that number. */
        public Location numbered(long id) {
            return new Location(id, code, name, kind, shipsBy, providerAccountId, sourceRank, site, keepsBins);
        }
    }

    @Override
    public List<Written> put(Transaction transaction, List<Location> wanted) {
        Map<String, Location> known = byCode(transaction);
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
            } else if (before.get().equals(location.numbered(before.get().locationId()))) {
                outcomes.add(Written.UNCHANGED);
            } else {
                update(transaction, before.get(), location);
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
        if (old.keepsBins() && !location.keepsBins()) {
            return fixed("keepsBins", true, false);
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
                                      address, country, time_zone, opening, keeps_bins, created_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                transaction.sellerId(),
                locationId,
                location.code(),
                location.name(),
                location.kind().name(),
                location.shipsBy().name(),
                location.providerAccountId().orElse(null),
                location.sourceRank(),
                location.site().address().orElse(null),
                location.site().country().orElse(null),
                location.site().timeZone(),
                location.site().opening(),
                location.keepsBins(),
                clock.instant());
        CatalogueVersion.raise(transaction);
    }

    private static void update(Transaction transaction, Location old, Location location) {
        CatalogueVersion.raise(transaction); // locks the seller, so that no stock moves while bins begin to be kept
        transaction.update(
                """
                update location
                   set name = ?, source_rank = ?, address = ?, country = ?, time_zone = ?, opening = ?, keeps_bins = ?
                 where seller_id = ? and location_id = ?
                """,
                location.name(),
                location.sourceRank(),
                location.site().address().orElse(null),
                location.site().country().orElse(null),
                location.site().timeZone(),
                location.site().opening(),
                location.keepsBins(),
                transaction.sellerId(),
                old.locationId());
        if (location.keepsBins() && !old.keepsBins()) {
            unplaceAll(transaction, old.locationId());
        }
    }

    /** What is there lies in no bin yet; of what is tracked, detail is kept already. */
    private static void unplaceAll(Transaction transaction, long locationId) {
        transaction.update("""
                insert into stock_detail (seller_id, sku_id, location_id, bin_id, lot_id, state, units, since)
                select b.seller_id, b.sku_id, b.location_id, 0, 0, c.state, c.units, b.changed_at
                  from balance b
                  join sku s on s.seller_id = b.seller_id and s.sku_id = b.sku_id and s.tracking = 'NONE'
                 cross join lateral (values ('SOUND', b.available + b.reserved), ('QUALITY_CONTROL', b.quality_control),
                                            ('DAMAGED', b.damaged)) as c (state, units)
                 where b.seller_id = ? and b.location_id = ? and c.units > 0
                """, transaction.sellerId(), locationId);
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
        return create(
                sellerId, Location.of(code, name, kind, shipsBy, providerAccountId, sourceRank, Site.UNKNOWN, false));
    }

    /**
     * Creates a location.
     *
     * @throws Conflict if the code is taken, or another location mirrors the account
     */
    public Location create(long sellerId, Location wanted) {
        Location location = wanted.numbered(ids.next());
        try {
            return database.transact(sellerId, transaction -> {
                insert(transaction, location.locationId(), location);
                return location;
            });
        } catch (DatabaseFailure e) {
            if (e.duplicateKey()) {
                throw new Conflict(
                        find(sellerId, location.code()).isPresent()
                                ? "location " + location.code() + " exists already"
                                : "another location mirrors the account already; its figures can be counted once only");
            }
            throw e;
        }
    }

    /**
     * Changes what a location is called, when it is chosen, where it is, and whether it keeps bins; reservations stay where
     * they are.
     *
     * @throws InvalidField if it cannot become that any more
     */
    public Optional<Location> change(long sellerId, String code, UnaryOperator<Location> how) {
        return database.transact(sellerId, transaction -> {
            Optional<Location> before = list(transaction).stream()
                    .filter(location -> location.code().equals(code))
                    .findFirst();
            before.map(how)
                    .ifPresent(
                            wanted -> put(transaction, List.of(wanted)).get(0).orThrow());
            return before.map(how);
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

    /** All locations by their codes. */
    public static Map<String, Location> byCode(Transaction transaction) {
        Map<String, Location> known = new HashMap<>();
        list(transaction).forEach(location -> known.put(location.code(), location));
        return known;
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
                row.getInt("source_rank"),
                new Site(
                        row.findText("address"),
                        row.findText("country"),
                        row.getText("time_zone"),
                        row.getText("opening")),
                row.getBoolean("keeps_bins"));
    }
}
