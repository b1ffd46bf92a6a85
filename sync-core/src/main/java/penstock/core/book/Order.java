package penstock.core.book;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import penstock.core.message.Rejection;

/** An order, or a hold made before there is one, with its lines. */
public final class Order {

    static final Comparator<Order> AS_PLACED =
            Comparator.comparing(Order::placedAt).thenComparing(Order::orderId);

    private final long orderId;
    private final long accountId;
    private final String channelOrderId;
    private final Instant placedAt;
    private @Nullable Instant expiresAt;
    private final boolean stored;
    private final List<OrderLine> lines = new ArrayList<>(2);
    private Phase phase;
    private Reading reading;
    private @Nullable Instant shipBy;
    private @Nullable Release release;
    private int notUnderstood;
    private @Nullable String rejectionMark;
    private @Nullable List<Rejection> rejections; // where they replace what is stored
    private List<Edited> edits = List.of(); // almost always
    private boolean held;
    private boolean priority;
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

    /**
     * What an order was last read from.
     *
     * @param inboxId the message, 0 if none was kept
     * @param recipientMark tells whether another recipient is named later; empty where nobody knows, or may know any more
     */
    public record Reading(
            long revision,
            @SuppressWarnings("ArrayRecordComponent") byte[] contentHash,
            long inboxId,
            Optional<String> recipientMark) {}

    /**
     * What an order's row says besides.
     *
     * @param notUnderstood parts of the snapshot that nobody could understand, but for those that a person has accepted
     * @param rejectionMark of these or of the accepted ones, to tell others; empty if there are none
     */
    public record Standing(
            Phase phase,
            Reading reading,
            Optional<Instant> shipBy,
            int notUnderstood,
            Optional<String> rejectionMark) {}

    public Order(Identity identity, Standing standing, boolean stored) {
        this.orderId = identity.orderId();
        this.accountId = identity.accountId();
        this.channelOrderId = identity.channelOrderId();
        this.placedAt = identity.placedAt();
        this.expiresAt = identity.expiresAt().orElse(null);
        this.stored = stored;
        this.phase = standing.phase();
        this.reading = standing.reading();
        this.shipBy = standing.shipBy().orElse(null);
        this.notUnderstood = standing.notUnderstood();
        this.rejectionMark = standing.rejectionMark().orElse(null);
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
        return reading.revision();
    }

    public byte[] contentHash() {
        return reading.contentHash();
    }

    public Optional<Instant> shipBy() {
        return Optional.ofNullable(shipBy);
    }

    /** The sealed message it was last read from, 0 if none was kept. */
    public long inboxId() {
        return reading.inboxId();
    }

    /** Of whom it goes to; empty where nobody knows, or may know any more. */
    public Optional<String> recipientMark() {
        return reading.recipientMark();
    }

    /** Parts of the snapshot it was last read from that nobody could understand, but for those that a person has accepted. */
    public int notUnderstood() {
        return notUnderstood;
    }

    /** Of these parts or of those that a person has accepted; empty if there are none. */
    public Optional<String> rejectionMark() {
        return Optional.ofNullable(rejectionMark);
    }

    /** These parts, where they replace what is stored of them. */
    public Optional<List<Rejection>> newRejections() {
        return Optional.ofNullable(rejections);
    }

    /** Whether a person keeps it from fulfilment. */
    public boolean isHeldBack() {
        return held;
    }

    /** Whether it is served and picked before others. */
    public boolean hasPriority() {
        return priority;
    }

    /** Takes over the flags that it has. */
    public void flag(boolean nowHeld, boolean nowPriority) {
        held = nowHeld;
        priority = nowPriority;
    }

    public List<OrderLine> lines() {
        return lines;
    }

    /** The reservations of all its lines, those that ended included. */
    public Stream<Reservation> reservations() {
        return lines.stream().flatMap(line -> line.reservations().stream());
    }

    boolean isPromised(StockKey key) {
        return reservations()
                .anyMatch(reservation ->
                        reservation.open() > 0 && reservation.key().equals(key));
    }

    boolean isShortOf(long skuId) {
        return lines.stream().anyMatch(line -> line.skuId() == skuId && line.shortUnits() > 0);
    }

    boolean isParkedFor(long account, String channelSku) {
        return accountId == account
                && lines.stream()
                        .anyMatch(line -> !line.isMapped() && line.channelSku().equals(channelSku));
    }

    /** The lines that stand for a channel's line: of a kit one for each component, else one; none if it is not known. */
    public List<OrderLine> linesOf(String channelLineId) {
        return lines.stream()
                .filter(line -> line.channelLineId().equals(channelLineId))
                .toList();
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
    public void readAgain(Reading newReading, Optional<Instant> newShipBy) {
        reading = newReading;
        shipBy = newShipBy.orElse(null);
        changed = true;
    }

    /**
     * Notes what nobody could understand of the snapshot that it was read from, in the place of what was noted before. What a
     * person has accepted stays accepted while it is the same.
     *
     * @param mark tells these parts from others; empty if there are none
     */
    public void reject(List<Rejection> parts, Optional<String> mark) {
        if (!mark.equals(rejectionMark())) {
            rejections = List.copyOf(parts);
            notUnderstood = parts.size();
            rejectionMark = mark.orElse(null);
            changed = true;
        }
    }

    /** A person has seen to what nobody understood. */
    public void acceptRejections() {
        rejections = List.of();
        notUnderstood = 0;
        changed = true;
    }

    /** Notes what an edit made of it. */
    public void edited(Edited edit) {
        edits = new ArrayList<>(edits);
        edits.add(edit);
    }

    /** The edits of this batch. */
    List<Edited> edits() {
        return edits;
    }

    /** A hold lasts longer. */
    public void extend(Instant until) {
        expiresAt = until;
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
                && !held
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
