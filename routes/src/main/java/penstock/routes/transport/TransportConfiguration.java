package penstock.routes.transport;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import org.apache.camel.CamelContext;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** The beans of this package. Needs a {@link CamelContext}, a {@link MeterRegistry} and a {@link Clock}. */
@Configuration(proxyBeanMethods = false)
public class TransportConfiguration {

    /**
     * The defaults, with {@code penstock.egress.allow} (entries apart by commas, see {@link EgressPolicy}) and
     * {@code penstock.transport.rate-factor} (default 1).
     */
    @Bean
    TransportSettings transportSettings(Environment environment) {
        return TransportSettings.defaults()
                .withEgressAllow(
                        List.of(environment.getProperty("penstock.egress.allow", String[].class, new String[0])))
                .withRateFactor(environment.getProperty("penstock.transport.rate-factor", Double.class, 1.0));
    }

    @Bean
    EgressPolicy egressPolicy(TransportSettings settings) {
        return new EgressPolicy(settings.egressAllow());
    }

    @Bean
    RateBudgets rateBudgets(TransportSettings settings, ObjectProvider<QuotaMemory> memory, Clock clock) {
        return new RateBudgets(settings, memory.getIfAvailable(() -> QuotaMemory.NONE), clock);
    }

    @Bean
    CallRoutes callRoutes(TransportSettings settings, EgressPolicy policy) {
        return new CallRoutes(settings, policy);
    }

    @Bean
    CallCarrier callCarrier(
            TransportSettings settings,
            EgressPolicy policy,
            RateBudgets budgets,
            CamelContext camel,
            MeterRegistry meters,
            Clock clock) {
        return new CallCarrier(settings, policy, budgets, camel.createProducerTemplate(), meters, clock);
    }
}
