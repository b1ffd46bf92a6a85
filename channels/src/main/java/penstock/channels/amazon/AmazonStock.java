package penstock.channels.amazon;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import penstock.channels.amazon.wire.ListingPatch;
import penstock.channels.amazon.wire.ListingReply;
import penstock.channels.amazon.wire.ListingReply.Availability;
import penstock.channels.spi.Conversation;
import penstock.channels.spi.Effect;
import penstock.channels.spi.HttpCall;
import penstock.channels.spi.HttpReply;
import penstock.channels.spi.NumberMeaning;
import penstock.channels.spi.NumberMeaning.OnCancel;
import penstock.channels.spi.NumberMeaning.OnSale;
import penstock.channels.spi.Patience;
import penstock.channels.spi.StockSink;
import penstock.channels.vendor.amazon.SpApiAccount;
import penstock.channels.vendor.amazon.SpApiAddress;
import penstock.channels.vendor.amazon.SpApiBudgets;
import penstock.channels.vendor.amazon.SpApiErrors;
import penstock.channels.vendor.amazon.SpApiJson;
import penstock.core.message.ListingRef;
import penstock.core.message.Outcome;
import penstock.core.message.RefusalReason;
import penstock.core.message.ShownQuantity;
import penstock.core.message.StockOutcome;
import penstock.core.message.StockUpdate;

/**
 * The number on a listing that the seller ships. Amazon takes it at once and applies it later, so a taken number is
 * {@code Pending} until it is read back. It neither compares before it sets nor keeps two writes in order; our location
 * {@code ""} is Amazon's channel {@code DEFAULT}.
 */
final class AmazonStock implements StockSink {

    private static final String DEFAULT_CHANNEL = "DEFAULT";

    private final SpApiAccount account;
    private final String sellerId;
    private final String productType;

    AmazonStock(SpApiAccount account, String sellerId, String productType) {
        this.account = account;
        this.sellerId = sellerId;
        this.productType = productType;
    }

    /** One: beyond that Amazon has feeds only, which are applied in another order than patches. */
    @Override
    public int batchLimit() {
        return 1;
    }

    @Override
    public boolean comparesAndSets() {
        return false;
    }

    @Override
    public boolean enforcesItsNumber() {
        return true;
    }

    /** Amazon takes units off for {@code PENDING} orders, too, and adds none for a cancelled one. */
    @Override
    public NumberMeaning numberMeaning() {
        return new NumberMeaning(OnSale.TAKEN_OFF, OnCancel.STAYS, true);
    }

    @Override
    public Conversation<List<StockOutcome>> publish(List<StockUpdate> updates) {
        StockUpdate update = only(updates);
        if (!SpApiAddress.addressable(update.channelSku())) {
            return outcome(update, new Outcome.Refused(RefusalReason.INVALID, "the SKU cannot stand in an address"));
        }
        return Conversation.ask(patch(update), reply -> settled(reply, update));
    }

    @Override
    public int readBackLimit() {
        return 1;
    }

    @Override
    public Conversation<List<Observed>> readBack(List<ListingRef> listings, Instant now) {
        ListingRef listing = only(listings);
        if (!SpApiAddress.addressable(listing.channelSku())) {
            return Conversation.done(List.of());
        }
        URI uri = listing(listing.channelSku())
                .query("includedData", "fulfillmentAvailability")
                .uri();
        return Conversation.ask(HttpCall.read(uri, SpApiBudgets.GET_LISTING), reply -> observed(reply, listing, now));
    }

    /** Our location for Amazon's fulfilment channel. */
    static String location(@Nullable String fulfillmentChannelCode) {
        return fulfillmentChannelCode == null || fulfillmentChannelCode.equalsIgnoreCase(DEFAULT_CHANNEL)
                ? ""
                : fulfillmentChannelCode;
    }

    private HttpCall patch(StockUpdate update) {
        String code = update.channelLocation().isEmpty() ? DEFAULT_CHANNEL : update.channelLocation();
        return new HttpCall(
                "PATCH",
                listing(update.channelSku()).query("includedData", "issues").uri(),
                Map.of("content-type", "application/json", "accept", "application/json"),
                SpApiJson.bytes(ListingPatch.ofQuantity(productType, code, update.quantity())),
                SpApiBudgets.PATCH_LISTING,
                Patience.QUICK,
                Effect.write(update.key()));
    }

    private SpApiAddress listing(String sku) {
        return SpApiAddress.at(account.endpoint())
                .path("listings", "2021-08-01", "items", sellerId, sku)
                .query("marketplaceIds", account.marketplaceId());
    }

    private static Conversation<List<StockOutcome>> settled(HttpReply reply, StockUpdate update) {
        if (SpApiErrors.refusesTheRequest(reply)) {
            return outcome(update, AmazonErrors.listing(reply));
        }
        if (!reply.ok()) {
            return SpApiErrors.writeFailed(reply, update.key());
        }
        return SpApiJson.read(reply.body(), ListingReply.class)
                .flatMap(AmazonStock::judged)
                .map(judged -> outcome(update, judged))
                .orElseGet(() -> Conversation.lost(update.key(), "Amazon's answer to the patch is not understood"));
    }

    /** Empty for VALID, which answers a preview we never ask for, and for any word we do not know. */
    private static Optional<Outcome> judged(ListingReply submission) {
        if ("ACCEPTED".equalsIgnoreCase(submission.status())) {
            return Optional.of(new Outcome.Pending(submission.submissionId() == null ? "" : submission.submissionId()));
        } else if ("INVALID".equalsIgnoreCase(submission.status())) {
            return Optional.of(AmazonErrors.submission(submission));
        }
        return Optional.empty();
    }

    private static Conversation<List<Observed>> observed(HttpReply reply, ListingRef listing, Instant now) {
        if (reply.status() == 404) {
            return Conversation.done(List.of());
        }
        if (!reply.ok()) {
            return SpApiErrors.readFailed(reply);
        }
        // whatever names no SKU is no listing, so it does not say that there is none
        return SpApiJson.read(reply.body(), ListingReply.class)
                .filter(read -> read.sku() != null)
                .map(read -> Conversation.done(observed(read, listing, now)))
                .orElseGet(() -> SpApiErrors.unreadable(reply));
    }

    /** A listing without a number of ours, one that Amazon ships for example, shows nothing. */
    private static List<Observed> observed(ListingReply read, ListingRef listing, Instant now) {
        List<Availability> all = read.fulfillmentAvailability() == null ? List.of() : read.fulfillmentAvailability();
        return all.stream()
                .filter(one -> location(one.fulfillmentChannelCode()).equals(listing.channelLocation()))
                .flatMap(one -> Optional.ofNullable(one.quantity()).stream())
                .limit(1)
                .map(quantity -> new Observed(
                        listing.key(),
                        new ShownQuantity(listing.channelSku(), listing.channelLocation(), quantity, now)))
                .toList();
    }

    private static Conversation<List<StockOutcome>> outcome(StockUpdate update, Outcome outcome) {
        return Conversation.done(List.of(new StockOutcome(update.key(), outcome)));
    }

    private static <T> T only(List<T> one) {
        if (one.size() != 1) {
            throw new IllegalArgumentException("Amazon takes one listing a call, not " + one.size());
        }
        return one.get(0);
    }
}
