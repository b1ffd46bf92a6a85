package penstock.routes.command;

import java.io.PrintWriter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import penstock.core.trial.BufferComparison;
import penstock.core.trial.BufferComparison.Row;
import penstock.core.trial.BufferMix;
import penstock.core.trial.BufferRule;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Tries the kinds of safety stock on the same buyers. */
@Command(
        name = "buffers",
        mixinStandardHelpOptions = true,
        description = {
            "Tries fixed, percentage, days-of-cover and risk-sized safety stock on the same buyers of several seeded sellers, each with"
                    + " so much kept back that as many units are listed as with the risk-sized one, or as nearly as it goes.",
            "Velocities and lags are measured in the four weeks before, as a gateway does it; then four weeks count."
        },
        footer = {
            "",
            "oversold: units sold on two channels, and there once. lost: units not sold that a shop that knows everything at once would",
            "have sold. listed: units shown of all SKUs, on average over time and channels.",
            "Exit codes: 0 played, 1 a rule oversold less than the risk-sized one and lost fewer sales too, 2 wrong words."
        })
final class SimulateBuffersCommand implements Callable<Integer> {

    /** Times that each mix can be played: some minutes. */
    static final int MAX_TIMES = 100;

    @Spec
    private CommandSpec spec;

    @Option(names = "--mix", paramLabel = "NAME", description = "Only this seller: ${COMPLETION-CANDIDATES}.")
    private @Nullable BufferMix only;

    @Option(
            names = "--risk",
            paramLabel = "PERCENT",
            defaultValue = "1",
            description = "The probability that others sell more than is kept back (default: ${DEFAULT-VALUE}).")
    private double risk;

    @Option(
            names = "--times",
            paramLabel = "N",
            defaultValue = "5",
            description = "Plays each so often, with seeds that follow each other (default: ${DEFAULT-VALUE}).")
    private int times;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "The first (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--json", description = "Prints one JSON object.")
    private boolean json;

    @Override
    public Integer call() {
        if (!(risk >= 0.001 && risk <= 100)) {
            throw new ParameterException(
                    spec.commandLine(), "--risk " + risk + " is not a percentage from 0.001 to 100");
        } else if (times < 1 || times > MAX_TIMES) {
            throw new ParameterException(
                    spec.commandLine(), "--times " + times + " is not a number from 1 to " + MAX_TIMES);
        }
        PrintWriter out = spec.commandLine().getOut();
        Map<BufferMix, List<Row>> all = new EnumMap<>(BufferMix.class);
        for (BufferMix mix : only == null ? List.of(BufferMix.values()) : List.of(only)) {
            List<Row> rows = BufferComparison.compare(mix, risk, seed, times);
            all.put(mix, rows);
            if (!json) {
                out.print(text(mix, rows));
                out.flush();
            }
        }
        if (json) {
            out.println(json(all));
            out.flush();
        }
        return all.values().stream().noneMatch(SimulateBuffersCommand::beaten) ? Main.OK : Main.FAILED;
    }

    private static Row sized(List<Row> rows) {
        return rows.get(rows.size() - 1);
    }

    /** What the risk-sized one is compared with: not with no safety stock at all, which is there to show what the others save. */
    private static List<Row> others(List<Row> rows) {
        return rows.stream()
                .filter(row -> row.rule() != BufferRule.RISK && row.rule() != BufferRule.NONE)
                .toList();
    }

    private static boolean beaten(List<Row> rows) {
        Row risk = sized(rows);
        return others(rows).stream().anyMatch(row -> row.oversold() < risk.oversold() && row.lost() < risk.lost());
    }

    /** Where another did better on a count, and what it paid. */
    private static List<String> losses(List<Row> rows) {
        Row risk = sized(rows);
        List<String> told = new ArrayList<>();
        for (Row row : others(rows)) {
            long fewerLost = risk.lost() - row.lost();
            long fewerOversold = risk.oversold() - row.oversold();
            if (fewerLost > 0) {
                told.add(name(row.rule()) + " lost " + fewerLost + " fewer and oversold " + -fewerOversold
                        + " more: it keeps back least when little is left, however fast that sells");
            } else if (fewerOversold > 0) {
                told.add(name(row.rule()) + " oversold " + fewerOversold + " fewer and lost " + -fewerLost
                        + " more: it keeps units of slow sellers back, too, where the risk was below the target");
            }
        }
        return told;
    }

    private static String name(BufferRule rule) {
        return rule.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String text(BufferMix mix, List<Row> rows) {
        StringBuilder text = new StringBuilder("%s: %s%n".formatted(mix, mix.words()));
        text.append("  %-24s %9s %9s %9s %9s %12s%n".formatted("", "wanted", "served", "oversold", "lost", "listed"));
        for (Row row : rows) {
            String value = row.rule() == BufferRule.NONE
                    ? ""
                    : " " + decimal(row.value(), 3) + " " + row.rule().unit();
            text.append("  %-24s %9d %9d %9d %9d %12s%n"
                    .formatted(
                            name(row.rule()) + value,
                            row.wanted(),
                            row.served(),
                            row.oversold(),
                            row.lost(),
                            decimal(row.listed(), 1)));
        }
        List<String> losses = losses(rows);
        losses.forEach(loss -> text.append("  ").append(loss).append(System.lineSeparator()));
        text.append(losses.isEmpty() ? "  risk lost on no count%n%n".formatted() : "%n".formatted());
        return text.toString();
    }

    private static String decimal(double value, int digits) {
        return String.format(Locale.ROOT, "%." + digits + "f", value);
    }

    private String json(Map<BufferMix, List<Row>> all) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("seed", seed)
                .put("times", times)
                .put("riskPercent", risk);
        ArrayNode mixes = json.putArray("mixes");
        all.forEach((mix, rows) -> {
            ObjectNode one = mixes.addObject().put("mix", mix.name());
            ArrayNode tried = one.putArray("rules");
            rows.forEach(row -> tried.addObject()
                    .put("rule", row.rule().name())
                    .put("value", new BigDecimal(decimal(row.value(), 6)))
                    .put("unit", row.rule().unit())
                    .put("wanted", row.wanted())
                    .put("served", row.served())
                    .put("oversold", row.oversold())
                    .put("lost", row.lost())
                    .put("listed", new BigDecimal(decimal(row.listed(), 3))));
            ArrayNode told = one.putArray("riskLostTo");
            losses(rows).forEach(told::add);
        });
        return JsonMapper.shared().writeValueAsString(json);
    }
}
