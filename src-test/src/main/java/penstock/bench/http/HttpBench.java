package penstock.bench.http;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import penstock.bench.gateway.GatewayUnderLoad;
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
import penstock.bench.http.Lane.Outcome;

/**
 * Webhooks and checkouts against the echo. A round runs the echo, the product, and the echo again, so that a slow change
 * of the machine's mood falls on both. The first repeat warms up and is discarded.
 */
public final class HttpBench {

    private static final int AMPLE = 1_000_000;
    private static final int SCARCE = 20;
    private static final int COUNTED_IN_FLIGHT = 64;
    private static final Sales.Mix RESENT = new Sales.Mix(1, 1, 10);

    private final GatewayUnderLoad gateway;
    private final Options options;
    private final Telling progress;
    private final Clock clock = Clock.systemUTC();
    private final Posts posts;
    private final Lane.Ground ground;
    private final CpuShares cpu = new CpuShares();
    private final int skus;
    private final List<Integer> levels;
    private final List<Integer> openRates;
    private long seed = 1;

    public HttpBench(GatewayUnderLoad gateway, Options options, Telling progress) {
        this.gateway = gateway;
        this.options = options;
        this.progress = progress;
        this.posts = new Posts(gateway.world().client());
        this.ground = new Lane.Ground(gateway.server().database(), gateway.cpuTimes(), clock, options);
        this.skus = options.quick() ? 10 : 50;
        this.levels = options.quick() ? List.of(8) : List.of(8, 64, 256);
        this.openRates = options.quick() ? List.of(100) : List.of(200, 500);
    }

    /** What is compared: a product, and the echo of the same bodies. */
    private record Pair(Lane product, Lane echo) {}

    /**
     * Runs everything.
     *
     * @throws penstock.bench.harness.WrongCounts if an acknowledged sale is not exactly one order with its unit reserved
     */
    public Report run() throws IOException {
        Conditions conditions = Conditions.of(gateway.server());
        List<CountedMix> correctness = List.of(resent());
        Pair webhooks = webhooks(connect("bench", skus, AMPLE));
        Pair checkouts = checkouts(connect("site", skus, AMPLE));
        List<GoalResult> goals = goals(webhooks, checkouts);
        List<Cell> openLoop = new ArrayList<>();
        for (int rate : openRates) {
            for (Lane lane : List.of(webhooks.product(), webhooks.echo(), checkouts.product(), checkouts.echo())) {
                openLoop.addAll(open(lane, rate));
            }
        }
        return Report.of(
                new Report.Findings(goals, openLoop, correctness, cpu.medians()),
                options,
                conditions,
                gateway.server());
    }

    private HttpShop connect(String shop, int skus, int unitsOfEach) {
        return HttpShop.connect(gateway.world(), shop, skus, unitsOfEach);
    }

    // who is measured ------------------------------------------------------------------------------------------------

    private Pair webhooks(HttpShop shop) {
        return new Pair(
                lane("webhook", new Webhooks(posts, shop.webhooks(), shop, clock), Optional.of(shop)),
                lane("echo", new Webhooks(posts, gateway.world().echo(), shop, clock), Optional.empty()));
    }

    private Pair checkouts(HttpShop shop) {
        URI echo = gateway.world().echo();
        URI holds = shop.site().resolve("holds");
        URI orders = shop.site().resolve("orders");
        return new Pair(
                lane("checkout", new Checkouts(posts, holds, orders, shop.siteKey()), Optional.of(shop)),
                lane("echo, two requests", new Checkouts(posts, echo, echo, shop.siteKey()), Optional.empty()));
    }

    private Lane lane(String name, Contender contender, Optional<HttpShop> shop) {
        return new Lane(name, contender, new Sales(Sales.Mix.SIMPLE, skus, seed++), shop, ground);
    }

    // speed ----------------------------------------------------------------------------------------------------------

    /** What was measured at one level, repeat by repeat. */
    private record Rounds(List<Round> stored, List<Round> committed, List<Round> checkout) {

