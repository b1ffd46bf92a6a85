package penstock.test.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static penstock.test.contract.AmazonAccount.lampsAndVases;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import penstock.channels.spi.Conversation;
import penstock.channels.spi.NotificationSource;
import penstock.channels.spi.NotificationSource.Delivery;
import penstock.channels.spi.OrderSource.OrderPage;
import penstock.core.message.OrderChanged;
import penstock.core.message.OrderSnapshot;
import penstock.sandbox.buyer.Basket;
import penstock.sandbox.fault.FaultKind;

/** Amazon's orders, searched, fetched and notified, as the sandbox serves them. */
class AmazonOrdersContractTest {

    private static final Duration SETTLED = Duration.ofSeconds(126);

    @Test
    void aRunReadsAllPagesAndALaterOneOnlyWhatChangedSince() {
        try (AmazonAccount s1 = new AmazonAccount()) {
            List<String> bought = buy(s1, 230);
            s1.time.advance(SETTLED);
            List<OrderSnapshot> read = new ArrayList<>();
            OrderPage first = s1.poll(Optional.empty(), read);

            assertThat(ids(read)).isEqualTo(bought);
            assertThat(first.readThrough()).isPresent();
            s1.time.advance(Duration.ofHours(1));
            List<OrderSnapshot> overlap = new ArrayList<>();
            OrderPage second = s1.poll(Optional.of(first.next()), overlap);
            assertThat(bought).containsAll(ids(overlap));

            s1.seller.cancel(bought.get(7));
            String fresh = s1.buy(lampsAndVases(1, 2, false));
            s1.time.advance(SETTLED);
            List<OrderSnapshot> changed = new ArrayList<>();
            s1.poll(Optional.of(second.next()), changed);
            assertThat(ids(changed)).containsExactlyInAnyOrder(bought.get(7), fresh);
            assertThat(changed.stream().map(AmazonOrdersContractTest::line))
                    .containsExactlyInAnyOrder("CANCELLED LAMP 1-1", "PENDING LAMP 1-0 VASE 2-0");
        }
    }

    @Test
    void anOrderIsSearchedTwoMinutesLaterAndFoundByItsIdAtOnce() {
        try (AmazonAccount s1 = new AmazonAccount()) {
            String order = s1.buy(Basket.of("LAMP", 1));
            List<OrderSnapshot> read = new ArrayList<>();
            OrderPage first = s1.poll(Optional.empty(), read);
            assertThat(read).isEmpty();
            assertThat(s1.snapshot(order).channelOrderId()).isEqualTo(order);

            s1.time.advance(SETTLED);
            s1.poll(Optional.of(first.next()), read);
            assertThat(read).containsExactly(s1.snapshot(order));
        }
    }

    @Test
    void anOrderThatIsListedLateIsReadWithinTheOverlap() {
        try (AmazonAccount s1 = new AmazonAccount()) {
            s1.fault("searchOrders", FaultKind.SEARCH_OMITS, Duration.ofMinutes(9));
            String late = s1.buy(new Basket(List.of(new Basket.Wish("LAMP", 1)), false));
            s1.time.advance(Duration.ofMinutes(5));
            List<OrderSnapshot> read = new ArrayList<>();
            OrderPage first = s1.poll(Optional.empty(), read);
            assertThat(read).isEmpty();

            s1.time.advance(Duration.ofMinutes(5));
            s1.poll(Optional.of(first.next()), read);
            assertThat(ids(read)).containsExactly(late);
        }
    }

    @Test
    void aTokenThatComesRoundEndsTheRunAndTheNextReadsTheWindowAnew() {
        try (AmazonAccount s1 = new AmazonAccount()) {
            List<String> bought = buy(s1, 230);
            s1.time.advance(SETTLED);
            s1.fault("searchOrders", FaultKind.TOKEN_REPEATED, Duration.ZERO);
            List<OrderSnapshot> read = new ArrayList<>();
            OrderPage broken = s1.poll(Optional.empty(), read);
            assertThat(broken.readThrough()).isEmpty();

            s1.poll(Optional.of(broken.next()), read);
            assertThat(ids(read)).containsAll(bought);
        }
    }

