package penstock.core.publication;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import penstock.core.offer.Decay;
import penstock.core.offer.Division;
import penstock.core.offer.ListWhen;
import penstock.core.offer.Rule;
import penstock.core.offer.RuleSet;
import penstock.core.offer.SafetyStock;
import penstock.core.offer.Scope;
import penstock.core.offer.Settings;
import penstock.core.store.Columns;
import penstock.core.store.Transaction;
import penstock.core.store.Transaction.Row;

/** Writes the rules of a version, and reads them. */
final class RuleRows {

    private RuleRows() {}

    private record Key(int ruleNo, long id) {}

    private record Part(int ruleNo, long id, int units) {}

    static Optional<Integer> activeVersion(Transaction transaction) {
        return transaction.find(
                "select version from rule_set where seller_id = ? and state = 'ACTIVE'",
                row -> row.getInt("version"),
                transaction.sellerId());
    }

    static RuleSet read(Transaction transaction, int version) {
        Map<Integer, Set<Long>> locations = new HashMap<>();
        transaction.list(
                "select rule_no, location_id from publication_rule_location where seller_id = ? and version = ?",
                row -> locations
                        .computeIfAbsent(row.getInt("rule_no"), no -> new HashSet<>())
                        .add(row.getLong("location_id")),
                transaction.sellerId(),
                version);
        Map<Integer, Map<Long, Integer>> accounts = new HashMap<>();
        transaction.list(
                "select rule_no, account_id, units from publication_rule_account where seller_id = ? and version = ?",
                row -> accounts.computeIfAbsent(row.getInt("rule_no"), no -> new HashMap<>())
                        .put(row.getLong("account_id"), row.getInt("units")),
                transaction.sellerId(),
                version);
        return new RuleSet(
                version,
                transaction.list(
                        "select * from publication_rule where seller_id = ? and version = ? order by rule_no",
                        row -> rule(row, locations, accounts),
                        transaction.sellerId(),
                        version));
    }

    private static Rule rule(Row row, Map<Integer, Set<Long>> locations, Map<Integer, Map<Long, Integer>> accounts)
            throws SQLException {
        int no = row.getInt("rule_no");
        Scope scope =
                new Scope(Scope.Level.valueOf(row.getText("scope")), row.getLong("scope_id"), row.getText("category"));
        Settings settings = new Settings(
                Optional.ofNullable(locations.get(no)),
                decay(row),
                safetyStock(row),
                division(row, accounts.getOrDefault(no, Map.of())),
                row.findInt("percentage"),
                row.findInt("quantity_cap"),
                listWhen(row),
                row.findBoolean("paused"),
                row.findBoolean("backorders"));
        return new Rule(no, scope, settings);
    }

