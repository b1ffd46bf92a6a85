package penstock.core.offer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import penstock.core.offer.RuleFaults.Known;

/** Accounts 1 and 2, of which 2 is a supplier's; location 1, SKU 20, listing 300, category {@code Kitchen > Mugs}. */
class RuleFaultsTest {

    private static final Known KNOWN =
            new Known(Say.ids(1, 2), Say.ids(1), Say.ids(1), Say.ids(20), Say.ids(300), Set.of("Kitchen > Mugs"));

    private static String faults(String rules) {
        return RuleFaults.of(Say.rules(rules), KNOWN).stream()
                .map(fault -> fault.rule() + " " + fault.field() + " " + fault.reason())
                .collect(Collectors.joining(", "));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            CHANNEL 3: cap 1                        | 1 accountId UNKNOWN_ACCOUNT
            CHANNEL 2: cap 1                        | 1 accountId NOT_A_CHANNEL
            CATEGORY Kit: cap 1                     | 1 category UNKNOWN_CATEGORY
            SKU 21: cap 1                           | 1 sku UNKNOWN_SKU
            LISTING 301: cap 1                      | 1 listingId UNKNOWN_LISTING
            SELLER: nothing                         | 1 settings SAYS_NOTHING
            SELLER: locations                       | 1 locations NO_LOCATION
            SELLER: locations 1 9                   | 1 locations UNKNOWN_LOCATION
            SELLER: decay 5 5 100                   | 1 decay.goneHours GONE_BEFORE_FRESH
            SELLER: decay -1 5 100                  | 1 decay.freshHours OUT_OF_RANGE
            SELLER: decay 1 5 101                   | 1 decay.percent OVER_100_PERCENT
            SELLER: safety FIXED -1                 | 1 safetyStock.units OUT_OF_RANGE
            SELLER: safety PERCENTAGE 101           | 1 safetyStock.percent OVER_100_PERCENT
            SELLER: safety DAYS_OF_COVER 366        | 1 safetyStock.days OUT_OF_RANGE
            SELLER: safety RISK 0                   | 1 safetyStock.basisPoints OUT_OF_RANGE
            SELLER: percentage 101                  | 1 percentage OVER_100_PERCENT
            SELLER: percentage -1                   | 1 percentage OUT_OF_RANGE
            SELLER: cap -1                          | 1 cap OUT_OF_RANGE
            SELLER: list 0 -1                       | 1 listWhen.minimum OUT_OF_RANGE, 1 listWhen.endWhen OUT_OF_RANGE
            SELLER: list 3 3                        | 1 listWhen.endWhen END_WHEN_NOT_BELOW_MINIMUM
            SELLER: cap 2; list 3 1                 | 1 cap CAP_BELOW_MINIMUM
            CHANNEL 1: division WEIGHT              | 1 division DIVISION_NOT_HERE
            LISTING 300: division VELOCITY          | 1 division DIVISION_NOT_HERE
            SKU 20: division LAST_UNITS 0 1         | 1 division.lastUnits.units OUT_OF_RANGE
            SKU 20: division LAST_UNITS 3 7         | 1 division.lastUnits.accountId UNKNOWN_ACCOUNT
            SKU 20: division DEDICATED 2 5          | 1 division.dedicated.accountId NOT_A_CHANNEL
            SKU 20: division DEDICATED 1 -5         | 1 division.dedicated.units OUT_OF_RANGE
            """)
    void aRuleThatCannotBeIsToldWithItsReason(String rule, String faults) {
        assertThat(faults(rule)).isEqualTo(faults);
    }

    @Test
    void rulesThatContradictEachOtherAreToldToo() {
        assertThat(faults("SKU 20: cap 1\nSKU 20: cap 2")).isEqualTo("2 scope SAME_SCOPE");
        assertThat(faults("SELLER: list 5 2\nLISTING 300: cap 4")).isEqualTo("2 cap CAP_BELOW_MINIMUM");
        assertThat(faults("SELLER: cap 4\nSKU 20: list 5 2")).isEqualTo("2 listWhen.minimum CAP_BELOW_MINIMUM");
        assertThat(faults("CHANNEL 1: cap 2\nCATEGORY Kitchen: list 5 2"))
                .isEqualTo("2 listWhen.minimum CAP_BELOW_MINIMUM");
        assertThat(faults("CATEGORY Kitchen > Mugs: cap 2\nCHANNEL 1: list 5 2"))
                .isEqualTo("1 cap CAP_BELOW_MINIMUM");
        assertThat(faults("CATEGORY Kitchen: list 5 2\nCATEGORY Kitchen > Mugs: cap 2"))
                .isEqualTo("2 cap CAP_BELOW_MINIMUM");
    }

    @Test
    void whatAMoreSpecificRuleSaysItselfContradictsNoOther() {
        assertThat(faults("CHANNEL 1: cap 2\nCATEGORY Kitchen: list 5 2; cap 9"))
                .isEmpty();
        assertThat(faults("CATEGORY Kitchen > Mugs: list 5 2\nCATEGORY Kitchen: cap 2; list 2 0"))
                .isEqualTo("1 listWhen.minimum CAP_BELOW_MINIMUM");
        assertThat(faults("LISTING 300: cap 2\nSKU 20: list 5 2"))
                .as("it may be a listing of another SKU")
                .isEmpty();
    }

    @Test
    void rulesThatServeHaveNone() {
        assertThat(faults("""
                SELLER: safety RISK 50; decay 4 24 90; list 2 0; percentage 100
                CHANNEL 1: cap 5; locations 1; backorders
                CATEGORY Kitchen: division VELOCITY
                CATEGORY Kitchen > Mugs: division LAST_UNITS 3 1
                SKU 20: division DEDICATED 1 4
                LISTING 300: paused
                """)).isEmpty();
    }
}
