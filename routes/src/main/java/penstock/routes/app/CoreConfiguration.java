package penstock.routes.app;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
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
import penstock.core.engine.EngineLimits;
import penstock.core.history.SkuHistory;
import penstock.core.history.Snapshots;
import penstock.core.history.StockAsOf;
import penstock.core.identity.ApiKeys;
import penstock.core.identity.Ids;
import penstock.core.identity.Sealing;
import penstock.core.inbox.Inbox;
import penstock.core.ledger.Outstanding;
import penstock.core.ledger.Stock;
import penstock.core.masterdata.MasterData;
import penstock.core.order.OrderEdits;
import penstock.core.order.OrderFlags;
import penstock.core.order.Orders;
import penstock.core.port.SheetFiles;
import penstock.core.production.EquipmentRegister;
import penstock.core.production.EquipmentServices;
import penstock.core.production.ParkedCosts;
import penstock.core.production.ProductionOrders;
import penstock.core.production.ProductionReports;
import penstock.core.production.ProductionViews;
import penstock.core.production.RollUp;
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
import penstock.core.store.Database;
import penstock.core.store.Leases;
import penstock.core.supplier.Feeds;
import penstock.core.supplier.ProviderSkus;
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
import penstock.core.warehouse.UnsettledLots;
import penstock.routes.sheet.Sheets;
import penstock.routes.work.Pace;

/**
 * The core's services, each made once. Whoever imports it, the gateway or a test, provides the {@link Database}, the
 * {@link Clock}, the {@link Sealing} and the {@link Pace}.
 */
@Configuration(proxyBeanMethods = false)
@Import({MasterData.Rooms.class, PublicationConfiguration.class, RiskConfiguration.class, RulesConfiguration.class})
public class CoreConfiguration {

    /** How the one gateway is called whose home the database is in. */
    private static final String OWNER = "owner-";

    @Bean
    Ids ids(Database database, Clock clock) {
        return new Ids(clock, Leases.nodeNumber(database));
    }

    @Bean
    Leases leases(Database database, Clock clock, Ids ids, Environment environment) {
        boolean ownsDatabase = environment.getProperty(GatewayOptions.OWNS_DATABASE, Boolean.class, false);
        Leases leases = new Leases(database, clock, (ownsDatabase ? OWNER : "node-") + ids.next());
        if (ownsDatabase) {
            leases.giveUpOf(OWNER); // the lock of the home is ours, so the process that held it is dead
        }
        return leases;
    }

    @Bean
    Wakeup wakeup() {
        return new Wakeup();
    }

    @Bean(destroyMethod = "close")
    Engine engine(Database database, Clock clock, Ids ids, Wakeup wakeup) {
        return new Engine(database, clock, ids, EngineLimits.DEFAULT, wakeup::wake);
    }

    @Bean(destroyMethod = "close")
    Inbox inbox(Database database, Clock clock, Ids ids, Sealing sealing, Pace pace) {
        return new Inbox(database, clock, ids, sealing, pace.of(Inbox.SECOND_LOOK));
    }

    @Bean
    Sellers sellers(Database database, Clock clock, Ids ids) {
        return new Sellers(database, clock, ids);
    }

    @Bean
    Skus skus(Database database, Clock clock, Ids ids) {
        return new Skus(database, clock, ids);
    }

    @Bean
    Identifiers identifiers(Database database) {
        return new Identifiers(database);
    }

    @Bean
    Packs packs(Database database) {
        return new Packs(database);
    }

    @Bean
    Kits kits(Database database, Clock clock) {
        return new Kits(database, clock);
    }

    @Bean
    Boms boms(Database database, Clock clock, Ids ids) {
        return new Boms(database, clock, ids);
    }

    @Bean
    MasterData masterData(MasterData.Rooms rooms) {
        return MasterData.of(rooms);
    }

    @Bean
    SheetFiles sheetFiles() {
        return new Sheets();
    }

    @Bean
    Locations locations(Database database, Clock clock, Ids ids) {
        return new Locations(database, clock, ids);
    }

    @Bean
    Accounts accounts(Database database, Clock clock, Ids ids, Sealing sealing) {
        return new Accounts(database, clock, ids, sealing);
    }

    @Bean
    Listings listings(Database database, Clock clock, Ids ids) {
        return new Listings(database, clock, ids);
    }

    @Bean
    ApiKeys apiKeys(Database database, Clock clock, Ids ids) {
        return new ApiKeys(database, clock, ids);
    }

    @Bean
    Orders orders(Database database, Clock clock) {
        return new Orders(database, clock);
    }

    @Bean
    OrderEdits orderEdits(Database database) {
        return new OrderEdits(database);
    }

    @Bean
    OrderFlags orderFlags(Database database) {
        return new OrderFlags(database);
    }

    @Bean
    Outstanding outstanding(Database database, Clock clock) {
        return new Outstanding(database, clock);
    }

    @Bean
    BackorderRules backorderRules(Database database) {
        return new BackorderRules(database);
    }

    @Bean
    Stock stock(Database database) {
        return new Stock(database);
    }

    @Bean
    Bins bins(Database database, Clock clock, Ids ids) {
        return new Bins(database, clock, ids);
    }

    @Bean
    Lots lots(Database database, Clock clock, Ids ids) {
        return new Lots(database, clock, ids);
    }

    @Bean
    UnsettledLots unsettledLots(Database database, Clock clock) {
        return new UnsettledLots(database, clock);
    }

    @Bean
    PutAways putAways(Database database, Clock clock) {
        return new PutAways(database, clock);
    }

    @Bean
    SpaceUse spaceUse(Database database) {
        return new SpaceUse(database);
    }

