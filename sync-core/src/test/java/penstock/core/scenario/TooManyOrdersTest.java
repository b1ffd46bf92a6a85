package penstock.core.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import penstock.core.book.Book;
import penstock.core.book.Command;
import penstock.core.book.TooManyOrders;

/** What is promised to more orders than are looked at in one transaction stays as it is, and who asks is told. */
class TooManyOrdersTest {

    private final MemoryLedger ledger = MemoryLedger.shippingAvailable();

    @Test
    void aLossIsRefusedWholeBeyondTheLimitAndDecidedAtIt() {
        Script.decide(ledger, "receive M1 SKU-1 WH1 " + (Book.MAX_ORDERS_RESERVING + 1));
        order(Book.MAX_ORDERS_RESERVING + 1);
        Tables before = ledger.tables();
        assertThatThrownBy(() -> Script.decide(ledger, "count M2 SKU-1 WH1 7"))
                .isInstanceOf(TooManyOrders.class)
                .hasMessageContaining("more than 20000 orders are promised SKU 101 at location 1")
                .hasMessageContaining("ship or cancel some of them");
        assertThat(ledger.tables()).isEqualTo(before);

        assertThat(Script.decide(ledger, "order amazon/A0 rev 2 CANCELLED 1:SKU-1x1"))
                .isEqualTo("CHANGED");
        assertThat(Script.decide(ledger, "count M2 SKU-1 WH1 7")).isEqualTo("CREATED");
        assertThat(ledger.tables().reservations().stream()
                        .mapToInt(Tables.ReservationRow::open)
                        .sum())
                .isEqualTo(7);
    }

    private void order(int count) {
        List<Command> commands = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            commands.add(Words.understand(ledger, "order amazon/A" + i + " rev 1 CONFIRMED 1:SKU-1x1")
                    .orElseThrow());
        }
        ledger.decide(commands);
    }
}
