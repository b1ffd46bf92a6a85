package penstock.test.check;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import penstock.core.book.Command;
import penstock.core.book.Reply;
import penstock.core.book.StockKey;
import penstock.core.catalogue.Accounts;
import penstock.core.catalogue.Kits;
import penstock.core.catalogue.Listings;
import penstock.core.catalogue.Locations;
import penstock.core.catalogue.Sellers;
import penstock.core.catalogue.SkuProfile;
import penstock.core.catalogue.Skus;
import penstock.core.engine.Engine;
import penstock.core.engine.EngineLimits;
import penstock.core.identity.Ids;
import penstock.core.identity.Sealing;
import penstock.core.message.OrderLineSnapshot;
import penstock.core.message.OrderPhase;
import penstock.core.message.OrderSnapshot;
import penstock.core.order.ApplyOrder;
import penstock.core.port.ChannelKinds.ChannelKind;
import penstock.core.port.ChannelKinds.Role;
import penstock.core.store.Database;
import penstock.core.store.Transaction;
import penstock.test.TestDatabase;

/** A seller with two marketplaces, a site of its own, a warehouse, a provider, and an engine that works for it. */
final class SampleSeller implements AutoCloseable {

    static final Instant START = Instant.parse("2026-03-01T08:00:00Z");

    /** Sold everywhere; SKU-P is partitioned among its channels. */
    static final List<String> SKUS = List.of("SKU-A", "SKU-B", "SKU-C", "SKU-P");

    private static final EngineLimits LIMITS = new EngineLimits(2, 50, 1_000, 10);

    final Database database = TestDatabase.database();
    final MovedClock clock = new MovedClock(START);
    final Ids ids = TestDatabase.ids(clock);
    final Engine engine = new Engine(database, clock, ids, LIMITS, seller -> {});
    final Listings listings = new Listings(database, clock, ids);
    final long sellerId;
    final long warehouse;
    final long providerPlace;
    final long market;
    final long bazaar;
    final long site;
    final long provider;
    private final Map<String, Long> skuIds = new java.util.TreeMap<>();

    SampleSeller(Sellers.PartialShipping partialShipping) {
        sellerId = new Sellers(database, clock, ids)
                .create("Sample", "EUR", partialShipping)
                .sellerId();
        Accounts accounts = new Accounts(database, clock, ids, new Sealing(new byte[Sealing.KEY_BYTES]));
        market = open(accounts, "market", Role.CHANNEL, false);
        bazaar = open(accounts, "bazaar", Role.CHANNEL, false);
        site = open(accounts, "site", Role.CHANNEL, true);
        provider = open(accounts, "provider", Role.PROVIDER, false);
        Locations locations = new Locations(database, clock, ids);
        warehouse = locations
                .create(sellerId, "WH1", "W", Locations.Kind.WAREHOUSE, Locations.ShipsBy.SELLER, Optional.empty(), 1)
                .locationId();
        providerPlace = locations
                .create(
                        sellerId,
                        "3PL",
                        "P",
                        Locations.Kind.THIRD_PARTY,
                        Locations.ShipsBy.PROVIDER,
                        Optional.of(provider),
                        2)
                .locationId();
        Skus skus = new Skus(database, clock, ids);
        for (String code : SKUS) {
            Skus.Sharing sharing = code.equals("SKU-P") ? Skus.Sharing.PARTITIONED : Skus.Sharing.POOL;
            skuIds.put(
                    code,
                    skus.create(sellerId, code, code, Optional.empty(), sharing, 0)
                            .skuId());
            bind(market, code, code, 1);
            bind(bazaar, code + "-2PACK", code, 2);
        }
    }

    private long open(Accounts accounts, String name, Role role, boolean ownSkus) {
        boolean publishes = role == Role.CHANNEL && !ownSkus;
        ChannelKind kind = new ChannelKind(name, role, ownSkus, publishes, false, publishes, List.of());
        return accounts.open(
                        sellerId,
                        kind,
                        new Accounts.Opening(name, "https://" + name + ".example", 1, Map.of(), Map.of()))
                .accountId();
    }

    void bind(long accountId, String channelSku, String skuCode, int packSize) {
        listings.bind(
                sellerId, accountId, new Listings.Binding(channelSku, "", "", skuCode, packSize, Optional.empty()));
    }

    /** Sells a kit everywhere, under its code; by twos in the bazaar. */
    void offerKit(String code, Map<String, Integer> components) {
        SkuProfile plain = SkuProfile.plain(code, code, Skus.Sharing.POOL, 0);
        new Skus(database, clock, ids).create(sellerId, plain.of(SkuProfile.Kind.KIT), Optional.empty());
        new Kits(database, clock).put(sellerId, new Kits.Kit(code, components));
        bind(market, code, code, 1);
        bind(bazaar, code, code, 2);
    }

    long sku(String code) {
        return skuIds.get(code);
    }

    StockKey at(long locationId, String code) {
        return new StockKey(sku(code), locationId);
    }

    Clock clock() {
        return clock;
    }

    Reply decide(Command command) {
        return engine.decide(sellerId, command);
    }

    Reply order(long accountId, String id, OrderPhase phase, OrderLineSnapshot... lines) {
        return decide(new ApplyOrder(accountId, snapshot(id, 1, phase, List.of(lines)), 0, false));
    }

    OrderSnapshot snapshot(String id, long revision, OrderPhase phase, List<OrderLineSnapshot> lines) {
        return new OrderSnapshot(
                id, revision, phase, START, Optional.empty(), Optional.empty(), Optional.empty(), lines);
    }

    /** Writes as the app does. */
    void write(String sql) {
        database.transact(sellerId, transaction -> transaction.update(sql.replace(":seller", "" + sellerId)));
    }

    <T> List<T> list(String sql, Transaction.RowMapper<T> mapper) {
        return database.transact(
                sellerId, transaction -> transaction.list(sql.replace(":seller", "" + sellerId), mapper));
    }

    @Override
    public void close() {
        engine.close();
    }
}
