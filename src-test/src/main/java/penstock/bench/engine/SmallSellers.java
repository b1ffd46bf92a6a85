package penstock.bench.engine;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import penstock.bench.harness.Contender;
import penstock.bench.harness.Sale;
import penstock.bench.harness.Truth;
import penstock.core.engine.Engine;
import penstock.core.identity.Ids;
import penstock.core.store.Database;

/** Sellers of one SKU each, who are sent orders in turn. Closes nothing: the engine is not theirs alone. */
final class SmallSellers implements Contender {

    private static final int STOCK = 1_000_000;

    private final List<EngineContender> sellers;
    private final AtomicLong placed = new AtomicLong();

    private SmallSellers(List<EngineContender> sellers) {
        this.sellers = sellers;
    }

    /** Opens them, and has the engine know their catalogues. */
    static SmallSellers open(Engine engine, Database database, Clock clock, Ids ids, int sellers) {
        Assortment assortment = Assortment.of(1, STOCK);
        List<EngineContender> opened = Stream.generate(
                        () -> new EngineContender(engine, clock, Shop.open(database, clock, ids, assortment)))
                .limit(sellers)
                .toList();
        opened.forEach(EngineContender::fetchCatalogue);
        return new SmallSellers(opened);
    }

    @Override
    public CompletableFuture<?> take(Sale sale) {
        return sellers.get((int) (placed.getAndIncrement() % sellers.size())).take(sale);
    }

    /** Each seller has what it was sent, and nothing of another's. */
    void requireServed(Database database) {
        long rounds = placed.get() / sellers.size();
        long begun = placed.get() % sellers.size();
        for (int i = 0; i < sellers.size(); i++) {
            Shop shop = sellers.get(i).shop();
            Truth.of(database, shop.sellerId())
                    .requireSimple(
                            rounds + (i < begun ? 1 : 0), shop.assortment().units());
        }
    }

    @Override
    public void close() {
        // the engine is closed by who started it
    }
}
