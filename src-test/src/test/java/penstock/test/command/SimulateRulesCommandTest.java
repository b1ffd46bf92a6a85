package penstock.test.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import penstock.core.book.Actor;
import penstock.core.offer.Rule;
import penstock.core.offer.SafetyStock;
import penstock.core.offer.Scope;
import penstock.core.offer.Settings;
import penstock.core.publication.PublicationRules;
import penstock.core.scenario.Script;
import penstock.core.store.Database;
import penstock.test.TestDatabase;
import penstock.test.scenario.DatabaseLedger;

class SimulateRulesCommandTest {

    private final DatabaseLedger ledger = new DatabaseLedger(false);

    @AfterEach
    void close() {
        ledger.close();
    }

    private Told run(String... words) {
        return Told.run(Stream.concat(
                        Stream.of(
                                "simulate",
                                "rules",
                                "--home",
                                TestDatabase.home().toString(),
                                "--seller",
                                Long.toString(ledger.seller())),
                        Stream.of(words))
                .toArray(String[]::new));
    }

    @Test
    void aDraftIsToldBesideWhatIsInForce() {
        Script.play(ledger, """
                receive  M1 SKU-1 WH1 10
                """);
        Database database = TestDatabase.database();
        database.transact(
                ledger.seller(),
                transaction -> transaction.update(
                        "update channel_account set publishes_stock = true where seller_id = ? and name = 'shopify'",
                        ledger.seller()));
        Settings three = Settings.ofSafetyStock(SafetyStock.Kind.FIXED.of(3));
        new PublicationRules(database, Clock.fixed(Instant.EPOCH, ZoneOffset.UTC))
                .write(ledger.seller(), 1, 0, "", List.of(new Rule(1, Scope.SELLER, three)), Actor.OPERATOR);

        Told table = run("1", "--days", "2");
        assertThat(table.exitCode()).as(table.faults()).isZero();
        assertThat(table.text())
                .contains("version 1 against no rules; 1 SKUs are not played")
                .containsPattern("(?m)^ +shopify +0 +0 +0 +0 +10\\.0 +0 +0 +0 +7\\.0$")
                .containsPattern("(?m)^SKU-1 +0 +0 +0 +0 +10\\.0 +0 +0 +0 +7\\.0$");
        Told json = run("1", "--json");
        assertThat(json.json().at("/all/before/listed").decimalValue()).isEqualByComparingTo("10");
        assertThat(json.json().at("/accounts/0/after/listed").decimalValue()).isEqualByComparingTo("7");
        assertThat(json.json().at("/against").asInt(-1)).isZero();
    }

    @Test
    void whatCannotBePlayedIsTold() {
        assertThat(run("1", "--days", "0").faults()).contains("--days 0 is not a number from 1 to 90");
        Told unknown = run("9");
        assertThat(unknown.exitCode()).isEqualTo(3);
        assertThat(unknown.faults()).contains("there is no version 9 of the rules");
    }
}
