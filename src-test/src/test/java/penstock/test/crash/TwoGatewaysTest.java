package penstock.test.crash;

import static org.awaitility.Awaitility.await;
import static penstock.test.crash.GatewayProcess.freePort;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import penstock.core.identity.Sealing;
import penstock.routes.postgres.Credentials;
import penstock.routes.postgres.EmbeddedPostgres;
import penstock.routes.postgres.Home;
import penstock.routes.postgres.KnownServer;
import penstock.routes.postgres.Progress;
import penstock.routes.postgres.Settings;
import penstock.routes.work.Rounds;
import penstock.sandbox.Sandbox;
import penstock.sandbox.SandboxOptions;
import penstock.test.crash.Campaign.Took;
import penstock.test.crash.GatewayProcess.Launch;

/**
 * Two gateways on one database, orders at either and every webhook at both. The one that works the seller is killed; the
 * other goes on, and takes over when the lease has run out. See {@link Campaign} for more rounds.
 */
class TwoGatewaysTest {

    private static final Path BINARIES = Path.of("target/postgres-binaries");

    /** For a machine that has more to do. */
    private static final Duration SLACK = Duration.ofSeconds(10);

    @TempDir
    private Path folder = Path.of("");

    private final Campaign campaign = Campaign.asked();
    private final Took answered = new Took();
    private final Took takenOver = new Took();
    private final Took right = new Took();
    private final List<GatewayProcess> gateways = new CopyOnWriteArrayList<>();
    private int homes;

    @Test
    void whatAKilledGatewayHadInHandTheOtherTakesOver() throws Exception {
        campaign.tell("one of two gateways to be killed " + campaign.rounds() + " times");
        Settings settings = Settings.defaults().withBinaries(BINARIES);
        try (EmbeddedPostgres server =
                        EmbeddedPostgres.start(new Home(folder.resolve("server")), settings, Progress.SILENT);
                Sandbox sandbox = Sandbox.start(
                        SandboxOptions.atFactor(GatewayProcess.TIME_FACTOR).seed(campaign.seed()))) {
            try {
                gateways.add(launch(server, freePort()).up());
                gateways.add(launch(server, freePort()).start());
                survive(server, sandbox);
            } finally {
                for (GatewayProcess gateway : gateways) {
                    gateway.close();
                }
            }
        }
        campaign.tell("two gateways: every buyer answered after " + answered + "; taken over after " + takenOver
                + "; every shop right after " + right);
    }

    private void survive(EmbeddedPostgres server, Sandbox sandbox) throws Exception {
        // the first works the seller: it is alone when the seller is made
        ConnectedSeller seller = ConnectedSeller.connect(
                gateways.get(0),
                sandbox,
                gateways.stream().map(GatewayProcess::port).toList());
        gateways.get(1).awaitUp();
        KnownServer known = new KnownServer(server.jdbcUrl(), server.credentials());
        Aftermath aftermath = new Aftermath(seller, sandbox, () -> known);
        try (Buyers buyers = new Buyers(seller, () -> gateways, campaign)) {
            for (int round = 1; round <= campaign.rounds(); round++) {
                int before = buyers.answered();
                buyers.wish(120);
                buyers.awaitAnswered(before + campaign.moment());
                killOne(round == 1 ? 0 : campaign.random().nextInt(2), round, server, buyers, aftermath);
            }
            aftermath.await(gateways.get(campaign.random().nextInt(2)), buyers);
        }
    }

    private void killOne(int victim, int round, EmbeddedPostgres server, Buyers buyers, Aftermath aftermath)
            throws Exception {
        GatewayProcess killed = gateways.get(victim);
        Instant killedAt = Instant.now();
        long start = System.nanoTime();
        killed.kill();
        buyers.awaitAllAnswered();
        String told = "every buyer answered after " + answered.since(start);
        await().atMost(Rounds.LEASE.plus(SLACK)).until(() -> isWorked(server, killedAt));
        told += ", taken over after " + takenOver.since(start);
        gateways.set(victim, launch(server, killed.port()).up());
        aftermath.awaitNumbers(gateways.get(victim));
        told += ", every shop right after " + right.since(start);
        campaign.tell("gateway " + (victim + 1) + " of two killed, round " + round + ": " + told);
    }

    /** Whether somebody has taken or prolonged the lease of every seller well after that moment. */
    private static boolean isWorked(EmbeddedPostgres server, Instant moment) throws SQLException {
        Credentials credentials = server.credentials();
        try (Connection connection = DriverManager.getConnection(
                        server.jdbcUrl(),
                        credentials.checker().user(),
                        credentials.checker().password());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select min(expires_at) from penstock.lease")) {
            return row.next()
                    && row.getTimestamp(1)
                            .toInstant()
                            .isAfter(moment.plus(Rounds.LEASE).plusSeconds(1));
        }
    }

    /** A gateway of its own home on the common database. */
    private Launch launch(EmbeddedPostgres server, int port) throws Exception {
        Credentials credentials = server.credentials();
        Map<String, String> environment = new HashMap<>();
        environment.put("PENSTOCK_DB_URL", server.jdbcUrl());
        environment.put("PENSTOCK_DB_USER", credentials.owner().user());
        environment.put("PENSTOCK_DB_PASSWORD", credentials.owner().password());
        environment.put("PENSTOCK_DB_APP_USER", credentials.app().user());
        environment.put("PENSTOCK_DB_APP_PASSWORD", credentials.app().password());
        environment.put("PENSTOCK_MASTER_KEY", Base64.getEncoder().encodeToString(new byte[Sealing.KEY_BYTES]));
        environment.put("PENSTOCK_OPERATOR_KEY", "pso_" + "0123456789".repeat(4));
        Path home = Files.createDirectory(folder.resolve("gateway-" + ++homes));
        return Launch.in(home, port).with(environment);
    }
}
