package penstock.routes.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static penstock.routes.postgres.TestServers.await;
import static penstock.routes.postgres.TestServers.connect;
import static penstock.routes.postgres.TestServers.execute;
import static penstock.routes.postgres.TestServers.query;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a server of a new home is like. */
class FirstStartTest {

    @TempDir
    static Path directory;

    static EmbeddedPostgres server;

    @BeforeAll
    static void start() {
        server = TestServers.start(directory.resolve("a home"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void everySettingIsAsStated() throws SQLException {
        for (ServerSetting setting : ServerSettings.of(new Home(directory.resolve("a home")), Map.of())) {
            assertThat(query(server, server.credentials().superuser(), "SHOW " + setting.name()))
                    .as(setting.name())
                    .containsExactly(setting.value());
        }
    }

    @Test
    void pagesHaveChecksumsAndTextIsUnicodeWhateverTheMachineSpeaks() throws SQLException {
        Login app = server.credentials().app();
        assertThat(query(server, app, "SHOW data_checksums")).containsExactly("on");
        assertThat(query(server, app, """
                SELECT concat_ws(' ', pg_encoding_to_char(encoding), datlocprovider, datlocale, lower('ÉCLAIR'))
                  FROM pg_database WHERE datname = current_database()
                """)).containsExactly("UTF8 b C.UTF-8 éclair");
    }

    @Test
    void nobodyComesInWithoutThePassword() {
        for (String user : new String[] {"penstock_super", "penstock_owner", "penstock_app", "penstock_checker"}) {
            assertThatThrownBy(() -> connect(server, new Login(user, "guessed")).close())
                    .as(user)
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password authentication failed");
        }
    }

    @Test
    void noRoleHasMoreRightsThanItsWorkNeeds() throws SQLException {
        assertThat(query(server, server.credentials().app(), """
                SELECT concat_ws(' ', rolname,
                                 CASE WHEN rolcanlogin THEN 'login' END,
                                 CASE WHEN rolsuper THEN 'superuser' END,
                                 CASE WHEN rolcreatedb OR rolcreaterole OR rolreplication THEN 'creator' END,
                                 CASE WHEN rolbypassrls THEN 'bypass' END)
                  FROM pg_roles WHERE rolname LIKE 'penstock%' ORDER BY 1
                """))
                .containsExactly(
                        "penstock_app login",
                        "penstock_checker login bypass",
                        "penstock_owner login",
                        "penstock_super login superuser creator bypass");
    }

    @Test
    void theOwnerMakesTablesTheAppOnlyUsesThemAndTheCheckerOnlyReads() throws SQLException {
        Credentials logins = server.credentials();
        execute(server, logins.owner(), "CREATE TABLE seen (n int); GRANT SELECT, INSERT ON seen TO penstock_app");
        execute(server, logins.app(), "INSERT INTO seen VALUES (7)");
        assertThat(query(server, logins.checker(), "SELECT n FROM seen")).containsExactly("7");

        assertThatThrownBy(() -> execute(server, logins.app(), "CREATE TABLE mine (n int)"))
                .hasMessageContaining("permission denied for schema public");
        assertThatThrownBy(() -> execute(server, logins.app(), "DELETE FROM seen"))
                .hasMessageContaining("permission denied");
        assertThatThrownBy(() -> execute(server, logins.checker(), "INSERT INTO seen VALUES (8)"))
                .hasMessageContaining("read-only transaction");
    }

    @Test
    void noStatementOfTheAppRunsForEver() throws SQLException {
        Login app = server.credentials().app();
        assertThat(query(server, app, """
                SELECT concat_ws(' ', current_setting('statement_timeout'), current_setting('lock_timeout'),
                                 current_setting('idle_in_transaction_session_timeout'))
                """)).containsExactly("30s 5s 15s");
    }

    @Test
    void theLogNamesTheErrorButNotThePerson() throws SQLException {
        Login owner = server.credentials().owner();
        execute(server, owner, "CREATE TABLE buyer (email text PRIMARY KEY)");
        execute(server, owner, "INSERT INTO buyer VALUES ('jane@example.com')");
        assertThatThrownBy(() -> execute(server, owner, "INSERT INTO buyer VALUES ('jane@example.com')"))
                .hasMessageContaining("jane@example.com");

        await("the error is in the log", () -> log().contains("buyer_pkey"));
        assertThat(log()).doesNotContain("jane@example.com");
    }

    private static String log() {
        try (var files = Files.list(directory.resolve("a home/postgres/log"))) {
            return files.map(FirstStartTest::text).collect(Collectors.joining());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Test
    void passwordsAreForTheOwnerOfTheHomeOnly() throws IOException {
        Path home = directory.resolve("a home");
        assertThat(permissions(home)).startsWith("rwx").endsWith("---");
        assertThat(permissions(home.resolve("postgres/data"))).isEqualTo("rwx------");
        assertThat(permissions(home.resolve("postgres/credentials"))).isEqualTo("rw-------");
        assertThat(server.credentials().toString())
                .doesNotContain(server.credentials().app().password());
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void onlyThisMachineCanReachIt() throws SQLException {
        assertThat(query(server, server.credentials().superuser(), "SHOW listen_addresses"))
                .containsExactly("127.0.0.1");
        assertThat(query(server, server.credentials().superuser(), "SHOW unix_socket_directories"))
                .containsExactly("");
    }
}
