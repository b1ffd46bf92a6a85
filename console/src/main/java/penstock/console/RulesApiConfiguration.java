package penstock.console;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import penstock.console.api.Entries;
import penstock.console.api.NumbersApi;
import penstock.console.api.PublicationRulesApi;
import penstock.core.port.Wake;
import penstock.core.publication.Explaining;
import penstock.core.publication.PublicationRules;

/** The API's part about the numbers of listings: by which rules they are made, and why they are what they are. */
@Configuration(proxyBeanMethods = false)
class RulesApiConfiguration {

    @Bean
    PublicationRulesApi publicationRulesApi(PublicationRules rules, Entries entries, Wake wake) {
        return new PublicationRulesApi(rules, entries, wake);
    }

    @Bean
    NumbersApi numbersApi(Explaining explaining, Clock clock) {
        return new NumbersApi(explaining, clock);
    }
}
