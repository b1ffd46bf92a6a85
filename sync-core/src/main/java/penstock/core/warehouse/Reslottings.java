package penstock.core.warehouse;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import penstock.core.catalogue.InvalidField;
import penstock.core.catalogue.InvalidField.Reason;
import penstock.core.catalogue.Locations.Location;
import penstock.core.history.LedgerPoint;
import penstock.core.store.Database;
import penstock.core.store.Transaction;
import penstock.core.store.Transaction.Row;
import penstock.core.warehouse.Reslotting.Slot;
import penstock.core.warehouse.Reslotting.Stack;

/** Proposes what is best brought to another bin, by how often it was picked lately. Any thread. */
public final class Reslottings {

    /** Days of picks that are looked at. */
    public static final int MAX_DAYS = 90;

    /** Postings that are looked at, the latest: then the picks are those of fewer days. */
    static final long MAX_POSTINGS = 1_000_000;

    /** Stacks, or bins, that one proposal is made of. */
    static final int MAX_STACKS = 10_000;

    /** Steps of a proposal. */
    public static final int MAX_STEPS = Reslotting.MAX_STEPS;

    private static final Duration MONTH = Duration.ofDays(30);

    private final Database database;
    private final Clock clock;

    public Reslottings(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Units of a SKU to be brought from one bin to another. */
    public record Shift(String sku, String from, String to, int units) {}

    /**
     * One shift, or two that exchange stacks.
     *
     * @param savedMetres of walking a month
     * @param effortMetres of walking to do it, once
     */
    public record Step(List<Shift> shifts, long savedMetres, long effortMetres) {}

    /**
     * What is best brought elsewhere.
     *
     * @param picksSince from when on picks were looked at
     * @param walkedMetres a month to the stacks that were looked at, as they lie now
     */
    public record Proposal(Instant picksSince, long walkedMetres, List<Step> steps) {}

    /**
     * Proposes at most so many steps.
     *
     * @param days whose picks are looked at
     * @param zone whose bins are looked at, {@code ""} for all
     * @throws InvalidField if too much lies there to be looked at together
     */
    public Proposal propose(long sellerId, Location location, String zone, int days, int most) {
        Instant now = clock.instant();
        return database.transact(sellerId, transaction -> {
            Window window = window(transaction, now, days);
            List<Slot> slots = slots(transaction, location, zone);
            List<Stack> stacks = stacks(transaction, location, zone, picks(transaction, location, window));
            requireFew(zone, Math.max(slots.size(), stacks.size()));
            return new Proposal(
                    window.since(),
                    Math.round(walked(slots, stacks)),
                    Reslotting.propose(slots, stacks, most).stream()
                            .map(Reslottings::step)
                            .toList());
        });
    }

    /**
     * The picks that are looked at.
     *
     * @param after the position before the first
     */
    private record Window(long after, Instant since, double months) {}

    private static Window window(Transaction transaction, Instant now, int days) {
        Instant wanted = now.minus(Duration.ofDays(days));
        LedgerPoint start = LedgerPoint.before(transaction, wanted);
        long latest = start.head() - MAX_POSTINGS;
        LedgerPoint from = start.position() >= latest ? start : LedgerPoint.at(transaction, latest);
        Instant since = from.postedAt().filter(wanted::isBefore).orElse(wanted);
        return new Window(
                from.position(),
                since,
                (double) Math.max(1, Duration.between(since, now).toMillis()) / MONTH.toMillis());
    }

    /** How often somebody walked to a SKU in a month: once for each bin that was picked from for a line. */
    private static Map<String, Double> picks(Transaction transaction, Location location, Window window) {
        Map<String, Double> picks = new HashMap<>();
        transaction.list(
                """
                select s.code, count(*) as picks
                  from posting p
                  join posting_detail d on d.seller_id = p.seller_id and d.position = p.position
                  join bin b on b.seller_id = d.seller_id and b.bin_id = d.from_bin and b.kind <> 'PACKING'
                  join sku s on s.seller_id = p.seller_id and s.sku_id = p.sku_id
                  left join stock_move m on p.cause = 'STOCK_MOVE' and m.seller_id = p.seller_id and m.move_id = p.cause_id
                 where p.seller_id = ? and p.position > ? and p.from_location = ?
                   and (p.cause = 'SHIPMENT' or m.kind = 'PICK')
                 group by s.code
                """,
                row -> picks.put(row.getText("code"), row.getLong("picks") / window.months()),
                transaction.sellerId(),
                window.after(),
                location.locationId());
        return picks;
    }

    private static List<Slot> slots(Transaction transaction, Location location, String zone) {
        return transaction.list(
                """
                select b.code, b.walking_metres, b.state = 'OPEN' as takes, b.volume_cm3 - coalesce(f.cm3, 0) as free_cm3,
                       b.weight_limit_g - coalesce(f.grams, 0) as free_g
                  from bin b
                 cross join lateral (
                       select sum(d.units * coalesce(s.length_mm::float8 * s.width_mm * s.height_mm / 1000, 0)
                                          / (10 ^ s.decimals)) as cm3,
                              sum(d.units * coalesce(s.weight_g, 0) / (10 ^ s.decimals)) as grams
                         from stock_detail d
                         join sku s on s.seller_id = d.seller_id and s.sku_id = d.sku_id
                        where d.seller_id = b.seller_id and d.bin_id = b.bin_id) as f
                 where b.seller_id = ? and b.location_id = ? and b.kind = 'STORAGE' and (? = '' or b.zone = ?)
                 order by b.code
                 limit ?
                """,
                row -> new Slot(
                        row.getText("code"),
                        row.getInt("walking_metres"),
                        row.getBoolean("takes"),
                        free(row.findDouble("free_cm3")),
                        free(row.findDouble("free_g"))),
                transaction.sellerId(),
                location.locationId(),
                zone,
                zone,
                MAX_STACKS + 1);
    }

    private static OptionalDouble free(Optional<Double> value) {
        return value.map(OptionalDouble::of).orElse(OptionalDouble.empty());
    }

    /** A SKU's picks are divided by where its units lie, also those outside the zone; pieces with serials stay where they are. */
    private static List<Stack> stacks(
            Transaction transaction, Location location, String zone, Map<String, Double> picks) {
        return transaction.list(
                """
                with lying as (
                    select d.sku_id, d.bin_id, sum(d.units)::bigint as units, sum(sum(d.units)) over (partition by d.sku_id) as of,
                           bool_and(d.state = 'SOUND' and d.allocated = 0) as free
                      from stock_detail d
                     where d.seller_id = ? and d.location_id = ? and d.units > 0
                     group by d.sku_id, d.bin_id)
                select s.code as sku, b.code as bin, y.units, y.units / y.of::float8 as part,
                       y.free and s.tracking <> 'SERIAL' as movable,
                       y.units * coalesce(s.length_mm::float8 * s.width_mm * s.height_mm / 1000, 0) / (10 ^ s.decimals) as cm3,
                       y.units * coalesce(s.weight_g, 0) / (10 ^ s.decimals) as grams
                  from lying y
                  join bin b on b.seller_id = ? and b.bin_id = y.bin_id and b.kind = 'STORAGE' and (? = '' or b.zone = ?)
                  join sku s on s.seller_id = b.seller_id and s.sku_id = y.sku_id
                 order by s.code, b.code
                 limit ?
                """,
                row -> stack(row, picks),
                transaction.sellerId(),
                location.locationId(),
                transaction.sellerId(),
                zone,
                zone,
                MAX_STACKS + 1);
    }

    private static Stack stack(Row row, Map<String, Double> picks) throws SQLException {
        return new Stack(
                row.getText("sku"),
                row.getText("bin"),
                row.getInt("units"),
                row.getDouble("cm3"),
                row.getDouble("grams"),
                picks.getOrDefault(row.getText("sku"), 0.0) * row.getDouble("part"),
                row.getBoolean("movable"));
    }

    private static void requireFew(String zone, int many) {
        if (many > MAX_STACKS) {
            throw new InvalidField(
                    "zone",
                    zone,
                    Reason.OUT_OF_RANGE,
                    "has more than " + MAX_STACKS
                            + " bins, or SKUs in bins, to be looked at together; name a smaller zone");
        }
    }

    private static double walked(List<Slot> slots, List<Stack> stacks) {
        Map<String, Integer> metres = new HashMap<>();
        slots.forEach(slot -> metres.put(slot.bin(), slot.walkingMetres()));
        return stacks.stream()
                .mapToDouble(stack -> 2 * stack.picksAMonth() * metres.getOrDefault(stack.bin(), 0))
                .sum();
    }

    private static Step step(Reslotting.Step step) {
        return new Step(
                step.shifts().stream()
                        .map(shift -> new Shift(shift.sku(), shift.from(), shift.to(), shift.units()))
                        .toList(),
                Math.round(step.savedMetres()),
                Math.round(step.effortMetres()));
    }
}
