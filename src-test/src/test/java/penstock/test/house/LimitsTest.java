package penstock.test.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What docs/limits.md states is what the code does. */
class LimitsTest {

    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| [^|]+ \\| ([\\d,]+)(?: (\\w+))? \\| `(\\w+)\\.(\\w+)` \\|$");
    private static final Pattern PACKAGE = Pattern.compile("(?m)^package ([\\w.]+);");

    @Test
    void everyLimitIsTheOneInTheCode() throws Exception {
        String table = Files.readString(root().resolve("docs/limits.md"));
        List<MatchResult> rows = ROW.matcher(table).results().toList();
        assertThat(rows).hasSize((int)
                table.lines().filter(line -> line.contains(" | `")).count());
        assertThat(rows).hasSizeGreaterThan(20);
        for (MatchResult row : rows) {
            assertThat(stated(row)).as(row.group()).isEqualTo(set(row.group(3), row.group(4)));
        }
    }

    private static Object stated(MatchResult row) {
        long number = Long.parseLong(row.group(1).replace(",", ""));
        String unit = row.group(2) == null ? "" : row.group(2);
        return switch (unit) {
            case "" -> number;
            case "MiB" -> number * 1024 * 1024;
            case "s" -> Duration.ofSeconds(number);
            case "min" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            case "days" -> Duration.ofDays(number);
            default -> throw new IllegalArgumentException("the unit " + unit + " is not known to this test");
        };
    }

    /** The constant; a class of the same name elsewhere is not meant. */
    private static Object set(String className, String constant) throws Exception {
        for (String candidate : named(className)) {
            for (Field field : Class.forName(candidate).getDeclaredFields()) {
                if (field.getName().equals(constant)) {
                    field.setAccessible(true);
                    Object value = field.get(null);
                    return value instanceof Integer number ? (Object) number.longValue() : value;
                }
            }
        }
        throw new AssertionError("there is no " + className + "." + constant);
    }

    private static List<String> named(String className) throws IOException {
        List<String> names = new ArrayList<>();
        try (Stream<Path> files = Files.walk(root(), 12)) {
            for (Path source : files.filter(file -> file.endsWith(className + ".java"))
                    .filter(file -> file.toString().contains("src/main/java"))
                    .toList()) {
                Matcher line = PACKAGE.matcher(Files.readString(source));
                assertThat(line.find()).isTrue();
                names.add(line.group(1) + "." + className);
            }
        }
        return names;
    }

    private static Path root() {
        Path here = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(here.resolve("sync-core"))) {
            here = here.getParent();
        }
        return here;
    }
}
