package penstock.routes.command.demo;

import com.zaxxer.hikari.HikariDataSource;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BiFunction;
import penstock.core.check.Check;
import penstock.core.check.Findings;
import penstock.core.check.Scope;
import penstock.routes.app.Gateway;
import penstock.routes.app.GatewayOptions;
import penstock.routes.command.demo.ConnectSeller.Connected;
import penstock.routes.postgres.Progress;

/** The demo from its start to its judgement. */
public final class Demo {

    /** How long it may take after the last buyer until everything is at rest. */
    static final Duration SETTLING_LIMIT = Duration.ofMinutes(4);

    /** How long the first numbers may take to reach the channels. */
    private static final Duration FIRST_NUMBERS_LIMIT = Duration.ofSeconds(60);

    private static final Duration LOOKING = Duration.ofMillis(300);
    private static final long REDRAW_MS = 250;
    private static final long LINE_MS = 1_000;

    private final DemoOptions options;
    private final Map<String, String> environment;
    private final PrintWriter out;
    private final PrintWriter err;
    private final BiFunction<Progress.Step, String, String> words;
    private final Terminal terminal;
    private final Clock clock = Clock.systemUTC();
    private final Random random;

    /**
     * A demo to be run once.
     *
     * @param words says for a person what the database is about to do
     */
    public Demo(
            DemoOptions options,
            Map<String, String> environment,
            PrintWriter out,
            PrintWriter err,
            BiFunction<Progress.Step, String, String> words) {
        this.options = options;
        this.environment = environment;
        this.out = out;
        this.err = err;
        this.words = words;
        this.terminal = options.json() ? new Terminal(err, false, false) : Terminal.of(out, environment);
        this.random = new Random(options.seed());
    }

    /** Runs it; says whether all was as it has to be. */
    public boolean run() throws InterruptedException {
        try (TemporaryHome home = TemporaryHome.of(options.home())) {
            Runnable leaving = () -> {
                terminal.restore();
                home.abandon();
            };
            // asked to end by another signal than Ctrl-C, it leaves nothing behind either
            Runtime.getRuntime().addShutdownHook(new Thread(leaving, "leaving"));
            Interrupts interrupts = new Interrupts(leaving);
            say("starting the sandbox");
            boolean fine;
            try (SandboxProcess sandbox = SandboxProcess.start(options.timeFactor(), options.seed());
                    Gateway gateway = startGateway(home)) {
                fine = run(gateway, new SandboxControl(sandbox.address()), interrupts);
            }
            if (!fine) {
                home.keep();
                err.println("The log and the database are kept in " + home.directory());
            }
            return fine;
        }
    }

    private Gateway startGateway(TemporaryHome home) {
        say("starting the gateway and its database");
        GatewayOptions gateway = GatewayOptions.in(home.directory())
                .listeningOn("127.0.0.1", 0)
                .simulating(options.timeFactor(), "127.0.0.1,localhost")
                .reachableAt("http://127.0.0.1:" + GatewayOptions.OWN_PORT)
                .quiet();
        return Gateway.start(gateway, environment, (step, detail) -> say(words.apply(step, detail)));
    }

    private boolean run(Gateway gateway, SandboxControl sandbox, Interrupts interrupts) throws InterruptedException {
        Assortment assortment = new Assortment(options.shared());
        URI address = URI.create("http://127.0.0.1:" + gateway.port());
        try (OwnSite site = OwnSite.open(random, clock);
                Errands errands = new Errands();
                terminal) {
            Connected connected =
                    ConnectSeller.connect(address, gateway.operatorKey(), sandbox, assortment, site, this::say);
            DemoSeller seller = connected.seller();
            GatewayApi shop = new GatewayApi(address, seller.sellerId(), seller.storefrontKey());
            Customers customers = new Customers(shop, seller.ownSite(), new Random(random.nextLong()), clock);
            Deliveries deliveries = new Deliveries(
                    connected.api(), sandbox, address, seller, assortment, new Random(random.nextLong()));
            deliveries.sendFullFeed();
            Watch watch = new Watch(connected.api(), sandbox, site, customers, seller.fronts(), clock);
            awaitFirstNumbers(watch, seller, interrupts);
            Stage stage = new Stage(gateway, sandbox, site, customers, connected, watch, errands);
            open(stage, assortment, deliveries);
            Instant begun = play(stage, interrupts);
            close(stage, assortment);
            return settleAndJudge(stage, begun);
        }
    }

    /** All that has a part in it. */
    private record Stage(
            Gateway gateway,
            SandboxControl sandbox,
            OwnSite site,
            Customers customers,
            Connected connected,
            Watch watch,
            Errands errands) {
        DemoSeller seller() {
            return connected.seller();
        }
    }

    private void awaitFirstNumbers(Watch watch, DemoSeller seller, Interrupts interrupts) throws InterruptedException {
        say("the first numbers are on their way to the channels");
        Instant limit = clock.instant().plus(FIRST_NUMBERS_LIMIT);
        List<String> waits;
        do {
            waits = Quiet.waitsFor(watch.look(), List.of(), seller.fronts());
        } while (!waits.isEmpty() && clock.instant().isBefore(limit) && !interrupts.await(REDRAW_MS));
        if (!waits.isEmpty() && !interrupts.isAsked()) {
            say("going on though there are " + String.join(", ", waits));
        }
    }

