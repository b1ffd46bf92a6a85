package penstock.test.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import penstock.core.catalogue.InvalidField;
import penstock.core.offer.Rule;
import penstock.core.offer.RuleSet;
import penstock.core.offer.SafetyStock;
import penstock.core.offer.Scope;
import penstock.core.offer.Settings;
import penstock.core.scenario.Script;
import penstock.core.store.Database;
import penstock.core.trial.DryRun;
import penstock.core.trial.DryRun.Compared;
import penstock.core.trial.DryRun.Report;
import penstock.core.trial.DryRun.Side;
import penstock.test.TestDatabase;
import penstock.test.scenario.DatabaseLedger;

/** Days that were, played again by other rules. Nobody measured a lag, so a number is shown 30 s after it is told. */
class DryRunTest {

    private final Database database = TestDatabase.database();
    private final DatabaseLedger ledger = new DatabaseLedger(false);

    DryRunTest() {
        database.transact(ledger.seller(), transaction -> transaction.update("""
                        update channel_account set publishes_stock = true
                         where seller_id = ? and name in ('amazon', 'shopify')
                        """, ledger.seller()));
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    private static RuleSet keeping(int units) {
        Settings settings = Settings.ofSafetyStock(SafetyStock.Kind.FIXED.of(units));
        return new RuleSet(1, List.of(new Rule(1, Scope.SELLER, settings)));
    }

    private Report play(RuleSet rules, int days) {
        Clock now = Clock.fixed(ledger.now(), ZoneOffset.UTC);
        return new DryRun(database, now).play(ledger.seller(), RuleSet.NONE, rules, days);
    }

    private static String told(Compared compared) {
        return "%s wanted %d: %s, %s"
                .formatted(compared.name(), compared.wanted(), told(compared.before()), told(compared.after()));
    }

    private static String told(Side side) {
        return String.format(
                Locale.ROOT,
                "%d sold %d over %d lost %.2f listed",
                side.sold(),
                side.oversold(),
                side.lost(),
                side.listed());
    }

    @Test
    void whatIsSoldTwiceUnderOneSetAndTurnedAwayUnderAnotherIsToldByAccountAndSku() {
        Script.play(ledger, """
                receive  M1 SKU-1 WH1 5
                receive  M2 SKU-2 WH1 9
                wait     1H
                order    amazon/A1 rev 1 CONFIRMED 1:SKU-1x2             -> CREATED  A1/1: reserved 2
                order    shopify/S1 rev 1 CONFIRMED 1:SKU-1x2            -> CREATED  S1/1: reserved 2
                order    amazon/A2 rev 1 CONFIRMED 1:SKU-1x2             -> CREATED  A2/1: reserved 1 short 1
                order    amazon/A9 rev 1 CANCELLED 1:SKU-1x5             -> CREATED  A9/1: cancelled 5
                wait     1H
                receive  M3 SKU-1 WH2 5
                wait     1H
                order    amazon/A3 rev 1 CONFIRMED 1:SKU-1x4             -> CREATED  A3/1: reserved 4
                wait     1H
                order    shopify/S2 rev 1 CONFIRMED 1:SKU-1x2 2:SKU-2x1  -> CREATED  S2/2: reserved 1
                wait     20H
                """);
        Report report = play(keeping(2), 1);
        assertThat(told(report.all()))
                .isEqualTo(" wanted 13: 10 sold 1 over 0 lost 18.92 listed, 9 sold 0 over 2 lost 12.92 listed");
        assertThat(report.accounts())
                .extracting(DryRunTest::told)
                .containsExactly(
                        "amazon wanted 8: 7 sold 1 over 0 lost 9.46 listed, 6 sold 0 over 0 lost 6.46 listed",
                        "shopify wanted 5: 3 sold 0 over 0 lost 9.46 listed, 3 sold 0 over 2 lost 6.46 listed");
        assertThat(report.skus()).extracting(Compared::name).startsWith("SKU-1", "SKU-2");
        assertThat(report.leftOut()).as("the partitioned one").isEqualTo(1);
        assertThat(report.until()).isEqualTo(ledger.now());
    }

    @Test
    void anOwnSiteIsAnsweredByTheRules() {
        Script.play(ledger, """
                receive  M1 SKU-1 WH1 2
                wait     1H
                ask      web/W1 rev 1 CONFIRMED 1:SKU-1x1                -> CREATED  W1/1: reserved 1
                """);
        ledger.pass(Duration.ofMinutes(1));
        assertThat(play(keeping(2), 1).accounts())
                .filteredOn(account -> account.name().equals("web"))
                .extracting(account ->
                        account.before().sold() + " " + account.after().lost())
                .containsExactly("1 1");
    }

    @Test
    void itBeginsWithWhatThereWasAndKitsAndLossesTakeTheirs() {
        Script.play(ledger, """
                receive  M1 SKU-1 WH1 10
                order    amazon/A0 rev 1 CONFIRMED 1:SKU-1x3             -> CREATED  A0/1: reserved 3
                kit      shopify PAIR SKU-1x2
                wait     48H
                order    shopify/S1 rev 1 CONFIRMED 1:PAIRx1             -> CREATED  S1/1.1: reserved 2
                damage   M2 SKU-1 WH1 1
                wait     1H
                order    amazon/A1 rev 1 CONFIRMED 1:SKU-1x4             -> CREATED  A1/1: reserved 4
                wait     1H
                """);
        Report report = play(keeping(1), 1);
        assertThat(report.all().wanted()).isEqualTo(4);
        assertThat(report.all().before().sold()).as("7, less a pair and a loss").isEqualTo(4);
        assertThat(report.all().after().lost()).as("only 3 are shown").isEqualTo(4);
        assertThat(report.leftOut()).as("the kit, too").isEqualTo(2);
    }

    @Test
    void moreThanCanBePlayedIsRefused() {
        Script.play(ledger, """
                receive  M1 SKU-1 WH1 10
                order    amazon/A1 rev 1 CONFIRMED 1:SKU-1x3             -> CREATED  A1/1: reserved 3
                order    amazon/A2 rev 1 CONFIRMED 1:SKU-1x3             -> CREATED  A2/1: reserved 3
                wait     1H
                """);
        DryRun one = new DryRun(database, Clock.fixed(ledger.now(), ZoneOffset.UTC), 1);
        assertThatThrownBy(() -> one.play(ledger.seller(), RuleSet.NONE, keeping(1), 1))
                .isInstanceOf(InvalidField.class)
                .hasMessage("more than 1 order lines came in these days; ask for fewer days");
    }
}
