package penstock.core.warehouse;

import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import penstock.core.catalogue.Locations.Location;
import penstock.core.catalogue.Size;
import penstock.core.catalogue.Skus.Sku;
import penstock.core.shelf.Spot;
import penstock.core.store.Database;
import penstock.core.store.Transaction;
import penstock.core.store.Transaction.Row;
import penstock.core.warehouse.PutAway.Room;

/** Proposes where units are best put, by how fast their SKU turns over and where there is room. Any thread. */
public final class PutAways {

    private final Database database;
    private final Clock clock;

    public PutAways(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * Where to put units.
     *
     * @param turnover the SKU's class at the location, by which the walk was chosen
     * @param left units that no bin has room for
     */
    public record Proposal(Turnover turnover, List<Place> places, int left) {}

    /** Units for one bin. */
    public record Place(String bin, int walkingMetres, int units) {}

    /** Proposes bins for units of a SKU, and of a lot if it is given. */
    public Proposal propose(long sellerId, Location location, Sku sku, Optional<Long> lotId, int units) {
        return database.transact(sellerId, transaction -> {
            Turnover turnover = Turnover.classify(Shipped.since(
                            transaction, location.locationId(), clock.instant().minus(Counts.TURNOVER_OF)))
                    .getOrDefault(sku.skuId(), Turnover.C);
            List<Place> places = PutAway.propose(
                            units,
                            cm3(sku),
                            grams(sku),
                            turnover,
                            rooms(transaction, location, sku, lotId.orElse(Spot.NO_LOT)))
                    .stream()
                    .map(one -> new Place(one.bin(), one.walkingMetres(), one.units()))
                    .toList();
            int placed = places.stream().mapToInt(Place::units).sum();
            return new Proposal(turnover, places, units - placed);
        });
    }

    private static double cm3(Sku sku) {
        Size size = sku.profile().size();
        double mm3 = size.lengthMm().orElse(0).doubleValue()
                * size.widthMm().orElse(0)
                * size.heightMm().orElse(0);
        return mm3 / 1000 / Math.pow(10, sku.profile().decimals());
    }

    private static double grams(Sku sku) {
        return sku.profile().size().weightG().orElse(0)
                / Math.pow(10, sku.profile().decimals());
    }

    private static List<Room> rooms(Transaction transaction, Location location, Sku sku, long lotId) {
        return transaction.list("""
                select b.code, b.walking_metres, b.volume_cm3 - coalesce(f.cm3, 0) as free_cm3,
                       b.weight_limit_g - coalesce(f.grams, 0) as free_g, coalesce(f.has_some, false) as has_some
                  from bin b
                 cross join lateral (
                       select sum(d.units * coalesce(s.length_mm::float8 * s.width_mm * s.height_mm / 1000, 0)
                                          / (10 ^ s.decimals)) as cm3,
                              sum(d.units * coalesce(s.weight_g, 0) / (10 ^ s.decimals)) as grams,
                              bool_or(d.sku_id = ? and d.lot_id = ?) as has_some
                         from stock_detail d
                         join sku s on s.seller_id = d.seller_id and s.sku_id = d.sku_id
                        where d.seller_id = b.seller_id and d.bin_id = b.bin_id) as f
                 where b.seller_id = ? and b.location_id = ? and b.kind = 'STORAGE' and b.state = 'OPEN'
                """, PutAways::room, sku.skuId(), lotId, transaction.sellerId(), location.locationId());
    }

    private static Room room(Row row) throws SQLException {
        return new Room(
                row.getText("code"),
                row.getInt("walking_metres"),
                free(row.findDouble("free_cm3")),
                free(row.findDouble("free_g")),
                row.getBoolean("has_some"));
    }

    private static OptionalDouble free(Optional<Double> value) {
        return value.map(OptionalDouble::of).orElse(OptionalDouble.empty());
    }
}
