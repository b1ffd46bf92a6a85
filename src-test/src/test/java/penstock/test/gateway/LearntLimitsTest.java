package penstock.test.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import penstock.channels.spi.Channel;
import penstock.core.catalogue.Accounts;
import penstock.routes.accounts.OpenAccounts;
import penstock.routes.accounts.OpenAccounts.OpenAccount;
import penstock.routes.transport.Ended;
import penstock.routes.transport.Urgency;
import penstock.routes.work.Calls;
import penstock.sandbox.shopify.ShopSettings;

/** A shop whose bucket of points is half of what we take for granted, and fills up a hundredth as fast. */
class LearntLimitsTest {

    private static final ShopSettings SMALL =
            new ShopSettings("weir", "shpat_1", "shpss_1", List.of("Main"), false, 1_000, 1);

    @Test
    void aChannelThatTellsItsLimitIsNotAskedForMoreAndTheRestIsForDecreases() throws Exception {
        try (House house = House.open()) {
            OpenAccount shop = connected(house);

            assertThat(askALot(house, shop)).isBetween(10, 479);

            Ended<?> end = ask(house, shop, Urgency.NORMAL);
            while (end instanceof Ended.Done<?>) {
                end = ask(house, shop, Urgency.NORMAL);
            }
            assertThat(end)
                    .isInstanceOfSatisfying(
                            Ended.NotSent.class, held -> assertThat(held.why()).contains("is used up"));
            assertThat(ask(house, shop, Urgency.DECREASE)).isInstanceOf(Ended.Done.class);
            assertThat(house.sandbox().audit().refusals()).doesNotContainKey("shopify/weir");
        }
    }

    /** A shop that has been asked once, so that its limit is known. */
    private static OpenAccount connected(House house) {
        house.shopify(SMALL);
        long accountId = house.accountId("weir");
        await().atMost(Duration.ofSeconds(60))
                .until(() -> house.service(Accounts.class)
                        .find(house.sellerId(), accountId)
                        .orElseThrow()
                        .callbacks()
                        .isPresent());
        return house.service(OpenAccounts.class)
                .find(house.sellerId(), accountId)
                .orElseThrow();
    }

    /** Eight threads ask 480 times in all; says how often they were answered. */
    private static int askALot(House house, OpenAccount shop) throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(8);
        try {
            int answered = 0;
            for (Future<Boolean> answer : callers.invokeAll(IntStream.range(0, 480)
                    .<java.util.concurrent.Callable<Boolean>>mapToObj(
                            i -> () -> ask(house, shop, Urgency.NORMAL) instanceof Ended.Done<?>)
                    .toList())) {
                answered += answer.get() ? 1 : 0;
            }
            return answered;
        } finally {
            callers.shutdownNow();
        }
    }

    /** Five subscriptions are there already, so it is a read of seven points. */
    private static Ended<?> ask(House house, OpenAccount shop, Urgency urgency) {
        Channel channel = shop.channel().orElseThrow();
        URI ours = URI.create(house.webhookAddress(shop.account().accountId()));
        return house.service(Calls.class)
                .talk(shop, channel, channel.subscriptions().orElseThrow().ensure(ours), urgency);
    }
}