    @Test
    void aPageTokenThatHasExpiredStartsTheWindowAnew() {
        try (AmazonAccount s1 = new AmazonAccount(60, Map.of("search_lag_seconds", "3"))) {
            List<String> bought = buy(s1, 150);
            s1.time.advance(Duration.ofSeconds(4));
            OrderPage first = s1.talk.result(s1.orders().poll(Optional.empty(), s1.time.now()));
            assertThat(first.more()).isTrue();

            s1.time.advance(Duration.ofMinutes(25));
            List<OrderSnapshot> read = new ArrayList<>();
            OrderPage expired = s1.poll(Optional.of(first.next()), read);
            assertThat(read).isEmpty();
            s1.poll(Optional.of(expired.next()), read);
            assertThat(ids(read)).isEqualTo(bought);
        }
    }

    @Test
    void aSimulationIsSearchedAsCloseToNowAsItsClockAllows() {
        try (AmazonAccount s1 = new AmazonAccount(60, Map.of("search_lag_seconds", "3"))) {
            String order = s1.buy(Basket.of("LAMP", 1));
            s1.time.advance(Duration.ofSeconds(4));
            List<OrderSnapshot> read = new ArrayList<>();
            s1.poll(Optional.empty(), read);

            assertThat(ids(read)).containsExactly(order);
        }
    }

    @Test
    void anOrderGoesFromPendingToUnshippedToCancelled() {
        try (AmazonAccount s1 = new AmazonAccount()) {
            String order = s1.buy(lampsAndVases(2, 1, false));
            OrderSnapshot pending = s1.snapshot(order);
            s1.time.advance(Duration.ofSeconds(1));
            s1.seller.pay(order);
            OrderSnapshot unshipped = s1.snapshot(order);
            s1.time.advance(Duration.ofSeconds(1));
            s1.seller.requestCancel(order);
            assertThat(line(s1.snapshot(order))).isEqualTo("CONFIRMED LAMP 2-0 VASE 1-0");
            s1.time.advance(Duration.ofSeconds(1));
            s1.seller.cancel(order);
            OrderSnapshot cancelled = s1.snapshot(order);

            assertThat(line(pending)).isEqualTo("PENDING LAMP 2-0 VASE 1-0");
            assertThat(pending.recipient()).isEmpty();
            assertThat(line(unshipped)).isEqualTo("CONFIRMED LAMP 2-0 VASE 1-0");
            assertThat(unshipped.recipient()).isPresent();
            assertThat(unshipped.shipBy()).isPresent();
            assertThat(line(cancelled)).isEqualTo("CANCELLED LAMP 2-2 VASE 1-1");
            assertThat(pending.revision()).isLessThan(unshipped.revision());
            assertThat(unshipped.revision()).isLessThan(cancelled.revision());
        }
    }

    @Test
    void whatAmazonShipsItselfMeansNothingHere() {
        try (AmazonAccount s1 = new AmazonAccount()) {
            String order = s1.buy(Basket.of("FBA", 1));
            assertThat(s1.fetch(order)).isEmpty();
            assertThat(s1.fetch("111-0000000-0000000")).isEmpty();

            for (Delivery delivery : receive(s1)) {
                assertThat(notifications(s1).translate(delivery.message()).messages())
                        .isEmpty();
            }
        }
    }

