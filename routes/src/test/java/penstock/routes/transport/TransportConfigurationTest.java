package penstock.routes.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.MapPropertySource;

class TransportConfigurationTest {

    @Test
    void theBeansFitTogetherAndTakeTheirSettings() {
        try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
            context.getEnvironment()
                    .getPropertySources()
                    .addFirst(new MapPropertySource(
                            "test",
                            Map.of(
                                    "penstock.egress.allow", "127.0.0.1:8080, erp.internal",
                                    "penstock.transport.rate-factor", "60")));
            context.register(TransportConfiguration.class, Surroundings.class);
            context.refresh();

            assertThat(context.getBean(CallCarrier.class)).isNotNull();
            TransportSettings settings = context.getBean(TransportSettings.class);
            assertThat("rates x %.0f, breaker %s, backoff %s, a minute %s"
                            .formatted(
                                    settings.rateFactor(),
                                    settings.breaker().open(),
                                    settings.backoff(),
                                    settings.paced(Duration.ofMinutes(1))))
                    .isEqualTo("rates x 60, breaker PT0.5S, backoff PT0.5S, a minute PT1S");
            assertThat(context.getBean(EgressPolicy.class).objection(URI.create("http://127.0.0.1:8080")))
                    .isEmpty();
        }
    }

    /** What the application brings. */
    @Configuration(proxyBeanMethods = false)
    static class Surroundings {

        @Bean
        CamelContext camel() {
            return new DefaultCamelContext();
        }

        @Bean
        MeterRegistry meters() {
            return new SimpleMeterRegistry();
        }

        @Bean
        Clock clock() {
            return Clock.systemUTC();
        }
    }
}
