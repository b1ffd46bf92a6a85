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
import penstock.channels.amazon.AmazonPlugin;
import penstock.channels.spi.AccountSettings;
import penstock.channels.spi.Channel;
import penstock.channels.spi.Conversation;
import penstock.channels.spi.OrderSource;
import penstock.channels.spi.OrderSource.Cursor;
import penstock.channels.spi.OrderSource.OrderPage;
import penstock.core.message.InboundMessage;
import penstock.core.message.ListingRef;
import penstock.core.message.OrderSnapshot;
import penstock.core.message.Outcome;
import penstock.core.message.ShipmentNotice;
import penstock.core.message.StockUpdate;
import penstock.fulfilment.amazonmcf.AmazonMcfPlugin;
import penstock.fulfilment.spi.FulfilmentProvider;
import penstock.sandbox.Sandbox;
import penstock.sandbox.SandboxOptions;
import penstock.sandbox.amazon.AmazonSeller;
import penstock.sandbox.amazon.AmazonSettings;
import penstock.sandbox.buyer.Basket;
import penstock.sandbox.buyer.Purchase;
import penstock.sandbox.fault.FaultKind;
import penstock.sandbox.fault.FaultRule;
import penstock.sandbox.time.ManualTime;

/** The seller "S1" in a sandbox whose clock the test moves, and the adapters of both of Amazon's roles. */
final class AmazonAccount implements AutoCloseable {

    private static final Map<String, String> SECRETS =
            Map.of("client_id", "c", "client_secret", "s", "refresh_token", "r");

    final ManualTime time;
    final Sandbox sandbox;
    final AmazonSeller seller;
    final Channel channel;
    final FulfilmentProvider mcf;
    final Talk talk;
    final Talk mcfTalk;

    AmazonAccount() {
        this(1, Map.of());
    }

    AmazonAccount(double factor, Map<String, String> moreSettings) {
        time = new ManualTime(Instant.now().truncatedTo(ChronoUnit.MILLIS), factor);
        sandbox = Sandbox.start(SandboxOptions.with(time));
        seller = sandbox.amazon().open(AmazonSettings.standard("S1", "c", "s", "r"));
        seller.list("LAMP", "Lamp", "9.90", false, 10, Optional.empty());
        seller.list("VASE", "Vase", "9.90", false, 10, Optional.empty());
        seller.list("FBA", "Stool", "9.90", true, 0, Optional.of(5));
        Map<String, String> settings = new HashMap<>(Map.of(
                "seller_id", "S1",
                "marketplace_id", "ATVPDKIKX0DER",
                "token_endpoint", sandbox.uri() + "/amazon/auth/o2/token"));
        AccountSettings provider = new AccountSettings(2, sandbox.uri().resolve("/amazon"), settings);
        settings.put("queue_endpoint", sandbox.uri() + "/amazon/sqs/orders-S1");
        settings.putAll(moreSettings);
        channel = new AmazonPlugin().open(new AccountSettings(1, sandbox.uri().resolve("/amazon"), settings));
        mcf = new AmazonMcfPlugin().open(provider);
        talk = new Talk(channel.signer(), channel.tokens(), SECRETS);
        mcfTalk = new Talk(mcf.signer(), mcf.tokens(), SECRETS);
    }

    void fault(String operation, FaultKind kind, Duration delay) {
        sandbox.faults().add(FaultRule.first(1, "amazon", operation, kind).delayed(delay));
    }

    String buy(Basket basket) {
        return ((Purchase.Sold) seller.buy(basket)).orderId();
    }

    static Basket lampsAndVases(int lamps, int vases, boolean paid) {
        return new Basket(List.of(new Basket.Wish("LAMP", lamps), new Basket.Wish("VASE", vases)), paid);
    }

    OrderSource orders() {
        return channel.orders().orElseThrow();
    }

    /** Every page to the end of the run, and the snapshots in them. */
    OrderPage poll(Optional<Cursor> from, List<OrderSnapshot> into) {
        Optional<Cursor> cursor = from;
        while (true) {
            OrderPage page = talk.result(orders().poll(cursor, time.now()));
            page.messages()
                    .forEach(raw -> ShopifyAccount.understood(orders().translate(raw))
                            .forEach(message -> into.add((OrderSnapshot) message)));
            if (!page.more()) {
                return page;
            }
            cursor = Optional.of(page.next());
        }
    }

    List<InboundMessage> fetch(String order) {
        return talk.result(orders().fetch(order, time.now()))
                .map(raw -> ShopifyAccount.understood(orders().translate(raw)))
                .orElse(List.of());
    }

    OrderSnapshot snapshot(String order) {
        return (OrderSnapshot) fetch(order).get(0);
    }

    Conversation<Outcome> publish(String sku, int quantity) {
        StockUpdate update = new StockUpdate("P-" + sku, sku, "", "", quantity, OptionalInt.empty(), sku);
        return channel.stock()
                .orElseThrow()
                .publish(List.of(update))
                .then(outcomes -> Conversation.done(outcomes.get(0).outcome()));
    }

    /** What is shown of a SKU; empty where the listing shows no number of ours. */
    OptionalInt shown(String sku) {
        return talk
                .result(channel.stock()
                        .orElseThrow()
                        .readBack(List.of(new ListingRef("P-" + sku, sku, "", "")), time.now()))
                .stream()
                .mapToInt(observed -> observed.shown().quantity())
                .findFirst();
    }

    ShipmentNotice parcel(int packageNo, String order, String carrier, String tracking, int... units) {
        List<ShipmentNotice.Line> lines = new ArrayList<>();
        OrderSnapshot snapshot = snapshot(order);
        for (int i = 0; i < units.length; i++) {
            if (units[i] > 0) {
                lines.add(new ShipmentNotice.Line(
                        snapshot.lines().get(i).channelLineId(),
                        snapshot.lines().get(i).channelSku(),
                        units[i]));
            }
        }
        return new ShipmentNotice(80 + packageNo, packageNo, order, carrier, tracking, time.now(), lines);
    }

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
