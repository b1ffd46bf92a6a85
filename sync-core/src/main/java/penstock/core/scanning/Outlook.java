package penstock.core.scanning;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import penstock.core.scanning.ScanSession.State;
import penstock.core.scanning.SessionRows.Stored;
import penstock.core.scanning.SessionView.Missing;
import penstock.core.store.Transaction;

/** What is to be scanned next, and what was not scanned yet. */
final class Outlook {

    private Outlook() {}

    static List<Next> next(Transaction transaction, Stored stored, Course course) {
        Task task = stored.task();
        if (course.pending().isPresent()) {
            return List.of(isByLot(transaction, course.pending().get().skuId()) ? Next.LOT : Next.SERIAL);
        }
        boolean byBin = stored.keepsBins();
        List<Next> next = new ArrayList<>();
        if (!(task.beginsWithBin() && byBin && course.binId().isEmpty())) {
            next.add(Next.SKU);
        }
        if (course.lastPiece().isPresent() && !next.isEmpty()) {
            next.add(Next.SERIAL);
        }
        if (task.endsWithBin() && !course.held().isEmpty()) {
            next.add(Next.TARGET_BIN);
        } else if (task.beginsWithBin() && byBin) {
            next.add(Next.BIN);
        }
        return List.copyOf(next);
    }

    private static boolean isByLot(Transaction transaction, long skuId) {
        return transaction
                .find(
                        "select 1 from sku where seller_id = ? and sku_id = ? and tracking = 'LOT'",
                        row -> true,
                        transaction.sellerId(),
                        skuId)
                .isPresent();
    }

    static Optional<String> bin(Transaction transaction, long binId) {
        return transaction.find(
                "select code from bin where seller_id = ? and bin_id = ?",
                row -> row.getText("code"),
                transaction.sellerId(),
                binId);
    }

    static String sku(Transaction transaction, long skuId) {
        return transaction
                .find(
                        "select code from sku where seller_id = ? and sku_id = ?",
                        row -> row.getText("code"),
                        transaction.sellerId(),
                        skuId)
                .orElseThrow();
    }

    /** What is wanted and not scanned; of a count the lines in bins that nobody went to. */
    static List<Missing> missing(List<Wanted> wanted, Stored stored, Course course, List<Step> steps) {
        Set<Long> bins = steps.stream()
                .filter(step -> step.kind() == Step.Kind.BIN)
                .map(Step::binId)
                .collect(Collectors.toSet());
        boolean booked = stored.session().state() == State.CLOSED || stored.task() == Task.PICK;
        List<Missing> missing = new ArrayList<>();
        for (Wanted one : wanted) {
            if (stored.task() == Task.COUNT) {
                if (booked || !isCounted(one, stored, course, bins)) {
                    missing.add(new Missing(one.sku(), one.bin(), one.lot(), Optional.empty()));
                }
            } else {
                int left = one.units() - (booked ? 0 : scanned(one, stored, course));
                if (left > 0) {
                    missing.add(new Missing(one.sku(), one.bin(), one.lot(), Optional.of(left)));
                }
            }
        }
        return missing.size() > SessionView.MAX_MISSING ? missing.subList(0, SessionView.MAX_MISSING) : missing;
    }

    /** Whether somebody went to where it should lie. */
    static boolean isCounted(Wanted line, Stored stored, Course course, Set<Long> bins) {
        return stored.keepsBins() && line.binId() != 0 ? bins.contains(line.binId()) : tally(line, course) > 0;
    }

    /** Units of a line of a count that were scanned. */
    static int tally(Wanted line, Course course) {
        return course.units().stream()
                .filter(step ->
                        step.skuId() == line.skuId() && step.binId() == line.binId() && step.lotId() == line.lotId())
                .mapToInt(Step::units)
                .sum();
    }

    private static int scanned(Wanted one, Stored stored, Course course) {
        if (stored.task() == Task.PUT_AWAY) {
            return course.held().stream()
                    .filter(step -> step.skuId() == one.skuId() && step.lotId() == one.lotId())
                    .mapToInt(Step::units)
                    .sum();
        }
        return one.lotId() == 0 ? course.units(one.skuId()) : course.units(one.skuId(), one.lotId());
    }
}
