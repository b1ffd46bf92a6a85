package penstock.test.crash;

import static penstock.test.crash.GatewayProcess.freePort;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import penstock.routes.postgres.Home;
import penstock.routes.postgres.KnownServer;
import penstock.sandbox.Sandbox;
import penstock.sandbox.SandboxOptions;
import penstock.test.crash.Campaign.Took;
import penstock.test.crash.GatewayProcess.Launch;

/** Kills at a random moment under load; see {@link Campaign} for more rounds, and for the same again. */
class KillUnderLoadTest {

    /** Orders in the shops in the moment before, so that their webhooks are under way. */
    private static final int STORM = 40;

    private final Campaign campaign = Campaign.asked();
    private final Took answered = new Took();
    private final Took right = new Took();

    @Test
    void aKilledGatewayLosesNothingThatItHasAcknowledged(@TempDir Path home) throws Exception {
        survive(home, true);
    }

    @Test
    void aKilledPostgresComesBackAndHasEverythingThatWasAcknowledged(@TempDir Path home) throws Exception {
        survive(home, false);
    }

    private void survive(Path home, boolean killGateway) throws Exception {
        String victim = killGateway ? "gateway" : "PostgreSQL";
        campaign.tell(victim + " to be killed " + campaign.rounds() + " times");
        Launch launch = Launch.in(home, freePort());
        AtomicReference<GatewayProcess> gateway = new AtomicReference<>(launch.start());
        try (Sandbox sandbox = Sandbox.start(
                SandboxOptions.atFactor(GatewayProcess.TIME_FACTOR).seed(campaign.seed()))) {
            gateway.get().awaitUp();
            ConnectedSeller seller = ConnectedSeller.connect(gateway.get(), sandbox, List.of(launch.port()));
            Aftermath aftermath = new Aftermath(
                    seller, sandbox, () -> KnownServer.of(new Home(home)).orElseThrow());
            try (Buyers buyers = new Buyers(seller, () -> List.of(gateway.get()), campaign)) {
                for (int round = 1; round <= campaign.rounds(); round++) {
                    int before = buyers.answered();
                    buyers.wish(120);
                    buyers.awaitAnswered(before + campaign.moment());
                    buyers.storm(STORM);
                    long killed = System.nanoTime();
                    if (killGateway) {
                        gateway.get().kill();
                        gateway.set(launch.up());
                    } else {
                        gateway.get().endPostgres(campaign.random().nextBoolean() ? "KILL" : "INT");
                    }
                    buyers.awaitAllAnswered();
                    String told = "every buyer answered after " + answered.since(killed);
                    // now and then the next kill comes before this one is got over
                    if (round == campaign.rounds() || campaign.random().nextBoolean()) {
                        aftermath.awaitNumbers(gateway.get());
                        told += ", every shop right after " + right.since(killed);
                    }
                    campaign.tell(victim + " killed, round " + round + ": " + told);
                }
                long rest = System.nanoTime();
                aftermath.await(gateway.get(), buyers);
                campaign.tell("everything at rest and right after " + new Took().since(rest));
            }
        } finally {
            gateway.get().close();
        }
        campaign.tell(victim + ": every buyer answered after " + answered + "; every shop right after " + right);
    }
}
