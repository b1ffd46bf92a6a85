package penstock.core.shipping;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import penstock.core.message.Outcome;
import penstock.core.message.RefusalReason;
import penstock.core.message.ShipmentNotice;
import penstock.core.store.Database;
import penstock.core.store.Transaction;

/**
 * Tells channels what was shipped, each parcel once: publication with another sink. The intent is noted before the call,
 * an unknown outcome is read back before anything is sent again. Any thread.
 */
public final class Confirmations {

    /**
     * A claim is free again after this, if nobody took its holder's seller over before: longer than what is done under it takes,
     * which is to read back and to send, six calls at most.
     */
    public static final Duration CLAIM = Duration.ofSeconds(90);

    /**
     * How soon an unknown outcome is read back: longer than a call may be under way, for one that arrives after its repeat
     * would tell the buyer twice where the channel has no key against it.
     */
    public static final Duration READ_BACK = Duration.ofSeconds(20);

    private final Database database;
    private final Clock clock;
    private final Duration readBack;

    public Confirmations(Database database, Clock clock) {
        this(database, clock, READ_BACK);
    }

    /** With another wait than {@link #READ_BACK}, for simulations whose channels run faster. */
    public Confirmations(Database database, Clock clock, Duration readBack) {
        this.database = database;
        this.clock = clock;
        this.readBack = readBack;
    }

    /**
     * A parcel to be confirmed, claimed.
     *
     * @param readBackFirst whether an earlier attempt may have arrived
     */
    public record Claim(long shipmentId, long fence, boolean readBackFirst, ShipmentNotice notice) {}

    /** A parcel as it is shown. */
    public record Shipment(
            long shipmentId,
            long fulfilmentId,
            long orderId,
            int packageNo,
            String carrier,
            String trackingNumber,
            Instant shippedAt,
            String confirmation,
            Optional<String> refusedReason) {}

    /** The parcels of an order. */
    public List<Shipment> list(long sellerId, long orderId) {
        return database.transact(
                sellerId,
                transaction -> transaction.list(
                        "select * from shipment where seller_id = ? and order_id = ? order by package_no",
                        Confirmations::shipment,
                        sellerId,
                        orderId));
    }

    public Optional<Shipment> find(long sellerId, long shipmentId) {
        return database.transact(
                sellerId,
                transaction -> transaction.find(
                        "select * from shipment where seller_id = ? and shipment_id = ?",
                        Confirmations::shipment,
                        sellerId,
                        shipmentId));
    }

    private static Shipment shipment(Transaction.Row row) throws java.sql.SQLException {
        return new Shipment(
                row.getLong("shipment_id"),
                row.getLong("fulfilment_id"),
                row.getLong("order_id"),
                row.getInt("package_no"),
                row.getText("carrier"),
                row.getText("tracking_number"),
                row.getInstant("shipped_at"),
                row.getText("confirmation"),
                row.findText("refused_reason"));
    }

    /** The accounts that have parcels to confirm now. */
    public List<Long> dueAccounts(long sellerId) {
        return database.transact(
                sellerId,
                transaction -> transaction.list(
                        """
                        select distinct s.account_id
                          from shipment s
                          join channel_account a on a.seller_id = s.seller_id and a.account_id = s.account_id
                         where s.seller_id = ? and s.next_attempt_at <= ? and a.state = 'ACTIVE'
                           and (s.lease_until is null or s.lease_until <= ?)
                        """, row -> row.getLong("account_id"), sellerId, clock.instant(), clock.instant()));
    }

    /** Claims parcels of an account that are due, and notes that they are about to be sent. */
    public List<Claim> claim(long sellerId, long accountId, int limit) {
        return database.transact(sellerId, transaction -> claim(transaction, accountId, limit));
    }

    private List<Claim> claim(Transaction transaction, long accountId, int limit) {
        Instant now = clock.instant();
        record Due(long shipmentId, boolean readBackFirst) {}
        List<Due> due = transaction.list(
                """
                select shipment_id, confirmation <> 'QUEUED' as read_back_first
                  from shipment
                 where seller_id = ? and account_id = ? and next_attempt_at <= ?
                   and (lease_until is null or lease_until <= ?)
                 order by next_attempt_at
                 limit ?
                   for update skip locked
                """,
                row -> new Due(row.getLong("shipment_id"), row.getBoolean("read_back_first")),
                transaction.sellerId(),
                accountId,
                now,
                now,
                limit);
        List<Claim> claims = new ArrayList<>();
        for (Due parcel : due) {
            ShipmentNotice notice = notice(transaction, parcel.shipmentId());
            if (notice.lines().isEmpty()) {
                leaveUntold(transaction, parcel.shipmentId());
                continue;
            }
            long fence = transaction
                    .find(
                            """
                            update shipment
                               set confirmation = case when confirmation = 'QUEUED' then 'SENT' else confirmation end,
                                   fence = fence + 1, lease_until = ?, next_attempt_at = ?
                             where seller_id = ? and shipment_id = ?
                            returning fence
                            """,
                            row -> row.getLong("fence"),
                            now.plus(CLAIM),
                            now.plus(CLAIM),
                            transaction.sellerId(),
                            parcel.shipmentId())
                    .orElseThrow();
            claims.add(new Claim(parcel.shipmentId(), fence, parcel.readBackFirst(), notice));
        }
        return claims;
    }

