package penstock.core.buying;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import penstock.core.buying.Unpacking.Arrived;

class UnpackingTest {

    /** Lines as SKU:open(tolerated), what came as SKU:sound+damaged, then what became of it, line by line. */
    private static final String SCENARIO = """
            7:10(0)           | 7:10+0  -> 1: 10+0 ordered 10 surplus 0 missing 0
            7:10(0)           | 7:4+0   -> 1: 4+0 ordered 4 surplus 0 missing 6
            7:10(0)           | 7:9+1   -> 1: 9+1 ordered 10 surplus 0 missing 0
            7:10(2)           | 7:13+0  -> 1: 13+0 ordered 10 surplus 1 missing 0
            7:10(0)           | 7:2+11  -> 1: 2+11 ordered 10 surplus 2 missing 0
            7:0(0)            | 7:3+0   -> 1: 3+0 ordered 0 surplus 3 missing 0
            7:10(0) 7:5(1)    | 7:12+2  -> 1: 10+0 ordered 10 surplus 0 missing 0, 2: 2+2 ordered 4 surplus 0 missing 1
            7:10(9) 7:5(1)    | 7:18+0  -> 1: 10+0 ordered 10 surplus 0 missing 0, 2: 8+0 ordered 5 surplus 2 missing 0
            7:10(0) 8:5(0)    | 8:5+0   -> 2: 5+0 ordered 5 surplus 0 missing 0, 1: 0+0 ordered 0 surplus 0 missing 10
            7:10(0)           | 9:4+1   -> nobody's: 4+1 ordered 0 surplus 0 missing 0, 1: 0+0 ordered 0 surplus 0 missing 10
            -                 | 9:4+1   -> nobody's: 4+1 ordered 0 surplus 0 missing 0
            7:10(0)           | 7:6+0 7:3+1 -> 1: 6+0 ordered 6 surplus 0 missing 0, 1: 3+1 ordered 4 surplus 0 missing 0
            7:10(1)           | 7:8+0 7:5+0 -> 1: 8+0 ordered 8 surplus 0 missing 0, 1: 5+0 ordered 2 surplus 2 missing 0
            7:10(1)           | 7:11+0 7:1+0 -> 1: 11+0 ordered 10 surplus 0 missing 0, 1: 1+0 ordered 0 surplus 1 missing 0
            7:10(0)           | 7:4+0 7:3+0 -> 1: 4+0 ordered 4 surplus 0 missing 0, 1: 3+0 ordered 3 surplus 0 missing 3
            7:4(0) 7:5(0)     | 7:3+0 7:3+0 -> 1: 3+0 ordered 3 surplus 0 missing 0, 1: 1+0 ordered 1 surplus 0 missing 0, 2: 2+0 ordered 2 surplus 0 missing 3
            """;

    @Test
    void whatCameIsDividedAmongTheLinesThatExpectIt() {
        String played = SCENARIO.lines().map(UnpackingTest::play).collect(Collectors.joining("\n"));
        assertThat(played)
                .isEqualTo(SCENARIO.lines()
                        .map(row -> row.strip().replaceAll(" +", " "))
                        .collect(Collectors.joining("\n")));
    }

    private static String play(String row) {
        String given = row.substring(0, row.indexOf("->")).strip().replaceAll(" +", " ");
        String[] sides = given.split(" \\| ");
        List<Expected> lines = new java.util.ArrayList<>();
        for (String line : sides[0].equals("-") ? new String[0] : sides[0].split(" ")) {
            int[] numbers = numbers(line);
            lines.add(new Expected(1, lines.size() + 1, numbers[0], numbers[1], numbers[1], numbers[2]));
        }
        List<Arrived> arrived = Arrays.stream(sides[1].split(" "))
                .map(UnpackingTest::numbers)
                .map(came -> new Arrived(came[0], came[1], came[2]))
                .toList();
        String outcome = Unpacking.divide(lines, arrived).stream()
                .map(UnpackingTest::text)
                .collect(Collectors.joining(", "));
        return given + " -> " + outcome;
    }

    private static int[] numbers(String words) {
        return Arrays.stream(words.split("\\D+")).mapToInt(Integer::parseInt).toArray();
    }

    private static String text(Unpacked unpacked) {
        return "%s: %d+%d ordered %d surplus %d missing %d"
                .formatted(
                        unpacked.serves().map(line -> "" + line.lineNo()).orElse("nobody's"),
                        unpacked.sound(),
                        unpacked.damaged(),
                        unpacked.ordered(),
                        unpacked.surplus(),
                        unpacked.missing());
    }
}
