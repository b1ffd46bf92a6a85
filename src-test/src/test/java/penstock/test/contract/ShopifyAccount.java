package penstock.test.contract;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import penstock.channels.shopify.ShopifyPlugin;
import penstock.channels.spi.AccountSettings;
import penstock.channels.spi.Channel;
import penstock.channels.spi.Conversation;
import penstock.channels.spi.OrderSource;
import penstock.channels.spi.OrderSource.OrderPage;
import penstock.core.message.InboundMessage;
import penstock.core.message.ListingRef;
import penstock.core.message.OrderSnapshot;
import penstock.core.message.Outcome;
import penstock.core.message.RawMessage;
import penstock.core.message.ShipmentNotice;
import penstock.core.message.StockUpdate;
import penstock.core.message.Translation;
import penstock.sandbox.Sandbox;
import penstock.sandbox.SandboxOptions;
import penstock.sandbox.buyer.Basket;
import penstock.sandbox.buyer.Purchase;
import penstock.sandbox.fault.FaultKind;
import penstock.sandbox.fault.FaultRule;
import penstock.sandbox.shopify.ShopSettings;
import penstock.sandbox.shopify.ShopifyShop;
import penstock.sandbox.time.ManualTime;

/** The shop "weir" in a sandbox whose clock the test moves, and the adapter that serves it. */
final class ShopifyAccount implements AutoCloseable {

    static final Map<String, String> SECRETS = Map.of("access_token", "shpat_1", "client_secret", "shpss_1");

    private static final String SHOP = "weir";

    final ManualTime time;
    final Sandbox sandbox;
    final ShopifyShop shop;
    final Channel channel;
    final Talk talk;
    private final Map<String, String> items = new HashMap<>();

    ShopifyAccount() {
        this(Duration.ZERO);
    }

    /** A shop whose clock begins so long ago; replies state the present moment all the same. */
    ShopifyAccount(Duration ago) {
        time = new ManualTime(Instant.now().minus(ago).truncatedTo(ChronoUnit.SECONDS), 1);
        sandbox = Sandbox.start(SandboxOptions.with(time));
        shop = sandbox.shopify()
                .open(new ShopSettings(
                        SHOP,
                        "shpat_1",
                        "shpss_1",
                        List.of("Main", "Annexe"),
                        true,
                        ShopSettings.STANDARD_POINTS_MAX,
                        ShopSettings.STANDARD_POINTS_PER_SECOND));
        channel = new ShopifyPlugin()
                .open(new AccountSettings(
                        1,
                        sandbox.uri().resolve("/shopify/" + SHOP),
                        Map.of("location", location(0), "shop_domain", SHOP + ".myshopify.com")));
        talk = new Talk(channel.signer(), channel.tokens(), SECRETS);
        stock("LAMP", 10);
        stock("VASE", 10);
    }

    private void stock(String sku, int quantity) {
        items.put(
                sku,
                String.valueOf(sandbox.shopify()
                        .stock(SHOP, sku, sku, "9.90", quantity)
                        .get("inventoryItemId")));
    }

    String location(int number) {
        List<?> locations = (List<?>) sandbox.shopify().describe(SHOP).get("locations");
        return String.valueOf(((Map<?, ?>) locations.get(number)).get("id"));
    }

    /** Moves all units of a SKU to the annexe. */
    void moveToAnnexe(String sku, int units) {
        sandbox.shopify().recount(SHOP, sku, Optional.of("Main"), 0);
        sandbox.shopify().recount(SHOP, sku, Optional.of("Annexe"), units);
    }

    String item(String sku) {
        return String.valueOf(items.get(sku));
    }

    void subscribe(String uri, String... topics) {
        for (String topic : topics) {
            sandbox.shopify().subscribe(SHOP, topic, uri);
        }
    }

    /** Buys and answers the order's number. */
    String buy(Basket basket) {
        Purchase.Sold sold = (Purchase.Sold) shop.buy(basket);
        return sold.orderId().substring(sold.orderId().lastIndexOf('/') + 1);
    }

    static Basket lampsAndVases(int lamps, int vases, boolean paid) {
        return new Basket(List.of(new Basket.Wish("LAMP", lamps), new Basket.Wish("VASE", vases)), paid);
    }

    void fault(String operation, FaultKind kind, Duration delay) {
        sandbox.faults().add(FaultRule.first(1, "shopify", operation, kind).delayed(delay));
    }

    OrderSource orders() {
        return channel.orders().orElseThrow();
    }

    /** Every page to the end of the run, and what it says. */
    OrderPage poll(Optional<OrderSource.Cursor> from, List<InboundMessage> into) {
        Optional<OrderSource.Cursor> cursor = from;
        while (true) {
            OrderPage page = talk.result(orders().poll(cursor, time.now()));
            page.messages().forEach(raw -> into.addAll(understood(orders().translate(raw))));
            if (!page.more()) {
                return page;
            }
            cursor = Optional.of(page.next());
        }
    }

    Optional<OrderSnapshot> fetch(String order) {
        return talk.result(orders().fetch(order, time.now()))
                .map(raw -> (OrderSnapshot) understood(orders().translate(raw)).get(0));
    }

    RawMessage fetchRaw(String order) {
        return talk.result(orders().fetch(order, time.now())).orElseThrow();
    }

    static List<InboundMessage> understood(Translation translation) {
        if (!translation.rejections().isEmpty()) {
            throw new AssertionError(translation.rejections().toString());
        }
        return translation.messages();
    }

    StockUpdate set(String sku, int quantity, int expected, String attempt) {
        return new StockUpdate(
                "P-" + sku, sku, item(sku), location(0), quantity, OptionalInt.of(expected), sku + "-" + attempt);
    }

    Conversation<Outcome> publish(StockUpdate update) {
        return channel.stock()
                .orElseThrow()
                .publish(List.of(update))
                .then(outcomes -> Conversation.done(outcomes.get(0).outcome()));
    }

    int shown(String sku) {
        ListingRef listing = new ListingRef("P-" + sku, sku, item(sku), location(0));
        return talk.result(channel.stock().orElseThrow().readBack(List.of(listing), time.now()))
                .get(0)
                .shown()
                .quantity();
    }

    /** A parcel with these units of the order's lines, in their order; 0 leaves a line out. */
    ShipmentNotice parcel(int packageNo, String order, String tracking, int... units) {
        List<ShipmentNotice.Line> lines = new ArrayList<>();
        OrderSnapshot snapshot = fetch(order).orElseThrow();
        for (int i = 0; i < units.length; i++) {
            if (units[i] > 0) {
                lines.add(new ShipmentNotice.Line(
                        snapshot.lines().get(i).channelLineId(),
                        snapshot.lines().get(i).channelSku(),
                        units[i]));
            }
        }
        return new ShipmentNotice(80 + packageNo, packageNo, order, "UPS", tracking, time.now(), lines);
    }

    /** Messages to the buyers of all orders so far. */
    int notices() {
        return sandbox.oracle().report().notices().values().stream()
                .mapToInt(Integer::intValue)
                .sum();
    }

    @Override
    public void close() {
        sandbox.close();
        if (!sandbox.audit().breaches().isEmpty()) {
            throw new AssertionError(sandbox.audit().breaches().toString());
        }
    }
}
