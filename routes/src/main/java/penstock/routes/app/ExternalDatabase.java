package penstock.routes.app;

import java.util.Map;
import java.util.Optional;
import penstock.routes.database.DatabaseAccess;
import penstock.routes.database.GatewayDatabase;
import penstock.routes.postgres.Login;

/**
 * A PostgreSQL of one's own, named by the environment: {@code PENSTOCK_DB_URL}, {@code PENSTOCK_DB_USER},
 * {@code PENSTOCK_DB_PASSWORD} of the owner, and, if the app is to log in under a role of its own,
 * {@code PENSTOCK_DB_APP_USER} and {@code PENSTOCK_DB_APP_PASSWORD}.
 */
public final class ExternalDatabase {

    /** The variable that gives the pool another number of connections. */
    static final String POOL = "PENSTOCK_DB_POOL";

    private static final int MOST_CONNECTIONS = 500;

    private ExternalDatabase() {}

    /** Connections to the database, embedded or not. */
    static int connections(Map<String, String> environment) {
        String wish = environment.getOrDefault(POOL, "").strip();
        if (wish.isEmpty()) {
            return GatewayDatabase.POOL_SIZE;
        }
        int connections = wish.matches("\\d{1,3}") ? Integer.parseInt(wish) : 0;
        if (connections < GatewayDatabase.MIN_IDLE || connections > MOST_CONNECTIONS) {
            throw new IllegalArgumentException(POOL + " is " + wish + "; it must be a number of connections, "
                    + GatewayDatabase.MIN_IDLE + " to " + MOST_CONNECTIONS);
        }
        return connections;
    }

    /** The database that the environment names, if it names one. */
    public static Optional<DatabaseAccess> named(Map<String, String> environment) {
        String url = environment.getOrDefault("PENSTOCK_DB_URL", "");
        if (url.isBlank()) {
            return Optional.empty();
        }
        if (!url.startsWith("jdbc:postgresql:")) {
            throw new IllegalArgumentException(
                    "PENSTOCK_DB_URL must begin with jdbc:postgresql:, for example jdbc:postgresql://host/penstock");
        }
        Login owner = new Login(
                environment.getOrDefault("PENSTOCK_DB_USER", "penstock"),
                environment.getOrDefault("PENSTOCK_DB_PASSWORD", ""));
        Login app = new Login(
                environment.getOrDefault("PENSTOCK_DB_APP_USER", owner.user()),
                environment.getOrDefault("PENSTOCK_DB_APP_PASSWORD", owner.password()));
        return Optional.of(new DatabaseAccess(url, owner, app));
    }
}
