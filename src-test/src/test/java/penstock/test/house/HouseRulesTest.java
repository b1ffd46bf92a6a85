package penstock.test.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HouseRulesTest {

    private static final List<Source> HOUSE = Source.under(root());

    static Stream<HouseRule> rules() {
        return HouseRules.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void theHouseObeysTheRule(HouseRule rule) {
        assertThat(HOUSE.stream().flatMap(source -> rule.offendersIn(source).stream()))
                .isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void aBreachOfTheRuleIsSeenAndNothingElse(HouseRule rule) {
        assertThat(rule.offendersIn(rule.breach())).isNotEmpty();
        assertThat(rule.offendersIn(rule.innocent())).isEmpty();
    }

    @Test
    void theSourcesOfAllModulesWereRead() {
        assertThat(HOUSE).hasSizeGreaterThan(200);
        assertThat(HOUSE.stream().map(Source::path))
                .contains(
                        "pom.xml",
                        "sync-core/src/main/java/penstock/core/book/Book.java",
                        "sync-core/src/main/resources/penstock/db/migration/V001__foundation.sql",
                        "routes/src/main/java/penstock/routes/database/GatewayDatabase.java");
    }

    @Test
    void everyPackageSaysWhyItExistsAndIsNullMarked() {
        assertThat(packagesWithoutWord(HOUSE)).isEmpty();
    }

    @Test
    void aPackageThatSaysNothingIsSeen() {
        Source type = Source.of("core/src/main/java/penstock/core/stray/A.java", "class A {}");
        String info = "core/src/main/java/penstock/core/stray/package-info.java";
        assertThat(packagesWithoutWord(List.of(type))).containsExactly("core/src/main/java/penstock/core/stray");
        assertThat(packagesWithoutWord(List.of(type, Source.of(info, "package penstock.core.stray;"))))
                .hasSize(1);
        assertThat(packagesWithoutWord(List.of(type, Source.of(info, "@NullMarked\npackage penstock.core.stray;"))))
                .hasSize(1);
        assertThat(packagesWithoutWord(
                        List.of(type, Source.of(info, "/** Why. */\n@NullMarked\npackage penstock.core.stray;"))))
                .isEmpty();
    }

    @Test
    void blankingKeepsEveryCharacterInItsPlace() {
        String text = "a(\"x // y\"); // b\nc('\"'); /* d\n */ e(\"\"\"\n  f \\\"\"\" {\n  \"\"\");";
        String code = BlankedJava.of(text);
        assertThat(code).hasSameSizeAs(text);
        assertThat(code.replaceAll("\\s+", " ")).isEqualTo("a( ); c( ); e( );");
    }

    private static Set<String> packagesWithoutWord(List<Source> sources) {
        Set<String> packages = sources.stream()
                .filter(source -> source.isJava() && source.path().contains("src/main/java/"))
                .map(source -> folder(source.path()))
                .collect(Collectors.toCollection(TreeSet::new));
        sources.stream()
                .filter(source -> source.path().endsWith("/package-info.java"))
                .filter(source ->
                        source.code().contains("@NullMarked") && source.text().contains("/**"))
                .forEach(source -> packages.remove(folder(source.path())));
        return packages;
    }

    private static String folder(String path) {
        return path.substring(0, path.lastIndexOf('/'));
    }

    /** The directory of the whole project: the tests run in a module's. */
    private static Path root() {
        Path here = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(here.resolve("sync-core"))) {
            here = here.getParent();
        }
        return here;
    }
}
