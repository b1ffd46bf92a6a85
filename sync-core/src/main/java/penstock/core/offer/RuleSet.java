package penstock.core.offer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A version of a seller's rules: one for a scope at most. Immutable. */
public final class RuleSet {

    /** The rules of a seller who has none. */
    public static final RuleSet NONE = new RuleSet(0, List.of());

    private final int version;
    private final List<Rule> rules;
    private final Map<Scope, Rule> byScope = new HashMap<>();

    public RuleSet(int version, List<Rule> rules) {
        this.version = version;
        this.rules = List.copyOf(rules);
        rules.forEach(rule -> byScope.put(rule.scope(), rule));
    }

    /** From 1; 0 is none. */
    public int version() {
        return version;
    }

    public List<Rule> rules() {
        return rules;
    }

    /** Whether any of them says something of that. */
    public boolean mention(Function<Settings, Optional<?>> setting) {
        return rules.stream().anyMatch(rule -> setting.apply(rule.settings()).isPresent());
    }

    /**
     * The settings that hold for a subject. What the SKU and the listing say themselves counts as a rule for them, after the set's
     * own rule for that very SKU or listing.
     */
    public Holding holding(Subject subject, Settings ofSku, Settings ofListing) {
        List<Rule> specific = new ArrayList<>();
        for (Scope scope : subject.scopes()) {
            Optional.ofNullable(byScope.get(scope)).ifPresent(specific::add);
            if (scope.level() == Scope.Level.LISTING) {
                specific.add(new Rule(0, scope, ofListing));
            } else if (scope.level() == Scope.Level.SKU) {
                specific.add(new Rule(0, scope, ofSku));
            }
        }
        return new Holding(specific);
    }
}
