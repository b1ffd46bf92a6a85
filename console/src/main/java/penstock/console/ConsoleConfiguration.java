package penstock.console;

import io.swagger.v3.oas.models.OpenAPI;
import java.time.Clock;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.PropertySource;
import org.springframework.format.FormatterRegistry;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import penstock.console.access.AccessFilter;
import penstock.console.access.OperatorKey;
import penstock.console.api.AccountsApi;
import penstock.console.api.ApiKeysApi;
import penstock.console.api.ChannelKindsApi;
import penstock.console.api.Entries;
import penstock.console.api.FeedsApi;
import penstock.console.api.FulfilmentsApi;
import penstock.console.api.ListingsApi;
import penstock.console.api.LocationsApi;
import penstock.console.api.MetricsApi;
import penstock.console.api.OrdersApi;
import penstock.console.api.OwnSiteApi;
import penstock.console.api.ParkedApi;
import penstock.console.api.SellersApi;
import penstock.console.api.ShipmentsApi;
import penstock.console.api.SkusApi;
import penstock.console.api.StockApi;
import penstock.console.fault.Faults;
import penstock.console.fault.ProblemAdvice;
import penstock.console.json.ApiJson;
import penstock.console.openapi.ApiDescription;
import penstock.console.openapi.RecordSchemas;
import penstock.core.catalogue.Accounts;
import penstock.core.catalogue.Listings;
import penstock.core.catalogue.Locations;
import penstock.core.catalogue.Sellers;
import penstock.core.catalogue.Skus;
import penstock.core.engine.Engine;
import penstock.core.identity.ApiKeys;
import penstock.core.identity.Ids;
import penstock.core.inbox.Inbox;
import penstock.core.ledger.Stock;
import penstock.core.order.Orders;
import penstock.core.port.ChannelKinds;
import penstock.core.port.Metrics;
import penstock.core.port.Wake;
import penstock.core.shipping.Confirmations;
import penstock.core.shipping.Fulfilments;
import penstock.core.shipping.Releases;
import penstock.core.supplier.Feeds;

/**
 * Puts the API together. Whoever imports it provides the core's services, the ports {@link ChannelKinds},
 * {@link Metrics} and {@link Wake}, and the {@link OperatorKey}.
 */
@Configuration(proxyBeanMethods = false)
@PropertySource("classpath:penstock/console/console.properties")
public class ConsoleConfiguration {

    @Bean
    Faults faults(Ids ids) {
        return new Faults(ids);
    }

    @Bean
    ProblemAdvice problemAdvice(Faults faults) {
        return new ProblemAdvice(faults);
    }

    @Bean
    AccessFilter accessFilter(OperatorKey operatorKey, ApiKeys apiKeys, Sellers sellers, Faults faults, Clock clock) {
        return new AccessFilter(operatorKey, apiKeys, sellers, faults, clock);
    }

    @Bean
    WebMvcConfigurer strictRequests() {
        return new WebMvcConfigurer() {
            @Override
            public void configureMessageConverters(HttpMessageConverters.ServerBuilder builder) {
                builder.withJsonConverter(new JacksonJsonHttpMessageConverter(ApiJson.mapper()));
            }

            @Override
            public void addFormatters(FormatterRegistry registry) {
                registry.addConverter(String.class, Long.class, ApiJson::id);
            }
        };
    }

    @Bean
    OpenAPI apiDescription() {
        return ApiDescription.frame();
    }

    @Bean
    OpenApiCustomizer apiDescriptionOfRolesAndProblems() {
        return ApiDescription::complete;
    }

    @Bean
    RecordSchemas recordSchemas() {
        return new RecordSchemas();
    }

    @Bean
    Entries entries(Accounts accounts, Skus skus, Locations locations, ChannelKinds kinds) {
        return new Entries(accounts, skus, locations, kinds);
    }

    @Bean
    SellersApi sellersApi(Sellers sellers) {
        return new SellersApi(sellers);
    }

    @Bean
    ApiKeysApi apiKeysApi(ApiKeys apiKeys, Entries entries) {
        return new ApiKeysApi(apiKeys, entries);
    }

    @Bean
    SkusApi skusApi(Skus skus, Stock stock, Listings listings, Entries entries, Wake wake) {
        return new SkusApi(skus, stock, listings, entries, wake);
    }

    @Bean
    LocationsApi locationsApi(Locations locations, Entries entries) {
        return new LocationsApi(locations, entries);
    }

    @Bean
    ChannelKindsApi channelKindsApi(ChannelKinds kinds) {
        return new ChannelKindsApi(kinds);
    }

    @Bean
    MetricsApi metricsApi(Metrics metrics) {
        return new MetricsApi(metrics);
    }

    @Bean
    AccountsApi accountsApi(Accounts accounts, ChannelKinds kinds, Entries entries, Wake wake) {
        return new AccountsApi(accounts, kinds, entries, wake);
    }

    @Bean
    ListingsApi listingsApi(Listings listings, Engine engine, Entries entries, Wake wake) {
        return new ListingsApi(listings, engine, entries, wake);
    }

    @Bean
    StockApi stockApi(Stock stock, Engine engine, Entries entries) {
        return new StockApi(stock, engine, entries);
    }

    @Bean
    OrdersApi ordersApi(Orders orders, Fulfilments fulfilments, Confirmations confirmations, Inbox inbox) {
        return new OrdersApi(orders, fulfilments, confirmations, inbox);
    }

    @Bean
    ParkedApi parkedApi(Inbox inbox, Engine engine, Orders orders, Listings listings, Releases releases, Wake wake) {
        return new ParkedApi(inbox, engine, orders, listings, releases, wake);
    }

    @Bean
    OwnSiteApi ownSiteApi(
            Engine engine, Inbox inbox, Orders orders, Stock stock, Entries entries, Ids ids, Clock clock) {
        return new OwnSiteApi(engine, inbox, orders, stock, entries, ids, clock);
    }

    @Bean
    FulfilmentsApi fulfilmentsApi(Fulfilments fulfilments, Engine engine, Clock clock, Wake wake) {
        return new FulfilmentsApi(fulfilments, engine, clock, wake);
    }

    @Bean
    ShipmentsApi shipmentsApi(Confirmations confirmations, Wake wake) {
        return new ShipmentsApi(confirmations, wake);
    }

    @Bean
    FeedsApi feedsApi(Feeds feeds, Entries entries, Wake wake, Clock clock) {
        return new FeedsApi(feeds, entries, wake, clock);
    }
}
