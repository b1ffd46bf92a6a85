package penstock.core.scenario;

import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongUnaryOperator;
import penstock.core.book.Balance;
import penstock.core.book.Condition;
import penstock.core.book.Order;

/** Everything that a seller's ledger has stored, a list of rows for each table, ordered by key. */
public record Tables(
        List<BalanceRow> balances,
        List<PostingRow> postings,
        List<OrderRow> orders,
        List<LineRow> lines,
        List<ReservationRow> reservations,
        List<FulfilmentRow> fulfilments,
        List<FulfilmentLineRow> fulfilmentLines,
        List<ParcelRow> parcels,
        List<ParcelLineRow> parcelLines,
        List<MoveRow> moves,
        Promises promises) {

    static String hex(byte[] hash) {
        return HexFormat.of().formatHex(hash);
    }

    /** Hashes are hexadecimal. */
    public record MoveRow(long moveId, String callerId, String contentHash, String kind) {}

    public record BalanceRow(
            long skuId,
            long locationId,
            int available,
            int reserved,
            int qualityControl,
            int damaged,
            int incoming,
            int withheld) {

        static BalanceRow of(Balance balance) {
            return new BalanceRow(
                    balance.key().skuId(),
                    balance.key().locationId(),
                    balance.units(Condition.AVAILABLE),
                    balance.units(Condition.RESERVED),
                    balance.units(Condition.QUALITY_CONTROL),
                    balance.units(Condition.DAMAGED),
                    balance.units(Condition.INCOMING),
                    balance.units(Condition.WITHHELD));
        }

        public int onHand() {
            return available + reserved + qualityControl + damaged + withheld;
        }
    }

    public record PostingRow(
            long position,
            long skuId,
            long fromLocation,
            String fromCondition,
            long toLocation,
            String toCondition,
            int quantity,
            String cause,
            long causeId) {}

    public record OrderRow(
            long orderId,
            long accountId,
            String channelOrderId,
            long revision,
            String contentHash,
            String phase,
            Instant placedAt,
            Optional<Instant> shipBy,
            Optional<Instant> expiresAt,
            long inboxId,
            Optional<String> recipientMark,
            int notUnderstood,
            Optional<String> rejectionMark) {

        static OrderRow of(Order order) {
            return new OrderRow(
                    order.orderId(),
                    order.accountId(),
                    order.channelOrderId(),
                    order.revision(),
                    hex(order.contentHash()),
                    order.phase().name(),
                    order.placedAt(),
                    order.shipBy(),
                    order.expiresAt(),
                    order.inboxId(),
                    order.recipientMark(),
                    order.notUnderstood(),
                    order.rejectionMark());
        }
    }

    /** {@code skuId} 0 and a reason while parked. */
    public record LineRow(
            long orderId,
            int lineNo,
            String channelLineId,
            String channelSku,
            long skuId,
            int ordered,
            int reserved,
            int shipped,
            int backordered,
            int cancelled,
            int elsewhere,
            int shortUnits,
            int cancelWanted,
            int packSize,
            String parkedReason) {

        public boolean mapped() {
            return skuId != 0;
        }
    }

    public record ReservationRow(
            long reservationId,
            long orderId,
            int lineNo,
            long skuId,
            long locationId,
            int quantity,
            int posted,
            int voided,
            String state,
            long fulfilmentId) {

        public int open() {
            return quantity - posted - voided;
        }
    }

    public record FulfilmentRow(
            long fulfilmentId,
            long orderId,
            long locationId,
            long providerAccountId,
            Instant createdAt,
            String state,
            int attempt,
            String providerStatus,
            String refusedReason,
            Optional<Instant> nextAttemptAt) {}

    public record FulfilmentLineRow(
            long fulfilmentId,
            int lineNo,
            int orderLineNo,
            long reservationId,
            long skuId,
            int quantity,
            int shipped,
            int cancelled) {

        public int open() {
            return quantity - shipped - cancelled;
        }
    }

    public record ParcelRow(
            long shipmentId,
            long fulfilmentId,
            long orderId,
            long accountId,
            String callerId,
            String contentHash,
            int packageNo,
            String carrier,
            String trackingNumber,
            Instant shippedAt,
            String confirmation) {}

    public record ParcelLineRow(long shipmentId, int orderLineNo, long reservationId, int quantity) {}

    /**
     * The same tables with the ids that a ledger made replaced by their rank: two ledgers that decided the same are then
     * equal.
     */
    public Tables ranked() {
        TreeSet<Long> ids = new TreeSet<>();
        orders.forEach(row -> ids.add(row.orderId()));
        reservations.forEach(row -> ids.add(row.reservationId()));
        fulfilments.forEach(row -> ids.add(row.fulfilmentId()));
        parcels.forEach(row -> ids.add(row.shipmentId()));
        moves.forEach(row -> ids.add(row.moveId()));
        promises.ids(ids);
        Map<Long, Long> ranks = new TreeMap<>();
        ids.forEach(id -> ranks.put(id, ranks.size() + 1L));
        LongUnaryOperator rank = id -> ranks.getOrDefault(id, id);
        return new Tables(
                balances,
                postings.stream()
                        .map(row -> new PostingRow(
                                row.position(),
                                row.skuId(),
                                row.fromLocation(),
                                row.fromCondition(),
                                row.toLocation(),
                                row.toCondition(),
                                row.quantity(),
                                row.cause(),
                                row.cause().equals("FEED") ? row.causeId() : rank.applyAsLong(row.causeId())))
                        .toList(),
                orders.stream()
                        .map(row -> new OrderRow(
                                rank.applyAsLong(row.orderId()),
                                row.accountId(),
                                row.channelOrderId(),
                                row.revision(),
                                row.contentHash(),
                                row.phase(),
                                row.placedAt(),
                                row.shipBy(),
                                row.expiresAt(),
                                row.inboxId(),
                                row.recipientMark(),
                                row.notUnderstood(),
                                row.rejectionMark()))
                        .toList(),
                lines.stream()
                        .map(row -> new LineRow(
                                rank.applyAsLong(row.orderId()),
                                row.lineNo(),
                                row.channelLineId(),
                                row.channelSku(),
                                row.skuId(),
                                row.ordered(),
                                row.reserved(),
                                row.shipped(),
                                row.backordered(),
                                row.cancelled(),
                                row.elsewhere(),
                                row.shortUnits(),
                                row.cancelWanted(),
                                row.packSize(),
                                row.parkedReason()))
                        .toList(),
                reservations.stream()
                        .map(row -> new ReservationRow(
                                rank.applyAsLong(row.reservationId()),
                                rank.applyAsLong(row.orderId()),
                                row.lineNo(),
                                row.skuId(),
                                row.locationId(),
                                row.quantity(),
                                row.posted(),
                                row.voided(),
                                row.state(),
                                rank.applyAsLong(row.fulfilmentId())))
                        .toList(),
                fulfilments.stream()
                        .map(row -> new FulfilmentRow(
                                rank.applyAsLong(row.fulfilmentId()),
                                rank.applyAsLong(row.orderId()),
                                row.locationId(),
                                row.providerAccountId(),
                                row.createdAt(),
                                row.state(),
                                row.attempt(),
                                row.providerStatus(),
                                row.refusedReason(),
                                row.nextAttemptAt()))
                        .toList(),
                fulfilmentLines.stream()
                        .map(row -> new FulfilmentLineRow(
                                rank.applyAsLong(row.fulfilmentId()),
                                row.lineNo(),
                                row.orderLineNo(),
                                rank.applyAsLong(row.reservationId()),
                                row.skuId(),
                                row.quantity(),
                                row.shipped(),
                                row.cancelled()))
                        .toList(),
                parcels.stream()
                        .map(row -> new ParcelRow(
                                rank.applyAsLong(row.shipmentId()),
                                rank.applyAsLong(row.fulfilmentId()),
                                rank.applyAsLong(row.orderId()),
                                row.accountId(),
                                row.callerId(),
                                row.contentHash(),
                                row.packageNo(),
                                row.carrier(),
                                row.trackingNumber(),
                                row.shippedAt(),
                                row.confirmation()))
                        .toList(),
                parcelLines.stream()
                        .map(row -> new ParcelLineRow(
                                rank.applyAsLong(row.shipmentId()),
                                row.orderLineNo(),
                                rank.applyAsLong(row.reservationId()),
                                row.quantity()))
                        .toList(),
                moves.stream()
                        .map(row -> new MoveRow(
                                rank.applyAsLong(row.moveId()), row.callerId(), row.contentHash(), row.kind()))
                        .toList(),
                promises.ranked(rank));
    }
}
