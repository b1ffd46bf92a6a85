package penstock.core.publication;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import penstock.core.offer.Rule;
import penstock.core.offer.RuleFaults.Known;
import penstock.core.offer.Scope;
import penstock.core.store.Transaction;

/** Looks up what rules name. */
final class KnownNames {

    private KnownNames() {}

    static Known read(Transaction transaction, List<Rule> rules) {
        return new Known(
                ids(transaction, "select account_id as id from channel_account where seller_id = ?"),
                ids(
                        transaction,
                        "select account_id as id from channel_account where seller_id = ? and (publishes_stock or own_skus)"),
                ids(transaction, "select location_id as id from location where seller_id = ?"),
                ids(
                        transaction,
                        "select sku_id as id from sku where seller_id = ? and sku_id = any (?::bigint[])",
                        rules,
                        Scope.Level.SKU),
                ids(
                        transaction,
                        "select listing_id as id from listing where seller_id = ? and listing_id = any (?::bigint[])",
                        rules,
                        Scope.Level.LISTING),
                categories(transaction, rules));
    }

    /** The codes of the SKUs that rules are for, by id. */
    static Map<Long, String> skuCodes(Transaction transaction, List<Rule> rules) {
        Map<Long, String> codes = new HashMap<>();
        transaction.list(
                "select sku_id, code from sku where seller_id = ? and sku_id = any (?::bigint[])",
                row -> codes.put(row.getLong("sku_id"), row.getText("code")),
                transaction.sellerId(),
                scopes(rules, Scope.Level.SKU).map(Scope::id).toArray(Long[]::new));
        return codes;
    }

    /** Of all locations. */
    static Map<Long, String> locationCodes(Transaction transaction) {
        Map<Long, String> codes = new HashMap<>();
        transaction.list(
                "select location_id, code from location where seller_id = ?",
                row -> codes.put(row.getLong("location_id"), row.getText("code")),
                transaction.sellerId());
        return codes;
    }

    private static Set<Long> ids(Transaction transaction, String sql) {
        return Set.copyOf(transaction.list(sql, row -> row.getLong("id"), transaction.sellerId()));
    }

    private static Set<Long> ids(Transaction transaction, String sql, List<Rule> rules, Scope.Level level) {
        Long[] named = scopes(rules, level).map(Scope::id).toArray(Long[]::new);
        return Set.copyOf(transaction.list(sql, row -> row.getLong("id"), transaction.sellerId(), named));
    }

    private static Set<String> categories(Transaction transaction, List<Rule> rules) {
        Set<String> named =
                scopes(rules, Scope.Level.CATEGORY).map(Scope::category).collect(Collectors.toSet());
        return named.isEmpty()
                ? Set.of()
                : new HashSet<>(transaction.list(
                        "select distinct category from sku where seller_id = ? and category is not null",
                        row -> row.getText("category"),
                        transaction.sellerId()));
    }

    private static Stream<Scope> scopes(List<Rule> rules, Scope.Level level) {
        return rules.stream().map(Rule::scope).filter(scope -> scope.level() == level);
    }
}
