package penstock.routes.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.Flyway;
import penstock.routes.postgres.AppSession;
import penstock.routes.postgres.DurabilityCheck;
import penstock.routes.postgres.Login;

/** The gateway's database: checked, migrated, with its pools. Closing it closes them. */
public final class GatewayDatabase implements AutoCloseable {

    /** The schema that holds everything. */
    public static final String SCHEMA = "penstock";

    /** Connections: 8 committers of the engine, 4 of the inbox, the rest for the API and the rounds. */
    public static final int POOL_SIZE = 32;

    /** Connections kept when nobody needs them. */
    public static final int MIN_IDLE = 4;

    /** How long anybody waits for a connection before the answer is 503. */
    public static final long CONNECTION_TIMEOUT_MS = 2_000;

    /** A connection kept this long is reported as a leak: longer than any transaction may take. */
    public static final long LEAK_DETECTION_MS = 20_000;

    /** A connection is replaced after half an hour, so that none grows old. */
    public static final long MAX_LIFETIME_MS = 1_800_000;

    /** Seconds without an answer after which a connection counts as dead. */
    private static final int SOCKET_TIMEOUT_S = 30;

    /** How long the owner's one connection is kept when nobody needs it: pruning is all that does. */
    public static final long OWNER_IDLE_MS = 10_000;

    private final HikariDataSource pool;
    private final HikariDataSource owners;

    private GatewayDatabase(HikariDataSource pool, HikariDataSource owners) {
        this.pool = pool;
        this.owners = owners;
    }

    /**
     * Checks that the server is durable, migrates the schema, opens the pool and checks the role and the durability in it.
     *
     * @throws DatabaseRefused if the database must not be used as it is; the message says what to change
     */
    public static GatewayDatabase open(DatabaseAccess access) {
        return open(access, POOL_SIZE);
    }

    /** The same with another number of connections. */
    public static GatewayDatabase open(DatabaseAccess access, int connections) {
        prepare(access);
        migrate(access);
        HikariDataSource pool = new HikariDataSource(poolConfig(access, connections));
        try (Connection connection = pool.getConnection()) {
            requirePowerless(connection);
            DurabilityCheck.assertDurable(connection);
        } catch (SQLException e) {
            pool.close();
            throw new DatabaseRefused("the database took no connection of the app role: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            pool.close();
            throw e;
        }
        return new GatewayDatabase(pool, new HikariDataSource(ownersConfig(access)));
    }

    public HikariDataSource pool() {
        return pool;
    }

    /** The owner's, for what the app may not do. It is opened when it is first needed. */
    public HikariDataSource owners() {
        return owners;
    }

    @Override
    public void close() {
        owners.close();
        pool.close();
    }

    private static void prepare(DatabaseAccess access) {
        try (Connection connection = DriverManager.getConnection(
                access.jdbcUrl(), access.owner().user(), access.owner().password())) {
            DurabilityCheck.assertDurable(connection);
            if (access.stepsDown()) {
                createRoles(connection);
            }
        } catch (SQLException e) {
            throw new DatabaseRefused(
                    "the database at " + access.shownUrl() + " cannot be used: "
                            + access.shown(String.valueOf(e.getMessage())),
                    e);
        }
    }

    /** On a database of one's own a single login may stand for the owner; the app's role is then stepped down to. */
    private static void createRoles(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String role : new String[] {"penstock_app", "penstock_checker"}) {
                statement.execute("""
                        do $$ begin
                            if not exists (select from pg_roles where rolname = '%1$s') then
                                create role %1$s nosuperuser nobypassrls nocreatedb nocreaterole nologin;
                            end if;
                            execute format('grant %1$s to %%I', current_user);
                        end $$
                        """.formatted(role));
            }
        }
    }

    private static void migrate(DatabaseAccess access) {
        Flyway.configure()
                .dataSource(
                        access.jdbcUrl(), access.owner().user(), access.owner().password())
                .schemas(SCHEMA)
                .createSchemas(true)
                .locations("classpath:penstock/db/migration")
                .connectRetries(10)
                .load()
                .migrate();
    }

    private static HikariConfig poolConfig(DatabaseAccess access, int connections) {
        HikariConfig config = config("penstock", access, access.app());
        config.setMaximumPoolSize(connections);
        config.setMinimumIdle(MIN_IDLE);
        config.setKeepaliveTime(120_000);
        config.setLeakDetectionThreshold(LEAK_DETECTION_MS);
        config.setConnectionInitSql(AppSession.sql() + (access.stepsDown() ? "; set role penstock_app" : ""));
        return config;
    }

    private static HikariConfig ownersConfig(DatabaseAccess access) {
        HikariConfig config = config("penstock-owner", access, access.owner());
        config.setMaximumPoolSize(1);
        config.setMinimumIdle(0);
        config.setIdleTimeout(OWNER_IDLE_MS);
        config.setInitializationFailTimeout(-1);
        return config;
    }

    private static HikariConfig config(String name, DatabaseAccess access, Login login) {
        HikariConfig config = new HikariConfig();
        config.setPoolName(name);
        config.setJdbcUrl(access.jdbcUrl());
        config.setUsername(login.user());
        config.setPassword(login.password());
        config.setConnectionTimeout(CONNECTION_TIMEOUT_MS);
        config.setValidationTimeout(1_000);
        config.setMaxLifetime(MAX_LIFETIME_MS);
        config.setAutoCommit(false);
        config.addDataSourceProperty("socketTimeout", SOCKET_TIMEOUT_S);
        config.addDataSourceProperty("connectTimeout", 2);
        config.addDataSourceProperty("tcpKeepAlive", true);
        config.addDataSourceProperty("prepareThreshold", 2);
        config.addDataSourceProperty("ApplicationName", "penstock");
        config.addDataSourceProperty("currentSchema", SCHEMA);
        return config;
    }

    private static void requirePowerless(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select rolname, rolsuper, rolbypassrls from pg_roles where rolname = current_user")) {
            if (row.next() && (row.getBoolean("rolsuper") || row.getBoolean("rolbypassrls"))) {
                throw new DatabaseRefused("the role " + row.getString("rolname")
                        + " is a superuser or bypasses row-level security, so it could read every seller's rows;"
                        + " give PENSTOCK_DB_APP_USER a role without these rights");
            }
        }
    }
}
