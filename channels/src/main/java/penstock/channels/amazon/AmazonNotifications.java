package penstock.channels.amazon;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import penstock.channels.amazon.wire.Notification;
import penstock.channels.amazon.wire.Notification.Metadata;
import penstock.channels.amazon.wire.Notification.OrderChange;
import penstock.channels.amazon.wire.Notification.OrderChangePayload;
import penstock.channels.amazon.wire.Notification.QuantityChange;
import penstock.channels.amazon.wire.Notification.Summary;
import penstock.channels.amazon.wire.QueueReply;
import penstock.channels.amazon.wire.QueueReply.Message;
import penstock.channels.spi.Conversation;
import penstock.channels.spi.Effect;
import penstock.channels.spi.HttpCall;
import penstock.channels.spi.HttpReply;
import penstock.channels.spi.NotificationSource;
import penstock.channels.spi.Patience;
import penstock.channels.vendor.amazon.Fingerprint;
import penstock.channels.vendor.amazon.SpApiAccount;
import penstock.channels.vendor.amazon.SpApiAddress;
import penstock.channels.vendor.amazon.SpApiBudgets;
import penstock.channels.vendor.amazon.SpApiErrors;
import penstock.channels.vendor.amazon.SpApiJson;
import penstock.channels.vendor.amazon.SpApiTime;
import penstock.core.message.OrderChanged;
import penstock.core.message.RawMessage;
import penstock.core.message.Rejection;
import penstock.core.message.RejectionReason;
import penstock.core.message.ShownQuantity;
import penstock.core.message.Translation;

/**
 * Amazon's notifications. What they mean is read as Amazon's schemas say; where they come from is not Amazon's: they are
 * taken from a relay that speaks plain HTTP, {@code GET <queue>?max=10} for messages with receipts as SQS words them and
 * {@code DELETE <queue>/<receipt>}. SQS itself, which wants AWS signatures, and the subscriptions of the Notifications API
 * are not spoken. Nothing depends on notifications: they only make the poll of orders faster.
 *
 * <p>An ORDER_CHANGE is a hint to fetch the order: what it carries of
 * it is less than the order says. LISTINGS_ITEM_MFN_QUANTITY_CHANGE tells what a listing shows now. All others mean
 * nothing here.
 */
final class AmazonNotifications implements NotificationSource {

    static final Duration POLL_INTERVAL = Duration.ofSeconds(10);

    /** What queues of this kind hand out at most. */
    static final int BATCH = 10;

    private static final Pattern TYPE = Pattern.compile("[A-Za-z0-9_]{1,80}");

    private final String marketplaceId;
    private final String sellerId;
    private final URI queue;

    AmazonNotifications(SpApiAccount account, String sellerId, URI queue) {
        this.marketplaceId = account.marketplaceId();
        this.sellerId = sellerId;
        this.queue = queue;
    }

    @Override
    public Duration pollInterval() {
        return POLL_INTERVAL;
    }

    @Override
    public Conversation<List<Delivery>> receive(Instant now) {
        URI uri = SpApiAddress.at(queue).query("max", String.valueOf(BATCH)).uri();
        return Conversation.ask(HttpCall.read(uri, SpApiBudgets.QUEUE), reply -> received(reply, now));
    }

    @Override
    public Conversation<Boolean> clear(Delivery delivery) {
        HttpCall call = new HttpCall(
                "DELETE",
                SpApiAddress.at(queue).path(delivery.receipt()).uri(),
                Map.of(),
                new byte[0],
                SpApiBudgets.QUEUE,
                Patience.QUICK,
                Effect.write(delivery.receipt()));
        return Conversation.ask(
                call,
                reply -> reply.ok() || reply.status() == 404
                        ? Conversation.done(true)
                        : SpApiErrors.writeFailed(reply, delivery.receipt()));
    }

    @Override
    public Translation translate(RawMessage raw) {
        Optional<Notification> read = SpApiJson.read(raw.body(), Notification.class);
        String type = read.map(Notification::notificationType).orElse("");
        if (type.isBlank()) {
            return rejected("NotificationType", "", "This is not a notification of Amazon. See who else writes there.");
        }
        return switch (type.toUpperCase(Locale.ROOT)) {
            case "ORDER_CHANGE" -> orderChange(read.get());
            case "LISTINGS_ITEM_MFN_QUANTITY_CHANGE" -> quantityChange(read.get());
            default -> Translation.nothing();
        };
    }

