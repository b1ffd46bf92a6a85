package penstock.test.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import penstock.core.catalogue.Sellers.PartialShipping;
import penstock.core.ledger.MoveStock;
import penstock.core.ledger.MoveStock.Kind;
import penstock.core.message.Outcome;
import penstock.core.publication.Claim;
import penstock.core.publication.Drifts;
import penstock.core.publication.Publishing;
import penstock.test.CapturedStatements;

/** In what order a channel is told its numbers when they cannot all be told at once. */
class LanesTest {

    private static final Duration SOON = Duration.ofSeconds(10);

    private final SampleSeller seller = new SampleSeller(PartialShipping.SHIP_AVAILABLE);
    private final CapturedStatements statements = new CapturedStatements();
    private final Publishing publishing = new Publishing(statements.database(), seller.clock);

    @BeforeEach
    void everyChannelShowsWhatThereIs() {
        for (String sku : List.of("SKU-A", "SKU-B", "SKU-C")) {
            move(Kind.RECEIVE, sku, 10);
        }
        new PretendChannels(seller, new java.util.Random(1)).settle();
    }

    @AfterEach
    void close() {
        seller.close();
    }

    @Test
    void whatIsSoldOutGoesFirstThenWhatThereIsLessOfThenWhatThereIsMoreOf() {
        refreshed("SKU-P");
        move(Kind.RECEIVE, "SKU-C", 5);
        move(Kind.DAMAGE, "SKU-B", 4);
        move(Kind.DAMAGE, "SKU-A", 10);
        assertThat(told()).isEqualTo("TO_ZERO SKU-A 0");
        assertThat(told()).isEqualTo("DECREASE SKU-B 6");
        assertThat(told()).isEqualTo("INCREASE SKU-C 15");
    }

    @Test
    void whatCouldNotBeSentKeepsItsPlace() {
        move(Kind.DAMAGE, "SKU-B", 4);
        Claim lower = claimed();
        move(Kind.RECEIVE, "SKU-C", 5);
        publishing.settle(seller.sellerId, lower, new Outcome.NotSent(SOON, "the rate limit is used up"));
        seller.clock.move(SOON.multipliedBy(2));
        assertThat(told()).isEqualTo("DECREASE SKU-B 6");
        assertThat(told()).isEqualTo("INCREASE SKU-C 15");
    }

    @Test
    void aDecreaseDoesNotWaitForOrdersThatNobodyHasRead() {
        seller.clock.move(Drifts.LOOKED_AT_WITHIN.plusSeconds(1));
        seller.write("update publication set observed_at = '%s' where seller_id = :seller and sku_id <> %d"
                .formatted(seller.clock.instant(), seller.sku("SKU-A")));
        assertThat(new Drifts(seller.database, seller.clock).reconcile(seller.sellerId, 100))
                .isEqualTo(2); // in the market and in the bazaar
        assertThat(seen(8)).isTrue(); // two are sold, and it is raised again when their orders are read
        assertThat(seen(8)).isFalse();
        move(Kind.DAMAGE, "SKU-A", 4);
        assertThat(seen(8)).isTrue();
        assertThat(told()).isEqualTo("DECREASE SKU-A 6");
    }

    private boolean seen(int quantity) {
        publishing.followLedger(seller.sellerId);
        List<Claim> claims =
                publishing.claim(seller.sellerId, seller.market, 1, 1).readBacks();
        claims.forEach(claim -> publishing.observed(seller.sellerId, claim, quantity, seller.clock.instant()));
        return !claims.isEmpty();
    }

    @Test
    void whereSellingTooMuchThreatensMostGoesFirst() {
        move(Kind.DAMAGE, "SKU-A", 1);
        move(Kind.DAMAGE, "SKU-B", 1);
        move(Kind.DAMAGE, "SKU-C", 1);
        seller.write("update publication set risk = 2 where seller_id = :seller and sku_id = " + seller.sku("SKU-B"));
        seller.write("update publication set risk = 7 where seller_id = :seller and sku_id = " + seller.sku("SKU-C"));
        assertThat(told()).isEqualTo("DECREASE SKU-C 9");
        assertThat(told()).isEqualTo("DECREASE SKU-B 9");
        assertThat(told()).isEqualTo("DECREASE SKU-A 9");
    }

