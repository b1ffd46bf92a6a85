package penstock.routes.postgres;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Every setting of the embedded server that is not PostgreSQL's own default, or that must never change, each with its reason. */
final class ServerSettings {

    static final int MAX_CONNECTIONS = 100;

    private static final String KEPT = "an acknowledged commit survives a crash";
    private static final String NO_PEOPLE =
            "the values of a statement are buyers' data, a log is not the place for them";

    private ServerSettings() {}

    /** @param overrides replace a value here, or add a setting */
    static List<ServerSetting> of(Home home, Map<String, String> overrides) {
        List<ServerSetting> settings = new ArrayList<>();
        for (ServerSetting ours : ours(home)) {
            if (!overrides.containsKey(ours.name())) {
                settings.add(ours);
            }
        }
        overrides.forEach((name, value) -> settings.add(new ServerSetting(name, value, "asked for by Settings")));
        return List.copyOf(settings);
    }

    private static List<ServerSetting> ours(Home home) {
        return List.of(
                new ServerSetting("fsync", "on", KEPT),
                new ServerSetting("full_page_writes", "on", KEPT + " that tore a page"),
                new ServerSetting("synchronous_commit", "on", KEPT),
                new ServerSetting(
                        "restart_after_crash", "on", "the loss of one backend does not become the loss of the server"),
                new ServerSetting("listen_addresses", "127.0.0.1", "serves this machine only"),
                new ServerSetting(
                        "unix_socket_directories", "", "one door; and a socket's path may have 107 bytes, a home more"),
                new ServerSetting("password_encryption", "scram-sha-256", "the password itself is never sent"),
                new ServerSetting("allow_alter_system", "off", "settings are stated here, and nowhere else"),
                new ServerSetting("cluster_name", "penstock", "says in a process list whose server this is"),
                new ServerSetting(
                        "max_connections", String.valueOf(MAX_CONNECTIONS), "far above the pools of one gateway"),
                new ServerSetting(
                        "shared_buffers",
                        "256MB",
                        "holds the hot rows of a large seller; leaves a 4 GB machine its room"),
                new ServerSetting("max_wal_size", "2GB", "checkpoints by time, not by bursts; bounds recovery"),
                new ServerSetting(
                        "autovacuum_naptime",
                        "10s",
                        "balances are updated without pause, a minute is a long time for them"),
                new ServerSetting(
                        "client_connection_check_interval",
                        "5s",
                        "a killed gateway's statements end soon and free their locks"),
                new ServerSetting(
                        "logging_collector", "on", "the server outlives the process that would read its output"),
                new ServerSetting(
                        "log_directory", home.log().toString(), "beside the data, not within: survives a restore"),
                new ServerSetting("log_filename", "postgres-%a.log", "a file a weekday: a week is kept"),
                new ServerSetting("log_rotation_age", "1d", "a file a weekday"),
                new ServerSetting(
                        "log_rotation_size", "0", "rotates by day only, a second file a day would have the same name"),
                new ServerSetting("log_truncate_on_rotation", "on", "last week's file of that weekday is overwritten"),
                new ServerSetting(
                        "log_line_prefix", "%m [%p] %q%u@%d %e ", "time, process, role, database, error code"),
                new ServerSetting("log_timezone", "UTC", "comparable with the gateway's log"),
                new ServerSetting("log_lock_waits", "on", "names the waiting process, not its statement"),
                new ServerSetting("log_statement", "none", NO_PEOPLE),
                new ServerSetting("log_min_duration_statement", "-1", NO_PEOPLE),
                new ServerSetting("log_min_error_statement", "panic", NO_PEOPLE),
                new ServerSetting("log_error_verbosity", "terse", "the detail of a refused row quotes the row"),
                new ServerSetting("log_parameter_max_length", "0", NO_PEOPLE),
                new ServerSetting("log_parameter_max_length_on_error", "0", NO_PEOPLE));
    }
}
