package penstock.core.production;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import penstock.core.catalogue.bom.Bom;
import penstock.core.catalogue.bom.Bom.Line;
import penstock.core.catalogue.bom.Bom.Role;
import penstock.core.catalogue.bom.BomGraph;
import penstock.core.money.Price;
import penstock.core.production.Routings.Step;
import penstock.core.production.WorkCentres.WorkCentre;

/** What things should cost by their bills of materials and routings, level by level. */
class StandardCostTest {

    private static final BomGraph GRAPH = BomGraph.of(List.of(
            new Bom(
                    "TABLE",
                    1,
                    1,
                    List.of(
                            new Line("TOP", 1, 0, Role.COMPONENT),
                            new Line("LEG", 4, 250, Role.COMPONENT),
                            new Line("WAX", 2, 0, Role.CONSUMABLE))),
            new Bom(
                    "TOP",
                    1,
                    2,
                    List.of(new Line("BOARD", 7, 0, Role.COMPONENT), new Line("WAX", 1, 0, Role.CONSUMABLE)))));

    private static final StandardCost.Basis BASIS = new StandardCost.Basis(
            Map.of(
                    "TABLE", List.of(new Step("Join", "BENCH", 600, 300)),
                    "TOP", List.of(new Step("Saw", "SAW", 1200, 60), new Step("Glue", "BENCH", 0, 120))),
            Map.of(
                    "BENCH",
                    new WorkCentre("BENCH", "Bench", 480, 3000, 0),
                    "SAW",
                    new WorkCentre("SAW", "Saw", 480, 1800, 1200)),
            Map.of("BOARD", new Price(450, 1), "LEG", new Price(1000, 8)));

    @Test
    void everyLevelCostsItsMaterialLabourAndOverhead() {
        StandardCost cost = StandardCost.of("TABLE", 10, GRAPH.explode("TABLE", 10), BASIS);
        assertThat(cost.rows().stream()
                        .map(row -> "%d %s %d: %d %d %d"
                                .formatted(
                                        row.level(),
                                        row.sku(),
                                        row.units(),
                                        row.material(),
                                        row.labour(),
                                        row.overhead()))
                        .collect(Collectors.joining("\n")))
                .isEqualTo("""
                        0 TABLE 10: 0 3000 0
                        1 LEG 41: 5125 0 0
                        1 TOP 10: 0 1900 600
                        2 BOARD 35: 15750 0 0
                        2 WAX 25: 0 0 0""");
        assertThat(List.of(cost.material(), cost.labour(), cost.overhead(), cost.cost(), cost.perUnit()))
                .containsExactly(20875L, 4900L, 600L, 26375L, 2638L);
        assertThat(cost.unpriced()).containsExactly("WAX");
    }

    @Test
    void aSetupIsBorneByAllUnitsThatAreMadeTogether() {
        assertThat(StandardCost.of("TABLE", 1, GRAPH.explode("TABLE", 1), BASIS).labour())
                .isGreaterThan(4900 / 10);
    }
}
