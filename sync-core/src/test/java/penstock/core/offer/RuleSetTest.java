package penstock.core.offer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Of account 1, SKU 20 in {@code Kitchen > Mugs > Blue}, listing 300. */
class RuleSetTest {

    private static final Subject SUBJECT = new Subject(1, 20, 300, Optional.of("Kitchen > Mugs > Blue"));

    private static String cap(String rules) {
        return cap(rules, Settings.NONE, Settings.NONE);
    }

    private static String cap(String rules, Settings ofSku, Settings ofListing) {
        return new RuleSet(1, Say.rules(rules))
                .holding(SUBJECT, ofSku, ofListing)
                .cap()
                .map(held -> held.value() + " by " + held.by())
                .orElse("none");
    }

    @Test
    void theMostSpecificRuleWinsSettingBySetting() {
        Holding holding = new RuleSet(1, Say.rules("""
                        LISTING 300: cap 5
                        SKU 20: cap 6; safety FIXED 1
                        CHANNEL 1: cap 7; safety FIXED 2; percentage 50
                        SELLER: cap 8; safety FIXED 3; percentage 60; list 2 0
                        """)).holding(SUBJECT, Settings.NONE, Settings.NONE);
        assertThat(holding.cap()).contains(new Holding.Held<>(5, "rule 1"));
        assertThat(holding.safetyStock()).contains(new Holding.Held<>(new SafetyStock.Fixed(1), "rule 2"));
        assertThat(holding.percentage()).contains(new Holding.Held<>(50, "rule 3"));
        assertThat(holding.listWhen()).contains(new Holding.Held<>(new ListWhen(2, 0), "rule 4"));
        assertThat(holding.paused()).isEqualTo(new Holding.Held<>(false, ""));
    }

    @Test
    void aDeeperCategoryIsMoreSpecificThanTheOneAboveAndThanAChannel() {
        assertThat(cap("CATEGORY Kitchen: cap 1\nCATEGORY Kitchen > Mugs: cap 2\nCHANNEL 1: cap 3"))
                .isEqualTo("2 by rule 2");
        assertThat(cap("CATEGORY Kitchen: cap 1\nCHANNEL 1: cap 3")).isEqualTo("1 by rule 1");
        assertThat(cap("CATEGORY Kit: cap 1\nCATEGORY Kitchen > Mugs > Blue > Small: cap 2"))
                .isEqualTo("none");
        assertThat(cap("CHANNEL 2: cap 1\nSKU 21: cap 2\nLISTING 301: cap 3")).isEqualTo("none");
    }

    @Test
    void whatTheSkuAndTheListingSayThemselvesComesAfterTheSetsRulesForThatVerySkuOrListing() {
        Settings five = Settings.ofCap(5);
        Settings six = Settings.ofCap(6);
        assertThat(cap("LISTING 300: cap 1", six, five)).isEqualTo("1 by rule 1");
        assertThat(cap("SKU 20: cap 1", six, five)).isEqualTo("5 by the listing");
        assertThat(cap("SKU 20: cap 1", six, Settings.NONE)).isEqualTo("1 by rule 1");
        assertThat(cap("CATEGORY Kitchen: cap 1\nSELLER: cap 2", six, Settings.NONE))
                .isEqualTo("6 by the SKU");
    }
}
