package penstock.bench.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** Where a run keeps its data: the directory that was named, which stays, or a temporary one, which is deleted. */
public record BenchHome(Path directory, boolean ours) implements AutoCloseable {

    public static BenchHome of(Optional<Path> named) throws IOException {
        return named.isPresent()
                ? new BenchHome(named.get(), false)
                : new BenchHome(Files.createTempDirectory("penstock-bench"), true);
    }

    @Override
    public void close() {
        if (!ours) {
            return;
        }
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the temporary home could not be deleted: " + directory, e);
        }
    }
}
