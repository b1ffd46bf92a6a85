package penstock.core.warehouse;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import penstock.core.money.Money;
import penstock.core.store.Database;
import penstock.core.store.Transaction.Row;

/**
 * How much room there is, how much is taken, and what that costs a month: of locations, their zones, and the levels of a zone.
 * Units of SKUs of which nobody said how large they are take none, and are told apart. Any thread.
 */
public final class SpaceUse {

    private static final int M3_DECIMALS = 6;
    private static final int KG_DECIMALS = 3;
    private static final int CM3_OF_A_M3 = 6;

    private final Database database;

    public SpaceUse(Database database) {
        this.database = database;
    }

    /** What is added up in one row. */
    public enum By {
        LOCATION,
        ZONE,
        /** Each level of each zone. */
        LEVEL
    }

    /**
     * A measure of what bins take and what lies there.
     *
     * @param capacity of the bins that have a limit; empty if none has
     * @param used by everything that lies there
     * @param filled what lies in the bins that have a limit, in percent of it
     * @param unlimited bins without a limit
     * @param unmeasured units of SKUs of which it is not known
     */
    public record Measure(
            Optional<BigDecimal> capacity,
            BigDecimal used,
            Optional<BigDecimal> filled,
            int unlimited,
            long unmeasured) {}

    /**
     * What room costs a month.
     *
     * @param perCubicMetre empty if the row's zones differ
     * @param ofCapacity of the room that there is
     * @param ofUsed of the room that is taken
     */
    public record Cost(Optional<Money> perCubicMetre, Money ofCapacity, Money ofUsed) {}

    /**
     * The room of a location, a zone or a level.
     *
     * @param inBins false for what lies in none
     * @param level empty unless levels were asked for
     */
    public record Space(
            Key key, Optional<Integer> level, int bins, Measure cubicMetres, Measure kilograms, Optional<Cost> cost) {}

    /** What a row is of, in their order: of a zone and level what lies in bins comes before what lies in none. */
    public record Key(String location, String zone, int level, boolean inBins) {

        /** Before everything. */
        public static final Key NOTHING = new Key("", "", 0, true);
    }

    /**
     * The room that a SKU takes in a zone.
     *
     * @param cubicMetres empty if nobody said how large it is
     */
    public record SkuSpace(
            SkuKey key,
            long units,
            Optional<BigDecimal> cubicMetres,
            Optional<BigDecimal> kilograms,
            Optional<Money> cost) {}

    /** What a row is of, in their order. */
    public record SkuKey(String location, String sku, String zone) {

        /** Before everything. */
        public static final SkuKey NOTHING = new SkuKey("", "", "");
    }

    /** Units by where they lie; where no bins are kept, in none. A supplier's room is not ours. */
    private static final String LYING = """
            with lying as (
                select d.location_id, d.bin_id, d.sku_id, d.units
                  from stock_detail d
                  join location l on l.seller_id = d.seller_id and l.location_id = d.location_id and l.keeps_bins
                 where d.seller_id = ?
                 union all
                select b.location_id, 0, b.sku_id, b.available + b.reserved + b.quality_control + b.damaged + b.withheld
                  from balance b
                  join location l on l.seller_id = b.seller_id and l.location_id = b.location_id
                                 and not l.keeps_bins and l.kind <> 'SUPPLIER'
                 where b.seller_id = ?),
            measured as (
                select y.*, s.code as sku, y.units * s.weight_g::numeric / 10::numeric ^ s.decimals as grams,
                       y.units * (s.length_mm::numeric * s.width_mm * s.height_mm) / 1000 / 10::numeric ^ s.decimals as cm3
                  from lying y
                  join sku s on s.seller_id = ? and s.sku_id = y.sku_id
                 where y.units > 0),
            """;

    /** A zone's own cost goes before its location's. */
    private static final String COST = """
                  left join lateral (
                       select * from space_cost c
                        where c.seller_id = l.seller_id and c.location_id = l.location_id and c.zone in (p.zone, '')
                        order by c.zone desc limit 1) as c on true
            """;

    private static final String SPACES = LYING + """
            filled as (
                select location_id, bin_id, sum(cm3) as cm3, sum(grams) as grams,
                       sum(units) filter (where cm3 is null) as unsized,
                       sum(units) filter (where grams is null) as unweighed
                  from measured
                 group by location_id, bin_id),
            places as (
                select b.location_id, b.bin_id, true as in_bins, b.zone, b.level, b.volume_cm3, b.weight_limit_g
                  from bin b
                 where b.seller_id = ?
                 union all
                select location_id, 0, false, '', 0, null, null from filled where bin_id = 0),
            spaces as (
                select l.code as location, %s as level, %s as in_bins, %s as zone,
                       (count(*) filter (where p.in_bins))::int as bins,
                       (count(*) filter (where p.in_bins and p.volume_cm3 is null))::int as no_volume,
                       (count(*) filter (where p.in_bins and p.weight_limit_g is null))::int as no_weight,
                       sum(p.volume_cm3::numeric) as cm3_capacity, coalesce(sum(f.cm3), 0) as cm3,
                       coalesce(sum(f.cm3) filter (where p.volume_cm3 is not null), 0) as cm3_within,
                       sum(p.weight_limit_g::numeric) as g_capacity, coalesce(sum(f.grams), 0) as g,
                       coalesce(sum(f.grams) filter (where p.weight_limit_g is not null), 0) as g_within,
                       coalesce(sum(f.unsized), 0) as unsized, coalesce(sum(f.unweighed), 0) as unweighed,
                       min(c.currency) as currency, min(c.minor_per_m3) as least, max(c.minor_per_m3) as most,
                       coalesce(sum(p.volume_cm3 * c.minor_per_m3::numeric), 0) as cost_of_capacity,
                       coalesce(sum(f.cm3 * c.minor_per_m3), 0) as cost_of_used
                  from places p
                  join location l on l.seller_id = ? and l.location_id = p.location_id
                  left join filled f on f.location_id = p.location_id and f.bin_id = p.bin_id
            %s
                 where ? = '' or l.code = ?
                 group by 1, 2, 3, 4)
            select * from spaces
             where (location, zone, level, not in_bins) > (?, ?, ?, ?)
             order by location, zone, level, not in_bins
             limit ?
            """;

