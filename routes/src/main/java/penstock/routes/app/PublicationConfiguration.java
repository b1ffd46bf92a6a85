package penstock.routes.app;

import java.time.Clock;
import java.time.LocalDate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import penstock.core.publication.CallQuotas;
import penstock.core.publication.Drifts;
import penstock.core.publication.Publishing;
import penstock.core.publication.PublishingControl;
import penstock.core.publication.ZeroGuard;
import penstock.core.store.Database;
import penstock.routes.transport.AccountKey;
import penstock.routes.transport.QuotaMemory;
import penstock.routes.work.Pace;

/** The core's services that tell channels what to show, each made once. */
@Configuration(proxyBeanMethods = false)
class PublicationConfiguration {

    @Bean
    Publishing publishing(Database database, Clock clock, Pace pace) {
        return new Publishing(database, clock, pace.factor());
    }

    @Bean
    PublishingControl publishingControl(Database database, Clock clock) {
        return new PublishingControl(database, clock);
    }

    /** What the transport has used of daily quotas, in the database. */
    @Bean
    QuotaMemory quotaMemory(Database database) {
        CallQuotas quotas = new CallQuotas(database);
        return new QuotaMemory() {
            @Override
            public int used(AccountKey account, String operation, LocalDate day) {
                return quotas.used(account.sellerId(), account.accountId(), operation, day);
            }

            @Override
            public void note(AccountKey account, String operation, LocalDate day, int used) {
                quotas.note(account.sellerId(), account.accountId(), operation, day, used);
            }
        };
    }

    @Bean
    ZeroGuard zeroGuard(Database database, Clock clock) {
        return new ZeroGuard(database, clock);
    }

    @Bean
    Drifts drifts(Database database, Clock clock) {
        return new Drifts(database, clock);
    }
}
