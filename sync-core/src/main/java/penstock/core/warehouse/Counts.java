package penstock.core.warehouse;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import penstock.core.book.Reply.Verdict;
import penstock.core.catalogue.Locations.Location;
import penstock.core.identity.Ids;
import penstock.core.order.ContentHash;
import penstock.core.store.Columns;
import penstock.core.store.Database;
import penstock.core.store.DatabaseFailure;
import penstock.core.store.Transaction;
import penstock.core.store.Transaction.Row;

/** Cycle counts: what is to be counted, and what became of it. What was counted is told to {@link CountedLines}. Any thread. */
public final class Counts {

    /** Lines of a count; a larger one is to be split by zone or class. */
    public static final int MAX_LINES = 5_000;

    /** Of how long ago shipments tell how fast a SKU turns over. */
    public static final Duration TURNOVER_OF = Duration.ofDays(90);

    private final Database database;
    private final Clock clock;
    private final Ids ids;

    public Counts(Database database, Clock clock, Ids ids) {
        this.database = database;
        this.clock = clock;
        this.ids = ids;
    }

    /**
     * What is to be counted of a location: all that lies in the zone, of SKUs of the class, of the SKU; empty for any.
     *
     * @param callerId the same in every repeat
     * @param blind whoever counts is not told what is expected
     */
    public record Plan(
            String callerId,
            Location location,
            Optional<String> zone,
            Optional<Turnover> turnover,
            Optional<Long> skuId,
            boolean blind,
            Tolerance tolerance) {

        byte[] contentHash() {
            return ContentHash.of(
                    location.code() + "\t" + zone + "\t" + turnover + "\t" + skuId + "\t" + blind + "\t" + tolerance);
        }
    }

    /** How far a count starts. */
    public record Count(
            long countId,
            String location,
            boolean blind,
            Tolerance tolerance,
            int lines,
            int open,
            int toApprove,
            Instant createdAt) {}

    /** Where a line stands. */
    public enum State {
        OPEN,
        /** Counted, within the tolerance, and not booked yet: whoever said it is to repeat it. */
        COUNTED,
        TO_APPROVE,
        POSTED,
        REJECTED
    }

    /**
     * Units of a SKU at a spot.
     *
     * @param position the ledger's, at which it was counted
     * @param expected what the ledger said there was then
     */
    public record Line(
            int lineNo,
            String sku,
            String bin,
            String lot,
            State state,
            Optional<Integer> counted,
            OptionalLong position,
            Optional<Integer> expected,
            Optional<Integer> difference) {}

    /** A count that was begun, or what speaks against it. */
    public record Begun(Verdict verdict, long countId, String detail) {}

    private record Spotted(long skuId, long binId, long lotId) {}

    /** Begins a count. */
    public Begun begin(long sellerId, Plan plan) {
        try {
            return beginOrFind(sellerId, plan);
        } catch (DatabaseFailure e) {
            if (e.duplicateKey()) { // of two at once, this one came second
                return beginOrFind(sellerId, plan);
            }
            throw e;
        }
    }

    private Begun beginOrFind(long sellerId, Plan plan) {
        return database.transact(sellerId, transaction -> {
            Optional<Begun> before = transaction.find(
                    "select * from stock_count where seller_id = ? and caller_id = ?",
                    row -> new Begun(
                            Arrays.equals(row.getBytes("content_hash"), plan.contentHash())
                                    ? Verdict.EXISTS
                                    : Verdict.EXISTS_WITH_DIFFERENT_CONTENT,
                            row.getLong("count_id"),
                            ""),
                    sellerId,
                    plan.callerId());
            if (before.isPresent()) {
                return before.get();
            }
            List<Spotted> spots = ofClass(transaction, plan, spots(transaction, plan));
            if (spots.isEmpty() || spots.size() > MAX_LINES) {
                String detail = spots.isEmpty()
                        ? "nothing of that lies there; there is nothing to count"
                        : spots.size() + " spots are more than the " + MAX_LINES
                                + " of a count; split it by zone or class";
                return new Begun(Verdict.NOT_POSSIBLE, 0, detail);
            }
            long countId = ids.next();
            insert(transaction, countId, plan, spots);
            return new Begun(Verdict.CREATED, countId, "");
        });
    }

