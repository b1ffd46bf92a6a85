package penstock.test.scenario;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import penstock.core.book.BackorderRule;
import penstock.core.book.Command;
import penstock.core.book.Reply;
import penstock.core.catalogue.BackorderRules;
import penstock.core.catalogue.Kits;
import penstock.core.catalogue.Locations;
import penstock.core.catalogue.Sellers;
import penstock.core.catalogue.SkuProfile;
import penstock.core.catalogue.Skus;
import penstock.core.engine.Engine;
import penstock.core.engine.EngineLimits;
import penstock.core.identity.Ids;
import penstock.core.scenario.Tables;
import penstock.core.scenario.World;
import penstock.core.shipping.Releases;
import penstock.core.store.Database;
import penstock.routes.database.GatewayDatabase;
import penstock.test.TestDatabase;

/** A seller of its own on PostgreSQL, served by an engine of its own. */
public final class DatabaseLedger implements World, AutoCloseable {

    private final MovingClock clock;
    private final Database database;
    private final @Nullable GatewayDatabase pool; // of a second node
    private final Ids ids;
    private final long seller;
    private final Map<String, Long> numbers;
    private Engine engine;
    private @Nullable Engine resting;

    private static final class MovingClock extends Clock {
        private Instant now = START;

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public synchronized Instant instant() {
            return now;
        }

        synchronized void pass(Duration time) {
            now = now.plus(time);
        }
    }

    /** The account that waits for our answer and speaks our SKU codes. */
    private static final String OWN_SITE = "web";

    /** The same seller, served by another node: an engine, ids and connections of its own. */
    public DatabaseLedger onAnotherNode() {
        return new DatabaseLedger(this);
    }

    private DatabaseLedger(DatabaseLedger same) {
        clock = same.clock;
        pool = GatewayDatabase.open(TestDatabase.access());
        database = new Database(pool.pool());
        ids = TestDatabase.ids(clock);
        seller = same.seller;
        numbers = same.numbers;
        engine = engine();
    }

    public DatabaseLedger(boolean waitsForAll) {
        this(waitsForAll, TestDatabase.dataSource());
    }

    /** Of a seller whose ledger speaks to the database through that. */
    public DatabaseLedger(boolean waitsForAll, DataSource through) {
        clock = new MovingClock();
        pool = null;
        database = new Database(through);
        ids = TestDatabase.ids(clock);
        numbers = new HashMap<>();
        Sellers.PartialShipping shipping =
                waitsForAll ? Sellers.PartialShipping.WAIT_FOR_ALL : Sellers.PartialShipping.SHIP_AVAILABLE;
        seller = new Sellers(database, clock, ids)
                .create("Seller", "EUR", shipping)
                .sellerId();
        ACCOUNTS.forEach(this::openAccount);
        for (String code : LOCATIONS) {
            boolean provided = code.equals(PROVIDED);
            numbers.put(
                    "location " + code,
                    new Locations(database, clock, ids)
                            .create(
                                    seller,
                                    code,
                                    code,
                                    provided ? Locations.Kind.FBA : Locations.Kind.WAREHOUSE,
                                    provided ? Locations.ShipsBy.PROVIDER : Locations.ShipsBy.SELLER,
                                    provided ? Optional.of(account("mcf")) : Optional.empty(),
                                    1 + LOCATIONS.indexOf(code))
                            .locationId());
        }
        for (String code : SKUS) {
            Skus.Sharing sharing = code.equals(PARTITIONED) ? Skus.Sharing.PARTITIONED : Skus.Sharing.POOL;
            numbers.put(
                    "sku " + code,
                    new Skus(database, clock, ids)
                            .create(seller, code, code, Optional.empty(), sharing, 0)
                            .skuId());
            ACCOUNTS.stream()
                    .filter(account -> !account.equals(OWN_SITE))
                    .forEach(account -> bind(account, code, code, 1));
        }
        engine = engine();
    }

    private void openAccount(String name) {
        long account = ids.next();
        numbers.put("account " + name, account);
        database.transact(
                seller,
                transaction -> transaction.update("""
                insert into channel_account (seller_id, account_id, channel, name, endpoint, state, own_skus, enforces_number,
                                             created_at)
                values (?, ?, 'test', ?, '', 'ACTIVE', ?, true, ?)
                """, seller, account, name, name.equals(OWN_SITE), clock.instant()));
    }

    private Engine engine() {
        return new Engine(database, clock, ids, EngineLimits.DEFAULT, moved -> {});
    }

