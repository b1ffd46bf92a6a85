package penstock.test.publication;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import penstock.core.book.Reply;
import penstock.core.book.StockKey;
import penstock.core.catalogue.Accounts;
import penstock.core.catalogue.Listings;
import penstock.core.catalogue.Locations;
import penstock.core.catalogue.Sellers;
import penstock.core.catalogue.Skus;
import penstock.core.engine.Engine;
import penstock.core.engine.EngineLimits;
import penstock.core.engine.Exposures;
import penstock.core.engine.Exposures.Exposure;
import penstock.core.identity.Ids;
import penstock.core.identity.Sealing;
import penstock.core.ledger.MoveStock;
import penstock.core.message.OrderLineSnapshot;
import penstock.core.message.OrderPhase;
import penstock.core.message.OrderSnapshot;
import penstock.core.message.Outcome;
import penstock.core.order.ApplyOrder;
import penstock.core.port.ChannelKinds.ChannelKind;
import penstock.core.port.ChannelKinds.Role;
import penstock.core.publication.Claim;
import penstock.core.publication.Drifts;
import penstock.core.publication.Drifts.Drift;
import penstock.core.publication.Publishing;
import penstock.core.publication.PublishingControl;
import penstock.core.publication.PublishingControl.Scope;
import penstock.core.publication.PublishingControl.Target;
import penstock.core.publication.PublishingMode;
import penstock.core.store.Database;
import penstock.test.TestDatabase;

/**
 * A seller of one partitioned SKU. {@code amazon} takes absolute numbers and shows them later, {@code shopify} compares and
 * sets, {@code bazaar} sells what it likes, {@code site} is the seller's own.
 */
final class Market implements AutoCloseable {

    static final String SKU = "SKU-P";

    private static final EngineLimits LIMITS = new EngineLimits(1, 50, 1_000, 10);
    private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");

    private final Database database = TestDatabase.database();
    private final MovedClock clock = new MovedClock();
    private final Ids ids = TestDatabase.ids(clock);
    private final Engine engine = new Engine(database, clock, ids, LIMITS, seller -> {});
    private final Listings listings = new Listings(database, clock, ids);
    private final Accounts accounts = new Accounts(database, clock, ids, new Sealing(new byte[Sealing.KEY_BYTES]));
    private final Map<String, Long> accountIds = new HashMap<>();
    private final long sellerId;
    private final long skuId;
    private final long warehouse;
    private int moves;
    private long revision;

    final Publishing publishing = new Publishing(database, clock);
    final Drifts drifts = new Drifts(database, clock);
    final PublishingControl control = new PublishingControl(database, clock);

    private static final class MovedClock extends Clock {
        private Instant now = START;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    Market() {
        sellerId = new Sellers(database, clock, ids)
                .create("Market", "EUR", Sellers.PartialShipping.SHIP_AVAILABLE)
                .sellerId();
        warehouse = new Locations(database, clock, ids)
                .create(sellerId, "WH1", "W", Locations.Kind.WAREHOUSE, Locations.ShipsBy.SELLER, Optional.empty(), 1)
                .locationId();
        skuId = new Skus(database, clock, ids)
                .create(sellerId, SKU, SKU, Optional.empty(), Skus.Sharing.PARTITIONED, 0)
                .skuId();
        open("amazon", false, false, true);
        open("shopify", false, true, true);
        open("bazaar", false, false, false);
        open("site", true, false, true);
    }

    private void open(String name, boolean ownSkus, boolean comparesAndSets, boolean enforcesNumber) {
        ChannelKind kind =
                new ChannelKind(name, Role.CHANNEL, ownSkus, true, comparesAndSets, enforcesNumber, List.of());
        Accounts.Opening opening = new Accounts.Opening(name, "https://" + name + ".example", 1, Map.of(), Map.of());
        accountIds.put(name, accounts.open(sellerId, kind, opening).accountId());
    }

    long sellerId() {
        return sellerId;
    }

    /** A listing; at Amazon one that is known to show nothing. */
    Market listed(String account, String channelSku) {
        found(account, channelSku);
        if (account.equals("amazon")) {
            looks(account, 0);
            readsOrders(account);
            waits(Publishing.READ_BACK);
            looks(account, 0);
        }
        return this;
    }

    /** A listing that is taken over from its channel: nobody has looked what it shows. */
    Market found(String account, String channelSku) {
        listings.bind(sellerId, account(account), new Listings.Binding(channelSku, "", "", SKU, 1, Optional.empty()));
        return this;
    }

    Market received(int units) {
        engine.decide(
                sellerId, new MoveStock("m" + ++moves, MoveStock.Kind.RECEIVE, new StockKey(skuId, warehouse), units));
        return this;
    }

    Market damaged(int units) {
        engine.decide(
                sellerId, new MoveStock("m" + ++moves, MoveStock.Kind.DAMAGE, new StockKey(skuId, warehouse), units));
        return this;
    }

    /** An order that was placed at a channel, read and applied. */
    Reply.Verdict ordered(String account, String id, OrderLineSnapshot... lines) {
        return ordered(clock.instant(), account, id, lines);
    }

    /** The same, placed some time ago. */
    Reply.Verdict orderedAt(Instant placedAt, String account, String id, String channelSku, int units) {
        return ordered(placedAt, account, id, new OrderLineSnapshot("1", channelSku, units, 0));
    }

