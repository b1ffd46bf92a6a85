package penstock.test.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
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
import penstock.core.ledger.MoveStock;
import penstock.core.message.OrderLineSnapshot;
import penstock.core.message.OrderPhase;
import penstock.core.message.Rejection;
import penstock.core.message.RejectionReason;
import penstock.core.order.ApplyOrder;
import penstock.core.shipping.ReleaseOrder;

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
    void anOrderThatWaitsForWhatNobodyUnderstoodIsNotStuck() {
        try (SampleSeller seller = new SampleSeller(PartialShipping.WAIT_FOR_ALL)) {
            seller.decide(new MoveStock("m1", MoveStock.Kind.RECEIVE, seller.at(seller.warehouse, "SKU-A"), 5));
            Rejection tip = new Rejection("line 2", "", RejectionReason.MISSING_FIELD, "Handle it by hand.");
            long order = seller.decide(new ApplyOrder(
                            seller.market,
                            seller.snapshot(
                                    "O1", 1, OrderPhase.CONFIRMED, List.of(new OrderLineSnapshot("1", "SKU-A", 1, 0))),
                            new ApplyOrder.Source(0, Optional.empty(), List.of(tip)),
                            false))
                    .id();
            seller.decide(new ReleaseOrder(order));
            Findings waiting = Check.asChecker(BehindTheApp.checkerLogin(), seller.clock())
                    .run(Scope.everything().of(seller.sellerId));
            assertThat(waiting.hold()).as(CheckReport.text(waiting)).isTrue();
            assertThat(seller.list(
                            "select fulfilment_id from fulfilment_order where seller_id = :seller",
                            row -> row.getLong("fulfilment_id")))
                    .isEmpty();
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
                    .contains("and so is that of bins and lots where they are kept")
                    .contains("8  not asked")
                    .contains("12  holds     cost layers are the owned stock on hand")
                    .contains("Nothing is broken (1 seller, as of ");
        }
    }
}
