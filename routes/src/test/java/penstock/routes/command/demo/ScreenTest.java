package penstock.routes.command.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ScreenTest {

    private static final DemoOptions OPTIONS =
            new DemoOptions(Duration.ofMinutes(1), false, 60, 7, Optional.empty(), false);

    @Test
    void everythingFitsEightyByTwentyFour() {
        assertThat(drawn(80, 24)).isEqualTo("""
                 penstock demo  partitioned  time x60  seed 7                      0:23 of 1:00
                 buyers come
                 channel         shown believed differ  orders units reserved shipped told away
                 shopify weir      183      183      0      22    41       20      15   10    6
                 amazon A1SLUICE   307      308      1      26    43       13      28   17    0
                 own site          223      223      0       8    15        9       6    4   15

                 lag in ms           p50     p99     n         p50     p99     n
                 shopify weir        150     200     2         7.5       9     2
                 amazon A1SLUICE       -       -     0           -       -     0
                 own site              -       -     0           -       -     0

                 stock        FBA 125 free and 19 reserved, NORD 129 free and 14 reserved,
                              WH1 346 free and 9 reserved
                 warehouse    open 2, shipped 31
                 Amazon MCF   nothing to ship yet
                 faults       drop after 2, message delayed 3, message duplicated 7,
                              message lost 12, rate limited 4, unavailable 2
                 parked       0 messages, 0 order lines; of the supplier 6 feeds,
                              8 rows applied, 2 rejected
                 short        0 units were ordered that were not there
                 Lags: left from the channel's sale to the commit (own site: hold to answer),
                 right from the commit to the number's taking effect there, its delay included.
                """);
    }

    @Test
    void noLineIsWiderOrLowerThanTheTerminal() {
        for (int columns : new int[] {80, 90, 100, 200}) {
            for (int rows : new int[] {10, 24, 30}) {
                List<Screen.Line> lines = new Screen(columns, rows).of(moment("buyers come"), snapshot(3));
                assertThat(lines).hasSizeLessThanOrEqualTo(rows);
                assertThat(lines).allMatch(line -> line.text().length() <= Math.min(columns, Screen.WIDEST));
            }
        }
    }

    @Test
    void whatWasSoldAndIsNotThereStandsOut() {
        assertThat(new Screen(80, 24)
                        .of(moment("buyers come"), snapshot(3)).stream()
                                .filter(line -> line.style() == Screen.Style.ALARM)
                                .map(Screen.Line::text))
                .containsExactly(" short        3 units were ordered that were not there");
    }

    @Test
    void aTerminalIsDrawnOverInOneWriteAndGivenBack() {
        StringWriter written = new StringWriter();
        Terminal terminal = new Terminal(new PrintWriter(written), true, true);
        terminal.draw(List.of(new Screen.Line("a", Screen.Style.TITLE), new Screen.Line("b", Screen.Style.PLAIN)));
        terminal.close();
        terminal.close();

        assertThat(written.toString().replace("\u001b", "^"))
                .isEqualTo("^[?1049h^[?25l^[H^[1;36ma^[0m^[K\r\nb^[K^[J^[?25h^[?1049l");
    }

    @Test
    void withoutColourThereIsNone() {
        StringWriter written = new StringWriter();
        Terminal terminal = new Terminal(new PrintWriter(written), true, false);
        terminal.draw(List.of(new Screen.Line("a", Screen.Style.ALARM)));

        assertThat(written.toString()).doesNotContain("m").contains("a");
    }

    private static String drawn(int columns, int rows) {
        return new Screen(columns, rows)
                        .of(moment("buyers come"), snapshot(0)).stream()
                                .map(line -> line.text().stripTrailing())
                                .collect(Collectors.joining("\n"))
                + "\n";
    }

    private static Screen.Moment moment(String doing) {
        return new Screen.Moment(OPTIONS, Duration.ofSeconds(23), doing);
    }

    private static Snapshot snapshot(int shortUnits) {
        return new Snapshot(
                List.of(
                        new Snapshot.Channel(
                                "shopify weir",
                                183,
                                183,
                                0,
                                22,
                                41,
                                20,
                                15,
                                10,
                                6,
                                new Lags(List.of(200.0, 150.0)),
                                new Lags(List.of(7.5, 9.0))),
                        new Snapshot.Channel(
                                "amazon A1SLUICE", 307, 308, 1, 26, 43, 13, 28, 17, 0, Lags.NONE, Lags.NONE),
                        new Snapshot.Channel("own site", 223, 223, 0, 8, 15, 9, 6, 4, 15, Lags.NONE, Lags.NONE)),
                List.of(
                        new Snapshot.Place("FBA", 125, 19),
                        new Snapshot.Place("NORD", 129, 14),
                        new Snapshot.Place("WH1", 346, 9)),
                new TreeMap<>(Map.of("OPEN", 2, "SHIPPED", 31)),
                Map.of(),
                new TreeMap<>(Map.of(
                        "DROP_AFTER", 2,
                        "MESSAGE_DELAYED", 3,
                        "MESSAGE_DUPLICATED", 7,
                        "MESSAGE_LOST", 12,
                        "RATE_LIMITED", 4,
                        "UNAVAILABLE", 2)),
                0,
                0,
                new Snapshot.Feeds(6, 8, 2),
                shortUnits);
    }
}
