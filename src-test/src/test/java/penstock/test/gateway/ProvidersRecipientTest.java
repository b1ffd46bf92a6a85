package penstock.test.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import penstock.console.ownsite.OwnSiteOrder;
import penstock.core.book.StockKey;
import penstock.core.catalogue.Accounts;
import penstock.core.catalogue.Listings;
import penstock.core.catalogue.Locations;
import penstock.core.catalogue.Skus;
import penstock.core.catalogue.Skus.Sharing;
import penstock.core.engine.Engine;
import penstock.core.inbox.Inbox;
import penstock.core.ledger.MoveStock;
import penstock.core.message.OrderLineSnapshot;
import penstock.core.message.OrderPhase;
import penstock.core.message.OrderSnapshot;
import penstock.core.message.ProviderUpdate;
import penstock.core.message.ProviderUpdate.ProviderStatus;
import penstock.core.message.RawMessage;
import penstock.core.message.Recipient;
import penstock.core.order.ApplyOrder;
import penstock.core.port.Recipients;
import penstock.core.shipping.ApplyProviderUpdate;
import penstock.core.shipping.Fulfilments;
import penstock.core.shipping.Fulfilments.Fulfilment;
import penstock.core.store.Database;
import penstock.routes.accounts.Adapters;
import penstock.routes.work.ReadMessages;
import penstock.sandbox.amazon.AmazonSeller;
import penstock.sandbox.amazon.AmazonSettings;

/** Whom a provider was told to ship to is remembered, so that it is seen when the channel names another. */
class ProvidersRecipientTest {

    private static final Duration SOON = Duration.ofSeconds(60);

    private static final Map<String, String> SECRETS =
            Map.of("client_id", "c", "client_secret", "s", "refresh_token", "r");

