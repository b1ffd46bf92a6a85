package penstock.core.catalogue;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import penstock.core.catalogue.InvalidField.Reason;

/**
 * What carriers and customs ask of a SKU.
 *
 * @param unNumber of a dangerous good, {@code UN1263}; only together with its class
 * @param hazardClass or division, {@code 3}, {@code 2.1}, {@code 1.4S}
 * @param countryOfOrigin ISO 3166-1, two letters
 * @param hsCode 6 digits of the Harmonized System, and what the country adds
 */
public record Trade(
        Optional<String> unNumber,
        Optional<String> hazardClass,
        Optional<String> countryOfOrigin,
        Optional<String> hsCode) {

    /** Nothing is known. */
    public static final Trade UNKNOWN =
            new Trade(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
    private static final Pattern UN_NUMBER = Pattern.compile("UN\\d{4}");
    private static final Pattern HAZARD_CLASS = Pattern.compile("[1-9](\\.[1-6])?[A-S]?");
    private static final Pattern HS_CODE = Pattern.compile("\\d{6,13}");

    public Trade {
        Fit.matching("unNumber", unNumber, UN_NUMBER, "UN and 4 digits, such as UN1263");
        Fit.matching("hazardClass", hazardClass, HAZARD_CLASS, "a class or division, such as 3, 2.1 or 1.4S");
        Fit.matching("hsCode", hsCode, HS_CODE, "6 to 13 digits without dots, such as 691200");
        if (unNumber.isPresent() != hazardClass.isPresent()) {
            throw new InvalidField(
                    unNumber.isPresent() ? "hazardClass" : "unNumber",
                    "",
                    Reason.CONTRADICTION,
                    "a dangerous good has both a UN number and a class; give both or neither");
        }
        countryOfOrigin.filter(country -> !COUNTRIES.contains(country)).ifPresent(country -> {
            throw new InvalidField(
                    "countryOfOrigin",
                    country,
                    Reason.UNKNOWN_VALUE,
                    "is no country of ISO 3166-1; two letters such as DE are taken");
        });
    }

    /** Whether it is a dangerous good. */
    public boolean hazardous() {
        return unNumber.isPresent();
    }
}
