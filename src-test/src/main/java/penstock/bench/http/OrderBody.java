package penstock.bench.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import penstock.bench.harness.Sale;
import tools.jackson.databind.json.JsonMapper;

/** An {@code orders/create} webhook's body, as the simulated shop sends it, with another order in it. Any thread. */
final class OrderBody {

    private static final String RESOURCE = "orders-create.json";
    private static final String ORDER = "5400000007";
    private static final String LINE = "5400000006";
    private static final String SKU = "MUG";
    private static final String TIME = "2026-11-23T10:02:07-05:00";

    private final String example;

    private OrderBody(String example) {
        this.example = example;
    }

    /** Orders placed at that moment. */
    static OrderBody placedAt(Instant now) {
        try (InputStream in = Objects.requireNonNull(OrderBody.class.getResourceAsStream(RESOURCE))) {
            String compact = JsonMapper.shared().readTree(in).toString();
            return new OrderBody(
                    compact.replace(TIME, now.truncatedTo(ChronoUnit.SECONDS).toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(RESOURCE + " cannot be read", e);
        }
    }

    /** The same bytes for the same sale, which has one line of one unit. */
    byte[] of(Sale sale) {
        long number = Long.parseUnsignedLong(sale.channelOrderId(), 16) >>> 1; // a positive one
        return example.replace(ORDER, Long.toString(number))
                .replace(LINE, Long.toString(number - 1))
                .replace(
                        "\"" + SKU + "\"",
                        "\"" + HttpShop.sku(sale.lines().get(0).sku()) + "\"")
                .getBytes(StandardCharsets.UTF_8);
    }
}
