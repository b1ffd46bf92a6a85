package penstock.test.publication;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import penstock.core.book.StockKey;
import penstock.core.catalogue.Accounts;
import penstock.core.catalogue.Listings;
import penstock.core.catalogue.Locations;
import penstock.core.catalogue.Sellers;
import penstock.core.catalogue.Skus;
import penstock.core.engine.Engine;
import penstock.core.engine.EngineLimits;
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
import penstock.core.publication.MassZero;
import penstock.core.publication.Publishing;
import penstock.core.publication.ZeroGuard;
import penstock.core.publication.ZeroGuard.State;
import penstock.core.publication.ZeroGuard.Wish;
import penstock.core.store.Database;
import penstock.test.TestDatabase;

/** A dozen listings that show ten each, of which five zeroes are too many. */
class ZeroGuardTest {

    private static final int LISTINGS = 12;
    private static final ChannelKind KIND =
            new ChannelKind("amazon", Role.CHANNEL, false, true, false, true, List.of());

    private final Database database = TestDatabase.database();
    private final MovedClock clock = new MovedClock();
    private final Ids ids = TestDatabase.ids(clock);
    private final Engine engine = new Engine(database, clock, ids, new EngineLimits(1, 50, 1_000, 10), seller -> {});
    private final Publishing publishing = new Publishing(database, clock);
    private final ZeroGuard guard = new ZeroGuard(database, clock);
    private final List<Long> skus = new ArrayList<>();
    private final List<Long> listings = new ArrayList<>();
    private long sellerId;
    private long accountId;
    private long warehouse;

    private static final class MovedClock extends Clock {
        private Instant now = Instant.parse("2026-03-01T08:00:00Z");

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

    @BeforeEach
    void everyListingShowsTen() {
        sellerId = new Sellers(database, clock, ids)
                .create("Guarded", "EUR", Sellers.PartialShipping.SHIP_AVAILABLE)
                .sellerId();
        warehouse = new Locations(database, clock, ids)
                .create(sellerId, "WH1", "W", Locations.Kind.WAREHOUSE, Locations.ShipsBy.SELLER, Optional.empty(), 1)
                .locationId();
        accountId = new Accounts(database, clock, ids, new Sealing(new byte[Sealing.KEY_BYTES]))
                .open(sellerId, KIND, new Accounts.Opening("A", "https://a.example", 1, Map.of(), Map.of()))
                .accountId();
        for (int i = 0; i < LISTINGS; i++) {
            skus.add(new Skus(database, clock, ids)
                    .create(sellerId, "S" + i, "S" + i, Optional.empty(), Skus.Sharing.POOL, 0)
                    .skuId());
            listings.add(new Listings(database, clock, ids)
                    .bind(sellerId, accountId, new Listings.Binding("S" + i, "", "", "S" + i, 1, Optional.empty()))
                    .orElseThrow());
            move(MoveStock.Kind.RECEIVE, i, 10);
        }
        publishing.followLedger(sellerId);
        List<Claim> updates;
        while (!(updates = publishing.claim(sellerId, accountId, 250, 250).updates()).isEmpty()) {
            updates.forEach(claim -> publishing.settle(sellerId, claim, new Outcome.Done("ref")));
        }
        clock.now = clock.now.plusSeconds(60);
        guard.put(sellerId, accountId, new MassZero(30, 5));
    }

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void aMistakeIsHeldAsAWholeBeforeAnyOfItIsTold() {
        List<Wish> zeroes = gone(0, 8);
        assertThat(hold(zeroes.subList(0, 1), zeroes)).containsExactly(listings.get(0));
        assertThat(guard.find(sellerId, accountId).why())
                .hasValue(
                        "8 of 12 listings were to show nothing though nobody bought them; 1 wait: let them pass or keep them by"
                                + " the account's zero guard");

        assertThat(hold(zeroes.subList(1, 8), zeroes)).hasSize(7);
        assertThat(guard.find(sellerId, accountId).held()).isEqualTo(8);
        assertThat(guard.held(sellerId, accountId, 0, 3))
                .extracting(ZeroGuard.Held::channelSku, ZeroGuard.Held::shows)
                .hasSize(3)
                .contains(org.assertj.core.groups.Tuple.tuple("S0", 10));
        assertThat(due())
                .as("they are looked at again by themselves, but later")
                .isZero();
    }

    @Test
    void whatIsSoldIsNeverHeld() {
        List<Wish> zeroes = gone(0, 8);
        hold(zeroes, zeroes);
        assertThat(guard.find(sellerId, accountId).state()).isEqualTo(State.HOLDING);

        Instant before = clock.now;
        for (int i = 8; i < LISTINGS; i++) {
            order(i, 10);
        }
        publishing.followLedger(sellerId);
        List<Wish> sold = wishes(8, LISTINGS, before);
        assertThat(hold(sold, sold)).isEmpty();
    }

    @Test
    void anAccountThatIsSoldOutIsNoMistake() {
        Instant before = clock.now;
        for (int i = 0; i < LISTINGS; i++) {
            order(i, 10);
        }
        publishing.followLedger(sellerId);
        List<Wish> sold = wishes(0, LISTINGS, before);
        assertThat(hold(sold, sold)).isEmpty();
        assertThat(guard.find(sellerId, accountId).state()).isEqualTo(State.WATCHING);
    }

