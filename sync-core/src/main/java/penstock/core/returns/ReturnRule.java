package penstock.core.returns;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import penstock.core.catalogue.Fit;
import penstock.core.catalogue.InvalidField;
import penstock.core.catalogue.InvalidField.Reason;

/**
 * Terms for some sales.
 *
 * @param accountId of the channel account that sold; empty for any
 * @param category and those below it, {@code Kitchen > Mugs}; empty for any
 * @param country that it was shipped to, ISO 3166-1; empty for any
 * @param windowDays days within which a return may be asked for
 * @param reasons that are accepted; others are not
 */
public record ReturnRule(
        Optional<Long> accountId,
        Optional<String> category,
        Optional<String> country,
        int windowDays,
        CountedFrom countedFrom,
        Map<ReturnReason, Terms> reasons,
        List<Outcome> outcomes) {

    /** Days of a window. */
    public static final int MAX_WINDOW_DAYS = 3_650;

    private static final int WHOLE = 10_000;
    private static final String BELOW = " > ";

    /** Of two rules for a sale, the account counts first, then the deeper category, then the country. */
    static final Comparator<ReturnRule> BY_SPECIFICITY = Comparator.<ReturnRule, Boolean>comparing(
                    rule -> rule.accountId().isPresent())
            .thenComparing(rule -> rule.category().map(String::length).orElse(0))
            .thenComparing(rule -> rule.country().isPresent());

    public ReturnRule {
        reasons = Collections.unmodifiableMap(new TreeMap<>(reasons)); // in order: its text makes a repeat a repeat
        outcomes = List.copyOf(outcomes);
        Fit.text("category", category, Fit.MAX_NAME);
        Fit.within("windowDays", windowDays, 0, MAX_WINDOW_DAYS);
        country.filter(code -> !code.matches("[A-Z]{2}")).ifPresent(code -> {
            throw new InvalidField("country", code, Reason.MALFORMED, "is a code of ISO 3166-1, such as DE");
        });
    }

    /** When a window begins. */
    public enum CountedFrom {
        SHIPMENT,
        /** Or shipment, as long as nobody says when it was delivered. */
        DELIVERY
    }

    /** Who pays for sending it back. */
    public enum Postage {
        SELLER,
        CUSTOMER
    }

    /** @param feeBasisPoints hundredths of a percent of the price that are kept for restocking */
    public record Terms(int feeBasisPoints, Postage postage) {
        public Terms {
            Fit.within("feeBasisPoints", feeBasisPoints, 0, WHOLE);
        }
    }

    /** What becomes of units in a condition; @param reason empty for any */
    public record Outcome(Optional<ReturnReason> reason, ReceivedCondition condition, Disposition disposition) {}

    boolean isFor(Sale sale) {
        return accountId.filter(id -> id != sale.accountId()).isEmpty()
                && country.filter(code -> !sale.country().equals(Optional.of(code)))
                        .isEmpty()
                && category.filter(name -> sale.category()
                                .filter(of -> of.equals(name) || of.startsWith(name + BELOW))
                                .isEmpty())
                        .isEmpty();
    }

    /** What was sold, as far as terms depend on it. */
    public record Sale(long accountId, Optional<String> category, Optional<String> country) {}

    /** What becomes of units that come back; what is said of a reason counts before what is said of any. */
    Disposition outcome(ReturnReason reason, ReceivedCondition condition) {
        return outcomes.stream()
                .filter(outcome -> outcome.condition() == condition
                        && outcome.reason().filter(only -> only != reason).isEmpty())
                .max(Comparator.comparing(outcome -> outcome.reason().isPresent()))
                .map(Outcome::disposition)
                .orElse(condition.usual());
    }

    /** What it is for, in words. */
    String scope() {
        String named = Stream.of(
                        accountId.map(id -> "account " + id),
                        category.map(name -> "category " + name),
                        country.map(code -> "country " + code))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(", "));
        return named.isEmpty() ? "for everything" : "for " + named;
    }
}