    /** Where no detail is kept, the whole of a SKU is one spot. */
    private static List<Spotted> spots(Transaction transaction, Plan plan) {
        return transaction.list(
                """
                select distinct d.sku_id, d.bin_id, d.lot_id
                  from stock_detail d
                  left join bin b on b.seller_id = d.seller_id and b.bin_id = d.bin_id
                 where d.seller_id = ? and d.location_id = ? and d.state in ('SOUND', 'WITHHELD') and (? = '' or b.zone = ?)
                   and (? = 0 or d.sku_id = ?)
                 union all
                select v.sku_id, 0, 0
                  from balance v
                 where v.seller_id = ? and v.location_id = ? and v.available + v.reserved > 0 and ? = ''
                   and (? = 0 or v.sku_id = ?)
                   and not exists (select from stock_detail d
                                    where d.seller_id = v.seller_id and d.sku_id = v.sku_id
                                      and d.location_id = v.location_id)
                 order by 1, 2, 3
                 limit ?
                """,
                row -> new Spotted(row.getLong("sku_id"), row.getLong("bin_id"), row.getLong("lot_id")),
                transaction.sellerId(),
                plan.location().locationId(),
                plan.zone().orElse(""),
                plan.zone().orElse(""),
                plan.skuId().orElse(0L),
                plan.skuId().orElse(0L),
                transaction.sellerId(),
                plan.location().locationId(),
                plan.zone().orElse(""),
                plan.skuId().orElse(0L),
                plan.skuId().orElse(0L),
                plan.turnover().isPresent() ? Integer.MAX_VALUE : MAX_LINES + 1);
    }

    private List<Spotted> ofClass(Transaction transaction, Plan plan, List<Spotted> spots) {
        if (plan.turnover().isEmpty()) {
            return spots;
        }
        Map<Long, Turnover> classes = Turnover.classify(Shipped.since(
                transaction, plan.location().locationId(), clock.instant().minus(TURNOVER_OF)));
        return spots.stream()
                .filter(spot -> classes.getOrDefault(spot.skuId(), Turnover.C)
                        == plan.turnover().get())
                .toList();
    }