    /** A page of rows, those after a key; of one location unless it is {@code ""}. */
    public List<Space> list(long sellerId, By by, String location, Key after, int limit) {
        String sql = SPACES.formatted(
                by == By.LEVEL ? "p.level" : "0",
                by == By.LOCATION ? "true" : "p.in_bins",
                by == By.LOCATION ? "''" : "p.zone",
                COST.stripTrailing());
        return database.transact(
                sellerId,
                transaction -> transaction.list(
                        sql,
                        row -> space(row, by),
                        sellerId,
                        sellerId,
                        sellerId,
                        sellerId,
                        sellerId,
                        location,
                        location,
                        after.location(),
                        after.zone(),
                        after.level(),
                        !after.inBins(),
                        limit));
    }

    private static Space space(Row row, By by) throws SQLException {
        Key key = new Key(row.getText("location"), row.getText("zone"), row.getInt("level"), row.getBoolean("in_bins"));
        return new Space(
                key,
                by == By.LEVEL && key.inBins() ? Optional.of(key.level()) : Optional.empty(),
                row.getInt("bins"),
                measure(row, "cm3", CM3_OF_A_M3, M3_DECIMALS, row.getInt("no_volume"), row.getLong("unsized")),
                measure(row, "g", KG_DECIMALS, KG_DECIMALS, row.getInt("no_weight"), row.getLong("unweighed")),
                cost(row));
    }

    /** @param shift how many digits the measure is finer than its unit */
    private static Measure measure(Row row, String of, int shift, int decimals, int unlimited, long unmeasured)
            throws SQLException {
        Optional<BigDecimal> capacity = decimal(row, of + "_capacity");
        BigDecimal within = decimal(row, of + "_within").orElse(BigDecimal.ZERO);
        return new Measure(
                capacity.map(all -> rounded(all, shift, decimals)),
                rounded(decimal(row, of).orElse(BigDecimal.ZERO), shift, decimals),
                capacity.map(all -> within.movePointRight(2).divide(all, 1, RoundingMode.HALF_EVEN)),
                unlimited,
                unmeasured);
    }

    private static Optional<Cost> cost(Row row) throws SQLException {
        Optional<String> currency = row.findText("currency");
        if (currency.isEmpty()) {
            return Optional.empty();
        }
        long least = row.getLong("least");
        Optional<Money> rate = least == row.getLong("most")
                ? Optional.of(new Money(least, Money.currency(currency.get())))
                : Optional.empty();
        return Optional.of(new Cost(
                rate, amount(row, "cost_of_capacity", currency.get()), amount(row, "cost_of_used", currency.get())));
    }

    /** A page of the room that SKUs take and what it costs, those after a key; of one location unless it is {@code ""}. */
    public List<SkuSpace> listSkus(long sellerId, String location, SkuKey after, int limit) {
        String sql = LYING + """
                placed as (
                    select m.location_id, m.sku, coalesce(b.zone, '') as zone, sum(m.units) as units, sum(m.cm3) as cm3,
                           sum(m.grams) as grams
                      from measured m
                      left join bin b on b.seller_id = ? and b.bin_id = m.bin_id
                     group by 1, 2, 3)
                select l.code as location, p.*, c.currency, p.cm3 * c.minor_per_m3 as cost
                  from placed p
                  join location l on l.seller_id = ? and l.location_id = p.location_id
                %s
                 where (? = '' or l.code = ?) and (l.code, p.sku, p.zone) > (?, ?, ?)
                 order by l.code, p.sku, p.zone
                 limit ?
                """.formatted(COST.stripTrailing());
        return database.transact(
                sellerId,
                transaction -> transaction.list(
                        sql,
                        SpaceUse::skuSpace,
                        sellerId,
                        sellerId,
                        sellerId,
                        sellerId,
                        sellerId,
                        location,
                        location,
                        after.location(),
                        after.sku(),
                        after.zone(),
                        limit));
    }

    private static SkuSpace skuSpace(Row row) throws SQLException {
        Optional<String> currency = row.findText("currency");
        return new SkuSpace(
                new SkuKey(row.getText("location"), row.getText("sku"), row.getText("zone")),
                row.getLong("units"),
                decimal(row, "cm3").map(cm3 -> rounded(cm3, CM3_OF_A_M3, M3_DECIMALS)),
                decimal(row, "grams").map(grams -> rounded(grams, KG_DECIMALS, KG_DECIMALS)),
                currency.isEmpty() || row.findText("cost").isEmpty()
                        ? Optional.empty()
                        : Optional.of(amount(row, "cost", currency.get())));
    }

    private static Money amount(Row row, String column, String currency) throws SQLException {
        BigDecimal minor = rounded(decimal(row, column).orElse(BigDecimal.ZERO), CM3_OF_A_M3, 0);
        return new Money(minor.longValueExact(), Money.currency(currency));
    }

    private static Optional<BigDecimal> decimal(Row row, String column) throws SQLException {
        return row.findText(column).map(BigDecimal::new);
    }

    private static BigDecimal rounded(BigDecimal value, int shift, int decimals) {
        return value.movePointLeft(shift).setScale(decimals, RoundingMode.HALF_EVEN);
    }
}
