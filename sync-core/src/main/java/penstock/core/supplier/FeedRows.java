package penstock.core.supplier;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import penstock.core.book.Refusal;
import penstock.core.book.Reply.Verdict;
import penstock.core.inbox.Rejections;
import penstock.core.store.Database;
import penstock.core.store.Transaction;
import penstock.core.store.Transaction.Row;
import penstock.core.supplier.Feeds.Arrival;
import penstock.core.supplier.Feeds.Mode;
import penstock.core.supplier.Feeds.Run;
import penstock.core.supplier.Feeds.State;
import penstock.core.supplier.Feeds.Tally;

/** The rows of feeds: what came, how far it has been applied, and who is at it. Any thread. */
final class FeedRows {

    /** Bytes of a feed in one row. */
    static final int PART_BYTES = 1 << 20;

    /** Whoever applies a feed and has not been heard of for this long is taken for dead. */
    static final Duration CLAIM = Duration.ofSeconds(60);

    private static final String FIND = "select * from feed_run where seller_id = ? and feed_id = ?";

    private final Database database;

    FeedRows(Database database) {
        this.database = database;
    }

    /**
     * Where a feed's figures go.
     *
     * @param mayShrink whether a full feed may list less than half of the one before
     */
    record Target(long locationId, MirrorFigures.Meaning meaning, boolean mayShrink) {}

    /**
     * A feed in the hands of one who applies it.
     *
     * @param attempt the fence: whoever finds another in the row has lost the feed
     * @param brokenOff times that somebody began and was not heard of again
     */
    record Claim(long feedId, long accountId, Mode mode, boolean mayBeEmpty, int attempt, int brokenOff) {}

    Target target(long sellerId, long accountId) {
        return database.transact(
                sellerId,
                transaction -> transaction
                        .find(
                                """
                                select l.location_id,
                                       exists (select from account_setting s
                                                where s.seller_id = l.seller_id and s.account_id = l.provider_account_id
                                                  and s.name = 'knows_our_orders' and s.value = 'true') as knows,
                                       exists (select from account_setting s
                                                where s.seller_id = l.seller_id and s.account_id = l.provider_account_id
                                                  and s.name = 'may_shrink' and s.value = 'true') as may_shrink
                                  from location l
                                 where l.seller_id = ? and l.provider_account_id = ?
                                """,
                                row -> new Target(
                                        row.getLong("location_id"),
                                        row.getBoolean("knows")
                                                ? MirrorFigures.Meaning.LESS_OUR_ORDERS
                                                : MirrorFigures.Meaning.ON_HAND,
                                        row.getBoolean("may_shrink")),
                                sellerId,
                                accountId)
                        .orElseThrow(() -> new IllegalStateException("no location mirrors account " + accountId
                                + ": create one of kind SUPPLIER that names it as its providerAccountId")));
    }

    /** Has the feeds of an account come one after the other, until the transaction ends. */
    static void lockAccount(Transaction transaction, long accountId) {
        transaction.list(
                "select account_id from channel_account where seller_id = ? and account_id = ? for update",
                row -> row.getLong("account_id"),
                transaction.sellerId(),
                accountId);
    }

    /** A feed that came before, and whether another one says the same. */
    private record Known(Run run, boolean same) {
        static Known of(Row row, Arrival arrival) throws SQLException {
            boolean same = MessageDigest.isEqual(row.getBytes("sha256"), arrival.sha256())
                    && row.getText("mode").equals(arrival.mode().name())
                    && row.getBoolean("may_be_empty") == arrival.mayBeEmpty();
            return new Known(FeedRows.run(row), same);
        }
    }

    /**
     * The feed that this one is a repeat of: that of the same id; without an id the latest one, if it is the same and nobody has
     * begun to read it. One that was read told how things stood then, by the bindings of then.
     *
     * @throws Refusal if its id is another feed's
     */
    static Optional<Run> findSame(Transaction transaction, Arrival arrival) {
        if (arrival.callerId().isEmpty()) {
            return findLatest(transaction, arrival)
                    .filter(latest -> latest.same() && latest.run().state() == State.WAITING)
                    .map(Known::run);
        }
        Optional<Known> known = findByCallerId(transaction, arrival);
        if (known.isPresent() && !known.get().same()) {
            throw new Refusal(
                    Verdict.EXISTS_WITH_DIFFERENT_CONTENT,
                    Verdict.EXISTS_WITH_DIFFERENT_CONTENT,
                    "feed " + known.get().run().feedId() + " of the account came with this id and other content:"
                            + " give each feed an id of its own");
        }
        return known.map(Known::run);
    }

