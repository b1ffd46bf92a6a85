package penstock.test.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
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

    private final Home home = new Home(temporary());

    @Test
    void withoutTheDatabaseTheAnswerIsToComeBackAndNothingHasHappened() {
        Seller before;
        String orders;
        try (EmbeddedPostgres postgres = start();
                GatewayDatabase database = GatewayDatabase.open(DatabaseAccess.of(postgres));
                Api api = Api.start(new Database(database.pool()), Clock.systemUTC())) {
            before = api.seller().warehouse().stock("MUG", 10);
            orders = "/accounts/" + before.account("own_site") + "/orders";
            assertThat(before.post(orders, order("A")).status()).isEqualTo(201);

            ProcessHandle server = ProcessHandle.of(postgres.pid()).orElseThrow();
            server.destroyForcibly();
            server.onExit().join();
            requireUnavailable(before.post(orders, order("B")));
            requireUnavailable(before.get("/orders"));
            requireUnavailable(before.post("/stock-moves", """
                    {"id": "late", "kind": "RECEIVE", "sku": "MUG", "location": "WH1", "quantity": 1}
                    """));
        }
        try (EmbeddedPostgres postgres = start();
                GatewayDatabase database = GatewayDatabase.open(DatabaseAccess.of(postgres));
                Api api = Api.start(new Database(database.pool()), Clock.systemUTC())) {
            Seller after = new Seller(api, before.sellerId(), before.key());
            assertThat(after.get("/orders").body().path("orders").size()).isEqualTo(1);
            assertThat(after.balance("MUG")).isEqualTo("available 9 reserved 1");
            assertThat(after.post(orders, order("B")).status()).isEqualTo(201);
            assertThat(after.post(orders, order("A")).status()).isEqualTo(200);
        }
    }

    private EmbeddedPostgres start() {
        Settings settings = Settings.defaults().withBinaries(Path.of("target/postgres-binaries"));
        return EmbeddedPostgres.start(home, settings, Progress.SILENT);
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("penstock-outage");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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
