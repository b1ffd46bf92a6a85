package penstock.core.catalogue.bom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import penstock.core.catalogue.InvalidField;
import penstock.core.catalogue.InvalidField.Reason;
import penstock.core.catalogue.bom.Bom.Line;
import penstock.core.catalogue.bom.Bom.Role;

class BomGraphTest {

    /** {@code made (batch): units component [scrap%] [consumable], …} */
    private static final String BICYCLE = """
            BIKE    (1): 2 WHEEL, 1 FRAME, 4 BOLT
            WHEEL   (1): 36 SPOKE, 1 RIM, 2 BOLT
            FRAME   (1): 3 TUBE, 1 GAS consumable, 6 BOLT
            TUBE    (4): 6000 STEEL 2.5%
            SPOKE (100): 250 STEEL 10%
            """;

    @Test
    void everythingThatIsNeededIsCountedLevelByLevel() {
        assertThat(needs(graph(BICYCLE), "BIKE", 3)).isEqualTo("""
                1 FRAME 3 made
                1 WHEEL 6 made
                2 BOLT 42
                2 GAS 3 consumable
                2 RIM 6
                2 SPOKE 216 made
                2 TUBE 9 made
                3 STEEL 14432
                """);
    }

    /** 13,837.5 for tubes and 594 for spokes are 14,431.5: rounded up once, where both are known. */
    @Test
    void whatSeveralUsersTakeIsRoundedUpOnceTogether() {
        BomGraph graph = graph("""
                TABLE (1): 1 TOP, 1 LEG
                TOP   (3): 1 GLUE
                LEG   (3): 1 GLUE
                """);
        assertThat(needs(graph, "TABLE", 1)).contains("GLUE 1\n");
        assertThat(needs(graph, "TABLE", 2)).contains("GLUE 2\n");
        assertThat(needs(graph, "TABLE", 3)).contains("GLUE 2\n");
    }

    @Test
    void aComponentStandsBelowItsDeepestUser() {
        assertThat(new TreeMap<>(graph(BICYCLE).levels()).toString())
                .isEqualTo("{BIKE=0, BOLT=2, FRAME=1, GAS=2, RIM=2, SPOKE=2, STEEL=3, TUBE=2, WHEEL=1}");
    }

    @Test
    void aCycleIsRefusedWithItsPath() {
        assertThat(fault(BICYCLE, "STEEL (1): 1 SCRAP, 1 WHEEL"))
                .isEqualTo("CYCLE would need itself: STEEL > WHEEL > SPOKE > STEEL; take one of these steps out");
        assertThat(fault(BICYCLE, "RIM (1): 1 RIM")).startsWith("CYCLE would need itself: RIM > RIM;");
        assertThat(fault(BICYCLE, "STEEL (1): 1 ORE")).isEqualTo("fits");
    }

    @Test
    void aNewVersionMayTakeTheCycleOut() {
        String twoSteps = """
                A (1): 1 B
                B (1): 1 C
                """;
        assertThat(fault(twoSteps, "C (1): 1 A")).startsWith("CYCLE would need itself: C > A > B > C;");
        BomGraph graph = graph(twoSteps);
        graph.add(bom("B (1): 1 D"));
        assertThat(graph.fault(bom("C (1): 1 A"))).isEmpty();
        graph.add(bom("C (1): 1 A"));
        assertThat(new TreeMap<>(graph.levels()).toString()).isEqualTo("{A=1, B=2, C=0, D=3}");
    }

    @Test
    void tooManyLevelsAreRefused() {
        BomGraph graph = new BomGraph();
        for (int i = 0; i < BomGraph.MAX_LEVELS; i++) {
            Bom next = bom("L" + i + " (1): 1 L" + (i + 1));
            assertThat(graph.fault(next)).isEmpty();
            graph.add(next);
        }
        for (String oneMore : new String[] {"L50 (1): 1 L51", "TOP (1): 1 L0"}) {
            assertThat(graph.fault(bom(oneMore)).orElseThrow().reason()).isEqualTo(Reason.TOO_DEEP);
        }
        assertThat(graph.fault(bom("OTHER (1): 1 L1"))).isEmpty();
    }