        Rounds() {
            this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        }
    }

    private List<GoalResult> goals(Pair webhooks, Pair checkouts) {
        Map<Integer, Rounds> levelRounds = new LinkedHashMap<>();
        levels.forEach(inFlight -> levelRounds.put(inFlight, new Rounds()));
        for (int repeat = 0; repeat <= options.repeats(); repeat++) {
            String when = repeat == 0 ? "warm-up" : "repeat " + repeat;
            for (Map.Entry<Integer, Rounds> level : levelRounds.entrySet()) {
                Rounds rounds = repeat == 0 ? new Rounds() : level.getValue();
                measure(when, level.getKey(), webhooks, rounds.stored(), rounds.committed());
                measure(when, level.getKey(), checkouts, rounds.checkout(), new ArrayList<>());
            }
        }
        List<GoalResult> goals = new ArrayList<>();
        levelRounds.forEach((inFlight, rounds) -> {
            goals.add(result(HttpGoal.STORED, inFlight, "webhook to 2xx", rounds.stored()));
            goals.add(result(HttpGoal.COMMITTED, inFlight, "webhook to ledger", rounds.committed()));
            goals.add(result(HttpGoal.CHECKOUT, inFlight, "checkout", rounds.checkout()));
        });
        return goals;
    }

    private static GoalResult result(HttpGoal goal, int inFlight, String product, List<Round> rounds) {
        return GoalResult.of(goal.at(inFlight), product, inFlight + " in flight", rounds);
    }

    private void measure(String when, int inFlight, Pair pair, List<Round> answered, List<Round> committed) {
        String load = inFlight + " in flight";
        Outcome echoBefore = pair.echo().closed(inFlight);
        Outcome product = pair.product().closed(inFlight);
        Outcome echoAfter = pair.echo().closed(inFlight);
        Map<String, Measured> echo =
                Map.of(pair.echo().name(), echoBefore.answered().and(echoAfter.answered()));
        answered.add(new Round(product.answered(), echo));
        committed.add(new Round(product.committed(), echo));
        if (!when.equals("warm-up")) {
            cpu.add(pair.echo().name(), load, echoBefore.cpuMicros());
            cpu.add(pair.echo().name(), load, echoAfter.cpuMicros());
            cpu.add(pair.product().name(), load, product.cpuMicros());
        }
        echo.forEach((name, measured) -> progress.tell(when, load, name, measured));
        progress.tell(when, load, pair.product().name() + " to answer", product.answered());
        progress.tell(when, load, pair.product().name() + " to ledger", product.committed());
    }

    private List<Cell> open(Lane lane, int rate) {
        String load = rate + "/s due";
        Outcome outcome = lane.open(rate);
        progress.tell("open loop", load, lane.name(), outcome.answered());
        return List.of(Cell.medians(lane.name(), load, List.of(outcome.answered())));
    }

    // correctness ----------------------------------------------------------------------------------------------------

    /** Webhooks of which one in ten is sent again, for more units than there are. */
    private CountedMix resent() {
        HttpShop shop = connect("scarce", skus, SCARCE);
        Sales sales = new Sales(RESENT, skus, seed++);
        Webhooks webhooks = new Webhooks(posts, shop.webhooks(), shop, clock);
        long sent = 0;
        while (sent < 2 * shop.units()) {
            sent += Loop.closed(webhooks, sales, COUNTED_IN_FLIGHT, Duration.ofMillis(100))
                    .taken();
        }
        long distinct = sales.distinct(sent).count();
        Messages.awaitRead(ground.database(), shop.sellerId());
        Messages.of(ground.database(), shop.sellerId()).require(distinct);
        Truth truth = Truth.of(ground.database(), shop.sellerId());
        truth.requireDistinct(distinct);
        truth.requireSound(shop.units());
        truth.requireSoldOut();
        CountedMix counted = new CountedMix(
                "webhook", "1 line, 10 % sent again, sold out", sent, distinct, truth.reserved(), truth.shortUnits());
        progress.tell(counted);
        return counted;
    }
}
