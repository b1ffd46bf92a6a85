package penstock.routes.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/**
 * A running PostgreSQL of our own: durable, for this machine only, its data kept in the home. It has one database, {@code penstock}, and
 * the logins of {@link Credentials}. Safe for use by several threads.
 *
 * <p>It runs in processes of its own and so outlives a JVM that is killed; the next start on the same home finds it and adopts or stops
 * it. It installs no shutdown hook: close it after the last connection is closed.
 */
public final class EmbeddedPostgres implements AutoCloseable {

    private final OwnerLock lock;
    private final Cluster cluster;
    private final Credentials credentials;
    private final Progress progress;
    private Postmaster postmaster;
    private boolean closed;

    private EmbeddedPostgres(OwnerLock lock, Cluster cluster, Credentials credentials, Progress progress)
            throws IOException {
        this.lock = lock;
        this.cluster = cluster;
        this.credentials = credentials;
        this.progress = progress;
        this.postmaster = bringUp();
    }

    /**
     * Starts the home's server, first making whatever is missing: the unpacked programs, the passwords, the data directory, roles and
     * database. Returns when it accepts connections and was shown to be durable.
     *
     * @throws HomeInUse at once, if another process (or this one) has it already
     * @throws PostgresUnavailable if it cannot be had; nothing of ours is left running, except a server whose recovery takes longer than
     *     the limit, which the next start adopts
     * @throws NotDurable if the settings asked for would lose data
     */
    public static EmbeddedPostgres start(Home home, Settings settings, Progress progress) {
        return start(home, settings, progress, RunAs::choose);
    }

    static EmbeddedPostgres start(Home asked, Settings settings, Progress progress, RunAs.Choice choice) {
        try {
            Home home = asked.create();
            OwnerLock lock = OwnerLock.take(home);
            try {
                Binaries binaries = Binaries.unpackedIn(settings.binaries().orElse(home.postgres()), progress);
                Cluster cluster = new Cluster(home, binaries, choice.in(home), settings);
                Credentials credentials = initialised(home, cluster, progress);
                return new EmbeddedPostgres(lock, cluster, credentials, progress);
            } catch (IOException | RuntimeException failure) {
                lock.close();
                throw failure;
            }
        } catch (IOException failure) {
            throw new PostgresUnavailable(
                    "Cannot use the home " + asked.directory() + ": " + failure
                            + ". The user who runs Penstock must own it and all in it, and the disk must have room.",
                    failure);
        }
    }

    private static Credentials initialised(Home home, Cluster cluster, Progress progress) throws IOException {
        if (cluster.isInitialised()) {
            if (!Files.exists(home.credentials())) {
                throw new PostgresUnavailable(
                        "The data in " + home.data() + " cannot be opened without its passwords, and "
                                + home.credentials() + " is gone. Restore that file from the backup.");
            }
            cluster.refuseOtherMajorVersion();
            return Credentials.loadOrCreate(home, new SecureRandom());
        }
        progress.reached(Progress.Step.INITIALISING, home.data().toString());
        Credentials credentials = Credentials.loadOrCreate(home, new SecureRandom());
        cluster.initialise(credentials.superuser());
        return credentials;
    }

    /** A server that is up, ours, and as it should be. */
    private Postmaster bringUp() throws IOException {
        Optional<Postmaster> adopted = adopt();
        Postmaster up = adopted.isPresent() ? adopted.get() : start();
        try {
            prepare(up, adopted.isPresent());
            return up;
        } catch (SQLException failure) {
            cluster.stop(up);
            throw new PostgresUnavailable(
                    "The embedded PostgreSQL at port " + up.port() + " started, but cannot be prepared: "
                            + failure.getMessage(),
                    failure);
        } catch (RuntimeException failure) {
            cluster.stop(up);
            throw failure;
        }
    }

    private Postmaster start() throws IOException {
        progress.reached(Progress.Step.STARTING, "PostgreSQL " + cluster.version());
        return cluster.start();
    }

