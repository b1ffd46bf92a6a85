package penstock.core.publication;

import java.time.Instant;
import java.util.Optional;
import penstock.core.store.Transaction;

/** Follows the ledger, so that listings are looked at again of which something moved. */
final class LedgerTail {

    /** Positions followed in one transaction: from the beginning, the whole ledger would not be read within a statement's time. */
    static final int MAX_POSITIONS = 50_000;

    /** The SKUs that moved in a span of positions: since when, whether less is available for it, and what may be promised now. */
    private static final String MOVED = """
                               select m.sku_id, m.since, m.lowers, k.sharing = 'POOL' as pool,
                                      (select coalesce(sum(b.available), 0) from balance b
                                         join location l on l.seller_id = b.seller_id and l.location_id = b.location_id
                                                        and l.kind not in ('IN_TRANSIT', 'VIRTUAL')
                                        where b.seller_id = k.seller_id and b.sku_id = k.sku_id) - k.safety_stock as promisable
                                 from (select g.sku_id, min(g.posted_at) as since,
                                              sum(case when g.from_condition = 'available' then g.quantity else 0 end)
                                                  > sum(case when g.to_condition = 'available' then g.quantity else 0 end)
                                              as lowers
                                         from posting g
                                        where g.seller_id = ? and g.position > ? and g.position <= ?
                                        group by g.sku_id) as m
                                 join sku k on k.seller_id = ? and k.sku_id = m.sku_id
            """;

    private LedgerTail() {}

    /**
     * Marks the listings of the SKUs that moved and moves the cursor; returns how many positions were followed, at most
     * {@link #MAX_POSITIONS}. What is in doubt keeps the time of its next look: a sale does not make a channel's answer ripen.
     */
    static long follow(Transaction transaction, Instant now) {
        long sellerId = transaction.sellerId();
        record Span(long from, long to) {}
        Optional<Span> span = transaction.find(
                """
                select c.position, least(s.head, c.position + ?) as upto
                  from publish_cursor c join seller s on s.seller_id = c.seller_id
                 where c.seller_id = ? and s.head > c.position
                   for update of c
                """, row -> new Span(row.getLong("position"), row.getLong("upto")), (long) MAX_POSITIONS, sellerId);
        if (span.isEmpty()) {
            return 0;
        }
        transaction.update(
                """
                update publication p
                   set stale_since = coalesce(p.stale_since, moved.since),
                       lane = case when p.stale_since is null then moved.lane else least(p.lane, moved.lane) end,
                       next_attempt_at = case when (p.state in ('ACCEPTED', 'UNKNOWN', 'SENT') or p.looked_at is not null)
                                                   and not (p.state in ('ACCEPTED', 'QUEUED') and moved.lane < 2 and moved.pool)
                                              then p.next_attempt_at
                                              else least(coalesce(p.next_attempt_at, 'infinity'), ?) end
                  from (select g.*, case when not g.lowers then 2 when g.promisable > 0 then 1 else 0 end as lane
                          from (
                """ + MOVED + """
                               ) as g) as moved
                 where p.seller_id = ? and p.sku_id = moved.sku_id and p.state <> 'REJECTED'
                """, now, sellerId, span.get().from(), span.get().to(), sellerId, sellerId);
        followKits(transaction, now, span.get().from(), span.get().to());
        transaction.update(
                "update publish_cursor set position = ? where seller_id = ?",
                span.get().to(),
                sellerId);
        return span.get().to() - span.get().from();
    }

    /** The same for listings of kits, of which a component moved; a kit is always of the pool. */
    private static void followKits(Transaction transaction, Instant now, long from, long to) {
        transaction.update(
                """
                update publication p
                   set stale_since = coalesce(p.stale_since, moved.since),
                       lane = case when p.stale_since is null then moved.lane else least(p.lane, moved.lane) end,
                       next_attempt_at = case when (p.state in ('ACCEPTED', 'UNKNOWN', 'SENT') or p.looked_at is not null)
                                                   and not (p.state in ('ACCEPTED', 'QUEUED') and moved.lane < 2)
                                              then p.next_attempt_at
                                              else least(coalesce(p.next_attempt_at, 'infinity'), ?) end
                  from (select c.kit_sku_id, min(g.since) as since,
                               min(case when not g.lowers then 2 when g.promisable >= c.units then 1 else 0 end) as lane
                          from (
                """ + MOVED + """
                               ) as g
                          join kit_component c on c.seller_id = ? and c.component_sku_id = g.sku_id
                         group by c.kit_sku_id) as moved
                 where p.seller_id = ? and p.sku_id = moved.kit_sku_id and p.state <> 'REJECTED'
                """,
                now,
                transaction.sellerId(),
                from,
                to,
                transaction.sellerId(),
                transaction.sellerId(),
                transaction.sellerId());
    }

    /** The ledger's head, which stands until the transaction ends: nobody decides meanwhile. */
    static long headNow(Transaction transaction) {
        return transaction
                .find(
                        "select head from seller where seller_id = ? for update",
                        row -> row.getLong("head"),
                        transaction.sellerId())
                .orElseThrow();
    }
}
