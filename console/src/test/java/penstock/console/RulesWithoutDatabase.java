package penstock.console;

import static penstock.console.GatewayWithoutDatabase.CLOCK;
import static penstock.console.GatewayWithoutDatabase.DATABASE;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import penstock.core.publication.Explaining;
import penstock.core.publication.PublicationRules;

/** By which rules numbers are made, of a database that takes no connection. */
@Configuration(proxyBeanMethods = false)
class RulesWithoutDatabase {

    @Bean
    PublicationRules publicationRules() {
        return new PublicationRules(DATABASE, CLOCK);
    }

    @Bean
    Explaining explaining() {
        return new Explaining(DATABASE, CLOCK);
    }
}
