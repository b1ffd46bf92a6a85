package penstock.routes.command;

import java.io.PrintWriter;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import penstock.core.book.Cause;
import penstock.core.catalogue.Locations;
import penstock.core.catalogue.Skus;
import penstock.core.history.Movement;
import penstock.core.history.SkuHistory;
import penstock.core.history.SkuHistory.Filter;
import penstock.core.history.SkuHistory.Page;
import penstock.core.identity.Ids;
import penstock.core.store.Database;
import penstock.core.store.Leases;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells what happened to a SKU. Changes nothing. */
@Command(
        name = "history",
        mixinStandardHelpOptions = true,
        description =
                "Tells each movement of a SKU with what it left at both its ends, its document and who had it done; the newest"
                        + " first. Changes nothing, and may run beside a working gateway.",
        footer = {
            "",
            "Exit codes: 0 told, 2 wrong words, 3 the database cannot be read, or there is no such seller or SKU."
        })
final class HistoryCommand implements Callable<Integer> {

    private static final int PAGE = 500;

    @Spec
    private CommandSpec spec;

    @Mixin
    private HomeOption home;

    @Mixin
    private SellerOption seller;

    @Parameters(paramLabel = "SKU", description = "The seller's key.")
    private String sku = "";

    @Option(names = "--location", paramLabel = "CODE", description = "Only what came to or went from there.")
    private @Nullable String location;

    @Option(names = "--cause", paramLabel = "WORD", description = "Only because of ${COMPLETION-CANDIDATES}.")
    private Cause.@Nullable Kind cause;

    @Option(
            names = "--since",
            paramLabel = "MOMENT",
            converter = MomentWords.class,
            description = "From then on, such as 2026-03-01T08:00:00Z.")
    private @Nullable Instant since;

    @Option(names = "--until", paramLabel = "MOMENT", converter = MomentWords.class, description = "Before then.")
    private @Nullable Instant until;

    @Option(names = "--oldest-first", description = "From the beginning.")
    private boolean oldestFirst;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "100",
            description = "At most so many; 0 for all (default: ${DEFAULT-VALUE}).")
    private int limit;

    @Option(names = "--json", description = "Prints one JSON object.")
    private boolean json;

    @Override
    public Integer call() {
        if (limit < 0) {
            throw new ParameterException(spec.commandLine(), "--limit " + limit + " is not a number from 0");
        }
        Clock clock = Clock.systemUTC();
        try (OpenedDatabase opened = OpenedDatabase.of(home)) {
            long sellerId = seller.one(opened.database(), clock);
            requireKnown(opened.database(), clock, sellerId);
            PrintWriter out = spec.commandLine().getOut();
            MovementText told = json ? MovementText.json(out, sku) : MovementText.table(out);
            told.begin();
            each(new SkuHistory(opened.database()), sellerId, told::tell);
            told.end();
            out.flush();
            return Main.OK;
        }
    }

    private void requireKnown(Database database, Clock clock, long sellerId) {
        Ids ids = new Ids(clock, Leases.nodeNumber(database));
        if (new Skus(database, clock, ids).find(sellerId, sku).isEmpty()) {
            throw new IllegalArgumentException("there is no SKU " + sku);
        }
        if (location != null
                && new Locations(database, clock, ids).find(sellerId, location).isEmpty()) {
            throw new IllegalArgumentException("there is no location " + location);
        }
    }

    /** A page at a time; a page may be empty of what is asked for, and yet have a next one. */
    private void each(SkuHistory history, long sellerId, Consumer<Movement> told) {
        Filter filter = new Filter(
                Optional.ofNullable(location),
                Optional.ofNullable(cause).map(Enum::name),
                Optional.ofNullable(since),
                Optional.ofNullable(until));
        int left = limit == 0 ? Integer.MAX_VALUE : limit;
        Optional<Long> next = Optional.of(oldestFirst ? 0L : Long.MAX_VALUE);
        while (next.isPresent() && left > 0) {
            int most = Math.min(left, PAGE);
            Page page = oldestFirst
                    ? history.after(sellerId, sku, filter, next.get(), most)
                    : history.before(sellerId, sku, filter, next.get(), most);
            page.movements().forEach(told);
            left -= page.movements().size();
            next = page.next();
        }
    }
}
