package penstock.routes.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Whether what a connection commits is on disk when the commit is acknowledged. Asked of the embedded server and of any external
 * database, over a connection of the role that will do the work, since a role or a database can have settings of its own.
 */
public final class DurabilityCheck {

    /** The values under which an acknowledged commit survives a crash; without standbys all of these wait for the local disk. */
    private static final Map<String, Set<String>> DURABLE = new TreeMap<>(Map.of(
            "fsync", Set.of("on"),
            "full_page_writes", Set.of("on"),
            "synchronous_commit", Set.of("on", "remote_write", "remote_apply")));

    private static final String SHOWN = """
            SELECT current_setting(name) AS value,
                   current_database() || ' at ' || coalesce(inet_server_addr()::text, 'a local socket')
                       || ' port ' || coalesce(inet_server_port()::text, '-') || ' as ' || current_user AS place
              FROM (SELECT ?::text AS name) AS wanted
            """;

    private DurabilityCheck() {}

    /**
     * Returns silently if the connection is durable.
     *
     * @throws NotDurable naming each setting that is not, where, and what to do
     * @throws SQLException if the server cannot be asked
     */
    public static void assertDurable(Connection connection) throws SQLException {
        List<String> wrong = new ArrayList<>();
        String place = "";
        try (PreparedStatement statement = connection.prepareStatement(SHOWN)) {
            for (var setting : DURABLE.entrySet()) {
                statement.setString(1, setting.getKey());
                try (ResultSet row = statement.executeQuery()) {
                    row.next();
                    place = row.getString("place");
                    String value = row.getString("value");
                    if (!setting.getValue().contains(value)) {
                        wrong.add(setting.getKey() + " is " + value);
                    }
                }
            }
        }
        if (!wrong.isEmpty()) {
            throw new NotDurable(
                    "The database " + place + " may lose orders that it has acknowledged: " + String.join(", ", wrong)
                            + ". Set fsync = on, full_page_writes = on and synchronous_commit = on (or remote_write, remote_apply) for the"
                            + " server, the database and this role, and start again.");
        }
    }
}
