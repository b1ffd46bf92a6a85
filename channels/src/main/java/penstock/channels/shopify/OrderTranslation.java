package penstock.channels.shopify;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import penstock.channels.shopify.wire.HookOrder;
import penstock.channels.shopify.wire.Order;
import penstock.channels.shopify.wire.Wire;
import penstock.core.message.OrderChanged;
import penstock.core.message.OrderLineSnapshot;
import penstock.core.message.OrderPhase;
import penstock.core.message.OrderSnapshot;
import penstock.core.message.Rejection;
import penstock.core.message.RejectionReason;
import penstock.core.message.Translation;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * What an order means, be it polled or told by a webhook: the same order makes the same snapshot both ways.
 *
 * <p>Orders and lines are known by their numbers, which both ways carry. The revision is the time of the last update in
 * microseconds.
 *
 * <table>
 * <caption>Phases</caption>
 * <tr><th>Shopify</th><th>phase</th></tr>
 * <tr><td>cancelled at any time</td><td>CANCELLED</td></tr>
 * <tr><td>authorized, paid, partially_paid, partially_refunded</td><td>CONFIRMED</td></tr>
 * <tr><td>pending</td><td>PENDING; CONFIRMED where the account ships unpaid orders (cash on delivery)</td></tr>
 * <tr><td>expired, voided, refunded</td><td>PENDING: the money is gone, yet the order stands; a person cancels it</td></tr>
 * <tr><td>none, or a status that we do not know</td><td>PENDING: holding is the mistake that can be undone</td></tr>
 * </table>
 *
 * @param takeTestOrders whether test orders count; if not they mean nothing
 * @param shipUnpaid whether a pending payment is no reason to wait
 */
record OrderTranslation(boolean takeTestOrders, boolean shipUnpaid) {

    private static final String READ_AGAIN = "Have it fetched or sent again; if it stays so, report it to Shopify.";

    /** The meaning of an order as GraphQL has it; with some of its lines only, a hint to fetch all of it. */
    Translation polled(byte[] body) {
        try {
            JsonNode tree = Wire.GRAPH.tree(body);
            OrderFacts order = OrderFacts.of(Wire.GRAPH.read(tree, Order.class));
            return ShopifyOrders.hasMoreLines(tree) && order.id().isPresent()
                    ? Translation.of(new OrderChanged(order.id().get()))
                    : translate(order);
        } catch (JacksonException e) {
            return Translation.rejected(malformed(e));
        }
    }

    /** The meaning of an order as a webhook has it. */
    Translation told(byte[] body) {
        try {
            return told(Wire.HOOK.tree(body));
        } catch (JacksonException e) {
            return Translation.rejected(malformed(e));
        }
    }

    /** The same of a body that has been parsed. */
    Translation told(JsonNode body) {
        try {
            return translate(OrderFacts.of(Wire.HOOK.read(body, HookOrder.class)));
        } catch (JacksonException e) {
            return Translation.rejected(malformed(e));
        }
    }

    private Translation translate(OrderFacts order) {
        if (order.test() && !takeTestOrders) {
            return Translation.nothing();
        }
        if (order.id().isEmpty()) {
            return Translation.rejected(missing("order", "id"));
        }
        String where = "order " + order.id().get();
        Optional<Instant> updated = time(order.updatedAt());
        Optional<Instant> created = time(order.createdAt());
        if (updated.isEmpty()) {
            return Translation.rejected(noTime(where + ", updated at", order.updatedAt()));
        } else if (created.isEmpty()) {
            return Translation.rejected(noTime(where + ", created at", order.createdAt()));
        } else if (order.lines().size() > OrderSnapshot.MAX_LINES) {
            return Translation.rejected(tooLong(where, order.lines().size()));
        }
        return snapshot(order, order.id().get(), updated.get(), created.get());
    }

    private Translation snapshot(OrderFacts order, String id, Instant updated, Instant created) {
        List<OrderLineSnapshot> lines = new ArrayList<>();
        List<Rejection> rejections = new ArrayList<>();
        for (int i = 0; i < order.lines().size(); i++) {
            OrderFacts.Line line = order.lines().get(i);
            line.translate("order " + id + ", line " + (i + 1), lines::add, rejections::add);
        }
        if (lines.isEmpty()) {
            Rejection none = missing("order " + id, "lines");
            return new Translation(List.of(), rejections.isEmpty() ? List.of(none) : rejections);
        }
        OrderSnapshot snapshot = new OrderSnapshot(
                id,
                revision(updated),
                phase(order.cancelled(), order.financialStatus(), shipUnpaid),
                created,
                Optional.empty(),
                Optional.empty(),
                order.recipient(),
                lines);
        return new Translation(List.of(rejections.isEmpty() ? snapshot : snapshot.partial()), rejections);
    }

    static OrderPhase phase(boolean cancelled, @Nullable String financialStatus, boolean shipUnpaid) {
        if (cancelled) {
            return OrderPhase.CANCELLED;
        }
        String status = financialStatus == null ? "" : financialStatus.toUpperCase(Locale.ROOT);
        return switch (status) {
            case "AUTHORIZED", "PAID", "PARTIALLY_PAID", "PARTIALLY_REFUNDED" -> OrderPhase.CONFIRMED;
            case "PENDING" -> shipUnpaid ? OrderPhase.CONFIRMED : OrderPhase.PENDING;
            default -> OrderPhase.PENDING;
        };
    }

    static long revision(Instant updated) {
        return Math.addExact(Math.multiplyExact(updated.getEpochSecond(), 1_000_000L), updated.getNano() / 1_000);
    }

    /** A moment in ISO 8601 with any offset; empty for anything else. */
    static Optional<Instant> time(@Nullable String text) {
        try {
            return Optional.ofNullable(text).map(OffsetDateTime::parse).map(OffsetDateTime::toInstant);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Something that is no JSON or has another shape. The value is left out: it may be the buyer's. */
    static Rejection malformed(JacksonException e) {
        String path = path(e);
        return new Rejection(
                path.isEmpty() ? "body" : "body, " + path,
                "",
                RejectionReason.MALFORMED,
                "The message is not as Shopify documents it. " + READ_AGAIN);
    }

    /** Where in the message it went wrong, by Shopify's names of the fields. */
    static String path(JacksonException e) {
        return e.getPath().stream()
                .map(step -> step.getPropertyName() == null ? "[" + step.getIndex() + "]" : step.getPropertyName())
                .collect(Collectors.joining("."));
    }

    static Rejection missing(String where, String field) {
        return new Rejection(
                where + ", " + field,
                "",
                RejectionReason.MISSING_FIELD,
                "The order has no " + field + ". " + READ_AGAIN);
    }

    private static Rejection noTime(String where, @Nullable String value) {
        RejectionReason reason = value == null ? RejectionReason.MISSING_FIELD : RejectionReason.MALFORMED;
        return new Rejection(where, value == null ? "" : value, reason, "No time in ISO 8601. " + READ_AGAIN);
    }

    private static Rejection tooLong(String where, int lines) {
        return new Rejection(
                where,
                lines + " lines",
                RejectionReason.TOO_LARGE,
                "At most " + OrderSnapshot.MAX_LINES + " lines are taken: split the order in Shopify.");
    }
}
