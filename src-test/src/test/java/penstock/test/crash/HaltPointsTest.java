package penstock.test.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static penstock.test.crash.GatewayProcess.PATIENCE;
import static penstock.test.crash.GatewayProcess.freePort;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import penstock.routes.postgres.Home;
import penstock.routes.postgres.KnownServer;
import penstock.sandbox.Sandbox;
import penstock.sandbox.SandboxOptions;
import penstock.test.crash.Campaign.Took;
import penstock.test.crash.GatewayProcess.Launch;

/** Ends a gateway under load where it hurts most, one point after the other; see {@link Campaign} for more rounds. */
class HaltPointsTest {

    private static final HaltPoint[] POINTS = HaltPoint.values();

    private final Campaign campaign = Campaign.asked();
    private final Took answered = new Took();

    /** Which point comes first is the seed's choice, so that builds try one after the other. */
    private HaltPoint point(int round) {
        return POINTS[(int) ((campaign.seed() + round) % POINTS.length)];
    }

    @Test
    void whatWasHalfDoneIsNeitherLostNorDoneTwice(@TempDir Path home) throws Exception {
        campaign.tell("gateway to end at " + campaign.rounds() + " named points");
        Launch launch = Launch.in(home, freePort());
        AtomicReference<GatewayProcess> gateway =
                new AtomicReference<>(halting(launch, 0).start());
        try (Sandbox sandbox = Sandbox.start(
                SandboxOptions.atFactor(GatewayProcess.TIME_FACTOR).seed(campaign.seed()))) {
            gateway.get().awaitUp();
            ConnectedSeller seller = ConnectedSeller.connect(gateway.get(), sandbox, List.of(launch.port()));
            launch.arm();
            try (Buyers buyers = new Buyers(seller, () -> List.of(gateway.get()), campaign)) {
                for (int round = 0; round < campaign.rounds(); round++) {
                    awaitHalt(gateway.get(), buyers);
                    long halted = System.nanoTime();
                    gateway.set(
                            round + 1 < campaign.rounds()
                                    ? halting(launch, round + 1).start()
                                    : launch.up());
                    campaign.tell("gateway ended at " + point(round) + ", round " + (round + 1) + ": "
                            + awaitAnswer(gateway.get(), buyers, halted));
                }
                buyers.awaitAllAnswered();
                long rest = System.nanoTime();
                new Aftermath(
                                seller,
                                sandbox,
                                () -> KnownServer.of(new Home(home)).orElseThrow())
                        .await(gateway.get(), buyers);
                campaign.tell("everything at rest and right after " + new Took().since(rest));
            }
        } finally {
            gateway.get().close();
        }
        campaign.tell("named points: a buyer answered after " + answered);
    }

    private Launch halting(Launch launch, int round) {
        return launch.haltingAt(point(round), 1 + campaign.random().nextInt(5));
    }

    /** The next may reach its own point before it has answered anybody. */
    private String awaitAnswer(GatewayProcess gateway, Buyers buyers, long since) {
        int before = buyers.answered();
        buyers.wish(1);
        await().atMost(PATIENCE)
                .until(() -> buyers.answered() > before || gateway.ended().isPresent());
        return buyers.answered() > before
                ? "a buyer answered after " + answered.since(since)
                : "the next ended before it had answered anybody";
    }

    /** Has the buyers go on until the gateway has reached its point. */
    private static void awaitHalt(GatewayProcess gateway, Buyers buyers) {
        await().atMost(PATIENCE).until(() -> {
            if (buyers.idle()) {
                buyers.wish(50);
            }
            return gateway.ended().isPresent();
        });
        assertThat(gateway.ended()).isEqualTo(Optional.of(HaltingGateway.HALTED));
    }
}
