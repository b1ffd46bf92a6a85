package penstock.routes.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/**
 * The first process of a server, as its data directory's postmaster.pid names it.
 *
 * @param data the data directory by its real path
 */
record Postmaster(long pid, Path data, int port) {

    private static final Path PROC = Path.of("/proc");
    private static final int PID_LINE = 0;
    private static final int PORT_LINE = 3;
    private static final int STATUS_LINE = 7;

    /** One attempt to log in. A server that is not there refuses at once; one that is may take seconds on a busy machine. */
    private static final String LOGIN_SECONDS = "20";

    private static final String REPLY_SECONDS = "30";

    /** What the pid file says, whether or not such a server still runs; absent while there is none, or only half of one. */
    static Optional<Postmaster> namedIn(Path data) {
        List<String> lines = pidFile(data);
        if (lines.size() <= PORT_LINE) {
            return Optional.empty();
        }
        try {
            long pid = Long.parseLong(lines.get(PID_LINE).strip());
            int port = Integer.parseInt(lines.get(PORT_LINE).strip());
            return Optional.of(new Postmaster(pid, data, port));
        } catch (NumberFormatException torn) {
            return Optional.empty();
        }
    }

    /**
     * Whether the process lives and is a PostgreSQL on exactly our data directory. A pid that another program has got since, and a dead
     * child that nobody has reaped (which has no arguments any more), are not.
     */
    boolean isRunning() {
        List<String> arguments = arguments(pid);
        if (arguments.isEmpty() || !isPostgres(arguments.get(0))) {
            return false;
        }
        int flag = arguments.indexOf("-D");
        boolean named = flag >= 0
                && flag + 1 < arguments.size()
                && Path.of(arguments.get(flag + 1)).equals(data);
        // a home that was moved under a running server is still that server's
        return named || worksIn(pid, data);
    }

    boolean isReady() {
        return status().equals("ready") && isRunning();
    }

    boolean isStopping() {
        return status().equals("stopping");
    }

    private String status() {
        List<String> lines = pidFile(data);
        return lines.size() > STATUS_LINE ? lines.get(STATUS_LINE).strip() : "";
    }

    /**
     * The server's processes that outlive this one for a moment after it was killed; until they are gone no other can start. Known on
     * Linux only.
     */
    static List<Long> left(Path data) throws IOException {
        List<Long> left = new ArrayList<>();
        if (!Files.isDirectory(PROC)) {
            return left;
        }
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path process : processes) {
                long pid = Long.parseLong(process.getFileName().toString());
                if (worksIn(pid, data)
                        && link(process.resolve("exe"))
                                .map(Postmaster::isPostgres)
                                .orElse(false)) {
                    left.add(pid);
                }
            }
        }
        return left;
    }

    String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    /** A connection to a server that may have much else to do: asked again for {@link Knocking#PATIENCE} as long as it runs. */
    Connection connectPatiently(String database, Login login) throws SQLException {
        return Knocking.until(() -> connect(database, login), this::isRunning, Knocking.PATIENCE);
    }

    Connection connect(String database, Login login) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", login.user());
        properties.setProperty("password", login.password());
        properties.setProperty("connectTimeout", LOGIN_SECONDS);
        properties.setProperty("loginTimeout", LOGIN_SECONDS);
        properties.setProperty("socketTimeout", REPLY_SECONDS);
        return DriverManager.getConnection(url(database), properties);
    }

    private static List<String> pidFile(Path data) {
        try {
            return Files.readAllLines(data.resolve("postmaster.pid"), StandardCharsets.ISO_8859_1);
        } catch (IOException noneOrJustGone) {
            return List.of();
        }
    }

    private static List<String> arguments(long pid) {
        try {
            String joined = Files.readString(PROC.resolve(pid + "/cmdline"), StandardCharsets.UTF_8);
            return joined.isEmpty() ? List.of() : List.of(joined.split("\0"));
        } catch (NoSuchFileException noProc) {
            return Files.isDirectory(PROC) ? List.of() : argumentsWithoutProc(pid);
        } catch (IOException justGone) {
            return List.of();
        }
    }

    private static List<String> argumentsWithoutProc(long pid) {
        return ProcessHandle.of(pid)
                .map(ProcessHandle::info)
                .flatMap(info -> info.command().map(command -> {
                    List<String> all = new ArrayList<>(List.of(command));
                    info.arguments().ifPresent(rest -> all.addAll(List.of(rest)));
                    return all;
                }))
                .orElse(new ArrayList<>());
    }

    private static boolean worksIn(long pid, Path data) {
        return link(PROC.resolve(pid + "/cwd")).filter(data.toString()::equals).isPresent();
    }

    /** A program that was replaced while it ran has " (deleted)" after its name. */
    private static boolean isPostgres(String executable) {
        String name = executable.substring(executable.lastIndexOf('/') + 1);
        return name.equals("postgres") || name.equals("postgres (deleted)");
    }

    private static Optional<String> link(Path path) {
        try {
            return Optional.of(Files.readSymbolicLink(path).toString());
        } catch (IOException | SecurityException notOursOrGone) {
            return Optional.empty();
        }
    }
}
