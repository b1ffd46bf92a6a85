package penstock.console;

import io.swagger.v3.oas.models.OpenAPI;
import java.time.Clock;
import java.util.List;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.PropertySource;
import org.springframework.format.FormatterRegistry;
import org.springframework.http.MediaType;
import org.springframework.http.converter.ByteArrayHttpMessageConverter;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.http.converter.StringHttpMessageConverter;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import penstock.console.access.AccessFilter;
import penstock.console.access.OperatorKey;
import penstock.console.api.AccountsApi;
import penstock.console.api.ApiKeysApi;
import penstock.console.api.Availability;
import penstock.console.api.BackordersApi;
import penstock.console.api.BomsApi;
import penstock.console.api.ChannelKindsApi;
import penstock.console.api.CostsApi;
import penstock.console.api.DriftsApi;
import penstock.console.api.Entries;
import penstock.console.api.FeedsApi;
import penstock.console.api.FulfilmentsApi;
import penstock.console.api.HistoryApi;
import penstock.console.api.IdentifiersApi;
import penstock.console.api.KitsApi;
import penstock.console.api.KnownParameters;
import penstock.console.api.ListingsApi;
import penstock.console.api.LocationsApi;
import penstock.console.api.MergedParcelsApi;
import penstock.console.api.MetricsApi;
import penstock.console.api.OrderEditsApi;
import penstock.console.api.OrderFlagsApi;
import penstock.console.api.OrdersApi;
import penstock.console.api.OwnSiteApi;
import penstock.console.api.OwnSiteEditsApi;
import penstock.console.api.OwnSiteOrdersApi;
import penstock.console.api.ParkedApi;
import penstock.console.api.Places;
import penstock.console.api.PublishingControlApi;
import penstock.console.api.SellersApi;
import penstock.console.api.ShipmentsApi;
import penstock.console.api.SiteOrders;
import penstock.console.api.SkusApi;
import penstock.console.api.StockApi;
import penstock.console.api.TablesApi;
import penstock.console.api.ValuationApi;
import penstock.console.api.ZeroGuardApi;
import penstock.console.fault.Faults;
import penstock.console.fault.ProblemAdvice;
import penstock.console.json.ApiJson;
import penstock.console.openapi.ApiDescription;
import penstock.console.openapi.RecordSchemas;
import penstock.core.catalogue.Accounts;
import penstock.core.catalogue.BackorderRules;
import penstock.core.catalogue.Identifiers;
import penstock.core.catalogue.Kits;
import penstock.core.catalogue.Listings;
import penstock.core.catalogue.Locations;
import penstock.core.catalogue.Packs;
import penstock.core.catalogue.Sellers;
import penstock.core.catalogue.Skus;
import penstock.core.catalogue.bom.Boms;
import penstock.core.engine.Engine;
import penstock.core.history.SkuHistory;
import penstock.core.history.StockAsOf;
import penstock.core.identity.ApiKeys;
import penstock.core.identity.Ids;
import penstock.core.inbox.Inbox;
import penstock.core.ledger.Outstanding;
import penstock.core.ledger.Stock;
import penstock.core.masterdata.MasterData;
import penstock.core.order.OrderEdits;
import penstock.core.order.OrderFlags;
import penstock.core.order.Orders;
import penstock.core.port.ChannelKinds;
import penstock.core.port.Metrics;
import penstock.core.port.Recipients;
import penstock.core.port.SheetFiles;
import penstock.core.port.Wake;
import penstock.core.publication.Drifts;
import penstock.core.publication.PublishingControl;
import penstock.core.publication.ZeroGuard;
import penstock.core.shipping.Confirmations;
import penstock.core.shipping.Fulfilments;
import penstock.core.shipping.Mergeable;
import penstock.core.shipping.Releases;
import penstock.core.supplier.Feeds;
import penstock.core.valuation.CostDocuments;
import penstock.core.valuation.ExchangeRates;
import penstock.core.valuation.ValuationReports;
import penstock.core.valuation.Valuing;

/**
 * Puts the API together. Whoever imports it provides the core's services, the ports {@link ChannelKinds},
 * {@link Metrics}, {@link SheetFiles} and {@link Wake}, and the {@link OperatorKey}.
 */
