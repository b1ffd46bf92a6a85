package penstock.console;

import io.swagger.v3.oas.models.OpenAPI;
import java.time.Clock;
import java.util.List;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
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
import penstock.console.api.AnnouncementsApi;
import penstock.console.api.ApiKeysApi;
import penstock.console.api.Availability;
import penstock.console.api.BackordersApi;
import penstock.console.api.BinsApi;
import penstock.console.api.BomsApi;
import penstock.console.api.ChannelKindsApi;
import penstock.console.api.CostsApi;
import penstock.console.api.CountsApi;
import penstock.console.api.Entries;
import penstock.console.api.EquipmentApi;
import penstock.console.api.FeedsApi;
import penstock.console.api.FulfilmentsApi;
import penstock.console.api.HistoryApi;
import penstock.console.api.IdentifiersApi;
import penstock.console.api.InspectionsApi;
import penstock.console.api.KitsApi;
import penstock.console.api.KnownParameters;
import penstock.console.api.ListingsApi;
import penstock.console.api.LocationsApi;
import penstock.console.api.LotsApi;
import penstock.console.api.MergedParcelsApi;
import penstock.console.api.MetricsApi;
import penstock.console.api.OrderEditsApi;
import penstock.console.api.OrderFlagsApi;
import penstock.console.api.OrdersApi;
import penstock.console.api.OwnSiteApi;
import penstock.console.api.OwnSiteEditsApi;
import penstock.console.api.OwnSiteOrdersApi;
import penstock.console.api.ParkedApi;
import penstock.console.api.ParkedCostsApi;
import penstock.console.api.PickingApi;
import penstock.console.api.Places;
import penstock.console.api.ProductionActsApi;
import penstock.console.api.ProductionAnswers;
import penstock.console.api.ProductionApi;
import penstock.console.api.ProductionReportsApi;
import penstock.console.api.PurchaseOrdersApi;
import penstock.console.api.ReceiptsApi;
import penstock.console.api.ReslottingApi;
import penstock.console.api.ReturnsApi;
import penstock.console.api.ReturnsPoliciesApi;
import penstock.console.api.ScanSessionsApi;
import penstock.console.api.SellersApi;
import penstock.console.api.ShipmentsApi;
import penstock.console.api.SiteOrders;
import penstock.console.api.SkusApi;
import penstock.console.api.SpaceApi;
import penstock.console.api.StockApi;
import penstock.console.api.SuppliersApi;
import penstock.console.api.TablesApi;
import penstock.console.api.TransfersApi;
import penstock.console.api.ValuationApi;
import penstock.console.api.WorkCentresApi;
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
import penstock.core.production.EquipmentRegister;
import penstock.core.production.EquipmentServices;
import penstock.core.production.ParkedCosts;
import penstock.core.production.ProductionOrders;
import penstock.core.production.ProductionReports;
import penstock.core.production.ProductionViews;
import penstock.core.production.Routings;
import penstock.core.production.WorkCentres;
import penstock.core.purchasing.Announcements;
import penstock.core.purchasing.Discrepancies;
import penstock.core.purchasing.Inspections;
import penstock.core.purchasing.PurchaseOrders;
import penstock.core.purchasing.ReceiptCosts;
import penstock.core.purchasing.Receipts;
import penstock.core.purchasing.Receiving;
import penstock.core.purchasing.ReceivingRules;
import penstock.core.purchasing.Suppliers;
import penstock.core.returns.Policies;
import penstock.core.returns.ReceivingReturns;
import penstock.core.returns.Refunds;
import penstock.core.returns.Returns;
import penstock.core.scanning.ClosingSessions;
import penstock.core.scanning.Scanning;
import penstock.core.scanning.Sessions;
import penstock.core.shipping.Confirmations;
import penstock.core.shipping.Fulfilments;
import penstock.core.shipping.Mergeable;
import penstock.core.shipping.Releases;
import penstock.core.supplier.Feeds;
import penstock.core.transfer.Arriving;
import penstock.core.transfer.Sending;
import penstock.core.transfer.Transfers;
import penstock.core.valuation.CostDocuments;
import penstock.core.valuation.ExchangeRates;
import penstock.core.valuation.ValuationReports;
import penstock.core.valuation.Valuing;
import penstock.core.warehouse.Bins;
import penstock.core.warehouse.CountedLines;
import penstock.core.warehouse.Counts;
import penstock.core.warehouse.Lots;
import penstock.core.warehouse.PutAways;
import penstock.core.warehouse.Reasons;
import penstock.core.warehouse.Reslottings;
import penstock.core.warehouse.SpaceCosts;
import penstock.core.warehouse.SpaceUse;
import penstock.core.warehouse.StockDetails;

