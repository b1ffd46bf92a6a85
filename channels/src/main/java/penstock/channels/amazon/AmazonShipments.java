package penstock.channels.amazon;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import penstock.channels.amazon.wire.Order;
import penstock.channels.amazon.wire.OrderReply;
import penstock.channels.amazon.wire.ShipmentConfirmation;
import penstock.channels.amazon.wire.ShipmentConfirmation.Item;
import penstock.channels.amazon.wire.ShipmentConfirmation.PackageDetail;
import penstock.channels.spi.Conversation;
import penstock.channels.spi.Effect;
import penstock.channels.spi.HttpCall;
import penstock.channels.spi.HttpReply;
import penstock.channels.spi.Patience;
import penstock.channels.spi.ShipmentSink;
import penstock.channels.vendor.amazon.SpApiAccount;
import penstock.channels.vendor.amazon.SpApiAddress;
import penstock.channels.vendor.amazon.SpApiBudgets;
import penstock.channels.vendor.amazon.SpApiErrors;
import penstock.channels.vendor.amazon.SpApiJson;
import penstock.core.message.Outcome;
import penstock.core.message.RefusalReason;
import penstock.core.message.ShipmentNotice;

/**
 * Confirms parcels through Orders v0, the only version that does. Our package number is Amazon's reference of the
 * package: confirming the same reference of an order again edits the package instead of adding one, so a repeat is
 * harmless and no read comes first.
 */
final class AmazonShipments implements ShipmentSink {

    /** Amazon's code for a carrier it has none for; the name then says who it is. */
    static final String OTHER_CARRIER = "Other";

    /**
     * Carriers by their usual names, letters and digits only, and Amazon's codes for them: the part of the list of order
     * fulfilment feeds that is known to be taken. Every other carrier is {@link #OTHER_CARRIER} by name.
     */
    private static final Map<String, String> CARRIER_CODES = Map.ofEntries(
            Map.entry("ups", "UPS"),
            Map.entry("upsmi", "UPSMI"),
            Map.entry("upsmailinnovations", "UPS Mail Innovations"),
            Map.entry("usps", "USPS"),
            Map.entry("fedex", "FedEx"),
            Map.entry("fedexsmartpost", "FedEx SmartPost"),
            Map.entry("dhl", "DHL"),
            Map.entry("dhlglobalmail", "DHL Global Mail"),
            Map.entry("dpd", "DPD"),
            Map.entry("gls", "GLS"),
            Map.entry("tnt", "TNT"),
            Map.entry("ontrac", "OnTrac"),
            Map.entry("canadapost", "Canada Post"),
            Map.entry("royalmail", "Royal Mail"),
            Map.entry("parcelforce", "Parcelforce"),
            Map.entry("yodel", "Yodel"),
            Map.entry("hermes", "Hermes Logistik Gruppe"),
            Map.entry("deutschepost", "Deutsche Post"),
            Map.entry("laposte", "La Poste"),
            Map.entry("chronopost", "Chronopost"),
            Map.entry("posteitaliane", "Poste Italiane"),
            Map.entry("correos", "Correos"),
            Map.entry("seur", "Seur"),
            Map.entry("aramex", "Aramex"));

    private final SpApiAccount account;

    AmazonShipments(SpApiAccount account) {
        this.account = account;
    }

    @Override
    public Conversation<Outcome> confirm(ShipmentNotice notice) {
        Optional<Outcome> hopeless = hopeless(notice);
        return hopeless.isPresent()
                ? Conversation.done(hopeless.get())
                : Conversation.ask(confirmation(notice), reply -> confirmed(reply, reference(notice)));
    }

    @Override
    public Conversation<Outcome> readBack(ShipmentNotice notice) {
        HttpCall call = AmazonOrders.get(account.endpoint(), notice.channelOrderId(), "PACKAGES");
        return Conversation.ask(call, reply -> found(reply, notice));
    }

