package penstock.bench.history;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Clock;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.LongConsumer;
import penstock.bench.harness.BenchServer;
import penstock.bench.harness.Telling;
import penstock.bench.harness.WrongCounts;
import penstock.core.check.Check;
import penstock.core.check.CheckReport;
import penstock.core.check.Findings;
import penstock.core.check.Scope;
import penstock.core.history.LedgerPoint;
import penstock.core.history.SkuHistory;
import penstock.core.history.SkuHistory.Filter;
import penstock.core.history.Snapshots;
import penstock.core.history.StockAsOf;
import penstock.core.identity.Ids;
import penstock.core.store.Database;

/** Measures what the past costs: a SKU at any moment, with snapshots and without, a page of its history, and a whole check. */
public final class HistoryBench {

    /** A SKU with a million postings is to be told within this. */
    static final double GOAL_MS = 50;

    private static final int QUESTIONS = 300;

    private final BenchServer server;
    private final Telling progress;
    private final Clock clock = Clock.systemUTC();

    public HistoryBench(BenchServer server, Telling progress) {
        this.server = server;
        this.progress = progress;
    }

    /**
     * What was found.
     *
     * @param figures by name, in the order in which they were measured
     * @param met whether 99 of 100 questions were answered within the goal
     */
    public record Result(Map<String, Object> figures, boolean met) {}

    /** Writes so many postings on so many SKUs and asks. */
    public Result run(Ids ids, int skus, long postings) {
        Database database = server.database();
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("postings", postings);
        figures.put("skus", skus);
        progress.tell("writing " + postings + " postings on " + skus + " SKUs");
        LongLedger ledger = LongLedger.write(database, clock, ids, skus, postings);
        server.analyze("posting", "balance", "stock_move", "sales_order", "order_line", "reservation");
        StockAsOf stock = new StockAsOf(database);
        Snapshots snapshots = new Snapshots(database);
        progress.tell("following the ledger with snapshots");
        long begun = System.nanoTime();
        snapshots.followToHead(ledger.sellerId());
        figures.put("snapshotsMs", (System.nanoTime() - begun) / 1_000_000);
        server.analyze("stock_snapshot");
        double[] asOf = time(ledger, position -> {
            LedgerPoint found = stock.at(ledger.sellerId(), ledger.postedAt(position));
            WrongCounts.unless(found.position() == position, "the moment to be that of position " + position, found);
            boolean there = stock.find(ledger.sellerId(), position, "SKU-0").isPresent();
            WrongCounts.unless(there, "the SKU to have had a balance then", found);
        });
        put(figures, "asOf", asOf);
        SkuHistory history = new SkuHistory(database);
        put(
                figures,
                "historyPage",
                time(ledger, position -> history.before(ledger.sellerId(), "SKU-0", Filter.ALL, position, 100)));
        check(ledger, figures);
        return new Result(figures, percentile(asOf, 0.99) < GOAL_MS);
    }

    private double[] time(LongLedger ledger, LongConsumer question) {
        SplittableRandom random = new SplittableRandom(1);
        double[] took = new double[QUESTIONS];
        for (int i = -QUESTIONS / 10; i < QUESTIONS; i++) { // the first ones warm up
            long position = random.nextLong(1, ledger.postings() + 1);
            long begun = System.nanoTime();
            question.accept(position);
            if (i >= 0) {
                took[i] = (System.nanoTime() - begun) / 1e6;
            }
        }
        Arrays.sort(took);
        return took;
    }

    private static void put(Map<String, Object> figures, String name, double[] sorted) {
        for (double share : List.of(0.5, 0.99)) {
            figures.put(name + "P" + Math.round(share * 100) + "Ms", Math.round(percentile(sorted, share) * 10) / 10.0);
        }
    }

    private static double percentile(double[] sorted, double share) {
        return sorted[Math.min(sorted.length - 1, (int) Math.floor(sorted.length * share))];
    }

    private void check(LongLedger ledger, Map<String, Object> figures) {
        progress.tell("checking");
        long before = server.temporaryBytes();
        long begun = System.nanoTime();
        Findings findings;
        try (HikariDataSource patient = server.patientPool()) {
            findings = Check.asApp(patient, clock).run(Scope.everything().of(ledger.sellerId()));
        }
        figures.put("checkMs", (System.nanoTime() - begun) / 1_000_000);
        figures.put("checkTemporaryMiB", (server.temporaryBytes() - before) >> 20);
        findings.all()
                .forEach(finding -> figures.put(
                        "check%02dMs".formatted(finding.number()),
                        finding.took().toMillis()));
        WrongCounts.unless(findings.hold(), "every invariant to hold, not\n" + CheckReport.text(findings), findings);
    }
}
