package penstock.routes.command.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** The gateway's home: the one that was named, which stays, or one of the demo's own, which is deleted at the end. */
final class TemporaryHome implements AutoCloseable {

    private final Path directory;
    private final boolean ours;
    private boolean over;

    private TemporaryHome(Path directory, boolean ours) {
        this.directory = directory;
        this.ours = ours;
    }

    static TemporaryHome of(Optional<Path> named) {
        try {
            return named.isPresent()
                    ? new TemporaryHome(named.get(), false)
                    : new TemporaryHome(Files.createTempDirectory("penstock-demo-"), true);
        } catch (IOException e) {
            throw new UncheckedIOException("no temporary directory could be made: " + e.getMessage(), e);
        }
    }

    Path directory() {
        return directory;
    }

    /** Leaves it where it is, for a person to look into. */
    synchronized void keep() {
        over = true;
    }

    /** Deletes it now, though its database still runs: nobody would ever adopt that server. Does nothing after the end. */
    synchronized void abandon() {
        if (ours && !over) {
            endServer();
            close();
        }
    }

    private void endServer() {
        try {
            String pid = Files.readAllLines(directory.resolve("postgres/data/postmaster.pid"))
                    .get(0)
                    .strip();
            ProcessHandle.of(Long.parseLong(pid)).ifPresent(ProcessHandle::destroyForcibly);
        } catch (IOException | RuntimeException e) {
            // it has not started, or ends already
        }
    }

    @Override
    public synchronized void close() {
        if (!ours || over) {
            return;
        }
        over = true;
        try (Stream<Path> all = Files.walk(directory)) {
            all.sorted(Comparator.reverseOrder()).forEach(TemporaryHome::delete);
        } catch (IOException | UncheckedIOException e) {
            // what is left lies in the system's temporary directory
        }
    }

    private static void delete(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
