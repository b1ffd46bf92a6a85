package penstock.core.scanning;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import penstock.core.purchasing.PurchaseOrder;
import penstock.core.transfer.Transfer;

class ReceiptItemTest {

    private static Step units(long lotId, String serialNo, boolean damaged, String reason) {
        return new Step(0, Step.Kind.UNITS, 0, 7, lotId, serialNo, 1, damaged, reason, 0, Optional.empty());
    }

    private static List<Step> lots(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(lot -> units(lot, "", false, ""))
                .toList();
    }

    @Test
    void aDeliveryEndsAtItsLimitButForWhatStandsInItAlready() {
        List<Step> full = lots(PurchaseOrder.MAX_LINES);
        assertThat(ReceiptItem.isTooMany(full, units(201, "", false, ""), false))
                .isTrue();
        assertThat(ReceiptItem.isTooMany(full, units(200, "S1", true, "BREAKAGE"), false))
                .as("a damaged piece")
                .isTrue();
        assertThat(ReceiptItem.isTooMany(full, units(200, "", true, "BREAKAGE"), false))
                .as("damaged units stand with the sound ones")
                .isFalse();
        assertThat(ReceiptItem.isTooMany(full.subList(1, 200), units(201, "", false, ""), false))
                .isFalse();
    }

    @Test
    void aTransferTakesMoreAndTellsWhatIsDamagedAndWhyApart() {
        assertThat(ReceiptItem.isTooMany(lots(PurchaseOrder.MAX_LINES), units(201, "", false, ""), true))
                .isFalse();
        List<Step> full = lots(Transfer.MAX_ITEMS);
        assertThat(ReceiptItem.isTooMany(full, units(1, "S1", false, ""), true)).isFalse();
        assertThat(ReceiptItem.isTooMany(full, units(1, "", false, "FOUND"), true))
                .isTrue();
        assertThat(ReceiptItem.isTooMany(full, units(1, "", true, ""), true)).isTrue();
    }
}
