package penstock.channels.shopify;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import penstock.channels.shopify.wire.Connection;
import penstock.channels.shopify.wire.HookOrder;
import penstock.channels.shopify.wire.LineItem;
import penstock.channels.shopify.wire.MailingAddress;
import penstock.channels.shopify.wire.Order;
import penstock.channels.shopify.wire.Wire;
import penstock.core.message.OrderLineSnapshot;
import penstock.core.message.Recipient;
import penstock.core.message.Rejection;
import penstock.core.message.RejectionReason;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** An order in the one form that both of Shopify's forms come down to, before anything in it is required. */
record OrderFacts(
        Optional<String> id,
        @Nullable String createdAt,
        @Nullable String updatedAt,
        boolean cancelled,
        @Nullable String financialStatus,
        boolean test,
        Optional<Recipient> recipient,
        List<Line> lines) {

    /** Fulfilments with these statuses contain nothing that left. */
    private static final Set<String> DEAD = Set.of("cancelled", "error", "failure");

    /** GraphQL's word for an order of which nothing is left to be shipped. */
    static final String SHIPPED = "FULFILLED";

    static OrderFacts of(Order order) {
        Connection lines = order.lineItems() == null ? Connection.NONE : order.lineItems();
        boolean whole = SHIPPED.equals(order.displayFulfillmentStatus());
        return new OrderFacts(
                Gid.number(order.id()).or(() -> Optional.ofNullable(order.legacyResourceId())),
                order.createdAt(),
                order.updatedAt(),
                order.cancelledAt() != null,
                order.displayFinancialStatus(),
                Boolean.TRUE.equals(order.test()),
                recipient(order),
                lines.list().stream().map(line -> polledLine(line, whole)).toList());
    }

    static OrderFacts of(HookOrder order) {
        Map<String, Integer> shipped = shipped(order);
        List<JsonNode> lines = order.lineItems() == null ? List.of() : order.lineItems();
        return new OrderFacts(
                Optional.ofNullable(order.id()),
                order.createdAt(),
                order.updatedAt(),
                order.cancelledAt() != null,
                order.financialStatus(),
                Boolean.TRUE.equals(order.test()),
                recipient(order),
                lines.stream().map(line -> toldLine(line, shipped)).toList());
    }

    /** Units by line that left in parcels. */
    private static Map<String, Integer> shipped(HookOrder order) {
        Map<String, Integer> shipped = new HashMap<>();
        for (HookOrder.Parcel parcel : or(order.fulfillments())) {
            String status = parcel.status() == null ? "" : parcel.status().toLowerCase(Locale.ROOT);
            for (HookOrder.Packed packed :
                    DEAD.contains(status) ? List.<HookOrder.Packed>of() : or(parcel.lineItems())) {
                if (packed.id() != null && packed.quantity() != null) {
                    shipped.merge(packed.id(), packed.quantity(), Integer::sum);
                }
            }
        }
        return shipped;
    }

    /** What is neither still to be shipped nor never to be; GraphQL does not state it. */
    private static int shipped(LineItem line, boolean whole) {
        int ordered = line.quantity() == null ? 0 : line.quantity();
        Integer open = whole ? Integer.valueOf(0) : line.unfulfilledQuantity();
        int never = line.nonFulfillableQuantity() == null ? 0 : line.nonFulfillableQuantity();
        return open == null ? 0 : ordered - never - open;
    }

    private static Line polledLine(JsonNode tree, boolean whole) {
        try {
            LineItem line = Wire.GRAPH.read(tree, LineItem.class);
            String variant = line.variant() == null ? null : line.variant().id();
            return new Line(
                    Gid.number(line.id()),
                    text(line.sku()).or(() -> Gid.number(variant)),
                    line.quantity(),
                    line.currentQuantity(),
                    line.nonFulfillableQuantity() == null
                            ? OptionalInt.empty()
                            : OptionalInt.of(line.nonFulfillableQuantity()),
                    shipped(line, whole),
                    "");
        } catch (JacksonException e) {
            return Line.unreadable(tree, Wire.GRAPH, e);
        }
    }

    private static Line toldLine(JsonNode tree, Map<String, Integer> shippedByLine) {
        try {
            HookOrder.Line line = Wire.HOOK.read(tree, HookOrder.Line.class);
            int shipped = line.id() == null ? 0 : shippedByLine.getOrDefault(line.id(), 0);
            return new Line(
                    text(line.id()),
                    text(line.sku()).or(() -> text(line.variantId())),
                    line.quantity(),
                    line.currentQuantity(),
                    unshippable(line.quantity(), shipped, line.fulfillableQuantity()),
                    shipped,
                    "");
        } catch (JacksonException e) {
            return Line.unreadable(tree, Wire.HOOK, e);
        }
    }

    /** Units neither shipped nor still to be; a webhook does not state them, and nothing shipped needs none. */
    private static OptionalInt unshippable(@Nullable Integer ordered, int shipped, @Nullable Integer open) {
        return shipped == 0 || ordered == null || open == null
                ? OptionalInt.empty()
                : OptionalInt.of(Math.max(0, ordered - shipped - open));
    }

    private static Optional<Recipient> recipient(Order order) {
        MailingAddress to = order.shippingAddress();
        return to == null
                ? Optional.empty()
                : recipient(
                        to.name(),
                        to.address1(),
                        to.address2(),
                        to.city(),
                        to.provinceCode(),
                        to.zip(),
                        to.countryCodeV2(),
                        text(to.phone()).or(() -> text(order.phone())),
                        order.email());
    }

    private static Optional<Recipient> recipient(HookOrder order) {
        HookOrder.Address to = order.shippingAddress();
        return to == null
                ? Optional.empty()
                : recipient(
                        to.name(),
                        to.address1(),
                        to.address2(),
                        to.city(),
                        to.provinceCode(),
                        to.zip(),
                        to.countryCode(),
                        text(to.phone()).or(() -> text(order.phone())),
                        order.email());
    }

    private static Optional<Recipient> recipient(
            @Nullable String name,
            @Nullable String address1,
            @Nullable String address2,
            @Nullable String city,
            @Nullable String province,
            @Nullable String zip,
            @Nullable String country,
            Optional<String> phone,
            @Nullable String email) {
        // an app without access to buyers' data sees an address full of nothing
        if (Stream.of(name, address1, city, zip).allMatch(part -> text(part).isEmpty())) {
            return Optional.empty();
        }
        return Optional.of(new Recipient(
                text(name).orElse(""),
                text(address1).orElse(""),
                text(address2),
                text(city).orElse(""),
                text(province),
                text(zip).orElse(""),
                text(country).orElse(""),
                phone,
                text(email)));
    }

    private static Optional<String> text(@Nullable String text) {
        return Optional.ofNullable(text).filter(t -> !t.isBlank());
    }

    private static <T> List<T> or(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }

    /**
     * A line before anything in it is required.
     *
     * @param ordered units ordered, with those removed since
     * @param current units ordered, without those removed or refunded since
     * @param unshippable units that were not shipped and will not be; empty where nothing was shipped or it is not told
     * @param shipped units that left
     * @param flaw what made the line unreadable as a whole, or {@code ""}
     */
    record Line(
            Optional<String> id,
            Optional<String> sku,
            @Nullable Integer ordered,
            @Nullable Integer current,
            OptionalInt unshippable,
            int shipped,
            String flaw) {

        private static Line unreadable(JsonNode tree, Wire wire, JacksonException e) {
            String path = OrderTranslation.path(e);
            String id = tree.path("id").asString("");
            String flaw = path.isEmpty() ? "is no object" : "has an unexpected " + path;
            return new Line(
                    wire == Wire.GRAPH ? Gid.number(id) : text(id),
                    Optional.empty(),
                    null,
                    null,
                    OptionalInt.empty(),
                    0,
                    flaw);
        }

        /** Gives the line to one of the two. */
        void translate(String where, Consumer<OrderLineSnapshot> good, Consumer<Rejection> bad) {
            String place = where + id.map(known -> " (id " + known + ")").orElse("");
            if (!flaw.isEmpty()) {
                bad.accept(rejection(place, flaw, RejectionReason.MALFORMED, "Fetch the order again."));
            } else if (id.isEmpty()) {
                bad.accept(rejection(place + ", id", "", RejectionReason.MISSING_FIELD, "Fetch the order again."));
            } else if (sku.isEmpty()) {
                bad.accept(rejection(place + ", sku", "", RejectionReason.MISSING_FIELD, NO_SKU));
            } else if (ordered == null) {
                bad.accept(
                        rejection(place + ", quantity", "", RejectionReason.MISSING_FIELD, "Fetch the order again."));
            } else if (ordered < 1 || ordered > OrderLineSnapshot.MAX_QUANTITY) {
                bad.accept(rejection(
                        place + ", quantity", ordered.toString(), RejectionReason.OUT_OF_RANGE, OUT_OF_RANGE));
            } else {
                int cancelled = cancelled(ordered);
                int left = Math.max(0, Math.min(ordered - cancelled, shipped));
                good.accept(new OrderLineSnapshot(id.get(), sku.get(), ordered, cancelled, left));
            }
        }

        /**
         * Units removed before they were shipped. Shopify's current quantity also falls when a shipped unit comes back
         * and is refunded; that is a return and no cancellation, so it is capped by what cannot be shipped any more.
         */
        private int cancelled(int units) {
            int removed = current == null ? 0 : Math.min(units, Math.max(0, units - current));
            return Math.min(removed, Math.max(0, unshippable.orElse(removed)));
        }

        private static final String NO_SKU =
                "The line has neither SKU nor variant, as a custom item, a tip or a fee: handle it by hand in Shopify.";
        private static final String OUT_OF_RANGE = "1 to " + OrderLineSnapshot.MAX_QUANTITY + " units are taken.";

        private static Rejection rejection(String where, String value, RejectionReason reason, String advice) {
            return new Rejection(where, value, reason, advice);
        }
    }
}
