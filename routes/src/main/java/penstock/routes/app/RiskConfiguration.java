package penstock.routes.app;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import penstock.core.risk.Freshness;
import penstock.core.risk.Lags;
import penstock.core.risk.MeasuringVelocity;
import penstock.core.store.Database;
import penstock.core.trial.BufferOutlook;
import penstock.core.trial.DryRun;

/** What is measured of sales and of channels, and what is made of it. */
@Configuration(proxyBeanMethods = false)
class RiskConfiguration {

    @Bean
    MeasuringVelocity measuringVelocity(Database database, Clock clock) {
        return new MeasuringVelocity(database, clock);
    }

    @Bean
    Lags lags(Database database, Clock clock) {
        return new Lags(database, clock);
    }

    @Bean
    BufferOutlook bufferOutlook(Database database) {
        return new BufferOutlook(database);
    }

    @Bean
    DryRun dryRun(Database database, Clock clock) {
        return new DryRun(database, clock);
    }

    @Bean
    Freshness freshness(Database database, Clock clock) {
        return new Freshness(database, clock);
    }
}
