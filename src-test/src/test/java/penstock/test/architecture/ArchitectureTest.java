package penstock.test.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.EvaluationResult;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArchitectureTest {

    private static final String BREACH = "penstock.test.architecture.breach";

    private static final List<String> MODULES = List.of(
            "penstock.core",
            "penstock.channels",
            "penstock.fulfilment",
            "penstock.console",
            "penstock.routes",
            "penstock.sandbox");

    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(place -> !place.contains("/test-classes/") && !place.contains("-tests.jar"))
            .importPackages(MODULES);
    private static final JavaClasses WRONG_HOUSE = new ClassFileImporter().importPackages(BREACH);

    static Stream<Rule> rules() {
        return new Rules("penstock").all();
    }

    static Stream<Rule> rulesOfTheWrongHouse() {
        return new Rules(BREACH).all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void theHouseObeysTheRule(Rule rule) {
        rule.rule().check(HOUSE);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rulesOfTheWrongHouse")
    void aBreachOfTheRuleIsSeen(Rule rule) {
        EvaluationResult result = rule.rule().evaluate(WRONG_HOUSE);
        assertThat(result.hasViolation()).as(rule.name()).isTrue();
        assertThat(String.join("\n", result.getFailureReport().getDetails())).contains(rule.culprit());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "penstock.core.book",
                "penstock.core.engine",
                "penstock.core.check",
                "penstock.channels.spi",
                "penstock.fulfilment.spi",
                "penstock.routes.postgres",
                "penstock.routes.database",
                "penstock.sandbox"
            })
    void theClassesOfTheModulesWereRead(String place) {
        assertThat(HOUSE.stream().filter(type -> AllowList.in(type, place))).isNotEmpty();
    }

    @Test
    void theWrongHouseIsNoPartOfTheHouse() {
        assertThat(HOUSE.stream().filter(type -> AllowList.in(type, "penstock.test")))
                .isEmpty();
    }
}
