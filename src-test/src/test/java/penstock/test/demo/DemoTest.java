package penstock.test.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code penstock demo} in a process of its own, from its start to its exit code, with each channel its share and with one pool. */
class DemoTest {

    /** It gives up settling after four minutes by itself. */
    private static final long LIMIT_S = 300;

    private static final JsonMapper ONE_OBJECT = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    @TempDir
    Path folder;

    @Test
    void nothingIsLostReservedBeyondStockOrSoldTwice() throws Exception {
        Path shares = folder.resolve("shares.json");
        Path pool = folder.resolve("pool.json");
        // side by side: each waits most of its time
        Process first = start(shares, "--seed", "3");
        Process second = start(pool, "--seed", "4", "--shared");
        try {
            JsonNode told = told(first, shares);
            assertThat(told.path("sharing").asString()).isEqualTo("PARTITIONED");
            assertThat(told.path("soldTwiceInsideTheWindow").asInt(-1)).isZero();
            JsonNode pooled = told(second, pool);
            assertThat(pooled.path("sharing").asString()).isEqualTo("POOL");
            assertThat(pooled.path("soldTwiceInsideTheWindow").asInt(-1))
                    .isBetween(0, pooled.path("boundUnits").asInt());
        } finally {
            first.destroy();
            second.destroy();
        }
    }

    /** What it said at its end, after looking at what both kinds of demo have in common. */
    private JsonNode told(Process demo, Path output) throws IOException, InterruptedException {
        assertThat(demo.waitFor(LIMIT_S, TimeUnit.SECONDS))
                .as("it ends by itself")
                .isTrue();
        String text = Files.readString(output);
        String progress = Files.readString(progress(output));
        assertThat(demo.exitValue()).as(text + progress).isZero();
        JsonNode told = ONE_OBJECT.readTree(text);
        assertThat(told.path("fine").asBoolean()).isTrue();
        assertThat(told.path("wrong").size() + told.path("troubles").size())
                .as(text)
                .isZero();
        assertThat(told.path("reservedBeyondStock").asInt(-1)).isZero();
        assertThat(told.path("invariants").size()).isGreaterThan(8);
        List<String> idle = new ArrayList<>();
        told.path("channels").forEach(channel -> {
            if (channel.path("orders").asInt() == 0) {
                idle.add(channel.path("name").asString());
            }
        });
        assertThat(told.path("channels").size()).isEqualTo(3);
        assertThat(idle).as("channels that sold nothing").isEmpty();
        int faults = 0;
        for (JsonNode kind : told.path("faults")) {
            faults += kind.asInt();
        }
        assertThat(faults).isPositive();
        return told;
    }

    private static Path progress(Path output) {
        return output.resolveSibling(output.getFileName() + ".progress");
    }

    private Process start(Path output, String... words) throws IOException {
        String classPath = System.getProperty("java.class.path");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dpenstock.sandbox.classpath=" + classPath,
                "-cp",
                classPath,
                "penstock.routes.command.Main",
                "demo",
                "--json",
                "--for",
                "5s",
                "--time-factor",
                "200",
                "--home",
                folder.resolve("home-" + output.getFileName()).toString()));
        command.addAll(List.of(words));
        return new ProcessBuilder(command)
                .redirectOutput(output.toFile())
                .redirectError(progress(output).toFile())
                .start();
    }
}
