package penstock.routes.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

/**
 * The directory in which one gateway keeps everything that must outlive it. Immutable. The path must be one that a shell takes literally
 * between double quotes, because pg_ctl starts the server through a shell; one with a quote, dollar sign, backtick, backslash or line break
 * is an IllegalArgumentException.
 */
public record Home(Path directory) {

    private static final String NOT_IN_A_PATH = "\"'$`\\\n\r";

    public Home {
        directory = plain(directory);
    }

    /** The path in full, if it means the same to a shell. */
    static Path plain(Path path) {
        Path full = path.toAbsolutePath().normalize();
        if (full.toString().chars().anyMatch(c -> NOT_IN_A_PATH.indexOf(c) >= 0)) {
            throw new IllegalArgumentException(
                    "The directory " + full
                            + " holds a quote, $, ` or \\, which cannot be passed on safely. Set PENSTOCK_HOME to a plainer path.");
        }
        return full;
    }

    /** The home named by PENSTOCK_HOME, else {@code .penstock} in the user's own directory. */
    public static Home of(Map<String, String> environment, Path userDirectory) {
        String named = environment.getOrDefault("PENSTOCK_HOME", "");
        return new Home(named.isBlank() ? userDirectory.resolve(".penstock") : Path.of(named));
    }

    /** Whether a database has ever been made here. */
    public boolean hasCluster() {
        return Files.exists(data().resolve("PG_VERSION"));
    }

    /** Makes the directories that are missing, closed to everyone else, and answers the home by its real path, free of symbolic links. */
    Home create() throws IOException {
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(directory, ownerOnly);
        }
        Home real = new Home(directory.toRealPath());
        if (!Files.isDirectory(real.postgres())) {
            Files.createDirectory(real.postgres(), ownerOnly);
        }
        return real;
    }

    Path postgres() {
        return directory.resolve("postgres");
    }

    Path data() {
        return postgres().resolve("data");
    }

    Path log() {
        return postgres().resolve("log");
    }

    Path credentials() {
        return postgres().resolve("credentials");
    }

    Path port() {
        return postgres().resolve("port");
    }

    Path ownerLock() {
        return postgres().resolve("owner.lock");
    }

    Path ownerPid() {
        return postgres().resolve("owner.pid");
    }
}
