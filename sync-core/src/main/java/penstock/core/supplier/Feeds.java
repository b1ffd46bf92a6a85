package penstock.core.supplier;

import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import penstock.core.engine.Engine;
import penstock.core.engine.EngineBusy;
import penstock.core.identity.Ids;
import penstock.core.inbox.Rejections;
import penstock.core.message.Rejection;
import penstock.core.store.Database;
import penstock.core.store.Transaction;

/**
 * Applies a supplier's availability feed to its location, row by row: good rows are applied, bad ones are noted with
 * place, value, reason and advice. Applying is safe to repeat, figures are absolute.
 *
 * <p>A full feed says that what it does not list is gone. A row that is bad is listed all the same, and its SKU keeps its
 * figure; when a bad row does not tell its SKU, nothing is taken for gone, and the feed's first rejection says so.
 *
 * <p>A full feed without any row is taken for a mistake of whoever made it, and so is one that lists less than half of what the
 * account's last full feed listed: it may be the beginning of a file. Of the latter the rows count, and nothing is taken for
 * gone. Its sender may say that it is no mistake, and a setting of the account that such feeds are usual.
 *
 * <p>A feed is either accepted, that is kept in the database and applied later by whichever node works the seller, or
 * applied at once, from a file that outlives the node by itself. Feeds of one account are applied one after the other, in
 * the order in which they came. Whoever applies one claims it for a minute at a time; when he is not heard of any more, it
 * is begun again.
 *
 * <p>Any thread.
 */
public final class Feeds {

    /** Rejected rows kept for each feed; more are only counted. */
    public static final int MAX_REJECTIONS = 10_000;

    /** Feeds of an account that wait to be applied; the next is turned away. */
    public static final int MAX_WAITING = 20;

    /** A feed that nobody survives is given up after this many times. */
    public static final int MAX_BROKEN_OFF = 5;

    /** How often it is noted how far a feed is, and the wait before one is begun again that could not go on. */
    static final Duration PACE = Duration.ofSeconds(1);

    private final Database database;
    private final FeedRows rows;
    private final Clock clock;
    private final Ids ids;
    private final Engine engine;
    private final FinishedFeeds finished = new FinishedFeeds();
    /** By account; as many as there are suppliers. */
    private final Map<Long, Lock> turns = new ConcurrentHashMap<>();

    public Feeds(Database database, Clock clock, Ids ids, Engine engine) {
        this.database = database;
        this.rows = new FeedRows(database);
        this.clock = clock;
        this.ids = ids;
        this.engine = engine;
    }

    /** Whether a SKU that a feed does not list is gone or unchanged. */
    public enum Mode {
        FULL,
        DELTA
    }

    /**
     * A feed as it came.
     *
     * @param mayBeEmpty whether a full one means what it says however little it lists; else one without rows, or with less
     *     than half of the rows of the one before, is taken for a mistake
     * @param callerId the sender's id, which makes a repeat a repeat
     */
    public record Arrival(
            long accountId,
            Mode mode,
            boolean mayBeEmpty,
            Optional<String> callerId,
            String fileName,
            @SuppressWarnings("ArrayRecordComponent") byte[] sha256,
            Instant receivedAt) {}

    /** The bytes of a feed, which can be read more than once. */
    @FunctionalInterface
    public interface Content {
        InputStream open() throws IOException;
    }

    /** Makes rows of bytes; what it throws is the file's fault, but for a database that is not there. */
    @FunctionalInterface
    public interface Reading {
        Iterator<Item> rows(InputStream body);
    }

    /** One row of a feed: a figure, or what is wrong with it. */
    public sealed interface Item {
        /** A figure by the supplier's key. */
        record Figure(long rowNo, String supplierSku, int quantity) implements Item {}

        /**
         * A row that nobody can use.
         *
         * @param supplierSku the supplier's key, which the feed lists nevertheless; empty if it cannot be read
         */
        record Bad(Optional<String> supplierSku, Rejection rejection) implements Item {}
    }

    /** Where a feed stands. */
    public enum State {
        /** Kept, to be applied. */
        WAITING,
        /** Being applied. */
        READING,
        /** Applied, but for the rows that were rejected. */
        APPLIED,
        /** Cannot be used as a whole. */
        REJECTED;

        public boolean isFinished() {
            return this == APPLIED || this == REJECTED;
        }
    }

    /**
     * Rows of a feed: applied, changed something, rejected.
     *
     * @param listed all rows of a full feed by which what it does not list is gone
     */
    record Tally(int applied, int changed, int rejected, Optional<Integer> listed) {
        static final Tally NOTHING = new Tally(0, 0, 0, Optional.empty());
    }

