package penstock.channels.shopify;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import penstock.channels.shopify.wire.HookInventoryLevel;
import penstock.channels.shopify.wire.HookOrderHint;
import penstock.channels.shopify.wire.Wire;
import penstock.channels.spi.Secrets;
import penstock.channels.spi.WebhookSource;
import penstock.channels.webhook.HmacSha256;
import penstock.core.message.OrderChanged;
import penstock.core.message.RawMessage;
import penstock.core.message.ShownQuantity;
import penstock.core.message.Translation;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Shopify's webhooks: the base64 HMAC-SHA256 of the raw body under the app's client secret.
 *
 * <p>Headers come as {@code X-Shopify-...} and, from the newer event system, as {@code Shopify-...}. Only the body is
 * signed; the headers are believed once the body is genuine. Two secrets may be valid for up to an hour while one is
 * being replaced (shopify.dev/docs/apps/build/webhooks/verify-deliveries, read 2026-11-23).
 *
 * <p>An inventory level is named by its inventory item, not by a SKU: {@link ShownQuantity#channelSku} then carries the
 * item's global id, {@code gid://shopify/InventoryItem/...}, as the listing's channel reference does.
 */
final class ShopifyWebhooks implements WebhookSource {

    static final String SOURCE = "webhook:";

    /** Secrets under which a webhook may be signed. */
    static final List<String> SECRETS = List.of(ShopifyPlugin.CLIENT_SECRET, ShopifyPlugin.CLIENT_SECRET_OLD);

    /** The body is the order as it is now. */
    private static final Set<String> ORDERS = Set.of(
            "orders/create",
            "orders/updated",
            "orders/paid",
            "orders/cancelled",
            "orders/edited",
            "orders/fulfilled",
            "orders/partially_fulfilled",
            "orders/link_requested");

    /** The body only names an order that changed. */
    private static final Set<String> HINTS = Set.of("orders/delete", "refunds/create");

    private static final Set<String> LEVELS = Set.of("inventory_levels/update", "inventory_levels/connect");

    private final OrderTranslation translation;
    private final Optional<String> shopDomain;

    ShopifyWebhooks(OrderTranslation translation, Optional<String> shopDomain) {
        this.translation = translation;
        this.shopDomain = shopDomain;
    }

    @Override
    public Verdict verify(Map<String, String> headers, byte[] body, Secrets secrets, Instant now) {
        Optional<String> signature = header(headers, "hmac-sha256");
        if (signature.isEmpty()) {
            return new Verdict.Forged("no signature");
        } else if (!signed(signature.get(), body, secrets)) {
            return new Verdict.Forged("the signature does not fit the body");
        }
        Optional<String> shop = header(headers, "shop-domain");
        if (shopDomain.isPresent() && shop.isPresent() && !shopDomain.get().equalsIgnoreCase(shop.get())) {
            return new Verdict.Forged("meant for another shop");
        }
        Optional<String> topic = header(headers, "topic");
        Optional<String> id = header(headers, "webhook-id");
        if (topic.isEmpty() || id.isEmpty()) {
            return new Verdict.Malformed("no header " + (topic.isEmpty() ? "x-shopify-topic" : "x-shopify-webhook-id"));
        }
        return new Verdict.Genuine(new RawMessage(SOURCE + topic.get(), id.get(), body, now));
    }

    private static boolean signed(String signature, byte[] body, Secrets secrets) {
        byte[] given = signature.getBytes(StandardCharsets.UTF_8);
        boolean genuine = false;
        for (String name : SECRETS) {
            Optional<String> secret = secrets.find(name).filter(text -> !text.isBlank());
            genuine |= secret.isPresent() && HmacSha256.same(signature(secret.get(), body), given);
        }
        return genuine;
    }

    private static byte[] signature(String secret, byte[] body) {
        return Base64.getEncoder().encode(HmacSha256.of(secret.getBytes(StandardCharsets.UTF_8), body));
    }

    private static Optional<String> header(Map<String, String> headers, String name) {
        return Optional.ofNullable(headers.get("x-shopify-" + name))
                .or(() -> Optional.ofNullable(headers.get("shopify-" + name)))
                .map(String::strip)
                .filter(value -> !value.isEmpty());
    }

    @Override
    public Translation translate(RawMessage raw) {
        String topic = raw.source().startsWith(SOURCE) ? raw.source().substring(SOURCE.length()) : raw.source();
        try {
            if (ORDERS.contains(topic)) {
                return order(raw.body());
            } else if (HINTS.contains(topic)) {
                return changed(Wire.HOOK.read(Wire.HOOK.tree(raw.body()), HookOrderHint.class));
            } else if (LEVELS.contains(topic)) {
                return shown(Wire.HOOK.read(Wire.HOOK.tree(raw.body()), HookInventoryLevel.class), raw.receivedAt());
            }
            return Translation.nothing();
        } catch (JacksonException e) {
            return Translation.rejected(OrderTranslation.malformed(e));
        }
    }

    /** The whole order, or the hint that {@code orders/edited} sends in its place. */
    private Translation order(byte[] body) {
        JsonNode tree = Wire.HOOK.tree(body);
        if (!HookOrderHint.namesAnEdit(tree)) {
            return translation.told(tree);
        }
        HookOrderHint.Edit edit = Wire.HOOK.read(tree, HookOrderHint.class).orderEdit();
        return changed(edit == null ? null : edit.orderId());
    }

    private static Translation changed(HookOrderHint hint) {
        return changed(hint.orderId() == null ? hint.id() : hint.orderId());
    }

    private static Translation changed(@Nullable String orderId) {
        return orderId == null || orderId.isBlank()
                ? Translation.rejected(OrderTranslation.missing("order", "id"))
                : Translation.of(new OrderChanged(orderId));
    }

    private static Translation shown(HookInventoryLevel level, Instant receivedAt) {
        if (level.inventoryItemId() == null || level.locationId() == null) {
            return Translation.rejected(OrderTranslation.missing("inventory level", "item or location"));
        } else if (level.available() == null) {
            return Translation.nothing();
        }
        return Translation.of(new ShownQuantity(
                Gid.of("InventoryItem", level.inventoryItemId()),
                Gid.of("Location", level.locationId()),
                level.available(),
                OrderTranslation.time(level.updatedAt()).orElse(receivedAt)));
    }
}
