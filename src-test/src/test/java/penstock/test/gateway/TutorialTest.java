package penstock.test.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import penstock.routes.app.Gateway;
import penstock.routes.app.GatewayOptions;
import penstock.routes.postgres.Progress;
import penstock.routes.postgres.Settings;
import penstock.sandbox.Sandbox;
import penstock.sandbox.SandboxOptions;

/** The tutorial's own blocks, run as they stand, in one shell, one after the other, as they are when pasted. */
class TutorialTest {

    private static final Pattern BLOCK = Pattern.compile("(?ms)^```\\n(.*?)^```$");
    private static final Path BINARIES = Path.of("target/postgres-binaries");
    private static final double TIME_FACTOR = 60;
    private static final int MAX_MINUTES = 4;

    @TempDir
    private Path folder;

    @Test
    void theTutorialIsTrueWhenItIsPasted() throws Exception {
        List<String> blocks = BLOCK.matcher(Files.readString(root().resolve("docs/tutorial.md")))
                .results()
                .map(block -> block.group(1))
                .toList();
        List<String> programs = blocks.stream().filter(TutorialTest::isProgram).toList();
        assertThat(programs).hasSize(3);
        assertThat(programs.get(0)).startsWith("./penstock serve --time-factor 60 --allow 127.0.0.1,localhost");
        assertThat(programs.get(1)).contains("penstock-sandbox", "--port 8490 --time-factor 60");
        assertThat(programs.get(2)).isEqualTo("./penstock check\n");

        String said =
                run(blocks.stream().filter(block -> !isProgram(block)).collect(Collectors.joining("echo; echo ---\n")));

        assertThat(said)
                .contains("\"verdict\":\"CREATED\"")
                .contains("{\"shopify/weir\":{\"LAMP\":10}}")
                .contains("\"available\":7,\"reserved\":3")
                .contains("\"enough\":true")
                .contains("\"state\":\"HELD\"")
                .contains("{\"shopify/weir\":{\"LAMP\":5}}")
                .contains("\"state\":\"PACKED\"", "\"confirmations\":[{")
                .contains("\"duplicateConfirmations\":[]")
                .contains("\"rowsApplied\":1", "\"rowsRejected\":1", "\"value\":\"NOBODY-KNOWS\"", "\"advice\":")
                .doesNotContain("urn:penstock:problem", "command not found");
    }

    /** What the reader starts in a terminal of its own; here it runs in this process. */
    private static boolean isProgram(String block) {
        return block.startsWith("./penstock ") || block.startsWith("java ");
    }

    private String run(String commands) throws IOException, InterruptedException {
        Path home = folder.resolve("home");
        GatewayOptions options = GatewayOptions.in(home)
                .listeningOn("127.0.0.1", 0)
                .simulating(TIME_FACTOR, "127.0.0.1,localhost")
                .reachableAt("http://127.0.0.1:" + GatewayOptions.OWN_PORT)
                .quiet();
        try (Sandbox sandbox =
                        Sandbox.start(SandboxOptions.atFactor(TIME_FACTOR).seed(7));
                Gateway gateway =
                        Gateway.start(options, Map.of(), Settings.defaults().withBinaries(BINARIES), Progress.SILENT)) {
            String here = commands.replace("127.0.0.1:8480", "127.0.0.1:" + gateway.port())
                    .replace("127.0.0.1:8490", "127.0.0.1:" + sandbox.port())
                    .replace("~/.penstock", home.toString());
            return bash("set -euo pipefail\n" + here);
        }
    }

    private String bash(String script) throws IOException, InterruptedException {
        Path said = folder.resolve("said");
        Process shell = new ProcessBuilder("bash", "-c", script)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        boolean ended = shell.waitFor(MAX_MINUTES, TimeUnit.MINUTES);
        shell.destroyForcibly();
        String text = Files.readString(said);
        assertThat(ended).as("waits for ever after:\n%s", text).isTrue();
        assertThat(shell.exitValue()).as(text).isZero();
        return text;
    }

    private static Path root() {
        Path here = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(here.resolve("sync-core"))) {
            here = here.getParent();
        }
        return here;
    }
}
