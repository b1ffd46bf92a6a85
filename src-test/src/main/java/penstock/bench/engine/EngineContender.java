package penstock.bench.engine;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import penstock.bench.harness.Contender;
import penstock.bench.harness.Sale;
import penstock.core.engine.Engine;
import penstock.core.engine.EngineLimits;
import penstock.core.identity.Ids;
import penstock.core.message.OrderLineSnapshot;
import penstock.core.message.OrderPhase;
import penstock.core.message.OrderSnapshot;
import penstock.core.order.ApplyOrder;
import penstock.core.order.PlaceHold;
import penstock.core.store.Database;

/** The product: {@link Engine#submit} of an {@link ApplyOrder}. */
record EngineContender(Engine engine, Clock clock, Shop shop) implements Contender {

    private static final int HOLD_LINES = 999;

    /** With an engine of its own, which knows the shop's catalogue. */
    static EngineContender start(Database database, Clock clock, Ids ids, Shop shop) {
        Engine engine = new Engine(database, clock, ids, EngineLimits.DEFAULT, seller -> {});
        EngineContender contender = new EngineContender(engine, clock, shop);
        contender.fetchCatalogue();
        return contender;
    }

    /**
     * A running gateway has its sellers' listings in memory, as the baseline has. Holds with one line that nobody
     * knows are refused, but make the engine look everything up.
     */
    void fetchCatalogue() {
        int listings = shop.assortment().listings();
        for (int first = 0; first < listings; first += HOLD_LINES) {
            List<PlaceHold.Line> lines = Stream.concat(
                            IntStream.range(first, Math.min(listings, first + HOLD_LINES))
                                    .mapToObj(shop::channelSku),
                            Stream.of("no such SKU"))
                    .map(sku -> new PlaceHold.Line(sku, 1))
                    .toList();
            engine.decide(shop.sellerId(), new PlaceHold(shop.accountId(), "hold " + first, clock.instant(), lines));
        }
    }

    @Override
    public CompletableFuture<?> take(Sale sale) {
        Instant now = clock.instant();
        OrderSnapshot snapshot = new OrderSnapshot(
                sale.channelOrderId(),
                1,
                OrderPhase.CONFIRMED,
                now,
                Optional.of(now),
                Optional.empty(),
                Optional.empty(),
                lines(sale));
        return engine.submit(shop.sellerId(), new ApplyOrder(shop.accountId(), snapshot, 0, false));
    }

    private List<OrderLineSnapshot> lines(Sale sale) {
        List<OrderLineSnapshot> lines = new ArrayList<>(sale.lines().size());
        for (Sale.Line line : sale.lines()) {
            lines.add(new OrderLineSnapshot(
                    String.valueOf(lines.size() + 1), shop.channelSku(line.sku()), line.quantity(), 0));
        }
        return lines;
    }

    @Override
    public void close() {
        engine.close();
    }
}