    private static Optional<Outcome> hopeless(ShipmentNotice notice) {
        if (notice.packageNo() < 1) {
            throw new IllegalArgumentException("packages are numbered from 1, not " + notice.packageNo());
        } else if (notice.trackingNumber().isBlank()) {
            return Optional.of(refused("Amazon confirms no parcel without a tracking number: enter it"));
        } else if (notice.lines().isEmpty()) {
            return Optional.of(refused("the parcel holds no line of the order"));
        }
        return Optional.empty();
    }

    private static Outcome refused(String why) {
        return new Outcome.Refused(RefusalReason.INVALID, why);
    }

    private HttpCall confirmation(ShipmentNotice notice) {
        return new HttpCall(
                "POST",
                SpApiAddress.at(account.endpoint())
                        .path("orders", "v0", "orders", notice.channelOrderId(), "shipmentConfirmation")
                        .uri(),
                Map.of("content-type", "application/json", "accept", "application/json"),
                SpApiJson.bytes(new ShipmentConfirmation(account.marketplaceId(), detail(notice))),
                SpApiBudgets.CONFIRM_SHIPMENT,
                Patience.QUICK,
                Effect.write(reference(notice)));
    }

    private static PackageDetail detail(ShipmentNotice notice) {
        String code = carrierCode(notice.carrier());
        List<Item> items = notice.lines().stream()
                .map(line -> new Item(line.channelLineId(), line.quantity()))
                .toList();
        return new PackageDetail(
                reference(notice),
                code,
                code.equals(OTHER_CARRIER) ? carrierName(notice.carrier()) : null,
                notice.trackingNumber(),
                notice.shippedAt().toString(),
                items);
    }

    static String carrierCode(String carrier) {
        String key = carrier.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
        return CARRIER_CODES.getOrDefault(key, OTHER_CARRIER);
    }

    private static String carrierName(String carrier) {
        return carrier.isBlank() ? OTHER_CARRIER : carrier.strip();
    }

    private static String reference(ShipmentNotice notice) {
        return String.valueOf(notice.packageNo());
    }

    private static Conversation<Outcome> confirmed(HttpReply reply, String reference) {
        if (SpApiErrors.succeeded(reply)) {
            return Conversation.done(new Outcome.Done(reference));
        }
        return SpApiErrors.refusesTheRequest(reply)
                ? Conversation.done(AmazonErrors.shipment(reply))
                : SpApiErrors.writeFailed(reply, reference);
    }

    private static Conversation<Outcome> found(HttpReply reply, ShipmentNotice notice) {
        if (reply.status() == 404) {
            return Conversation.done(AmazonErrors.shipment(reply));
        }
        if (!reply.ok()) {
            return SpApiErrors.readFailed(reply);
        }
        return SpApiJson.read(reply.body(), OrderReply.class)
                .flatMap(read -> Optional.ofNullable(read.order()))
                .flatMap(order -> SpApiJson.read(order, Order.class))
                .map(order -> Conversation.done(found(order, notice)))
                .orElseGet(() -> SpApiErrors.unreadable(reply));
    }

    private static Outcome found(Order order, ShipmentNotice notice) {
        List<Order.Parcel> packages = order.packages() == null ? List.of() : order.packages();
        return packages.stream().anyMatch(one -> isIt(one, notice))
                ? new Outcome.Done(reference(notice))
                : new Outcome.NotSent(Duration.ZERO, "Amazon knows no such package of the order");
    }

    /**
     * Ours by reference, unless it has another tracking number and is to be edited; or by tracking number, where Amazon
     * has put a reference of its own, which is not a number as ours are.
     */
    private static boolean isIt(Order.Parcel one, ShipmentNotice notice) {
        String theirs = one.packageReferenceId() == null ? "" : one.packageReferenceId();
        boolean sameTracking = said(one.trackingNumber()).equalsIgnoreCase(said(notice.trackingNumber()));
        return theirs.equals(reference(notice))
                ? sameTracking || said(one.trackingNumber()).isEmpty()
                : sameTracking && !theirs.matches("[0-9]+");
    }

    private static String said(@Nullable String text) {
        return text == null ? "" : text.strip();
    }
}
