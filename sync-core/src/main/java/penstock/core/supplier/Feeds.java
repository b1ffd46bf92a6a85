package penstock.core.supplier;

import java.security.MessageDigest;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import penstock.core.book.Reply;
import penstock.core.engine.Engine;
import penstock.core.identity.Ids;
import penstock.core.inbox.Rejections;
import penstock.core.message.Rejection;
import penstock.core.message.RejectionReason;
import penstock.core.store.Columns;
import penstock.core.store.Database;
import penstock.core.store.Transaction;
import penstock.core.store.Transaction.Row;

/**
 * Applies a supplier's availability feed to its location, row by row: good rows are applied, bad ones are noted with
 * place, value, reason and advice. Applying is safe to repeat, figures are absolute.
 *
 * <p>A full feed says that what it does not list is gone. A row that is bad is listed all the same, and its SKU keeps its
 * figure; when a bad row does not tell its SKU, nothing is taken for gone, and the feed's first rejection says so.
 *
 * <p>Any thread. Feeds of one account wait for each other on a node. Two nodes are kept apart by nothing: their feeds of
 * one account may overlap, command by command, and of two figures for a SKU the one committed later stays.
 */
public final class Feeds {

    /** Rejected rows kept for each feed; more are only counted. */
    public static final int MAX_REJECTIONS = 10_000;

    /** The number of a rejection that concerns the file; those of rows count from 1. */
    private static final int BEFORE_THE_ROWS = 0;

    private final Database database;
    private final Clock clock;
    private final Ids ids;
    private final Engine engine;
    /** By account; as many as there are suppliers. */
    private final Map<Long, Lock> turns = new ConcurrentHashMap<>();

    public Feeds(Database database, Clock clock, Ids ids, Engine engine) {
        this.database = database;
        this.clock = clock;
        this.ids = ids;
        this.engine = engine;
    }

    /** Whether a SKU that a feed does not list is gone or unchanged. */
    public enum Mode {
        FULL,
        DELTA
    }

    /** A feed as it came. */
    public record Arrival(
            long accountId,
            Mode mode,
            String fileName,
            @SuppressWarnings("ArrayRecordComponent") byte[] sha256,
            Instant receivedAt) {}

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