/**
 * Puts the API together. Whoever imports it provides the core's services, the ports {@link ChannelKinds},
 * {@link Metrics}, {@link SheetFiles} and {@link Wake}, and the {@link OperatorKey}.
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
    SellersApi sellersApi(Sellers sellers) {
        return new SellersApi(sellers);
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
    AccountsApi accountsApi(Accounts accounts, ChannelKinds kinds, Entries entries, Wake wake) {
        return new AccountsApi(accounts, kinds, entries, wake);
    }

    @Bean
    ListingsApi listingsApi(Listings listings, Engine engine, Entries entries, Wake wake) {
        return new ListingsApi(listings, engine, entries, wake);
    }

    @Bean
    StockApi stockApi(Stock stock, Engine engine, Entries entries, Places places, CostDocuments costs, Clock clock) {
        return new StockApi(stock, engine, entries, places, costs, clock);
    }

    @Bean
    Places places(Bins bins, Lots lots, Reasons reasons) {
        return new Places(bins, lots, reasons);
    }

    @Bean
    BinsApi binsApi(Bins bins, Entries entries) {
        return new BinsApi(bins, entries);
    }

    @Bean
    LotsApi lotsApi(Lots lots, StockDetails details, Engine engine, Entries entries) {
        return new LotsApi(lots, details, engine, entries);
    }

    @Bean
    PickingApi pickingApi(
            StockDetails details,
            PutAways putAways,
            Fulfilments fulfilments,
            Engine engine,
            Entries entries,
            Places places) {
        return new PickingApi(details, putAways, fulfilments, engine, entries, places);
    }

    @Bean
    SpaceApi spaceApi(SpaceUse use, SpaceCosts costs, Entries entries) {
        return new SpaceApi(use, costs, entries);
    }

    @Bean
    ReslottingApi reslottingApi(Reslottings reslottings, Engine engine, Entries entries, Places places) {
        return new ReslottingApi(reslottings, engine, entries, places);
    }

    @Bean
    CountsApi countsApi(Counts counts, CountedLines countedLines, Reasons reasons, Entries entries) {
        return new CountsApi(counts, countedLines, reasons, entries);
    }

    @Bean
    SuppliersApi suppliersApi(Suppliers suppliers, ReceivingRules rules, Entries entries) {
        return new SuppliersApi(suppliers, rules, entries);
    }

    @Bean
    PurchaseOrdersApi purchaseOrdersApi(PurchaseOrders orders) {
        return new PurchaseOrdersApi(orders);
    }

    @Bean
    AnnouncementsApi announcementsApi(Announcements announcements) {
        return new AnnouncementsApi(announcements);
    }

    @Bean
    ReceiptsApi receiptsApi(Receiving receiving, Receipts receipts, ReceiptCosts costs, Discrepancies discrepancies) {
        return new ReceiptsApi(receiving, receipts, costs, discrepancies);
    }

    @Bean
    TransfersApi transfersApi(Transfers transfers, Sending sending, Arriving arriving) {
        return new TransfersApi(transfers, sending, arriving);
    }

    @Bean
    ScanSessionsApi scanSessionsApi(Sessions sessions, Scanning scanning, ClosingSessions closing) {
        return new ScanSessionsApi(sessions, scanning, closing);
    }

    @Bean
    InspectionsApi inspectionsApi(Inspections inspections) {
        return new InspectionsApi(inspections);
    }

    @Bean
    ReturnsPoliciesApi returnsPoliciesApi(Policies policies, Entries entries) {
        return new ReturnsPoliciesApi(policies, entries);
    }

    @Bean
    ReturnsApi returnsApi(Returns returns, ReceivingReturns receiving, Refunds refunds) {
        return new ReturnsApi(returns, receiving, refunds);
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
    WorkCentresApi workCentresApi(
            WorkCentres workCentres,
            Routings routings,
            ProductionViews views,
            ValuationReports valuation,
            Entries entries) {
        return new WorkCentresApi(workCentres, routings, views, valuation, entries);
    }

    @Bean
    ProductionAnswers productionAnswers(
            ProductionViews views, ProductionReports reports, ParkedCosts parked, ValuationReports valuation) {
        return new ProductionAnswers(views, reports, parked, valuation);
    }

    @Bean
    ProductionApi productionApi(
            ProductionOrders orders, ProductionViews views, ProductionAnswers answers, Entries entries) {
        return new ProductionApi(orders, views, answers, entries);
    }

    @Bean
    ProductionActsApi productionActsApi(
            ProductionOrders orders, ProductionAnswers answers, Entries entries, Places places) {
        return new ProductionActsApi(orders, answers, entries, places);
    }

    @Bean
    ParkedCostsApi parkedCostsApi(ParkedCosts parked, Wake wake) {
        return new ParkedCostsApi(parked, wake);
    }

    @Bean
    ProductionReportsApi productionReportsApi(ProductionReports reports, Clock clock) {
        return new ProductionReportsApi(reports, clock);
    }

    @Bean
    EquipmentApi equipmentApi(
            EquipmentRegister register, EquipmentServices services, ValuationReports valuation, Clock clock) {
        return new EquipmentApi(register, services, valuation, clock);
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
