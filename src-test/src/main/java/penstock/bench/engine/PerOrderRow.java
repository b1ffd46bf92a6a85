package penstock.bench.engine;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import penstock.bench.harness.Sale;
import penstock.core.identity.Ids;
import penstock.core.order.ContentHash;

/** What the baseline writes for an order of one line. */
record PerOrderRow(
        long orderId,
        String channelOrderId,
        @SuppressWarnings("ArrayRecordComponent") byte[] contentHash,
        String channelSku,
        long skuId,
        int quantity,
        long reservationId,
        long position,
        OffsetDateTime now) {

    static PerOrderRow of(Sale sale, Shop shop, Ids ids) {
        Sale.Line line = sale.lines().get(0);
        String channelSku = shop.channelSku(line.sku());
        return new PerOrderRow(
                ids.next(),
                sale.channelOrderId(),
                ContentHash.of("CONFIRMED\n1\t" + channelSku + "\t" + line.quantity() + "\n"),
                channelSku,
                shop.skuIds()[line.sku()],
                line.quantity(),
                ids.next(),
                ids.next(),
                OffsetDateTime.now(ZoneOffset.UTC));
    }
}
