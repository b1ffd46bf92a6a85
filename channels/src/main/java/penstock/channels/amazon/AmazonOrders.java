package penstock.channels.amazon;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import penstock.channels.amazon.AmazonOrderCursor.Walk;
import penstock.channels.amazon.wire.Order;
import penstock.channels.amazon.wire.OrderReply;
import penstock.channels.amazon.wire.OrderReply.Pagination;
import penstock.channels.spi.Conversation;
import penstock.channels.spi.HttpCall;
import penstock.channels.spi.HttpReply;
import penstock.channels.spi.OrderSource;
import penstock.channels.vendor.amazon.Fingerprint;
import penstock.channels.vendor.amazon.SpApiAccount;
import penstock.channels.vendor.amazon.SpApiAddress;
import penstock.channels.vendor.amazon.SpApiBudgets;
import penstock.channels.vendor.amazon.SpApiErrors;
import penstock.channels.vendor.amazon.SpApiJson;
import penstock.channels.vendor.amazon.SpApiTime;
import penstock.core.message.RawMessage;
import penstock.core.message.Translation;
import tools.jackson.databind.JsonNode;

/**
 * The orders that the seller ships, read in windows of their last update. A window begins {@link #OVERLAP} before the
 * end of the last one, because an order may be listed late, and ends {@link #SETTLING} before now unless the account
 * says otherwise, because Amazon refuses less than two minutes. Its pages are walked by token; the cursor holds the window until the last page.
 *
 * <p>What was read late beyond the overlap is found by its notification or by reconciling, not here.
 */
final class AmazonOrders implements OrderSource {

    /** searchOrders comes back at 0.0056 a second: once in 178 seconds. */
    static final Duration POLL_INTERVAL = Duration.ofMinutes(3);

    /** How far the first poll ever looks back: longer than any handling time that Amazon allows. */
    static final Duration LOOK_BACK = Duration.ofDays(30);

    /** How far each window reaches into the one before. */
    static final Duration OVERLAP = Duration.ofMinutes(15);

    /** Amazon's two minutes, and five seconds for clocks that differ. */
    static final Duration SETTLING = Duration.ofSeconds(125);

    /** Amazon's most. */
    static final int PAGE_SIZE = 100;

    /** No buyer, no prices: only what reserving and shipping need. */
    static final String INCLUDED_DATA = "FULFILLMENT,RECIPIENT,CANCELLATION";

    /** The same for polled and fetched orders, so that one revision read both ways is one message. */
    static final String SOURCE = "poll:order";

    private final URI endpoint;
    private final String marketplaceId;
    private final Duration searchLag;
    private final AmazonOrderTranslator translator;

    AmazonOrders(SpApiAccount account) {
        this(account, SETTLING);
    }

    /** Orders searched up to {@code searchLag} before now; less than {@link #SETTLING} serves simulations only. */
    AmazonOrders(SpApiAccount account, Duration searchLag) {
        this.searchLag = searchLag;
        endpoint = account.endpoint();
        marketplaceId = account.marketplaceId();
        translator = new AmazonOrderTranslator(account.marketplaceId());
    }

    @Override
    public Duration pollInterval() {
        return POLL_INTERVAL;
    }

    @Override
    public Duration searchLag() {
        return searchLag;
    }

    @Override
    public Conversation<OrderPage> poll(Optional<Cursor> cursor, Instant now) {
        AmazonOrderCursor at = cursor.map(stored -> AmazonOrderCursor.parse(stored.text()))
                .orElseGet(() -> AmazonOrderCursor.finished(now.minus(LOOK_BACK)))
                .usableAt(now);
        Instant from = at.through().minus(OVERLAP);
        Instant to = at.walk().map(Walk::to).orElse(now.minus(searchLag));
        if (to.isBefore(from)) {
            return Conversation.notSent(Duration.between(to, from), "our clock stands before the last window read");
        }
        HttpCall call = HttpCall.read(search(from, to, at.walk()), SpApiBudgets.SEARCH_ORDERS);
        return Conversation.ask(call, reply -> page(reply, at, to, now));
    }

    @Override
    public Conversation<Optional<RawMessage>> fetch(String channelOrderId, Instant now) {
        return Conversation.ask(get(endpoint, channelOrderId, INCLUDED_DATA), reply -> fetched(reply, now));
    }

    @Override
    public Translation translate(RawMessage raw) {
        return translator.translate(raw);
    }

