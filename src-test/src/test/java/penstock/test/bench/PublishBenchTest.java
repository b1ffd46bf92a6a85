package penstock.test.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import penstock.bench.BenchMain;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** That every channel ends up right and every cell is told; how soon is the command's business. */
class PublishBenchTest {

    @Test
    void everyChannelShowsWhatThereIsAndTheReportIsOneObject() throws IOException {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        ByteArrayOutputStream told = new ByteArrayOutputStream();

        int exitCode = BenchMain.run(
                List.of("publish", "--quick", "--json"), Map.of(), new PrintStream(printed), new PrintStream(told));

        JsonNode report = JsonMapper.shared().readTree(printed.toByteArray());
        assertThat(told.toString()).doesNotContain("DEFECT: ");
        assertThat(exitCode).isEqualTo(report.path("verdict").asString().equals("DEFECT") ? 1 : 0);
        assertThat(report.path("cells")
                        .valueStream()
                        .map(cell -> cell.path("cell").asString() + " "
                                + cell.path("of").asString()))
                .containsExactly(
                        "quiet shopify", "quiet amazon", "hot shopify", "hot amazon", "overload amazon", "claim 250");
        assertThat(report.path("cells").path(0).path("figures").path("changes").asInt())
                .isEqualTo(8); // four of two shops
        assertThat(report.path("cells")
                        .path(2)
                        .path("figures")
                        .path("refusedForWantOfBudget")
                        .asInt())
                .isZero();
        assertThat(report.path("durability").path("fsync").asString()).isEqualTo("on");
    }
}
