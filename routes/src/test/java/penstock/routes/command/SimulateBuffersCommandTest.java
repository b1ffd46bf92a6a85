package penstock.routes.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SimulateBuffersCommandTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... words) {
        return Main.run(new PrintWriter(out), new PrintWriter(err), words);
    }

    @Test
    void aTableAndAnObjectSayTheSame() {
        assertThat(run("simulate", "buffers", "--mix", "SEVERAL_AT_ONCE", "--times", "1"))
                .isZero();
        String table = out.toString();
        out.getBuffer().setLength(0);
        assertThat(run("simulate", "buffers", "--mix", "SEVERAL_AT_ONCE", "--times", "1", "--json"))
                .isZero();
        JsonNode rules = JsonMapper.shared().readTree(out.toString()).at("/mixes/0/rules");
        assertThat(rules.size()).isEqualTo(5);
        assertThat(rules.at("/0/wanted").asLong()).isGreaterThan(1_000);
        for (JsonNode rule : rules) {
            assertThat(table)
                    .containsPattern("(?m)^  "
                            + rule.path("rule").asString().toLowerCase().replace('_', ' ') + ".* "
                            + rule.path("served").asLong() + " +"
                            + rule.path("oversold").asLong() + " +"
                            + rule.path("lost").asLong() + " ");
        }
    }

    @Test
    void wordsThatCannotBeMeantAreRefused() {
        assertThat(run("simulate", "buffers", "--risk", "0")).isEqualTo(2);
        assertThat(run("simulate", "buffers", "--times", "101")).isEqualTo(2);
        assertThat(run("simulate")).isEqualTo(2);
        assertThat(err.toString())
                .contains("--risk 0.0 is not a percentage from 0.001 to 100")
                .contains("--times 101 is not a number from 1 to 100")
                .contains("say what to simulate: buffers or rules");
    }
}
