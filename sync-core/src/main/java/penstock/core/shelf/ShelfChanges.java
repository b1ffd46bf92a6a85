package penstock.core.shelf;

import java.util.List;
import java.util.OptionalLong;

/** What a batch changed of the detail. */
public record ShelfChanges(
        List<StockDetail> details,
        List<Serial> serials,
        List<Allocation> allocations,
        List<Part> parts,
        List<PostedSerial> postedSerials) {

    /** No detail was changed. */
    public static final ShelfChanges NONE = new ShelfChanges(List.of(), List.of(), List.of(), List.of(), List.of());

    /**
     * Units of a posting that went from one spot to another.
     *
     * @param posting which of the batch's postings, from 0
     * @param from empty where no detail is kept
     */
    public record Part(int posting, int partNo, Side from, Side to, int units) {}

    /** A side of a part; both are empty where no detail is kept. */
    public record Side(OptionalLong binId, OptionalLong lotId) {

        static final Side NOT_KEPT = new Side(OptionalLong.empty(), OptionalLong.empty());

        static Side of(Spot spot) {
            return new Side(OptionalLong.of(spot.binId()), OptionalLong.of(spot.lotId()));
        }
    }

    /** A piece that went with a posting. */
    public record PostedSerial(int posting, String serialNo) {}

    public boolean isEmpty() {
        return details.isEmpty() && serials.isEmpty() && allocations.isEmpty() && parts.isEmpty();
    }
}
