package penstock.test.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import penstock.core.scenario.Script;
import penstock.test.TestDatabase;

/** All orders of a seller wait while a SKU that came serves who is short of it, so who refused them is asked for together. */
class RefusedOrdersTest {

    @Test
    void manyRefusedOrdersAreLookedAtInAsManyStatementsAsFew() {
        assertThat(statements(12)).isEqualTo(statements(3));
    }

    /** So many orders were refused where all of the SKU lies, and one unit more comes there. */
    private static int statements(int orders) {
        AtomicInteger said = new AtomicInteger();
        FaultyDataSource counting = new FaultyDataSource(TestDatabase.dataSource());
        try (DatabaseLedger ledger = new DatabaseLedger(false, counting.proxy())) {
            List<String> story = new ArrayList<>(List.of("receive M1 SKU-1 FBA 50"));
            for (int order = 1; order <= orders; order++) {
                String id = "W" + order;
                story.add("ask web/" + id + " rev 1 CONFIRMED 1:SKU-1x2");
                story.add("hand " + id);
                story.add("claim " + id + "@FBA");
                story.add("settle " + id + "@FBA CREATE CANNOT_FULFIL");
            }
            story.forEach(sentence -> Script.decide(ledger, sentence));
            counting.saying(sql -> {
                said.incrementAndGet();
                return sql;
            });
            assertThat(Script.decide(ledger, "receive M2 SKU-1 FBA 1")).isEqualTo("CREATED");
            counting.saying(sql -> sql);
            assertThat(ledger.tables().lines()).hasSize(orders).allMatch(line -> line.shortUnits() == 2);
        }
        return said.get();
    }
}