    /**
     * Ends the claims of whoever worked the seller before, who cannot settle them any more. What they may just have sent is
     * read back when it must have arrived.
     */
    public void endClaims(long sellerId) {
        database.transact(
                sellerId, transaction -> transaction.update("""
                        update shipment set lease_until = null, fence = fence + 1, next_attempt_at = ?
                         where seller_id = ? and next_attempt_at is not null and lease_until is not null
                        """, clock.instant().plus(readBack), sellerId));
    }

    /** No unit of the channel is complete with this parcel; a later one says so. */
    private static void leaveUntold(Transaction transaction, long shipmentId) {
        transaction.update("""
                update shipment set confirmation = 'NOT_NEEDED', next_attempt_at = null, lease_until = null
                 where seller_id = ? and shipment_id = ?
                """, transaction.sellerId(), shipmentId);
    }

    /**
     * What a parcel tells the channel: units of the channel that are complete with it. A kit, or a pack, whose parts go in
     * several parcels is told with the last of them.
     */
    private static ShipmentNotice notice(Transaction transaction, long shipmentId) {
        List<ShipmentNotice.Line> lines = transaction.list(
                """
                select channel_line_id, channel_sku, min(through / pack_size) - min(before / pack_size) as quantity
                  from (select l.line_no, l.channel_line_id, l.channel_sku, l.pack_size,
                               coalesce(sum(c.quantity), 0) as through,
                               coalesce(sum(c.quantity) filter (where s.package_no < p.package_no), 0) as before
                          from shipment p
                          join order_line l on l.seller_id = p.seller_id and l.order_id = p.order_id
                          left join shipment s
                            on s.seller_id = p.seller_id and s.order_id = p.order_id and s.package_no <= p.package_no
                          left join shipment_line c
                            on c.seller_id = s.seller_id and c.shipment_id = s.shipment_id and c.order_line_no = l.line_no
                         where p.seller_id = ? and p.shipment_id = ?
                         group by l.line_no, l.channel_line_id, l.channel_sku, l.pack_size) as parts
                 group by channel_line_id, channel_sku
                having min(through / pack_size) > min(before / pack_size)
                 order by min(line_no)
                """,
                row -> new ShipmentNotice.Line(
                        row.getText("channel_line_id"), row.getText("channel_sku"), row.getInt("quantity")),
                transaction.sellerId(),
                shipmentId);
        return transaction
                .find(
                        """
                        select s.*, o.channel_order_id
                          from shipment s join sales_order o on o.seller_id = s.seller_id and o.order_id = s.order_id
                         where s.seller_id = ? and s.shipment_id = ?
                        """,
                        row -> new ShipmentNotice(
                                shipmentId,
                                row.getInt("package_no"),
                                row.getText("channel_order_id"),
                                row.getText("carrier"),
                                row.getText("tracking_number"),
                                row.getInstant("shipped_at"),
                                lines),
                        transaction.sellerId(),
                        shipmentId)
                .orElseThrow();
    }

    /**
     * Notes what became of a confirmation that was sent, or read back.
     *
     * @param wasReadBack whether {@code outcome} says what the channel has, not what it did
     */
    public void settle(long sellerId, Claim claim, Outcome outcome, boolean wasReadBack) {
        database.transact(sellerId, transaction -> settle(transaction, claim, outcome, wasReadBack));
    }

    private int settle(Transaction transaction, Claim claim, Outcome outcome, boolean wasReadBack) {
        Instant now = clock.instant();
        if (outcome instanceof Outcome.Done done) {
            return end(transaction, claim, "CONFIRMED", done.ref(), null);
        } else if (outcome instanceof Outcome.NotSent wait) {
            // read back: it has no such confirmation, or could not be asked; sent: it did not arrive
            boolean couldNotAsk = wasReadBack && !wait.retryAfter().isZero();
            return again(transaction, claim, couldNotAsk ? "UNKNOWN" : "QUEUED", now.plus(wait.retryAfter()));
        } else if (outcome instanceof Outcome.Refused refused) {
            return refused.reason() == RefusalReason.ALREADY_DONE
                    ? again(transaction, claim, "UNKNOWN", now)
                    : end(transaction, claim, "REFUSED", null, refused.reason() + ": " + refused.detail());
        }
        return again(transaction, claim, "UNKNOWN", now.plus(readBack));
    }

    private static int end(
            Transaction transaction,
            Claim claim,
            String state,
            @org.jspecify.annotations.Nullable String ref,
            @org.jspecify.annotations.Nullable String reason) {
        return transaction.update("""
                update shipment
                   set confirmation = ?, ref = ?, refused_reason = ?, next_attempt_at = null, lease_until = null
                 where seller_id = ? and shipment_id = ? and fence = ?
                """, state, ref, reason, transaction.sellerId(), claim.shipmentId(), claim.fence());
    }

    private int again(Transaction transaction, Claim claim, String state, Instant at) {
        return transaction.update("""
                update shipment set confirmation = ?, next_attempt_at = ?, lease_until = null, attempts = attempts + 1
                 where seller_id = ? and shipment_id = ? and fence = ?
                """, state, at, transaction.sellerId(), claim.shipmentId(), claim.fence());
    }

    /** Has a refused confirmation sent again. */
    public boolean retry(long sellerId, long shipmentId) {
        return database.transact(
                        sellerId, transaction -> transaction.update("""
                                update shipment set confirmation = 'UNKNOWN', next_attempt_at = ?, refused_reason = null
                                 where seller_id = ? and shipment_id = ? and confirmation = 'REFUSED'
                                """, clock.instant(), sellerId, shipmentId))
                == 1;
    }
}
