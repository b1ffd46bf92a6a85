package penstock.core.publication;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import penstock.core.publication.ReadBack.Look;
import penstock.core.publication.ReadBack.OrdersKnown;
import penstock.core.publication.ReadBack.Sent;
import penstock.core.store.Transaction;
import penstock.core.store.Transaction.Row;

/** What channels were seen to show, and what they say of it by themselves. */
final class LookRows {

    private LookRows() {}

    /**
     * Notes what the channel was read to show, and how it goes on with the listing.
     *
     * @param known what it shows as of the ledger's head, once all that it has sold is read
     * @param exposure what it may still sell, in the channel's units
     * @param compareAt when it is to be looked at again if it was seen to show something else than is known and no order has
     *     explained that until then: a person may have changed it, or what buyers gave back was not put back on sale
     */
    static int readBack(
            Transaction transaction,
            Claim claim,
            Look look,
            ReadBack.Next next,
            int known,
            int exposure,
            Instant now,
            Instant compareAt) {
        long head = LedgerTail.headNow(transaction);
        boolean differs = look.quantity() != known;
        return transaction.update(
                """
                update publication p
                   set observed = ?, observed_at = ?, told = ?, shown = ?, shown_from = ?, shown_at = ?,
                       look = null, looked_at = null, asked = false, lease_until = null,
                       exposure = case when ? then ? else exposure end,
                       exposed_from = case when ? then ? else exposed_from end,
                       state = ?,
                       stale_since = case when ? then coalesce(least(p.stale_since, p.told_of), ?::timestamptz)
                                          else p.stale_since end,
                       told_of = null,
                       overtaken_until = case when p.overtaken_until > ? then p.overtaken_until end,
                       next_attempt_at = case when ? or p.stale_since is not null then ?::timestamptz
                                              when ? then ?::timestamptz
                                              when p.overtaken_until > ? then p.overtaken_until end
                 where p.seller_id = ? and p.listing_id = ? and p.fence = ?
                """,
                look.quantity(),
                look.at(),
                differs,
                known,
                head,
                claim.partitioned() ? null : look.at(), // its orders up to the look have been read
                next.exposureSettled(),
                Math.max(0, exposure) * claim.packSize(),
                next.exposureSettled(),
                head,
                next.state(),
                next.lookAgain(),
                now,
                now,
                next.lookAgain(),
                now,
                differs,
                compareAt,
                now,
                transaction.sellerId(),
                claim.listingId(),
                claim.fence());
    }

    /**
     * The channel is to be read again.
     *
     * @param kept the look that the listing is to be judged by once the orders up to then are applied; empty if none can be
     */
    static int waitOn(
            Transaction transaction,
            Claim claim,
            String state,
            Look latest,
            Optional<Look> kept,
            Instant now,
            Instant nextAt) {
        return transaction.update(
                """
                update publication
                   set observed = ?, observed_at = ?, look = ?, looked_at = ?, told = false, asked = false,
                       lease_until = null,
                       next_attempt_at = ?, state = ?,
                       shown = case when ? = 'QUEUED' then null else shown end,
                       stale_since = case when ? = 'QUEUED' then coalesce(least(stale_since, told_of), ?::timestamptz)
                                          else stale_since end
                 where seller_id = ? and listing_id = ? and fence = ?
                """,
                latest.quantity(),
                latest.at(),
                kept.map(Look::quantity).orElse(null),
                kept.map(Look::at).orElse(null),
                nextAt,
                state,
                state,
                state,
                now,
                transaction.sellerId(),
                claim.listingId(),
                claim.fence());
    }

    /**
     * How far the orders of the listing's account are known up to that moment of the channel's clock. Whatever was placed
     * before it has been stored by a poll once the poll has got that far; what else has been heard of them need not be waited
     * for. A message that was put aside may be an order that the channel has taken off its number already, until a person has it
     * applied or gives it up.
     */
    static OrdersKnown ordersKnown(Transaction transaction, long listingId, Instant moment) {
        return transaction
                .find("""
                        select exists (select from account_cursor c
                                        where c.seller_id = p.seller_id and c.account_id = p.account_id
                                          and c.kind = 'orders' and c.read_through >= ?) as read,
                               exists (select from inbox i
                                        where i.seller_id = p.seller_id and i.account_id = p.account_id
                                          and i.state = 'WAITING' and i.source not like 'webhook:%'
                                          and i.source not like 'notification:%') as waiting,
                               exists (select from inbox i
                                        where i.seller_id = p.seller_id and i.account_id = p.account_id
                                          and i.state = 'PARKED' and i.source not like 'webhook:%'
                                          and i.source not like 'notification:%') as parked
                          from publication p
                         where p.seller_id = ? and p.listing_id = ?
                        """, LookRows::ordersKnown, moment, transaction.sellerId(), listingId)
                .orElse(OrdersKnown.NOT_READ);
    }

