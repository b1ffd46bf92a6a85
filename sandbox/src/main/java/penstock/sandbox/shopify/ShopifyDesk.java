package penstock.sandbox.shopify;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import penstock.sandbox.buyer.Buyers;
import penstock.sandbox.fault.Faults;
import penstock.sandbox.http.Desk;
import penstock.sandbox.http.Operation;
import penstock.sandbox.http.Reply;
import penstock.sandbox.http.Request;
import penstock.sandbox.json.Json;
import penstock.sandbox.oracle.Oracle;
import penstock.sandbox.quota.QuotaAudit;
import penstock.sandbox.time.SandboxTime;

/** All simulated shops under {@code /shopify/{shop}/admin/api/2026-10/graphql.json}. Safe for use by many threads. */
public final class ShopifyDesk implements Desk, AutoCloseable {
    /** Ids are unique over all shops, and larger than 32 bits hold, as the vendor's are. */
    private static final long FIRST_ID = 5_400_000_000L;

    private static final int WEBHOOK_THREADS = 8;
    private static final Duration CONNECT_PATIENCE = Duration.ofSeconds(1);

    private final SandboxTime time;
    private final Faults faults;
    private final Oracle oracle;
    private final QuotaAudit audit;
    private final Buyers buyers;
    private final AtomicLong ids = new AtomicLong(FIRST_ID);
    private final Map<String, ShopCounter> shops = new ConcurrentSkipListMap<>();
    private final ExecutorService senders = Executors.newFixedThreadPool(WEBHOOK_THREADS, task -> {
        Thread thread = new Thread(task, "sandbox-webhooks");
        thread.setDaemon(true);
        return thread;
    });
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_PATIENCE)
            .build();

    /** A desk without shops yet. */
    public ShopifyDesk(SandboxTime time, Faults faults, Oracle oracle, QuotaAudit audit, Buyers buyers) {
        this.time = time;
        this.faults = faults;
        this.oracle = oracle;
        this.audit = audit;
        this.buyers = buyers;
    }

    @Override
    public Operation open(Request request) {
        List<String> path = request.path();
        ShopCounter counter = path.size() < 2 ? null : shops.get(path.get(1));
        boolean graph = path.size() == 6
                && request.pathAfter(2).equals(List.of("admin", "api", Webhooks.API_VERSION, "graphql.json"));
        if (counter == null || !graph || !request.method().equals("POST")) {
            return Operation.answering(
                    ShopifyShop.CHANNEL, "unknown", Reply.json(404, Json.object("errors", "Not Found")));
        }
        return counter.open(request);
    }

    @Override
    public Reply trouble(int status) {
        String message = status == 429 ? "Exceeded rate limit" : "Internal Server Error";
        return Reply.json(status, Json.object("errors", message));
    }

    /** Opens a shop, or opens it afresh: its former truth is forgotten, the oracle's record stays. */
    public ShopifyShop open(ShopSettings settings) {
        Subscriptions subscriptions = new Subscriptions();
        Webhooks webhooks = new Webhooks(
                settings.name() + ".myshopify.com",
                settings.clientSecret(),
                settings.keepSubscriptions(),
                time,
                faults,
                senders,
                http,
                subscriptions);
        ShopifyShop shop =
                new ShopifyShop(settings.name(), time, oracle, faults, buyers, ids, settings.locations(), webhooks);
        shops.put(settings.name(), new ShopCounter(settings, shop, subscriptions, webhooks, faults, time, audit));
        return shop;
    }

    /** A shop that is open. */
    public Optional<ShopifyShop> shop(String name) {
        return Optional.ofNullable(shops.get(name)).map(counter -> counter.shop);
    }

    /** All open shops. */
    public List<ShopifyShop> shops() {
        return shops.values().stream().map(counter -> counter.shop).toList();
    }

    /** Adds a product to a shop and answers its ids. */
    public Map<String, @Nullable Object> stock(String shop, String sku, String title, String price, int quantity) {
        Product product = counter(shop).shop.add(sku, title, price, quantity);
        return described(product);
    }

    /** Subscribes a URL to a topic, worded {@code orders/create} or {@code ORDERS_CREATE}. */
    public void subscribe(String shop, String topic, String uri) {
        ShopCounter counter = counter(shop);
        counter.subscriptions.add(
                new Subscriptions.Subscription(counter.shop.nextId(), Subscriptions.topic(topic), uri, time.now()));
    }

    /** Deletes a shop's subscriptions to a topic, as the vendor does after too many failures; answers how many there were. */
    public int unsubscribe(String shop, String topic) {
        Subscriptions subscriptions = counter(shop).subscriptions;
        List<Subscriptions.Subscription> gone = subscriptions.to(Subscriptions.topic(topic));
        gone.forEach(subscriptions::remove);
        return gone.size();
    }

    /** Writes an available quantity as a person in the shop's admin would; the first location unless one is named. */
    public void recount(String shop, String sku, Optional<String> location, int available) {
        ShopifyShop truth = counter(shop).shop;
        synchronized (truth) {
            Level level = truth.stock().product(sku).stream()
                    .flatMap(product -> truth.stock().levels(product.inventoryItemId()).stream())
                    .filter(l -> location.isEmpty() || location.get().equals(l.location.name()))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("No SKU " + sku + " there."));
            truth.write(level, available, "person");
        }
    }

    /** An order in the webhook's shape. */
    public Map<String, @Nullable Object> order(String shop, String orderId) {
        ShopifyShop truth = counter(shop).shop;
        synchronized (truth) {
            return truth.order(orderId)
                    .map(ShopifyBodies::order)
                    .orElseThrow(() -> new IllegalArgumentException("No order " + orderId + "."));
        }
    }

    /** What the shop is and has: locations, products with their ids, subscriptions, webhooks under way. */
    public Map<String, @Nullable Object> describe(String shop) {
        ShopCounter counter = counter(shop);
        synchronized (counter.shop) {
            return described(shop, counter);
        }
    }

    private static Map<String, @Nullable Object> described(String shop, ShopCounter counter) {
        return Json.object(
                "shop", shop,
                "domain", counter.shop.domain(),
                "path", "/shopify/" + shop + "/admin/api/" + Webhooks.API_VERSION + "/graphql.json",
                "locations",
                        counter.shop.stock().locations().stream()
                                .map(l -> Json.object("name", l.name(), "id", Gid.of("Location", l.id())))
                                .toList(),
                "products",
                        counter.shop.stock().products().stream()
                                .map(ShopifyDesk::described)
                                .toList(),
                "subscriptions",
                        counter.subscriptions.all().stream()
                                .map(s -> Json.object("topic", s.topic(), "uri", s.uri()))
                                .toList(),
                "webhooksUnderWay", counter.webhooks.underWay());
    }

    @Override
    public void close() {
        senders.shutdownNow();
    }

    private ShopCounter counter(String shop) {
        ShopCounter counter = shops.get(shop);
        if (counter == null) {
            throw new IllegalArgumentException("There is no shop " + shop + ".");
        }
        return counter;
    }

    private static Map<String, @Nullable Object> described(Product product) {
        return Json.object(
                "sku", product.sku(),
                "productId", Gid.of("Product", product.productId()),
                "variantId", Gid.of("ProductVariant", product.variantId()),
                "inventoryItemId", Gid.of("InventoryItem", product.inventoryItemId()));
    }
}
