package penstock.routes.command;

import java.io.PrintWriter;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import penstock.core.offer.RuleSet;
import penstock.core.publication.PublicationRules;
import penstock.core.trial.DryRun;
import penstock.core.trial.DryRun.Compared;
import penstock.core.trial.DryRun.Report;
import penstock.core.trial.DryRun.Side;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Plays the last days again under a version of the rules. Changes nothing. */
@Command(
        name = "rules",
        mixinStandardHelpOptions = true,
        description =
                "Plays a seller's last days again under a version of its rules and under the one in force: what would have been sold,"
                        + " sold twice, lost and listed, by account and SKU. Changes nothing, and may run beside a working gateway.",
        footer = {
            "",
            "over: units sold and not there. lost: units wanted while there were so many, and not shown. listed: units shown, on average.",
            "Kits and partitioned SKUs are not played. Whoever was not shown anything then did not order.",
            "Exit codes: 0 played, 2 wrong words, 3 the database cannot be read, or there is no such seller or version."
        })
final class SimulateRulesCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private HomeOption home;

    @Mixin
    private SellerOption seller;

    @Parameters(paramLabel = "VERSION", description = "Of the rules; a draft, or any other.")
    private int version;

    @Option(
            names = "--days",
            paramLabel = "N",
            defaultValue = "14",
            description = "So many up to now (default: ${DEFAULT-VALUE}).")
    private int days;

    @Option(names = "--json", description = "Prints one JSON object.")
    private boolean json;

    @Override
    public Integer call() {
        if (days < 1 || days > DryRun.MAX_DAYS) {
            throw new ParameterException(
                    spec.commandLine(), "--days " + days + " is not a number from 1 to " + DryRun.MAX_DAYS);
        }
        Clock clock = Clock.systemUTC();
        try (OpenedDatabase opened = OpenedDatabase.of(home)) {
            long sellerId = seller.one(opened.database(), clock);
            PublicationRules rules = new PublicationRules(opened.database(), clock);
            RuleSet tried = rules.read(sellerId, version)
                    .orElseThrow(
                            () -> new IllegalArgumentException("there is no version " + version + " of the rules"));
            RuleSet inForce = rules.inForce(sellerId);
            Report report = new DryRun(opened.database(), clock).play(sellerId, inForce, tried, days);
            PrintWriter out = spec.commandLine().getOut();
            out.println(json ? json(inForce, report) : text(inForce, report));
            out.flush();
            return Main.OK;
        }
    }

    private String text(RuleSet inForce, Report report) {
        String against = inForce.version() == 0 ? "no rules" : "version " + inForce.version();
        StringBuilder text = new StringBuilder("From %s to %s, version %d against %s; %d SKUs are not played%n%n"
                .formatted(report.from(), report.until(), version, against, report.leftOut()));
        text.append("%-32s %8s %28s    %28s%n".formatted("", "", against, "version " + version));
        text.append("%-32s %8s %s    %s%n".formatted("", "wanted", HEADS, HEADS));
        text.append(line("all", report.all()));
        report.accounts().forEach(account -> text.append(line("  " + account.name(), account)));
        report.skus().forEach(sku -> text.append(line(sku.name(), sku)));
        return text.toString().stripTrailing();
    }

    private static final String HEADS = "%8s %5s %5s %7s".formatted("sold", "over", "lost", "listed");

    private static String line(String name, Compared compared) {
        return "%-32s %8d %s    %s%n"
                .formatted(name, compared.wanted(), figures(compared.before()), figures(compared.after()));
    }

    private static String figures(Side side) {
        return "%8d %5d %5d %7s".formatted(side.sold(), side.oversold(), side.lost(), listed(side));
    }

    private static String listed(Side side) {
        return String.format(Locale.ROOT, "%.1f", side.listed());
    }

    private String json(RuleSet inForce, Report report) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("version", version)
                .put("against", inForce.version())
                .put("from", report.from().toString())
                .put("until", report.until().toString())
                .put("leftOut", report.leftOut());
        put(json.putObject("all"), report.all());
        put(json.putArray("accounts"), report.accounts());
        put(json.putArray("skus"), report.skus());
        return JsonMapper.shared().writeValueAsString(json);
    }

    private static void put(ArrayNode array, List<Compared> all) {
        all.forEach(compared -> put(array.addObject(), compared));
    }

    private static void put(ObjectNode node, Compared compared) {
        node.put("name", compared.name()).put("wanted", compared.wanted());
        put(node.putObject("before"), compared.before());
        put(node.putObject("after"), compared.after());
    }

    private static void put(ObjectNode node, Side side) {
        node.put("sold", side.sold())
                .put("oversold", side.oversold())
                .put("lost", side.lost())
                .put("listed", new BigDecimal(listed(side)));
    }
}
