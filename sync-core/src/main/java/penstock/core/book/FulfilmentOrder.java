package penstock.core.book;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What one location is told to ship of one order. At most one provider order is live for it. */
public final class FulfilmentOrder {

    private final long fulfilmentId;
    private final long orderId;
    private final long locationId;
    private final long providerAccountId;
    private final Instant createdAt;
    private final long fence;
    private final boolean stored;
    private final List<FulfilmentLine> lines = new ArrayList<>(2);
    private State state;
    private int attempt;
    private @Nullable String providerStatus;
    private @Nullable String refusedReason;
    private @Nullable Instant nextAttemptAt;
    private @Nullable String recipientMark;
    private boolean changed;

    /** Where a fulfilment order stands. */
    public enum State {
        /** The seller's: waits to be picked. */
        OPEN,
        PICKED,
        PACKED,
        /** The provider's: to be sent. */
        SUBMITTING,
        /** Sent, and nobody knows whether it arrived: to be read back. */
        UNKNOWN,
        /** The provider has it. */
        SUBMITTED,
        /** We want it back. */
        CANCELLING,
        SHIPPED,
        CANCELLED,
        REFUSED;

        private static final Set<State> ENDS = Set.of(SHIPPED, CANCELLED, REFUSED);

        /** Whether nothing more will be shipped. */
        public boolean isEnd() {
            return ENDS.contains(this);
        }

        /** Whether the provider may hold an order for it. */
        public boolean isAtProvider() {
            return this == UNKNOWN || this == SUBMITTED || this == CANCELLING;
        }
    }

    /**
     * A fulfilment order, loaded or new.
     *
     * @param fence counts the claims on it; 0 if nobody has claimed it yet
     */
    public FulfilmentOrder(
            long fulfilmentId,
            long orderId,
            long locationId,
            long providerAccountId,
            Instant createdAt,
            State state,
            int attempt,
            @Nullable Instant nextAttemptAt,
            long fence,
            boolean stored) {
        this.fulfilmentId = fulfilmentId;
        this.orderId = orderId;
        this.locationId = locationId;
        this.providerAccountId = providerAccountId;
        this.createdAt = createdAt;
        this.state = state;
        this.attempt = attempt;
        this.nextAttemptAt = nextAttemptAt;
        this.fence = fence;
        this.stored = stored;
    }

    public long fulfilmentId() {
        return fulfilmentId;
    }

    public long orderId() {
        return orderId;
    }

    public long locationId() {
        return locationId;
    }

    /** Who ships it, 0 for the seller. */
    public long providerAccountId() {
        return providerAccountId;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public State state() {
        return state;
    }

    /** Counts the provider orders made for it; the live one's id is derived from it. */
    public int attempt() {
        return attempt;
    }

    /** Which claim is the latest: who holds an earlier one has been overtaken. */
    public long fence() {
        return fence;
    }

    public Optional<String> providerStatus() {
        return Optional.ofNullable(providerStatus);
    }

    public Optional<String> refusedReason() {
        return Optional.ofNullable(refusedReason);
    }

    /** When somebody is to do something about it; empty if it waits for a person or is over. */
    public Optional<Instant> nextAttemptAt() {
        return Optional.ofNullable(nextAttemptAt);
    }

    public List<FulfilmentLine> lines() {
        return lines;
    }

    public Optional<FulfilmentLine> findLine(int lineNo) {
        return lines.stream().filter(line -> line.lineNo() == lineNo).findFirst();
    }

    /** The line that ships a reservation. */
    FulfilmentLine lineOf(Reservation reservation) {
        return lines.stream()
                .filter(line -> line.reservationId() == reservation.reservationId())
                .findFirst()
                .orElseThrow(() -> new BrokenInvariant("a reservation is not in its fulfilment order"));
    }

    /** Ships fewer units of a reservation; with the last of them it is over. */
    FulfilmentLine withdraw(Reservation reservation, int units) {
        FulfilmentLine line = lineOf(reservation);
        line.cancel(units);
        if (open() == 0 && !state.isEnd()) {
            boolean anyShipped = lines.stream().anyMatch(one -> one.shipped() > 0);
            enter(anyShipped ? State.SHIPPED : State.CANCELLED, null);
        }
        return line;
    }

    public boolean stored() {
        return stored;
    }

    boolean changed() {
        return changed || lines.stream().anyMatch(FulfilmentLine::changed);
    }

    /** The id under which the provider knows the live attempt: ours, unique, the same in every repeat. */
    public String providerOrderId() {
        return "PS-" + Long.toString(fulfilmentId, 36).toUpperCase(java.util.Locale.ROOT) + "-" + attempt;
    }

    /** Adds a line, loaded or new. */
    public void attach(FulfilmentLine line) {
        lines.add(line);
    }

    public void enter(State newState, @Nullable Instant next) {
        state = newState;
        nextAttemptAt = next;
        changed = true;
    }

    public void providerSays(String status) {
        providerStatus = status;
        changed = true;
    }

    public void refused(String reason) {
        refusedReason = reason;
        changed = true;
    }

    /** Of whom it was packed for, or a provider was told; empty before, and where nobody may know any more. */
    public Optional<String> recipientMark() {
        return Optional.ofNullable(recipientMark);
    }

    /** Takes over whom it was packed for, or a provider was told. */
    public void addressed(Optional<String> mark) {
        recipientMark = mark.orElse(null);
    }

    /** Units that are still to be shipped. */
    public int open() {
        return lines.stream().mapToInt(FulfilmentLine::open).sum();
    }

    /** Units of one reservation to be shipped by one fulfilment order. */
    public static final class FulfilmentLine {
        private final int lineNo;
        private final int orderLineNo;
        private final long reservationId;
        private final long skuId;
        private final int quantity;
        private final boolean stored;
        private int shipped;
        private int cancelled;
        private boolean changed;

        public FulfilmentLine(
                int lineNo,
                int orderLineNo,
                long reservationId,
                long skuId,
                int quantity,
                int shipped,
                int cancelled,
                boolean stored) {
            this.lineNo = lineNo;
            this.orderLineNo = orderLineNo;
            this.reservationId = reservationId;
            this.skuId = skuId;
            this.quantity = quantity;
            this.shipped = shipped;
            this.cancelled = cancelled;
            this.stored = stored;
        }

        public int lineNo() {
            return lineNo;
        }

        public int orderLineNo() {
            return orderLineNo;
        }

        public long reservationId() {
            return reservationId;
        }

        public long skuId() {
            return skuId;
        }

        public int quantity() {
            return quantity;
        }

        public int shipped() {
            return shipped;
        }

        public int cancelled() {
            return cancelled;
        }

        public int open() {
            return quantity - shipped - cancelled;
        }

        public boolean stored() {
            return stored;
        }

        boolean changed() {
            return changed;
        }

        void ship(int units) {
            require(units);
            shipped += units;
        }

        void cancel(int units) {
            require(units);
            cancelled += units;
        }

        private void require(int units) {
            if (units < 1 || units > open()) {
                throw new BrokenInvariant("fulfilment line " + lineNo + " has " + open() + " open units, not " + units);
            }
            changed = true;
        }
    }
}
