package penstock.core.publication;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import penstock.core.engine.Exposures;
import penstock.core.engine.Exposures.Exposure;
import penstock.core.store.Database;
import penstock.core.store.Transaction;

/**
 * Lets go what was noted of numbers sent long ago: the attempts, and what they allowed channels to sell. The app may only add
 * to both, so this works under the owner's login. Safe beside everything else, and to repeat. Any thread.
 *
 * <p>An attempt goes when it is older than {@link #KEPT} and was followed by another. What it allowed goes only if, besides,
 * the shares of its SKU fit into its stock now: where they do not, {@code check} goes through everything since they last did.
 * What a listing was last allowed stays, and the attempt that allowed it.
 */
public final class Pruning {

    /** How long each number that was sent is kept at least. */
    public static final Duration KEPT = Duration.ofDays(90);

    /** SKUs looked at in one transaction; a seller's orders wait for it where shares have to be judged, never for attempts. */
    static final int SKUS_AT_A_TIME = 50;

    /** Rows of a table removed in one transaction. */
    static final int ROWS_AT_A_TIME = 5_000;

    private final Database owners;
    private final Clock clock;

    /** @param owners the database as its owner */
    public Pruning(Database owners, Clock clock) {
        this.owners = owners;
        this.clock = clock;
    }

    /** How much went. */
    public record Pruned(long attempts, long exposures) {

        static final Pruned NOTHING = new Pruned(0, 0);

        Pruned plus(Pruned other) {
            return new Pruned(attempts + other.attempts, exposures + other.exposures);
        }

        private boolean isPartial() {
            return attempts == ROWS_AT_A_TIME || exposures == ROWS_AT_A_TIME;
        }
    }

    /** Prunes one seller, a page of SKUs in a transaction. */
    public Pruned prune(long sellerId) {
        Instant before = clock.instant().minus(KEPT);
        Pruned all = Pruned.NOTHING;
        List<Long> skus = skusAfter(sellerId, 0);
        while (!skus.isEmpty()) {
            List<Long> page = skus;
            Pruned some;
            do {
                int exposures = owners.transact(sellerId, transaction -> pruneExposures(transaction, page, before));
                int attempts = owners.transact(sellerId, transaction -> removeAttempts(transaction, page, before));
                some = new Pruned(attempts, exposures);
                all = all.plus(some);
            } while (some.isPartial());
            int outcomes;
            do {
                outcomes = owners.transact(sellerId, transaction -> removeOutcomes(transaction, page, before));
            } while (outcomes == ROWS_AT_A_TIME);
            skus = skusAfter(sellerId, page.get(page.size() - 1));
        }
        return all;
    }

    private List<Long> skusAfter(long sellerId, long skuId) {
        return owners.transact(
                sellerId,
                transaction -> transaction.list(
                        "select distinct sku_id from publication where seller_id = ? and sku_id > ? order by sku_id limit ?",
                        row -> row.getLong("sku_id"),
                        sellerId,
                        skuId,
                        SKUS_AT_A_TIME));
    }

    private static int pruneExposures(Transaction transaction, List<Long> skus, Instant before) {
        List<Long> overtaken = withOvertaken(transaction, skus, before);
        return overtaken.isEmpty() ? 0 : removeExposures(transaction, fitting(transaction, overtaken), before);
    }

    /** What listings were allowed by attempts before a moment and have been allowed otherwise since. */
    private static final String OVERTAKEN = """
              from unnest(?::bigint[]) as k (sku_id)
             cross join lateral (
                   select p.listing_id from publication p where p.seller_id = ? and p.sku_id = k.sku_id) as p
             cross join lateral (
                   select max(t.fence) as fence from publication_attempt t
                    where t.seller_id = ? and t.listing_id = p.listing_id and t.sent_at < ?) as old
             cross join lateral (
                   select e.* from exposure e
                    where e.seller_id = ? and e.listing_id = p.listing_id and e.fence <= old.fence
                      and exists (select from exposure l
                                   where l.seller_id = ? and l.listing_id = e.listing_id
                                     and (l.fence, l.settled) > (e.fence, e.settled) and l.position >= e.position)) as e
            """;

    private static List<Long> withOvertaken(Transaction transaction, List<Long> skus, Instant before) {
        long seller = transaction.sellerId();
        return transaction.list(
                "select distinct k.sku_id " + OVERTAKEN,
                row -> row.getLong("sku_id"),
                skus.toArray(Long[]::new),
                seller,
                seller,
                before,
                seller,
                seller);
    }