    @Test
    void moreThanCanBeWrittenDownIsRefused() {
        BomGraph graph = graph("""
                A (1): 1000000 B
                B (1): 1 C
                """);
        assertThat(needs(graph, "A", 1_000)).startsWith("1 B 1000000000");
        assertThatThrownBy(() -> graph.explode("A", 1_001))
                .isInstanceOf(InvalidField.class)
                .hasMessage("needs more than 1000000000 units of B; ask for less");
    }

    @Test
    void whereSomethingIsUsedIsToldTheNearestFirst() {
        assertThat(graph(BICYCLE).whereUsed("STEEL").stream().map(use -> use.steps() + " " + use.sku()))
                .containsExactly("1 SPOKE", "1 TUBE", "2 FRAME", "2 WHEEL", "3 BIKE");
        assertThat(graph(BICYCLE).whereUsed("BIKE")).isEmpty();
    }

    /** Against adding up every path by itself, where nothing has to be rounded. */
    @Test
    void explosionAgreesWithAddingUpEveryPath() {
        long seed = Long.getLong("penstock.seed", 4711);
        System.out.println("penstock.seed=" + seed);
        Random chance = new Random(seed);
        for (int round = 0; round < 200; round++) {
            BomGraph graph = new BomGraph();
            Map<Integer, List<Line>> lines = new TreeMap<>();
            for (int sku = 0; sku < 8; sku++) {
                List<Line> own = new ArrayList<>();
                for (int component = sku + 1; component < 9; component++) {
                    if (chance.nextInt(3) == 0) {
                        own.add(new Line("S" + component, 1 + chance.nextInt(4), 0, Role.COMPONENT));
                    }
                }
                if (!own.isEmpty()) {
                    lines.put(sku, own);
                    graph.add(new Bom("S" + sku, 1, 1, own));
                }
            }
            Map<String, Integer> expected = new TreeMap<>();
            addUp(lines, "S0", 3, expected);
            Map<String, Integer> found = new TreeMap<>();
            graph.explode("S0", 3).forEach(need -> found.put(need.sku(), need.units()));
            assertThat(found).as("seed %d, round %d", seed, round).isEqualTo(expected);
        }
    }

    private static void addUp(Map<Integer, List<Line>> lines, String sku, int units, Map<String, Integer> sum) {
        for (Line line : lines.getOrDefault(Integer.parseInt(sku.substring(1)), List.of())) {
            sum.merge(line.component(), units * line.units(), Integer::sum);
            addUp(lines, line.component(), units * line.units(), sum);
        }
    }

    private static String needs(BomGraph graph, String sku, int units) {
        return graph.explode(sku, units).stream()
                .map(need -> need.level() + " " + need.sku() + " " + need.units() + (need.made() ? " made" : "")
                        + (need.consumable() ? " consumable" : "") + "\n")
                .collect(Collectors.joining());
    }

    private static String fault(String known, String bom) {
        return graph(known)
                .fault(bom(bom))
                .map(fault -> fault.reason() + " " + fault.advice())
                .orElse("fits");
    }

    private static BomGraph graph(String text) {
        return BomGraph.of(text.lines().map(BomGraphTest::bom).toList());
    }

    private static Bom bom(String text) {
        String[] parts = text.split("[(): ]+", 3);
        List<Line> lines = new ArrayList<>();
        for (String line : parts[2].split(", ", -1)) {
            String[] words = line.split(" ", -1);
            boolean scrap = words.length > 2 && words[2].endsWith("%");
            int basisPoints = scrap ? (int) Math.round(Double.parseDouble(words[2].replace("%", "")) * 100) : 0;
            Role role = words[words.length - 1].equals("consumable") ? Role.CONSUMABLE : Role.COMPONENT;
            lines.add(new Line(words[1], Integer.parseInt(words[0]), basisPoints, role));
        }
        return new Bom(parts[0], 1, Integer.parseInt(parts[1]), lines);
    }
}
