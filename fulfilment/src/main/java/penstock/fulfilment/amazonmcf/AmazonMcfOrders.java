package penstock.fulfilment.amazonmcf;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import penstock.channels.spi.Budget;
import penstock.channels.spi.Conversation;
import penstock.channels.spi.Effect;
import penstock.channels.spi.HttpCall;
import penstock.channels.spi.HttpReply;
import penstock.channels.spi.Patience;
import penstock.channels.vendor.amazon.Fingerprint;
import penstock.channels.vendor.amazon.SpApiAccount;
import penstock.channels.vendor.amazon.SpApiAddress;
import penstock.channels.vendor.amazon.SpApiBudgets;
import penstock.channels.vendor.amazon.SpApiErrors;
import penstock.channels.vendor.amazon.SpApiJson;
import penstock.core.message.FulfilmentRequest;
import penstock.core.message.FulfilmentRequest.Line;
import penstock.core.message.Outcome;
import penstock.core.message.RawMessage;
import penstock.core.message.Recipient;
import penstock.core.message.RefusalReason;
import penstock.fulfilment.amazonmcf.wire.Address;
import penstock.fulfilment.amazonmcf.wire.CreateRequest;
import penstock.fulfilment.amazonmcf.wire.Item;
import penstock.fulfilment.amazonmcf.wire.OrderReply;
import penstock.fulfilment.amazonmcf.wire.PreviewReply;
import penstock.fulfilment.amazonmcf.wire.PreviewRequest;
import penstock.fulfilment.spi.FulfilmentProvider.Preview;

/**
 * Orders that Amazon is to ship for our other channels. Our id of the attempt is Amazon's key: it takes an id once, so a
 * repeat after a lost reply is refused and read back. The buyer's e-mail address is never given to Amazon.
 */
final class AmazonMcfOrders {

    /** Amazon's limits of an order. */
    static final int MAX_LINES = 100;

    static final int MAX_UNITS = 250;
    static final int MAX_SKU_LENGTH = 50;
    static final int MAX_DISPLAY_LENGTH = 40;

    /** Of what a message of {@link #find} is called. */
    static final String SOURCE = "mcf:order";

    private static final Pattern ORDER_ID = Pattern.compile("[A-Za-z0-9._-]{1,40}");
    private static final String JAPAN = "JP";

    private final SpApiAccount account;
    private final String policy;
    private final String comment;
    private final ShippingSpeed speed;

    AmazonMcfOrders(SpApiAccount account, String policy, String comment, ShippingSpeed speed) {
        this.account = account;
        this.policy = policy;
        this.comment = comment;
        this.speed = speed;
    }

    /** A policy that takes orders which cannot be shipped in full leaves nothing to be asked. */
    Conversation<Preview> preview(FulfilmentRequest request) {
        Optional<String> wrong = wrong(request);
        if (wrong.isEmpty() && !policy.equals(AmazonMcfPlugin.DEFAULT_POLICY)) {
            return Conversation.done(new Preview(true, List.of()));
        }
        return wrong.isPresent()
                ? Conversation.done(new Preview(false, List.of(wrong.get())))
                : Conversation.ask(previewCall(request), this::previewed);
    }

    Conversation<Outcome> create(FulfilmentRequest request) {
        Optional<String> wrong = wrong(request);
        return wrong.isPresent()
                ? Conversation.done(new Outcome.Refused(RefusalReason.INVALID, wrong.get()))
                : Conversation.ask(createCall(request), reply -> created(reply, request.providerOrderId()));
    }

    Conversation<Optional<RawMessage>> find(String orderId, Instant now) {
        HttpCall call = HttpCall.read(orders().path(orderId).uri(), SpApiBudgets.GET_FULFILMENT);
        return Conversation.ask(call, reply -> found(reply, orderId, now));
    }

    Conversation<Outcome> cancel(String orderId) {
        HttpCall call = new HttpCall(
                "PUT",
                orders().path(orderId, "cancel").uri(),
                Map.of("accept", "application/json"),
                new byte[0],
                SpApiBudgets.CANCEL_FULFILMENT,
                Patience.QUICK,
                Effect.write(orderId));
        return Conversation.ask(call, reply -> cancelled(reply, orderId));
    }

