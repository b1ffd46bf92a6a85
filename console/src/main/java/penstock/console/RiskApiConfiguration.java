package penstock.console;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import penstock.console.api.BuffersApi;
import penstock.console.api.DryRunApi;
import penstock.console.api.Entries;
import penstock.console.api.FreshnessApi;
import penstock.core.publication.PublicationRules;
import penstock.core.risk.Freshness;
import penstock.core.trial.BufferOutlook;
import penstock.core.trial.DryRun;

/** The API's part about what is measured of sales and of channels. */
@Configuration(proxyBeanMethods = false)
class RiskApiConfiguration {

    @Bean
    BuffersApi buffersApi(BufferOutlook outlook, Entries entries) {
        return new BuffersApi(outlook, entries);
    }

    @Bean
    DryRunApi dryRunApi(PublicationRules rules, DryRun dryRun) {
        return new DryRunApi(rules, dryRun);
    }

    @Bean
    FreshnessApi freshnessApi(Freshness freshness, Entries entries) {
        return new FreshnessApi(freshness, entries);
    }
}
