package penstock.core.buying;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import penstock.core.buying.Sampling.Lot;
import penstock.core.buying.Sampling.Plan;

class SamplingTest {

    /** Lot, and for each AQL the sample and what it accepts, read off the printed tables. */
    private static final String TABLES = """
            lot      0.65     1.0      1.5      2.5      4.0      6.5
            8        8/0      8/0      8/0      5/0      3/0      2/0
            15       15/0     13/0     8/0      5/0      3/0      2/0
            25       20/0     13/0     8/0      5/0      3/0      8/1
            50       20/0     13/0     8/0      5/0      13/1     8/1
            90       20/0     13/0     8/0      20/1     13/1     13/2
            150      20/0     13/0     32/1     20/1     20/2     20/3
            280      20/0     50/1     32/1     32/2     32/3     32/5
            500      80/1     50/1     50/2     50/3     50/5     50/7
            1200     80/1     80/2     80/3     80/5     80/7     80/10
            3200     125/2    125/3    125/5    125/7    125/10   125/14
            10000    200/3    200/5    200/7    200/10   200/14   200/21
            35000    315/5    315/7    315/10   315/14   315/21   200/21
            150000   500/7    500/10   500/14   500/21   315/21   200/21
            500000   800/10   800/14   800/21   500/21   315/21   200/21
            1000000  1250/14  1250/21  800/21   500/21   315/21   200/21
            """;

    @Test
    void samplesAreThoseOfTheStandard() {
        String played = TABLES.lines()
                .skip(1)
                .map(row -> row.strip().split(" +"))
                .map(words -> words[0] + " " + row(Integer.parseInt(words[0])))
                .collect(Collectors.joining("\n"));
        assertThat(played)
                .isEqualTo(TABLES.lines()
                        .skip(1)
                        .map(row -> row.strip().replaceAll(" +", " "))
                        .collect(Collectors.joining("\n")));
    }

    private static String row(int lot) {
        return Arrays.stream(Aql.values())
                .map(aql -> aql.of(lot))
                .map(sample -> sample.units() + "/" + sample.accepts())
                .collect(Collectors.joining(" "));
    }

    @Test
    void aSampleIsNeverLargerThanItsLot() {
        assertThat(Aql.P0_65.of(1)).isEqualTo(new Sample(1, 0));
        Sampling five = new Sampling(Plan.FIXED, Optional.of(new Sample(5, 1)), Optional.empty(), 0, 1);
        assertThat(five.of(3, List.of())).isEqualTo(new Sample(3, 1));
        assertThat(five.of(100, List.of())).isEqualTo(new Sample(5, 1));
    }

    @Test
    void ofAllUnitsTheDefectiveOnesAreSortedOut() {
        Sampling all = new Sampling(Plan.ALL, Optional.empty(), Optional.empty(), 0, 1);
        assertThat(all.of(7, List.of()).passes(7)).isTrue();
        assertThat(Aql.P2_5.of(500).passes(3)).isTrue();
        assertThat(Aql.P2_5.of(500).passes(4)).isFalse();
        assertThat(Sampling.NONE.of(7, List.of()).units()).isZero();
    }

    @Test
    void afterGoodLotsOneInThreeIsLookedAtUntilOneIsBad() {
        Sampling skipping = new Sampling(Plan.ALL, Optional.empty(), Optional.empty(), 2, 3);
        List<Lot> before = new ArrayList<>();
        String played = "";
        for (String found : "good good good good bad good good good".split(" ")) {
            while (skipping.of(10, before).units() == 0) {
                before.add(0, Lot.SKIPPED);
                played += "skipped ";
            }
            before.add(0, found.equals("good") ? Lot.PASSED : Lot.REJECTED);
            played += found + " ";
        }
        assertThat(played)
                .isEqualTo("good good skipped skipped good skipped skipped good skipped skipped bad good good"
                        + " skipped skipped good ");
    }

    @Test
    void aLotThatIsStillLookedAtVouchesForNothing() {
        Sampling skipping = new Sampling(Plan.ALL, Optional.empty(), Optional.empty(), 2, 3);
        assertThat(skipping.of(10, List.of(Lot.OPEN, Lot.PASSED)).units()).isEqualTo(10);
        assertThat(skipping.of(10, List.of(Lot.OPEN, Lot.PASSED, Lot.PASSED)).units())
                .isZero();
    }
}
