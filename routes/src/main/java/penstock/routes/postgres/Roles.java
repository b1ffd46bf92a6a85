package penstock.routes.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * The three roles of the gateway, its database, and who may do what there. Each start states them anew, so what was changed by hand or
 * half made before a crash is put right. A grant on a table is the migrations' affair.
 */
final class Roles {

    static final String DATABASE = "penstock";

    private static final String OWNER_RIGHTS =
            "LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS INHERIT CONNECTION LIMIT -1";
    private static final String APP_RIGHTS = OWNER_RIGHTS;
    private static final String CHECKER_RIGHTS =
            "LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION BYPASSRLS INHERIT CONNECTION LIMIT -1";

    private static final List<ServerSetting> OWNER_SETTINGS = List.of(
            new ServerSetting("statement_timeout", "0", "a migration may rewrite a large table"),
            new ServerSetting(
                    "lock_timeout", "10s", "a migration that waits for a lock makes everyone behind it wait too"),
            new ServerSetting(
                    "idle_in_transaction_session_timeout", "5min", "a forgotten session keeps no lock for ever"));

    private static final List<ServerSetting> CHECKER_SETTINGS = List.of(
            new ServerSetting("default_transaction_read_only", "on", "checking changes nothing"),
            new ServerSetting(
                    "statement_timeout", "10min", "a check reads whole tables, but must not hold back vacuum all day"),
            new ServerSetting("lock_timeout", "5s", "a check gives way to a migration"),
            new ServerSetting("idle_in_transaction_session_timeout", "1min", "an old snapshot holds back vacuum"));

    private Roles() {}

    /** Makes or repairs the roles and the database itself. */
    static void stateRoles(Connection superuser, Credentials credentials) throws SQLException {
        state(superuser, credentials.owner(), OWNER_RIGHTS, OWNER_SETTINGS);
        state(superuser, credentials.app(), APP_RIGHTS, AppSession.SETTINGS);
        state(superuser, credentials.checker(), CHECKER_RIGHTS, CHECKER_SETTINGS);
        String owner = credentials.owner().user();
        if (!exists(superuser, "SELECT 1 FROM pg_database WHERE datname = ?", DATABASE)) {
            execute(superuser, "CREATE DATABASE " + DATABASE + " OWNER " + owner);
        }
        execute(superuser, "ALTER DATABASE " + DATABASE + " OWNER TO " + owner);
        execute(superuser, "ALTER DATABASE " + DATABASE + " RESET ALL");
        execute(superuser, "REVOKE ALL ON DATABASE " + DATABASE + ", postgres FROM PUBLIC");
        execute(superuser, "GRANT CONNECT ON DATABASE " + DATABASE + " TO " + names(credentials));
    }

    /** States who may do what in the database, over a connection to it. */
    static void stateRights(Connection superuser, Credentials credentials) throws SQLException {
        execute(superuser, "ALTER SCHEMA public OWNER TO " + credentials.owner().user());
        execute(superuser, "REVOKE ALL ON SCHEMA public FROM PUBLIC");
        execute(superuser, "GRANT USAGE ON SCHEMA public TO " + names(credentials));
        execute(superuser, "GRANT pg_read_all_data TO " + credentials.checker().user());
    }

    /** Ends what a killed gateway left running, so that nothing of it commits after its successor has started. */
    static void endSessions(Connection superuser, Credentials credentials) throws SQLException {
        try (PreparedStatement statement = superuser.prepareStatement(
                "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE usename IN (?, ?)")) {
            statement.setString(1, credentials.owner().user());
            statement.setString(2, credentials.app().user());
            statement.executeQuery().close();
        }
    }

    private static void state(Connection superuser, Login login, String rights, List<ServerSetting> settings)
            throws SQLException {
        String role = login.user();
        if (!exists(superuser, "SELECT 1 FROM pg_roles WHERE rolname = ?", role)) {
            execute(superuser, "CREATE ROLE " + role);
        }
        execute(superuser, "ALTER ROLE " + role + " WITH " + rights + " PASSWORD " + literal(login.password()));
        execute(superuser, "ALTER ROLE " + role + " RESET ALL");
        for (ServerSetting setting : settings) {
            execute(superuser, "ALTER ROLE " + role + " SET " + setting.name() + " = " + literal(setting.value()));
        }
    }

    private static String names(Credentials credentials) {
        return String.join(
                ", ",
                credentials.owner().user(),
                credentials.app().user(),
                credentials.checker().user());
    }

    private static boolean exists(Connection connection, String query, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, name);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
