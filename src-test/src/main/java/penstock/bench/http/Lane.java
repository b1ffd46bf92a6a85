package penstock.bench.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import penstock.bench.gateway.CpuTimes;
import penstock.bench.harness.Contender;
import penstock.bench.harness.Loop;
import penstock.bench.harness.Measured;
import penstock.bench.harness.Options;
import penstock.bench.harness.Sales;
import penstock.bench.harness.Truth;
import penstock.core.store.Database;

/** A contender with its endless stream of sales, one cell after the other. One thread. */
final class Lane {

    private final String name;
    private final Contender contender;
    private final Sales sales;
    private final Optional<HttpShop> shop;
    private final Ground ground;
    private long acknowledged;

    /**
     * A lane.
     *
     * @param shop whose rows the sales become; the echo has none
     */
    Lane(String name, Contender contender, Sales sales, Optional<HttpShop> shop, Ground ground) {
        this.name = name;
        this.contender = contender;
        this.sales = sales;
        this.shop = shop;
        this.ground = ground;
    }

    /** What all lanes have in common. */
    record Ground(Database database, CpuTimes cpuTimes, Clock clock, Options options) {}

    /**
     * A cell.
     *
     * @param answered until the answers
     * @param committed until the last order was in the ledger; latency from receiving to that order's commit
     * @param cpuMicros of each part for a sale, until everything was at rest again
     */
    record Outcome(Measured answered, Measured committed, Map<String, Double> cpuMicros) {}

    String name() {
        return name;
    }

    Outcome closed(int inFlight) {
        return cell(duration -> Loop.closed(contender, sales, inFlight, duration));
    }

    Outcome open(int ratePerSecond) {
        return cell(duration -> Loop.open(contender, sales, ratePerSecond, duration));
    }

    private Outcome cell(Function<Duration, Measured> loop) {
        acknowledged += loop.apply(ground.options().warmUp()).taken();
        settle();
        Map<String, Duration> cpuBefore = ground.cpuTimes().now();
        Instant since = ground.clock().instant();
        long begin = System.nanoTime();
        Measured answered = loop.apply(ground.options().duration());
        acknowledged += answered.taken();
        Measured committed = shop.map(seller -> committed(seller, answered.taken(), begin, since))
                .orElse(answered);
        settle();
        Map<String, Double> cpuMicros = ground.cpuTimes().microsOfEach(cpuBefore, answered.taken());
        shop.ifPresent(this::prove);
        return new Outcome(answered, committed, cpuMicros);
    }

    private Measured committed(HttpShop seller, long taken, long begin, Instant since) {
        Messages.awaitRead(ground.database(), seller.sellerId());
        double seconds = (System.nanoTime() - begin) / 1e9;
        Messages.Delay delay = Messages.Delay.since(ground.database(), seller.sellerId(), since);
        return new Measured(taken / seconds, delay.p50Ms(), delay.p99Ms(), taken);
    }

    /** Leaves nothing of a cell to the next. */
    private void settle() {
        shop.map(HttpShop::sellerId).ifPresent(seller -> {
            Messages.awaitRead(ground.database(), seller);
            Messages.awaitReleased(ground.database(), seller);
        });
    }

    /** Every acknowledged sale of all cells so far is exactly one order with its unit reserved. */
    private void prove(HttpShop seller) {
        Truth.of(ground.database(), seller.sellerId()).requireSimple(acknowledged, seller.units());
        Messages.of(ground.database(), seller.sellerId()).require(acknowledged);
    }
}
