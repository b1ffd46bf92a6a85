package penstock.bench.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** How much processor time each part has used so far. One thread. */
public final class CpuTimes {

    private final Map<String, Supplier<Stream<ProcessHandle>>> parts = new LinkedHashMap<>();

    /** A part that is that process. */
    CpuTimes with(String part, ProcessHandle process) {
        parts.put(part, () -> Stream.of(process));
        return this;
    }

    /** The embedded server of that home: its first process and all that it has started. */
    CpuTimes withServer(Path home) {
        ProcessHandle first = ProcessHandle.of(postmaster(home)).orElseThrow();
        parts.put("database", () -> Stream.concat(Stream.of(first), first.descendants()));
        return this;
    }

    private static long postmaster(Path home) {
        try {
            return Long.parseLong(Files.readAllLines(home.resolve("postgres/data/postmaster.pid"))
                    .get(0)
                    .strip());
        } catch (IOException e) {
            throw new UncheckedIOException("the embedded server is not where it was", e);
        }
    }

    public Map<String, Duration> now() {
        Map<String, Duration> now = new LinkedHashMap<>();
        parts.forEach((part, processes) -> now.put(
                part,
                processes
                        .get()
                        .map(process -> process.info().totalCpuDuration())
                        .flatMap(Optional::stream)
                        .reduce(Duration.ZERO, Duration::plus)));
        return now;
    }

    /** Microseconds for each of so many, since then. */
    public Map<String, Double> microsOfEach(Map<String, Duration> before, long sales) {
        Map<String, Double> micros = new LinkedHashMap<>();
        now().forEach((part, time) ->
                micros.put(part, time.minus(before.get(part)).toNanos() / 1e3 / Math.max(1, sales)));
        return micros;
    }
}
