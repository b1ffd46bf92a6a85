package penstock.test.valuation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import penstock.core.costing.CostAccount;
import penstock.core.costing.CostEvent;
import penstock.core.costing.CostMethod;
import penstock.core.costing.Moment;
import penstock.core.costing.SkuCosts;
import penstock.core.costing.SkuFold;
import penstock.core.money.Shares;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Cases from textbooks and other products, read from the folder that the system property penstock.shared names. */
class TextbookCasesTest {

    private static final LocalDate DAY = LocalDate.parse("2026-06-15");
    private static final double CENT = 0.0101;

    private static JsonNode find(String id) throws IOException {
        Path file = Path.of(System.getProperty("penstock.shared", "../../shared"), "data/planning_cases.json");
        assumeTrue(Files.exists(file), () -> "Skipped: " + file + " is absent; set -Dpenstock.shared=<folder>");
        for (JsonNode each : JsonMapper.builder().build().readTree(Files.readString(file))) {
            if (each.get("id").asString().equals(id)) {
                return each;
            }
        }
        throw new AssertionError("there is no case " + id);
    }

    /** Buying and selling, by each method: what was sold cost, and what is left is worth. */
    private static final class Told {
        private final List<CostEvent> events = new ArrayList<>();
        private final Map<CostMethod, Long> sold = new EnumMap<>(CostMethod.class);
        private long position;

        void buy(int units, double unitCost) {
            events.add(new CostEvent.Received(
                    new Moment(++position, 0, DAY), units, CostAccount.PURCHASES, "receipt " + position));
            long amount = BigDecimal.valueOf(unitCost)
                    .multiply(BigDecimal.valueOf(units))
                    .movePointRight(2)
                    .longValueExact();
            events.add(
                    new CostEvent.Priced(new Moment(position, position, DAY), position, amount, CostAccount.PURCHASES));
        }

        void sell(int units) {
            events.add(new CostEvent.Issued(
                    new Moment(++position, 0, DAY), units, CostAccount.COST_OF_GOODS_SOLD, position, 0, ""));
        }

        SkuCosts by(CostMethod method) {
            sold.put(method, 0L);
            SkuCosts costs = SkuFold.by(
                    method,
                    events.stream(),
                    entry -> sold.merge(method, entry.on(CostAccount.COST_OF_GOODS_SOLD), Long::sum));
            costs.apply(
                    new CostEvent.PeriodClosed(new Moment(position, position + 1, DAY), LocalDate.parse("2026-06-30")));
            return costs;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"VAL-1", "VAL-3"})
    void whatWasSoldCostAndWhatIsLeftIsWorth(String id) throws IOException {
        JsonNode given = find(id);
        Told told = new Told();
        for (JsonNode event : given.get("input").get("events")) {
            if (event.get(0).asString().equals("buy")) {
                told.buy(event.get(1).asInt(), event.get(2).asDouble());
            } else {
                told.sell(event.get(1).asInt());
            }
        }
        JsonNode perpetual = given.get("expected").get("perpetual");
        requireSame(told, CostMethod.FIFO, perpetual.get("fifo"));
        requireSame(told, CostMethod.LIFO, perpetual.get("lifo"));
        requireSame(told, CostMethod.MOVING_AVERAGE, perpetual.get("avg"));
        requireSame(
                told,
                CostMethod.PERIODIC_AVERAGE,
                given.get("expected").get("periodic").get("avg"));
    }

    private static void requireSame(Told told, CostMethod method, JsonNode expected) {
        double left = told.by(method).totals().value() / 100.0;
        assertThat(left)
                .as(method.name())
                .isCloseTo(expected.get("endingInventory").asDouble(), within(CENT));
        assertThat(told.sold.get(method) / 100.0)
                .as(method.name())
                .isCloseTo(expected.get("cogs").asDouble(), within(CENT));
    }

    @Test
    void aQueueIsUsedUpFromItsHead() throws IOException {
        JsonNode given = find("VAL-5");
        Told told = new Told();
        for (JsonNode bin : given.get("input").get("queue")) {
            told.buy(bin.get(0).asInt(), bin.get(1).asDouble());
        }
        told.sell(given.get("input").get("remove").asInt());
        SkuCosts costs = told.by(CostMethod.FIFO);
        JsonNode expected = given.get("expected");
        assertThat(costs.records().open().values().stream()
                        .map(layer -> List.of(
                                layer.remaining(), (int) (layer.figures().value() / layer.remaining() / 100))))
                .containsExactly(List.of(
                        expected.get("queue").get(0).get(0).asInt(),
                        expected.get("queue").get(0).get(1).asInt()));
        assertThat(told.sold.get(CostMethod.FIFO))
                .isEqualTo(expected.get("consumedCost").asLong() * 100);
    }

    @Test
    void aStackIsUsedUpFromItsTop() throws IOException {
        JsonNode given = find("VAL-7");
        Told told = new Told();
        for (JsonNode op : given.get("input").get("ops")) {
            if (op.isArray()) {
                told.buy(op.get(0).asInt(), op.get(1).asDouble());
            } else {
                told.sell(-op.asInt());
            }
        }
        List<String> consumed = told.by(CostMethod.LIFO).records().consumptions().stream()
                .collect(Collectors.groupingBy(taken -> taken.source().position(), TreeMap::new, Collectors.toList()))
                .values()
                .stream()
                .map(taken -> taken.stream()
                        .sorted((one, other) -> Long.compare(
                                other.source().layer(), one.source().layer()))
                        .map(each -> List.of(each.source().quantity(), (int)
                                        (each.value() / each.source().quantity() / 100))
                                .toString())
                        .collect(Collectors.joining(", ", "[", "]")))
                .toList();
        List<String> expected = new ArrayList<>();
        given.get("expected")
                .get("consumed")
                .forEach(each -> expected.add(each.toString().replace(",", ", ")));
        assertThat(consumed).isEqualTo(expected);
    }

    @Test
    void freightAndDutyAreDividedByValue() throws IOException {
        JsonNode given = find("VAL-9");
        List<Long> values = new ArrayList<>();
        List<Integer> units = new ArrayList<>();
        for (JsonNode line : given.get("input").get("lines")) {
            units.add(line.get(0).asInt());
            values.add(line.get(0).asLong() * line.get(1).asLong() * 100);
        }
        long goods = values.stream().mapToLong(value -> value).sum();
        long landed = given.get("input").get("freight").asLong() * 100
                + Math.round(goods * given.get("input").get("dutyRate").asDouble());
        long[] parts = Shares.split(landed, values);
        for (int i = 0; i < parts.length; i++) {
            assertThat((values.get(i) + parts[i]) / 100.0 / units.get(i))
                    .isEqualTo(given.get("expected").get("unitCost").get(i).asDouble());
        }
    }

    @Test
    void aChangeOfMethodEndsWhereTheNewOneWouldBe() throws IOException {
        JsonNode given = find("VAL-11");
        Told told = new Told();
        for (JsonNode op : given.get("input").get("ops")) {
            if (op.isArray()) {
                told.buy(op.get(0).asInt(), op.get(1).asDouble());
            } else {
                told.sell(-op.asInt());
            }
        }
        JsonNode expected = given.get("expected");
        assertThat(told.by(CostMethod.FIFO).totals().value())
                .isEqualTo(expected.get("fifoValue").asLong() * 100);
        assertThat(told.by(CostMethod.MOVING_AVERAGE).totals().value() / 100.0)
                .isEqualTo(expected.get("avcoValue").asDouble());
        assertThat(told.by(CostMethod.MOVING_AVERAGE).totals().units())
                .isEqualTo(expected.get("qty").asLong());
    }
}
