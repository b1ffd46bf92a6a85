package penstock.console;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import penstock.console.api.AnnouncementsApi;
import penstock.console.api.BinsApi;
import penstock.console.api.CountsApi;
import penstock.console.api.Entries;
import penstock.console.api.EquipmentApi;
import penstock.console.api.InspectionsApi;
import penstock.console.api.LotsApi;
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
import penstock.console.api.SpaceApi;
import penstock.console.api.SuppliersApi;
import penstock.console.api.TransfersApi;
import penstock.console.api.WorkCentresApi;
import penstock.core.engine.Engine;
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
import penstock.core.shipping.Fulfilments;
import penstock.core.transfer.Arriving;
import penstock.core.transfer.Sending;
import penstock.core.transfer.Transfers;
import penstock.core.valuation.ValuationReports;
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

/** What the API has of warehouses, of documents that move goods, and of making them. */
@Configuration(proxyBeanMethods = false)
class GoodsConfiguration {

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
}
