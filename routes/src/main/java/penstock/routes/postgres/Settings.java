package penstock.routes.postgres;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What may differ between one embedded server and another. Immutable.
 *
 * @param binaries where the server's programs are unpacked; the home's own directory if absent. Several homes of one user may share it, as tests do
 * @param serverSettings PostgreSQL settings that replace or join those of {@link ServerSettings}, each as the server would show it
 *     ({@code 1GB}, not {@code 1024MB}: an orphan whose shown value differs is not adopted)
 * @param startLimit how long a start may take; a server that fails says so at once, this limit is for recovery after a crash
 * @param stopLimit how long a fast shutdown may take (it writes a checkpoint) before an immediate one follows
 */
public record Settings(
        Optional<Path> binaries, Map<String, String> serverSettings, Duration startLimit, Duration stopLimit) {

    private static final Duration START_LIMIT = Duration.ofMinutes(5);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(30);

    public Settings {
        binaries = binaries.map(Home::plain);
        serverSettings = Map.copyOf(serverSettings);
    }

    public static Settings defaults() {
        return new Settings(Optional.empty(), Map.of(), START_LIMIT, STOP_LIMIT);
    }

    public Settings withBinaries(Path directory) {
        return new Settings(Optional.of(directory), serverSettings, startLimit, stopLimit);
    }

    public Settings withServerSetting(String name, String value) {
        Map<String, String> more = new TreeMap<>(serverSettings);
        more.put(name, value);
        return new Settings(binaries, more, startLimit, stopLimit);
    }
}
