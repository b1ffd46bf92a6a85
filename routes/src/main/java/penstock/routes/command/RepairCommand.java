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
import penstock.core.engine.Engine;
import penstock.core.engine.EngineLimits;
import penstock.core.identity.Ids;
import penstock.core.repair.Fault;
import penstock.core.repair.Projections;
import penstock.core.repair.Repairs;
import penstock.core.repair.Repairs.Outcome;
import penstock.core.store.Database;
import penstock.core.store.Leases;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes up for what a check finds, or says who must. */
@Command(
        name = "repair",
        mixinStandardHelpOptions = true,
        description = {
            "Lists and explains what is broken, and with --apply makes up for it: projections are built anew, and where documents"
                    + " and stock differ new postings say so. History is never changed.",
            "Balances are built anew only while no gateway works for the seller; everything else may be done beside one."
        },
        footer = {
            "",
            "Exit codes: 0 nothing is broken (any more), 1 something is, 2 wrong words, 3 the database cannot be used."
        })
final class RepairCommand implements Callable<Integer> {

    private static final EngineLimits LIMITS = new EngineLimits(1, 50, 1_000, 10);

    @Spec
    private CommandSpec spec;

    @Mixin
    private HomeOption home;

    @Option(names = "--seller", paramLabel = "ID", description = "Repairs this seller only.")
    private @Nullable Long seller;

    @Option(names = "--apply", description = "Does it; without this, it is only said what would be done.")
    private boolean apply;

    @Option(names = "--json", description = "Prints one JSON object.")
    private boolean json;

    @Override
    public Integer call() {
        Clock clock = Clock.systemUTC();
        try (OpenedDatabase opened = OpenedDatabase.of(home)) {
            Database database = opened.database();
            Ids ids = new Ids(clock, Leases.nodeNumber(database));
            try (Engine engine = new Engine(database, clock, ids, LIMITS, moved -> {})) {
                Repairs repairs =
                        new Repairs(database, opened.check(), new Projections(database, clock), engine, ids::next);
                return tell(repairs, sellers(database, clock, ids));
            }
        }
    }

    private List<Long> sellers(Database database, Clock clock, Ids ids) {
        List<Long> all = new Sellers(database, clock, ids)
                .list().stream().map(Seller::sellerId).toList();
        if (seller == null) {
            return all;
        }
        if (!all.contains(seller)) {
            throw new CheckNotPossible("there is no seller " + seller);
        }
        return List.of(seller);
    }

    private int tell(Repairs repairs, List<Long> sellers) {
        List<Fault> faults = new ArrayList<>();
        List<Outcome> outcomes = new ArrayList<>();
        List<Fault> left = new ArrayList<>();
        for (long one : sellers) {
            List<Fault> found = repairs.list(one);
            faults.addAll(found);
            if (apply && !found.isEmpty()) {
                outcomes.addAll(repairs.carryOut(found));
                left.addAll(repairs.list(one));
            } else {
                left.addAll(found);
            }
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println(
                json
                        ? RepairReport.json(faults, outcomes, left)
                        : RepairReport.text(faults, outcomes, left, apply).stripTrailing());
        out.flush();
        return left.isEmpty() ? Main.OK : Main.FAILED;
    }
}