@Configuration(proxyBeanMethods = false)
@Import({GoodsConfiguration.class, RiskApiConfiguration.class, RulesApiConfiguration.class})
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
            /** JSON under its own name and nothing else: whatever other format is on the class path reads loosely. */
            @Override
            public void configureMessageConverters(HttpMessageConverters.ServerBuilder builder) {
                JacksonJsonHttpMessageConverter json = new JacksonJsonHttpMessageConverter(ApiJson.mapper());
                json.setSupportedMediaTypes(List.of(MediaType.APPLICATION_JSON));
                builder.withJsonConverter(json)
                        .configureMessageConvertersList(converters -> converters.removeIf(converter -> converter != json
                                && !(converter instanceof ByteArrayHttpMessageConverter)
                                && !(converter instanceof StringHttpMessageConverter)));
            }

            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(new KnownParameters()).addPathPatterns("/api/**");
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
    SellersApi sellersApi(Sellers sellers, Wake wake) {
        return new SellersApi(sellers, wake);
    }

    @Bean
    ApiKeysApi apiKeysApi(ApiKeys apiKeys, Entries entries) {
        return new ApiKeysApi(apiKeys, entries);
    }

    @Bean
    SkusApi skusApi(
            Skus skus,
            Stock stock,
            Listings listings,
            Identifiers identifiers,
            Packs packs,
            Entries entries,
            Wake wake) {
        return new SkusApi(skus, stock, listings, identifiers, packs, entries, wake);
    }

    @Bean
    IdentifiersApi identifiersApi(Identifiers identifiers, Packs packs, Entries entries) {
        return new IdentifiersApi(identifiers, packs, entries);
    }

    @Bean
    KitsApi kitsApi(Kits kits, Listings listings, Engine engine, Entries entries, Wake wake) {
        return new KitsApi(kits, listings, engine, entries, wake);
    }

    @Bean
    BomsApi bomsApi(Boms boms, Kits kits, Entries entries) {
        return new BomsApi(boms, kits, entries);
    }

    @Bean
    TablesApi tablesApi(MasterData masterData, SheetFiles files, Wake wake) {
        return new TablesApi(masterData, files, wake);
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
    AccountsApi accountsApi(Accounts accounts, ChannelKinds kinds, ZeroGuard zeroes, Entries entries, Wake wake) {
        return new AccountsApi(accounts, kinds, zeroes, entries, wake);
    }

    @Bean
    ZeroGuardApi zeroGuardApi(ZeroGuard zeroes, Entries entries, Wake wake) {
        return new ZeroGuardApi(zeroes, entries, wake);
    }

    @Bean
    ListingsApi listingsApi(Listings listings, Engine engine, Entries entries, Wake wake) {
        return new ListingsApi(listings, engine, entries, wake);
    }

    @Bean
    PublishingControlApi publishingControlApi(
            PublishingControl control, Listings listings, Entries entries, Wake wake) {
        return new PublishingControlApi(control, listings, entries, wake);
    }

    @Bean
    DriftsApi driftsApi(Drifts drifts, Entries entries, Clock clock) {
        return new DriftsApi(drifts, entries, clock);
    }

    @Bean
    StockApi stockApi(Stock stock, Engine engine, Entries entries, Places places, CostDocuments costs, Clock clock) {
        return new StockApi(stock, engine, entries, places, costs, clock);
    }

    @Bean
    HistoryApi historyApi(StockAsOf stock, SkuHistory history, Entries entries, Clock clock) {
        return new HistoryApi(stock, history, entries, clock);
    }

    @Bean
    CostsApi costsApi(CostDocuments documents, ExchangeRates rates, ValuationReports reports, Clock clock) {
        return new CostsApi(documents, rates, reports, clock);
    }

    @Bean
    ValuationApi valuationApi(ValuationReports reports, Valuing valuing, Entries entries, Clock clock) {
        return new ValuationApi(reports, valuing, entries, clock);
    }

    @Bean
    OrdersApi ordersApi(Orders orders, Fulfilments fulfilments, Confirmations confirmations, Inbox inbox) {
        return new OrdersApi(orders, fulfilments, confirmations, inbox);
    }

    @Bean
    OrderFlagsApi orderFlagsApi(Orders orders, OrderFlags flags, Engine engine, Wake wake) {
        return new OrderFlagsApi(orders, flags, engine, wake);
    }

    @Bean
    OrderEditsApi orderEditsApi(Orders orders, OrderEdits edits) {
        return new OrderEditsApi(orders, edits);
    }

    @Bean
    BackordersApi backordersApi(
            Outstanding outstanding,
            BackorderRules rules,
            Locations locations,
            Engine engine,
            Entries entries,
            Wake wake) {
        return new BackordersApi(outstanding, rules, locations, engine, entries, wake);
    }

    @Bean
    MergedParcelsApi mergedParcelsApi(Mergeable mergeable, Engine engine, Clock clock, Wake wake) {
        return new MergedParcelsApi(mergeable, engine, clock, wake);
    }

    @Bean
    ParkedApi parkedApi(Inbox inbox, Engine engine, Orders orders, Listings listings, Releases releases, Wake wake) {
        return new ParkedApi(inbox, engine, orders, listings, releases, wake);
    }

    @Bean
    Availability availability(Stock stock, Outstanding outstanding) {
        return new Availability(stock, outstanding);
    }

    @Bean
    OwnSiteApi ownSiteApi(Engine engine, Orders orders, Availability availability, Entries entries, Clock clock) {
        return new OwnSiteApi(engine, orders, availability, entries, clock);
    }

    @Bean
    SiteOrders siteOrders(Engine engine, Inbox inbox, Orders orders) {
        return new SiteOrders(engine, inbox, orders);
    }

    @Bean
    OwnSiteOrdersApi ownSiteOrdersApi(SiteOrders orders, Entries entries, Ids ids, Clock clock) {
        return new OwnSiteOrdersApi(orders, entries, ids, clock);
    }

    @Bean
    OwnSiteEditsApi ownSiteEditsApi(Engine engine, SiteOrders orders, Entries entries, Ids ids, Clock clock) {
        return new OwnSiteEditsApi(engine, orders, entries, ids, clock);
    }

    @Bean
    FulfilmentsApi fulfilmentsApi(
            Fulfilments fulfilments, Recipients recipients, Engine engine, Clock clock, Wake wake) {
        return new FulfilmentsApi(fulfilments, recipients, engine, clock, wake);
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
