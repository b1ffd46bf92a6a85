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
            "Exit codes: 0 done, 2 wrong words, 3 the database cannot be used, or a gateway works for the seller."
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

    /** How far a seller's projection has come. */
    private record Line(long sellerId, Reached reached, boolean rebuilt) {}

    @Override
    public Integer call() {
        Clock clock = Clock.systemUTC();
        try (OpenedDatabase opened = OpenedDatabase.of(home)) {
            Database database = opened.database();
            Projections projections = new Projections(database, clock);
            List<Line> lines = new ArrayList<>();
            for (long one : sellers(database, clock)) {
                Projection wanted = projection;
                if (wanted != null && !dryRun) {
                    projections.rebuild(one, wanted);
                }
                projections.list(one).stream()
                        .filter(reached -> wanted == null || reached.projection() == wanted)
                        .forEach(reached -> lines.add(new Line(one, reached, wanted != null && !dryRun)));
            }
            PrintWriter out = spec.commandLine().getOut();
            out.println(json ? json(lines) : text(lines));
            out.flush();
            return Main.OK;
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
                        line.rebuilt() ? "  built anew" : "")));
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
                .put("rebuilt", line.rebuilt()));
        return JsonMapper.shared().writeValueAsString(all);
    }
}