    private static Optional<Known> findLatest(Transaction transaction, Arrival arrival) {
        return transaction.find(
                "select * from feed_run where seller_id = ? and account_id = ? order by feed_id desc limit 1",
                row -> Known.of(row, arrival),
                transaction.sellerId(),
                arrival.accountId());
    }

    private static Optional<Known> findByCallerId(Transaction transaction, Arrival arrival) {
        return transaction.find(
                "select * from feed_run where seller_id = ? and account_id = ? and caller_id = ?",
                row -> Known.of(row, arrival),
                transaction.sellerId(),
                arrival.accountId(),
                arrival.callerId().orElseThrow());
    }

    /** How many rows the account's last full feed listed, of those by which what is not listed is gone. */
    Optional<Integer> listedBefore(long sellerId, long accountId) {
        return database.transact(
                sellerId, transaction -> transaction.find("""
                        select rows_listed from feed_run
                         where seller_id = ? and account_id = ? and rows_listed is not null
                         order by feed_id desc limit 1
                        """, row -> row.getInt("rows_listed"), sellerId, accountId));
    }

    static int unfinished(Transaction transaction, long accountId) {
        return transaction
                .list("""
                        select feed_id from feed_run
                         where seller_id = ? and account_id = ? and state in ('WAITING', 'READING')
                        """, row -> row.getLong("feed_id"), transaction.sellerId(), accountId)
                .size();
    }

