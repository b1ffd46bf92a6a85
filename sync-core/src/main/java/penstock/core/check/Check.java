package penstock.core.check;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import penstock.core.check.Findings.Example;
import penstock.core.check.Findings.Finding;
import penstock.core.check.Findings.Verdict;

/**
 * Asks the database whether the invariants hold. Any thread; may run beside a system at work, for all queries see one
 * snapshot.
 */
public final class Check {

    private final DataSource dataSource;
    private final Clock clock;
    private final boolean seesAllSellers;
    private final Optional<SellerIsolation> isolation;

    private Check(DataSource dataSource, Clock clock, boolean seesAllSellers, Optional<SellerIsolation> isolation) {
        this.dataSource = dataSource;
        this.clock = clock;
        this.seesAllSellers = seesAllSellers;
        this.isolation = isolation;
    }

    /** With the checker's login, which reads all sellers: one snapshot. */
    public static Check asChecker(DataSource checker, Clock clock) {
        return new Check(checker, clock, true, Optional.empty());
    }

    /** With the app's or the owner's login, which sees one seller at a time: a snapshot a seller. */
    public static Check asApp(DataSource app, Clock clock) {
        return new Check(app, clock, false, Optional.of(new SellerIsolation(app)));
    }

    /** The same, trying by reading with the app's login that it sees no other seller's rows. */
    public Check andIsolationOf(DataSource app) {
        return new Check(dataSource, clock, seesAllSellers, Optional.of(new SellerIsolation(app)));
    }

    /**
     * Runs every query.
     *
     * @throws CheckNotPossible if the database cannot be read, or the login does not see what it would have to
     */
    public Findings run(Scope scope) {
        Instant now = clock.instant();
        List<Long> sellers = sellers(scope);
        Findings findings = seesAllSellers ? inOneSnapshot(scope, now) : sellerBySeller(scope, now, sellers);
        return isolation
                .map(probe -> findings.and(isolation(probe, sellers), scope.examples()))
                .orElse(findings);
    }

    /** Runs every query on a connection whose transaction the caller has begun, and sees what that transaction sees. */
    public static Findings examine(Connection open, Scope scope, Clock clock) {
        try {
            return examine(open, scope, clock, clock.instant());
        } catch (SQLException e) {
            throw new CheckNotPossible("the check could not read the database: " + e.getMessage(), e);
        }
    }

    private List<Long> sellers(Scope scope) {
        String whose = scope.seller().isPresent()
                ? " and seller_id = " + scope.seller().getAsLong()
                : "";
        List<Long> sellers = inSnapshot(
                0,
                connection -> longs(
                        connection,
                        "select seller_id from lease where kind = 'seller'" + whose + " order by seller_id"));
        if (sellers.isEmpty() && scope.seller().isPresent()) { // of nobody everything would hold
            throw new CheckNotPossible("there is no seller " + scope.seller().getAsLong());
        }
        return sellers;
    }

    private Findings inOneSnapshot(Scope scope, Instant now) {
        return inSnapshot(0, connection -> {
            refuseToSeeNothing(connection);
            return examine(connection, scope, clock, now);
        });
    }

    /** Under row-level security nothing at all is visible to the wrong login, and nothing would be broken. */
    private static void refuseToSeeNothing(Connection connection) throws SQLException {
        long hidden = longs(connection, """
                select count(*) from lease l
                 where l.kind = 'seller' and not exists (select from seller s where s.seller_id = l.seller_id)
                """).get(0);
        if (hidden > 0) {
            throw new CheckNotPossible(hidden + " sellers are hidden from this login, so a check would find nothing;"
                    + " use the checker's login");
        }
    }

    private Findings sellerBySeller(Scope scope, Instant now, List<Long> sellers) {
        Findings sum = new Findings(
                now,
                0,
                List.of(Invariant.values()).stream()
                        .map(invariant -> unexamined(invariant, scope)
                                .orElseGet(() -> Finding.of(invariant, 0, List.of(), List.of(), Duration.ZERO)))
                        .toList());
        for (long seller : sellers) {
            Findings found = inSnapshot(seller, connection -> examine(connection, scope.of(seller), clock, now));
            sum = sum.and(found, scope.examples());
        }
        return sum;
    }

    private Finding isolation(SellerIsolation probe, List<Long> sellers) {
        Instant begun = clock.instant();
        List<Example> seen = probe.strangersSeen(sellers);
        Duration took = Duration.between(begun, clock.instant());
        return Finding.of(Invariant.SELLERS_ARE_APART, seen.size(), seen, List.of(), took);
    }

    private static Findings examine(Connection connection, Scope scope, Clock clock, Instant now) throws SQLException {
        List<Finding> findings = new ArrayList<>();
        for (Invariant invariant : Invariant.values()) {
            Optional<Finding> unexamined = unexamined(invariant, scope);
            findings.add(unexamined.isPresent() ? unexamined.get() : examine(connection, invariant, scope, clock, now));
        }
        int sellers = scope.seller().isPresent()
                ? 1
                : longs(connection, "select count(*) from seller").get(0).intValue();
        return new Findings(now, sellers, findings);
    }

    private static Optional<Finding> unexamined(Invariant invariant, Scope scope) {
        return switch (invariant.kind()) {
            case ALWAYS -> Optional.empty();
            case WHEN_QUIET ->
                scope.quiet() ? Optional.empty() : Optional.of(Finding.notLookedAt(invariant, Verdict.NOT_ASKED));
        };
    }

    private static Finding examine(Connection connection, Invariant invariant, Scope scope, Clock clock, Instant now)
            throws SQLException {
        Instant begun = clock.instant();
        Rows violations = rows(connection, invariant.query(), scope, now);
        Optional<String> excuses = invariant.excusedQuery();
        List<Example> excused = excuses.isPresent()
                ? rows(connection, excuses.get(), scope, now).examples()
                : List.of();
        Duration took = Duration.between(begun, clock.instant());
        return Finding.of(invariant, violations.count(), violations.examples(), excused, took);
    }

    private static Rows rows(Connection connection, String query, Scope scope, Instant now) throws SQLException {
        String sellers = scope.seller().isPresent()
                ? "where seller_id in (0, " + scope.seller().getAsLong() + ")"
                : "";
        String sql = """
                select seller_id, keys, wrong, count(*) over () as violations
                  from (%s
                       ) as violation
                 %s
                 order by seller_id, keys, wrong
                 limit %d
                """.formatted(query.replace(":now", "'" + now + "'"), sellers, scope.examples());
        long count = 0;
        List<Example> examples = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                count = row.getLong("violations");
                examples.add(new Example(row.getLong("seller_id"), row.getString("keys"), row.getString("wrong")));
            }
        }
        return new Rows(count, examples);
    }

    private record Rows(long count, List<Example> examples) {}

    private <T> T inSnapshot(long sellerId, Snapshots.Reading<T> reading) {
        return Snapshots.read(dataSource, sellerId, reading);
    }

    private static List<Long> longs(Connection connection, String sql) throws SQLException {
        List<Long> found = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                found.add(row.getLong(1));
            }
        }
        return found;
    }
}
