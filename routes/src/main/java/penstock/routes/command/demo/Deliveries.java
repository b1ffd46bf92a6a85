package penstock.routes.command.demo;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Random;
import penstock.routes.command.demo.Assortment.Sku;

/** Stock that comes: deliveries to the warehouse, and what the supplier says it has. */
final class Deliveries {

    private static final int ACCEPTED = 202;

    private final GatewayApi api;
    private final SandboxControl sandbox;
    private final URI gateway;
    private final DemoSeller seller;
    private final Assortment assortment;
    private final Random random;
    private int delivered;

    Deliveries(
            GatewayApi api,
            SandboxControl sandbox,
            URI gateway,
            DemoSeller seller,
            Assortment assortment,
            Random random) {
        this.api = api;
        this.sandbox = sandbox;
        this.gateway = gateway;
        this.seller = seller;
        this.assortment = assortment;
        this.random = random;
    }

    /** The supplier sends everything it has. */
    void sendFullFeed() {
        push("FULL", false);
    }

    /** Goods for one SKU arrive at the warehouse. */
    void receiveSome() {
        List<Sku> skus = Assortment.at(Assortment.WAREHOUSE);
        Sku sku = skus.get(random.nextInt(skus.size()));
        api.receive("delivery-" + ++delivered, sku.code(), Assortment.WAREHOUSE, assortment.unitsOfDelivery());
    }

    /** The supplier's own production and its other customers move its stock, and it tells of what changed. */
    void sendDelta() {
        Map<String, Integer> stock = sandbox.supplierStock(DemoSeller.SUPPLIER);
        List<Sku> skus = Assortment.at(Assortment.SUPPLIER);
        Sku sku = skus.get(random.nextInt(skus.size()));
        int change = random.nextInt(assortment.unitsOfDelivery()) - assortment.unitsOfDelivery() / 4;
        int quantity = Math.max(0, stock.getOrDefault(sku.atSupplier(), 0) + change);
        sandbox.setSupplierStock(DemoSeller.SUPPLIER, sku.atSupplier(), quantity);
        push("DELTA", true);
    }

    private void push(String mode, boolean delta) {
        int status = sandbox.push(
                DemoSeller.SUPPLIER, gateway + api.feedPath(seller.supplier(), mode), seller.supplierKey(), delta);
        if (status != ACCEPTED) {
            throw new CallRefused("the supplier's feed", status, "");
        }
    }
}
