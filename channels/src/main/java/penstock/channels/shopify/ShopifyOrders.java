package penstock.channels.shopify;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import penstock.channels.shopify.ShopifyCalls.Answer;
import penstock.channels.shopify.wire.Connection;
import penstock.channels.shopify.wire.Wire;
import penstock.channels.spi.Conversation;
import penstock.channels.spi.OrderSource;
import penstock.core.message.OrderSnapshot;
import penstock.core.message.RawMessage;
import penstock.core.message.RefusalReason;
import penstock.core.message.Translation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads orders by the time they were last updated, oldest first.
 *
 * <p>An order updated while its page is read moves towards the end and is met again there, so a run misses nothing that
 * was updated before its last page was served. An order with more than {@value ShopifyDocuments#LINES_WITH_ORDER} lines
 * is met as a hint that it changed, to be fetched by itself, {@value ShopifyDocuments#LINES_A_PAGE} lines a page: were it
 * completed while the page is read, two such orders would need more points than can be saved up, and no page would end.
 */
final class ShopifyOrders implements OrderSource {

    /** What a run has read through is said this much too early, for changes still on their way into the index. */
    static final Duration SAFETY_MARGIN = Duration.ofSeconds(60);

    /** Pages of one order's lines: one more than a snapshot takes, so that a longer order is seen to be too long. */
    static final int LINE_PAGES = 1 + OrderSnapshot.MAX_LINES / ShopifyDocuments.LINES_A_PAGE;

    private static final String SOURCE = "poll:order";

    private final ShopifyCalls calls;
    private final OrderTranslation translation;
    private final Duration safetyMargin;

    ShopifyOrders(ShopifyCalls calls, OrderTranslation translation) {
        this(calls, translation, SAFETY_MARGIN);
    }

    /** With another margin than Shopify's, for a simulated one. */
    ShopifyOrders(ShopifyCalls calls, OrderTranslation translation, Duration safetyMargin) {
        this.safetyMargin = safetyMargin;
        this.calls = calls;
        this.translation = translation;
    }

    @Override
    public Duration pollInterval() {
        return Duration.ofMinutes(2);
    }

    @Override
    public Duration searchLag() {
        return safetyMargin;
    }

    @Override
    public Conversation<OrderPage> poll(Optional<Cursor> cursor, Instant now) {
        ReadingPosition position = cursor.map(ReadingPosition::parse).orElseGet(() -> ReadingPosition.first(now));
        ObjectNode variables = Wire.GRAPH.object();
        variables.put("query", position.query());
        variables.put("after", position.after().orElse(null));
        Conversation<OrderPage> page = calls.read(
                ShopifyDocuments.CHANGED_ORDERS,
                variables,
                ShopifyDocuments.CHANGED_ORDERS_COST,
                answer -> page(position, answer, now));
        return position.after().isEmpty() ? page : page.ifRefused(refused -> startedOver(position, refused));
    }

    /** Shopify's cursors do not live for ever: a run that cannot go on is begun anew at the next poll, not at once. */
    private static Conversation<OrderPage> startedOver(
            ReadingPosition position, Conversation.Refused<OrderPage> refused) {
        return refused.reason() == RefusalReason.INVALID
                ? Conversation.done(
                        new OrderPage(List.of(), position.restarted().cursor(), false, Optional.empty()))
                : refused;
    }

    private Conversation<OrderPage> page(ReadingPosition position, Answer answer, Instant now) {
        Connection orders = Wire.GRAPH.read(answer.data().path("orders"), Connection.class);
        List<RawMessage> messages = new ArrayList<>();
        for (JsonNode node : orders.list()) {
            if (node.isObject() && !(position.first() && isShipped(node))) {
                messages.add(message((ObjectNode) node, now));
            }
        }
        return Conversation.done(
                page(position, orders, messages, answer.servedAt().orElse(now)));
    }

    private OrderPage page(ReadingPosition position, Connection orders, List<RawMessage> messages, Instant servedAt) {
        if (orders.more()) {
            String after = Objects.requireNonNull(orders.pageInfo()).endCursor();
            return new OrderPage(messages, position.page(String.valueOf(after)).cursor(), true, Optional.empty());
        }
        Instant readThrough = servedAt.minus(safetyMargin);
        Instant since = readThrough.isBefore(position.since()) ? position.since() : readThrough;
        return new OrderPage(messages, ReadingPosition.from(since).cursor(), false, Optional.of(readThrough));
    }

    /** Whether the order came with some of its lines only. */
    static boolean hasMoreLines(JsonNode order) {
        return order.path("lineItems").path("pageInfo").path("hasNextPage").asBoolean(false);
    }

    private static boolean isShipped(JsonNode order) {
        return OrderFacts.SHIPPED.equals(order.path("displayFulfillmentStatus").asString(""));
    }

    @Override
    public Conversation<Optional<RawMessage>> fetch(String channelOrderId, Instant now) {
        return order(Gid.of("Order", channelOrderId))
                .then(found -> Conversation.done(found.map(order -> message(order, now))));
    }

    private Conversation<Optional<ObjectNode>> order(String gid) {
        return linesPage(gid, null, Wire.GRAPH.array(), 1);
    }

    /**
     * Collects the lines page by page. Should the order change meanwhile, its last page's fields are kept with lines of
     * both; it is then newer than what was asked for and is met again by the poll.
     */
    private Conversation<Optional<ObjectNode>> linesPage(
            String gid, @Nullable String after, ArrayNode lines, int pageNo) {
        ObjectNode variables = Wire.GRAPH.object();
        variables.put("id", gid);
        variables.put("after", after);
        return calls.read(ShopifyDocuments.ONE_ORDER, variables, ShopifyDocuments.ONE_ORDER_COST, answer -> {
            if (!answer.data().path("order").isObject()) {
                return Conversation.done(Optional.empty());
            }
            ObjectNode order = (ObjectNode) answer.data().path("order");
            Connection page = Wire.GRAPH.read(order.path("lineItems"), Connection.class);
            ArrayNode all = lines.deepCopy().addAll(page.list());
            if (page.more() && pageNo < LINE_PAGES) {
                return linesPage(gid, Objects.requireNonNull(page.pageInfo()).endCursor(), all, pageNo + 1);
            }
            ObjectNode whole = (ObjectNode) order.path("lineItems");
            whole.set("nodes", all);
            whole.remove("pageInfo");
            return Conversation.done(Optional.of(order));
        });
    }

    /**
     * The order as a message. Shopify's clock goes to the second, and two changes within one have the same revision; the
     * event id therefore ends in a mark of the content, lest the second be taken for a conflicting repeat of the first.
     */
    private static RawMessage message(ObjectNode order, Instant now) {
        if (order.path("lineItems") instanceof ObjectNode lines && !hasMoreLines(order)) {
            lines.remove("pageInfo");
        }
        byte[] body = Wire.GRAPH.bytes(order);
        String eventId =
                order.path("id").asString("") + "@" + order.path("updatedAt").asString("") + "#" + mark(body);
        return new RawMessage(SOURCE, eventId, body, now);
    }

    private static String mark(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public Translation translate(RawMessage raw) {
        return translation.polled(raw.body());
    }
}