    /** Asks for one order. */
    static HttpCall get(URI endpoint, String orderId, String includedData) {
        URI uri = SpApiAddress.at(endpoint)
                .path("orders", "2026-01-01", "orders", orderId)
                .query("includedData", includedData)
                .uri();
        return HttpCall.read(uri, SpApiBudgets.GET_ORDER);
    }

    private URI search(Instant from, Instant to, Optional<Walk> walk) {
        SpApiAddress address = SpApiAddress.at(endpoint)
                .path("orders", "2026-01-01", "orders")
                .query("lastUpdatedAfter", from.toString())
                .query("lastUpdatedBefore", to.toString())
                .query("marketplaceIds", marketplaceId)
                .query("fulfilledBy", "MERCHANT")
                .query("maxResultsPerPage", String.valueOf(PAGE_SIZE))
                .query("includedData", INCLUDED_DATA);
        walk.ifPresent(at -> address.query("paginationToken", at.token()));
        return address.uri();
    }

    private Conversation<OrderPage> page(HttpReply reply, AmazonOrderCursor at, Instant to, Instant now) {
        if (at.walk().isPresent() && SpApiErrors.refusesTheRequest(reply)) {
            return Conversation.done(startedOver(List.of(), at));
        }
        if (!reply.ok()) {
            return SpApiErrors.readFailed(reply);
        }
        Optional<OrderReply> read =
                SpApiJson.read(reply.body(), OrderReply.class).filter(said -> said.orders() != null);
        if (read.isEmpty()) {
            return SpApiErrors.unreadable(reply);
        }
        List<RawMessage> messages =
                orders(read.get()).stream().map(order -> message(order, now)).toList();
        return Conversation.done(nextToken(read.get())
                .map(token -> at.onTo(token, to, now)
                        .map(next -> more(messages, next))
                        .orElseGet(() -> startedOver(messages, at)))
                .orElseGet(() -> finished(messages, at.through(), end(read.get(), to))));
    }

    private static OrderPage more(List<RawMessage> messages, AmazonOrderCursor next) {
        return new OrderPage(messages, new Cursor(next.text()), true, Optional.empty());
    }

    private static OrderPage finished(List<RawMessage> messages, Instant before, Instant end) {
        Instant through = end.isBefore(before) ? before : end;
        Cursor next = new Cursor(AmazonOrderCursor.finished(through).text());
        return new OrderPage(messages, next, false, Optional.of(through));
    }

    /** A token that came round or is refused ends the walk; the window is read anew at the next poll, not at once. */
    private static OrderPage startedOver(List<RawMessage> messages, AmazonOrderCursor at) {
        return new OrderPage(messages, new Cursor(at.restarted().text()), false, Optional.empty());
    }

    private static Conversation<Optional<RawMessage>> fetched(HttpReply reply, Instant now) {
        if (reply.status() == 404) {
            return Conversation.done(Optional.empty());
        }
        if (!reply.ok()) {
            return SpApiErrors.readFailed(reply);
        }
        return SpApiJson.read(reply.body(), OrderReply.class)
                .flatMap(said -> Optional.ofNullable(said.order()))
                .filter(JsonNode::isObject)
                .map(order -> Conversation.done(Optional.of(message(order, now))))
                .orElseGet(() -> SpApiErrors.unreadable(reply));
    }

    /** An order that cannot be read is kept too, under its content: it is parked, and the others go on. */
    private static RawMessage message(JsonNode order, Instant now) {
        byte[] body = SpApiJson.bytes(order);
        String eventId = SpApiJson.read(order, Order.class)
                .filter(read -> read.orderId() != null && read.lastUpdatedTime() != null)
                .map(read -> read.orderId() + "@" + read.lastUpdatedTime())
                .orElseGet(() -> "unreadable@" + Fingerprint.of(body));
        return new RawMessage(SOURCE, eventId, body, now);
    }

    private static List<JsonNode> orders(OrderReply reply) {
        return reply.orders() == null ? List.of() : reply.orders();
    }

    private static Optional<String> nextToken(OrderReply reply) {
        return Optional.ofNullable(reply.pagination())
                .map(Pagination::nextToken)
                .filter(token -> !token.isBlank());
    }

    /** Where Amazon says the window ended, which may be earlier than we asked but not later. */
    private static Instant end(OrderReply reply, Instant to) {
        return SpApiTime.parse(reply.lastUpdatedBefore())
                .filter(said -> said.isBefore(to))
                .orElse(to);
    }
}
