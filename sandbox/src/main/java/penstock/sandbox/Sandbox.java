package penstock.sandbox;

import java.net.URI;
import java.util.Map;
import penstock.sandbox.amazon.AmazonDesk;
import penstock.sandbox.buyer.Buyers;
import penstock.sandbox.carrier.CarrierDesk;
import penstock.sandbox.control.Controls;
import penstock.sandbox.fault.Faults;
import penstock.sandbox.http.LoopbackServer;
import penstock.sandbox.http.Statistics;
import penstock.sandbox.oracle.Oracle;
import penstock.sandbox.quota.QuotaAudit;
import penstock.sandbox.shopify.ShopifyDesk;
import penstock.sandbox.supplier.SupplierDesk;
import penstock.sandbox.time.SandboxTime;
import penstock.sandbox.traffic.Traffic;

/** A running sandbox: one server on the loopback address with all simulated channels behind it. Safe for use by many threads. */
public final class Sandbox implements AutoCloseable {
    private final SandboxTime time;
    private final QuotaAudit audit = new QuotaAudit();
    private final Statistics statistics = new Statistics();
    private final Oracle oracle;
    private final Faults faults;
    private final ShopifyDesk shopify;
    private final AmazonDesk amazon;
    private final SupplierDesk supplier = new SupplierDesk();
    private final Traffic traffic;
    private final LoopbackServer server;

    private Sandbox(SandboxOptions options) {
        this.time = options.time();
        this.oracle = new Oracle(options.oracleFile());
        this.faults = new Faults(time, oracle, options.seed());
        Buyers buyers = new Buyers(options.seed());
        this.shopify = new ShopifyDesk(time, faults, oracle, audit, buyers);
        this.amazon = new AmazonDesk(time, faults, oracle, audit, buyers);
        this.traffic = new Traffic(time, options.seed());
        Controls controls = new Controls(time, oracle, audit, faults, statistics);
        this.server = new LoopbackServer(
                options.port(),
                time,
                faults,
                statistics,
                Map.of(
                        "shopify", shopify,
                        "amazon", amazon,
                        "supplier", supplier,
                        "carrier", new CarrierDesk(time, oracle),
                        "_control", controls.desk(shopify, amazon, supplier, traffic)));
    }

    /** Starts a sandbox that answers when this returns. Throws {@link java.io.UncheckedIOException} when the port is taken. */
    public static Sandbox start(SandboxOptions options) {
        return new Sandbox(options);
    }

    /** The port that it listens on. */
    public int port() {
        return server.port();
    }

    /** Where it is reached, without a slash at the end. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + port());
    }

    /** The clock. */
    public SandboxTime time() {
        return time;
    }

    /** The record of what was accepted. */
    public Oracle oracle() {
        return oracle;
    }

    /** The proof that no quota was exceeded. */
    public QuotaAudit audit() {
        return audit;
    }

    /** The script of faults. */
    public Faults faults() {
        return faults;
    }

    /** How often each operation was answered with which status. */
    public Statistics statistics() {
        return statistics;
    }

    /** The simulated shops. */
    public ShopifyDesk shopify() {
        return shopify;
    }

    /** The simulated sellers at Amazon. */
    public AmazonDesk amazon() {
        return amazon;
    }

    /** The simulated suppliers. */
    public SupplierDesk supplier() {
        return supplier;
    }

    /** The random buyers. */
    public Traffic traffic() {
        return traffic;
    }

    @Override
    public void close() {
        traffic.stop();
        time.close();
        server.close();
        shopify.close();
    }
}
