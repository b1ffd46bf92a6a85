package penstock.test.publication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import penstock.core.book.Actor;
import penstock.core.book.Reply.Verdict;
import penstock.core.message.Outcome;
import penstock.core.offer.Rule;
import penstock.core.offer.Scope;
import penstock.core.offer.Settings;
import penstock.core.publication.MarkListings;
import penstock.core.publication.PublicationRules;
import penstock.core.publication.PublicationRules.State;
import penstock.core.publication.PublishingMode;
import penstock.core.store.Database;
import penstock.core.store.Transaction;
import penstock.test.TestDatabase;

/** What is said of many listings holds before the first of them is marked, and marking that broke off is gone on with. */
class MarkListingsTest {

    private static final Actor SOMEBODY = Actor.key(7);

    private final Market market = new Market();
    private final Database database = TestDatabase.database();
    private final MarkListings marking = new MarkListings(database);
    private final PublicationRules rules = new PublicationRules(database, Clock.fixed(market.now(), ZoneOffset.UTC));

    @AfterEach
    void close() {
        market.close();
    }

    private void bazaarShows(int units) {
        market.listed("bazaar", "B").received(units);
        assertThat(sent()).isEqualTo(units);
    }

    private int sent() {
        return market.sends("bazaar", new Outcome.Done("ref")).quantity();
    }

    @Test
    void theKillSwitchHoldsThoughItsListingsCannotBeMarkedYet() {
        bazaarShows(10);
        breaksOffAtAListing(
                () -> market.becomes("bazaar", PublishingMode.ZERO),
                () -> assertThat(market.control.list(market.sellerId(), 10))
                        .extracting(said -> said.mode())
                        .containsExactly(PublishingMode.ZERO));
        assertThat(market.claims("bazaar").isEmpty()).isTrue();
        assertThat(marking.finish(market.sellerId())).isEqualTo(1);
        assertThat(sent()).isZero();
        assertThat(marking.isDue(market.sellerId())).isFalse();
    }

    @Test
    void rulesAreInForceAndOrdersAppliedThoughListingsCannotBeMarkedYet() {
        bazaarShows(10);
        rules.write(market.sellerId(), 1, 0, "", List.of(capped(4)), SOMEBODY);
        breaksOffAtAListing(() -> rules.activate(market.sellerId(), 1, 1, SOMEBODY), () -> {
            assertThat(rules.find(market.sellerId(), 1))
                    .hasValueSatisfying(version -> assertThat(version.state()).isEqualTo(State.ACTIVE));
            market.received(3);
        });
        rules.write(market.sellerId(), 2, 0, "", List.of(), SOMEBODY);
        assertThat(marking.isDue(market.sellerId())).isTrue();
        assertThat(marking.finish(market.sellerId())).isEqualTo(1);
        assertThat(sent()).isEqualTo(4);
        assertThat(rules.activate(market.sellerId(), 2, 1, SOMEBODY)).isEqualTo(Verdict.CHANGED);
        assertThat(sent()).isEqualTo(13);
    }

    private Rule capped(int cap) {
        return new Rule(1, Scope.channel(market.account("bazaar")), Settings.ofCap(cap));
    }

    /** Somebody else has the listing of the bazaar; who waits for it is seen to, and then broken off. */
    private void breaksOffAtAListing(Runnable saying, Runnable meanwhile) {
        CompletableFuture<Void> said = database.transact(market.sellerId(), mine -> {
            mine.list(
                    "select listing_id from publication where seller_id = ? for update",
                    row -> row.getLong("listing_id"),
                    market.sellerId());
            CompletableFuture<Void> running = CompletableFuture.runAsync(saying);
            Awaitility.await().until(() -> waitsForMe(mine).isPresent());
            meanwhile.run();
            mine.find(
                    "select pg_cancel_backend(?) as cancelled",
                    row -> row.getBoolean("cancelled"),
                    waitsForMe(mine).orElseThrow());
            Awaitility.await().until(running::isDone);
            return running;
        });
        assertThatThrownBy(said::join).as("it was broken off").isNotNull();
    }

    private static Optional<Integer> waitsForMe(Transaction mine) {
        return mine.find(
                "select pid from pg_stat_activity where pg_backend_pid() = any (pg_blocking_pids(pid))",
                row -> row.getInt("pid"));
    }
}
