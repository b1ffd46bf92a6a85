package penstock.test.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static penstock.test.contract.ShopifyAccount.lampsAndVases;
import static penstock.test.contract.ShopifyAccount.understood;

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
import penstock.channels.spi.OrderSource.OrderPage;
import penstock.channels.spi.Secrets;
import penstock.channels.spi.WebhookSource;
import penstock.channels.spi.WebhookSource.Verdict;
import penstock.core.message.InboundMessage;
import penstock.core.message.OrderChanged;
import penstock.core.message.OrderSnapshot;
import penstock.core.message.RefusalReason;
import penstock.core.message.ShownQuantity;
import penstock.sandbox.buyer.Basket;
import penstock.sandbox.fault.FaultKind;
import penstock.test.contract.Listener.Heard;

/** Shopify's orders, polled, fetched and told by webhooks, as the sandbox serves them. */
class ShopifyOrdersContractTest {

    private static final Secrets SECRETS = new Secrets(ShopifyAccount.SECRETS);

    @Test
    void aRunReadsAllPagesAndTheNextOnlyWhatChangedSince() {
        try (ShopifyAccount weir = new ShopifyAccount(Duration.ofHours(1))) {
            weir.sandbox.shopify().recount("weir", "LAMP", Optional.empty(), 200);
            List<String> bought = new ArrayList<>();
            for (int i = 0; i < 120; i++) {
                bought.add(weir.buy(Basket.of("LAMP", 1)));
                weir.time.advance(Duration.ofSeconds(1));
            }
            List<InboundMessage> read = new ArrayList<>();
            OrderPage last = weir.poll(Optional.empty(), read);

            assertThat(ids(read)).isEqualTo(bought);
            assertThat(last.readThrough()).isPresent();
            weir.time.advance(Duration.ofHours(1));
            List<InboundMessage> quiet = new ArrayList<>();
            OrderPage second = weir.poll(Optional.of(last.next()), quiet);
            assertThat(quiet).isEmpty();

            weir.shop.cancel(bought.get(7));
            String fresh = weir.buy(lampsAndVases(1, 2, false));
            List<InboundMessage> changed = new ArrayList<>();
            weir.poll(Optional.of(second.next()), changed);
            assertThat(lines(changed)).isEqualTo("""
                    CANCELLED LAMP 1-1
                    PENDING LAMP 1-0 VASE 2-0
                    """);
            assertThat(ids(changed)).containsExactly(bought.get(7), fresh);
        }
    }

    @Test
    void anOrderThatComesLateIntoTheSearchIsFetchedByItsIdAndReadByTheNextRun() {
        try (ShopifyAccount weir = new ShopifyAccount()) {
            weir.fault("orders", FaultKind.SEARCH_OMITS, Duration.ofSeconds(40));
            String late = weir.buy(Basket.of("LAMP", 1));
            List<InboundMessage> read = new ArrayList<>();
            OrderPage first = weir.poll(Optional.empty(), read);
            assertThat(read).isEmpty();
            assertThat(weir.fetch(late)).isPresent();

            weir.time.advance(Duration.ofSeconds(41));
            weir.poll(Optional.of(first.next()), read);
            assertThat(ids(read)).containsExactly(late);
        }
    }