    private static OrdersKnown ordersKnown(Row row) throws SQLException {
        if (!row.getBoolean("read")) {
            return OrdersKnown.NOT_READ;
        }
        if (row.getBoolean("waiting")) {
            return OrdersKnown.NOT_APPLIED;
        }
        return row.getBoolean("parked") ? OrdersKnown.PUT_ASIDE : OrdersKnown.APPLIED;
    }

    /** What was sent last; empty if the claim has been overtaken. */
    static Optional<Sent> findSent(Transaction transaction, Claim claim, Instant now) {
        return transaction.find(
                """
                select p.*, l.channel_sku, a.expected,
                       coalesce(k.component_sku_id, p.sku_id) as counted_sku_id, coalesce(k.units, 1) as counted_units
                  from publication p
                  join listing l on l.seller_id = p.seller_id and l.listing_id = p.listing_id
                  left join lateral (
                       select t.expected from publication_attempt t
                        where t.seller_id = p.seller_id and t.listing_id = p.listing_id
                        order by t.fence desc limit 1) as a on true
                  left join lateral (
                       select c.component_sku_id, c.units from kit_component c
                        where c.seller_id = p.seller_id and c.kit_sku_id = p.sku_id
                        order by c.component_sku_id limit 1) as k on true
                 where p.seller_id = ? and p.listing_id = ? and p.fence = ?
                """,
                row -> new Sent(
                        row.getText("state"),
                        ClaimRows.optional(row.findInt("sent_quantity")),
                        ClaimRows.optional(row.findInt("expected")),
                        Duration.between(row.findInstant("sent_at").orElse(now), now),
                        row.findInstant("looked_at").isPresent()
                                ? Optional.of(new Look(row.getInt("look"), row.getInstant("looked_at")))
                                : Optional.empty(),
                        row.findInstant("stale_since").isPresent() && Lane.values()[row.getInt("lane")].isDecrease(),
                        new Drained.Of(
                                row.getLong("listing_id"),
                                new Supplies.Component(row.getLong("counted_sku_id"), row.getInt("counted_units")),
                                row.getLong("account_id"),
                                row.getText("channel_sku"),
                                row.getLong("sent_position"),
                                Optional.empty())),
                transaction.sellerId(),
                claim.listingId(),
                claim.fence());
    }

    /** Has the listings looked at again whose numbers wait for orders that have been read by now. */
    static int lookAgain(Transaction transaction, long accountId, Instant readThrough, Instant at) {
        return transaction.update("""
                update publication
                   set next_attempt_at = least(next_attempt_at, ?)
                 where seller_id = ? and account_id = ? and next_attempt_at is not null and lease_until is null
                   and looked_at <= ?
                """, at, transaction.sellerId(), accountId, readThrough);
    }

    /** The earliest look that waits for orders which have not been read by now. */
    static Optional<Instant> firstLookAfter(Transaction transaction, long accountId, Instant readThrough) {
        return transaction
                .find("""
                        select min(looked_at) as looked_at from publication
                         where seller_id = ? and account_id = ? and next_attempt_at is not null and looked_at > ?
                        """, row -> row.findInstant("looked_at"), transaction.sellerId(), accountId, readThrough)
                .flatMap(first -> first);
    }

    /** Looks at it a moment later, when the order that caused it is likely to have been applied. */
    static boolean told(
            Transaction transaction, long accountId, String skuOrRef, int quantity, Instant seenAt, Instant lookAt) {
        return transaction.update(
                        """
                        update publication p
                           set observed = ?, observed_at = ?, told = true,
                               next_attempt_at = case when p.state = 'REJECTED' or p.looked_at is not null
                                                      then p.next_attempt_at
                                                      else least(coalesce(p.next_attempt_at, 'infinity'), ?::timestamptz) end
                          from listing l
                         where p.seller_id = ? and l.seller_id = ? and l.listing_id = p.listing_id and l.account_id = ?
                           and (l.channel_sku = ? or l.channel_ref = ?) and (p.observed_at is null or p.observed_at < ?)
                        """,
                        quantity,
                        seenAt,
                        lookAt,
                        transaction.sellerId(),
                        transaction.sellerId(),
                        accountId,
                        skuOrRef,
                        skuOrRef,
                        seenAt)
                > 0;
    }
}
