package penstock.bench.engine;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import penstock.bench.harness.BenchServer;
import penstock.bench.harness.Cell;
import penstock.bench.harness.Conditions;
import penstock.bench.harness.Contender;
import penstock.bench.harness.GoalResult;
import penstock.bench.harness.Loop;
import penstock.bench.harness.Measured;
import penstock.bench.harness.Options;
import penstock.bench.harness.Report;
import penstock.bench.harness.Report.CountedMix;
import penstock.bench.harness.Round;
import penstock.bench.harness.Sales;
import penstock.bench.harness.Telling;
import penstock.bench.harness.Truth;
import penstock.core.identity.Ids;

/**
 * The engine against the baseline. A repeat runs the engine, every cell of the baseline, and the engine again, so
 * that a slow change of the machine's mood falls on both. The first repeat warms up and is discarded.
 */
public final class EngineBench {

    private static final String[] SEEDED = {"sku", "listing", "balance", "posting"};
    private static final String[] WRITTEN = {"sales_order", "order_line", "reservation", "posting", "balance"};

    private static final Sales.Mix RESENT = new Sales.Mix(1, 1, 10);
    private static final Sales.Mix EVERYTHING = new Sales.Mix(4, 5, 10);
    private static final Assortment SCARCE = Assortment.of(50, 20);
    private static final Assortment SCARCE_WITH_KITS = new Assortment(20, 5, 3, 10);
    private static final String SOLD_OUT = "1 line, 10 % sent again, sold out";
    private static final String MANY_SOLD_OUT = "1 to 4 lines of 1 to 5 units, 10 % sent again, sold out";
    private static final String MIXED_SOLD_OUT = "the same with kits from 3 places";
    private static final int COMPARED = 60;
    private static final int FEW_IN_FLIGHT = 64;

    private final BenchServer server;
    private final Options options;
    private final Telling progress;
    private final List<EngineGoal> goals;
    private final List<Integer> openRates;
    private final Clock clock = Clock.systemUTC();
    private final Ids ids;
    private final List<Maker> baselines = new ArrayList<>();
    private final List<Maker> manyLines = new ArrayList<>();
    private final Maker engine;
    private long seed = 1;

    public EngineBench(BenchServer server, Options options, Ids ids, Telling progress) {
        this.server = server;
        this.options = options;
        this.ids = ids;
        this.progress = progress;
        this.goals = EngineGoal.wanted(options);
        this.openRates = options.quick() ? List.of(500) : List.of(500, 2000);
        this.engine = new Maker("engine", shop -> EngineContender.start(server.database(), clock, ids, shop));
        for (int pool : options.pools()) {
            baselines.add(baseline("statement by statement", pool, shop -> new StatementByStatement(ids)));
            baselines.add(baseline("single statement", pool, shop -> new SingleStatement(ids)));
            manyLines.add(baseline("statement by statement", pool, shop -> manyLines(shop, false)));
            manyLines.add(baseline("single statement", pool, shop -> manyLines(shop, true)));
        }
    }

    private ManyLines manyLines(Shop shop, boolean inOneStatement) {
        return new ManyLines(ids, new Stockroom(shop.assortment()), inOneStatement);
    }

    /** A contender that a cell makes for its shop. */
    private record Maker(String name, Making making) {

        Contender make(Shop shop) {
            try {
                return making.make(shop);
            } catch (SQLException e) {
                throw new IllegalStateException("the server gave " + name + " no connection", e);
            }
        }
    }

    private interface Making {
        Contender make(Shop shop) throws SQLException;
    }

    private interface Driving {
        Measured drive(Contender contender, Sales sales);
    }

    private Maker baseline(String name, int pool, Function<Shop, PerOrder.Form> form) {
        return new Maker(
                name + ", " + pool + " connections", shop -> new PerOrder(server.pool(), form.apply(shop), pool, shop));
    }

    private List<Maker> baselines(Load load) {
        return load == Load.MIXED ? manyLines : baselines;
    }

    /**
     * Runs everything.
     *
     * @throws penstock.bench.harness.WrongCounts if rows were lost, doubled or promised beyond the stock
     */
    public Report run() throws IOException {
        Conditions conditions = Conditions.of(server);
        List<CountedMix> correctness = correctness();
        List<GoalResult> results = new ArrayList<>();
        List<Cell> fixedRates = new ArrayList<>();
        repeats().forEach((goal, rounds) -> {
            goal.goals().forEach(each -> results.add(GoalResult.of(each, engine.name(), goal.words(), rounds)));
            if (goal.inFlight() == FEW_IN_FLIGHT) {
                fixedRates.addAll(openLoop(
                        goal.load(), results.get(results.size() - 1).anchor().contender()));
            }
        });
        if (options.only().isEmpty() || options.only().contains(ManySellers.OPTION)) {
            ManySellers.Found found = manySellers();
            results.add(found.goal());
            fixedRates.add(found.large());
        }
        return Report.of(new Report.Findings(results, fixedRates, correctness, List.of()), options, conditions, server);
    }

    private ManySellers.Found manySellers() {
        ManySellers.Scale scale =
                ManySellers.Scale.of(options, Runtime.getRuntime().availableProcessors());
        return new ManySellers(scale, server.database(), clock, ids, progress).run(options, seed++);
    }

    // speed ----------------------------------------------------------------------------------------------------------

