package penstock.routes.server;

import java.time.Clock;
import org.apache.catalina.core.StandardHost;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Gives the web server our words and our patience. */
@Configuration(proxyBeanMethods = false)
public class ServerConfiguration {

    @Bean
    WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> wordsAndPatience(Clock clock) {
        return factory -> {
            factory.addEngineValves(new LeftoverBodies(clock));
            factory.addContextCustomizers(context ->
                    ((StandardHost) context.getParent()).setErrorReportValveClass(ProblemReports.class.getName()));
        };
    }
}
