package penstock.core.warehouse;

import java.util.List;
import java.util.Optional;
import penstock.core.catalogue.Fit;
import penstock.core.catalogue.InvalidField;
import penstock.core.catalogue.InvalidField.Reason;
import penstock.core.catalogue.Locations.Location;
import penstock.core.catalogue.Written.Outcome;
import penstock.core.money.Money;
import penstock.core.store.Database;
import penstock.core.store.Transaction;

/** What a cubic metre of a location, or of a zone in it, costs a month. Any thread. */
public final class SpaceCosts {

    private final Database database;

    public SpaceCosts(Database database) {
        this.database = database;
    }

    /**
     * What a cubic metre costs a month.
     *
     * @param zone {@code ""} for the location, as far as nothing else is said of a zone
     */
    public record SpaceCost(String zone, Money perCubicMetre) {
        public SpaceCost {
            if (!zone.isEmpty()) {
                Fit.text("zone", zone, Fit.MAX_CODE);
            }
            if (perCubicMetre.minor() < 0) {
                throw new InvalidField(
                        "perCubicMetre",
                        perCubicMetre.amount().toPlainString(),
                        Reason.OUT_OF_RANGE,
                        "is below zero; nothing costs less than nothing");
            }
        }
    }

    /** What is said of a location, the location itself first. */
    public List<SpaceCost> list(long sellerId, Location location) {
        return database.transact(sellerId, transaction -> list(transaction, location));
    }

    private static List<SpaceCost> list(Transaction transaction, Location location) {
        return transaction.list(
                "select * from space_cost where seller_id = ? and location_id = ? order by zone",
                row -> new SpaceCost(
                        row.getText("zone"),
                        new Money(row.getLong("minor_per_m3"), Money.currency(row.getText("currency")))),
                transaction.sellerId(),
                location.locationId());
    }

    /**
     * Says what a location or a zone costs, in place of what was said before.
     *
     * @throws InvalidField if others of the location are stated in another currency: they could not be added up
     */
    public Outcome put(long sellerId, Location location, SpaceCost cost) {
        return database.transact(sellerId, transaction -> {
            transaction.find("select 1 as locked from seller where seller_id = ? for update", row -> true, sellerId);
            List<SpaceCost> before = list(transaction, location);
            requireCurrency(before, cost);
            transaction.update(
                    """
                    insert into space_cost (seller_id, location_id, zone, minor_per_m3, currency)
                    values (?, ?, ?, ?, ?)
                    on conflict (seller_id, location_id, zone) do update
                       set minor_per_m3 = excluded.minor_per_m3, currency = excluded.currency
                    """,
                    sellerId,
                    location.locationId(),
                    cost.zone(),
                    cost.perCubicMetre().minor(),
                    cost.perCubicMetre().currency().getCurrencyCode());
            if (before.contains(cost)) {
                return Outcome.UNCHANGED;
            }
            return before.stream().anyMatch(one -> one.zone().equals(cost.zone())) ? Outcome.CHANGED : Outcome.CREATED;
        });
    }

    private static void requireCurrency(List<SpaceCost> before, SpaceCost cost) {
        Optional<String> other = before.stream()
                .filter(one -> !one.zone().equals(cost.zone()))
                .map(one -> one.perCubicMetre().currency().getCurrencyCode())
                .filter(code -> !code.equals(cost.perCubicMetre().currency().getCurrencyCode()))
                .findFirst();
        if (other.isPresent()) {
            throw new InvalidField(
                    "currency",
                    cost.perCubicMetre().currency().getCurrencyCode(),
                    Reason.CONTRADICTION,
                    "is not " + other.get() + ", in which the rest of the location is stated; state this one so too");
        }
    }
}
