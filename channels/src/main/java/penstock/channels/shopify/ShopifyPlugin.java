package penstock.channels.shopify;

import java.util.List;
import java.util.Optional;
import penstock.channels.spi.AccountSettings;
import penstock.channels.spi.Channel;
import penstock.channels.spi.ChannelPlugin;
import penstock.channels.spi.LimitReader;
import penstock.channels.spi.OrderSource;
import penstock.channels.spi.SettingField;
import penstock.channels.spi.ShipmentSink;
import penstock.channels.spi.Signer;
import penstock.channels.spi.StockSink;
import penstock.channels.spi.WebhookSource;
import penstock.channels.spi.WebhookSubscriptions;

/** Shopify, through the GraphQL Admin API; the endpoint is {@code https://<shop>.myshopify.com}. */
public final class ShopifyPlugin implements ChannelPlugin {

    static final String LOCATION = "location";
    static final String UNPAID_ORDERS = "unpaid_orders";
    static final String TEST_ORDERS = "test_orders";
    static final String SHOP_DOMAIN = "shop_domain";
    static final String ACCESS_TOKEN = "access_token";
    static final String CLIENT_SECRET = "client_secret";
    static final String CLIENT_SECRET_OLD = "client_secret_old";

    private static final LimitReader LIMITS = new ShopifyLimits();

    private static final Signer SIGNER =
            (call, secrets, now) -> call.header("X-Shopify-Access-Token", secrets.get(ACCESS_TOKEN));

    @Override
    public String code() {
        return "shopify";
    }

    @Override
    public List<SettingField> settings() {
        return List.of(
                new SettingField(ACCESS_TOKEN, true, true, "The app's Admin API access token, shpat_..."),
                new SettingField(CLIENT_SECRET, false, true, "The app's client secret, which signs its webhooks."),
                new SettingField(
                        CLIENT_SECRET_OLD,
                        false,
                        true,
                        "The client secret before, for the hour after it was replaced."),
                new SettingField(
                        LOCATION,
                        false,
                        false,
                        "The location whose stock is set where a listing names none, as a gid."),
                new SettingField(
                                UNPAID_ORDERS,
                                false,
                                false,
                                "'hold' (default), or 'ship' for cash on delivery or on account.")
                        .oneOf("hold", "ship"),
                new SettingField(TEST_ORDERS, false, false, "'ignore' (default), or 'take' in a shop for trying out.")
                        .oneOf("ignore", "take"),
                new SettingField(
                        SHOP_DOMAIN, false, false, "<shop>.myshopify.com: webhooks of other shops are turned away."));
    }

    @Override
    public Channel open(AccountSettings settings) {
        ShopifyCalls calls = new ShopifyCalls(settings);
        OrderTranslation translation = new OrderTranslation(
                "take".equals(settings.get(TEST_ORDERS, "ignore")), "ship".equals(settings.get(UNPAID_ORDERS, "hold")));
        Optional<String> shopDomain = Optional.of(settings.get(SHOP_DOMAIN, "")).filter(text -> !text.isBlank());
        return new Shop(
                new ShopifyOrders(calls, translation, settings.paced(ShopifyOrders.SAFETY_MARGIN)),
                new ShopifyWebhooks(translation, shopDomain),
                new ShopifyStock(calls, settings.get(LOCATION, "")),
                new ShopifyShipments(calls),
                new ShopifySubscriptions(calls));
    }

    private record Shop(
            OrderSource orderSource,
            WebhookSource webhookSource,
            StockSink stockSink,
            ShipmentSink shipmentSink,
            WebhookSubscriptions webhookSubscriptions)
            implements Channel {

        @Override
        public Signer signer() {
            return SIGNER;
        }

        @Override
        public LimitReader limits() {
            return LIMITS;
        }

        @Override
        public Optional<OrderSource> orders() {
            return Optional.of(orderSource);
        }

        @Override
        public Optional<WebhookSource> webhooks() {
            return Optional.of(webhookSource);
        }

        @Override
        public Optional<WebhookSubscriptions> subscriptions() {
            return Optional.of(webhookSubscriptions);
        }

        @Override
        public Optional<StockSink> stock() {
            return Optional.of(stockSink);
        }

        @Override
        public Optional<ShipmentSink> shipments() {
            return Optional.of(shipmentSink);
        }
    }
}