    private static Conversation<List<Delivery>> received(HttpReply reply, Instant now) {
        if (!reply.ok()) {
            return SpApiErrors.readFailed(reply);
        }
        return SpApiJson.read(reply.body(), QueueReply.class)
                .map(QueueReply::messages)
                .map(messages -> Conversation.done(deliveries(messages, now)))
                .orElseGet(() -> SpApiErrors.unreadable(reply));
    }

    private static List<Delivery> deliveries(List<Message> messages, Instant now) {
        return messages.stream().flatMap(message -> delivery(message, now)).toList();
    }

    /** A message without a receipt could never be cleared; it is the queue's to drop. */
    private static Stream<Delivery> delivery(Message message, Instant now) {
        String receipt = message.receiptHandle();
        if (receipt == null || !SpApiAddress.addressable(receipt)) {
            return Stream.empty();
        }
        byte[] body = (message.body() == null ? "" : message.body()).getBytes(StandardCharsets.UTF_8);
        Optional<Notification> read = SpApiJson.read(body, Notification.class);
        String type = read.map(Notification::notificationType)
                .filter(said -> TYPE.matcher(said).matches())
                .orElse("unreadable");
        String eventId = read.map(Notification::notificationMetadata)
                .map(Metadata::notificationId)
                .filter(id -> !id.isBlank())
                .orElseGet(() -> "unnamed@" + Fingerprint.of(body));
        return Stream.of(new Delivery(receipt, new RawMessage("notification:" + type, eventId, body, now)));
    }

    private Translation orderChange(Notification notification) {
        Optional<OrderChange> change = payload(notification, OrderChangePayload.class)
                .flatMap(payload -> Optional.ofNullable(payload.orderChangeNotification()));
        String orderId = change.map(OrderChange::amazonOrderId).orElse("");
        if (orderId.isBlank()) {
            return rejected("Payload.OrderChangeNotification.AmazonOrderId", "", "The order it is about is missing.");
        } else if (isAnothers(change.map(OrderChange::sellerId))) {
            return misdelivered();
        }
        Optional<Summary> summary = change.map(OrderChange::summary);
        boolean elsewhere = summary.map(Summary::marketplaceId)
                .filter(id -> !id.equals(marketplaceId))
                .isPresent();
        boolean shippedByAmazon = summary.map(Summary::fulfillmentType)
                .filter("AFN"::equalsIgnoreCase)
                .isPresent();
        return elsewhere || shippedByAmazon ? Translation.nothing() : Translation.of(new OrderChanged(orderId));
    }

    private Translation quantityChange(Notification notification) {
        Optional<QuantityChange> change = payload(notification, QuantityChange.class);
        String sku = change.map(QuantityChange::sku).orElse("");
        Optional<Integer> quantity = change.map(QuantityChange::quantity);
        Optional<Instant> seenAt = SpApiTime.parse(notification.eventTime());
        if (isAnothers(change.map(QuantityChange::sellerId))) {
            return misdelivered();
        } else if (sku.isBlank() || quantity.isEmpty()) {
            return rejected("Payload", "", "The SKU or its quantity is missing; the next read-back will tell.");
        } else if (seenAt.isEmpty()) {
            return rejected("EventTime", said(notification.eventTime()), "When it was so is missing.");
        }
        String location = AmazonStock.location(change.get().fulfillmentChannelCode());
        return Translation.of(new ShownQuantity(sku, location, quantity.get(), seenAt.get()));
    }

    private static <T> Optional<T> payload(Notification notification, Class<T> type) {
        return Optional.ofNullable(notification.payload()).flatMap(node -> SpApiJson.read(node, type));
    }

    private boolean isAnothers(Optional<String> said) {
        return said.filter(id -> !id.equals(sellerId)).isPresent();
    }

    private static Translation misdelivered() {
        return rejected("SellerId", "another seller's", "Give each account a queue of its own: this was not for us.");
    }

    private static Translation rejected(String where, String value, String advice) {
        return Translation.rejected(new Rejection(where, value, RejectionReason.MALFORMED, advice));
    }

    private static String said(@Nullable String text) {
        return text == null ? "" : text;
    }
}
