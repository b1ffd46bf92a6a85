package penstock.channels.amazon;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import penstock.channels.spi.AccessTokens;
import penstock.channels.spi.AccountSettings;
import penstock.channels.spi.Channel;
import penstock.channels.spi.ChannelPlugin;
import penstock.channels.spi.LimitReader;
import penstock.channels.spi.NotificationSource;
import penstock.channels.spi.OrderSource;
import penstock.channels.spi.SettingField;
import penstock.channels.spi.ShipmentSink;
import penstock.channels.spi.Signer;
import penstock.channels.spi.StockSink;
import penstock.channels.vendor.amazon.LwaTokens;
import penstock.channels.vendor.amazon.SpApiAccount;
import penstock.channels.vendor.amazon.SpApiLimits;
import penstock.channels.vendor.amazon.SpApiSigner;

/** Amazon, for what the seller ships himself. */
public final class AmazonPlugin implements ChannelPlugin {

    /** Amazon's word for "whatever the listing's product type is". */
    static final String DEFAULT_PRODUCT_TYPE = "PRODUCT";

    private static final String SELLER_ID = "seller_id";
    private static final String PRODUCT_TYPE = "product_type";
    private static final String QUEUE_ENDPOINT = "queue_endpoint";
    private static final String SEARCH_LAG = "search_lag_seconds";

    private static final String SECONDS_ALLOWED = "1 to 99999";

    private static final List<SettingField> OWN_FIELDS = List.of(
            new SettingField(SELLER_ID, true, false, "Your merchant token, from Seller Central's account information."),
            new SettingField(
                    PRODUCT_TYPE,
                    false,
                    false,
                    "The product type that stock updates name; " + DEFAULT_PRODUCT_TYPE + " if left empty."),
            new SettingField(
                            QUEUE_ENDPOINT,
                            false,
                            false,
                            "A relay in front of the queue with this account's notifications, taken by plain HTTP; SQS itself,"
                                    + " which wants AWS signatures, is not spoken. Without it orders are only polled.")
                    .address(),
            new SettingField(
                            SEARCH_LAG,
                            false,
                            false,
                            "How many seconds before now a search for orders ends, at least 1; "
                                    + AmazonOrders.SETTLING.toSeconds()
                                    + " if left empty, since Amazon refuses less than 120. Less is for simulations only.")
                    .checked(text ->
                            isSeconds(text) ? Optional.empty() : Optional.of("whole seconds, " + SECONDS_ALLOWED)));

    private static final LimitReader LIMITS = new SpApiLimits();

    @Override
    public String code() {
        return "amazon";
    }

    @Override
    public List<SettingField> settings() {
        return Stream.concat(OWN_FIELDS.stream(), SpApiAccount.FIELDS.stream()).toList();
    }

    @Override
    public Channel open(AccountSettings settings) {
        SpApiAccount account = SpApiAccount.of(settings);
        String sellerId = settings.get(SELLER_ID);
        String productType = SpApiAccount.find(settings, PRODUCT_TYPE).orElse(DEFAULT_PRODUCT_TYPE);
        return new AmazonChannel(
                new SpApiSigner(account.endpoint()),
                new LwaTokens(account.tokenEndpoint()),
                new AmazonOrders(account, searchLag(settings)),
                SpApiAccount.find(settings, QUEUE_ENDPOINT)
                        .map(URI::create)
                        .map(queue -> new AmazonNotifications(account, sellerId, queue)),
                new AmazonStock(account, sellerId, productType),
                new AmazonShipments(account));
    }

    private static Duration searchLag(AccountSettings settings) {
        return SpApiAccount.find(settings, SEARCH_LAG)
                .map(AmazonPlugin::seconds)
                .orElse(settings.paced(AmazonOrders.SETTLING));
    }

    private static Duration seconds(String text) {
        if (!isSeconds(text)) {
            throw new IllegalStateException("the account's setting '" + SEARCH_LAG + "' is '" + text
                    + "': enter whole seconds, " + SECONDS_ALLOWED + ", or leave it empty");
        }
        return Duration.ofSeconds(Long.parseLong(text));
    }

    private static boolean isSeconds(String text) {
        return text.matches("[1-9][0-9]{0,4}");
    }

    private record AmazonChannel(
            Signer signer,
            AccessTokens lwa,
            OrderSource orderSource,
            Optional<NotificationSource> notifications,
            StockSink stockSink,
            ShipmentSink shipmentSink)
            implements Channel {

        @Override
        public Optional<AccessTokens> tokens() {
            return Optional.of(lwa);
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
        public Optional<StockSink> stock() {
            return Optional.of(stockSink);
        }

        @Override
        public Optional<ShipmentSink> shipments() {
            return Optional.of(shipmentSink);
        }
    }
}
