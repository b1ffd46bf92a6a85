package penstock.test.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static penstock.test.crash.GatewayProcess.PATIENCE;
import static penstock.test.crash.GatewayProcess.freePort;

import java.nio.file.Path;
import java.time.Duration;
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

/** A gateway that is asked to stop under load lets what runs end; and nobody starts in a home that is in use. */
class StartingAndStoppingTest {

    /** What a shell says of a process that has ended because it was asked to. */
    private static final int TERMINATED = 143;

    /** It stops within this: 20 s for requests, 10 s for routes, and the database's own end. */
    private static final Duration STOPS_WITHIN = Duration.ofSeconds(40);

    /** What cannot be run here ends with this. */
    private static final int CANNOT_RUN = 3;

    private final Campaign campaign = Campaign.asked();

    @Test
    void whoIsAskedToStopKeepsEveryPromiseAndBreaksNoAnswerOff(@TempDir Path home) throws Exception {
        Launch launch = Launch.in(home, freePort());
        AtomicReference<GatewayProcess> gateway = new AtomicReference<>(launch.start());
        try (Sandbox sandbox = Sandbox.start(
                SandboxOptions.atFactor(GatewayProcess.TIME_FACTOR).seed(campaign.seed()))) {
            gateway.get().awaitUp();
            requireRefused(launch);
            ConnectedSeller seller = ConnectedSeller.connect(gateway.get(), sandbox, List.of(launch.port()));
            try (Buyers buyers = new Buyers(seller, () -> List.of(gateway.get()), campaign)) {
                buyers.wish(120);
                buyers.awaitAnswered(campaign.moment());
                long asked = System.nanoTime();
                gateway.get().stop();
                await().atMost(STOPS_WITHIN).until(() -> gateway.get().ended().isPresent());
                campaign.tell("gateway stopped under load in " + new Took().since(asked));
                assertThat(gateway.get().ended()).isEqualTo(Optional.of(TERMINATED));
                assertThat(gateway.get().postgresIsRunning()).isFalse();
                gateway.set(launch.up());
                buyers.awaitAllAnswered();
                new Aftermath(
                                seller,
                                sandbox,
                                () -> KnownServer.of(new Home(home)).orElseThrow())
                        .await(gateway.get(), buyers);
            }
        } finally {
            gateway.get().close();
        }
    }

    /** A second one, on another port. */
    private static void requireRefused(Launch launch) throws Exception {
        try (GatewayProcess second =
                new Launch(launch.home(), freePort(), launch.environment(), Optional.empty()).start()) {
            await().atMost(PATIENCE).until(() -> second.ended().isPresent());
            assertThat(second.ended()).isEqualTo(Optional.of(CANNOT_RUN));
            assertThat(launch.said())
                    .contains("penstock: The home " + launch.home().toRealPath() + " is in use by process ");
        }
    }
}
