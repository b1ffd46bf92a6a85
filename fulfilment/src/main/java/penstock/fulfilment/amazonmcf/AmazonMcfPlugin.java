package penstock.fulfilment.amazonmcf;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import penstock.channels.spi.AccessTokens;
import penstock.channels.spi.AccountSettings;
import penstock.channels.spi.Conversation;
import penstock.channels.spi.LimitReader;
import penstock.channels.spi.SettingField;
import penstock.channels.spi.Signer;
import penstock.channels.vendor.amazon.LwaTokens;
import penstock.channels.vendor.amazon.SpApiAccount;
import penstock.channels.vendor.amazon.SpApiLimits;
import penstock.channels.vendor.amazon.SpApiSigner;
import penstock.core.message.FulfilmentRequest;
import penstock.core.message.Outcome;
import penstock.core.message.RawMessage;
import penstock.core.message.ShownQuantity;
import penstock.core.message.Translation;
import penstock.fulfilment.spi.FulfilmentProvider;
import penstock.fulfilment.spi.ProviderPlugin;

/** Amazon as the one who ships. */
public final class AmazonMcfPlugin implements ProviderPlugin {

    /** Ships all or nothing: the parts of an order that Amazon lacks are ours to source elsewhere. */
    static final String DEFAULT_POLICY = "FillOrKill";

    /** Amazon prints a comment on the packing slip and does not take an empty one. */
    static final String DEFAULT_COMMENT = "Thank you for your order.";

    /** Nothing faster is bought unasked. */
    static final ShippingSpeed DEFAULT_SPEED = ShippingSpeed.STANDARD;

    private static final String POLICY = "fulfillment_policy";
    private static final String COMMENT = "packing_slip_comment";
    private static final String SPEED = "shipping_speed";

    private static final List<SettingField> OWN_FIELDS = List.of(
            new SettingField(
                            POLICY,
                            false,
                            false,
                            "What Amazon does with an order it cannot ship in full: FillOrKill, FillAll or FillAllAvailable; "
                                    + DEFAULT_POLICY + " if left empty.")
                    .oneOf("FillOrKill", "FillAll", "FillAllAvailable"),
            new SettingField(
                    COMMENT,
                    false,
                    false,
                    "What the packing slip says to the buyer; \"" + DEFAULT_COMMENT + "\" if left empty."),
            new SettingField(
                            SPEED,
                            false,
                            false,
                            "How fast Amazon is asked to ship, and charges: STANDARD, EXPEDITED or PRIORITY; "
                                    + DEFAULT_SPEED + " if left empty.")
                    .oneOf("STANDARD", "EXPEDITED", "PRIORITY"));

    private static final LimitReader LIMITS = new SpApiLimits();

    @Override
    public String code() {
        return "amazon-mcf";
    }

    @Override
    public List<SettingField> settings() {
        return Stream.concat(OWN_FIELDS.stream(), SpApiAccount.FIELDS.stream()).toList();
    }

    @Override
    public FulfilmentProvider open(AccountSettings settings) {
        SpApiAccount account = SpApiAccount.of(settings);
        String policy = SpApiAccount.find(settings, POLICY).orElse(DEFAULT_POLICY);
        String comment = SpApiAccount.find(settings, COMMENT).orElse(DEFAULT_COMMENT);
        ShippingSpeed speed =
                SpApiAccount.find(settings, SPEED).map(ShippingSpeed::valueOf).orElse(DEFAULT_SPEED);
        return new AmazonMcf(
                new SpApiSigner(account.endpoint()),
                new LwaTokens(account.tokenEndpoint()),
                new AmazonMcfOrders(account, policy, comment, speed),
                new AmazonMcfStock(account));
    }

    private record AmazonMcf(Signer signer, AccessTokens lwa, AmazonMcfOrders orders, AmazonMcfStock inventory)
            implements FulfilmentProvider {

        @Override
        public LimitReader limits() {
            return LIMITS;
        }

        @Override
        public Optional<AccessTokens> tokens() {
            return Optional.of(lwa);
        }

        @Override
        public Conversation<Preview> preview(FulfilmentRequest request) {
            return orders.preview(request);
        }

        @Override
        public Conversation<Outcome> create(FulfilmentRequest request) {
            return orders.create(request);
        }

        @Override
        public Conversation<Optional<RawMessage>> find(String providerOrderId, Instant now) {
            return orders.find(providerOrderId, now);
        }

        @Override
        public Translation translate(RawMessage raw) {
            return AmazonMcfTranslator.translate(raw);
        }

        @Override
        public Conversation<Outcome> cancel(String providerOrderId) {
            return orders.cancel(providerOrderId);
        }

        @Override
        public Conversation<List<ShownQuantity>> stock(List<String> providerSkus, Instant now) {
            return inventory.stock(providerSkus, now);
        }
    }
}
