package penstock.test.risk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import penstock.core.risk.LagDemand;
import penstock.core.risk.Leg;
import penstock.core.risk.RiskFigures;
import penstock.core.risk.Velocity;
import penstock.core.store.Database;
import penstock.test.TestDatabase;

class RiskFiguresTest {

    private final Database database = TestDatabase.database();

    @Test
    void whatWasMeasuredIsReadForSomeSkusAndEveryAccount() {
        long seller = 880_001;
        database.transact(seller, transaction -> transaction.update("""
                insert into sku_velocity (seller_id, sku_id, account_id, per_day, variance_per_day, days, as_of)
                values (?, 1, 10, 24, 48, 28, now()), (?, 1, 11, 12, 12, 28, now()), (?, 2, 10, 7, 7, 28, now())
                """, seller, seller, seller));
        database.transact(seller, transaction -> transaction.update("""
                insert into account_lag (seller_id, account_id, leg, p50_ms, p95_ms, p99_ms, measured, since, as_of)
                values (?, 10, 'COMMIT_TO_SHOWN', 500, 1000, 4000, 9, now(), now()),
                       (?, 11, 'SALE_TO_COMMIT', 2000, 3599000, 3600000, 9, now(), now())
                """, seller, seller));
        RiskFigures figures = database.transact(seller, transaction -> RiskFigures.read(transaction, Set.of(1L)));

        assertThat(figures.velocity(1, 10)).isEqualTo(new Velocity(24, 48));
        assertThat(figures.velocity(2, 10)).as("nobody asked").isEqualTo(Velocity.NONE);
        assertThat(figures.others(1, 10)).isEqualTo(Velocity.poisson(12));
        assertThat(figures.others(1, 12)).isEqualTo(new Velocity(36, 60));
        assertThat(figures.lag(10)).isEqualTo(Duration.ofSeconds(1));
        assertThat(figures.lag(11)).isEqualTo(RiskFigures.UNMEASURED);
        assertThat(figures.leg(Leg.SALE_TO_COMMIT, 11)).isEqualTo(Duration.ofMillis(3_599_000));
        assertThat(figures.othersInLag(1, 10))
                .as("an hour of the other's sales")
                .isEqualTo(new LagDemand(0.5, 0.5));

        RiskFigures stranger = database.transact(seller + 1, transaction -> RiskFigures.read(transaction, Set.of(1L)));
        assertThat(stranger.others(1, 10)).isEqualTo(Velocity.NONE);
    }
}