    /** What became of a feed. */
    public record Run(
            long feedId,
            long accountId,
            Mode mode,
            String fileName,
            String state,
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
     * Applies a feed. The same bytes applied before change nothing and give the earlier run.
     *
     * @throws IllegalStateException if the account has no location that mirrors it
     */
    public Run apply(long sellerId, Arrival arrival, Iterator<Item> items) {
        Lock turn = turns.computeIfAbsent(arrival.accountId(), accountId -> new ReentrantLock(true));
        turn.lock();
        try {
            return applyInTurn(sellerId, arrival, items);
        } finally {
            turn.unlock();
        }
    }

    private Run applyInTurn(long sellerId, Arrival arrival, Iterator<Item> items) {
        Optional<Run> before = findSame(sellerId, arrival);
        if (before.isPresent()) {
            return before.get();
        }
        Target target = target(sellerId, arrival.accountId());
        long feedId = open(sellerId, target, arrival);
        Progress progress = new Progress(sellerId, feedId, target, arrival);
        try {
            while (items.hasNext()) {
                progress.take(items.next());
            }
            progress.finish();
        } catch (UnusableFeed e) {
            close(sellerId, feedId, "REJECTED", progress, e.getMessage());
            return find(sellerId, feedId).orElseThrow();
        }
        close(sellerId, feedId, "APPLIED", progress, null);
        return find(sellerId, feedId).orElseThrow();
    }

    private record Target(long locationId, MirrorFigures.Meaning meaning) {}

    private Target target(long sellerId, long accountId) {
        return database.transact(
                sellerId,
                transaction -> transaction
                        .find(
                                """
                                select l.location_id,
                                       exists (select from account_setting s
                                                where s.seller_id = l.seller_id and s.account_id = l.provider_account_id
                                                  and s.name = 'knows_our_orders' and s.value = 'true') as knows
                                  from location l
                                 where l.seller_id = ? and l.provider_account_id = ?
                                """,
                                row -> new Target(
                                        row.getLong("location_id"),
                                        row.getBoolean("knows")
                                                ? MirrorFigures.Meaning.LESS_OUR_ORDERS
                                                : MirrorFigures.Meaning.ON_HAND),
                                sellerId,
                                accountId)
                        .orElseThrow(() -> new IllegalStateException("no location mirrors account " + accountId
                                + ": create one of kind SUPPLIER that names it as its providerAccountId")));
    }

    /** Collects rows until a command is full, then has them applied. */
    private final class Progress {
        private final long sellerId;
        private final long feedId;
        private final Target target;
        private final Arrival arrival;
        private final List<Item.Figure> waiting = new ArrayList<>();
        private final List<String> unusable = new ArrayList<>();
        private final Set<Long> listed = new HashSet<>();
        private int nameless;
        private int applied;
        private int changed;
        private int rejected;

        Progress(long sellerId, long feedId, Target target, Arrival arrival) {
            this.sellerId = sellerId;
            this.feedId = feedId;
            this.target = target;
            this.arrival = arrival;
        }

        void take(Item item) {
            if (item instanceof Item.Bad bad) {
                reject(List.of(bad.rejection()));
                list(bad);
            } else if (item instanceof Item.Figure figure) {
                waiting.add(figure);
                if (waiting.size() == MirrorFigures.MAX_FIGURES) {
                    applyWaiting();
                }
            }
        }

        void finish() {
            applyWaiting();
            listUnusable();
            if (arrival.mode() == Mode.FULL && nameless == 0) {
                zeroUnlisted();
            } else if (arrival.mode() == Mode.FULL) {
                sayThatNothingIsTakenForGone();
            }
        }

        private void list(Item.Bad bad) {
            if (bad.supplierSku().isEmpty()) {
                nameless++;
            } else if (unusable.add(bad.supplierSku().get()) && unusable.size() == MirrorFigures.MAX_FIGURES) {
                listUnusable();
            }
        }

        private void listUnusable() {
            if (!unusable.isEmpty()) {
                listed.addAll(skuIds(sellerId, arrival.accountId(), unusable).values());
                unusable.clear();
            }
        }

        private void sayThatNothingIsTakenForGone() {
            Rejection notice = new Rejection(
                    "the file",
                    nameless + (nameless == 1 ? " row" : " rows") + " without a readable SKU",
                    RejectionReason.MISSING_FIELD,
                    "what the feed does not list has kept its figure, for it may stand in such a row: correct these rows,"
                            + " then send the feed again");
            database.transact(
                    sellerId,
                    transaction -> Rejections.add(
                            transaction, Rejections.Subject.FEED, feedId, BEFORE_THE_ROWS, List.of(notice)));
        }

        private void applyWaiting() {
            if (waiting.isEmpty()) {
                return;
            }
            Map<String, Long> skuIds = skuIds(
                    sellerId,
                    arrival.accountId(),
                    waiting.stream().map(Item.Figure::supplierSku).toList());
            List<MirrorFigures.Figure> figures = new ArrayList<>();
            List<Rejection> unknown = new ArrayList<>();
            for (Item.Figure row : waiting) {
                Long skuId = skuIds.get(row.supplierSku());
                if (skuId == null) {
                    unknown.add(new Rejection(
                            "row " + row.rowNo(),
                            row.supplierSku(),
                            RejectionReason.UNKNOWN_SKU,
                            "bind this supplier SKU to one of yours (a listing of the supplier's account), then send"
                                    + " the feed again"));
                } else {
                    listed.add(skuId);
                    figures.add(new MirrorFigures.Figure(skuId, row.quantity()));
                }
            }
            reject(unknown);
            mirror(figures);
            waiting.clear();
        }

        private void mirror(List<MirrorFigures.Figure> figures) {
            if (figures.isEmpty()) {
                return;
            }
            Reply reply =
                    engine.decide(sellerId, new MirrorFigures(feedId, target.locationId(), target.meaning(), figures));
            applied += figures.size();
            changed += (int) reply.id();
        }

        private void zeroUnlisted() {
            List<MirrorFigures.Figure> gone = stocked(sellerId, target.locationId()).stream()
                    .filter(skuId -> !listed.contains(skuId))
                    .map(skuId -> new MirrorFigures.Figure(skuId, 0))
                    .toList();
            for (int from = 0; from < gone.size(); from += MirrorFigures.MAX_FIGURES) {
                mirror(gone.subList(from, Math.min(gone.size(), from + MirrorFigures.MAX_FIGURES)));
            }
        }

        private void reject(List<Rejection> rejections) {
            int room = Math.max(0, MAX_REJECTIONS - rejected);
            List<Rejection> kept = rejections.subList(0, Math.min(room, rejections.size()));
            int firstNo = rejected + 1;
            if (!kept.isEmpty()) {
                database.transact(
                        sellerId,
                        transaction -> Rejections.add(transaction, Rejections.Subject.FEED, feedId, firstNo, kept));
            }
            rejected += rejections.size();
        }
    }

    private Map<String, Long> skuIds(long sellerId, long accountId, List<String> supplierSkus) {
        Map<String, Long> found = new HashMap<>();
        database.transact(
                sellerId,
                transaction -> transaction.list(
                        """
                        select k.code, b.sku_id
                          from unnest(?::text[]) as k (code)
                         cross join lateral (
                               select l.sku_id from listing l
                                where l.seller_id = ? and l.account_id = ? and l.channel_sku = k.code
                                union all
                               select s.sku_id from sku s where s.seller_id = ? and s.code = k.code and s.kind <> 'KIT'
                                limit 1) as b
                        """,
                        row -> found.put(row.getText("code"), row.getLong("sku_id")),
                        Columns.of(supplierSkus).texts(code -> code).then(sellerId, accountId, sellerId)));
        return found;
    }

    private List<Long> stocked(long sellerId, long locationId) {
        return database.transact(
                sellerId, transaction -> transaction.list("""
                        select sku_id from balance
                         where seller_id = ? and location_id = ? and available + reserved > 0
                        """, row -> row.getLong("sku_id"), sellerId, locationId));
    }

    private long open(long sellerId, Target target, Arrival arrival) {
        long feedId = ids.next();
        database.transact(
                sellerId,
                transaction -> transaction.update(
                        """
                        insert into feed_run (seller_id, feed_id, account_id, location_id, mode, sha256, file_name, state,
                                              received_at)
                        values (?, ?, ?, ?, ?, ?, ?, 'READING', ?)
                        """,
                        sellerId,
                        feedId,
                        arrival.accountId(),
                        target.locationId(),
                        arrival.mode().name(),
                        arrival.sha256(),
                        arrival.fileName(),
                        arrival.receivedAt()));
        return feedId;
    }

    private void close(
            long sellerId,
            long feedId,
            String state,
            Progress progress,
            @org.jspecify.annotations.Nullable String reason) {
        database.transact(
                sellerId,
                transaction -> transaction.update(
                        """
                        update feed_run
                           set state = ?, rows_applied = ?, rows_changed = ?, rows_rejected = ?, rejected_reason = ?,
                               finished_at = ?
                         where seller_id = ? and feed_id = ?
                        """,
                        state,
                        progress.applied,
                        progress.changed,
                        progress.rejected,
                        reason,
                        clock.instant(),
                        sellerId,
                        feedId));
    }

    /** The latest feed of the account, if it was these very bytes and was applied. */
    private Optional<Run> findSame(long sellerId, Arrival arrival) {
        return database.transact(
                        sellerId,
                        transaction -> transaction.find(
                                """
                                select * from feed_run
                                 where seller_id = ? and account_id = ? and state = 'APPLIED'
                                 order by feed_id desc limit 1
                                """,
                                row -> MessageDigest.isEqual(row.getBytes("sha256"), arrival.sha256())
                                                && row.getText("mode")
                                                        .equals(arrival.mode().name())
                                        ? Optional.of(run(row))
                                        : Optional.<Run>empty(),
                                sellerId,
                                arrival.accountId()))
                .flatMap(found -> found);
    }

    public Optional<Run> find(long sellerId, long feedId) {
        return database.transact(
                sellerId,
                transaction -> transaction.find(
                        "select * from feed_run where seller_id = ? and feed_id = ?", Feeds::run, sellerId, feedId));
    }

    /** Feeds of an account (0 for all), the newest first, those before {@code beforeId}. */
    public List<Run> list(long sellerId, long accountId, long beforeId, int limit) {
        return database.transact(
                sellerId,
                transaction -> transaction.list("""
                        select * from feed_run
                         where seller_id = ? and (? = 0 or account_id = ?) and feed_id < ?
                         order by feed_id desc
                         limit ?
                        """, Feeds::run, sellerId, accountId, accountId, beforeId, limit));
    }

    /** What was rejected of a feed. */
    public List<Rejection> rejections(long sellerId, long feedId) {
        return database.transact(
                sellerId, (Transaction transaction) -> Rejections.list(transaction, Rejections.Subject.FEED, feedId));
    }

    private static Run run(Row row) throws SQLException {
        return new Run(
                row.getLong("feed_id"),
                row.getLong("account_id"),
                Mode.valueOf(row.getText("mode")),
                row.getText("file_name"),
                row.getText("state"),
                row.getInt("rows_applied"),
                row.getInt("rows_changed"),
                row.getInt("rows_rejected"),
                row.findText("rejected_reason"),
                row.getInstant("received_at"),
                row.findInstant("finished_at"));
    }
}
