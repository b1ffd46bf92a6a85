package penstock.routes.app;

import com.zaxxer.hikari.HikariDataSource;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import penstock.routes.transport.TransportConfiguration;

/** The gateway as a Spring application; {@link Gateway} starts it. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({CoreConfiguration.class, TransportConfiguration.class, WorkConfiguration.class})
class GatewayApplication {

    @Bean
    HealthController healthController(HikariDataSource pool) {
        return new HealthController(pool);
    }
}
