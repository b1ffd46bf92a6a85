package penstock.routes.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One home, one gateway. */
class OneOwnerTest {

    @TempDir
    static Path directory;

    @Test
    void aHomeWhoseDatabaseIsElsewhereIsOneGatewaysToo(@TempDir Path elsewhere) {
        Home home = new Home(elsewhere);
        try (HomeOwner first = HomeOwner.of(home)) {
            assertThat(first).isNotNull();
            assertThatThrownBy(() -> HomeOwner.of(home))
                    .isInstanceOf(HomeInUse.class)
                    .hasMessageContaining("set PENSTOCK_HOME to another directory");
            assertThatThrownBy(() -> EmbeddedPostgres.start(home, Settings.defaults(), Progress.SILENT))
                    .isInstanceOf(HomeInUse.class);
        }
        HomeOwner.of(home).close();
    }

    @Test
    void aSecondGatewayRefusesAtOnceAndNamesTheFirst() throws IOException, InterruptedException {
        try (EmbeddedPostgres server = TestServers.start(directory)) {
            // a refused attempt in this process must not free the lock that other processes see
            assertThatThrownBy(() -> TestServers.start(directory)).isInstanceOf(HomeInUse.class);

            try (ChildGateway second = ChildGateway.start(directory)) {
                assertThat(second.awaitRefusal())
                        .contains("The home " + directory + " is in use by process "
                                + ProcessHandle.current().pid() + ".")
                        .contains("PENSTOCK_HOME");
            }
            assertThat(server.isRunning()).isTrue();
        }
    }

    @Test
    void aClosedGatewayGivesItsHomeFree() throws IOException, InterruptedException {
        try (ChildGateway first = ChildGateway.start(directory)) {
            long server = first.awaitReady();
            first.end();
            TestServers.awaitGone(server);
        }
        EmbeddedPostgres next = TestServers.start(directory);
        next.close();
        next.close();
        assertThat(next.isRunning()).isFalse();
    }
}
