package penstock.routes.command;

import java.io.PrintWriter;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import penstock.core.catalogue.Sellers;
import penstock.core.catalogue.Sellers.Seller;
import penstock.core.check.CheckNotPossible;
import penstock.core.identity.Ids;
import penstock.core.repair.Projection;
import penstock.core.repair.Projections;
import penstock.core.repair.Projections.Reached;
import penstock.core.repair.SellerAtWork;
import penstock.core.store.Database;
import penstock.core.store.Leases;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Lists the projections with how far each has come, and builds them anew from the facts. */
@Command(
        name = "rebuild",
        mixinStandardHelpOptions = true,
        description = {
            "Drops what is kept beside the facts and builds it anew; without --projection, lists how far each has come.",
            "BALANCE only while no gateway works for the seller. PUBLICATION and RELEASES are told to begin again; a gateway does the"
                    + " rest."
        },
        footer = {
            "",
            "Exit codes: 0 done, 2 wrong words, 3 the database cannot be used, or a gateway works for a seller;",
            "then the others' are built all the same."
        })
final class RebuildCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private HomeOption home;

    @Option(names = "--projection", paramLabel = "NAME", description = "One of ${COMPLETION-CANDIDATES}.")
    private @Nullable Projection projection;

    @Option(names = "--seller", paramLabel = "ID", description = "Of this seller only.")
    private @Nullable Long seller;

    @Option(names = "--dry-run", description = "Changes nothing, and lists.")
    private boolean dryRun;

    @Option(names = "--json", description = "Prints one JSON object.")
    private boolean json;

    /**
     * How far a seller's projection has come.
     *
     * @param refused why it was not built anew, {@code ""} if it was or was not asked to be
     */
    private record Line(long sellerId, Reached reached, boolean rebuilt, String refused) {

        String said() {
            if (!refused.isEmpty()) {
                return "  NOT built anew: " + refused;
            }
            return !rebuilt ? "" : reached.projection().beginsAgain() ? "  begins again" : "  built anew";
        }
    }

    @Override
    public Integer call() {
        Clock clock = Clock.systemUTC();
        try (OpenedDatabase opened = OpenedDatabase.of(home)) {
            Database database = opened.database();
            Projections projections = new Projections(database, clock);
            List<Line> lines = new ArrayList<>();
            for (long one : sellers(database, clock)) {
                lines.addAll(lines(projections, one));
            }
            PrintWriter out = spec.commandLine().getOut();
            out.println(json ? json(lines) : text(lines));
            out.flush();
            return lines.stream().allMatch(line -> line.refused().isEmpty()) ? Main.OK : Main.CANNOT_RUN;
        }
    }

    /** One seller at work keeps no other's from being built. */
    private List<Line> lines(Projections projections, long sellerId) {
        Projection wanted = projection;
        boolean build = wanted != null && !dryRun;
        String refused = wanted != null && build ? rebuild(projections, sellerId, wanted) : "";
        return projections.list(sellerId).stream()
                .filter(reached -> wanted == null || reached.projection() == wanted)
                .map(reached -> new Line(sellerId, reached, build && refused.isEmpty(), refused))
                .toList();
    }

    private static String rebuild(Projections projections, long sellerId, Projection projection) {
        try {
            projections.rebuild(sellerId, projection);
            return "";
        } catch (SellerAtWork refused) {
            return String.valueOf(refused.getMessage());
        }
    }

    private List<Long> sellers(Database database, Clock clock) {
        List<Long> all = new Sellers(database, clock, new Ids(clock, Leases.nodeNumber(database)))
                .list().stream().map(Seller::sellerId).toList();
        if (seller != null && !all.contains(seller)) {
            throw new CheckNotPossible("there is no seller " + seller);
        }
        return seller == null ? all : List.of(seller);
    }

    private static String text(List<Line> lines) {
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append("seller %d  %-12s position %d of %d%s%n"
                .formatted(
                        line.sellerId(),
                        line.reached().projection(),
                        line.reached().position(),
                        line.reached().head(),
                        line.said())));
        return lines.isEmpty() ? "There is no seller." : text.toString().stripTrailing();
    }

    private static String json(List<Line> lines) {
        ObjectNode all = JsonNodeFactory.instance.objectNode();
        ArrayNode array = all.putArray("projections");
        lines.forEach(line -> array.addObject()
                .put("sellerId", Long.toString(line.sellerId()))
                .put("projection", line.reached().projection().name())
                .put("position", line.reached().position())
                .put("head", line.reached().head())
                .put("rebuilt", line.rebuilt())
                .put("refused", line.refused()));
        return JsonMapper.shared().writeValueAsString(all);
    }
}
