package penstock.routes.app;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import penstock.core.publication.Explaining;
import penstock.core.publication.PassingTime;
import penstock.core.publication.PublicationRules;
import penstock.core.store.Database;

/** By which rules the numbers of listings are made. */
@Configuration(proxyBeanMethods = false)
class RulesConfiguration {

    @Bean
    PublicationRules publicationRules(Database database, Clock clock) {
        return new PublicationRules(database, clock);
    }

    @Bean
    Explaining explaining(Database database, Clock clock) {
        return new Explaining(database, clock);
    }

    @Bean
    PassingTime passingTime(Database database, Clock clock) {
        return new PassingTime(database, clock);
    }
}
