package penstock.routes.work;

import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import penstock.core.port.FeedReader;
import penstock.core.supplier.Feeds;
import penstock.core.supplier.Feeds.Run;
import penstock.routes.transport.AccountKey;

/** Applies the feeds of a supplier that were accepted, the oldest first. Any thread, one an account. */
public final class ApplyFeeds implements Duty {

    /** Feeds applied at a time on a node; the engine is for orders first. */
    public static final int MAX_AT_ONCE = 4;

    private static final Logger LOG = LoggerFactory.getLogger(ApplyFeeds.class);
    private static final String CSV = "text/csv";

    private final Feeds feeds;
    private final FeedReader reader;
    private final Semaphore places = new Semaphore(MAX_AT_ONCE);

    public ApplyFeeds(Feeds feeds, FeedReader reader) {
        this.feeds = feeds;
        this.reader = reader;
    }

    @Override
    public String name() {
        return "apply-feeds";
    }

    @Override
    public When when() {
        return When.WOKEN;
    }

    @Override
    public void see(long sellerId, Hands hands) {
        feeds.dueAccounts(sellerId).forEach(account -> hands.startAnew(account, WorkRoutes.APPLY_FEEDS));
    }

    @Override
    public void endClaims(long sellerId) {
        feeds.endClaims(sellerId);
    }

    /** Applies what waits; where all places are taken, the next round tries again. */
    public void apply(AccountKey account) {
        if (!places.tryAcquire()) {
            return;
        }
        try {
            Optional<Run> run = next(account);
            while (run.isPresent()) {
                LOG.info(
                        "feed {} of account {} is {}: {} rows applied, {} changed, {} rejected",
                        run.get().feedId(),
                        account.accountId(),
                        run.get().state(),
                        run.get().rowsApplied(),
                        run.get().rowsChanged(),
                        run.get().rowsRejected());
                run = next(account);
            }
        } finally {
            places.release();
        }
    }

    private Optional<Run> next(AccountKey account) {
        return feeds.applyNext(
                account.sellerId(),
                account.accountId(),
                body -> reader.read(account.sellerId(), account.accountId(), body, CSV));
    }
}
