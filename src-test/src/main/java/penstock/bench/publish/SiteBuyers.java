package penstock.bench.publish;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import penstock.bench.harness.Contender;
import penstock.bench.harness.Sale;
import penstock.core.engine.Engine;
import penstock.core.engine.EngineLimits;
import penstock.core.identity.Ids;
import penstock.core.message.OrderLineSnapshot;
import penstock.core.message.OrderPhase;
import penstock.core.message.OrderSnapshot;
import penstock.core.order.ApplyOrder;
import penstock.core.store.Database;

/**
 * Buyers of a mall's own site, whose orders are applied by an engine of this process: more than HTTP would bring on a small machine. The
 * gateway finds them in the ledger, as it finds those of another gateway.
 */
final class SiteBuyers implements Contender {

    private final Engine engine;
    private final Clock clock;
    private final Mall mall;

    SiteBuyers(Database database, Clock clock, Ids ids, Mall mall) {
        this.engine = new Engine(database, clock, ids, EngineLimits.DEFAULT, seller -> {});
        this.clock = clock;
        this.mall = mall;
    }

    @Override
    public CompletableFuture<?> take(Sale sale) {
        Instant now = clock.instant();
        List<OrderLineSnapshot> lines = new ArrayList<>();
        for (Sale.Line line : sale.lines()) {
            lines.add(
                    new OrderLineSnapshot(String.valueOf(lines.size() + 1), Mall.sku(line.sku()), line.quantity(), 0));
        }
        OrderSnapshot snapshot = new OrderSnapshot(
                sale.channelOrderId(),
                1,
                OrderPhase.CONFIRMED,
                now,
                Optional.of(now),
                Optional.empty(),
                Optional.empty(),
                lines);
        return engine.submit(mall.sellerId(), new ApplyOrder(mall.site(), snapshot, 0, false));
    }

    @Override
    public void close() {
        engine.close();
    }
}