    private Reply.Verdict ordered(Instant placedAt, String account, String id, OrderLineSnapshot... lines) {
        OrderSnapshot snapshot = new OrderSnapshot(
                id,
                ++revision,
                OrderPhase.CONFIRMED,
                placedAt,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(lines));
        boolean waits = account.equals("site");
        return engine.decide(sellerId, new ApplyOrder(account(account), snapshot, 0, waits))
                .verdict();
    }

    Reply.Verdict ordered(String account, String id, String channelSku, int units) {
        return ordered(account, id, new OrderLineSnapshot("1", channelSku, units, 0));
    }

    void waits(Duration time) {
        clock.now = clock.now.plus(time);
    }

    Instant now() {
        return clock.instant();
    }

    /** Claims what is due of an account. */
    Publishing.Work claims(String account) {
        publishing.followLedger(sellerId);
        return publishing.claim(sellerId, account(account), 10, 10);
    }

    /** Sends what is due, and has the channel answer. */
    Claim sends(String account, Outcome outcome) {
        List<Claim> claims = claims(account).updates();
        claims.forEach(claim -> publishing.settle(sellerId, claim, outcome));
        return claims.get(0);
    }

    /** Brings listings to where its channel shows its share and everything is settled. */
    void settled(String account) {
        int shown = sends(account, new Outcome.Pending("ref")).quantity();
        waits(Publishing.READ_BACK);
        looks(account, shown);
        readsOrders(account);
        waits(Publishing.READ_BACK);
        looks(account, shown);
    }

    /** Reads back what is due, and sees that number; false if nothing is due. */
    boolean looks(String account, int seen) {
        List<Claim> due = claims(account).readBacks();
        due.forEach(claim -> publishing.observed(sellerId, claim, seen, clock.instant()));
        return !due.isEmpty();
    }

    /** Reads the account's orders up to now. */
    void readsOrders(String account) {
        readsOrders(account, clock.instant());
    }

    void readsOrders(String account, Instant through) {
        write("""
                insert into account_cursor (seller_id, account_id, kind, cursor, read_through, next_at)
                values (%d, %d, 'orders', '', '%s', '%s')
                on conflict (seller_id, account_id, kind) do update set read_through = excluded.read_through
                """.formatted(sellerId, account(account), through, through));
        publishing.ordersRead(sellerId, account(account), through);
    }

    /** What channels showed wrong, one difference a line, the oldest first. */
    String drifted() {
        List<String> lines = new ArrayList<>();
        for (Drift drift : drifts.list(sellerId, new Drifts.Wanted(Optional.empty(), true), Instant.EPOCH, 0, 100)) {
            String seen =
                    drift.seen().isPresent() ? Integer.toString(drift.seen().getAsInt()) : "nothing";
            lines.add("%s %s %s, should show %d, showed %s, %s"
                    .formatted(
                            drift.channelSku(),
                            drift.cause(),
                            drift.action(),
                            drift.expected(),
                            seen,
                            drift.endedAt().isPresent() ? "ended" : "open for " + drift.age(now())));
        }
        return String.join("\n", lines);
    }

    /** A person sets the mode of an account. */
    void becomes(String account, PublishingMode mode) {
        control.put(sellerId, accountOf(account), mode, "a test says so", "KEY:1");
    }

    Target accountOf(String account) {
        return new Target(Scope.ACCOUNT, account(account));
    }

    Target sku() {
        return new Target(Scope.SKU, skuId);
    }

    Target listing(String channelSku) {
        return new Target(
                Scope.LISTING,
                database.transact(
                                sellerId,
                                transaction -> transaction.find(
                                        "select listing_id from listing where seller_id = ? and channel_sku = ?",
                                        row -> row.getLong("listing_id"),
                                        sellerId,
                                        channelSku))
                        .orElseThrow());
    }

    /** The channel says by itself what it shows. */
    void told(String account, String channelSku, int quantity) {
        publishing.told(sellerId, account(account), channelSku, quantity, clock.instant());
    }

    void write(String sql) {
        database.transact(sellerId, transaction -> transaction.update(sql));
    }

    /** The account's listings, one a line: state, what the channel is known to show, what it may still sell. */
    String told(String account) {
        Map<Long, Integer> exposures = new HashMap<>();
        database.transact(sellerId, transaction -> Exposures.list(transaction, List.of(skuId)))
                .forEach((Exposure exposure) -> exposures.put(exposure.listingId(), exposure.units()));
        List<String> lines = new ArrayList<>(database.transact(
                sellerId,
                transaction -> transaction.list(
                        """
                        select p.*, l.channel_sku
                          from publication p join listing l on l.seller_id = p.seller_id and l.listing_id = p.listing_id
                         where p.seller_id = ? and p.account_id = ?
                         order by l.channel_sku
                        """,
                        row -> "%s %s shown %s, may sell %s"
                                .formatted(
                                        row.getText("channel_sku"),
                                        row.getText("state"),
                                        row.findInt("shown")
                                                .map(String::valueOf)
                                                .orElse("?"),
                                        Optional.ofNullable(exposures.get(row.getLong("listing_id")))
                                                .map(String::valueOf)
                                                .orElse("nothing of ours")),
                        sellerId,
                        account(account))));
        return String.join("\n", lines);
    }

    long account(String name) {
        return accountIds.get(name);
    }

    @Override
    public void close() {
        engine.close();
    }
}