    /** Of these SKUs those whose shares fit into what is available; neither changes until the transaction ends. */
    private static List<Long> fitting(Transaction transaction, List<Long> skus) {
        transaction.list("""
                select p.listing_id from publication p
                 where p.seller_id = ? and p.sku_id = any (?) order by p.listing_id for update
                """, row -> row.getLong("listing_id"), transaction.sellerId(), skus.toArray(Long[]::new));
        LedgerTail.headNow(transaction);
        Map<Long, Long> allowed = new HashMap<>();
        for (Exposure exposure : Exposures.list(transaction, skus)) {
            allowed.merge(exposure.skuId(), (long) exposure.units(), Long::sum);
        }
        Map<Long, Long> available = available(transaction, skus);
        return skus.stream()
                .filter(sku -> allowed.getOrDefault(sku, 0L) <= available.getOrDefault(sku, 0L))
                .toList();
    }

    private static Map<Long, Long> available(Transaction transaction, Collection<Long> skus) {
        Map<Long, Long> available = new HashMap<>();
        transaction.list(
                """
                select b.sku_id, sum(b.available) as units
                  from balance b
                  join location l on l.seller_id = b.seller_id and l.location_id = b.location_id
                                 and l.kind not in ('IN_TRANSIT', 'VIRTUAL')
                 where b.seller_id = ? and b.sku_id = any (?)
                 group by b.sku_id
                """,
                row -> available.put(row.getLong("sku_id"), row.getLong("units")),
                transaction.sellerId(),
                skus.toArray(Long[]::new));
        return available;
    }

    private static int removeExposures(Transaction transaction, List<Long> skus, Instant before) {
        long seller = transaction.sellerId();
        return transaction.update(
                """
                delete from exposure
                 where seller_id = ?
                   and (listing_id, fence, settled) in (select e.listing_id, e.fence, e.settled
                %s limit ?)
                """.formatted(OVERTAKEN),
                seller,
                skus.toArray(Long[]::new),
                seller,
                seller,
                before,
                seller,
                seller,
                ROWS_AT_A_TIME);
    }

    /** What was answered to attempts that were followed by another; of what was seen since the last one, the latest stays. */
    private static int removeOutcomes(Transaction transaction, List<Long> skus, Instant before) {
        long seller = transaction.sellerId();
        return transaction.update(
                """
                delete from publication_outcome
                 where seller_id = ?
                   and (listing_id, fence) in (
                       select o.listing_id, o.fence
                         from unnest(?::bigint[]) as k (sku_id)
                        cross join lateral (
                              select p.listing_id from publication p where p.seller_id = ? and p.sku_id = k.sku_id) as p
                        cross join lateral (
                              select o.listing_id, o.fence from publication_outcome o
                               where o.seller_id = ? and o.listing_id = p.listing_id and o.noted_at < ?
                                 and (exists (select from publication_attempt l
                                               where l.seller_id = ? and l.listing_id = o.listing_id and l.fence > o.fence)
                                      or o.outcome = 'SEEN'
                                         and exists (select from publication_outcome l
                                                      where l.seller_id = ? and l.listing_id = o.listing_id
                                                        and l.fence > o.fence))) as o
                        limit ?)
                """, seller, skus.toArray(Long[]::new), seller, seller, before, seller, seller, ROWS_AT_A_TIME);
    }

    private static int removeAttempts(Transaction transaction, List<Long> skus, Instant before) {
        long seller = transaction.sellerId();
        return transaction.update(
                """
                delete from publication_attempt
                 where seller_id = ?
                   and (listing_id, fence) in (
                       select t.listing_id, t.fence
                         from unnest(?::bigint[]) as k (sku_id)
                        cross join lateral (
                              select p.listing_id from publication p where p.seller_id = ? and p.sku_id = k.sku_id) as p
                        cross join lateral (
                              select t.listing_id, t.fence from publication_attempt t
                               where t.seller_id = ? and t.listing_id = p.listing_id and t.sent_at < ?
                                 and exists (select from publication_attempt l
                                              where l.seller_id = ? and l.listing_id = t.listing_id and l.fence > t.fence)
                                 and not exists (select from exposure e
                                                  where e.seller_id = ? and e.listing_id = t.listing_id
                                                    and e.fence = t.fence)) as t
                        limit ?)
                """, seller, skus.toArray(Long[]::new), seller, seller, before, seller, seller, ROWS_AT_A_TIME);
    }
}
