package penstock.routes.app;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import penstock.core.identity.MasterKey;
import penstock.core.identity.Sealing;
import penstock.core.publication.Pruning;
import penstock.core.store.Database;
import penstock.routes.database.DatabaseAccess;
import penstock.routes.database.GatewayDatabase;
import penstock.routes.postgres.EmbeddedPostgres;
import penstock.routes.postgres.Home;
import penstock.routes.postgres.HomeOwner;
import penstock.routes.postgres.Progress;
import penstock.routes.postgres.Settings;

/** A running gateway with its database. Closing stops taking things in, lets what runs end, then stops the database. */
public final class Gateway implements AutoCloseable {

    /** How often the embedded server is looked after. */
    public static final Duration WATCH = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);

    private final Optional<EmbeddedPostgres> postgres;
    private final Optional<HomeOwner> home; // of a database elsewhere
    private final DatabaseAccess access;
    private final GatewayDatabase database;
    private final ConfigurableApplicationContext context;
    private final GatewaySecrets secrets;
    private final ScheduledExecutorService watch;

    private Gateway(
            Optional<EmbeddedPostgres> postgres,
            Optional<HomeOwner> home,
            DatabaseAccess access,
            GatewayDatabase database,
            ConfigurableApplicationContext context,
            GatewaySecrets secrets) {
        this.postgres = postgres;
        this.home = home;
        this.access = access;
        this.database = database;
        this.context = context;
        this.secrets = secrets;
        this.watch = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "postgres-watch");
            thread.setDaemon(true);
            return thread;
        });
        postgres.ifPresent(server -> watch.scheduleWithFixedDelay(
                () -> revive(server), WATCH.toMillis(), WATCH.toMillis(), TimeUnit.MILLISECONDS));
    }

    /** A server that somebody killed comes back by itself; meanwhile callers are answered 503. */
    private static void revive(EmbeddedPostgres server) {
        try {
            server.ensureRunning();
        } catch (RuntimeException e) {
            LOG.warn("PostgreSQL is down and did not come back ({}); tried again in {}", e.getMessage(), WATCH);
        }
    }

    /**
     * Starts a gateway on its own PostgreSQL, or on the one that PENSTOCK_DB_URL names.
     *
     * @throws RuntimeException with a message for a person if it cannot start; nothing is left running
     */
    public static Gateway start(GatewayOptions options, Map<String, String> environment, Progress progress) {
        return start(options, environment, Settings.defaults(), progress);
    }

    /** The same with the embedded server's settings, for tests that share its unpacked programs. */
    public static Gateway start(
            GatewayOptions options, Map<String, String> environment, Settings settings, Progress progress) {
        Listening.requireFree(options.address(), options.port());
        createPrivately(options.home());
        Optional<DatabaseAccess> external = ExternalDatabase.named(environment);
        int connections = ExternalDatabase.connections(environment);
        Optional<HomeOwner> home = external.map(elsewhere -> HomeOwner.of(new Home(options.home())));
        try {
            return start(options, environment, settings, progress, external, home, connections);
        } catch (RuntimeException e) {
            home.ifPresent(HomeOwner::close);
            throw e;
        }
    }

    private static Gateway start(
            GatewayOptions options,
            Map<String, String> environment,
            Settings settings,
            Progress progress,
            Optional<DatabaseAccess> external,
            Optional<HomeOwner> home,
            int connections) {
        GatewaySecrets secrets = GatewaySecrets.load(options.home(), environment);
        Optional<EmbeddedPostgres> postgres = external.isPresent()
                ? Optional.empty()
                : Optional.of(EmbeddedPostgres.start(new Home(options.home()), settings, progress));
        try {
            DatabaseAccess access = external.orElseGet(() -> DatabaseAccess.of(postgres.orElseThrow()));
            return start(options, secrets, postgres, home, access, connections);
        } catch (RuntimeException e) {
            postgres.ifPresent(EmbeddedPostgres::close);
            throw e;
        }
    }

    private static Gateway start(
            GatewayOptions options,
            GatewaySecrets secrets,
            Optional<EmbeddedPostgres> postgres,
            Optional<HomeOwner> home,
            DatabaseAccess access,
            int connections) {
        GatewayDatabase database = GatewayDatabase.open(access, connections);
        try {
            MasterKey.requireSame(new Database(database.pool()), new Sealing(secrets.masterKey()));
            SpringApplication application = new SpringApplication(GatewayApplication.class);
            application.setRegisterShutdownHook(false);
            application.setDefaultProperties(options.properties(postgres.isPresent()));
            application.addInitializers(context -> {
                GenericApplicationContext beans = (GenericApplicationContext) context;
                beans.registerBean(
                        HikariDataSource.class, database::pool, definition -> definition.setDestroyMethodName(""));
                beans.registerBean(
                        Pruning.class, () -> new Pruning(new Database(database.owners()), Clock.systemUTC()));
                beans.registerBean(GatewaySecrets.class, () -> secrets);
                beans.registerBean(
                        GatewayFolders.class,
                        () -> new GatewayFolders(options.home().resolve("feeds")));
            });
            return new Gateway(postgres, home, access, database, application.run(), secrets);
        } catch (MasterKey.WrongMasterKey e) {
            database.close();
            throw e;
        } catch (RuntimeException e) {
            database.close();
            LOG.error("the gateway did not start", e);
            throw Listening.refusal(e, options.address(), options.port()).orElse(e);
        }
    }

    private static void createPrivately(Path home) {
        try {
            if (!Files.isDirectory(home)) {
                Files.createDirectories(
                        home,
                        java.nio.file.attribute.PosixFilePermissions.asFileAttribute(
                                java.nio.file.attribute.PosixFilePermissions.fromString("rwx------")));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(GatewaySecrets.refusal("cannot create the home " + home, e), e);
        }
    }

    /** The port that it listens on. */
    public int port() {
        return Objects.requireNonNull(((WebServerApplicationContext) context).getWebServer())
                .getPort();
    }

    /** One of the gateway's services, for tests and commands that run in the same process. */
    public <T> T service(Class<T> type) {
        return context.getBean(type);
    }

    /** The key that may create sellers. */
    public String operatorKey() {
        return secrets.operatorKey();
    }

    /** Where its database is. */
    public DatabaseAccess access() {
        return access;
    }

    @Override
    public void close() {
        watch.shutdownNow();
        try {
            watch.awaitTermination(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try {
            context.close();
        } finally {
            try {
                database.close();
            } finally {
                postgres.ifPresent(EmbeddedPostgres::close);
                home.ifPresent(HomeOwner::close);
            }
        }
    }
}
