package penstock.console;

import static penstock.console.GatewayWithoutDatabase.CLOCK;
import static penstock.console.GatewayWithoutDatabase.DATABASE;
import static penstock.console.GatewayWithoutDatabase.IDS;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import penstock.core.catalogue.bom.Boms;
import penstock.core.engine.Engine;
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
import penstock.core.transfer.Arriving;
import penstock.core.transfer.Sending;
import penstock.core.transfer.Transfers;
import penstock.core.valuation.CostDocuments;
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

/** What the API of goods stands on, over the same database. */
@Configuration(proxyBeanMethods = false)
class GoodsWithoutDatabase {

    @Bean
    Suppliers suppliers() {
        return new Suppliers(DATABASE, IDS);
    }

    @Bean
    ReceivingRules receivingRules() {
        return new ReceivingRules(DATABASE);
    }

    @Bean
    PurchaseOrders purchaseOrders(Engine engine) {
        return new PurchaseOrders(DATABASE, engine);
    }

    @Bean
    Transfers transfers(Engine engine) {
        return new Transfers(DATABASE, engine);
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
    Announcements announcements(Engine engine) {
        return new Announcements(DATABASE, engine);
    }

    @Bean
    ReceiptCosts receiptCosts(CostDocuments documents, Valuing valuing) {
        return new ReceiptCosts(DATABASE, documents, valuing, CLOCK);
    }

    @Bean
    Receiving receiving(Engine engine, ReceiptCosts costs) {
        return new Receiving(engine, costs);
    }

    @Bean
    Receipts receipts() {
        return new Receipts(DATABASE);
    }

    @Bean
    Discrepancies discrepancies(Engine engine) {
        return new Discrepancies(DATABASE, engine);
    }

    @Bean
    Inspections inspections(Engine engine) {
        return new Inspections(DATABASE, engine);
    }

    @Bean
    Policies returnsPolicies() {
        return new Policies(DATABASE, CLOCK);
    }

    @Bean
    Returns returns(Engine engine) {
        return new Returns(DATABASE, engine);
    }

    @Bean
    ReceivingReturns receivingReturns(Engine engine) {
        return new ReceivingReturns(engine);
    }

    @Bean
    Refunds refunds() {
        return new Refunds(DATABASE, CLOCK, IDS);
    }

    @Bean
    WorkCentres workCentres() {
        return new WorkCentres(DATABASE);
    }

    @Bean
    Routings routings() {
        return new Routings(DATABASE);
    }

    @Bean
    ProductionOrders productionOrders(Boms boms, Engine engine, ValuationReports valuation) {
        return new ProductionOrders(DATABASE, boms, engine, valuation);
    }

    @Bean
    ProductionViews productionViews(Boms boms, ValuationReports valuation) {
        return new ProductionViews(DATABASE, boms, valuation);
    }

    @Bean
    ParkedCosts parkedCosts() {
        return new ParkedCosts(DATABASE);
    }

    @Bean
    ProductionReports productionReports() {
        return new ProductionReports(DATABASE);
    }

    @Bean
    EquipmentRegister equipmentRegister() {
        return new EquipmentRegister(DATABASE);
    }

    @Bean
    EquipmentServices equipmentServices(Engine engine) {
        return new EquipmentServices(DATABASE, engine);
    }

    @Bean
    Bins bins() {
        return new Bins(DATABASE, CLOCK, IDS);
    }

    @Bean
    Lots lots() {
        return new Lots(DATABASE, CLOCK, IDS);
    }

    @Bean
    Reslottings reslottings() {
        return new Reslottings(DATABASE, CLOCK);
    }

    @Bean
    SpaceCosts spaceCosts() {
        return new SpaceCosts(DATABASE);
    }

    @Bean
    SpaceUse spaceUse() {
        return new SpaceUse(DATABASE);
    }

    @Bean
    PutAways putAways() {
        return new PutAways(DATABASE, CLOCK);
    }

    @Bean
    StockDetails stockDetails() {
        return new StockDetails(DATABASE);
    }

    @Bean
    Reasons reasons() {
        return new Reasons(DATABASE);
    }

    @Bean
    Counts counts() {
        return new Counts(DATABASE, CLOCK, IDS);
    }

    @Bean
    Sessions scanSessions() {
        return new Sessions(DATABASE, CLOCK, IDS);
    }

    @Bean
    Scanning scanning(Engine engine) {
        return new Scanning(DATABASE, engine, CLOCK);
    }

    @Bean
    ClosingSessions closingSessions(Receiving receiving, Arriving arriving, CountedLines countedLines) {
        return new ClosingSessions(DATABASE, CLOCK, receiving, arriving, countedLines);
    }

    @Bean
    CountedLines countedLines(Engine engine) {
        return new CountedLines(DATABASE, engine, CLOCK);
    }
}
