package penstock.test.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import penstock.core.catalogue.Sellers.PartialShipping;
import penstock.core.check.Check;
import penstock.core.check.CheckReport;
import penstock.core.check.Findings;
import penstock.core.check.Invariant;
import penstock.core.check.Scope;

class CheckAtWorkTest {

    private static final int CHECKS = 15;

    @Test
    void aSystemAtWorkGivesNoFalseAlarm() {
        AtomicBoolean enough = new AtomicBoolean();
        try (SampleSeller seller = new SampleSeller(PartialShipping.SHIP_AVAILABLE)) {
            RandomHistory history = new RandomHistory(seller, new Random(7));
            CompletableFuture<Void> work = CompletableFuture.runAsync(() -> {
                while (!enough.get()) {
                    history.step();
                }
            });
            try {
                for (int i = 0; i < CHECKS; i++) {
                    Findings findings = Check.asChecker(BehindTheApp.checkerLogin(), seller.clock())
                            .run(Scope.everything().of(seller.sellerId));
                    assertThat(findings.hold()).as(CheckReport.text(findings)).isTrue();
                }
            } finally {
                enough.set(true);
                work.join();
            }
        }
    }

    @Test
    void theReportSaysALineAnInvariantAndWhatIsWrong() {
        try (SampleSeller seller = new SampleSeller(PartialShipping.SHIP_AVAILABLE)) {
            SampleHistory.tell(seller);
            Findings findings = Check.asChecker(BehindTheApp.checkerLogin(), Clock.systemUTC())
                    .run(Scope.everything().of(seller.sellerId));
            String report = CheckReport.text(findings);
            assertThat(report.lines().filter(line -> line.matches(" ?\\d+  .*")))
                    .hasSize(Invariant.values().length);
            assertThat(report)
                    .containsPattern("1  holds .* \\(\\d+ ms\\)")
                    .contains("bins and lots are not kept yet")
                    .contains("8  not asked")
                    .contains("12  holds     cost layers are the owned stock on hand")
                    .contains("Nothing is broken (1 seller, as of ");
        }
    }
}