    @Test
    void fewPassAtOnceUntilTheyAreManyTogether() {
        for (int i = 0; i < 4; i++) {
            gone(i, i + 1);
            assertThat(told()).containsExactly(listings.get(i));
        }
        gone(4, 5);
        assertThat(told()).isEmpty();
        assertThat(guard.find(sellerId, accountId))
                .extracting(ZeroGuard.Standing::wouldZero, ZeroGuard.Standing::held)
                .containsExactly(5, 1);
    }

    @Test
    void whatWasLetThroughSomeTimeAgoDoesNotCount() {
        for (int i = 0; i < LISTINGS; i++) {
            gone(i, i + 1);
            assertThat(told()).containsExactly(listings.get(i));
            clock.now = clock.now.plus(ZeroGuard.WITHIN.dividedBy(4));
        }
    }

    @Test
    void whatAPersonLetsPassIsToldAndSoIsWhatFollowsForAWhile() {
        List<Wish> zeroes = gone(0, 8);
        hold(zeroes, zeroes);
        assertThat(guard.decide(sellerId, accountId, true, "KEY:7")).isTrue();
        assertThat(due()).isEqualTo(8);
        assertThat(guard.find(sellerId, accountId))
                .extracting(ZeroGuard.Standing::state, ZeroGuard.Standing::held, ZeroGuard.Standing::decidedBy)
                .containsExactly(State.PASSING, 0, Optional.of("KEY:7"));
        assertThat(hold(zeroes, zeroes)).isEmpty();

        clock.now = clock.now.plus(ZeroGuard.PASSES_FOR);
        assertThat(hold(zeroes, zeroes)).as("then it watches again").hasSize(8);
        assertThat(guard.decide(sellerId, accountId, false, "KEY:7")).isTrue();
        assertThat(guard.decide(sellerId, accountId, false, "KEY:7"))
                .as("nothing is held")
                .isFalse();
    }

    @Test
    void whatAPersonKeepsIsShownUntilSomethingOfItMoves() {
        List<Wish> zeroes = gone(0, 8);
        hold(zeroes, zeroes);
        guard.decide(sellerId, accountId, false, "KEY:7");
        clock.now = clock.now.plus(Duration.ofDays(1));
        assertThat(due()).isZero();
        move(MoveStock.Kind.RECEIVE, 3, 4);
        publishing.followLedger(sellerId);
        assertThat(publishing.claim(sellerId, accountId, 250, 250).updates())
                .singleElement()
                .satisfies(claim -> assertThat(claim.quantity()).isEqualTo(4));
    }

    @Test
    void aMistakeThatIsPutRightIsHeldNoLonger() {
        List<Wish> zeroes = gone(0, 8);
        hold(zeroes, zeroes);
        List<Wish> right = zeroes.stream()
                .map(wish -> new Wish(wish.listingId(), wish.skuId(), 10, 10, wish.staleSince()))
                .toList();
        assertThat(hold(right.subList(0, 7), right)).isEmpty();
        assertThat(guard.find(sellerId, accountId).state()).isEqualTo(State.HOLDING);
        assertThat(hold(right.subList(7, 8), right)).isEmpty();
        assertThat(guard.find(sellerId, accountId).state()).isEqualTo(State.WATCHING);
    }

    @Test
    void howManyAreTooManyIsTheAccountsOwn() {
        guard.put(sellerId, accountId, new MassZero(75, 2));
        List<Wish> zeroes = gone(0, 8);
        assertThat(hold(zeroes, zeroes)).isEmpty();
        guard.put(sellerId, accountId, new MassZero(60, 2));
        assertThat(hold(zeroes, zeroes)).hasSize(8);
    }

    /** Units of these SKUs vanish, and what their listings would be told. */
    private List<Wish> gone(int from, int to) {
        Instant before = clock.now;
        for (int i = from; i < to; i++) {
            move(MoveStock.Kind.DAMAGE, i, 10);
        }
        publishing.followLedger(sellerId);
        return wishes(from, to, before);
    }

    private List<Wish> wishes(int from, int to, Instant staleSince) {
        return IntStream.range(from, to)
                .mapToObj(i -> new Wish(listings.get(i), skus.get(i), 10, 0, staleSince))
                .toList();
    }

    private Set<Long> hold(List<Wish> claimed, List<Wish> waiting) {
        return database.transact(
                sellerId,
                transaction -> ZeroGuard.hold(transaction, accountId, claimed, () -> waiting, clock.instant()));
    }

    /** Listings that are told something now, and show it. */
    private List<Long> told() {
        List<Claim> updates = publishing.claim(sellerId, accountId, 250, 250).updates();
        updates.forEach(claim -> publishing.settle(sellerId, claim, new Outcome.Done("ref")));
        return updates.stream().map(Claim::listingId).toList();
    }

    private int due() {
        return database.transact(
                sellerId,
                transaction -> transaction
                        .find(
                                "select count(*) as n from publication where seller_id = ? and next_attempt_at <= ?",
                                row -> row.getInt("n"),
                                sellerId,
                                clock.instant())
                        .orElseThrow());
    }

    private void move(MoveStock.Kind kind, int sku, int units) {
        engine.decide(sellerId, new MoveStock("m" + ids.next(), kind, new StockKey(skus.get(sku), warehouse), units));
    }

    private void order(int sku, int units) {
        OrderSnapshot snapshot = new OrderSnapshot(
                "O" + sku,
                1,
                OrderPhase.CONFIRMED,
                clock.instant(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(new OrderLineSnapshot("1", "S" + sku, units, 0)));
        engine.decide(sellerId, new ApplyOrder(accountId, snapshot, 0, false));
    }
}