    /** What Amazon would refuse, found before it is asked. */
    private static Optional<String> wrong(FulfilmentRequest request) {
        List<Line> lines = request.lines();
        Recipient to = request.recipient();
        if (!ORDER_ID.matcher(request.providerOrderId()).matches()) {
            return Optional.of("the order's id is not 1 to 40 letters, digits, dots, dashes and underscores");
        } else if (lines.isEmpty() || lines.size() > MAX_LINES) {
            return Optional.of("the order has " + lines.size() + " lines, Amazon takes 1 to " + MAX_LINES);
        } else if (lines.stream().anyMatch(line -> line.quantity() < 1)) {
            return Optional.of("a line asks for no unit");
        } else if (lines.stream().mapToLong(Line::quantity).sum() > MAX_UNITS) {
            return Optional.of("the order has more than the " + MAX_UNITS + " units that Amazon takes");
        } else if (lines.stream().anyMatch(line -> line.providerSku().length() > MAX_SKU_LENGTH)) {
            return Optional.of("a SKU is longer than the " + MAX_SKU_LENGTH + " characters that Amazon takes");
        }
        return Stream.of(to.name(), to.addressLine1(), to.postalCode(), to.countryCode())
                        .anyMatch(String::isBlank)
                ? Optional.of("the address lacks a name, a first line, a postcode or a country: complete it")
                : Optional.empty();
    }

    /** All speeds are asked for, so that a person is told of one that would do. */
    private HttpCall previewCall(FulfilmentRequest request) {
        PreviewRequest body = new PreviewRequest(
                account.marketplaceId(),
                address(request.recipient()),
                items(request),
                speed.andOthers().stream().map(ShippingSpeed::category).toList());
        return post(orders().path("preview"), body, SpApiBudgets.PREVIEW_FULFILMENT, Effect.READ);
    }

    private HttpCall createCall(FulfilmentRequest request) {
        CreateRequest body = new CreateRequest(
                account.marketplaceId(),
                request.providerOrderId(),
                display(request),
                request.orderedAt().toString(),
                comment,
                speed.category(),
                address(request.recipient()),
                "Ship",
                policy,
                items(request));
        return post(orders(), body, SpApiBudgets.CREATE_FULFILMENT, Effect.write(request.providerOrderId()));
    }

    private static HttpCall post(SpApiAddress address, Object body, Budget budget, Effect effect) {
        return new HttpCall(
                "POST",
                address.uri(),
                Map.of("content-type", "application/json", "accept", "application/json"),
                SpApiJson.bytes(body),
                budget,
                Patience.QUICK,
                effect);
    }

    private SpApiAddress orders() {
        return SpApiAddress.at(account.endpoint()).path("fba", "outbound", "2020-07-01", "fulfillmentOrders");
    }

    /** Seen by the buyer only; a longer one loses its end. */
    private static String display(FulfilmentRequest request) {
        String id = request.displayOrderId().isBlank() ? request.providerOrderId() : request.displayOrderId();
        return id.length() <= MAX_DISPLAY_LENGTH ? id : id.substring(0, MAX_DISPLAY_LENGTH);
    }

    private static List<Item> items(FulfilmentRequest request) {
        return request.lines().stream()
                .map(line -> new Item(line.providerSku(), String.valueOf(line.lineNo()), line.quantity()))
                .toList();
    }

    /** Amazon wants a city everywhere but in Japan, and none there. */
    private static Address address(Recipient to) {
        boolean noCity = JAPAN.equalsIgnoreCase(to.countryCode()) || to.city().isBlank();
        return new Address(
                to.name(),
                to.addressLine1(),
                to.addressLine2().orElse(null),
                noCity ? null : to.city(),
                to.stateOrRegion().orElse(null),
                to.postalCode(),
                to.countryCode(),
                to.phone().orElse(null));
    }

    private Conversation<Preview> previewed(HttpReply reply) {
        if (SpApiErrors.refusesTheRequest(reply)) {
            return Conversation.done(new Preview(false, List.of(SpApiErrors.describe(reply))));
        }
        if (!reply.ok()) {
            return SpApiErrors.readFailed(reply);
        }
        return SpApiJson.read(reply.body(), PreviewReply.class)
                .flatMap(read -> Optional.ofNullable(read.payload()))
                .flatMap(payload -> Optional.ofNullable(payload.fulfillmentPreviews()))
                .map(previews -> Conversation.done(preview(previews)))
                .orElseGet(() -> SpApiErrors.unreadable(reply));
    }

