package penstock.test.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a machine is told that starts a campaign; the rounds themselves are played by a stand-in for Maven. */
class CampaignScriptTest {

    @TempDir
    private Path directory;

    @Test
    void theObjectAloneIsStandardOutput() throws Exception {
        Told told = run("echo 'campaign: round 1 \"all\" \\ well (penstock.seed=7)'; echo 'Tests run: 1'");
        assertThat(told.status()).isZero();
        JsonNode json = JsonMapper.shared().readTree(told.out());
        assertThat(json.path("campaign").asString() + " " + json.path("rounds").asInt() + " "
                        + json.path("seed").asInt() + " " + json.path("verdict").asString())
                .isEqualTo("kill 1 7 HELD");
        assertThat(json.at("/said/0").asString()).isEqualTo("round 1 \"all\" \\ well (penstock.seed=7)");
        assertThat(told.err()).contains("round 1", "everything held");
    }

    @Test
    void whatBrokeIsInIt() throws Exception {
        Told told = run("echo 'Tests run: 1, Failures: 1'; echo '[ERROR] one unit too many'; exit 1");
        assertThat(told.status()).isEqualTo(1);
        JsonNode json = JsonMapper.shared().readTree(told.out());
        assertThat(json.path("verdict").asString()).isEqualTo("BROKE");
        assertThat(json.at("/errors/0").asString()).isEqualTo("[ERROR] one unit too many");
        assertThat(json.path("said").size()).isZero();
        assertThat(Path.of(json.path("log").asString())).exists();
    }

    private Told run(String mavenSays) throws IOException, InterruptedException {
        Path maven = Files.writeString(directory.resolve("mvn"), "#!/bin/sh\n" + mavenSays + "\n");
        Files.setPosixFilePermissions(maven, PosixFilePermissions.fromString("rwx------"));
        List<String> words = new ArrayList<>(List.of("bash", script().toString(), "kill"));
        words.addAll(List.of("--rounds", "1", "--seed", "7", "--json"));
        Path out = directory.resolve("out");
        Path err = directory.resolve("err");
        ProcessBuilder builder =
                new ProcessBuilder(words).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().merge("PATH", directory.toString(), (path, first) -> first + File.pathSeparator + path);
        builder.environment().put("TMPDIR", directory.toString());
        int status = builder.start().waitFor();
        return new Told(status, Files.readString(out), Files.readString(err));
    }

    /** Tests run in the module's folder. */
    private static Path script() {
        return Path.of("campaign").toAbsolutePath();
    }

    private record Told(int status, String out, String err) {}
}
