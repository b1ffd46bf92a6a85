package penstock.test.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import penstock.bench.BenchMain;
import penstock.bench.harness.WrongCounts;
import penstock.bench.http.Messages;
import penstock.core.catalogue.Sellers;
import penstock.core.identity.Ids;
import penstock.core.store.Database;
import penstock.test.TestDatabase;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** That the benchmark counts what it says; how fast is the command's business, on a machine that is left alone. */
class HttpBenchTest {

    /** Refuses anything after the object. */
    private static final JsonMapper ONE_OBJECT = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    @Test
    void everyAcknowledgedSaleIsOneOrderAndTheReportIsOneObject() throws IOException {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        ByteArrayOutputStream told = new ByteArrayOutputStream();

        int exitCode = BenchMain.run(
                List.of("http", "--quick", "--json"), Map.of(), new PrintStream(printed), new PrintStream(told));

        JsonNode report = ONE_OBJECT.readTree(printed.toByteArray());
        assertThat(told.toString()).doesNotContain("DEFECT");
        assertThat(exitCode)
                .isEqualTo(
                        Map.of("MET", 0, "DEFECT", 1).get(report.path("verdict").asString()));
        assertThat(report.path("durability").path("fsync").asString()).isEqualTo("on");
        assertThat(report.path("goals")
                        .valueStream()
                        .map(goal -> goal.path("name").asString()))
                .containsExactly("STORED_8", "COMMITTED_8", "CHECKOUT_8");
        assertThat(report.path("goals").valueStream()).allSatisfy(HttpBenchTest::assertMeasured);
        assertThat(report.path("openLoop").size()).isEqualTo(4);
        assertThat(report.path("cpu").path(1).path("microsPerSale").propertyNames())
                .containsExactly("load", "gateway", "sandbox", "database");
        assertThat(report.path("correctness").valueStream()).singleElement().satisfies(mix -> {
            assertThat(mix.path("sent").asLong())
                    .isGreaterThan(mix.path("distinct").asLong());
            assertThat(mix.path("reservedUnits").asLong()).isEqualTo(200);
            assertThat(mix.path("shortUnits").asLong())
                    .isEqualTo(mix.path("distinct").asLong() - 200);
        });
    }

    private static void assertMeasured(JsonNode goal) {
        double median = goal.path("ratio").path("median").asDouble();
        assertThat(median).isPositive();
        assertThat(goal.path("ratio").path("min").asDouble()).isLessThanOrEqualTo(median);
        assertThat(goal.path("ratio").path("max").asDouble()).isGreaterThanOrEqualTo(median);
        for (String who : List.of("product", "anchor")) {
            JsonNode cell = goal.path(who);
            assertThat(cell.path("perSecond").asDouble()).isPositive();
            assertThat(cell.path("p50Ms").asDouble()).isPositive();
            assertThat(cell.path("p99Ms").asDouble())
                    .isGreaterThanOrEqualTo(cell.path("p50Ms").asDouble());
        }
    }

    /** The message is an hour old when its order is committed; it was decided on at once. */
    @Test
    void anOrderIsThereWhenItIsCommitted() {
        Database database = TestDatabase.database();
        Ids ids = TestDatabase.ids(Clock.systemUTC());
        long seller = new Sellers(database, Clock.systemUTC(), ids)
                .create("Weir & Sluice", "EUR", Sellers.PartialShipping.SHIP_AVAILABLE)
                .sellerId();
        Instant received = Instant.now().minus(Duration.ofHours(1));
        database.transact(seller, transaction -> {
            transaction.update("""
                    insert into inbox (seller_id, inbox_id, account_id, source, event_id, sha256, body, received_at, state,
                                       order_id)
                    values (?, 1, 1, 'test', '1', '\\x00', '\\x00', ?, 'APPLIED', 7)
                    """, seller, received);
            return transaction.update("""
                    insert into posting (seller_id, position, sku_id, from_location, from_condition, to_location,
                                         to_condition, quantity, cause, cause_id, posted_at)
                    values (?, 1, 1, 1, 'available', 1, 'reserved', 1, 'ORDER', 7, ?)
                    """, seller, received.plusMillis(10));
        });

        Messages.Delay delay = Messages.Delay.since(database, seller, received);

        assertThat(Duration.ofMillis((long) delay.p50Ms())).isBetween(Duration.ofHours(1), Duration.ofHours(2));
    }

    @Test
    void messagesThatAreLostOrCameToNothingAreRefused() {
        new Messages(3, 3).require(3);

        assertThatThrownBy(() -> new Messages(2, 2).require(3))
                .isInstanceOf(WrongCounts.class)
                .hasMessageContaining("a message stored for each that was acknowledged: 3");
        assertThatThrownBy(() -> new Messages(3, 2).require(3))
                .isInstanceOf(WrongCounts.class)
                .hasMessageContaining("an order of each message: 3");
    }
}
