package penstock.test.check;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import penstock.core.book.Actor;
import penstock.core.buying.Sampling;
import penstock.core.money.Money;
import penstock.core.purchasing.Delivery;
import penstock.core.purchasing.Discrepancies;
import penstock.core.purchasing.Discrepancy.Resolution;
import penstock.core.purchasing.NewPurchaseOrder;
import penstock.core.purchasing.PurchaseOrders;
import penstock.core.purchasing.ReceiptCosts;
import penstock.core.purchasing.Receiving;
import penstock.core.purchasing.ReceivingRules;
import penstock.core.purchasing.ReceivingRules.ReceivingRule;
import penstock.core.purchasing.ReceivingRules.Scoped;
import penstock.core.purchasing.Suppliers;
import penstock.core.valuation.CostDocuments;
import penstock.core.valuation.Valuing;

/** The part of the sample history that is bought: an order that has come in part, one of which too much came, and one that waits to be inspected. */
final class BuyingHistory {

    private static final Sampling EVERY_UNIT =
            new Sampling(Sampling.Plan.ALL, Optional.empty(), Optional.empty(), 0, 1);

    private final SampleSeller seller;
    private final PurchaseOrders orders;
    private final Receiving receiving;

    private BuyingHistory(SampleSeller seller) {
        Valuing valuing = new Valuing(seller.database);
        CostDocuments documents = new CostDocuments(seller.database, seller.clock, valuing);
        this.seller = seller;
        this.orders = new PurchaseOrders(seller.database, seller.engine);
        this.receiving =
                new Receiving(seller.engine, new ReceiptCosts(seller.database, documents, valuing, seller.clock));
    }

    static void tell(SampleSeller seller) {
        new Suppliers(seller.database, seller.ids)
                .put(seller.sellerId, new Suppliers.Supplier("ACME", "Acme", "EUR", 14, Optional.empty()));
        BuyingHistory history = new BuyingHistory(seller);
        history.order("P1", 10);
        history.receive("G1", "P1", 6);
        history.order("P2", 2);
        history.receive("G2", "P2", 5);
        new ReceivingRules(seller.database)
                .put(
                        seller.sellerId,
                        new Scoped(
                                Optional.of("SKU-A"),
                                Optional.of("ACME"),
                                new ReceivingRule(0, EVERY_UNIT, List.of())));
        history.order("P3", 4);
        history.receive("G3", "P3", 4);
        Discrepancies discrepancies = new Discrepancies(seller.database, seller.engine);
        discrepancies
                .list(seller.sellerId, true, 0, 10)
                .forEach(over -> discrepancies.resolve(
                        seller.sellerId, Actor.OPERATOR, over.discrepancyId(), Resolution.SEND_BACK, "too much"));
    }

    private void order(String number, int units) {
        NewPurchaseOrder.Line line = new NewPurchaseOrder.Line(
                "SKU-A", Optional.empty(), Optional.empty(), units, new BigDecimal("8.00"), Optional.empty());
        orders.create(
                seller.sellerId, new NewPurchaseOrder(number, "ACME", "WH1", Money.currency("EUR"), List.of(line)));
        orders.order(seller.sellerId, Actor.OPERATOR, number);
    }

    private void receive(String id, String order, int units) {
        receiving.receive(
                seller.sellerId,
                Actor.OPERATOR,
                new Delivery(
                        id,
                        new Delivery.OfOrder(order),
                        false,
                        List.of(new Delivery.Item(Optional.of("SKU-A"), "", units, 0))));
    }
}