    @Test
    void anAccessTokenThatHasExpiredIsRenewedOnceAndTheCallRepeated() {
        try (AmazonAccount s1 = new AmazonAccount()) {
            String order = s1.buy(Basket.of("LAMP", 1));
            s1.snapshot(order);
            s1.snapshot(order);
            assertThat(s1.talk.tokensObtained()).isEqualTo(1);

            s1.time.advance(Duration.ofMinutes(61));
            s1.snapshot(order);
            s1.snapshot(order);
            assertThat(s1.talk.tokensObtained()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = FaultKind.class,
            names = {"RATE_LIMITED", "SERVER_ERROR", "UNAVAILABLE", "GARBAGE"})
    void aReadThatFailsIsTriedAgain(FaultKind kind) {
        try (AmazonAccount s1 = new AmazonAccount()) {
            String order = s1.buy(Basket.of("LAMP", 1));
            s1.fault("getOrder", kind, Duration.ZERO);

            assertThat(s1.talk.end(s1.orders().fetch(order, s1.time.now()))).isInstanceOf(Conversation.NotSent.class);
            assertThat(s1.fetch(order)).hasSize(1);
        }
    }

    @Test
    void aNotificationNamesItsOrderAndComesBackUntilItIsCleared() {
        try (AmazonAccount s1 = new AmazonAccount()) {
            String order = s1.buy(Basket.of("LAMP", 1));
            List<Delivery> taken = receive(s1);
            assertThat(taken).hasSize(2);
            taken.forEach(delivery -> assertThat(
                            ShopifyAccount.understood(notifications(s1).translate(delivery.message())))
                    .containsExactly(new OrderChanged(order)));
            assertThat(receive(s1)).isEmpty();

            s1.time.advance(Duration.ofSeconds(31));
            List<Delivery> again = receive(s1);
            assertThat(eventIds(again)).containsExactlyInAnyOrderElementsOf(eventIds(taken));
            again.forEach(delivery -> {
                assertThat(s1.talk.result(notifications(s1).clear(delivery))).isTrue();
                assertThat(s1.talk.result(notifications(s1).clear(delivery))).isTrue();
            });
            s1.time.advance(Duration.ofSeconds(31));
            assertThat(receive(s1)).isEmpty();
        }
    }

    @Test
    void aNotificationThatIsSentTwiceHasOneId() {
        try (AmazonAccount s1 = new AmazonAccount()) {
            s1.fault("ORDER_CHANGE", FaultKind.MESSAGE_DUPLICATED, Duration.ZERO);
            s1.buy(new Basket(List.of(new Basket.Wish("LAMP", 1)), false));

            assertThat(eventIds(receive(s1)))
                    .hasSize(2)
                    .containsOnly(eventIds(receiveAgain(s1)).get(0));
        }
    }

    private static List<Delivery> receiveAgain(AmazonAccount s1) {
        s1.time.advance(Duration.ofSeconds(31));
        return receive(s1);
    }

    @Test
    void manyNotificationsComeTenAtATime() {
        try (AmazonAccount s1 = new AmazonAccount()) {
            buy(s1, 12);
            List<Delivery> all = new ArrayList<>();
            List<Delivery> batch;
            while (!(batch = receive(s1)).isEmpty()) {
                assertThat(batch).hasSizeLessThanOrEqualTo(10);
                all.addAll(batch);
            }
            assertThat(all).hasSize(24);
        }
    }

    private static NotificationSource notifications(AmazonAccount s1) {
        return s1.channel.notifications().orElseThrow();
    }

    private static List<Delivery> receive(AmazonAccount s1) {
        return s1.talk.result(notifications(s1).receive(s1.time.now()));
    }

    private static List<String> eventIds(List<Delivery> deliveries) {
        return deliveries.stream().map(one -> one.message().eventId()).toList();
    }

    private static List<String> buy(AmazonAccount s1, int orders) {
        s1.seller.list("LAMP", "Lamp", "9.90", false, 1000, Optional.empty());
        List<String> bought = new ArrayList<>();
        for (int i = 0; i < orders; i++) {
            bought.add(s1.buy(Basket.of("LAMP", 1)));
            s1.time.advance(Duration.ofMillis(10));
        }
        return bought;
    }

    private static List<String> ids(List<OrderSnapshot> orders) {
        return orders.stream().map(OrderSnapshot::channelOrderId).toList();
    }

    private static String line(OrderSnapshot order) {
        return order.phase()
                + order.lines().stream()
                        .map(line -> " " + line.channelSku() + " " + line.ordered() + "-" + line.cancelled())
                        .collect(Collectors.joining());
    }
}
