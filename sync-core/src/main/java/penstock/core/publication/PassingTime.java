package penstock.core.publication;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import penstock.core.offer.Decay;
import penstock.core.offer.Division;
import penstock.core.offer.RuleSet;
import penstock.core.offer.SafetyStock;
import penstock.core.store.Database;
import penstock.core.store.Transaction;

/**
 * Has listings looked at again whose numbers change though nothing moves: what a supplier said ages, and SKUs sell faster or slower than
 * they did. Safe to repeat. Any thread.
 */
public final class PassingTime {

    /** How often what ages is looked at: a number is at most that much too young. */
    public static final Duration AGEING = Duration.ofMinutes(15);

    /** How often what goes by sales is looked at: how fast a SKU sells is measured over weeks. */
    public static final Duration SELLING = Duration.ofDays(1);

    /** SKUs whose listings are marked in one transaction. */
    static final int SKUS_AT_A_TIME = 2_000;

    private final ActiveRules rules = new ActiveRules();
    private final Database database;
    private final Clock clock;

    public PassingTime(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * What suppliers have whose last word ages, or has just come and may have found nothing changed; not what has counted for nothing all
     * the while. Says whether there was any.
     */
    public boolean age(long sellerId) {
        Instant now = clock.instant();
        RuleSet active = database.transact(sellerId, rules::get);
        List<Decay> decays = active.rules().stream()
                .flatMap(rule -> rule.settings().decay().stream())
                .toList();
        if (decays.isEmpty()) {
            return false;
        }
        int fresh = decays.stream().mapToInt(Decay::freshHours).min().orElseThrow();
        int gone = decays.stream().mapToInt(Decay::goneHours).max().orElseThrow();
        Instant latest = now.minus(Duration.ofHours(fresh));
        Instant earliest = now.minus(Duration.ofHours(gone)).minus(AGEING.multipliedBy(2));
        Instant justCome = now.minus(AGEING.multipliedBy(2));
        return page(sellerId, now, """
                select distinct b.sku_id
                  from balance b
                  join location l on l.seller_id = b.seller_id and l.location_id = b.location_id and l.kind = 'SUPPLIER'
                 cross join lateral (
                       select f.received_at from feed_run f
                        where f.seller_id = l.seller_id and f.location_id = l.location_id and f.state = 'APPLIED'
                        order by f.received_at desc
                        limit 1) as told
                 where b.seller_id = ? and b.sku_id > ? and b.available > 0
                   and (told.received_at between ? and ? or told.received_at >= ?)
                 order by b.sku_id
                 limit ?
                """, earliest, latest, justCome);
    }

    /** Everything, if a rule goes by how fast SKUs sell; says whether one does. */
    public boolean sell(long sellerId) {
        RuleSet active = database.transact(sellerId, rules::get);
        boolean paced = active.rules().stream()
                .map(rule -> rule.settings())
                .anyMatch(settings ->
                        settings.safetyStock().filter(PassingTime::isPaced).isPresent()
                                || settings.division()
                                        .filter(Division.ByVelocity.class::isInstance)
                                        .isPresent());
        return paced && page(sellerId, clock.instant(), """
                        select distinct p.sku_id from publication p
                         where p.seller_id = ? and p.sku_id > ? order by p.sku_id limit ?
                        """);
    }

    private static boolean isPaced(SafetyStock safety) {
        return safety.kind() == SafetyStock.Kind.RISK || safety.kind() == SafetyStock.Kind.DAYS_OF_COVER;
    }

    /** Whether there was anything to mark. */
    private boolean page(long sellerId, Instant now, String sql, Instant... moments) {
        Optional<Long> after = Optional.of(0L);
        boolean any = false;
        while (after.isPresent()) {
            long from = after.get();
            List<Long> skus = database.transact(sellerId, transaction -> {
                List<Long> page = skus(transaction, sql, from, moments);
                mark(transaction, page, now);
                return page;
            });
            any |= !skus.isEmpty();
            after = skus.size() < SKUS_AT_A_TIME ? Optional.empty() : Optional.of(skus.get(skus.size() - 1));
        }
        return any;
    }

    private static List<Long> skus(Transaction transaction, String sql, long after, Instant... moments) {
        Object[] parameters = new Object[moments.length + 3];
        parameters[0] = transaction.sellerId();
        parameters[1] = after;
        IntStream.range(0, moments.length).forEach(i -> parameters[i + 2] = moments[i]);
        parameters[moments.length + 2] = SKUS_AT_A_TIME;
        return transaction.list(sql, row -> row.getLong("sku_id"), parameters);
    }

    /** Kits go with their components. What is under way is looked at anyway. */
    private static void mark(Transaction transaction, List<Long> skus, Instant now) {
        if (skus.isEmpty()) {
            return;
        }
        Long[] ids = skus.toArray(Long[]::new);
        transaction.update("""
                update publication p
                   set stale_since = coalesce(p.stale_since, ?), next_attempt_at = ?
                  from (select k.sku_id from unnest(?::bigint[]) as k (sku_id)
                         union
                        select c.kit_sku_id from kit_component c
                         where c.seller_id = ? and c.component_sku_id = any (?::bigint[])) as seen
                 where p.seller_id = ? and p.sku_id = seen.sku_id and p.state = 'OBSERVED' and p.next_attempt_at is null
                """, now, now, ids, transaction.sellerId(), ids, transaction.sellerId());
    }
}
