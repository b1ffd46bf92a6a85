package penstock.test.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import penstock.core.book.Command;
import penstock.core.book.Reply;
import penstock.core.engine.Engine;
import penstock.core.engine.EngineLimits;
import penstock.core.scenario.Invariants;
import penstock.core.scenario.Tables;
import penstock.core.scenario.Tables.ReservationRow;
import penstock.core.scenario.Words;
import penstock.core.shipping.ReleaseOrder;
import penstock.core.store.Database;
import penstock.test.CountedStatements;
import penstock.test.TestDatabase;

/** What thousands of orders were promised is looked at together: the seller's other orders wait for it meanwhile. */
class ManyReservationsTest {

    private static final int OPEN = 3_000;

    @Test
    void aCountBelowThreeThousandPromisesTakesAFewStatements() {
        CountedStatements prepared = new CountedStatements();
        try (DatabaseLedger ledger = new DatabaseLedger(false);
                Engine counted = engine(prepared.database())) {
            decide(ledger, "receive M1 SKU-1 WH1 " + OPEN);
            List<Long> orders = order(ledger);
            release(ledger, orders.subList(0, OPEN / 2));
            prepared.take();
            counted.decide(ledger.seller(), command(ledger, "count M2 SKU-1 WH1 100"));
            // six pages of three tables for orders, three of two for fulfilment orders; the rest of the batch is a
            // handful
            assertThat(prepared.take()).isLessThan(6 * 3 + 3 * 2 + 20);
            requireTheLatestBroken(ledger, orders.subList(0, 100));
        }
    }

    /** Handed to fulfilment, and placed first: such promises are broken last. */
    private static void requireTheLatestBroken(DatabaseLedger ledger, List<Long> kept) {
        Tables tables = ledger.tables();
        assertThat(Invariants.broken(tables)).isEmpty();
        assertThat(tables.reservations())
                .filteredOn(row -> row.open() > 0)
                .extracting(ReservationRow::orderId)
                .containsExactlyInAnyOrderElementsOf(kept);
        assertThat(tables.fulfilments())
                .filteredOn(row -> row.state().equals("OPEN"))
                .hasSize(kept.size());
    }

    private static List<Long> order(DatabaseLedger ledger) {
        List<Command> commands = new ArrayList<>();
        for (int i = 0; i < OPEN; i++) {
            commands.add(command(ledger, "order amazon/A" + i + " rev 1 CONFIRMED 1:SKU-1x1"));
        }
        return ledger.decide(commands).stream().map(Reply::id).toList();
    }

    private static void release(DatabaseLedger ledger, List<Long> orders) {
        List<Command> commands = new ArrayList<>();
        orders.forEach(order -> commands.add(new ReleaseOrder(order)));
        ledger.decide(commands);
    }

    private static Command command(DatabaseLedger ledger, String sentence) {
        return Words.understand(ledger, sentence).orElseThrow();
    }

    private static void decide(DatabaseLedger ledger, String sentence) {
        ledger.decide(List.of(command(ledger, sentence)));
    }

    private static Engine engine(Database database) {
        java.time.Clock clock = java.time.Clock.systemUTC();
        return new Engine(database, clock, TestDatabase.ids(clock), EngineLimits.DEFAULT, seller -> {});
    }
}
