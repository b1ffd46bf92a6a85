package penstock.test.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import penstock.core.store.Database;
import penstock.routes.database.DatabaseAccess;
import penstock.routes.database.GatewayDatabase;
import penstock.routes.postgres.EmbeddedPostgres;
import penstock.routes.postgres.Home;
import penstock.routes.postgres.Progress;
import penstock.routes.postgres.Settings;
import penstock.test.api.Api.Answer;
import penstock.test.api.Api.Seller;

class OutageTest {

    @Test
    void withoutTheDatabaseTheAnswerIsToComeBackAndNothingHasHappened() throws IOException {
        Home home = new Home(Files.createTempDirectory("penstock-outage"));
        Settings settings = Settings.defaults().withBinaries(Path.of("target/postgres-binaries"));
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(home, settings, Progress.SILENT);
                GatewayDatabase database = GatewayDatabase.open(DatabaseAccess.of(postgres));
                Api api = Api.start(new Database(database.pool()), Clock.systemUTC())) {
            Seller seller = api.seller().warehouse().stock("MUG", 10);
            String orders = "/accounts/" + seller.account("own_site") + "/orders";
            assertThat(seller.post(orders, order("A")).status()).isEqualTo(201);

            ProcessHandle server = ProcessHandle.of(postgres.pid()).orElseThrow();
            server.destroyForcibly();
            server.onExit().join();
            requireUnavailable(seller.post(orders, order("B")));
            requireUnavailable(seller.get("/orders"));
            requireUnavailable(seller.post("/stock-moves", """
                    {"id": "late", "kind": "RECEIVE", "sku": "MUG", "location": "WH1", "quantity": 1}
                    """));

            postgres.ensureRunning();
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> seller.get("/orders").status() == 200);
            assertThat(seller.get("/orders").body().path("orders").size()).isEqualTo(1);
            assertThat(seller.balance("MUG")).isEqualTo("available 9 reserved 1");
            assertThat(seller.post(orders, order("B")).status()).isEqualTo(201);
            assertThat(seller.post(orders, order("A")).status()).isEqualTo(200);
        }
    }

    private static void requireUnavailable(Answer answer) {
        assertThat(answer.problem()).isEqualTo("503 unavailable");
        assertThat(answer.response().headers().firstValue("Retry-After")).contains("1");
        assertThat(answer.toString()).doesNotContain("jdbc", "SQL", "Connection");
    }

    private static String order(String id) {
        return """
                {"id": "%s", "lines": [{"id": "1", "sku": "MUG", "quantity": 1}]}
                """.formatted(id);
    }
}
