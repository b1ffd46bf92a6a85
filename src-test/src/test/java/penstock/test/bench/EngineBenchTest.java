package penstock.test.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import penstock.bench.BenchMain;
import penstock.bench.engine.EngineBench;
import penstock.bench.engine.EngineGoal;
import penstock.bench.harness.BenchServer;
import penstock.bench.harness.Goal;
import penstock.bench.harness.Options;
import penstock.bench.harness.Report;
import penstock.bench.harness.Spread;
import penstock.bench.harness.Telling;
import penstock.bench.harness.Truth;
import penstock.bench.harness.Verdict;
import penstock.bench.harness.WrongCounts;
import penstock.test.TestDatabase;

/** That the benchmark measures what it says; how fast is the command's business, on a machine that is left alone. */
class EngineBenchTest {

    private static final long SEEDED = 10;

    @Test
    void everyCellAddsUpAndTheEngineIsNoSlowerThanOneOrderATransaction() throws IOException {
        try (BenchServer server = BenchServer.open(TestDatabase.access(), () -> {})) {
            Report report =
                    new EngineBench(server, Options.QUICK, TestDatabase.ids(Clock.systemUTC()), Telling.SILENT).run();

            assertThat(report.durability())
                    .containsEntry("fsync", "on")
                    .containsEntry("synchronous_commit", "on")
                    .containsEntry("full_page_writes", "on");
            assertThat(report.correctness()).allSatisfy(mix -> {
                assertThat(mix.sent()).isGreaterThan(mix.distinct());
                assertThat(mix.reservedUnits()).isEqualTo(mix.mix().contains("3 places") ? 400 : 1_000);
            });
            assertThat(report.goals())
                    .extracting(goal -> goal.name() + " " + goal.figure())
                    .containsExactly(
                            "HOT_64 PER_SECOND",
                            "HOT_64 P99",
                            "SPREAD_64 PER_SECOND",
                            "MIXED_64 PER_SECOND",
                            "MANY_SELLERS P99");
            assertThat(ratio(report, EngineGoal.HOT_64)).isGreaterThan(1);
            assertThat(ratio(report, EngineGoal.SPREAD_64)).isGreaterThan(0.4);
        }
    }

    private static double ratio(Report report, EngineGoal goal) {
        return report.goals().stream()
                .filter(result -> result.name().equals(goal.name()))
                .findFirst()
                .orElseThrow()
                .ratio()
                .median();
    }

    @Test
    void countsThatDoNotAddUpAreRefused() {
        sold(3, 3, 7).requireSimple(3, SEEDED);

        assertRefused(() -> sold(3, 3, 7).requireSimple(4, SEEDED), "orders are as many as");
        assertRefused(() -> sold(3, 2, 7).requireSimple(3, SEEDED), "a row a table");
        assertRefused(() -> sold(3, 3, 7).requireServed(3, 4, 3, SEEDED), "a row a table for each of the lines: 4");
        assertRefused(() -> sold(3, 3, 7).requireServed(3, 3, 5, SEEDED), "units as many as were wanted: 5");
        assertRefused(() -> sold(3, 3, 8).requireSound(SEEDED), "available = seeded - reserved");
        assertRefused(() -> sold(11, 11, -1).requireSound(SEEDED), "nothing beyond the stock");
        assertRefused(() -> sold(3, 3, 7).requireSoldOut(), "sold out");
    }

    private static Truth sold(long orders, long reservations, long available) {
        return new Truth(
                orders,
                orders,
                orders,
                0,
                reservations,
                orders,
                reservations,
                orders,
                available,
                orders,
                Math.min(available, orders));
    }

    private static void assertRefused(Runnable check, String because) {
        assertThatThrownBy(check::run).isInstanceOf(WrongCounts.class).hasMessageContaining(because);
    }

    @Test
    void aGoalIsJudgedByItsMedianUnlessTheMachineWavered() {
        Spread steady = Spread.of(List.of(1000.0, 1500.0, 1900.0));
        Spread wavering = Spread.of(List.of(900.0, 1500.0, 1900.0));

        assertThat(EngineGoal.HOT_64.goal().judge(Spread.of(List.of(2.0, 8.0, 9.0)), steady))
                .isEqualTo(Verdict.MET);
        assertThat(EngineGoal.HOT_64.goal().judge(Spread.of(List.of(2.0, 7.9, 9.0)), steady))
                .isEqualTo(Verdict.WITHIN);
        assertThat(EngineGoal.HOT_64.goal().judge(Spread.of(List.of(2.0, 3.9, 7.0)), steady))
                .isEqualTo(Verdict.DEFECT);
        assertThat(EngineGoal.HOT_64.goal().judge(Spread.of(List.of(2.0, 3.9, 7.0)), wavering))
                .isEqualTo(Verdict.INCONCLUSIVE);
    }

    @Test
    void aTimeIsTheBetterTheShorterItIs() {
        Goal goal = Goal.p99AtMost("WAIT", 0.5, 1);
        Spread steady = Spread.of(List.of(30.0, 40.0, 50.0));

        assertThat(goal.judge(Spread.of(List.of(0.1, 0.5, 2.0)), steady)).isEqualTo(Verdict.MET);
        assertThat(goal.judge(Spread.of(List.of(0.1, 0.6, 2.0)), steady)).isEqualTo(Verdict.WITHIN);
        assertThat(goal.judge(Spread.of(List.of(0.1, 1.1, 2.0)), steady)).isEqualTo(Verdict.DEFECT);
    }

    @Test
    void theCommandSaysWhatIsWrongWithItsArguments() throws IOException {
        assertThat(run("--help")).startsWith("0 penstock bench engine [options]\npenstock bench http");
        assertThat(run("engine", "--fast")).isEqualTo("2 unknown option --fast; see --help\n");
        assertThat(run("engine", "--repeats", "0")).isEqualTo("2 --repeats needs a number from 1, not 0; see --help\n");
        assertThat(run("engine", "--only", "hot-64,lukewarm"))
                .isEqualTo(
                        "2 --only needs some of hot-64, spread-64, mixed-64, hot-1024, spread-1024, mixed-1024, many-sellers,"
                                + " not lukewarm; see --help\n");
        assertThat(run("http", "--only", "hot-64")).isEqualTo("2 unknown option --only; see --help\n");
        assertThat(run("wire")).isEqualTo("2 there is no benchmark called wire; see --help\n");
        assertThat(run("engine", "--db-url", "jdbc:postgresql://127.0.0.1:1/none"))
                .startsWith("2 the database at jdbc:postgresql://127.0.0.1:1/none cannot be used");
        assertThat(run("engine", "--seconds")).isEqualTo("2 --seconds needs a value; see --help\n");
    }

    private static String run(String... arguments) throws IOException {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream both = new PrintStream(printed, true);
        return BenchMain.run(List.of(arguments), Map.of(), both, both) + " " + printed;
    }
}
