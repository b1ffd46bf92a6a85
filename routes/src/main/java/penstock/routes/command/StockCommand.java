package penstock.routes.command;

import java.io.PrintWriter;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import penstock.core.history.LedgerPoint;
import penstock.core.history.StockAsOf;
import penstock.core.history.StockAsOf.SkuStock;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** Tells what there is, or was at any past moment. Changes nothing. */
@Command(
        name = "stock",
        mixinStandardHelpOptions = true,
        description =
                "Tells what there is of SKUs by location and condition, now or at a past moment or position of the ledger."
                        + " Changes nothing, and may run beside a working gateway.",
        footer = {
            "",
            "Exit codes: 0 told, 2 wrong words, 3 the database cannot be read, or there is no such seller or SKU."
        })
final class StockCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private HomeOption home;

    @Mixin
    private SellerOption seller;

    @Option(
            names = "--as-of",
            paramLabel = "MOMENT",
            converter = MomentWords.class,
            description = "As it was then, such as 2026-03-01T08:00:00Z; what happened in that moment is included.")
    private @Nullable Instant moment;

    @Option(
            names = "--position",
            paramLabel = "N",
            description = "As it was after that posting; 0 is before the first.")
    private @Nullable Long position;

    @Option(names = "--json", description = "Prints one JSON object.")
    private boolean json;

    @Parameters(
            arity = "0..1",
            paramLabel = "SKU",
            description = "This one; all that there is something of, unless it is named.")
    private @Nullable String sku;

    @Override
    public Integer call() {
        Clock clock = Clock.systemUTC();
        if (moment != null && position != null) {
            throw wrong("--as-of and --position are two ways to say when: give one of them");
        } else if (moment != null && moment.isAfter(clock.instant())) {
            throw wrong("--as-of lies in the future");
        }
        try (OpenedDatabase opened = OpenedDatabase.of(home)) {
            long sellerId = seller.one(opened.database(), clock);
            StockAsOf stock = new StockAsOf(opened.database());
            LedgerPoint point = point(stock, sellerId, clock);
            PrintWriter out = spec.commandLine().getOut();
            if (json) {
                tellJson(stock, sellerId, point, out);
            } else {
                out.println("Position %d of %d%s".formatted(point.position(), point.head(), posted(point)));
                each(stock, sellerId, point.position(), one -> out.print(lines(one)));
            }
            out.flush();
            return Main.OK;
        }
    }

    private LedgerPoint point(StockAsOf stock, long sellerId, Clock clock) {
        if (position == null) {
            return stock.at(sellerId, moment != null ? moment : clock.instant());
        }
        LedgerPoint point = stock.at(sellerId, position);
        if (position < 0 || !point.hasHappened()) {
            throw wrong("--position is " + position + "; the ledger has positions up to " + point.head() + " so far");
        }
        return point;
    }

    /** A page at a time, however many there are. */
    private void each(StockAsOf stock, long sellerId, long at, Consumer<SkuStock> told) {
        if (sku != null) {
            told.accept(stock.find(sellerId, at, sku)
                    .orElseThrow(() -> new IllegalArgumentException("there is no SKU " + sku)));
            return;
        }
        List<SkuStock> page;
        String after = "";
        do {
            page = stock.list(sellerId, at, after, StockAsOf.MAX_SKUS);
            for (SkuStock one : page) {
                after = one.skuCode();
                if (!one.places().isEmpty()) {
                    told.accept(one);
                }
            }
        } while (page.size() == StockAsOf.MAX_SKUS);
    }

    private static String posted(LedgerPoint point) {
        return point.postedAt().map(time -> ", posted " + time).orElse("");
    }

    private static String lines(SkuStock stock) {
        StringBuilder text = new StringBuilder();
        stock.places()
                .forEach(units -> text.append("%-24s %-12s %-16s %10d%n"
                        .formatted(stock.skuCode(), units.locationCode(), units.condition(), units.units())));
        return stock.places().isEmpty() ? "%-24s none%n".formatted(stock.skuCode()) : text.toString();
    }

    /** Written as it is read, for there may be a million SKUs. */
    private void tellJson(StockAsOf stock, long sellerId, LedgerPoint point, PrintWriter out) {
        JsonGenerator generator = JsonMapper.shared().createGenerator(out);
        generator.writeStartObject();
        generator.writeNumberProperty("position", point.position());
        Optional<Instant> posted = point.postedAt();
        if (posted.isPresent()) {
            generator.writeStringProperty("postedAt", posted.get().toString());
        }
        generator.writeNumberProperty("head", point.head());
        generator.writeArrayPropertyStart("skus");
        each(stock, sellerId, point.position(), one -> tellJson(one, generator));
        generator.writeEndArray();
        generator.writeEndObject();
        generator.flush();
        out.println();
    }

    private static void tellJson(SkuStock stock, JsonGenerator generator) {
        generator.writeStartObject();
        generator.writeStringProperty("sku", stock.skuCode());
        generator.writeArrayPropertyStart("places");
        stock.places().forEach(units -> {
            generator.writeStartObject();
            generator.writeStringProperty("location", units.locationCode());
            generator.writeStringProperty("condition", units.condition());
            generator.writeNumberProperty("units", units.units());
            generator.writeEndObject();
        });
        generator.writeEndArray();
        generator.writeEndObject();
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