    @Bean
    SpaceCosts spaceCosts(Database database) {
        return new SpaceCosts(database);
    }

    @Bean
    Reslottings reslottings(Database database, Clock clock) {
        return new Reslottings(database, clock);
    }

    @Bean
    StockDetails stockDetails(Database database) {
        return new StockDetails(database);
    }

    @Bean
    Reasons reasons(Database database) {
        return new Reasons(database);
    }

    @Bean
    Counts counts(Database database, Clock clock, Ids ids) {
        return new Counts(database, clock, ids);
    }

    @Bean
    Sessions scanSessions(Database database, Clock clock, Ids ids) {
        return new Sessions(database, clock, ids);
    }

    @Bean
    Scanning scanning(Database database, Engine engine, Clock clock) {
        return new Scanning(database, engine, clock);
    }

    @Bean
    ClosingSessions closingSessions(
            Database database, Clock clock, Receiving receiving, Arriving arriving, CountedLines countedLines) {
        return new ClosingSessions(database, clock, receiving, arriving, countedLines);
    }

    @Bean
    CountedLines countedLines(Database database, Engine engine, Clock clock) {
        return new CountedLines(database, engine, clock);
    }

    @Bean
    StockAsOf stockAsOf(Database database) {
        return new StockAsOf(database);
    }

    @Bean
    SkuHistory skuHistory(Database database) {
        return new SkuHistory(database);
    }

    @Bean
    Snapshots snapshots(Database database) {
        return new Snapshots(database);
    }

    @Bean
    Fulfilments fulfilments(Database database, Clock clock) {
        return new Fulfilments(database, clock);
    }

    @Bean
    Mergeable mergeable(Database database) {
        return new Mergeable(database);
    }

    @Bean
    Releases releases(Database database, Clock clock) {
        return new Releases(database, clock);
    }

    @Bean
    Confirmations confirmations(Database database, Clock clock, Pace pace) {
        return new Confirmations(database, clock, pace.of(Confirmations.READ_BACK));
    }

    @Bean
    Feeds feeds(Database database, Clock clock, Ids ids, Engine engine) {
        return new Feeds(database, clock, ids, engine);
    }

    @Bean
    Valuing valuing(Database database) {
        return new Valuing(database);
    }

    @Bean
    CostDocuments costDocuments(Database database, Clock clock, Valuing valuing) {
        return new CostDocuments(database, clock, valuing);
    }

    @Bean
    Suppliers suppliers(Database database, Ids ids) {
        return new Suppliers(database, ids);
    }

    @Bean
    ReceivingRules receivingRules(Database database) {
        return new ReceivingRules(database);
    }

    @Bean
    PurchaseOrders purchaseOrders(Database database, Engine engine) {
        return new PurchaseOrders(database, engine);
    }

    @Bean
    Transfers transfers(Database database, Engine engine) {
        return new Transfers(database, engine);
    }

    @Bean
    Sending sending(Engine engine) {
        return new Sending(engine);
    }

    @Bean
    Arriving arriving(Engine engine) {
        return new Arriving(engine);
    }

    @Bean
    Announcements announcements(Database database, Engine engine) {
        return new Announcements(database, engine);
    }

    @Bean
    ReceiptCosts receiptCosts(Database database, CostDocuments documents, Valuing valuing, Clock clock) {
        return new ReceiptCosts(database, documents, valuing, clock);
    }

    @Bean
    Receiving receiving(Engine engine, ReceiptCosts costs) {
        return new Receiving(engine, costs);
    }

    @Bean
    Receipts receipts(Database database) {
        return new Receipts(database);
    }

    @Bean
    Discrepancies discrepancies(Database database, Engine engine) {
        return new Discrepancies(database, engine);
    }

    @Bean
    Inspections inspections(Database database, Engine engine) {
        return new Inspections(database, engine);
    }

    @Bean
    Policies returnsPolicies(Database database, Clock clock) {
        return new Policies(database, clock);
    }

    @Bean
    Returns returns(Database database, Engine engine) {
        return new Returns(database, engine);
    }

    @Bean
    ReceivingReturns receivingReturns(Engine engine) {
        return new ReceivingReturns(engine);
    }

    @Bean
    Refunds refunds(Database database, Clock clock, Ids ids) {
        return new Refunds(database, clock, ids);
    }

    @Bean
    ExchangeRates exchangeRates(Database database, Clock clock) {
        return new ExchangeRates(database, clock);
    }

    @Bean
    ValuationReports valuationReports(Database database) {
        return new ValuationReports(database);
    }

    @Bean
    WorkCentres workCentres(Database database) {
        return new WorkCentres(database);
    }

    @Bean
    Routings routings(Database database) {
        return new Routings(database);
    }

    @Bean
    ProductionOrders productionOrders(Database database, Boms boms, Engine engine, ValuationReports valuation) {
        return new ProductionOrders(database, boms, engine, valuation);
    }

    @Bean
    ProductionViews productionViews(Database database, Boms boms, ValuationReports valuation) {
        return new ProductionViews(database, boms, valuation);
    }

    @Bean
    ParkedCosts parkedCosts(Database database) {
        return new ParkedCosts(database);
    }

    @Bean
    ProductionReports productionReports(Database database) {
        return new ProductionReports(database);
    }

    @Bean
    RollUp rollUp(Database database, CostDocuments documents, Clock clock) {
        return new RollUp(database, documents, clock);
    }

    @Bean
    EquipmentRegister equipmentRegister(Database database) {
        return new EquipmentRegister(database);
    }

    @Bean
    EquipmentServices equipmentServices(Database database, Engine engine) {
        return new EquipmentServices(database, engine);
    }

    @Bean
    ProviderSkus providerSkus(Database database) {
        return new ProviderSkus(database);
    }
}
