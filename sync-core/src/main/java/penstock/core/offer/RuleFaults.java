package penstock.core.offer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import penstock.core.offer.RuleFault.Reason;
import penstock.core.offer.Scope.Level;

/**
 * What is wrong with rules, all of it at once. Shares can contradict each other, but not in a circle: no rule names the share of
 * another.
 */
public final class RuleFaults {

    /** Units that a rule may speak of. */
    public static final int MAX_UNITS = 1_000_000;

    /** Hours after which a supplier's word counts for nothing. */
    public static final int MAX_HOURS = 8_760;

    /** Days of cover. */
    public static final int MAX_DAYS = 365;

    private static final int WHOLE = 100;

    private final List<RuleFault> faults = new ArrayList<>();
    private final Known known;
    private final List<Rule> rules;

    private RuleFaults(List<Rule> rules, Known known) {
        this.known = known;
        this.rules = rules;
    }

    /**
     * What rules may name.
     *
     * @param channels accounts that can be told what to show
     * @param categories of SKUs, without those above them
     */
    public record Known(
            Set<Long> accounts,
            Set<Long> channels,
            Set<Long> locations,
            Set<Long> skus,
            Set<Long> listings,
            Set<String> categories) {

        boolean hasCategory(String path) {
            return categories.stream().anyMatch(one -> one.equals(path) || one.startsWith(path + Scope.BELOW));
        }
    }

    /** In the order of the rules; empty if they serve. */
    public static List<RuleFault> of(List<Rule> rules, Known known) {
        RuleFaults judge = new RuleFaults(rules, known);
        Map<Scope, Integer> seen = new HashMap<>();
        for (Rule rule : rules) {
            Integer other = seen.putIfAbsent(rule.scope(), rule.no());
            if (other != null) {
                judge.fault(
                        rule, "scope", Reason.SAME_SCOPE, "is that of rule " + other + " already; say it in one rule");
            }
            judge.scope(rule);
            judge.settings(rule);
        }
        return judge.faults;
    }

    private void fault(Rule rule, String field, Reason reason, String detail) {
        faults.add(new RuleFault(rule.no(), field, reason, "rule " + rule.no() + ": " + field + " " + detail));
    }

    private void scope(Rule rule) {
        Scope scope = rule.scope();
        switch (scope.level()) {
            case SELLER -> {}
            case CHANNEL -> channel(rule, "accountId", scope.id());
            case CATEGORY ->
                unless(
                        known.hasCategory(scope.category()),
                        rule,
                        "category",
                        Reason.UNKNOWN_CATEGORY,
                        "is " + scope.category() + ", which no SKU is in");
            case SKU -> unless(known.skus().contains(scope.id()), rule, "sku", Reason.UNKNOWN_SKU, "is no SKU of ours");
            case LISTING ->
                unless(
                        known.listings().contains(scope.id()),
                        rule,
                        "listingId",
                        Reason.UNKNOWN_LISTING,
                        "is " + scope.id() + ", which is no listing of ours");
        }
    }

    private void channel(Rule rule, String field, long accountId) {
        if (!known.accounts().contains(accountId)) {
            fault(rule, field, Reason.UNKNOWN_ACCOUNT, "is " + accountId + ", which is no account of ours");
        } else if (!known.channels().contains(accountId)) {
            fault(rule, field, Reason.NOT_A_CHANNEL, "is " + accountId + ", which cannot be told what to show");
        }
    }

    private void settings(Rule rule) {
        Settings settings = rule.settings();
        if (settings.equals(Settings.NONE)) {
            fault(rule, "settings", Reason.SAYS_NOTHING, "are empty; leave the rule out");
        }
        settings.locations().ifPresent(ids -> locations(rule, ids));
        settings.decay().ifPresent(decay -> decay(rule, decay));
        settings.safetyStock().ifPresent(safety -> safetyStock(rule, safety));
        settings.division().ifPresent(division -> division(rule, division));
        settings.percentage().ifPresent(percent -> percent(rule, "percentage", percent));
        settings.cap().ifPresent(cap -> within(rule, "cap", cap, 0, MAX_UNITS));
        settings.listWhen().ifPresent(when -> listWhen(rule, when));
        capBelowMinimum(rule);
    }

    private void locations(Rule rule, Set<Long> ids) {
        if (ids.isEmpty()) {
            fault(rule, "locations", Reason.NO_LOCATION, "is empty; to show nothing, say paused");
        }
        ids.stream()
                .filter(id -> !known.locations().contains(id))
                .sorted()
                .forEach(id -> fault(
                        rule, "locations", Reason.UNKNOWN_LOCATION, "names " + id + ", which is no location of ours"));
    }

