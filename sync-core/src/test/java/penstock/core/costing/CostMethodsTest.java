package penstock.core.costing;

import static org.assertj.core.api.Assertions.assertThat;
import static penstock.core.costing.CostMethod.FIFO;
import static penstock.core.costing.CostMethod.LIFO;
import static penstock.core.costing.CostMethod.MOVING_AVERAGE;
import static penstock.core.costing.CostMethod.PERIODIC_AVERAGE;
import static penstock.core.costing.CostMethod.STANDARD;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CostMethodsTest {

    private static final String JUNE = """
            buy 40 at 5.00
            sell 30 of A1
            buy 60 at 6.00
            sell 50 of A2
            buy 25 at 7.01
            """;

    private static String told(String story) {
        return Stream.of(CostMethod.values())
                .map(method -> method + ": " + CostStory.of(story).told(method))
                .collect(Collectors.joining("\n"));
    }

    @Test
    void oneHistoryIsWorthWhatEachMethodSays() {
        assertThat(told("standard 6.00\n" + JUNE + "close 2026-01-31")).isEqualTo("""
                FIFO: 45 units worth 295.25; purchases -735.25, cost_of_goods_sold 440.00
                LIFO: 45 units worth 285.25; purchases -735.25, cost_of_goods_sold 450.00
                MOVING_AVERAGE: 45 units worth 292.39; purchases -735.25, cost_of_goods_sold 442.86
                STANDARD: 45 units worth 270.00; purchases -735.25, cost_of_goods_sold 480.00, cost_variance -14.75
                PERIODIC_AVERAGE: 45 units worth 264.69; purchases -735.25, cost_of_goods_sold 470.56""".stripIndent());
    }

    @Test
    void theLastUnitTakesTheRemainder() {
        CostStory story =
                CostStory.of("buy 1 at 0.00\nprice L1 10.00\narrive 2\nprice L2 10.00\nsell 1\nsell 1\nsell 1");
        for (CostMethod method : List.of(FIFO, LIFO, MOVING_AVERAGE)) {
            assertThat(story.told(method)).isEqualTo("0 units worth 0.00; purchases -20.00, cost_of_goods_sold 20.00");
        }
        story.by(MOVING_AVERAGE);
        assertThat(story.journal().stream()
                        .filter(entry -> entry.to() == CostAccount.COST_OF_GOODS_SOLD)
                        .map(CostEntry::amount))
                .containsExactly(667L, 666L, 667L);
    }

    @Test
    void fifoAndLifoUseLayersUpFromTheirEnds() {
        CostStory story = CostStory.of(
                "buy 1 at 1\nbuy 2 at 2\nsell 1 of A1\nbuy 3 at 3\nsell 4 of A2\nbuy 4 at 4\nsell 5 of A3\nbuy 5 at 5\nsell 5 of A4");
        assertThat(consumed(story, LIFO)).isEqualTo("2:1 | 4:3 2:1 | 6:4 1:1 | 8:5");
        assertThat(consumed(story, FIFO)).isEqualTo("1:1 | 2:2 4:2 | 4:1 6:4 | 8:5");
    }

    private static String consumed(CostStory story, CostMethod method) {
        return story.by(method).records().consumptions().stream()
                .collect(Collectors.groupingBy(
                        consumption -> consumption.source().position(), TreeMap::new, Collectors.toList()))
                .values()
                .stream()
                .map(taken -> taken.stream()
                        .sorted(Comparator.comparingLong(consumption -> method == LIFO
                                ? -consumption.source().layer()
                                : consumption.source().layer()))
                        .map(consumption -> consumption.source().layer() + ":"
                                + consumption.source().quantity())
                        .collect(Collectors.joining(" ")))
                .collect(Collectors.joining(" | "));
    }

    @Test
    void lateCostIsSplitByWhatIsLeftOfItsLayer() {
        CostStory story = CostStory.of("buy 10 at 10.00\nsell 7 of A1\nlose 1\nlanded L1 1.01");
        story.by(FIFO);
        assertThat(story.lastEntries()).isEqualTo("""
                2026-01-10 LANDED_COSTS -> STOCK 0.20
                2026-01-10 LANDED_COSTS -> COST_OF_GOODS_SOLD 0.71
                2026-01-10 LANDED_COSTS -> ADJUSTMENTS 0.10""".stripIndent());
        assertThat(story.told(FIFO))
                .isEqualTo(
                        "2 units worth 20.20; purchases -100.00, landed_costs -1.01, cost_of_goods_sold 70.71, adjustments 10.10");
        assertThat(story.told(STANDARD)).contains("cost_variance 101.01");
    }

    @Test
    void unitsThatCameWithoutACostAreSettledWhenItIsKnown() {
        CostStory story = CostStory.of("buy 10 at 2.00\nsell 10 of A1\narrive 10\nsell 4 of A2");
        assertThat(story.told(FIFO)).isEqualTo("6 units worth 12.00; purchases -40.00, cost_of_goods_sold 28.00");
        assertThat(story.by(FIFO).records().open().firstEntry().getValue().provisional())
                .isTrue();
        CostStory settled =
                CostStory.of("buy 10 at 2.00\nsell 10 of A1\narrive 10\nsell 4 of A2\nday 2026-02-03\nprice L2 25.00");
        assertThat(settled.told(FIFO)).isEqualTo("6 units worth 15.00; purchases -45.00, cost_of_goods_sold 30.00");
        assertThat(settled.lastEntries()).isEqualTo("""
                2026-02-03 PURCHASES -> STOCK 3.00
                2026-02-03 PURCHASES -> COST_OF_GOODS_SOLD 2.00""".stripIndent());
    }

    @Test
    void openingStockClearsAgainstTheOpeningBalance() {
        assertThat(CostStory.of("buy 1 at 4.00\narrive 2\nopening L2 9.00").told(FIFO))
                .isEqualTo("3 units worth 13.00; purchases -4.00, opening_balance -9.00");
    }

    @Test
    void whatACustomerSendsBackGoesWhereItCameFrom() {
        String sold = "buy 2 at 1.00\nbuy 2 at 2.00\nsell 3 of A1\nbuy 2 at 5.00\n";
        assertThat(CostStory.of(sold + "back 2 of A1").told(FIFO))
                .isEqualTo("5 units worth 15.00; purchases -16.00, cost_of_goods_sold 1.00");
        assertThat(CostStory.of(sold + "back 2 of A1").by(FIFO).records().open().keySet())
                .containsExactly(1L, 2L, 4L);
        assertThat(CostStory.of(sold + "back 2 of A1\nsell 2 of A2\nsell 1 of A3")
                        .told(FIFO))
                .isEqualTo("2 units worth 10.00; purchases -16.00, cost_of_goods_sold 6.00");
    }

    @Test
    void whatComesBackInPartsCostsWhatItCost() {
        String sold = "arrive 3\nprice L1 10.00\nsell 3 of A1\nback 1 of A1\n";
        assertThat(CostStory.of(sold + "back 1 of A1").told(FIFO))
                .isEqualTo("2 units worth 6.67; purchases -10.00, cost_of_goods_sold 3.33");
        assertThat(CostStory.of(sold + "back 1 of A1\nback 1 of A1").told(MOVING_AVERAGE))
                .isEqualTo("3 units worth 10.00; purchases -10.00");
    }

    @Test
    void whatComesBackFromNobodyKnowsWhichSaleCostsWhatSuchUnitsCostNow() {
        assertThat(CostStory.of("buy 2 at 1.00\nsell 2 of A1\nbuy 1 at 3.00\nback 4 of A1")
                        .told(FIFO))
                .isEqualTo("5 units worth 11.00; purchases -5.00, cost_of_goods_sold -6.00");
        assertThat(CostStory.of("buy 2 at 1.00\nsell 2 of A1\nback 1").told(FIFO))
                .isEqualTo("1 units worth 1.00; purchases -2.00, cost_of_goods_sold 1.00");
    }

    @Test
    void aSupplierCreditsWhatTheUnitsCost() {
        String story = "buy 4 at 1.00\nbuy 4 at 3.00\nsend back 2 of L2";
        assertThat(CostStory.of(story).told(FIFO)).isEqualTo("6 units worth 10.00; purchases -10.00");
        assertThat(CostStory.of(story).told(MOVING_AVERAGE))
                .isEqualTo("6 units worth 12.00; purchases -10.00, cost_variance -2.00");
        assertThat(CostStory.of(story + "\nprice L2 16.00\nlanded L2 0.40").told(FIFO))
                .isEqualTo("6 units worth 12.20; purchases -12.00, landed_costs -0.40, cost_variance 0.20");
    }

    @Test
    void stockIsWorthNoMoreThanItCanBeSoldForNorThanItCost() {
        String down = "buy 10 at 5.00\nrealisable 4.00\n";
        assertThat(CostStory.of(down).told(FIFO))
                .isEqualTo("10 units worth 50.00; stock_allowance -10.00, purchases -50.00, write_downs 10.00");
        assertThat(CostStory.of(down + "realisable 4.50").told(FIFO))
                .isEqualTo("10 units worth 50.00; stock_allowance -5.00, purchases -50.00, write_downs 5.00");
        assertThat(CostStory.of(down + "realisable 9.00").told(LIFO))
                .isEqualTo("10 units worth 50.00; purchases -50.00");
        assertThat(CostStory.of(down + "sell 3 of A1").told(FIFO))
                .isEqualTo(
                        "7 units worth 35.00; stock_allowance -7.00, purchases -50.00, cost_of_goods_sold 12.00, write_downs 10.00");
        assertThat(CostStory.of(down + "sell 3 of A1\nback 3 of A1").told(FIFO))
                .isEqualTo("10 units worth 50.00; stock_allowance -10.00, purchases -50.00, write_downs 10.00");
        assertThat(CostStory.of(down + "dearer L1 -45.00").told(FIFO))
                .isEqualTo("10 units worth 5.00; stock_allowance -5.00, purchases -5.00, write_downs 5.00");
    }

    @Test
    void aNewStandardRevaluesWhatIsThere() {
        assertThat(CostStory.of("standard 2.00\nbuy 10 at 2.10\nsell 4 of A1\nstandard 2.50\nsell 1 of A2")
                        .told(STANDARD))
                .isEqualTo(
                        "5 units worth 12.50; purchases -21.00, cost_of_goods_sold 10.50, cost_variance 1.00, revaluation -3.00");
    }

    @Test
    void aMonthThatIsOverIsAveragedOnItsLastDay() {
        String january = "buy 10 at 1.00\nsell 10 of A1\nbuy 10 at 3.00\n";
        CostStory next = CostStory.of(january + "day 2026-02-02\nsell 5 of A2");
        assertThat(next.told(PERIODIC_AVERAGE))
                .isEqualTo("5 units worth 10.00; purchases -40.00, cost_of_goods_sold 30.00");
        assertThat(next.lastEntries()).isEqualTo("""
                2026-01-31 STOCK -> COST_OF_GOODS_SOLD 10.00
                2026-02-02 STOCK -> COST_OF_GOODS_SOLD 10.00""".stripIndent());
        CostStory closed = CostStory.of(january + "day 2026-02-02\nclose 2026-01-31\nback 10 of A1");
        assertThat(closed.told(PERIODIC_AVERAGE)).isEqualTo("20 units worth 40.00; purchases -40.00");
    }

    @Test
    void aMonthBeginsWithItsFirstEvent() {
        String february = "buy 10 at 1.00\nday 2026-02-02\nsell 5 of A1\nbuy 5 at 3.00\n";
        assertThat(CostStory.of(february + "day 2026-03-01\nfind 1").told(PERIODIC_AVERAGE))
                .startsWith("11 units worth 19.67; purchases -25.00, cost_of_goods_sold 8.33");
        assertThat(CostStory.of(february + "day 2026-03-01\nclose 2026-02-28\nsell 1 of A2")
                        .told(PERIODIC_AVERAGE))
                .isEqualTo("9 units worth 15.00; purchases -25.00, cost_of_goods_sold 10.00");
        assertThat(CostStory.of(
                                "buy 10 at 1.00\nsell 10 of A1\nclose 2026-01-31\nbuy 10 at 3.00\nsell 1 of A2\nclose 2026-02-28")
                        .told(PERIODIC_AVERAGE))
                .isEqualTo("9 units worth 27.00; purchases -40.00, cost_of_goods_sold 13.00");
    }

    @Test
    void aChangeOfMethodBooksTheDifference() {
        CostStory story = CostStory.of("buy 10 at 10\nbuy 10 at 15\nsell 1 of A1");
        SkuTotals fifo = story.by(FIFO).totals();
        SkuTotals average = story.by(MOVING_AVERAGE).totals();
        List<CostEntry> change = SkuFold.change(new Moment(3, 9, LocalDate.EPOCH), fifo, 0, average, 0);
        assertThat(change).hasSize(1);
        assertThat(change.get(0).on(CostAccount.STOCK)).isEqualTo(-250);
        assertThat(change.get(0).on(CostAccount.METHOD_CHANGE)).isEqualTo(250);
    }

    @Test
    void aLowerPriceNeverMakesAnythingWorthLessThanNothing() {
        CostStory story = CostStory.of("arrive 10\nprice L1 1000.00\nbuy 10 at 0.00\nsell 10 of A1\nprice L1 0.00");
        assertThat(story.told(MOVING_AVERAGE)).isEqualTo("10 units worth 0.00; ");
    }
}