    /**
     * Where a feed stands, and what became of it.
     *
     * @param rowsChanged SKUs whose figure it changed; when it was broken off and begun again, those of the last second
     *     before may be missing
     */
    public record Run(
            long feedId,
            long accountId,
            Mode mode,
            String fileName,
            State state,
            int rowsApplied,
            int rowsChanged,
            int rowsRejected,
            Optional<String> rejectedReason,
            Instant receivedAt,
            Optional<Instant> finishedAt) {}

    /** Thrown by the rows' iterator when the file as a whole cannot be used. */
    public static final class UnusableFeed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public UnusableFeed(String message) {
            super(message);
        }
    }

    /**
     * Keeps a feed, to be applied after those of the account that came before it. A repeat gives the feed that it repeats: the
     * one of the same id, or the latest if it has the same bytes and still waits. The same bytes sent later are another feed:
     * figures are facts at a time.
     *
     * @throws IllegalStateException if the account has no location that mirrors it
     * @throws penstock.core.book.Refusal if its id is another feed's
     * @throws EngineBusy if {@value #MAX_WAITING} feeds of the account wait already
     */
    public Run accept(long sellerId, Arrival arrival, Content content) {
        FeedRows.Target target = rows.target(sellerId, arrival.accountId());
        long feedId = ids.next();
        return database.transact(sellerId, transaction -> {
            FeedRows.lockAccount(transaction, arrival.accountId());
            Optional<Run> same = FeedRows.findSame(transaction, arrival);
            if (same.isPresent()) {
                return same.get();
            }
            if (FeedRows.unfinished(transaction, arrival.accountId()) >= MAX_WAITING) {
                throw new EngineBusy(MAX_WAITING + " feeds of the account wait already; send this one again later");
            }
            FeedRows.keep(transaction, feedId, content);
            FeedRows.insert(transaction, feedId, target.locationId(), arrival, State.WAITING, clock.instant());
            return FeedRows.get(transaction, feedId);
        });
    }

    /** Accounts with a feed that waits to be applied, or that somebody has left half applied. */
    public List<Long> dueAccounts(long sellerId) {
        return rows.dueAccounts(sellerId, clock.instant());
    }

    /** Ends the claims of whoever worked the seller before: what he was applying is begun again, and he notes nothing more. */
    public void endClaims(long sellerId) {
        rows.endClaims(sellerId, clock.instant());
    }

    /**
     * Applies the oldest feed of the account that waits, if it is due; what it throws is tried again by itself.
     *
     * @return the feed, which may have been taken away meanwhile; empty if there was none
     */
    public Optional<Run> applyNext(long sellerId, long accountId, Reading reading) {
        Lock turn = turn(accountId);
        turn.lock();
        try {
            Optional<FeedRows.Claim> claim = rows.claim(sellerId, accountId, clock.instant());
            claim.ifPresent(taken -> applyKept(sellerId, taken, reading));
            return claim.flatMap(taken -> find(sellerId, taken.feedId()));
        } finally {
            turn.unlock();
        }
    }

    private void applyKept(long sellerId, FeedRows.Claim claim, Reading reading) {
        if (claim.brokenOff() >= MAX_BROKEN_OFF) {
            reject(
                    sellerId,
                    claim,
                    "applying it was broken off " + MAX_BROKEN_OFF + " times; send it in smaller parts");
            return;
        }
        KeptFeed kept = new KeptFeed(partNo -> rows.part(sellerId, claim.feedId(), partNo));
        if (!kept.hasMoreElements()) {
            reject(sellerId, claim, "applying it was broken off; the file is applied anew from its folder");
            return;
        }
        try {
            apply(sellerId, claim, () -> reading.rows(new SequenceInputStream(kept)));
        } catch (RuntimeException e) {
            if (FeedFault.isNotNow(e)) {
                rows.postpone(sellerId, claim, clock.instant().plus(PACE));
                throw e;
            }
            reject(sellerId, claim, FeedFault.reason(e));
        }
    }

    /**
     * Applies a feed at once, from a file that stays where it is until then, however often its bytes came before.
     *
     * @throws IllegalStateException if the account has no location that mirrors it
     * @throws EngineBusy while an earlier feed of the account is to be applied
     */
    public Run apply(long sellerId, Arrival arrival, Iterator<Item> items) {
        Lock turn = turn(arrival.accountId());
        turn.lock();
        try {
            FeedRows.Target target = rows.target(sellerId, arrival.accountId());
            long feedId = ids.next();
            database.transact(sellerId, transaction -> open(transaction, feedId, target, arrival));
            FeedRows.Claim claim =
                    new FeedRows.Claim(feedId, arrival.accountId(), arrival.mode(), arrival.mayBeEmpty(), 1, 0);
            applyFile(sellerId, claim, items);
            return find(sellerId, feedId).orElseThrow();
        } finally {
            turn.unlock();
        }
    }

    /** What cannot be applied now leaves no feed behind: its file is met again. */
    private void applyFile(long sellerId, FeedRows.Claim claim, Iterator<Item> items) {
        try {
            apply(sellerId, claim, () -> items);
        } catch (RuntimeException e) {
            try {
                if (FeedFault.isNotNow(e)) {
                    rows.withdraw(sellerId, claim);
                } else {
                    reject(sellerId, claim, FeedFault.reason(e));
                }
            } catch (RuntimeException again) {
                e.addSuppressed(again); // its claim runs out
            }
            throw e;
        }
    }

    private long open(Transaction transaction, long feedId, FeedRows.Target target, Arrival arrival) {
        FeedRows.lockAccount(transaction, arrival.accountId());
        if (FeedRows.unfinished(transaction, arrival.accountId()) > 0) {
            throw new EngineBusy("an earlier feed of the account is to be applied first");
        }
        Instant claimedUntil = clock.instant().plus(FeedRows.CLAIM);
        FeedRows.insert(transaction, feedId, target.locationId(), arrival, State.READING, claimedUntil);
        return feedId;
    }

    private Lock turn(long accountId) {
        return turns.computeIfAbsent(accountId, id -> new ReentrantLock(true));
    }

    private void apply(long sellerId, FeedRows.Claim claim, Supplier<Iterator<Item>> items) {
        FeedRows.Target target = rows.target(sellerId, claim.accountId());
        FeedProgress progress = new FeedProgress(database, engine, sellerId, target, claim);
        Optional<String> unusable = Optional.empty();
        try {
            if (!takeAll(sellerId, claim, items.get(), progress)) {
                return;
            }
            progress.finish(rows.listedBefore(sellerId, claim.accountId()));
        } catch (UnusableFeed e) {
            unusable = Optional.ofNullable(e.getMessage());
        }
        rows.finish(sellerId, claim, progress.tally(), unusable, clock.instant());
        finished.tell();
    }

    /** Takes every row; false if the feed was taken away meanwhile. */
    private boolean takeAll(long sellerId, FeedRows.Claim claim, Iterator<Item> items, FeedProgress progress) {
        Instant noted = clock.instant();
        if (claim.mode() == Mode.FULL && !claim.mayBeEmpty() && !items.hasNext()) {
            throw new UnusableFeed(
                    "the feed lists nothing, so everything would be gone: send it again with its rows, or,"
                            + " if the supplier really has nothing, by HTTP with mayBeEmpty=true");
        }
        while (items.hasNext()) {
            Instant now = clock.instant();
            if (now.isAfter(noted.plus(PACE))) {
                if (!rows.progress(sellerId, claim, progress.tally(), now)) {
                    return false;
                }
                noted = now;
            }
            progress.take(items.next());
        }
        return true;
    }

    private void reject(long sellerId, FeedRows.Claim claim, String reason) {
        rows.finish(sellerId, claim, Tally.NOTHING, Optional.of(reason), clock.instant());
        finished.tell();
    }

    /** The feed, as soon as it is finished, or when the time is over as it is then. */
    public Optional<Run> await(long sellerId, long feedId, Duration atMost) {
        Instant end = clock.instant().plus(atMost);
        while (true) {
            Optional<Run> run = find(sellerId, feedId);
            Duration left = Duration.between(clock.instant(), end);
            if (run.filter(found -> !found.state().isFinished()).isEmpty() || left.isNegative() || left.isZero()) {
                return run;
            }
            finished.await(left);
        }
    }

    /** A feed of that number. */
    public Optional<Run> find(long sellerId, long feedId) {
        return rows.find(sellerId, feedId);
    }

    /** Feeds of an account (0 for all), the newest first, those before {@code beforeId}. */
    public List<Run> list(long sellerId, long accountId, long beforeId, int limit) {
        return rows.list(sellerId, accountId, beforeId, limit);
    }

    /** What was rejected of a feed. */
    public List<Rejection> rejections(long sellerId, long feedId) {
        return database.transact(
                sellerId, (Transaction transaction) -> Rejections.list(transaction, Rejections.Subject.FEED, feedId));
    }
}