    /** Goes on with an engine that has seen nothing yet. */
    public void restart() {
        engine.close();
        engine = engine();
    }

    /** Goes on with a second engine, as if on another node; the one before rests, and keeps what it remembers. */
    public void changeEngines() {
        Engine next = resting == null ? engine() : resting;
        resting = engine;
        engine = next;
    }

    public long seller() {
        return seller;
    }

    public Engine currentEngine() {
        return engine;
    }

    @Override
    public List<Reply> decide(List<Command> commands) {
        List<CompletableFuture<Reply>> replies =
                commands.stream().map(command -> engine.submit(seller, command)).toList();
        try {
            return replies.stream().map(CompletableFuture::join).toList();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    @Override
    public boolean isToBeReleased(long orderId) {
        boolean told = new Releases(database, clock)
                .due(seller, Integer.MAX_VALUE)
                .orderIds()
                .contains(orderId);
        return told
                && tables().reservations().stream()
                        .anyMatch(row -> row.orderId() == orderId && row.open() > 0 && row.fulfilmentId() == 0);
    }

    @Override
    public long account(String name) {
        return numbers.getOrDefault("account " + name, 0L);
    }

    @Override
    public long location(String code) {
        return numbers.getOrDefault("location " + code, 0L);
    }

    @Override
    public long sku(String code) {
        return numbers.getOrDefault("sku " + code, 0L);
    }

    @Override
    public void bind(String account, String channelSku, String sku, int packSize) {
        database.transact(seller, transaction -> {
            transaction.update(
                    """
                    insert into listing (seller_id, listing_id, account_id, channel_sku, sku_id, pack_size, state, created_at)
                    values (?, ?, ?, ?, ?, ?, 'ACTIVE', ?)
                    on conflict (seller_id, account_id, channel_sku)
                    do update set sku_id = excluded.sku_id, pack_size = excluded.pack_size
                    """, seller, ids.next(), account(account), channelSku, sku(sku), packSize, clock.instant());
            return transaction.update(
                    "update seller set catalogue_version = catalogue_version + 1 where seller_id = ?", seller);
        });
    }

    @Override
    public void bindKit(String account, String channelSku, Map<String, Integer> components) {
        String kit = "KIT " + channelSku;
        Skus skus = new Skus(database, clock, ids);
        SkuProfile plain = SkuProfile.plain(kit, kit, Skus.Sharing.POOL, 0);
        numbers.put(
                "sku " + kit,
                skus.find(seller, kit)
                        .orElseGet(() -> skus.create(seller, plain.of(SkuProfile.Kind.KIT), Optional.empty()))
                        .skuId());
        new Kits(database, clock).put(seller, new Kits.Kit(kit, components));
        bind(account, channelSku, kit, 1);
    }

    @Override
    public void discontinue(String sku) {
        new Skus(database, clock, ids)
                .change(
                        seller,
                        sku,
                        before -> before.offered(
                                SkuProfile.Lifecycle.DISCONTINUED, before.sharing(), before.safetyStock()))
                .orElseThrow();
    }

    @Override
    public void expose(String account, String sku, int units) {
        database.transact(seller, transaction -> transaction.update("""
                insert into publication (seller_id, account_id, listing_id, sku_id, state, exposure, exposed_from)
                select s.seller_id, l.account_id, l.listing_id, l.sku_id, 'OBSERVED', ?, s.head
                  from seller s join listing l on l.seller_id = s.seller_id
                 where s.seller_id = ? and l.account_id = ? and l.channel_sku = ?
                on conflict (seller_id, listing_id)
                do update set exposure = excluded.exposure, exposed_from = excluded.exposed_from
                """, units, seller, account(account), sku));
    }

    @Override
    public void keepBack(String sku, int units) {
        new Skus(database, clock, ids)
                .change(seller, sku, before -> before.offered(before.lifecycle(), before.sharing(), units))
                .orElseThrow();
    }

    @Override
    public void promise(String sku, BackorderRule rule) {
        Skus skus = new Skus(database, clock, ids);
        new BackorderRules(database).put(seller, skus.find(seller, sku).orElseThrow(), rule);
    }

    @Override
    public Instant now() {
        return clock.instant();
    }

    @Override
    public void pass(Duration time) {
        clock.pass(time);
    }

    @Override
    public Tables tables() {
        return database.transact(seller, transaction -> StoredTables.read(transaction, seller));
    }

    @Override
    public void close() {
        engine.close();
        if (resting != null) {
            resting.close();
        }
        if (pool != null) {
            pool.close();
        }
    }
}