    @Test
    void anOrderWithMoreLinesThanAPageCarriesIsMetAsAHintAndFetchedWhole() {
        try (ShopifyAccount weir = new ShopifyAccount()) {
            List<Basket.Wish> wishes = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                String sku = "SKU-" + i;
                weir.sandbox.shopify().stock("weir", sku, sku, "1.00", 5);
                wishes.add(new Basket.Wish(sku, 1));
            }
            String order = weir.buy(new Basket(wishes, true));
            List<InboundMessage> read = new ArrayList<>();
            weir.poll(Optional.empty(), read);

            assertThat(read).containsExactly(new OrderChanged(order));
            assertThat(weir.fetch(order).orElseThrow().lines()).hasSize(60);
        }
    }

    @Test
    void anUnknownOrderIsNoOrder() {
        try (ShopifyAccount weir = new ShopifyAccount()) {
            assertThat(weir.fetch("4711")).isEmpty();
        }
    }

    @Test
    void aWrongTokenIsForAPerson() {
        try (ShopifyAccount weir = new ShopifyAccount()) {
            Talk stranger = new Talk(weir.channel.signer(), Optional.empty(), Map.of("access_token", "shpat_wrong"));

            assertThat(stranger.end(weir.orders().fetch("4711", weir.time.now())))
                    .isInstanceOfSatisfying(
                            Conversation.Refused.class,
                            refused -> assertThat(refused.reason()).isEqualTo(RefusalReason.UNAUTHORISED));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = FaultKind.class,
            names = {"RATE_LIMITED", "SERVER_ERROR", "UNAVAILABLE", "GARBAGE"})
    void aReadThatFailsIsTriedAgain(FaultKind kind) {
        try (ShopifyAccount weir = new ShopifyAccount()) {
            String order = weir.buy(Basket.of("LAMP", 1));
            weir.fault("order", kind, Duration.ZERO);

            assertThat(weir.talk.end(weir.orders().fetch(order, weir.time.now())))
                    .isInstanceOf(Conversation.NotSent.class);
            assertThat(weir.fetch(order)).isPresent();
        }
    }

    @Test
    void aRepeatedPageIsNotReadForEver() {
        try (ShopifyAccount weir = new ShopifyAccount()) {
            weir.sandbox.shopify().recount("weir", "LAMP", Optional.empty(), 200);
            for (int i = 0; i < 60; i++) {
                weir.buy(Basket.of("LAMP", 1));
            }
            weir.fault("orders", FaultKind.TOKEN_REPEATED, Duration.ZERO);
            List<InboundMessage> read = new ArrayList<>();
            weir.poll(Optional.empty(), read);

            assertThat(ids(read).stream().distinct()).hasSize(60);
        }
    }

    @Test
    void whateverHappensToAnOrderAWebhookAndTheOrderItselfSayTheSame() {
        try (ShopifyAccount weir = new ShopifyAccount();
                Listener listener = new Listener()) {
            weir.subscribe(
                    listener.uri().toString(),
                    "orders/create",
                    "orders/updated",
                    "orders/paid",
                    "orders/cancelled",
                    "orders/fulfilled",
                    "orders/partially_fulfilled");
            String order = weir.buy(lampsAndVases(3, 2, false));
            assertThat(told(weir, listener, 2, order)).isEqualTo("PENDING LAMP 3-0 VASE 2-0\n");
            weir.time.advance(Duration.ofSeconds(5));
            weir.shop.pay(order);
            assertThat(told(weir, listener, 2, order)).isEqualTo("CONFIRMED LAMP 3-0 VASE 2-0\n");
            weir.time.advance(Duration.ofSeconds(5));
            weir.shop.remove(order, "VASE", 1, true);
            assertThat(told(weir, listener, 1, order)).isEqualTo("CONFIRMED LAMP 3-0 VASE 2-1\n");
            weir.time.advance(Duration.ofSeconds(5));
            weir.talk.result(weir.channel.shipments().orElseThrow().confirm(weir.parcel(1, order, "1Z1", 2, 0)));
            assertThat(told(weir, listener, 2, order)).isEqualTo("CONFIRMED LAMP 3-0 VASE 2-1\n");
            weir.time.advance(Duration.ofSeconds(5));
            weir.shop.remove(order, "LAMP", 1, true);
            assertThat(told(weir, listener, 1, order)).isEqualTo("CONFIRMED LAMP 3-1 VASE 2-1\n");
            weir.time.advance(Duration.ofSeconds(5));

            String other = weir.buy(Basket.of("VASE", 1));
            told(weir, listener, 3, other);
            weir.time.advance(Duration.ofSeconds(5));
            weir.shop.cancel(other);
            assertThat(told(weir, listener, 2, other)).isEqualTo("CANCELLED VASE 1-1\n");
        }
    }

    /** Takes so many webhooks, each of which must say what the order says, and answers it. */
    private static String told(ShopifyAccount weir, Listener listener, int webhooks, String order) {
        OrderSnapshot itself = weir.fetch(order).orElseThrow();
        for (Heard heard : listener.next(webhooks)) {
            assertThat(understood(source(weir).translate(genuine(weir, heard).message())))
                    .isEqualTo(List.of(itself));
        }
        return lines(List.of(itself));
    }

    @Test
    void aForgedWebhookIsNotBelievedAndARepeatedOneHasTheSameId() {
        try (ShopifyAccount weir = new ShopifyAccount();
                Listener listener = new Listener()) {
            weir.subscribe(listener.uri().toString(), "orders/create");
            weir.fault("orders/create", FaultKind.MESSAGE_FORGED, Duration.ZERO);
            weir.buy(Basket.of("LAMP", 1));
            assertThat(verdict(weir, listener.next(1).get(0))).isInstanceOf(Verdict.Forged.class);

            weir.fault("orders/create", FaultKind.MESSAGE_DUPLICATED, Duration.ZERO);
            weir.buy(Basket.of("LAMP", 1));
            List<Heard> twice = listener.next(2);
            assertThat(genuine(weir, twice.get(0)).message().eventId())
                    .isEqualTo(genuine(weir, twice.get(1)).message().eventId());
        }
    }

    @Test
    void aLevelToldByWebhookIsTheOneThatIsReadBack() {
        try (ShopifyAccount weir = new ShopifyAccount();
                Listener listener = new Listener()) {
            weir.subscribe(listener.uri().toString(), "inventory_levels/update");
            weir.buy(Basket.of("LAMP", 4));
            ShownQuantity told = (ShownQuantity) understood(source(weir)
                            .translate(genuine(weir, listener.next(1).get(0)).message()))
                    .get(0);

            assertThat(told)
                    .isEqualTo(new ShownQuantity(
                            weir.item("LAMP"), weir.location(0), weir.shown("LAMP"), weir.time.now()));
        }
    }

    private static WebhookSource source(ShopifyAccount weir) {
        return weir.channel.webhooks().orElseThrow();
    }

    private static Verdict verdict(ShopifyAccount weir, Heard heard) {
        return source(weir).verify(heard.headers(), heard.body(), SECRETS, weir.time.now());
    }

    private static Verdict.Genuine genuine(ShopifyAccount weir, Heard heard) {
        return (Verdict.Genuine) verdict(weir, heard);
    }

    private static List<String> ids(List<InboundMessage> messages) {
        return messages.stream()
                .map(message -> ((OrderSnapshot) message).channelOrderId())
                .toList();
    }

    /** One line an order: phase, then for each line SKU, units ordered and cancelled. */
    private static String lines(List<InboundMessage> messages) {
        return messages.stream()
                .map(OrderSnapshot.class::cast)
                .map(order -> order.phase()
                        + order.lines().stream()
                                .map(line -> " " + line.channelSku() + " " + line.ordered() + "-" + line.cancelled())
                                .collect(Collectors.joining())
                        + "\n")
                .collect(Collectors.joining());
    }
}
