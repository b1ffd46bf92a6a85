package penstock.core.offer;

/**
 * Settings for a scope.
 *
 * @param no within its rule set, from 1; 0 for what the SKU or the listing says itself
 */
public record Rule(int no, Scope scope, Settings settings) {

    /** As it is named beside a stage. */
    String name() {
        if (no > 0) {
            return "rule " + no;
        }
        return scope.level() == Scope.Level.SKU ? "the SKU" : "the listing";
    }
}