    private Preview preview(List<PreviewReply.Preview> previews) {
        Optional<PreviewReply.Preview> asked = of(previews, speed);
        if (asked.filter(AmazonMcfOrders::isWhole).isPresent()) {
            return new Preview(true, List.of());
        }
        List<String> reasons = asked.map(AmazonMcfOrders::reasons)
                .orElse(List.of("Amazon offers no " + speed.category() + " shipping for this order"));
        List<String> others = speed.andOthers().stream()
                .filter(other ->
                        of(previews, other).filter(AmazonMcfOrders::isWhole).isPresent())
                .map(ShippingSpeed::name)
                .toList();
        Stream<String> advice = others.isEmpty()
                ? Stream.empty()
                : Stream.of("Amazon would ship it " + String.join(" or ", others)
                        + ": the account's setting shipping_speed is " + speed);
        return new Preview(false, Stream.concat(reasons.stream(), advice).toList());
    }

    private static Optional<PreviewReply.Preview> of(List<PreviewReply.Preview> previews, ShippingSpeed speed) {
        return previews.stream()
                .filter(one -> speed.isCalled(one.shippingSpeedCategory()))
                .findFirst();
    }

    private static boolean isWhole(PreviewReply.Preview preview) {
        return Boolean.TRUE.equals(preview.isFulfillable())
                && listed(preview.unfulfillablePreviewItems()).isEmpty();
    }

    private static List<String> reasons(PreviewReply.Preview preview) {
        Stream<String> ofItems = listed(preview.unfulfillablePreviewItems()).stream()
                .map(item -> item.sellerSku() + ": " + String.join(", ", listed(item.itemUnfulfillableReasons())));
        return Stream.concat(listed(preview.orderUnfulfillableReasons()).stream(), ofItems)
                .toList();
    }

    private static Conversation<Outcome> created(HttpReply reply, String orderId) {
        if (SpApiErrors.refusesTheRequest(reply)) {
            return Conversation.done(AmazonMcfErrors.creation(reply));
        }
        return done(reply, orderId);
    }

    private static Conversation<Outcome> cancelled(HttpReply reply, String orderId) {
        if (SpApiErrors.refusesTheRequest(reply)) {
            return Conversation.done(AmazonMcfErrors.cancellation(reply));
        }
        return done(reply, orderId);
    }

    /** A success that carries errors has done we do not know what. */
    private static Conversation<Outcome> done(HttpReply reply, String orderId) {
        if (!SpApiErrors.succeeded(reply)) {
            return SpApiErrors.writeFailed(reply, orderId);
        }
        return SpApiErrors.in(reply).isEmpty()
                ? Conversation.done(new Outcome.Done(orderId))
                : Conversation.lost(orderId, SpApiErrors.describe(reply));
    }

    private static Conversation<Optional<RawMessage>> found(HttpReply reply, String orderId, Instant now) {
        if (AmazonMcfErrors.saysUnknown(reply)) {
            return Conversation.done(Optional.empty());
        }
        if (!reply.ok()) {
            return SpApiErrors.readFailed(reply);
        }
        return SpApiJson.read(reply.body(), OrderReply.class)
                .flatMap(read -> Optional.ofNullable(read.payload()))
                .flatMap(payload -> Optional.ofNullable(payload.fulfillmentOrder()))
                .map(order -> Conversation.done(Optional.of(message(reply, orderId, order, now))))
                .orElseGet(() -> SpApiErrors.unreadable(reply));
    }

    /** Amazon does not count revisions, and packages change without the status, so the content is part of the name. */
    private static RawMessage message(HttpReply reply, String orderId, OrderReply.Order order, Instant now) {
        String content = Fingerprint.of(reply.text().strip().getBytes(StandardCharsets.UTF_8));
        String updated = Optional.ofNullable(order.statusUpdatedDate()).orElse("undated");
        String eventId = orderId + "@" + updated + "#" + content;
        return new RawMessage(SOURCE, eventId, reply.body(), now);
    }

    private static <T> List<T> listed(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }
}
