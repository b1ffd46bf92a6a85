package penstock.core.book;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An order, or a hold made before there is one, with its lines. */
public final class Order {

    private final long orderId;
    private final long accountId;
    private final String channelOrderId;
    private final Instant placedAt;
    private final @Nullable Instant expiresAt;
    private final boolean stored;
    private final List<OrderLine> lines = new ArrayList<>(2);
    private Phase phase;
    private long revision;
    private byte[] contentHash;
    private @Nullable Instant shipBy;
    private @Nullable Release release;
    private long inboxId;
    private boolean changed;

    /** Where an order or hold stands. The first line of words is an order's, the second a hold's. */
    public enum Phase {
        PENDING,
        CONFIRMED,
        CANCELLED,
        HELD,
        TAKEN,
        RELEASED,
        EXPIRED
    }

    /** What this batch decided about handing it to fulfilment. */
    enum Release {
        WANTED,
        DONE
    }

    /** What identifies an order and never changes. {@code expiresAt} only of a hold. */
    public record Identity(
            long orderId, long accountId, String channelOrderId, Instant placedAt, Optional<Instant> expiresAt) {}

    /** What an order's row says besides; {@code inboxId} 0 for none. */
    public record Standing(
            Phase phase,
            long revision,
            @SuppressWarnings("ArrayRecordComponent") byte[] contentHash,
            Optional<Instant> shipBy,
            long inboxId) {}

    public Order(Identity identity, Standing standing, boolean stored) {
        this.orderId = identity.orderId();
        this.accountId = identity.accountId();
        this.channelOrderId = identity.channelOrderId();
        this.placedAt = identity.placedAt();
        this.expiresAt = identity.expiresAt().orElse(null);
        this.stored = stored;
        this.phase = standing.phase();
        this.revision = standing.revision();
        this.contentHash = standing.contentHash();
        this.shipBy = standing.shipBy().orElse(null);
        this.inboxId = standing.inboxId();
    }

    public long orderId() {
        return orderId;
    }

    public long accountId() {
        return accountId;
    }

    public String channelOrderId() {
        return channelOrderId;
    }

    public Instant placedAt() {
        return placedAt;
    }

    public Optional<Instant> expiresAt() {
        return Optional.ofNullable(expiresAt);
    }

    public Phase phase() {
        return phase;
    }

    public long revision() {
        return revision;
    }

    public byte[] contentHash() {
        return contentHash;
    }

    public Optional<Instant> shipBy() {
        return Optional.ofNullable(shipBy);
    }

    /** The sealed message it was last read from, 0 if none was kept. */
    public long inboxId() {
        return inboxId;
    }

    public List<OrderLine> lines() {
        return lines;
    }

    public Optional<OrderLine> findLine(String channelLineId) {
        return lines.stream()
                .filter(line -> line.channelLineId().equals(channelLineId))
                .findFirst();
    }

    public boolean stored() {
        return stored;
    }

    boolean changed() {
        return changed;
    }

    /** Adds a loaded line. */
    public void attach(OrderLine line) {
        lines.add(line);
    }

    /** Takes over what a newer snapshot says of the order as a whole. */
    public void readAgain(long newRevision, byte[] newContentHash, Optional<Instant> newShipBy, long newInboxId) {
        revision = newRevision;
        contentHash = newContentHash;
        shipBy = newShipBy.orElse(null);
        inboxId = newInboxId == 0 ? inboxId : newInboxId;
        changed = true;
    }

    public void enter(Phase newPhase) {
        changed |= phase != newPhase;
        phase = newPhase;
    }

    /** Has it handed to fulfilment if some of its reservations wait for that. */
    public void releaseIfDue() {
        if (isToBeReleased()) {
            release = Release.WANTED;
        }
    }

    private boolean isToBeReleased() {
        return phase == Phase.CONFIRMED
                && lines.stream()
                        .flatMap(line -> line.reservations().stream())
                        .anyMatch(reservation -> reservation.open() > 0 && reservation.fulfilmentId() == 0);
    }

    /** Notes that all that could be handed to fulfilment has been. */
    public void released() {
        release = Release.DONE;
    }

    boolean is(Release decided) {
        return release == decided;
    }
}
