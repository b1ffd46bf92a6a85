package penstock.test.ordering;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import penstock.core.book.Actor;
import penstock.core.engine.Engine;
import penstock.core.money.Money;
import penstock.core.purchasing.Delivery;
import penstock.core.purchasing.NewPurchaseOrder;
import penstock.core.purchasing.PurchaseOrders;
import penstock.core.purchasing.ReceiptCosts;
import penstock.core.purchasing.Receiving;
import penstock.core.purchasing.Suppliers;
import penstock.core.scenario.Script;
import penstock.core.valuation.CostDocuments;
import penstock.core.valuation.Valuing;
import penstock.test.TestDatabase;

/** What is ordered from a supplier is promised for its day, and its receipt serves what was promised. */
class OrderedGoodsTest {

    private final PromisingSeller seller = new PromisingSeller(false);
    private final Engine engine = seller.ledger.currentEngine();
    private final PurchaseOrders orders = new PurchaseOrders(seller.database, engine);

    @BeforeEach
    void findASupplier() {
        new Suppliers(seller.database, TestDatabase.ids(Clock.systemUTC()))
                .put(seller.ledger.seller(), new Suppliers.Supplier("ACME", "Acme", "EUR", 14, Optional.empty()));
        seller.backorder("SKU-1", 0, 30);
    }

    @AfterEach
    void close() {
        seller.close();
    }

    @Test
    void anOrderIsPromisedByItsDayAndServedByItsReceipt() {
        Script.play(seller.ledger, """
                order    amazon/A1 rev 1 CONFIRMED 1:SKU-1x2    -> CREATED  A1/1: short 2
                """);
        order("PO-1", 3, "2026-03-12");
        Script.play(seller.ledger, """
                order    amazon/A2 rev 1 CONFIRMED 1:SKU-1x2    -> CREATED  A1/1: backordered 2 short 0 | A2/1: backordered 1 short 1
                arrive   M1 SKU-1 WH1 1                         -> EXCEEDS_AVAILABLE  SKU-1 WH1: incoming 3
                """);
        receive("R-1", "PO-1", 2);
        assertThat(seller.promises())
                .containsExactly(
                        "A1 2 for 2026-03-12 expected 2026-03-12 SERVED",
                        "A2 1 for 2026-03-12 expected 2026-03-12 OPEN");
        receive("R-2", "PO-1", 1);
        Script.play(seller.ledger, """
                review   SKU-1                                  -> CHANGED  A1/1: reserved 2 | A2/1: reserved 1 short 1
                """);
        assertThat(seller.slips()).isEmpty();
    }

    @Test
    void anOrderThatIsTakenBackIsAPromiseThatSlips() {
        order("PO-1", 1, "2026-03-12");
        order("PO-2", 1, "2026-03-20");
        Script.play(seller.ledger, """
                order    amazon/A1 rev 1 CONFIRMED 1:SKU-1x1    -> CREATED  A1/1: backordered 1
                order    amazon/A2 rev 1 CONFIRMED 1:SKU-1x1    -> CREATED  A2/1: backordered 1
                """);
        orders.cancel(seller.ledger.seller(), Actor.OPERATOR, "PO-1");
        assertThat(seller.slips()).containsExactly("A1 2026-03-12 -> 2026-03-20", "A2 2026-03-20 -> never");
    }

    private void order(String number, int units, String day) {
        NewPurchaseOrder.Line line = new NewPurchaseOrder.Line(
                "SKU-1",
                Optional.empty(),
                Optional.empty(),
                units,
                new BigDecimal("8.00"),
                Optional.of(LocalDate.parse(day)));
        orders.create(
                seller.ledger.seller(),
                new NewPurchaseOrder(number, "ACME", "WH1", Money.currency("EUR"), List.of(line)));
        orders.order(seller.ledger.seller(), Actor.OPERATOR, number);
    }

    private void receive(String id, String order, int units) {
        Valuing valuing = new Valuing(seller.database);
        CostDocuments documents = new CostDocuments(seller.database, Clock.systemUTC(), valuing);
        Delivery.Item item = new Delivery.Item(Optional.of("SKU-1"), "", units, 0);
        new Receiving(engine, new ReceiptCosts(seller.database, documents, valuing, Clock.systemUTC()))
                .receive(
                        seller.ledger.seller(),
                        Actor.OPERATOR,
                        new Delivery(id, new Delivery.OfOrder(order), false, List.of(item)));
    }
}
