package penstock.routes.command;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import penstock.routes.postgres.Home;
import picocli.CommandLine.Option;

/** Where the gateway keeps everything that must outlive it. */
final class HomeOption {

    @Option(
            names = "--home",
            paramLabel = "DIR",
            description = "Keeps data, keys and logs here (default: PENSTOCK_HOME, else ~/.penstock).")
    private @Nullable Path home;

    Path path() {
        return home != null
                ? home.toAbsolutePath().normalize()
                : Home.of(System.getenv(), Path.of(System.getProperty("user.home")))
                        .directory();
    }
}