    private void decay(Rule rule, Decay decay) {
        within(rule, "decay.freshHours", decay.freshHours(), 0, MAX_HOURS);
        within(rule, "decay.goneHours", decay.goneHours(), 0, MAX_HOURS);
        percent(rule, "decay.percent", decay.percent());
        if (decay.goneHours() <= decay.freshHours()) {
            fault(
                    rule,
                    "decay.goneHours",
                    Reason.GONE_BEFORE_FRESH,
                    "is " + decay.goneHours() + ", and the stock is fresh for " + decay.freshHours()
                            + "; it is gone later than that");
        }
    }

    private void safetyStock(Rule rule, SafetyStock safety) {
        if (safety instanceof SafetyStock.Fixed fixed) {
            within(rule, "safetyStock.units", fixed.units(), 0, MAX_UNITS);
        } else if (safety instanceof SafetyStock.Percentage part) {
            percent(rule, "safetyStock.percent", part.percent());
        } else if (safety instanceof SafetyStock.DaysOfCover cover) {
            within(rule, "safetyStock.days", cover.days(), 0, MAX_DAYS);
        } else if (safety instanceof SafetyStock.Risk risk) {
            within(rule, "safetyStock.basisPoints", risk.basisPoints(), 1, (int) SafetyStock.Risk.WHOLE);
        }
    }

    private void division(Rule rule, Division division) {
        if (rule.scope().level() == Level.CHANNEL || rule.scope().level() == Level.LISTING) {
            fault(
                    rule,
                    "division",
                    Reason.DIVISION_NOT_HERE,
                    "is for all channels of a SKU; say it for the SKU, its category or the seller");
        }
        if (division instanceof Division.Dedicated dedicated) {
            if (dedicated.units().isEmpty()) {
                fault(rule, "division.dedicated", Reason.SAYS_NOTHING, "is empty; leave it out");
            }
            dedicated.units().entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .forEach(part -> {
                        channel(rule, "division.dedicated.accountId", part.getKey());
                        within(rule, "division.dedicated.units", part.getValue(), 0, MAX_UNITS);
                    });
        } else if (division instanceof Division.LastUnits last) {
            channel(rule, "division.lastUnits.accountId", last.accountId());
            within(rule, "division.lastUnits.units", last.units(), 1, MAX_UNITS);
        }
    }

    private void listWhen(Rule rule, ListWhen when) {
        within(rule, "listWhen.minimum", when.minimum(), 1, MAX_UNITS);
        within(rule, "listWhen.endWhen", when.endWhen(), 0, MAX_UNITS);
        if (when.endWhen() >= when.minimum()) {
            fault(
                    rule,
                    "listWhen.endWhen",
                    Reason.END_WHEN_NOT_BELOW_MINIMUM,
                    "is " + when.endWhen() + ", and it is listed from " + when.minimum() + "; it ends with fewer");
        }
    }

    /** What a rule says of one of the two together with what it, or one that it surely holds together with, says of the other. */
    private void capBelowMinimum(Rule rule) {
        Optional<Integer> cap = rule.settings().cap();
        Optional<ListWhen> when = rule.settings().listWhen();
        if (cap.isEmpty() && when.isEmpty()) {
            return;
        }
        for (Rule other : rules) {
            Optional<Integer> most = cap.or(() -> other.settings().cap());
            Optional<ListWhen> least = when.or(() -> other.settings().listWhen());
            if (holdTogether(other.scope(), rule.scope())
                    && most.isPresent()
                    && least.isPresent()
                    && most.get() < least.get().minimum()) {
                fault(
                        rule,
                        cap.isPresent() ? "cap" : "listWhen.minimum",
                        Reason.CAP_BELOW_MINIMUM,
                        "contradicts" + (other.equals(rule) ? "" : " rule " + other.no()) + ": at most " + most.get()
                                + " are shown, and it is listed from "
                                + least.get().minimum()
                                + "; it would never be listed");
                return;
            }
        }
    }

    /**
     * Whether a rule is the other, or a less specific one that says what the other does not where that holds. Which category a SKU is in and
     * on which account a listing is may change after the rules are in force, so of those nothing is said.
     */
    private static boolean holdTogether(Scope less, Scope more) {
        return switch (less.level()) {
            case SELLER -> true;
            case CHANNEL -> less.equals(more) || more.level() == Level.CATEGORY;
            case CATEGORY ->
                less.equals(more)
                        || more.level() == Level.CATEGORY && more.category().startsWith(less.category() + Scope.BELOW);
            case SKU, LISTING -> less.equals(more);
        };
    }

    private void percent(Rule rule, String field, int percent) {
        if (percent > WHOLE) {
            fault(rule, field, Reason.OVER_100_PERCENT, "is " + percent + " %; 0 to 100 are taken");
        } else {
            within(rule, field, percent, 0, WHOLE);
        }
    }

    private void within(Rule rule, String field, int value, int min, int max) {
        unless(
                value >= min && value <= max,
                rule,
                field,
                Reason.OUT_OF_RANGE,
                "is " + value + "; " + min + " to " + max + " are taken");
    }

    private void unless(boolean right, Rule rule, String field, Reason reason, String detail) {
        if (!right) {
            fault(rule, field, reason, detail);
        }
    }
}
