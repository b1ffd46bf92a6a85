package penstock.core.book;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A line of an order; of a kit one of several, which have the channel's line id in common. While it is mapped, ordered = reserved +
 * shipped + backordered + cancelled + elsewhere + short, in units of the SKU; an unmapped line is parked and has nothing but
 * ordered, cancelled and elsewhere.
 */
public final class OrderLine {

    private final Order order;
    private final int lineNo;
    private final String channelLineId;
    private final String channelSku;
    private final boolean stored;
    private final List<Reservation> reservations = new ArrayList<>(1);
    private List<Backorder> backorders = List.of(); // almost always
    private long skuId;
    private int packSize;
    private int ordered;
    private int reserved;
    private int shipped;
    private int backordered;
    private int cancelled;
    private int elsewhere;
    private int shortUnits;
    private int cancelWanted;
    private @Nullable String parkedReason;
    private boolean changed;

    private OrderLine(Order order, int lineNo, String channelLineId, String channelSku, boolean stored) {
        this.order = order;
        this.lineNo = lineNo;
        this.channelLineId = channelLineId;
        this.channelSku = channelSku;
        this.stored = stored;
    }

    /** One that has a row; {@code skuId} 0 while unmapped. */
    public static OrderLine stored(
            Order order,
            int lineNo,
            String channelLineId,
            String channelSku,
            long skuId,
            int packSize,
            Figures figures,
            @Nullable String parkedReason) {
        OrderLine line = new OrderLine(order, lineNo, channelLineId, channelSku, true);
        line.skuId = skuId;
        line.packSize = packSize;
        line.ordered = figures.ordered();
        line.reserved = figures.reserved();
        line.shipped = figures.shipped();
        line.backordered = figures.backordered();
        line.cancelled = figures.cancelled();
        line.elsewhere = figures.elsewhere();
        line.shortUnits = figures.shortUnits();
        line.cancelWanted = figures.cancelWanted();
        line.parkedReason = parkedReason;
        return line;
    }

    /** A line's quantities, units of the SKU. */
    public record Figures(
            int ordered,
            int reserved,
            int shipped,
            int backordered,
            int cancelled,
            int elsewhere,
            int shortUnits,
            int cancelWanted) {}

    static OrderLine mapped(
            Order order, int lineNo, String channelLineId, String channelSku, long skuId, int packSize, int ordered) {
        OrderLine line = new OrderLine(order, lineNo, channelLineId, channelSku, false);
        line.skuId = skuId;
        line.packSize = packSize;
        line.ordered = ordered;
        line.shortUnits = ordered;
        return line;
    }

    static OrderLine parked(
            Order order, int lineNo, String channelLineId, String channelSku, int ordered, String reason) {
        OrderLine line = new OrderLine(order, lineNo, channelLineId, channelSku, false);
        line.packSize = 1;
        line.ordered = ordered;
        line.parkedReason = reason;
        return line;
    }

    public Order order() {
        return order;
    }

    public int lineNo() {
        return lineNo;
    }

    public String channelLineId() {
        return channelLineId;
    }

    public String channelSku() {
        return channelSku;
    }

    /** 0 while unmapped. */
    public long skuId() {
        return skuId;
    }

    public boolean isMapped() {
        return skuId != 0;
    }

    /** Units of the SKU in one unit of the channel. */
    public int packSize() {
        return packSize;
    }

    public int ordered() {
        return ordered;
    }

    public int reserved() {
        return reserved;
    }

    public int shipped() {
        return shipped;
    }

    public int backordered() {
        return backordered;
    }

    public int cancelled() {
        return cancelled;
    }

    /** Units that left without our stock, by the channel's word: before it was connected, or from a place that we do not know. */
    public int elsewhere() {
        return elsewhere;
    }

    /** Units that are neither cancelled nor gone. */
    public int unshipped() {
        return ordered - cancelled - shipped - elsewhere;
    }

    /** Ordered, but neither reserved nor backordered. */
    public int shortUnits() {
        return shortUnits;
    }

    /** Units that the channel cancelled and whoever ships them has not given up yet. */
    public int cancelWanted() {
        return cancelWanted;
    }

    /** {@code ""} for a mapped line. */
    public String parkedReason() {
        return parkedReason == null ? "" : parkedReason;
    }

    public List<Reservation> reservations() {
        return reservations;
    }

    /** Promises of units that were not there. */
    public List<Backorder> backorders() {
        return backorders;
    }

    /** The day by which all that it is owed was promised. */
    public Optional<LocalDate> promisedOn() {
        return backorders.stream()
                .filter(backorder -> backorder.open() > 0)
                .map(Backorder::promisedOn)
                .max(Comparator.naturalOrder());
    }

    public boolean stored() {
        return stored;
    }

    boolean changed() {
        return changed;
    }

    /** Adds a loaded reservation. */
    public void attach(Reservation reservation) {
        reservations.add(reservation);
    }

    /** Adds a promise of units that were not there, loaded or new. */
    public void attach(Backorder backorder) {
        backorders = new ArrayList<>(backorders);
        backorders.add(backorder);
    }

    void map(long newSkuId, int newPackSize) {
        skuId = newSkuId;
        packSize = newPackSize;
        ordered = Math.multiplyExact(ordered, newPackSize);
        cancelled = Math.multiplyExact(cancelled, newPackSize);
        elsewhere = Math.multiplyExact(elsewhere, newPackSize);
        shortUnits = unshipped();
        parkedReason = null;
        changed = true;
    }

    /** Adds units to what is ordered; they are short until they are reserved. */
    public void orderMore(int units) {
        ordered = Math.addExact(ordered, units);
        shortUnits += isMapped() ? units : 0;
        changed = true;
    }

    void reserve(int units) {
        move(units <= shortUnits, "short");
        shortUnits -= units;
        reserved += units;
    }

    void unreserve(int units) {
        move(units <= reserved, "reserved");
        reserved -= units;
        shortUnits += units;
    }

    void backorder(int units) {
        move(units <= shortUnits, "short");
        shortUnits -= units;
        backordered += units;
    }

    void unbackorder(int units) {
        move(units <= backordered, "backordered");
        backordered -= units;
        shortUnits += units;
    }

    void ship(int units) {
        move(units <= reserved, "reserved");
        reserved -= units;
        shipped += units;
        cancelWanted = Math.min(cancelWanted, reserved); // what has left cannot be given up any more
    }

    void cancelShort(int units) {
        move(units <= shortUnits, "short");
        shortUnits -= units;
        cancelled += units;
    }

    void cancelParked(int units) {
        move(units <= unshipped(), "ordered");
        cancelled += units;
    }

    void leaveElsewhere(int units) {
        if (isMapped()) {
            move(units <= shortUnits, "short");
            shortUnits -= units;
        } else {
            move(units <= unshipped(), "ordered");
        }
        elsewhere += units;
    }

    void wantCancelled(int units) {
        cancelWanted = units;
        changed = true;
    }

    private void move(boolean enough, String from) {
        if (!enough) {
            throw new BrokenInvariant("line " + lineNo + " of order " + order.orderId() + " has too few units " + from);
        }
        changed = true;
    }
}
