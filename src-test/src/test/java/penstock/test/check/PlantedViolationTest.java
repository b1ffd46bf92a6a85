package penstock.test.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import penstock.core.catalogue.Sellers.PartialShipping;
import penstock.core.check.Check;
import penstock.core.check.CheckReport;
import penstock.core.check.Findings;
import penstock.core.check.Findings.Finding;
import penstock.core.check.Findings.Verdict;
import penstock.core.check.Invariant;
import penstock.core.check.Scope;

/** Every branch of every query finds the violation it is there for, in the words that it has for it. */
class PlantedViolationTest {

    private static SampleSeller seller;

    @BeforeAll
    static void tellAHealthyHistory() {
        seller = new SampleSeller(PartialShipping.SHIP_AVAILABLE);
        SampleHistory.tell(seller);
    }

    @AfterAll
    static void close() {
        seller.close();
    }

    static Stream<Plant> plants() {
        return Plants.all();
    }

    @Test
    void theHistoryThatIsPlantedIntoIsHealthyAtRest() {
        Findings findings =
                Check.asChecker(BehindTheApp.checkerLogin(), seller.clock()).run(scope());
        assertThat(findings.hold()).as(CheckReport.text(findings)).isTrue();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("plants")
    void aPlantedViolationIsFound(Plant plant) throws SQLException {
        try (Connection connection = BehindTheApp.superuser()) {
            try {
                if (!plant.unguarded().isEmpty()) {
                    requireRefusal(connection, plant);
                    for (String table : plant.unguarded()) {
                        dropConstraints(connection, table);
                    }
                }
                BehindTheApp.execute(connection, sql(plant));
                requireFound(plant, Check.examine(connection, scope(), seller.clock()));
            } finally {
                connection.rollback();
            }
        }
    }

    @Test
    void everyInvariantHasAPlant() {
        Set<Invariant> planted = plants().map(Plant::invariant).collect(Collectors.toSet());
        assertThat(planted).containsExactlyInAnyOrder(Invariant.values());
    }

    @Test
    void aNumberThatIsOnItsWayIsNoViolationUnlessTheSystemIsSaidToBeQuiet() throws SQLException {
        try (Connection connection = BehindTheApp.superuser()) {
            try {
                BehindTheApp.execute(connection, """
                        update publication set state = 'QUEUED', stale_since = now(), next_attempt_at = now()
                         where seller_id = %d
                        """.formatted(seller.sellerId));
                Scope atWork = Scope.everything().of(seller.sellerId);
                Findings busy = Check.examine(connection, atWork, seller.clock());
                assertThat(busy.about(Invariant.QUIET_CHANNELS_SHOW_WHAT_WAS_SENT)
                                .verdict())
                        .isEqualTo(Verdict.NOT_ASKED);
                assertThat(busy.hold()).as(CheckReport.text(busy)).isTrue();
                assertThat(Check.examine(connection, atWork.whenQuiet(), seller.clock())
                                .hold())
                        .isFalse();
            } finally {
                connection.rollback();
            }
        }
    }

    @Test
    void sharesBeyondStockAfterALossAreExcusedAndShown() throws SQLException {
        try (Connection connection = BehindTheApp.superuser()) {
            try {
                BehindTheApp.execute(connection, sql(SharePlants.lossOutside()));
                Findings findings = Check.examine(connection, scope(), seller.clock());
                Finding shares = findings.about(Invariant.SHARES_FIT_INTO_STOCK);
                assertThat(shares.verdict()).isEqualTo(Verdict.HOLDS);
                assertThat(shares.excused())
                        .singleElement()
                        .satisfies(example -> assertThat(example.wrong()).contains("were lost or oversold outside"));
            } finally {
                connection.rollback();
            }
        }
    }

    @Test
    void allViolationsAreCountedAndTheFirstAreShown() throws SQLException {
        try (Connection connection = BehindTheApp.superuser()) {
            try {
                BehindTheApp.execute(
                        connection, "update balance set damaged = damaged + 1 where seller_id = " + seller.sellerId);
                Scope two = new Scope(scope().seller(), true, 2);
                Finding finding =
                        Check.examine(connection, two, seller.clock()).about(Invariant.POSTINGS_ARE_THE_BALANCE);
                assertThat(finding.violations()).isGreaterThan(2);
                assertThat(finding.examples()).hasSize(2);
            } finally {
                connection.rollback();
            }
        }
    }

    private static void requireFound(Plant plant, Findings findings) {
        Finding finding = findings.about(plant.invariant());
        String report = CheckReport.text(findings);
        assertThat(finding.verdict()).as(report).isEqualTo(Verdict.BROKEN);
        assertThat(finding.examples()).as(report).anySatisfy(example -> {
            assertThat(example.wrong()).contains(plant.wrong());
            assertThat(example.sellerId()).isIn(0L, seller.sellerId);
        });
    }

    private static void requireRefusal(Connection connection, Plant plant) throws SQLException {
        Savepoint before = connection.setSavepoint();
        assertThatThrownBy(() -> BehindTheApp.execute(connection, sql(plant)))
                .isInstanceOf(SQLException.class)
                .satisfies(refusal ->
                        assertThat(((SQLException) refusal).getSQLState()).isIn("23505", "23514"));
        connection.rollback(before);
    }

    /** Checks, unique constraints and unique indexes; primary keys stay. */
    private static void dropConstraints(Connection connection, String table) throws SQLException {
        BehindTheApp.execute(connection, """
                do $$
                declare name text;
                begin
                    for name in select conname from pg_constraint where conrelid = '%1$s'::regclass and contype in ('c', 'u')
                    loop
                        execute format('alter table %1$s drop constraint %%I', name);
                    end loop;
                    for name in select indexrelid::regclass::text from pg_index
                                 where indrelid = '%1$s'::regclass and indisunique and not indisprimary
                    loop
                        execute 'drop index ' || name;
                    end loop;
                end $$
                """.formatted(table));
    }

    private static String sql(Plant plant) {
        return plant.sql().replace(":seller", "" + seller.sellerId).replace(":now", "'" + seller.clock.instant() + "'");
    }

    private static Scope scope() {
        return new Scope(Scope.everything().of(seller.sellerId).seller(), true, Scope.MAX_EXAMPLES);
    }
}
