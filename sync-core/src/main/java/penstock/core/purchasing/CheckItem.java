package penstock.core.purchasing;

import java.math.BigDecimal;
import java.util.Optional;
import penstock.core.catalogue.Fit;
import penstock.core.catalogue.InvalidField;
import penstock.core.catalogue.InvalidField.Reason;

/**
 * A question of a checklist.
 *
 * @param unit of what is measured; empty if the answer is yes or no
 * @param least the smallest measure that is good
 */
public record CheckItem(String question, Optional<String> unit, Optional<BigDecimal> least, Optional<BigDecimal> most) {

    private static final int MAX_UNIT = 20;

    public CheckItem {
        Fit.text("question", question, Fit.MAX_NAME);
        Fit.text("unit", unit, MAX_UNIT);
        if (unit.isEmpty() && (least.isPresent() || most.isPresent())) {
            throw new InvalidField(
                    "least", "", Reason.CONTRADICTION, "and most bound a measure; name its unit or leave them out");
        }
        if (least.isPresent() && most.isPresent() && least.get().compareTo(most.get()) > 0) {
            throw new InvalidField(
                    "least", least.get().toPlainString(), Reason.CONTRADICTION, "is above most; exchange them");
        }
    }

    public boolean isMeasured() {
        return unit.isPresent();
    }

    /** Whether a measure lies within the bounds, which are good themselves. */
    public boolean isGood(BigDecimal measured) {
        return least.filter(bound -> measured.compareTo(bound) < 0).isEmpty()
                && most.filter(bound -> measured.compareTo(bound) > 0).isEmpty();
    }
}
