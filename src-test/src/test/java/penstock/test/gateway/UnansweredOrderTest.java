package penstock.test.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import penstock.console.ownsite.OwnSiteEdit;
import penstock.console.ownsite.OwnSiteOrder;
import penstock.core.catalogue.Accounts;
import penstock.core.catalogue.Skus.Sharing;
import penstock.core.inbox.Inbox;
import penstock.core.message.RawMessage;
import penstock.core.order.OrderEdits;
import penstock.core.order.Orders.OrderView;
import penstock.routes.accounts.Adapters;
import penstock.routes.work.ReadMessages;

/** The site's orders that were stored by a node that died before it had decided them. */
class UnansweredOrderTest {

    @Test
    void isPlacedIfThereIsEnoughAndLeavesNothingOfThePersonIfThereIsNot() {
        try (House house = House.open()) {
            house.stock("MUG", 1, Sharing.POOL);
            long site = site(house);
            long fits = store(house, site, "A-1", 1);
            long exceeds = store(house, site, "A-2", 1);

            house.service(ReadMessages.class).read(house.sellerId(), fits);
            house.service(ReadMessages.class).read(house.sellerId(), exceeds);

            assertThat(house.orders()).extracting(OrderView::channelOrderId).containsExactly("A-1");
            Inbox inbox = house.service(Inbox.class);
            assertThat(inbox.open(house.sellerId(), fits)).isPresent();
            assertThat(inbox.open(house.sellerId(), exceeds)).isEmpty();
        }
    }

    @Test
    void underAnIdThatIsTakenLeavesNothingOfThePerson() {
        try (House house = House.open()) {
            house.stock("MUG", 5, Sharing.POOL);
            long site = site(house);
            long first = store(house, site, "A-1", "A-1:1:1", 1);
            long repeat = store(house, site, "A-1", "A-1:1:2", 1);
            long other = store(house, site, "A-1", "A-1:1:3", 2);

            List.of(first, repeat, other)
                    .forEach(message -> house.service(ReadMessages.class).read(house.sellerId(), message));

            Inbox inbox = house.service(Inbox.class);
            assertThat(house.orders()).hasSize(1);
            assertThat(inbox.open(house.sellerId(), repeat)).isEmpty();
            assertThat(inbox.open(house.sellerId(), other)).isEmpty();
            inbox.replay(house.sellerId(), first);
            house.service(ReadMessages.class).read(house.sellerId(), first);
            assertThat(inbox.open(house.sellerId(), first))
                    .as("the one that the order was read from")
                    .isPresent();
        }
    }

    @Test
    void anEditIsMadeAsItWasAskedAndARepeatOrARefusedOneLeavesNothingOfThePerson() {
        try (House house = House.open()) {
            house.stock("MUG", 5, Sharing.POOL);
            long site = site(house);
            long placed = store(house, site, "A-1", 1);
            long edit = storeEdit(house, site, "A-1:e1:KEY:7:1", "e1", 3);
            long repeat = storeEdit(house, site, "A-1:e1:KEY:7:2", "e1", 3);
            long exceeds = storeEdit(house, site, "A-1:e2:KEY:7:3", "e2", 6);

            List.of(placed, edit, repeat, exceeds)
                    .forEach(message -> house.service(ReadMessages.class).read(house.sellerId(), message));

            Inbox inbox = house.service(Inbox.class);
            OrderView order = house.orders().get(0);
            assertThat(order.lines().get(0).reserved()).isEqualTo(3);
            assertThat(order.inboxId()).contains(edit);
            assertThat(inbox.open(house.sellerId(), edit)).isPresent();
            assertThat(inbox.open(house.sellerId(), repeat)).isEmpty();
            assertThat(inbox.open(house.sellerId(), exceeds)).isEmpty();
            assertThat(house.service(OrderEdits.class).list(house.sellerId(), order.orderId(), Long.MAX_VALUE, 10))
                    .singleElement()
                    .satisfies(made -> assertThat(made.editedBy()).isEqualTo("KEY:7"));
        }
    }

    private static long storeEdit(House house, long site, String event, String id, int units) {
        String body = """
                {"id": "%s", "lines": [{"id": "1", "sku": "MUG", "quantity": %d}],
                 "recipient": {"name": "Ada Weir", "addressLine1": "2 Mill Lane", "city": "Tacoma", "countryCode": "US"}}
                """.formatted(id, units);
        RawMessage message =
                new RawMessage(OwnSiteEdit.SOURCE, event, body.getBytes(StandardCharsets.UTF_8), Instant.now());
        return house.service(Inbox.class)
                .storeNow(house.sellerId(), site, List.of(message), Optional.empty())
                .get(0)
                .inboxId();
    }

    private static long site(House house) {
        return house.service(Accounts.class)
                .open(
                        house.sellerId(),
                        house.service(Adapters.class).find("own-site").orElseThrow(),
                        new Accounts.Opening(
                                "Site",
                                house.sandbox().uri().toString(),
                                1,
                                Map.of(),
                                Map.of("signing_secret", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYqr")))
                .accountId();
    }

    private static long store(House house, long site, String id, int units) {
        return store(house, site, id, id, units);
    }

    private static long store(House house, long site, String id, String event, int units) {
        String body = """
                {"id": "%s", "lines": [{"id": "1", "sku": "MUG", "quantity": %d}],
                 "recipient": {"name": "Ada Weir", "addressLine1": "1 Mill Lane", "city": "Seattle", "countryCode": "US"}}
                """.formatted(id, units);
        RawMessage message =
                new RawMessage(OwnSiteOrder.SOURCE, event, body.getBytes(StandardCharsets.UTF_8), Instant.now());
        return house.service(Inbox.class)
                .storeNow(house.sellerId(), site, List.of(message), Optional.empty())
                .get(0)
                .inboxId();
    }
}
