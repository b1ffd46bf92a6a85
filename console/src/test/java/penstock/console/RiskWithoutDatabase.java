package penstock.console;

import static penstock.console.GatewayWithoutDatabase.CLOCK;
import static penstock.console.GatewayWithoutDatabase.DATABASE;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import penstock.core.risk.Freshness;
import penstock.core.trial.BufferOutlook;
import penstock.core.trial.DryRun;

/** What is measured, of a database that takes no connection. */
@Configuration(proxyBeanMethods = false)
class RiskWithoutDatabase {

    @Bean
    DryRun dryRun() {
        return new DryRun(DATABASE, CLOCK);
    }

    @Bean
    BufferOutlook bufferOutlook() {
        return new BufferOutlook(DATABASE);
    }

    @Bean
    Freshness freshness() {
        return new Freshness(DATABASE, CLOCK);
    }
}
