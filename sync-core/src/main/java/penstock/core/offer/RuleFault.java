package penstock.core.offer;

/**
 * What is wrong with a rule.
 *
 * @param rule its number within the set, from 1
 * @param field the setting, as the API writes it
 * @param detail what is wrong and what to do, for a person
 */
public record RuleFault(int rule, String field, Reason reason, String detail) {

    /** For programs; the names never change. */
    public enum Reason {
        UNKNOWN_ACCOUNT,
        UNKNOWN_LOCATION,
        UNKNOWN_CATEGORY,
        UNKNOWN_SKU,
        UNKNOWN_LISTING,
        /** An account that cannot be told what to show. */
        NOT_A_CHANNEL,
        /** Another rule is for the same. */
        SAME_SCOPE,
        SAYS_NOTHING,
        OUT_OF_RANGE,
        OVER_100_PERCENT,
        NO_LOCATION,
        GONE_BEFORE_FRESH,
        END_WHEN_NOT_BELOW_MINIMUM,
        CAP_BELOW_MINIMUM,
        /** How a SKU is divided is not for one of its channels to say. */
        DIVISION_NOT_HERE
    }
}
