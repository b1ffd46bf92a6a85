package penstock.routes.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * One data directory and the programs that work on it (PostgreSQL's own word for that pair). Whoever holds one holds the home's
 * {@link OwnerLock}. One thread at a time.
 */
final class Cluster {

    private static final Duration VERSION_LIMIT = Duration.ofSeconds(20);
    private static final Duration INITDB_LIMIT = Duration.ofMinutes(5);
    private static final Duration SIGNAL_LIMIT = Duration.ofSeconds(10);

    /** After SIGQUIT nothing is written, so what still lives then is stuck. */
    private static final Duration IMMEDIATE_LIMIT = Duration.ofSeconds(3);

    /** Backends notice a killed postmaster when they next wait for something, in a second or two. */
    private static final Duration CHILDREN_LIMIT = Duration.ofSeconds(5);

    private static final int START_ATTEMPTS = 10;
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(500);
    private static final int LOG_LINES_SHOWN = 15;
    private static final String DRAFT = "initialising-";

    private final Home home;
    private final Binaries binaries;
    private final RunAs runAs;
    private final List<ServerSetting> serverSettings;
    private final Settings settings;
    private final String version;

    /** @throws PostgresUnavailable if the programs do not run here */
    Cluster(Home home, Binaries binaries, RunAs runAs, Settings settings) throws IOException {
        this.home = home;
        this.binaries = binaries;
        this.runAs = runAs;
        this.serverSettings = ServerSettings.of(home, settings.serverSettings());
        this.settings = settings;
        runAs.letThrough(home.directory());
        runAs.letThrough(home.postgres());
        this.version = runningVersion();
    }

    private String runningVersion() throws IOException {
        Command.Ended asked = runAs.run(List.of(binaries.postgres().toString(), "--version"), VERSION_LIMIT);
        if (!asked.well()) {
            throw new PostgresUnavailable(
                    binaries.postgres() + " does not run here as " + runAs.description() + ": " + asked.output()
                            + ". It needs glibc (not Alpine's musl), a file system that allows execution, and directories above it that this"
                            + " user may pass through. Or set PENSTOCK_DB_URL to a PostgreSQL of your own.");
        }
        return asked.output().substring(asked.output().lastIndexOf(' ') + 1);
    }

    String version() {
        return version;
    }

    List<ServerSetting> serverSettings() {
        return serverSettings;
    }

    boolean isInitialised() {
        return Files.exists(home.data().resolve("PG_VERSION"));
    }

    /** Makes an empty cluster whose only role is the superuser. Killed half-way, it leaves nothing that looks like one. */
    void initialise(Login superuser) throws IOException {
        deleteDrafts();
        Path draft = Files.createTempDirectory(home.postgres(), DRAFT);
        Path password = Files.createTempFile(home.postgres(), DRAFT, ".password");
        try {
            runAs.give(draft);
            runAs.give(password);
            Files.writeString(password, superuser.password() + "\n");
            Command.Ended ended = runAs.run(
                    List.of(
                            binaries.initdb().toString(),
                            "--pgdata=" + draft,
                            "--username=" + superuser.user(),
                            "--pwfile=" + password,
                            "--auth=scram-sha-256",
                            "--data-checksums",
                            "--encoding=UTF8",
                            "--locale=C",
                            "--locale-provider=builtin",
                            "--builtin-locale=C.UTF-8",
                            "--no-instructions"),
                    INITDB_LIMIT);
            if (!ended.well()) {
                throw new PostgresUnavailable("Cannot make a database in " + home.data() + " as " + runAs.description()
                        + ":\n" + ended.output()
                        + "\nPut that right, or set PENSTOCK_DB_URL to a PostgreSQL of your own.");
            }
        } finally {
            Files.deleteIfExists(password);
        }
        Files.move(draft, home.data(), StandardCopyOption.ATOMIC_MOVE);
        Disk.force(home.postgres());
    }

    private void deleteDrafts() throws IOException {
        try (DirectoryStream<Path> drafts = Files.newDirectoryStream(home.postgres(), DRAFT + "*")) {
            for (Path draft : drafts) {
                Disk.deleteTree(draft);
            }
        }
    }

    /** @throws PostgresUnavailable if another major version made the data */
    void refuseOtherMajorVersion() throws IOException {
        String major = Files.readString(home.data().resolve("PG_VERSION")).strip();
        if (!version.startsWith(major + ".")) {
            throw new PostgresUnavailable(
                    "The data in " + home.data() + " is of PostgreSQL " + major + ", this Penstock brings " + version
                            + ". Dump it with the Penstock that made it and restore it into a new home, or set PENSTOCK_DB_URL.");
        }
    }

    /** The server that runs on our data, if one does. */
    Optional<Postmaster> running() {
        return Postmaster.namedIn(home.data()).filter(Postmaster::isRunning);
    }

    /** Whether the server accepts connections before the limit; false at once when it is on its way down. */
    boolean awaitReady(Postmaster postmaster) {
        Polling.until(
                () -> postmaster.isReady() || postmaster.isStopping() || !postmaster.isRunning(),
                settings.startLimit());
        return postmaster.isReady();
    }

    /**
     * Starts the server, on the port kept in the home or the next free one. Nothing of ours runs on the data when this is called, but a
     * crash may have left children, which are waited for, and a pid file, which is removed: PostgreSQL would believe it as soon as
     * any process has that pid.
     */
    Postmaster start() throws IOException {
        boolean crashed = clearAwayCrash();
        makeLogDirectory();
        int port = Ports.keptIn(home.port());
        for (int attempt = 1; ; attempt++) {
            port = Ports.freeFrom(port);
            Command.Ended ended = tryStart(port);
            Optional<Postmaster> started = running();
            if (ended.well() && started.isPresent()) {
                Ports.keep(home.port(), port);
                return started.get();
            }
            boolean mayPass = crashed || !Ports.isFree(port);
            if (started.isPresent() || !mayPass || attempt == START_ATTEMPTS) {
                throw new PostgresUnavailable("PostgreSQL did not start in " + home.data() + " on port " + port + " as "
                        + runAs.description() + ":\n" + ended.output() + "\n" + logged()
                        + "\nPut that right and start again, or set PENSTOCK_DB_URL to a PostgreSQL of your own.");
            }
            if (crashed) {
                Polling.until(() -> false, BETWEEN_ATTEMPTS);
            }
        }
    }

    private Command.Ended tryStart(int port) throws IOException {
        Files.deleteIfExists(startupLog());
        StringBuilder options = new StringBuilder("-p " + port);
        for (ServerSetting setting : serverSettings) {
            options.append(" -c ").append(quoted(setting.name() + "=" + setting.value()));
        }
        return runAs.run(
                List.of(
                        binaries.pgCtl().toString(),
                        "start",
                        "--pgdata=" + home.data(),
                        "--wait",
                        "--timeout=" + settings.startLimit().toSeconds(),
                        "--log=" + startupLog(),
                        "--options=" + options),
                // pg_ctl keeps the limit itself, and tells more than a kill would
                settings.startLimit().plus(SIGNAL_LIMIT));
    }

    /** As one word of the shell through which pg_ctl starts the server. */
    private static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }

    /** Whether there was anything to clear. */
    private boolean clearAwayCrash() throws IOException {
        List<Long> children = Postmaster.left(home.data());
        if (!children.isEmpty() && !Polling.until(this::noneLeft, CHILDREN_LIMIT)) {
            for (long child : Postmaster.left(home.data())) {
                signal("KILL", child);
            }
            Polling.until(this::noneLeft, CHILDREN_LIMIT);
        }
        return Files.deleteIfExists(home.data().resolve("postmaster.pid")) || !children.isEmpty();
    }

    private boolean noneLeft() {
        try {
            return Postmaster.left(home.data()).isEmpty();
        } catch (IOException cannotTell) {
            return false;
        }
    }

    /** Shuts the server down: fast, which keeps everything and rolls open transactions back; then at once; then by force. */
    void stop(Postmaster postmaster) throws IOException {
        if (!ends(postmaster, "INT", settings.stopLimit()) && !ends(postmaster, "QUIT", IMMEDIATE_LIMIT)) {
            ends(postmaster, "KILL", IMMEDIATE_LIMIT);
        }
    }

    private boolean ends(Postmaster postmaster, String signal, Duration limit) throws IOException {
        // asked again before each signal: the pid may be another's by now
        if (postmaster.isRunning()) {
            signal(signal, postmaster.pid());
        }
        return Polling.until(() -> !postmaster.isRunning(), limit);
    }

    private void signal(String signal, long pid) throws IOException {
        runAs.run(List.of(binaries.pgCtl().toString(), "kill", signal, String.valueOf(pid)), SIGNAL_LIMIT);
    }

    private void makeLogDirectory() throws IOException {
        if (!Files.isDirectory(home.log())) {
            Files.createDirectory(
                    home.log(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            runAs.give(home.log());
        }
    }

    private Path startupLog() {
        return home.log().resolve("startup.log");
    }

    /** What the server said last, in its start-up log and in the newest of its own. */
    private String logged() throws IOException {
        StringBuilder said = new StringBuilder();
        if (Files.exists(startupLog())) {
            said.append(lastLines(startupLog())).append('\n');
        }
        try (var files = Files.list(home.log())) {
            Optional<Path> newest = files.filter(
                            file -> file.getFileName().toString().startsWith("postgres-"))
                    .max(Comparator.comparingLong(file -> file.toFile().lastModified()));
            if (newest.isPresent()) {
                said.append(newest.get()).append(" ends with\n").append(lastLines(newest.get()));
            }
        }
        return said.toString().strip();
    }

    private static String lastLines(Path file) throws IOException {
        String[] lines = new String(Files.readAllBytes(file), StandardCharsets.UTF_8).split("\n");
        return String.join(
                "\n", Arrays.asList(lines).subList(Math.max(0, lines.length - LOG_LINES_SHOWN), lines.length));
    }
}