    @Test
    void anotherRecipientThatIsNamedTooLateIsSeen() {
        try (House house = House.open()) {
            provider(house);
            long site = site(house);
            house.service(ReadMessages.class).read(house.sellerId(), store(house, site, "A-1:1:1"));
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(fulfilments(house))
                            .singleElement()
                            .extracting(Fulfilment::state)
                            .isIn("SUBMITTED", "SHIPPED"));
            assertThat(fulfilments(house).get(0).recipientChanged()).isFalse();

            nameAnother(house, site, house.orders().get(0).inboxId().orElseThrow());
            assertThat(fulfilments(house).get(0).recipientChanged()).isTrue();
        }
    }

    @Test
    void whatAProviderSaysOfAPersonIsErasedToo() {
        try (House house = House.open()) {
            provider(house);
            long site = site(house);
            house.service(ReadMessages.class).read(house.sellerId(), store(house, site, "A-1:1:1"));
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(fulfilments(house))
                            .singleElement()
                            .extracting(Fulfilment::state)
                            .isIn("SUBMITTED", "SHIPPED"));
            tellOfIt(house);
            long order = house.orders().get(0).orderId();
            Recipients recipients = house.service(Recipients.class);
            assertThat(recipients.find(house.sellerId(), order))
                    .hasValueSatisfying(
                            person -> assertThat(person.addressLine1()).isEqualTo("1 Mill Lane"));

            Inbox inbox = house.service(Inbox.class);
            inbox.erase(house.sellerId(), order);
            assertThat(recipients.find(house.sellerId(), order)).isEmpty();
            assertThat(keys(house))
                    .as("the provider's replies name the person, too")
                    .isZero();
            assertThat(inbox.eraseAgain(house.sellerId())).isZero();

            nameAnother(house, site, store(house, site, "A-1:2:1"));
            assertThat(keys(house)).isEqualTo(1);
            assertThat(inbox.eraseAgain(house.sellerId())).as("told again").isEqualTo(1);
            assertThat(keys(house)).isZero();
            assertThat(inbox.eraseAgain(house.sellerId())).isZero();
        }
    }

    /** As the provider's reply does, which names the person. */
    private static void tellOfIt(House house) {
        Fulfilment fulfilment = fulfilments(house).get(0);
        long provider = fulfilment.providerAccountId().orElseThrow();
        RawMessage reply = new RawMessage("poll:fulfilment", "reply", new byte[] {'x'}, Instant.now());
        long message = house.service(Inbox.class)
                .storeNow(house.sellerId(), provider, List.of(reply), Optional.empty())
                .get(0)
                .inboxId();
        ProviderUpdate update = new ProviderUpdate(
                fulfilment.providerOrderId().orElseThrow(), ProviderStatus.ACCEPTED, "PLANNING", List.of());
        house.service(Engine.class).decide(house.sellerId(), new ApplyProviderUpdate(provider, update, message));
    }

    private static long keys(House house) {
        return house.service(Database.class)
                .transact(
                        house.sellerId(),
                        transaction -> transaction
                                .find(
                                        "select count(*) as keys from message_key where seller_id = ?",
                                        row -> row.getLong("keys"),
                                        house.sellerId())
                                .orElseThrow());
    }

    @Test
    void aProviderThatCannotShipGetsNoOrderAndItsReasonIsKept() {
        try (House house = House.open()) {
            AmazonSeller amazon = provider(house);
            long site = site(house);
            Accounts accounts = house.service(Accounts.class);
            long mcf = accounts.list(house.sellerId()).get(0).accountId();
            accounts.enter(house.sellerId(), mcf, Accounts.State.PAUSED, "until the order waits");
            house.service(ReadMessages.class).read(house.sellerId(), store(house, site, "A-1:1:1"));
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(fulfilments(house))
                            .extracting(Fulfilment::state)
                            .containsExactly("SUBMITTING"));
            amazon.recountAtAmazon("STOOL", 0);

            accounts.enter(house.sellerId(), mcf, Accounts.State.ACTIVE, "");

            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(fulfilments(house))
                            .extracting(Fulfilment::state)
                            .containsExactly("REFUSED"));
            assertThat(fulfilments(house).get(0).refusedReason())
                    .hasValueSatisfying(reason -> assertThat(reason).contains("the provider cannot ship it: "));
        }
    }

    private static AmazonSeller provider(House house) {
        AmazonSeller amazon = house.sandbox().amazon().open(AmazonSettings.standard("S1", "c", "s", "r"));
        amazon.list("STOOL", "Stool", "9.90", false, 0, Optional.of(100));
        String uri = house.sandbox().uri().toString();
        long mcf = account(
                house,
                "amazon-mcf",
                uri + "/amazon",
                Map.of("marketplace_id", "ATVPDKIKX0DER", "token_endpoint", uri + "/amazon/auth/o2/token"),
                SECRETS);
        long fba = house.service(Locations.class)
                .create(
                        house.sellerId(),
                        "FBA",
                        "Amazon",
                        Locations.Kind.FBA,
                        Locations.ShipsBy.PROVIDER,
                        Optional.of(mcf),
                        2)
                .locationId();
        long stool = house.service(Skus.class)
                .create(house.sellerId(), "STOOL", "Stool", Optional.empty(), Sharing.POOL, 0)
                .skuId();
        house.service(Listings.class)
                .bind(house.sellerId(), mcf, new Listings.Binding("STOOL", "", "", "STOOL", 1, Optional.empty()));
        house.service(Engine.class)
                .decide(house.sellerId(), new MoveStock("m1", MoveStock.Kind.RECEIVE, new StockKey(stool, fba), 100));
        return amazon;
    }

    private static long site(House house) {
        return account(
                house,
                "own-site",
                house.sandbox().uri().toString(),
                Map.of(),
                Map.of("signing_secret", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYqr"));
    }

    private static long account(
            House house, String kind, String endpoint, Map<String, String> settings, Map<String, String> secrets) {
        return house.service(Accounts.class)
                .open(
                        house.sellerId(),
                        house.service(Adapters.class).find(kind).orElseThrow(),
                        new Accounts.Opening(kind, endpoint, 1, settings, secrets))
                .accountId();
    }

    private static long store(House house, long site, String eventId) {
        String body = """
                {"id": "A-1", "lines": [{"id": "1", "sku": "STOOL", "quantity": 1}],
                 "recipient": {"name": "Ada Weir", "addressLine1": "1 Mill Lane", "city": "Seattle", "stateOrRegion": "WA",
                               "postalCode": "98101", "countryCode": "US"}}
                """;
        RawMessage message =
                new RawMessage(OwnSiteOrder.SOURCE, eventId, body.getBytes(StandardCharsets.UTF_8), Instant.now());
        return house.service(Inbox.class)
                .storeNow(house.sellerId(), site, List.of(message), Optional.empty())
                .get(0)
                .inboxId();
    }

    private static void nameAnother(House house, long site, long message) {
        Recipient other = new Recipient(
                "Ada Weir",
                "2 Sluice Road",
                Optional.empty(),
                "Tacoma",
                Optional.of("WA"),
                "98402",
                "US",
                Optional.empty(),
                Optional.empty());
        OrderSnapshot snapshot = new OrderSnapshot(
                "A-1",
                2,
                OrderPhase.CONFIRMED,
                Instant.now(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(other),
                List.of(new OrderLineSnapshot("1", "STOOL", 1, 0)));
        String mark = house.service(Inbox.class).recipientMark(house.sellerId(), Optional.of(other));
        house.service(Engine.class)
                .decide(
                        house.sellerId(),
                        new ApplyOrder(
                                site, snapshot, new ApplyOrder.Source(message, Optional.of(mark), List.of()), false));
    }

    private static List<Fulfilment> fulfilments(House house) {
        return house.service(Fulfilments.class).list(house.sellerId(), "", 0, 0, 10);
    }
}
