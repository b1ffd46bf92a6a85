package penstock.core.scanning;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import penstock.core.purchasing.PurchaseOrder;
import penstock.core.transfer.Transfer;

/** What units have in common that stand in one item of the receipt that a session is booked as. Pure. */
sealed interface ReceiptItem {

    /** Of a delivery: pieces that are damaged stand in another than those that are sound. */
    record Delivered(long skuId, long lotId, boolean damagedPieces) implements ReceiptItem {
        static Delivered of(Step step) {
            return new Delivered(
                    step.skuId(),
                    step.lotId(),
                    step.damaged() && !step.serialNo().isEmpty());
        }
    }

    /** Of a transfer: units that are alike but for their serials. */
    record Arrived(long skuId, long lotId, boolean damaged, String reason) implements ReceiptItem {
        static Arrived of(Step step) {
            return new Arrived(step.skuId(), step.lotId(), step.damaged(), step.reason());
        }
    }

    static ReceiptItem of(Step step, boolean ofTransfer) {
        return ofTransfer ? Arrived.of(step) : Delivered.of(step);
    }

    /** Items of a receipt, at most. */
    static int most(boolean ofTransfer) {
        return ofTransfer ? Transfer.MAX_ITEMS : PurchaseOrder.MAX_LINES;
    }

    /** Whether units would stand in an item of their own beyond those that a receipt may have. */
    static boolean isTooMany(List<Step> units, Step more, boolean ofTransfer) {
        Set<ReceiptItem> items = new HashSet<>();
        units.forEach(step -> items.add(of(step, ofTransfer)));
        return items.size() >= most(ofTransfer) && !items.contains(of(more, ofTransfer));
    }
}
