package penstock.sandbox.oracle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import penstock.sandbox.json.Json;

/**
 * The append-only record of everything that was accepted. Channels write to it while they hold the lock of their own truth, so its
 * order is the order in which things were applied. Safe for use by many threads.
 */
public final class Oracle {
    private final Optional<Path> file;
    private final List<Entry> entries = new ArrayList<>();

    /** An empty record; with a file, each entry is also appended there as one line of JSON. */
    public Oracle(Optional<Path> file) {
        this.file = file;
    }

    /** Appends one entry. Throws {@link UncheckedIOException} when the file cannot be written. */
    public synchronized void record(Entry entry) {
        entries.add(entry);
        file.ifPresent(path -> append(path, entry));
    }

    /** All entries so far, oldest first. */
    public synchronized List<Entry> entries() {
        return List.copyOf(entries);
    }

    /** The entries of one kind so far, oldest first. */
    public synchronized <E extends Entry> List<E> entries(Class<E> kind) {
        return entries.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** What follows from the entries so far. */
    public Report report() {
        return Report.of(entries());
    }

    private static void append(Path path, Entry entry) {
        String line = Json.text(Json.object("what", entry.getClass().getSimpleName(), "entry", entry)) + "\n";
        try {
            Files.write(
                    path, line.getBytes(StandardCharsets.UTF_8), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("The oracle cannot append to " + path + ".", e);
        }
    }
}
