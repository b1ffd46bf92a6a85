package penstock.bench.engine;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import penstock.bench.harness.Cell;
import penstock.bench.harness.Contender;
import penstock.bench.harness.Goal;
import penstock.bench.harness.GoalResult;
import penstock.bench.harness.Loop;
import penstock.bench.harness.Measured;
import penstock.bench.harness.Options;
import penstock.bench.harness.Round;
import penstock.bench.harness.Sales;
import penstock.bench.harness.Telling;
import penstock.bench.harness.Truth;
import penstock.core.engine.Engine;
import penstock.core.engine.EngineLimits;
import penstock.core.identity.Ids;
import penstock.core.store.Database;

/**
 * Many small sellers at a fixed rate, alone and then beside a large one that always has {@value #LARGE_IN_FLIGHT} orders in flight, by
 * one engine: how much longer the small ones wait for its backlog.
 */
final class ManySellers {

    /** The name by which the command line knows it. */
    static final String OPTION = "many-sellers";

    /** Beside the large one 99 of 100 orders of the small ones take at most three times as long. */
    private static final Goal GOAL = Goal.p99AtMost("MANY_SELLERS", 3, 3);

    private static final int LARGE_IN_FLIGHT = 1024;
    private static final String LARGE = "beside a large seller";
    private static final String ALONE = "alone";

    private final Scale scale;
    private final Database database;
    private final Clock clock;
    private final Ids ids;
    private final Telling progress;

    /**
     * How many, and how much.
     *
     * @param rate orders a second of all small sellers together, each in its turn
     * @param duration of a measurement
     */
    record Scale(int sellers, int rate, Duration duration) {

        private static final int SELLERS = 1_000;

        /** An order that comes alone is a transaction of its own; the large seller wants the rest of the machine. */
        private static final int RATE_OF_A_PROCESSOR = 100;

        /** An order a second of each of a thousand, where there are ten processors; fewer orders on fewer. */
        static Scale of(Options options, int processors) {
            if (options.quick()) {
                return new Scale(20, 100, options.duration());
            }
            int rate = Math.min(SELLERS, RATE_OF_A_PROCESSOR * processors);
            return new Scale(SELLERS, rate, Duration.ofSeconds(SELLERS / rate).plus(options.duration()));
        }

        String words() {
            return "%d small sellers, %d/s".formatted(sellers, rate);
        }
    }

    /** What was found: the goal, and what the large seller did meanwhile. */
    record Found(GoalResult goal, Cell large) {}

    ManySellers(Scale scale, Database database, Clock clock, Ids ids, Telling progress) {
        this.scale = scale;
        this.database = database;
        this.clock = clock;
        this.ids = ids;
        this.progress = progress;
    }

    /**
     * Measures so many repeats, after one that is discarded.
     *
     * @throws penstock.bench.harness.WrongCounts if a seller has not exactly what it was sent
     */
    Found run(Options options, long seed) {
        Shop shop = Shop.open(database, clock, ids, Load.HOT.assortment());
        Sales ofTheSmall = Load.HOT.sales(seed);
        Sales ofTheLarge = Load.HOT.sales(seed + 1);
        List<Round> rounds = new ArrayList<>();
        List<Measured> large = new ArrayList<>();
        long largeTaken = 0;
        try (Engine engine = new Engine(database, clock, ids, EngineLimits.DEFAULT, seller -> {})) {
            progress.tell("opening " + scale.words());
            SmallSellers small = SmallSellers.open(engine, database, clock, ids, scale.sellers());
            Contender one = new EngineContender(engine, clock, shop);
            for (int repeat = options.firstRepeat(); repeat <= options.repeats(); repeat++) {
                Measured alone = Loop.open(small, ofTheSmall, scale.rate(), scale.duration());
                CompletableFuture<Measured> load = CompletableFuture.supplyAsync(
                        () -> Loop.closed(one, ofTheLarge, LARGE_IN_FLIGHT, scale.duration()));
                Measured beside = Loop.open(small, ofTheSmall, scale.rate(), scale.duration());
                Measured meanwhile = load.join();
                largeTaken += meanwhile.taken();
                tell(repeat, alone, beside, meanwhile);
                if (repeat > 0) {
                    rounds.add(new Round(beside, Map.of(ALONE, alone)));
                    large.add(meanwhile);
                }
            }
            small.requireServed(database);
        }
        Truth.of(database, shop.sellerId())
                .requireSimple(largeTaken, shop.assortment().units());
        return new Found(
                GoalResult.of(GOAL, LARGE, scale.words(), rounds),
                Cell.medians("the large seller", "%d in flight".formatted(LARGE_IN_FLIGHT), large));
    }

    private void tell(int repeat, Measured alone, Measured beside, Measured large) {
        String when = repeat == 0 ? "warm-up" : "repeat " + repeat;
        progress.tell(when, scale.words(), ALONE, alone);
        progress.tell(when, scale.words(), LARGE, beside);
        progress.tell(when, LARGE_IN_FLIGHT + " in flight", "the large seller", large);
    }
}
