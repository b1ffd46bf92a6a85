package penstock.core.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import penstock.core.book.Balance;
import penstock.core.book.Reply;
import penstock.core.book.StockKey;
import penstock.core.ledger.MoveStock;
import penstock.core.supplier.MirrorFigures;
import penstock.core.supplier.MirrorFigures.Figure;
import penstock.core.supplier.MirrorFigures.Meaning;

/** What a keeper says beyond what a location keeps is not left out without a word. */
class FullLocationTest {

    private final MemoryLedger ledger = MemoryLedger.shippingAvailable();
    private final long sku = ledger.sku("SKU-1");
    private final long place = ledger.location("WH1");

    @Test
    void whatDoesNotFitBesideWhatIsThereIsSaid() {
        ledger.decide(List.of(
                new MoveStock("m1", MoveStock.Kind.RECEIVE, new StockKey(sku, place), 10),
                new MoveStock("m2", MoveStock.Kind.DAMAGE, new StockKey(sku, place), 3)));
        Reply all = mirror(Balance.MAX_UNITS);
        assertThat(all.verdict() + " " + all.detail())
                .isEqualTo("CHANGED 3 units of SKU " + sku + " are more than the " + Balance.MAX_UNITS
                        + " that a location keeps beside what is there");
        assertThat(mirror(7).detail()).isEmpty();
    }

    @Test
    void aFigureBeyondAnyLocationIsRefused() {
        assertThatThrownBy(() -> new Figure(sku, Balance.MAX_UNITS + 1)).hasMessageContaining("1000000001 units");
    }

    private Reply mirror(int units) {
        return ledger.decide(List.of(new MirrorFigures(1, place, Meaning.ON_HAND, List.of(new Figure(sku, units)))))
                .get(0);
    }
}
