package penstock.test.risk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import penstock.core.repair.Projection;
import penstock.core.repair.Projections;
import penstock.core.repair.Projections.Reached;
import penstock.core.risk.MeasuringVelocity;
import penstock.core.risk.RiskFigures;
import penstock.core.risk.Velocity;
import penstock.core.scenario.Script;
import penstock.core.store.Database;
import penstock.test.TestDatabase;
import penstock.test.scenario.DatabaseLedger;

/** What a story of orders says of how fast things sell. It begins on the first of March, at eight. */
class MeasuringVelocityTest {

    private final Database database = TestDatabase.database();
    private final DatabaseLedger ledger = new DatabaseLedger(false);

    @AfterEach
    void close() {
        ledger.close();
    }

    private Clock now() {
        return Clock.fixed(ledger.now(), ZoneOffset.UTC);
    }

    private void measure() {
        new MeasuringVelocity(database, now()).followToHead(ledger.seller());
    }

    private Velocity velocity(String sku, String account) {
        return database.transact(ledger.seller(), transaction -> RiskFigures.read(transaction, Set.of(ledger.sku(sku))))
                .velocity(ledger.sku(sku), ledger.account(account));
    }

    private List<String> rows() {
        return database.transact(
                ledger.seller(),
                transaction -> transaction.list(
                        """
                        select sku_id || ' ' || account_id || ' ' || per_day || ' ' || variance_per_day || ' ' || days
                               || ' ' || as_of as told
                          from sku_velocity where seller_id = ?
                        union all
                        select sku_id || ' ' || day || ' ' || account_id || ' ' || units
                          from sku_demand where seller_id = ?
                        union all
                        select sku_id || ' ' || day || ' ' || closing from sku_stock_day where seller_id = ?
                         order by told
                        """, row -> row.getText("told"), ledger.seller(), ledger.seller(), ledger.seller()));
    }

    @Test
    void whatOrdersTookOnTheDaysWithStockIsWhatSells() {
        Script.play(ledger, """
                receive  M1 SKU-1 WH1 10
                order    amazon/A1 rev 1 CONFIRMED 1:SKU-1x4             -> CREATED  A1/1: reserved 4
                order    shopify/S1 rev 1 CONFIRMED 1:SKU-1x3            -> CREATED  S1/1: reserved 3
                order    shopify/S1 rev 2 CONFIRMED 1:SKU-1x3-1          -> CHANGED  S1/1: reserved 2
                hand     A1                                              -> CHANGED  A1: fulfilments 1
                ship     A1@WH1 P1 1x4                                   -> CREATED  A1/1: shipped 4
                wait     16H
                damage   M2 SKU-1 WH1 4
                wait     48H
                receive  M3 SKU-2 WH1 5
                receive  M4 SKU-1 WH1 5
                order    amazon/A2 rev 1 CONFIRMED 1:SKU-1x2             -> CREATED  A2/1: reserved 2
                order    amazon/A3 rev 1 CANCELLED 1:SKU-2x2             -> CREATED  A3/1: cancelled 2
                """);
        measure();
        assertThat(velocity("SKU-1", "amazon"))
                .as("the 1st; the 2nd and 3rd were empty, and today has not begun")
                .isEqualTo(Velocity.poisson(4));
        assertThat(velocity("SKU-1", "shopify")).isEqualTo(Velocity.poisson(2));
        assertThat(velocity("SKU-2", "amazon")).isEqualTo(Velocity.NONE);

        ledger.pass(Duration.ofHours(12));
        measure();
        assertThat(velocity("SKU-1", "amazon")).as("a day and a half").isEqualTo(Velocity.poisson(4));
        assertThat(velocity("SKU-1", "shopify").perDay()).isEqualTo(2 / 1.5);
    }

    @Test
    void itIsMeasuredOnceAnHourAndTheSameWhenItIsBuiltAnew() {
        Script.play(ledger, """
                receive  M1 SKU-1 WH1 10
                order    amazon/A1 rev 1 CONFIRMED 1:SKU-1x4             -> CREATED  A1/1: reserved 4
                wait     20M
                """);
        measure();
        Script.play(ledger, """
                order    amazon/A2 rev 1 CONFIRMED 1:SKU-1x2             -> CREATED  A2/1: reserved 2
                """);
        measure();
        assertThat(velocity("SKU-1", "amazon")).as("the hour is not over").isEqualTo(Velocity.poisson(4));
        ledger.pass(Duration.ofHours(1));
        measure();
        assertThat(velocity("SKU-1", "amazon")).isEqualTo(Velocity.poisson(6));

        List<String> made = rows();
        assertThat(made).hasSize(3);
        Projections projections = new Projections(database, now());
        new MeasuringVelocity(database, now()).drop(ledger.seller());
        assertThat(rows()).isEmpty();
        assertThat(projections.list(ledger.seller())).contains(new Reached(Projection.VELOCITY, 0, 3));
        projections.rebuild(ledger.seller(), Projection.VELOCITY);
        assertThat(rows()).isEqualTo(made);
        assertThat(projections.list(ledger.seller())).contains(new Reached(Projection.VELOCITY, 3, 3));
    }

    @Test
    void whatIsLongAgoIsLetGo() {
        Script.play(ledger, """
                receive  M1 SKU-1 WH1 10
                order    amazon/A1 rev 1 CONFIRMED 1:SKU-1x4             -> CREATED  A1/1: reserved 4
                wait     24H
                receive  M2 SKU-1 WH1 1
                wait     24H
                """);
        measure();
        assertThat(rows()).hasSize(4);
        ledger.pass(Duration.ofDays(60));
        measure();
        assertThat(velocity("SKU-1", "amazon")).isEqualTo(Velocity.NONE);
        assertThat(rows())
                .as("there are 7 from the 2nd of March on")
                .singleElement()
                .asString()
                .endsWith("2026-03-02 7");
    }
}