    @Test
    void whatOthersSellFastIsAtRiskFromWhenItWasToldLast() {
        seller.write("""
                insert into sku_velocity (seller_id, sku_id, account_id, per_day, variance_per_day, days, as_of)
                values (:seller, %d, %d, 8640, 8640, 28, '%s')
                """.formatted(seller.sku("SKU-C"), seller.bazaar, seller.clock.instant()));
        for (String sku : List.of("SKU-A", "SKU-C")) {
            move(Kind.RECEIVE, sku, 1);
            told();
        }
        move(Kind.DAMAGE, "SKU-A", 1);
        publishing.followLedger(seller.sellerId);
        seller.clock.move(SOON);
        move(Kind.DAMAGE, "SKU-C", 1);
        assertThat(told()).isEqualTo("DECREASE SKU-C 10"); // six are sold elsewhere in a minute
        assertThat(told()).isEqualTo("DECREASE SKU-A 10");
    }

    /** However much waits for its time or is less pressing, none of it is read to find what goes first. */
    @Test
    void aBacklogOfAnySizeIsNotRead() {
        seller.write("""
                insert into publication (seller_id, account_id, listing_id, sku_id, state, lane, next_attempt_at)
                select :seller, %1$d, n, n, 'QUEUED', 0, timestamptz '%2$s' + n * interval '1 minute'
                  from generate_series(1, 10000) as n
                """.formatted(seller.market, seller.clock.instant()));
        seller.write("""
                insert into publication (seller_id, account_id, listing_id, sku_id, state, lane, next_attempt_at)
                select :seller, %1$d, n, n, 'QUEUED', 3, timestamptz '%2$s' - n * interval '1 second'
                  from generate_series(10001, 20000) as n
                """.formatted(seller.market, seller.clock.instant()));
        move(Kind.DAMAGE, "SKU-A", 1);
        assertThat(claimed().channelSku()).isEqualTo("SKU-A");
        String plan = statements.explain(seller.sellerId, "for update skip locked");
        assertThat(plan).contains("publication_due").doesNotContain("Seq Scan on publication");
        assertThat(statements.pagesRead(plan)).isLessThan(250);
        assertThat(publishing.dueAccounts(seller.sellerId, seller.clock.instant()))
                .extracting(Publishing.DueAccount::accountId)
                .contains(seller.market);
        String dueAccounts = statements.explain(seller.sellerId, "first.due_at");
        assertThat(dueAccounts).contains("publication_due").doesNotContain("Seq Scan on publication");
        assertThat(statements.pagesRead(dueAccounts)).isLessThan(500);
    }

    /** The listings of a SKU are to be looked at again, since before anything else is due. */
    private void refreshed(String sku) {
        seller.write("""
                update publication set stale_since = '%1$s', next_attempt_at = '%1$s'
                 where seller_id = :seller and sku_id = %2$d
                """.formatted(seller.clock.instant().minus(SOON), seller.sku(sku)));
    }

    private String told() {
        Claim claim = claimed();
        publishing.settle(seller.sellerId, claim, new Outcome.Done("ref"));
        return claim.lane() + " " + claim.channelSku() + " " + claim.quantity();
    }

    private Claim claimed() {
        publishing.followLedger(seller.sellerId);
        List<Claim> claims =
                publishing.claim(seller.sellerId, seller.market, 1, 1).updates();
        assertThat(claims).hasSize(1);
        return claims.get(0);
    }

    private void move(MoveStock.Kind kind, String sku, int units) {
        seller.decide(new MoveStock("m" + seller.ids.next(), kind, seller.at(seller.warehouse, sku), units));
    }
}
