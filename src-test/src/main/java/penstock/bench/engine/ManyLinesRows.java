package penstock.bench.engine;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import penstock.bench.engine.Stockroom.Taken;
import penstock.bench.engine.Stockroom.Wanted;
import penstock.bench.harness.Sale;
import penstock.core.book.StockKey;
import penstock.core.identity.Ids;
import penstock.core.order.ContentHash;

/**
 * What the baseline writes for an order of several lines.
 *
 * @param taken a reservation and a posting each, with the ids of these places
 * @param balances units by balance, in the order in which everybody takes them
 */
record ManyLinesRows(
        long orderId,
        String channelOrderId,
        @SuppressWarnings("ArrayRecordComponent") byte[] contentHash,
        OffsetDateTime now,
        List<Wanted> lines,
        List<Taken> taken,
        List<Long> reservationIds,
        List<Long> positions,
        SortedMap<StockKey, Integer> balances) {

    private static final Comparator<StockKey> IN_ORDER =
            Comparator.comparingLong(StockKey::skuId).thenComparingLong(StockKey::locationId);

    /** Takes the units from the stockroom. */
    static ManyLinesRows of(Sale sale, Shop shop, Stockroom stockroom, Ids ids) {
        List<Wanted> lines = lines(sale, shop);
        List<Taken> taken = stockroom.take(lines);
        List<Long> reservationIds = new ArrayList<>(taken.size());
        List<Long> positions = new ArrayList<>(taken.size());
        SortedMap<StockKey, Integer> balances = new TreeMap<>(IN_ORDER);
        for (Taken units : taken) {
            reservationIds.add(ids.next());
            positions.add(ids.next());
            balances.merge(key(units, shop), units.units(), Integer::sum);
        }
        return new ManyLinesRows(
                ids.next(),
                sale.channelOrderId(),
                contentHash(sale, shop),
                OffsetDateTime.now(ZoneOffset.UTC),
                lines,
                taken,
                reservationIds,
                positions,
                balances);
    }

    /** The lines that a sale becomes: of a kit one for each component. */
    static List<Wanted> lines(Sale sale, Shop shop) {
        List<Wanted> lines = new ArrayList<>();
        int channelLine = 0;
        for (Sale.Line sold : sale.lines()) {
            channelLine++;
            for (Shop.Part part : shop.parts(sold.sku())) {
                lines.add(new Wanted(
                        lines.size() + 1,
                        channelLine,
                        sold.sku(),
                        part.sku(),
                        sold.quantity() * part.units(),
                        part.units()));
            }
        }
        return lines;
    }

    static StockKey key(Taken units, Shop shop) {
        return new StockKey(shop.skuIds()[units.line().sku()], shop.locationIds()[units.place()]);
    }

    int taken(Wanted line) {
        return taken.stream()
                .filter(units -> units.line().equals(line))
                .mapToInt(Taken::units)
                .sum();
    }

    /** What balances are to be as of. */
    long lastPosition() {
        return positions.isEmpty() ? 0 : positions.get(positions.size() - 1);
    }

    private static byte[] contentHash(Sale sale, Shop shop) {
        StringBuilder content = new StringBuilder("CONFIRMED\n");
        for (Sale.Line line : sale.lines()) {
            content.append(shop.channelSku(line.sku()))
                    .append('\t')
                    .append(line.quantity())
                    .append('\n');
        }
        return ContentHash.of(content.toString());
    }
}