    private static Optional<Decay> decay(Row row) throws SQLException {
        return row.findInt("fresh_hours").isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Decay(row.getInt("fresh_hours"), row.getInt("gone_hours"), row.getInt("fresh_percent")));
    }

    private static Optional<ListWhen> listWhen(Row row) throws SQLException {
        return row.findInt("minimum").isEmpty()
                ? Optional.empty()
                : Optional.of(new ListWhen(row.getInt("minimum"), row.getInt("end_when")));
    }

    private static Optional<SafetyStock> safetyStock(Row row) throws SQLException {
        Optional<String> kind = row.findText("safety_kind");
        return kind.isEmpty()
                ? Optional.empty()
                : Optional.of(SafetyStock.Kind.valueOf(kind.get()).of(row.getInt("safety_value")));
    }

    private static Optional<Division> division(Row row, Map<Long, Integer> dedicated) throws SQLException {
        Optional<String> kind = row.findText("division");
        if (kind.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                switch (Division.Kind.valueOf(kind.get())) {
                    case WEIGHT -> new Division.ByWeight();
                    case VELOCITY -> new Division.ByVelocity();
                    case DEDICATED -> new Division.Dedicated(dedicated);
                    case LAST_UNITS -> new Division.LastUnits(row.getInt("last_units"), row.getLong("last_account_id"));
                });
    }

    /** Puts the rules in the place of those that the draft had. */
    static void replace(Transaction transaction, int version, List<Rule> rules) {
        for (String table : List.of("publication_rule", "publication_rule_location", "publication_rule_account")) {
            transaction.update(
                    "delete from " + table + " where seller_id = ? and version = ?", transaction.sellerId(), version);
        }
        insert(transaction, version, rules);
        insertLocations(transaction, version, rules);
        insertAccounts(transaction, version, rules);
    }

    private static void insert(Transaction transaction, int version, List<Rule> rules) {
        transaction.update(
                """
                insert into publication_rule (
                       seller_id, version, rule_no, scope, scope_id, category, fresh_hours, gone_hours, fresh_percent,
                       safety_kind, safety_value, division, last_units, last_account_id, percentage, quantity_cap, minimum,
                       end_when, paused, backorders)
                select s.seller_id, ?, u.rule_no, u.scope, u.scope_id, u.category, u.fresh_hours, u.gone_hours, u.fresh_percent,
                       u.safety_kind, u.safety_value, u.division, u.last_units, u.last_account_id, u.percentage, u.quantity_cap,
                       u.minimum, u.end_when, u.paused::boolean, u.backorders::boolean
                  from seller s,
                       unnest(?::int[], ?::text[], ?::bigint[], ?::text[], ?::int[], ?::int[], ?::int[], ?::text[], ?::int[],
                              ?::text[], ?::int[], ?::bigint[], ?::int[], ?::int[], ?::int[], ?::int[], ?::text[], ?::text[])
                           as u (rule_no, scope, scope_id, category, fresh_hours, gone_hours, fresh_percent, safety_kind,
                                 safety_value, division, last_units, last_account_id, percentage, quantity_cap, minimum,
                                 end_when, paused, backorders)
                 where s.seller_id = ?
                """,
                Columns.of(rules)
                        .value(version)
                        .ints(Rule::no)
                        .texts(rule -> rule.scope().level().name())
                        .longs(rule -> rule.scope().id())
                        .texts(rule -> rule.scope().category())
                        .nullableInts(rule ->
                                rule.settings().decay().map(Decay::freshHours).orElse(null))
                        .nullableInts(rule ->
                                rule.settings().decay().map(Decay::goneHours).orElse(null))
                        .nullableInts(rule ->
                                rule.settings().decay().map(Decay::percent).orElse(null))
                        .texts(rule -> rule.settings()
                                .safetyStock()
                                .map(safety -> safety.kind().name())
                                .orElse(null))
                        .nullableInts(rule -> rule.settings()
                                .safetyStock()
                                .map(SafetyStock::value)
                                .orElse(null))
                        .texts(rule -> rule.settings()
                                .division()
                                .map(division -> division.kind().name())
                                .orElse(null))
                        .nullableInts(rule ->
                                lastUnits(rule).map(Division.LastUnits::units).orElse(null))
                        .nullableLongs(rule -> lastUnits(rule)
                                .map(Division.LastUnits::accountId)
                                .orElse(null))
                        .nullableInts(rule -> rule.settings().percentage().orElse(null))
                        .nullableInts(rule -> rule.settings().cap().orElse(null))
                        .nullableInts(rule -> rule.settings()
                                .listWhen()
                                .map(ListWhen::minimum)
                                .orElse(null))
                        .nullableInts(rule -> rule.settings()
                                .listWhen()
                                .map(ListWhen::endWhen)
                                .orElse(null))
                        .texts(rule -> text(rule.settings().paused()))
                        .texts(rule -> text(rule.settings().backorders()))
                        .then(transaction.sellerId()));
    }

    private static @Nullable String text(Optional<Boolean> value) {
        return value.map(Object::toString).orElse(null);
    }

    private static Optional<Division.LastUnits> lastUnits(Rule rule) {
        return rule.settings()
                .division()
                .filter(Division.LastUnits.class::isInstance)
                .map(Division.LastUnits.class::cast);
    }

    private static void insertLocations(Transaction transaction, int version, List<Rule> rules) {
        List<Key> rows = new ArrayList<>();
        rules.forEach(rule -> rule.settings()
                .locations()
                .orElse(Set.of())
                .forEach(location -> rows.add(new Key(rule.no(), location))));
        transaction.update(
                """
                insert into publication_rule_location (seller_id, version, rule_no, location_id)
                select s.seller_id, ?, u.* from seller s, unnest(?::int[], ?::bigint[]) as u where s.seller_id = ?
                """,
                Columns.of(rows).value(version).ints(Key::ruleNo).longs(Key::id).then(transaction.sellerId()));
    }

    private static void insertAccounts(Transaction transaction, int version, List<Rule> rules) {
        List<Part> rows = new ArrayList<>();
        rules.forEach(rule -> rule.settings().division().ifPresent(division -> {
            if (division instanceof Division.Dedicated dedicated) {
                dedicated.units().forEach((account, units) -> rows.add(new Part(rule.no(), account, units)));
            }
        }));
        transaction.update(
                """
                insert into publication_rule_account (seller_id, version, rule_no, account_id, units)
                select s.seller_id, ?, u.* from seller s, unnest(?::int[], ?::bigint[], ?::int[]) as u where s.seller_id = ?
                """,
                Columns.of(rows)
                        .value(version)
                        .ints(Part::ruleNo)
                        .longs(Part::id)
                        .ints(Part::units)
                        .then(transaction.sellerId()));
    }
}
