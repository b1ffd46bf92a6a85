package penstock.bench.publish;

import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import penstock.bench.harness.BenchServer;
import penstock.bench.harness.Options;
import penstock.bench.harness.Telling;
import penstock.bench.harness.Verdict;
import penstock.bench.harness.WrongCounts;
import penstock.core.catalogue.Sellers;
import penstock.core.identity.Ids;
import penstock.core.publication.Publishing;
import penstock.core.publication.Publishing.Work;
import penstock.core.store.Database;
import penstock.core.store.Transaction;

/** How long it takes to claim what one call tells, out of very many listings of an account that all wait. */
public final class ClaimBench {

    static final double GOAL_MS = 10;

    private static final int IN_ONE_CALL = 250;
    private static final int STOCK = 7;

    private final BenchServer server;
    private final Options options;
    private final Ids ids;
    private final Telling progress;
    private final Clock clock = Clock.systemUTC();

    public ClaimBench(BenchServer server, Options options, Ids ids, Telling progress) {
        this.server = server;
        this.options = options;
        this.ids = ids;
        this.progress = progress;
    }

    /** An account and as many listings of as many SKUs. */
    private record Shelf(long sellerId, long accountId, int listings) {}

    /** Claims again and again, each time other listings. */
    public Found run() {
        int listings = options.quick() ? 5_000 : 1_000_000;
        progress.tell("%-9s writing %d listings that all wait".formatted("claim", listings));
        Shelf shelf = fill(listings);
        server.analyze("sku", "balance", "listing", "publication");
        Publishing publishing = new Publishing(server.database(), clock);
        double[] took = new double[options.quick() ? 5 : 100];
        for (int claim = -took.length / 5; claim < took.length; claim++) { // the first ones warm up
            long begun = System.nanoTime();
            Work work = publishing.claim(shelf.sellerId(), shelf.accountId(), IN_ONE_CALL, IN_ONE_CALL);
            if (claim >= 0) {
                took[claim] = (System.nanoTime() - begun) / 1e6;
            }
            record Claimed(int listings) {}
            WrongCounts.unless(
                    work.updates().size() == IN_ONE_CALL,
                    IN_ONE_CALL + " listings",
                    new Claimed(work.updates().size()));
            WrongCounts.unless(
                    work.updates().stream().allMatch(each -> each.quantity() == STOCK), "each to show " + STOCK, work);
        }
        Arrays.sort(took);
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("listings", listings);
        figures.put("p50Ms", PublishBench.rounded(PublishBench.percentile(took, 0.5)));
        figures.put("p99Ms", PublishBench.rounded(PublishBench.percentile(took, 0.99)));
        double median = PublishBench.percentile(took, 0.5);
        Found found = new Found(
                "claim",
                IN_ONE_CALL + "",
                "claimed, computed and noted within %.0f ms at the median".formatted(GOAL_MS),
                figures,
                median <= GOAL_MS ? Verdict.MET : Verdict.DEFECT);
        progress.tell("%-9s %-8s %s %s".formatted(found.cell(), found.of(), figures, found.verdict()));
        return found;
    }

    private Shelf fill(int listings) {
        Database database = server.database();
        long seller = new Sellers(database, clock, ids)
                .create("Bench", "EUR", Sellers.PartialShipping.SHIP_AVAILABLE)
                .sellerId();
        Shelf shelf = new Shelf(seller, ids.next(), listings);
        database.transact(seller, transaction -> open(transaction, shelf));
        int atOnce = 20_000;
        for (int from = 1; from <= listings; from += atOnce) {
            int first = from;
            database.transact(
                    seller, transaction -> fill(transaction, shelf, first, Math.min(listings, first + atOnce - 1)));
        }
        database.transact(
                seller,
                transaction -> transaction.update("update seller set head = ? where seller_id = ?", 1L, seller));
        return shelf;
    }

    private int open(Transaction transaction, Shelf shelf) {
        Instant now = clock.instant();
        transaction.update("""
                insert into location (seller_id, location_id, code, name, kind, ships_by, source_rank, created_at)
                values (?, 1, 'WH1', 'Warehouse', 'WAREHOUSE', 'SELLER', 1, ?)
                """, shelf.sellerId(), now);
        return transaction.update("""
                insert into channel_account (seller_id, account_id, channel, name, endpoint, state, created_at, publishes_stock,
                                             enforces_number)
                values (?, ?, 'bench', 'Bench', '', 'ACTIVE', ?, true, true)
                """, shelf.sellerId(), shelf.accountId(), now);
    }

    /** What nobody has looked at yet, half of it because there is less than there was. */
    private int fill(Transaction transaction, Shelf shelf, int first, int last) {
        Instant now = clock.instant();
        String numbers = " from seller s, generate_series(?::int, ?::int) as n where s.seller_id = ?";
        transaction.update("""
                insert into sku (seller_id, sku_id, code, title, sharing, kind, created_at)
                select s.seller_id, n, 'SKU-' || n, 'Bench', 'POOL', 'FINISHED_GOOD', ?::timestamptz
                """ + numbers, now, first, last, shelf.sellerId());
        transaction.update("""
                insert into balance (seller_id, sku_id, location_id, available, changed_at)
                select s.seller_id, n, 1, ?::int, 1
                """ + numbers, STOCK, first, last, shelf.sellerId());
        transaction.update("""
                insert into listing (seller_id, listing_id, account_id, channel_sku, sku_id, state, created_at)
                select s.seller_id, n, ?::bigint, 'CH-' || n, n, 'ACTIVE', ?::timestamptz
                """ + numbers, shelf.accountId(), now, first, last, shelf.sellerId());
        return transaction.update("""
                insert into publication (seller_id, account_id, listing_id, sku_id, state, shown, shown_from, observed, observed_at,
                                         lane, risk, stale_since, next_attempt_at)
                select s.seller_id, ?::bigint, n, n, 'QUEUED', case when n % 2 = 0 then 9 else 3 end, 0, null, null,
                       case when n % 2 = 0 then 1 else 2 end, n % 8,
                       ?::timestamptz, ?::timestamptz - n * interval '1 millisecond'
                """ + numbers, shelf.accountId(), now, now, first, last, shelf.sellerId());
    }
}