    /** The server that a killed gateway left, if it is the one we would start; any other that runs on our data is stopped. */
    private Optional<Postmaster> adopt() throws IOException {
        Optional<Postmaster> orphan = cluster.running();
        if (orphan.isEmpty()) {
            return orphan;
        }
        progress.reached(Progress.Step.ADOPTING, "process " + orphan.get().pid());
        if (cluster.awaitReady(orphan.get()) && isWhatWeWouldStart(orphan.get())) {
            return orphan;
        }
        progress.reached(
                Progress.Step.STOPPING_ORPHAN, "process " + orphan.get().pid());
        cluster.stop(orphan.get());
        return Optional.empty();
    }

    private boolean isWhatWeWouldStart(Postmaster orphan) {
        try (Connection connection = orphan.connect("postgres", credentials.superuser())) {
            if (!shows(connection, "server_version", cluster.version())
                    || !shows(connection, "data_directory", orphan.data().toString())) {
                return false;
            }
            for (ServerSetting setting : cluster.serverSettings()) {
                if (!shows(connection, setting.name(), setting.value())) {
                    return false;
                }
            }
            return true;
        } catch (SQLException itDoesNotLetUsIn) {
            return false;
        }
    }

    private static boolean shows(Connection connection, String setting, String value) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT current_setting(?)")) {
            statement.setString(1, setting);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getString(1).equals(value);
            }
        }
    }

    private void prepare(Postmaster up, boolean adopted) throws SQLException {
        try (Connection connection = up.connectPatiently("postgres", credentials.superuser())) {
            DurabilityCheck.assertDurable(connection);
            if (adopted) {
                Roles.endSessions(connection, credentials);
            }
            Roles.stateRoles(connection, credentials);
        }
        try (Connection connection = up.connectPatiently(Roles.DATABASE, credentials.superuser())) {
            Roles.stateRights(connection, credentials);
        }
        try (Connection connection = up.connectPatiently(Roles.DATABASE, credentials.app())) {
            DurabilityCheck.assertDurable(connection);
        }
    }

    /** Where the database {@code penstock} is, without user or password. The same for the life of this object. */
    public String jdbcUrl() {
        return current().url(Roles.DATABASE);
    }

    public int port() {
        return current().port();
    }

    /** The pid of the server's first process. */
    public long pid() {
        return current().pid();
    }

    public Credentials credentials() {
        return credentials;
    }

    private synchronized Postmaster current() {
        return postmaster;
    }

    /** Whether the server's first process lives. Says nothing about how it feels; for that, ask it something. */
    public synchronized boolean isRunning() {
        return !closed && postmaster.isRunning();
    }

    /**
     * Starts the server again if it was killed under us, on the same port, so that a pool finds it where it was. Does nothing while it
     * runs.
     *
     * @throws PostgresUnavailable if it does not start, or not at the same port; asking again later is allowed
     * @throws IllegalStateException if closed
     */
    public synchronized void ensureRunning() {
        if (closed) {
            throw new IllegalStateException("The embedded PostgreSQL was closed.");
        }
        if (postmaster.isRunning()) {
            return;
        }
        try {
            Postmaster revived = bringUp();
            if (revived.port() != postmaster.port()) {
                cluster.stop(revived);
                throw new PostgresUnavailable(
                        "Port " + postmaster.port() + " of the embedded PostgreSQL was taken while it was down."
                                + " Free it, or restart Penstock, which then takes another.");
            }
            postmaster = revived;
        } catch (IOException failure) {
            throw new PostgresUnavailable("The embedded PostgreSQL cannot be started again: " + failure, failure);
        }
    }

    /**
     * Shuts the server down and gives the home free. Sessions still open are ended and their transactions rolled back. Takes at most
     * the stop limit and some seconds; a server that has not gone by then is killed, and recovers at its next start. May be repeated.
     */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try (lock) {
            cluster.stop(postmaster);
        } catch (IOException failure) {
            throw new UncheckedIOException(
                    "The embedded PostgreSQL could not be stopped; the next start will", failure);
        }
    }
}