    static void insert(
            Transaction transaction,
            long feedId,
            long locationId,
            Arrival arrival,
            State state,
            Instant nextAttemptAt) {
        transaction.update(
                """
                insert into feed_run (seller_id, feed_id, account_id, location_id, mode, may_be_empty, caller_id, sha256,
                                      file_name, state, attempt, next_attempt_at, received_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                transaction.sellerId(),
                feedId,
                arrival.accountId(),
                locationId,
                arrival.mode().name(),
                arrival.mayBeEmpty(),
                arrival.callerId().orElse(null),
                arrival.sha256(),
                arrival.fileName(),
                state.name(),
                state == State.READING ? 1 : 0,
                nextAttemptAt,
                arrival.receivedAt());
    }

    /** Keeps the bytes until the feed is finished. */
    static void keep(Transaction transaction, long feedId, Feeds.Content content) {
        try (InputStream body = content.open()) {
            byte[] part = body.readNBytes(PART_BYTES);
            for (int partNo = 0; part.length > 0 || partNo == 0; partNo++) {
                transaction.update(
                        "insert into feed_part (seller_id, feed_id, part_no, content) values (?, ?, ?, ?)",
                        transaction.sellerId(),
                        feedId,
                        partNo,
                        part);
                part = body.readNBytes(PART_BYTES);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the feed could not be read", e);
        }
    }

    Optional<byte[]> part(long sellerId, long feedId, int partNo) {
        return database.transact(
                sellerId,
                transaction -> transaction.find(
                        "select content from feed_part where seller_id = ? and feed_id = ? and part_no = ?",
                        row -> row.getBytes("content"),
                        sellerId,
                        feedId,
                        partNo));
    }

    List<Long> dueAccounts(long sellerId, Instant now) {
        return database.transact(
                sellerId, transaction -> transaction.list("""
                        select distinct account_id from feed_run
                         where seller_id = ? and state in ('WAITING', 'READING') and next_attempt_at <= ?
                        """, row -> row.getLong("account_id"), sellerId, now));
    }

    /** Takes the account's oldest unfinished feed, if it is due: its successors wait for it. */
    Optional<Claim> claim(long sellerId, long accountId, Instant now) {
        return database.transact(sellerId, transaction -> {
            Optional<Claim> claim = transaction.find(
                    """
                    update feed_run
                       set broken_off = broken_off + case state when 'READING' then 1 else 0 end,
                           state = 'READING', attempt = attempt + 1, next_attempt_at = ?, rows_applied = 0, rows_rejected = 0
                     where seller_id = ?
                       and feed_id = (select feed_id from feed_run
                                       where seller_id = ? and account_id = ? and state in ('WAITING', 'READING')
                                       order by feed_id limit 1)
                       and state in ('WAITING', 'READING') and next_attempt_at <= ?
                    returning feed_id, account_id, mode, may_be_empty, attempt, broken_off
                    """,
                    row -> new Claim(
                            row.getLong("feed_id"),
                            row.getLong("account_id"),
                            Mode.valueOf(row.getText("mode")),
                            row.getBoolean("may_be_empty"),
                            row.getInt("attempt"),
                            row.getInt("broken_off")),
                    now.plus(CLAIM),
                    sellerId,
                    sellerId,
                    accountId,
                    now);
            claim.ifPresent(
                    taken -> Rejections.replace(transaction, Rejections.Subject.FEED, taken.feedId(), List.of()));
            return claim;
        });
    }

    /** Makes due at once whatever is being applied. */
    void endClaims(long sellerId, Instant now) {
        database.transact(sellerId, transaction -> transaction.update("""
                        update feed_run set next_attempt_at = ? where seller_id = ? and state = 'READING'
                        """, now, sellerId));
    }

    /** Notes how far it is and stays at it; false if the feed has been taken away. */
    boolean progress(long sellerId, Claim claim, Tally tally, Instant now) {
        return database.transact(
                sellerId,
                transaction -> transaction.update(
                                """
                                update feed_run
                                   set rows_applied = ?, rows_changed = rows_changed + ?, rows_rejected = ?,
                                       next_attempt_at = ?
                                 where seller_id = ? and feed_id = ? and attempt = ? and state = 'READING'
                                """,
                                tally.applied(),
                                tally.changed(),
                                tally.rejected(),
                                now.plus(CLAIM),
                                sellerId,
                                claim.feedId(),
                                claim.attempt())
                        == 1);
    }

    /** Gives the feed back, to be begun again at that moment. */
    void postpone(long sellerId, Claim claim, Instant nextAttemptAt) {
        database.transact(
                sellerId,
                transaction -> transaction.update("""
                        update feed_run set state = 'WAITING', next_attempt_at = ?
                         where seller_id = ? and feed_id = ? and attempt = ? and state = 'READING'
                        """, nextAttemptAt, sellerId, claim.feedId(), claim.attempt()));
    }

    /** Forgets a feed of which nothing is kept here. */
    void withdraw(long sellerId, Claim claim) {
        database.transact(sellerId, transaction -> {
            Rejections.replace(transaction, Rejections.Subject.FEED, claim.feedId(), List.of());
            return transaction.update(
                    "delete from feed_run where seller_id = ? and feed_id = ? and attempt = ? and state = 'READING'",
                    sellerId,
                    claim.feedId(),
                    claim.attempt());
        });
    }

    /** Finishes the feed and lets go of its bytes, unless it has been taken away. */
    void finish(long sellerId, Claim claim, Tally tally, Optional<String> rejectedReason, Instant now) {
        database.transact(sellerId, transaction -> {
            int finished = transaction.update(
                    """
                    update feed_run
                       set state = ?, rows_applied = ?, rows_changed = rows_changed + ?, rows_rejected = ?,
                           rows_listed = ?, rejected_reason = ?, next_attempt_at = null, finished_at = ?
                     where seller_id = ? and feed_id = ? and attempt = ? and state = 'READING'
                    """,
                    (rejectedReason.isPresent() ? State.REJECTED : State.APPLIED).name(),
                    tally.applied(),
                    tally.changed(),
                    tally.rejected(),
                    tally.listed().orElse(null),
                    rejectedReason.orElse(null),
                    now,
                    sellerId,
                    claim.feedId(),
                    claim.attempt());
            return finished == 0
                    ? 0
                    : transaction.update(
                            "delete from feed_part where seller_id = ? and feed_id = ?", sellerId, claim.feedId());
        });
    }

    Optional<Run> find(long sellerId, long feedId) {
        return database.transact(sellerId, transaction -> transaction.find(FIND, FeedRows::run, sellerId, feedId));
    }

    static Run get(Transaction transaction, long feedId) {
        return transaction
                .find(FIND, FeedRows::run, transaction.sellerId(), feedId)
                .orElseThrow();
    }

    List<Run> list(long sellerId, long accountId, long beforeId, int limit) {
        return database.transact(
                sellerId,
                transaction -> transaction.list("""
                        select * from feed_run
                         where seller_id = ? and (? = 0 or account_id = ?) and feed_id < ?
                         order by feed_id desc
                         limit ?
                        """, FeedRows::run, sellerId, accountId, accountId, beforeId, limit));
    }

    private static Run run(Row row) throws SQLException {
        return new Run(
                row.getLong("feed_id"),
                row.getLong("account_id"),
                Mode.valueOf(row.getText("mode")),
                row.getText("file_name"),
                State.valueOf(row.getText("state")),
                row.getInt("rows_applied"),
                row.getInt("rows_changed"),
                row.getInt("rows_rejected"),
                row.findText("rejected_reason"),
                row.getInstant("received_at"),
                row.findInstant("finished_at"));
    }
}
