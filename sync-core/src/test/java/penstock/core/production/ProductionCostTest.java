package penstock.core.production;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import penstock.core.production.ProductionCost.Facts;
import penstock.core.production.ProductionCost.Used;
import penstock.core.production.ProductionCost.Work;

/** Where the cost of an order is: 4 of a material and a minute's work a unit, issued for 10 units unless it says otherwise. */
class ProductionCostTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "nothing is made yet                       | false | 0  | 0 | 40 | 4000 | 0  | 0    || 0    | 0    | 4000",
                "a part carries its part                   | false | 3  | 0 | 40 | 4000 | 3  | 90   || 1290 | 0    | 2800",
                "with that of the spoilt ones              | false | 3  | 1 | 40 | 4000 | 4  | 120  || 1720 | 0    | 2400",
                "work beyond what was made goes on         | false | 3  | 0 | 40 | 4000 | 6  | 180  || 1290 | 0    | 2890",
                "what was backflushed is all in it         | false | 3  | 0 | 12 | 1200 | 3  | 90   || 1290 | 0    | 0",
                "what was not issued yet costs nothing yet | false | 3  | 0 | 6  | 600  | 3  | 90   || 690  | 0    | 0",
                "what was taken beyond plan goes on        | false | 3  | 0 | 14 | 1400 | 3  | 90   || 1290 | 0    | 200",
                "in the end they carry everything          | true  | 3  | 1 | 40 | 4000 | 4  | 120  || 4120 | 0    | 0",
                "what made nothing is lost                 | true  | 0  | 4 | 40 | 4000 | 4  | 120  || 0    | 4120 | 0",
                "a third of a cent stays until the end     | false | 1  | 0 | 12 | 100  | 0  | 0    || 33   | 0    | 67"
            })
    void whereItIs(
            String name,
            boolean ended,
            int good,
            int scrapped,
            long units,
            long cost,
            int worked,
            long work,
            String gap,
            long made,
            long lost,
            long inProgress) {
        ProductionCost found = ProductionCost.of(new Facts(
                ended,
                1,
                good,
                scrapped,
                List.of(new Used(4 * ProductionOrders.WHOLE, units, cost)),
                List.of(new Work(worked, work))));
        assertThat(List.of(found.made(), found.lost(), found.inProgress())).containsExactly(made, lost, inProgress);
    }
}
