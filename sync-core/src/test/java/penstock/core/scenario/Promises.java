package penstock.core.scenario;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.LongUnaryOperator;
import penstock.core.book.Arrival;
import penstock.core.book.Backorder;
import penstock.core.book.Slip;

/** What is stored of what is still to come, ordered by key. */
public record Promises(List<BackorderRow> backorders, List<Arrival> arrivals, List<Slip> slips) {

    public record BackorderRow(
            long backorderId,
            long orderId,
            int lineNo,
            long skuId,
            int quantity,
            int served,
            int voided,
            String state,
            LocalDate promisedOn,
            Optional<LocalDate> expectedOn,
            long ahead,
            long incoming,
            int beyond) {

        /** As it stands in the book; when it is expected is told apart. */
        static BackorderRow of(Backorder backorder, Optional<LocalDate> expectedOn) {
            return new BackorderRow(
                    backorder.backorderId(),
                    backorder.line().order().orderId(),
                    backorder.line().lineNo(),
                    backorder.line().skuId(),
                    backorder.quantity(),
                    backorder.served(),
                    backorder.voided(),
                    backorder.state().name(),
                    backorder.promisedOn(),
                    expectedOn,
                    backorder.basis().ahead(),
                    backorder.basis().incoming(),
                    backorder.basis().beyond());
        }

        BackorderRow expectedOn(Optional<LocalDate> day) {
            return new BackorderRow(
                    backorderId,
                    orderId,
                    lineNo,
                    skuId,
                    quantity,
                    served,
                    voided,
                    state,
                    promisedOn,
                    day,
                    ahead,
                    incoming,
                    beyond);
        }

        public int open() {
            return quantity - served - voided;
        }
    }

    /** Adds the ids that a ledger made. */
    void ids(TreeSet<Long> ids) {
        backorders.forEach(row -> ids.add(row.backorderId()));
        slips.forEach(row -> ids.add(row.slipId()));
    }

    Promises ranked(LongUnaryOperator rank) {
        return new Promises(
                backorders.stream()
                        .map(row -> new BackorderRow(
                                rank.applyAsLong(row.backorderId()),
                                rank.applyAsLong(row.orderId()),
                                row.lineNo(),
                                row.skuId(),
                                row.quantity(),
                                row.served(),
                                row.voided(),
                                row.state(),
                                row.promisedOn(),
                                row.expectedOn(),
                                row.ahead(),
                                row.incoming(),
                                row.beyond()))
                        .toList(),
                arrivals,
                slips.stream()
                        .map(row -> new Slip(
                                rank.applyAsLong(row.slipId()),
                                rank.applyAsLong(row.orderId()),
                                rank.applyAsLong(row.backorderId()),
                                row.skuId(),
                                row.promisedOn(),
                                row.expectedOn()))
                        .toList());
    }
}
