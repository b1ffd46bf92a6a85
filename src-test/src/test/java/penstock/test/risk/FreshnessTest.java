package penstock.test.risk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import penstock.core.risk.Freshness;
import penstock.core.risk.Freshness.AccountFreshness;
import penstock.core.risk.Freshness.Budget;
import penstock.core.risk.Freshness.LegTimes;
import penstock.core.risk.Freshness.Objective;
import penstock.core.risk.Freshness.Waiting;
import penstock.core.risk.Lags;
import penstock.core.risk.Leg;
import penstock.core.risk.RiskFigures;
import penstock.core.store.Database;
import penstock.test.TestDatabase;
import penstock.test.scenario.DatabaseLedger;

class FreshnessTest {

    private final Database database = TestDatabase.database();
    private final DatabaseLedger ledger = new DatabaseLedger(false);
    private final long seller = ledger.seller();
    private final long amazon = ledger.account("amazon");

    FreshnessTest() {
        database.transact(
                seller,
                transaction -> transaction.update(
                        "update channel_account set publishes_stock = true where seller_id = ? and account_id = ?",
                        seller,
                        amazon));
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    private Clock clock() {
        return Clock.fixed(ledger.now(), ZoneOffset.UTC);
    }

    /** Counted by a node that does not live long. */
    private void measured(Leg leg, int times, Duration lag) {
        Lags node = new Lags(database, clock());
        for (int i = 0; i < times; i++) {
            node.measured(seller, amazon, leg, lag);
        }
        assertThat(node.keep(seller)).isTrue();
        assertThat(node.keep(seller)).as("nothing is left").isFalse();
    }

    private AccountFreshness freshness() {
        return new Freshness(database, clock())
                .list(seller).stream()
                        .filter(account -> account.accountId() == amazon)
                        .findFirst()
                        .orElseThrow();
    }

    @Test
    void whatNodesMeasuredIsKeptAddedUpAndForgottenAfterAWeek() {
        ledger.pass(Duration.ofHours(4));
        Instant noon = ledger.now();
        measured(Leg.COMMIT_TO_SHOWN, 90, Duration.ofMillis(300));
        measured(Leg.COMMIT_TO_SHOWN, 6, Duration.ofSeconds(20));
        ledger.pass(Duration.ofHours(1));
        measured(Leg.COMMIT_TO_SHOWN, 4, Duration.ofMinutes(5));
        measured(Leg.SALE_TO_COMMIT, 1, Duration.ofSeconds(-3));
        AccountFreshness told = freshness();
        assertThat(told.commitToShown())
                .contains(new LegTimes(
                        Duration.ofMillis(320), Duration.ofMillis(20_480), Duration.ofMillis(327_680), 100, noon));
        assertThat(told.saleToCommit()).map(LegTimes::p99).contains(Duration.ofMillis(10));
        RiskFigures figures = database.transact(seller, transaction -> RiskFigures.read(transaction, Set.of()));
        assertThat(figures.lag(amazon)).isEqualTo(Duration.ofMillis(20_480));

        ledger.pass(Duration.ofDays(7));
        assertThat(freshness().commitToShown()).map(LegTimes::measured).contains(4L);
        measured(Leg.SALE_TO_COMMIT, 1, Duration.ofSeconds(1));
        ledger.pass(Duration.ofHours(1));
        assertThat(freshness().commitToShown()).isEmpty();
        assertThat(counts())
                .as("of five, two were more than a week old when the last was written")
                .isEqualTo(3);
    }

    private int counts() {
        return database.transact(
                        seller,
                        transaction -> transaction.find(
                                "select count(*)::int as counts from lag_hour where seller_id = ?",
                                row -> row.getInt("counts"),
                                seller))
                .orElseThrow();
    }

    @Test
    void anOrderFromBeforeTheAccountWasKnownSaysNothing() {
        measured(Leg.SALE_TO_COMMIT, 1, Duration.ofDays(20));
        assertThat(freshness().saleToCommit()).isEmpty();
        measured(Leg.SALE_TO_COMMIT, 1, Duration.ofSeconds(20));
        assertThat(freshness().saleToCommit()).map(LegTimes::measured).contains(1L);
    }

    @Test
    void theErrorBudgetIsCountedFromTheObjective() {
        assertThat(freshness().objective()).isEqualTo(new Objective(95, Duration.ofMinutes(1)));
        assertThat(freshness().budget()).isEqualTo(new Budget(0, 0));
        measured(Leg.COMMIT_TO_SHOWN, 96, Duration.ofSeconds(30));
        measured(Leg.COMMIT_TO_SHOWN, 4, Duration.ofSeconds(90));
        assertThat(freshness().budget()).isEqualTo(new Budget(4, 5));
        Freshness freshness = new Freshness(database, clock());
        assertThat(freshness.put(seller, amazon, new Objective(99, Duration.ofSeconds(10))))
                .isTrue();
        assertThat(freshness.put(seller, amazon, new Objective(98, Duration.ofSeconds(10))))
                .isFalse();
        assertThat(freshness().budget()).isEqualTo(new Budget(100, 2));
        assertThat(freshness().budget().left()).isEqualTo(-98);
    }

    @Test
    void theListingsThatHaveWaitedLongestAreToldFirst() {
        stale("SKU-1", ledger.now().minusSeconds(20));
        stale("SKU-2", ledger.now().minusSeconds(90));
        assertThat(freshness().worst())
                .extracting(Waiting::skuCode, Waiting::channelSku, Waiting::since, Waiting::state)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                "SKU-2", "SKU-2", ledger.now().minusSeconds(90), "QUEUED"),
                        org.assertj.core.groups.Tuple.tuple(
                                "SKU-1", "SKU-1", ledger.now().minusSeconds(20), "QUEUED"));
    }

    private void stale(String sku, Instant since) {
        int rows = database.transact(
                seller, transaction -> transaction.update("""
                        insert into publication (seller_id, account_id, listing_id, sku_id, state, stale_since, next_attempt_at)
                        select l.seller_id, l.account_id, l.listing_id, l.sku_id, 'QUEUED', ?, ?
                          from listing l where l.seller_id = ? and l.account_id = ? and l.sku_id = ?
                        on conflict (seller_id, listing_id) do update
                           set stale_since = excluded.stale_since, next_attempt_at = excluded.next_attempt_at
                        """, since, since, seller, amazon, ledger.sku(sku)));
        assertThat(List.of(rows)).containsExactly(1);
    }
}
