package penstock.routes.app;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import penstock.console.ConsoleConfiguration;
import penstock.console.access.OperatorKey;
import penstock.core.identity.Sealing;
import penstock.core.store.Database;
import penstock.routes.transport.TransportConfiguration;

/** The gateway as a Spring application; {@link Gateway} starts it. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({CoreConfiguration.class, TransportConfiguration.class, WorkConfiguration.class, ConsoleConfiguration.class})
class GatewayApplication {

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    Database database(HikariDataSource pool) {
        return new Database(pool);
    }

    @Bean
    Sealing sealing(GatewaySecrets secrets) {
        return new Sealing(secrets.masterKey());
    }

    @Bean
    OperatorKey operatorKeyOfTheInstallation(GatewaySecrets secrets) {
        return OperatorKey.of(secrets.operatorKey().getBytes(StandardCharsets.UTF_8));
    }

    @Bean
    HealthController healthController(HikariDataSource pool) {
        return new HealthController(pool);
    }
}