    private void insert(Transaction transaction, long countId, Plan plan, List<Spotted> spots) {
        transaction.update(
                """
                insert into stock_count (seller_id, count_id, caller_id, content_hash, location_id, blind, tolerance_units,
                                         tolerance_basis_points, created_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                transaction.sellerId(),
                countId,
                plan.callerId(),
                plan.contentHash(),
                plan.location().locationId(),
                plan.blind(),
                plan.tolerance().units(),
                plan.tolerance().basisPoints(),
                clock.instant());
        transaction.update(
                """
                insert into stock_count_line (seller_id, count_id, line_no, sku_id, bin_id, lot_id, state)
                select s.seller_id, ?, u.line_no, u.sku_id, u.bin_id, u.lot_id, 'OPEN'
                  from seller s,
                       unnest(?::bigint[], ?::bigint[], ?::bigint[]) with ordinality as u (sku_id, bin_id, lot_id, line_no)
                 where s.seller_id = ?
                """,
                Columns.of(spots)
                        .value(countId)
                        .longs(Spotted::skuId)
                        .longs(Spotted::binId)
                        .longs(Spotted::lotId)
                        .then(transaction.sellerId()));
    }

    // reading --------------------------------------------------------------------------------------------------------

    /** The ledger's position now: what is counted after this was asked can be told with it. */
    public long position(long sellerId) {
        return database.transact(sellerId, Counts::head);
    }

    static long head(Transaction transaction) {
        return transaction
                .find("select head from seller where seller_id = ?", row -> row.getLong("head"), transaction.sellerId())
                .orElseThrow();
    }

    private static final String SELECT = """
            select c.*, l.code as location, n.lines, n.open, n.to_approve
              from stock_count c
              join location l on l.seller_id = c.seller_id and l.location_id = c.location_id
             cross join lateral (
                   select count(*)::int as lines, (count(*) filter (where n.state in ('OPEN', 'COUNTED')))::int as open,
                          (count(*) filter (where n.state = 'TO_APPROVE'))::int as to_approve
                     from stock_count_line n
                    where n.seller_id = c.seller_id and n.count_id = c.count_id) as n
            """;

    /** A page of counts, the newest first, those before a count. */
    public List<Count> list(long sellerId, long beforeId, int limit) {
        return database.transact(
                sellerId,
                transaction -> transaction.list(
                        SELECT + " where c.seller_id = ? and c.count_id < ? order by c.count_id desc limit ?",
                        Counts::count,
                        sellerId,
                        beforeId,
                        limit));
    }

    public Optional<Count> find(long sellerId, long countId) {
        return database.transact(
                sellerId,
                transaction -> transaction.find(
                        SELECT + " where c.seller_id = ? and c.count_id = ?", Counts::count, sellerId, countId));
    }

    private static Count count(Row row) throws SQLException {
        return new Count(
                row.getLong("count_id"),
                row.getText("location"),
                row.getBoolean("blind"),
                new Tolerance(row.getInt("tolerance_units"), row.getInt("tolerance_basis_points")),
                row.getInt("lines"),
                row.getInt("open"),
                row.getInt("to_approve"),
                row.getInstant("created_at"));
    }

    /** A page of a count's lines in the order of the walk, those after a line; what is expected of open ones unless it is blind. */
    public List<Line> lines(long sellerId, Count count, int afterLine, int limit) {
        return database.transact(sellerId, transaction -> {
            Map<Integer, Integer> expected = new HashMap<>();
            List<Line> lines = new ArrayList<>();
            transaction
                    .list("""
                            select n.*, s.code as sku, coalesce(b.code, '') as bin, coalesce(t.code, '') as lot
                              from stock_count_line n
                              join sku s on s.seller_id = n.seller_id and s.sku_id = n.sku_id
                              left join bin b on b.seller_id = n.seller_id and b.bin_id = n.bin_id
                              left join lot t on t.seller_id = n.seller_id and t.lot_id = n.lot_id
                             where n.seller_id = ? and n.count_id = ? and n.line_no > ?
                             order by n.line_no
                             limit ?
                            """, Counts::line, sellerId, count.countId(), afterLine, limit)
                    .forEach(lines::add);
            if (!count.blind()) {
                lines.stream()
                        .filter(line -> line.state() == State.OPEN)
                        .forEach(line -> CountedLines.find(transaction, count.countId(), line.lineNo())
                                .ifPresent(open -> expected.put(
                                        line.lineNo(),
                                        Expected.at(
                                                transaction,
                                                open.key(),
                                                open.spot(),
                                                open.detailed(),
                                                Long.MAX_VALUE))));
            }
            return lines.stream().map(line -> withExpected(line, expected)).toList();
        });
    }

    private static Line withExpected(Line line, Map<Integer, Integer> expected) {
        return line.state() != State.OPEN
                ? line
                : new Line(
                        line.lineNo(),
                        line.sku(),
                        line.bin(),
                        line.lot(),
                        line.state(),
                        line.counted(),
                        line.position(),
                        Optional.ofNullable(expected.get(line.lineNo())),
                        line.difference());
    }

    private static Line line(Row row) throws SQLException {
        return new Line(
                row.getInt("line_no"),
                row.getText("sku"),
                row.getText("bin"),
                row.getText("lot"),
                State.valueOf(row.getText("state")),
                row.findInt("counted"),
                row.findLong("position").map(OptionalLong::of).orElse(OptionalLong.empty()),
                row.findInt("expected"),
                row.findInt("difference"));
    }
}
