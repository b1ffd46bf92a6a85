package penstock.routes.postgres;

import java.util.List;
import java.util.stream.Collectors;

/** How long what the gateway asks of a database may take: a part of the embedded server's role, and told to any other server. */
public final class AppSession {

    static final List<ServerSetting> SETTINGS = List.of(
            new ServerSetting("statement_timeout", "30s", "no statement of the gateway is meant to take a second"),
            new ServerSetting(
                    "lock_timeout", "5s", "locks are held for one short batch; longer is a fault, and is tried again"),
            new ServerSetting(
                    "idle_in_transaction_session_timeout", "15s", "nothing outside is called within a transaction"));

    private AppSession() {}

    /** Statements that begin a session. */
    public static String sql() {
        return SETTINGS.stream()
                .map(setting -> "set " + setting.name() + " = '" + setting.value() + "'")
                .collect(Collectors.joining("; "));
    }
}
