package penstock.core.publication;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import penstock.core.offer.Rule;
import penstock.core.offer.RuleSet;
import penstock.core.offer.Scope;
import penstock.core.offer.Scope.Level;
import penstock.core.offer.Settings;
import penstock.core.store.Transaction;

/** Finds the listings of which two versions of the rules do not say the same. */
final class ConcernedListings {

    private ConcernedListings() {}

    /**
     * Has a page of them looked at again, behind everything of which there is less. What was refused stays so.
     *
     * @param afterListing the one before the page
     * @return the page
     */
    static List<Long> lookAgain(
            Transaction transaction, RuleSet before, RuleSet after, long afterListing, int limit, Instant at) {
        Set<Scope> scopes = differing(before, after);
        return transaction.list(
                """
                with page as materialized (
                     select p.listing_id from publication p
                      where p.seller_id = ? and p.listing_id > ? and p.state <> 'REJECTED'
                        and (? or p.account_id = any (?::bigint[]) or p.listing_id = any (?::bigint[])
                             or p.sku_id in (
                                select s.sku_id from sku s
                                 where s.seller_id = ?
                                   and (s.sku_id = any (?::bigint[])
                                        or exists (select from unnest(?::text[]) as c (path)
                                                    where s.category = c.path or starts_with(s.category, c.path || ' > ')))
                                 union all
                                select k.kit_sku_id
                                  from kit_component k
                                  join sku s on s.seller_id = k.seller_id and s.sku_id = k.component_sku_id
                                 where k.seller_id = ?
                                   and (s.sku_id = any (?::bigint[])
                                        or exists (select from unnest(?::text[]) as c (path)
                                                    where s.category = c.path or starts_with(s.category, c.path || ' > ')))))
                      order by p.listing_id
                      limit ?
                        for update)
                update publication p
                   set stale_since = coalesce(p.stale_since, ?),
                       next_attempt_at = least(coalesce(p.next_attempt_at, 'infinity'), ?)
                  from page
                 where p.seller_id = ? and p.listing_id = page.listing_id
                returning p.listing_id
                """,
                row -> row.getLong("listing_id"),
                transaction.sellerId(),
                afterListing,
                scopes.contains(Scope.SELLER),
                ids(scopes, Level.CHANNEL),
                ids(scopes, Level.LISTING),
                transaction.sellerId(),
                ids(scopes, Level.SKU),
                categories(scopes),
                transaction.sellerId(),
                ids(scopes, Level.SKU),
                categories(scopes),
                limit,
                at,
                at,
                transaction.sellerId());
    }

    /** The scopes of which one says what the other does not. */
    static Set<Scope> differing(RuleSet before, RuleSet after) {
        Map<Scope, Settings> old = new HashMap<>();
        before.rules().forEach(rule -> old.put(rule.scope(), rule.settings()));
        Set<Scope> scopes = new HashSet<>();
        for (Rule rule : after.rules()) {
            if (!rule.settings().equals(old.remove(rule.scope()))) {
                scopes.add(rule.scope());
            }
        }
        scopes.addAll(old.keySet());
        return scopes;
    }

    private static Long[] ids(Set<Scope> scopes, Level level) {
        return of(scopes, level).map(Scope::id).toArray(Long[]::new);
    }

    private static String[] categories(Set<Scope> scopes) {
        return of(scopes, Level.CATEGORY).map(Scope::category).toArray(String[]::new);
    }

    private static Stream<Scope> of(Set<Scope> scopes, Level level) {
        return scopes.stream().filter(scope -> scope.level() == level);
    }
}
