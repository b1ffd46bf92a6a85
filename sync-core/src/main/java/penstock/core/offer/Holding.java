package penstock.core.offer;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The settings that hold for one listing, each from the most specific rule that says something of it. Immutable. */
public final class Holding {

    private final List<Rule> rules;

    /** @param rules the most specific first */
    Holding(List<Rule> rules) {
        this.rules = List.copyOf(rules);
    }

    /**
     * A setting.
     *
     * @param by the rule that it comes from, empty if none says anything
     */
    public record Held<T>(T value, String by) {}

    private <T> Optional<Held<T>> held(Function<Settings, Optional<T>> setting) {
        return held(setting, rules);
    }

    private static <T> Optional<Held<T>> held(Function<Settings, Optional<T>> setting, List<Rule> rules) {
        for (Rule rule : rules) {
            Optional<T> value = setting.apply(rule.settings());
            if (value.isPresent()) {
                return Optional.of(new Held<>(value.get(), rule.name()));
            }
        }
        return Optional.empty();
    }

    /** Empty for all. */
    public Optional<Held<Set<Long>>> locations() {
        return held(Settings::locations);
    }

    public Optional<Held<Decay>> decay() {
        return held(Settings::decay);
    }

    public Optional<Held<SafetyStock>> safetyStock() {
        return held(Settings::safetyStock);
    }

    /** What is said for the very SKU or listing: of a kit its components' have been held back already. */
    Optional<Held<SafetyStock>> ownSafetyStock() {
        return held(
                Settings::safetyStock,
                rules.stream()
                        .filter(rule -> rule.scope().level().compareTo(Scope.Level.SKU) >= 0)
                        .toList());
    }

    public Held<Division> division() {
        return held(Settings::division).orElse(new Held<>(new Division.ByWeight(), ""));
    }

    public Optional<Held<Integer>> percentage() {
        return held(Settings::percentage);
    }

    public Optional<Held<Integer>> cap() {
        return held(Settings::cap);
    }

    public Optional<Held<ListWhen>> listWhen() {
        return held(Settings::listWhen);
    }

    public Held<Boolean> paused() {
        return held(Settings::paused).orElse(new Held<>(false, ""));
    }

    public Held<Boolean> backorders() {
        return held(Settings::backorders).orElse(new Held<>(false, ""));
    }
}
