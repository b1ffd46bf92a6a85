package penstock.test.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import penstock.core.book.Book;
import penstock.core.catalogue.Accounts;
import penstock.core.catalogue.Locations;
import penstock.core.catalogue.Sellers;
import penstock.core.catalogue.Skus;
import penstock.core.engine.Engine;
import penstock.core.engine.EngineLimits;
import penstock.core.identity.Ids;
import penstock.core.identity.Sealing;
import penstock.core.ledger.Stock;
import penstock.core.message.OrderLineSnapshot;
import penstock.core.message.OrderPhase;
import penstock.core.message.OrderSnapshot;
import penstock.core.message.ShownQuantity;
import penstock.core.order.ApplyOrder;
import penstock.core.port.ChannelKinds.ChannelKind;
import penstock.core.port.ChannelKinds.Role;
import penstock.core.store.Database;
import penstock.routes.transport.AccountKey;
import penstock.routes.work.ProviderFigures;
import penstock.test.TestDatabase;

/** What a provider says that it holds, some of which cannot be believed yet. */
class ProviderFiguresTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-02T08:00:00Z"), ZoneOffset.UTC);

    private final Database database = TestDatabase.database();
    private final Ids ids = TestDatabase.ids(CLOCK);
    private final Engine engine = new Engine(database, CLOCK, ids, EngineLimits.DEFAULT, seller -> {});
    private final Accounts accounts = new Accounts(database, CLOCK, ids, new Sealing(new byte[Sealing.KEY_BYTES]));
    private final ProviderFigures figures = new ProviderFigures(engine, ids);
    private final long seller = new Sellers(database, CLOCK, ids)
            .create("Weir & Sluice", "EUR", Sellers.PartialShipping.SHIP_AVAILABLE)
            .sellerId();
    private final long provider = account("amazon-mcf", Role.PROVIDER);
    private final long location = new Locations(database, CLOCK, ids)
            .create(seller, "FBA", "Amazon", Locations.Kind.FBA, Locations.ShipsBy.PROVIDER, Optional.of(provider), 1)
            .locationId();
    private final Map<String, Long> bySku = new LinkedHashMap<>();

    ProviderFiguresTest() {
        for (String code : List.of("MUG", "BOWL", "VASE")) {
            bySku.put(
                    code,
                    new Skus(database, CLOCK, ids)
                            .create(seller, code, code, Optional.empty(), Skus.Sharing.POOL, 0)
                            .skuId());
        }
    }

    @AfterEach
    void stop() {
        engine.close();
    }

    @Test
    void oneSkuThatIsPromisedToTooManyOrdersKeepsTheOthersFromNothing() {
        say(5, 5, 5);
        assertThat(available()).isEqualTo("MUG 5, BOWL 5, VASE 5");
        OrderSnapshot order = new OrderSnapshot(
                "A1",
                1,
                OrderPhase.CONFIRMED,
                CLOCK.instant(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(new OrderLineSnapshot("1", "MUG", 1, 0)));
        engine.decide(seller, new ApplyOrder(account("own-site", Role.CHANNEL), order, 0, true));
        promiseToMany();

        say(9, 4, 3);

        assertThat(available()).isEqualTo("MUG 4, BOWL 4, VASE 3");
    }

    private void say(int mugs, int bowls, int vases) {
        figures.apply(
                new AccountKey(seller, provider, "amazon-mcf"),
                location,
                bySku,
                List.of(shown("MUG", mugs), shown("BOWL", bowls), shown("VASE", vases)));
    }

    private static ShownQuantity shown(String sku, int units) {
        return new ShownQuantity(sku, "", units, CLOCK.instant());
    }

    private long account(String name, Role role) {
        ChannelKind kind = new ChannelKind(name, role, role == Role.CHANNEL, false, false, false, List.of());
        return accounts.open(seller, kind, new Accounts.Opening(name, "", 1, Map.of(), Map.of()))
                .accountId();
    }

    /** As if many more orders had been promised what that one was. */
    private void promiseToMany() {
        database.transact(seller, transaction -> transaction.update("""
                insert into reservation (seller_id, reservation_id, order_id, line_no, sku_id, location_id, quantity, state)
                select r.seller_id, r.reservation_id + n, r.order_id + n, 1, r.sku_id, r.location_id, 1, 'PENDING'
                  from reservation r cross join generate_series(1, ?) as n
                 where r.seller_id = ?
                """, Book.MAX_ORDERS_RESERVING, seller));
    }

    private String available() {
        StringBuilder said = new StringBuilder();
        bySku.keySet()
                .forEach(code -> said.append(said.isEmpty() ? "" : ", ")
                        .append(code)
                        .append(' ')
                        .append(new Stock(database)
                                .balances(seller, code, "", 10)
                                .get(0)
                                .available()));
        return said.toString();
    }
}
