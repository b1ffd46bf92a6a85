package penstock.core.scanning;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the scans of a session have come to. Pure: the same scans give the same course.
 *
 * @param binId where units are taken from, or counted
 * @param pending a SKU of which the lot or the piece is still to be scanned
 * @param held units that were scanned and not put anywhere yet
 * @param units all units that were scanned, each with the bin that they lay in
 */
record Course(Optional<Long> binId, Optional<Step> pending, List<Step> held, List<Step> units) {

    /** Goes through the scans that count, in their order. */
    static Course of(Task task, List<Step> steps) {
        Optional<Long> bin = Optional.empty();
        Optional<Step> pending = Optional.empty();
        List<Step> held = new ArrayList<>();
        List<Step> units = new ArrayList<>();
        for (Step step : steps) {
            pending = Optional.empty();
            switch (step.kind()) {
                case BIN -> {
                    boolean puts = task.endsWithBin() && !held.isEmpty();
                    bin = puts ? Optional.empty() : Optional.of(step.binId());
                    held.clear();
                }
                case SKU -> pending = Optional.of(step);
                case UNITS -> {
                    units.add(step);
                    if (task.endsWithBin()) {
                        held.add(step);
                    }
                }
            }
        }
        return new Course(bin, pending, List.copyOf(held), List.copyOf(units));
    }

    /** Of what is tracked by serial, the SKU whose next piece may be scanned without it. */
    Optional<Step> lastPiece() {
        return units.isEmpty()
                ? Optional.empty()
                : Optional.of(units.get(units.size() - 1))
                        .filter(step -> !step.serialNo().isEmpty());
    }

    /** Units of a SKU that were scanned. */
    int units(long skuId) {
        return units.stream()
                .filter(step -> step.skuId() == skuId)
                .mapToInt(Step::units)
                .sum();
    }

    /** Units of a SKU's lot that were scanned. */
    int units(long skuId, long lotId) {
        return units.stream()
                .filter(step -> step.skuId() == skuId && step.lotId() == lotId)
                .mapToInt(Step::units)
                .sum();
    }

    boolean hasPiece(long skuId, String serialNo) {
        return !serialNo.isEmpty()
                && units.stream()
                        .anyMatch(
                                step -> step.skuId() == skuId && step.serialNo().equals(serialNo));
    }
}
