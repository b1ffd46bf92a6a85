package penstock.channels.shopify;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import penstock.channels.spi.AccountSettings;
import penstock.core.message.InboundMessage;
import penstock.core.message.OrderSnapshot;
import penstock.core.message.RawMessage;
import penstock.core.message.Rejection;
import penstock.core.message.Translation;

/** What the tests of this package share: an account, a moment, bodies, and messages in words. */
final class Fixtures {

    static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    private Fixtures() {}

    static AccountSettings account() {
        return new AccountSettings(
                7, URI.create("https://example.myshopify.com/"), Map.of("location", "gid://shopify/Location/24826418"));
    }

    static ShopifyCalls calls() {
        return new ShopifyCalls(account());
    }

    static OrderTranslation translation() {
        return new OrderTranslation(false, false);
    }

    static String text(String name) {
        try (InputStream in = Fixtures.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static RawMessage raw(String source, String body) {
        return new RawMessage(source, "event-1", bytes(body), NOW);
    }

    /** The translation as a table, a line for each message, order line and rejection. */
    static String words(Translation translation) {
        String messages = translation.messages().stream().map(Fixtures::words).collect(Collectors.joining());
        return messages + translation.rejections().stream().map(Fixtures::words).collect(Collectors.joining());
    }

    private static String words(InboundMessage message) {
        if (!(message instanceof OrderSnapshot order)) {
            return message + "\n";
        }
        return "%s %d %s%n".formatted(order.channelOrderId(), order.revision(), order.phase())
                + order.lines().stream()
                        .map(line -> "  %s %s ordered %d cancelled %d%s%n"
                                .formatted(
                                        line.channelLineId(),
                                        line.channelSku(),
                                        line.ordered(),
                                        line.cancelled(),
                                        line.shipped() == 0 ? "" : " shipped " + line.shipped()))
                        .collect(Collectors.joining());
    }

    private static String words(Rejection rejection) {
        return "  %s | %s | %s%n".formatted(rejection.where(), rejection.value(), rejection.reason());
    }
}
