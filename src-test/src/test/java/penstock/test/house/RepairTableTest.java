package penstock.test.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import penstock.core.check.Invariant;

/** What docs/history.md says of how each invariant is repaired it says of every one. */
class RepairTableTest {

    private static final Pattern ROW = Pattern.compile("(?m)^\\| (\\d+ [a-z ]+) \\| [^|]+ \\|$");

    @Test
    void everyInvariantHasARow() throws IOException {
        List<String> rows = ROW.matcher(Files.readString(root().resolve("docs/history.md")))
                .results()
                .map(row -> row.group(1))
                .toList();
        assertThat(rows)
                .containsExactlyElementsOf(Arrays.stream(Invariant.values())
                        .map(invariant -> invariant.number() + " "
                                + invariant.name().toLowerCase(Locale.ROOT).replace('_', ' '))
                        .toList());
    }

    private static Path root() {
        Path here = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(here.resolve("sync-core"))) {
            here = here.getParent();
        }
        return here;
    }
}
