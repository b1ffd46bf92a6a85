package penstock.core.shelf;

import java.time.LocalDate;
import java.util.Comparator;

/** Which units of a SKU go first. */
public enum PickingRule {
    /** What expires first; of what never expires, what came first. */
    FEFO(Comparator.comparing(Candidate::lastDay).thenComparing(Candidate::since)),
    /** What came first. */
    FIFO(Comparator.comparing(Candidate::since)),
    /** What came last. */
    LIFO(Comparator.comparing(Candidate::since).reversed());

    private final Comparator<Candidate> order;

    PickingRule(Comparator<Candidate> order) {
        this.order = order;
    }

    /** The rule, then the nearest bin, then whatever makes it the same every time. */
    public Comparator<Candidate> order() {
        return order.thenComparing(Candidate::walkingMetres)
                .thenComparing(candidate -> candidate.detail().key().spot().binId())
                .thenComparing(candidate -> candidate.detail().key().spot().lotId());
    }

    /** Units that might be picked, with what the rules look at. */
    public record Candidate(StockDetail detail, LocalDate lastDay, int walkingMetres) {

        long since() {
            return detail.since();
        }
    }
}