    private void open(Stage stage, Assortment assortment, Deliveries deliveries) {
        Errands errands = stage.errands();
        WarehouseHands hands = new WarehouseHands(stage.connected().api(), stage.sandbox());
        errands.every(LOOKING, "look", stage.watch()::look);
        errands.every(Duration.ofMillis(700), "warehouse", hands::work);
        errands.every(Duration.ofMillis(1_000), "regret", stage.customers()::regret);
        errands.every(Duration.ofMillis(600), "customers", stage.customers()::serveOne);
        errands.every(Duration.ofMillis(4_000), "supplier", deliveries::sendDelta);
        errands.every(Duration.ofMillis(options.shared() ? 6_000 : 3_000), "deliveries", deliveries::receiveSome);
        new Weather(stage.sandbox()).turnBad();
        new Crowd(stage.sandbox(), assortment).come();
    }

    /** Shows it until the time is over or Ctrl-C comes; answers when it began. */
    private Instant play(Stage stage, Interrupts interrupts) throws InterruptedException {
        Instant begun = clock.instant();
        Instant end = begun.plus(options.length());
        boolean asked = false;
        while (!asked && clock.instant().isBefore(end)) {
            show(stage, begun, "buyers come, and things fail");
            long left = Duration.between(clock.instant(), end).toMillis();
            asked = interrupts.await(Math.max(1, Math.min(left, terminal.redraws() ? REDRAW_MS : LINE_MS)));
        }
        return begun;
    }

    private void show(Stage stage, Instant begun, String doing) {
        Duration passed = Duration.between(begun, clock.instant());
        Screen.Moment moment = new Screen.Moment(options, passed, doing);
        stage.watch().latest().ifPresent(snapshot -> {
            if (terminal.redraws()) {
                Terminal.Size size = Terminal.size();
                terminal.draw(new Screen(size.columns(), size.rows()).of(moment, snapshot));
            } else {
                terminal.print(Screen.summary(moment, snapshot));
            }
        });
    }

    private static void close(Stage stage, Assortment assortment) {
        new Crowd(stage.sandbox(), assortment).leave();
        new Weather(stage.sandbox()).clearUp();
        stage.errands().stop("customers");
        stage.errands().stop("supplier");
        stage.errands().stop("deliveries");
        stage.errands().stop("look");
    }

    private boolean settleAndJudge(Stage stage, Instant begun) throws InterruptedException {
        Instant closed = clock.instant();
        Settling settling = new Settling(stage.watch(), stage.sandbox(), stage.customers(), stage.seller());
        List<String> waits = settling.waitsFor();
        while (!waits.isEmpty() && clock.instant().isBefore(closed.plus(SETTLING_LIMIT))) {
            show(stage, begun, "settling: waits for " + String.join(", ", waits));
            Thread.sleep(terminal.redraws() ? REDRAW_MS : LINE_MS);
            waits = settling.waitsFor();
        }
        Duration took = Duration.between(closed, clock.instant());
        Evidence evidence = new Gathering(
                        stage.connected().api(),
                        stage.sandbox(),
                        stage.watch(),
                        settling.sold(),
                        stage.seller(),
                        ConnectSeller.mcfTakes(options.timeFactor()))
                .gather(!options.shared(), waits, check(stage), stage.site().forged());
        return tell(stage, begun, evidence, took);
    }

    private static Findings check(Stage stage) {
        HikariDataSource database = stage.gateway().service(HikariDataSource.class);
        return Check.asApp(database, Clock.systemUTC())
                .run(Scope.everything()
                        .of(Long.parseLong(stage.seller().sellerId()))
                        .whenQuiet());
    }

    private boolean tell(Stage stage, Instant begun, Evidence evidence, Duration settling) {
        Verdict verdict = Judging.judge(evidence);
        Snapshot snapshot = stage.watch().latest().orElseThrow();
        Ending ending = new Ending(
                options,
                verdict,
                evidence,
                snapshot,
                new Ending.Bound(
                        evidence.window(),
                        Window.units(
                                evidence.sighting(),
                                evidence.skuOfChannelSku(),
                                DemoSeller.comparing(),
                                evidence.window())),
                settling,
                stage.errands().troubles());
        terminal.restore();
        if (options.json()) {
            out.println(JsonCalls.JSON.writeValueAsString(ending.json()));
        } else {
            Screen.Moment moment = new Screen.Moment(options, Duration.between(begun, clock.instant()), "as it ended");
            new Screen(terminal.redraws() ? Terminal.size().columns() : Screen.WIDEST, Integer.MAX_VALUE)
                    .of(moment, snapshot)
                    .forEach(line -> out.println(line.text()));
            ending.lines().forEach(out::println);
        }
        out.flush();
        return verdict.isFine();
    }

    private void say(String progress) {
        terminal.print("penstock demo: " + progress);
    }
}