    /** Of each goal the rounds of all repeats but the first. */
    private Map<EngineGoal, List<Round>> repeats() {
        Map<EngineGoal, List<Round>> repeats = new EnumMap<>(EngineGoal.class);
        for (int repeat = options.firstRepeat(); repeat <= options.repeats(); repeat++) {
            for (EngineGoal goal : goals) {
                Round round = round(repeat == 0 ? "warm-up" : "repeat " + repeat, goal);
                if (repeat > 0) {
                    repeats.computeIfAbsent(goal, first -> new ArrayList<>()).add(round);
                }
            }
        }
        return repeats;
    }

    private Round round(String repeat, EngineGoal goal) {
        Map<String, Measured> byName = new LinkedHashMap<>();
        Measured before = closed(engine, goal);
        baselines(goal.load()).forEach(baseline -> byName.put(baseline.name(), closed(baseline, goal)));
        Round round = new Round(before.and(closed(engine, goal)), byName);
        progress.tell(repeat, goal.words(), engine.name(), round.product());
        byName.forEach((name, measured) -> progress.tell(repeat, goal.words(), name, measured));
        return round;
    }

    private Measured closed(Maker maker, EngineGoal goal) {
        return cell(
                maker,
                goal.load(),
                (contender, sales) -> Loop.closed(contender, sales, goal.inFlight(), options.warmUp()),
                (contender, sales) -> Loop.closed(contender, sales, goal.inFlight(), options.duration()));
    }

    private Measured cell(Maker maker, Load load, Driving warmUp, Driving drive) {
        Shop shop = Shop.open(server.database(), clock, ids, load.assortment());
        server.analyze(SEEDED);
        Sales sales = load.sales(seed++);
        long before;
        Measured measured;
        try (Contender contender = maker.make(shop)) {
            before = warmUp.drive(contender, sales).taken();
            server.analyze(WRITTEN);
            measured = drive.drive(contender, sales);
        }
        requireServed(shop, sales, before + measured.taken());
        return measured;
    }

    private void requireServed(Shop shop, Sales sales, long sent) {
        LongSummaryStatistics units = sales.distinct(sent)
                .flatMap(sale -> ManyLinesRows.lines(sale, shop).stream())
                .collect(Collectors.summarizingLong(Stockroom.Wanted::units));
        Truth.of(server.database(), shop.sellerId())
                .requireServed(
                        sent,
                        units.getCount(),
                        units.getSum(),
                        shop.assortment().units());
    }

    /** The engine and the baseline that was the best at 64 in flight, at fixed rates. */
    private List<Cell> openLoop(Load load, String best) {
        Maker baseline = baselines(load).stream()
                .filter(maker -> maker.name().equals(best))
                .findFirst()
                .orElseThrow();
        return openRates.stream()
                .flatMap(rate -> Stream.of(open(engine, load, rate), open(baseline, load, rate)))
                .toList();
    }

    private Cell open(Maker maker, Load load, int rate) {
        Measured measured = cell(
                maker,
                load,
                (contender, sales) -> Loop.open(contender, sales, rate, options.warmUp()),
                (contender, sales) -> Loop.open(contender, sales, rate, options.duration()));
        String words = load + ", " + rate + "/s due";
        progress.tell("open loop", words, maker.name(), measured);
        return Cell.medians(maker.name(), words, List.of(measured));
    }

    // correctness ----------------------------------------------------------------------------------------------------

    private List<CountedMix> correctness() {
        List<CountedMix> counted = new ArrayList<>();
        counted.add(count(engine, SOLD_OUT, RESENT, SCARCE));
        counted.add(count(engine, MANY_SOLD_OUT, EVERYTHING, SCARCE));
        counted.add(count(engine, MIXED_SOLD_OUT, EVERYTHING, SCARCE_WITH_KITS));
        baselines.forEach(baseline -> counted.add(count(baseline, SOLD_OUT, RESENT, SCARCE)));
        manyLines.forEach(baseline -> counted.add(count(baseline, MIXED_SOLD_OUT, EVERYTHING, SCARCE_WITH_KITS)));
        WrittenRows written = writtenOneByOne(engine);
        manyLines.forEach(baseline -> written.requireSame(writtenOneByOne(baseline), baseline.name()));
        return counted;
    }

    private CountedMix count(Maker maker, String name, Sales.Mix mix, Assortment assortment) {
        Shop shop = Shop.open(server.database(), clock, ids, assortment);
        Sales sales = new Sales(mix, assortment.listings(), seed++);
        long sent = 0;
        try (Contender contender = maker.make(shop)) {
            for (int i = 0; i < 20 || sent < 2L * assortment.units(); i++) {
                sent += Loop.closed(
                                contender,
                                sales,
                                FEW_IN_FLIGHT,
                                options.warmUp().dividedBy(20))
                        .taken();
            }
        }
        long distinct = sales.distinct(sent).count();
        Truth truth = Truth.of(server.database(), shop.sellerId());
        truth.requireDistinct(distinct);
        truth.requireSound(assortment.units());
        truth.requireSoldOut();
        CountedMix counted = new CountedMix(maker.name(), name, sent, distinct, truth.reserved(), truth.shortUnits());
        progress.tell(counted);
        return counted;
    }

    /** What the same orders leave, one after the other, until things are scarce. */
    private WrittenRows writtenOneByOne(Maker maker) {
        Shop shop = Shop.open(server.database(), clock, ids, SCARCE_WITH_KITS);
        Sales sales = new Sales(EVERYTHING, SCARCE_WITH_KITS.listings(), 1);
        try (Contender contender = maker.make(shop)) {
            for (int i = 0; i < COMPARED; i++) {
                contender.take(sales.next()).join();
            }
        }
        return WrittenRows.of(server.database(), shop);
    }
}
