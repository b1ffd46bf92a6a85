package penstock.test.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import penstock.core.scenario.Script;
import penstock.test.scenario.DatabaseLedger;
import tools.jackson.databind.JsonNode;

/** What there was and what happened is told by command, too. */
class PastCommandsTest {

    private static final List<String> STORY = List.of(
            "receive M1 SKU-1 WH1 10",
            "order amazon/A7 rev 1 CONFIRMED 1:SKU-1x4",
            "damage M2 SKU-1 WH1 1",
            "receive M3 SKU-2 WH2 3");

    private static final DatabaseLedger LEDGER = new DatabaseLedger(false);

    @BeforeAll
    static void letThingsHappen() {
        for (String sentence : STORY) {
            Script.decide(LEDGER, sentence);
            LEDGER.pass(Duration.ofHours(1));
        }
    }

    @AfterAll
    static void close() {
        LEDGER.close();
    }

    private static Told run(String... words) {
        return Told.run(LEDGER.seller(), words);
    }

    @Test
    void stockIsToldAsItIsAndAsItWas() {
        assertThat(run("stock").text()).isEqualTo("""
                Position 4 of 4, posted 2026-03-01T11:00:00Z
                SKU-1                    WH1          available                 5
                SKU-1                    WH1          damaged                   1
                SKU-1                    WH1          reserved                  4
                SKU-2                    WH2          available                 3
                """);
        assertThat(run("stock", "--as-of", "2026-03-01T10:30:00+01:00", "SKU-1").text())
                .isEqualTo("""
                Position 2 of 4, posted 2026-03-01T09:00:00Z
                SKU-1                    WH1          available                 6
                SKU-1                    WH1          reserved                  4
                """);
        assertThat(run("stock", "--position", "1", "SKU-2").text()).isEqualTo("""
                Position 1 of 4, posted 2026-03-01T08:00:00Z
                SKU-2                    none
                """);
        assertThat(run("stock", "--position", "0", "--json").text())
                .isEqualTo("{\"position\":0,\"head\":4,\"skus\":[]}\n");
        assertThat(run("stock", "--json", "SKU-2").text())
                .isEqualTo(
                        "{\"position\":4,\"postedAt\":\"2026-03-01T11:00:00Z\",\"head\":4,\"skus\":[{\"sku\":\"SKU-2\","
                                + "\"places\":[{\"location\":\"WH2\",\"condition\":\"available\",\"units\":3}]}]}\n");
    }

    @Test
    void whatHappenedToASkuIsToldTheNewestFirst() {
        Told told = run("history", "SKU-1");
        assertThat(told.exitCode()).isZero();
        assertThat(told.text().lines().map(line -> line.strip().replaceAll(" {2,}", " | ")))
                .containsExactly(
                        "position | posted | units | from | to | document | actor",
                        "3 | 2026-03-01T10:00:00Z | 1 | WH1 available 6 -> 5 | WH1 damaged 0 -> 1 | STOCK_MOVE DAMAGE M2"
                                + " | UNKNOWN",
                        "2 | 2026-03-01T09:00:00Z | 4 | WH1 available 10 -> 6 | WH1 reserved 0 -> 4 | ORDER CONFIRMED A7"
                                + " | CHANNEL amazon",
                        "1 | 2026-03-01T08:00:00Z | 10 | supplier | WH1 available 0 -> 10 | STOCK_MOVE RECEIVE M1"
                                + " | UNKNOWN");
    }

    @Test
    void aHistoryIsFilteredAndCutAndTurnedRound() {
        assertThat(positions("--oldest-first", "--limit", "2")).isEqualTo("[1,2]");
        assertThat(positions("--limit", "0")).isEqualTo("[3,2,1]");
        assertThat(positions("--cause", "ORDER")).isEqualTo("[2]");
        assertThat(positions("--location", "WH2")).isEqualTo("[]");
        assertThat(positions("--since", "2026-03-01T09:00:00Z", "--until", "2026-03-01T10:00:00Z"))
                .isEqualTo("[2]");
    }

    private static String positions(String... options) {
        String[] words = Stream.concat(Stream.of("history", "SKU-1", "--json"), Stream.of(options))
                .toArray(String[]::new);
        return run(words)
                .json()
                .path("movements")
                .findValues("position")
                .toString()
                .replace(" ", "");
    }

    @Test
    void aMovementSaysWhyAndWho() {
        JsonNode one =
                run("history", "SKU-1", "--json", "--cause", "ORDER").json().at("/movements/0");
        assertThat(one.path("from").toString())
                .isEqualTo("{\"location\":\"WH1\",\"condition\":\"available\",\"before\":10,\"after\":6}");
        assertThat(one.at("/document/name").asString()).isEqualTo("A7");
        assertThat(one.at("/document/orderId").asString()).matches("\\d+");
        assertThat(one.at("/actor/kind").asString()).isEqualTo("CHANNEL");
    }

    @Test
    void whatCannotBeToldIsSaid() {
        assertFault(run("history", "SKU-0"), 3, "penstock: there is no SKU SKU-0\n");
        assertFault(run("history", "SKU-1", "--location", "WH9"), 3, "penstock: there is no location WH9\n");
        assertFault(run("stock", "SKU-0"), 3, "penstock: there is no SKU SKU-0\n");
        assertFault(run("stock", "--position", "5"), 2, "--position is 5; the ledger has positions up to 4 so far\n");
        assertFault(run("stock", "--as-of", "2099-01-01T00:00:00Z"), 2, "--as-of lies in the future\n");
        assertFault(
                run("stock", "--as-of", "2026-03-01T00:00:00Z", "--position", "1"),
                2,
                "--as-of and --position are two ways to say when: give one of them\n");
        assertFault(
                run("stock", "--as-of", "yesterday"),
                2,
                "Invalid value for option '--as-of': yesterday is not a moment; write it as 2026-03-01T08:00:00Z");
        assertFault(run("history", "SKU-1", "--limit", "-1"), 2, "--limit -1 is not a number from 0\n");
        assertThat(Told.run("stock", "--help").text()).contains("--as-of=MOMENT", "Exit codes: 0 told");
        assertThat(Told.run("history", "--help").text())
                .contains("--cause=WORD", "ORDER, STOCK_MOVE", "Exit codes: 0 told");
    }

    private static void assertFault(Told told, int exitCode, String said) {
        assertThat(told.faults()).startsWith(said);
        assertThat(told.exitCode()).isEqualTo(exitCode);
    }
}
