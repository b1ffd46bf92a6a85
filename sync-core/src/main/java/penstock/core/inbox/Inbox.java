package penstock.core.inbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import penstock.core.engine.Committers;
import penstock.core.engine.EngineBusy;
import penstock.core.identity.Ids;
import penstock.core.identity.Sealing;
import penstock.core.message.RawMessage;
import penstock.core.message.Recipient;
import penstock.core.message.Rejection;
import penstock.core.message.RejectionReason;
import penstock.core.store.Database;
import penstock.core.store.DatabaseUnavailable;
import penstock.core.store.OutcomeUnknown;
import penstock.core.store.Transaction;
import penstock.core.store.Transaction.Row;

/**
 * Stores messages and remembers what became of them. Any thread.
 *
 * <p>Messages that arrive at the same time are stored in one transaction. A message is stored once: a repeat with the
 * same content is recognised, a repeat with other content is refused as a conflict, the first wins.
 */
public final class Inbox implements AutoCloseable {

    /** Threads that store. */
    public static final int COMMITTERS = 4;

    /** Collections stored in one transaction. */
    public static final int MAX_BATCH = 200;

    /** Collections that may wait for one seller; the next one is refused with a wish to come back. */
    public static final int MAX_WAITING = 5_000;

    /** A message that was stored and not applied is looked at again after this long: its node may have died. */
    public static final Duration SECOND_LOOK = Duration.ofSeconds(30);

    /** A message that failed this often for reasons of ours is parked. */
    public static final int MAX_ATTEMPTS = 10;

    /** Characters kept of why an account refused to be read. */
    static final int MAX_REFUSAL = 500;

    /** Orders erased again at a time, a transaction each. */
    static final int ERASED_AT_A_TIME = 100;

    private final Database database;
    private final Clock clock;
    private final Ids ids;
    private final MessageSeal seal;
    private final Duration secondLook;
    private final Committers<Waiting> committers;

    public Inbox(Database database, Clock clock, Ids ids, Sealing sealing) {
        this(database, clock, ids, sealing, SECOND_LOOK);
    }

    /** With another wait than {@link #SECOND_LOOK}, for simulations whose channels run faster. */
    public Inbox(Database database, Clock clock, Ids ids, Sealing sealing, Duration secondLook) {
        this.secondLook = secondLook;
        this.database = database;
        this.clock = clock;
        this.ids = ids;
        this.seal = new MessageSeal(sealing);
        this.committers = new Committers<>("inbox", COMMITTERS, MAX_BATCH, MAX_WAITING, this::store);
    }

    /**
     * What became of a message that was to be stored.
     *
     * @param inboxId ours; of the first, if it is a repeat
     */
    public record Stored(long inboxId, Kind kind) {
        /** Whether it was new. */
        public enum Kind {
            NEW,
            REPEAT,
            /** The same event id came before with other content: nothing was stored. */
            CONFLICT
        }
    }

    /** A stored message, opened. */
    public record Opened(
            long inboxId, long accountId, RawMessage message, State state, int attempts, Optional<Long> orderId) {}

    /** Where a message stands. */
    public enum State {
        WAITING,
        APPLIED,
        PARKED
    }

    /**
     * Stores messages, and the cursor that they were read up to in the same transaction.
     *
     * @return when everything is committed, one for each message, in order
     * @throws EngineBusy if too many wait already
     */
    public CompletableFuture<List<Stored>> store(
            long sellerId, long accountId, List<RawMessage> messages, Optional<CursorAdvance> cursor) {
        List<SealedMessage> sealed = messages.stream()
                .map(message -> seal.close(sellerId, accountId, ids.next(), message))
                .toList();
        Waiting waiting = new Waiting(accountId, sealed, cursor, new CompletableFuture<>());
        if (!committers.offer(sellerId, waiting)) {
            throw new EngineBusy("too many messages are waiting to be stored; come back in a second");
        }
        return waiting.reply();
    }

    /** Stores messages and waits until they are committed; throws what the future would fail with. */
    public List<Stored> storeNow(
            long sellerId, long accountId, List<RawMessage> messages, Optional<CursorAdvance> cursor) {
        try {
            return store(sellerId, accountId, messages, cursor).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    private void store(long sellerId, List<Waiting> batch) {
        try {
            List<List<Stored>> stored = storeTogether(sellerId, batch);
            for (int i = 0; i < batch.size(); i++) {
                batch.get(i).reply().complete(stored.get(i));
            }
        } catch (DatabaseUnavailable e) {
            batch.forEach(waiting -> waiting.reply().completeExceptionally(e));
        } catch (RuntimeException | Error e) {
            if (batch.size() == 1) {
                batch.get(0).reply().completeExceptionally(e);
            } else {
                batch.forEach(waiting -> store(sellerId, List.of(waiting)));
            }
        }
    }

    private List<List<Stored>> storeTogether(long sellerId, List<Waiting> batch) {
        try {
            return database.transact(sellerId, transaction -> store(transaction, batch));
        } catch (OutcomeUnknown e) {
            // the event id makes a repeat a repeat
            return database.transact(sellerId, transaction -> store(transaction, batch));
        }
    }

    private List<List<Stored>> store(Transaction transaction, List<Waiting> batch) {
        return InboxRows.store(transaction, batch, clock.instant().plus(secondLook));
    }

    /** Opens a stored message; empty if there is none or its person has been erased. */
    public Optional<Opened> open(long sellerId, long inboxId) {
        return database.transact(
                sellerId,
                transaction -> transaction.find(
                        InboxRows.SELECT + " where i.seller_id = ? and i.inbox_id = ?",
                        row -> opened(sellerId, row),
                        sellerId,
                        inboxId));
    }

    /** An account's messages of a source that wait and whose event id begins so, the oldest first. */
    public List<Opened> listWaiting(long sellerId, long accountId, String source, String eventPrefix) {
        return database.transact(
                sellerId,
                transaction -> transaction.list(
                        InboxRows.SELECT + """
                                 where i.seller_id = ? and i.account_id = ? and i.state = 'WAITING' and i.source = ?
                                   and starts_with(i.event_id, ?)
                                 order by i.received_at, i.inbox_id
                                """,
                        row -> opened(sellerId, row),
                        sellerId,
                        accountId,
                        source,
                        eventPrefix));
    }

    /** The order that a message was applied to; empty if there is no such message or it was about none. */
    public Optional<Long> findOrderOf(long sellerId, long inboxId) {
        return database.transact(
                sellerId,
                transaction -> transaction.find(
                        "select order_id from inbox where seller_id = ? and inbox_id = ? and order_id is not null",
                        row -> row.getLong("order_id"),
                        sellerId,
                        inboxId));
    }

    /** The messages that wait and are due, those first that have been due longest. */
    public List<Long> due(long sellerId, int limit) {
        return database.transact(
                sellerId,
                transaction -> transaction.list("""
                        select inbox_id from inbox
                         where seller_id = ? and state = 'WAITING' and next_attempt_at <= ?
                         order by next_attempt_at
                         limit ?
                        """, row -> row.getLong("inbox_id"), sellerId, clock.instant(), limit));
    }

    private Opened opened(long sellerId, Row row) throws java.sql.SQLException {
        long inboxId = row.getLong("inbox_id");
        long accountId = row.getLong("account_id");
        byte[] body = seal.open(sellerId, accountId, inboxId, row.getBytes("sealed_key"), row.getBytes("body"));
        return new Opened(
                inboxId,
                accountId,
                new RawMessage(row.getText("source"), row.getText("event_id"), body, row.getInstant("received_at")),
                State.valueOf(row.getText("state")),
                row.getInt("attempts"),
                row.findLong("order_id"));
    }

    /**
     * A mark of whom an order goes to, by which another recipient is told from the same. Keyed, so that nobody can guess
     * addresses by it, and the same for all messages of a seller, which a message's own data key could not make it.
     */
    public String recipientMark(long sellerId, Optional<Recipient> recipient) {
        return seal.mark(sellerId, recipient);
    }

    /** Notes that a message needs nothing more. */
    public void applied(long sellerId, long inboxId) {
        database.transact(sellerId, transaction -> {
            transaction.update("""
                    update inbox set state = 'APPLIED', next_attempt_at = null, parked_reason = null, parked_detail = null
                     where seller_id = ? and inbox_id = ?
                    """, sellerId, inboxId);
            return Rejections.replace(transaction, Rejections.Subject.MESSAGE, inboxId, List.of());
        });
    }

    /** Puts a message aside for a person, with the reason. */
    public void park(long sellerId, long inboxId, RejectionReason reason, String detail, List<Rejection> rejections) {
        database.transact(sellerId, transaction -> {
            transaction.update("""
                    update inbox set state = 'PARKED', next_attempt_at = null, parked_reason = ?, parked_detail = ?
                     where seller_id = ? and inbox_id = ?
                    """, reason.name(), detail, sellerId, inboxId);
            return Rejections.replace(transaction, Rejections.Subject.MESSAGE, inboxId, rejections);
        });
    }

    /** Has a message looked at again after a failure of ours; after {@value #MAX_ATTEMPTS} times it is parked. */
    public void failed(long sellerId, long inboxId, String why, Duration retryAfter, boolean countsAsAttempt) {
        int attempt = countsAsAttempt ? 1 : 0;
        database.transact(
                sellerId,
                transaction -> transaction.update(
                        """
                        update inbox
                           set attempts = attempts + ?,
                               state = case when attempts + ? >= ? then 'PARKED' else state end,
                               parked_reason = case when attempts + ? >= ? then 'TRIED_TOO_OFTEN' end,
                               parked_detail = ?,
                               next_attempt_at = case when attempts + ? >= ? then null else ?::timestamptz end
                         where seller_id = ? and inbox_id = ? and state = 'WAITING'
                        """,
                        attempt,
                        attempt,
                        MAX_ATTEMPTS,
                        attempt,
                        MAX_ATTEMPTS,
                        why,
                        attempt,
                        MAX_ATTEMPTS,
                        clock.instant().plus(retryAfter),
                        sellerId,
                        inboxId));
    }

    /**
     * Has a message translated and applied again; applying is safe to repeat. What was rejected of it as a whole is found
     * anew, what was rejected of its order stays until it is. False if it is not there or was erased.
     */
    public boolean replay(long sellerId, long inboxId) {
        return database.transact(sellerId, transaction -> {
            int waiting = transaction.update("""
                    update inbox
                       set state = 'WAITING', attempts = 0, next_attempt_at = ?, parked_reason = null,
                           parked_detail = null
                     where seller_id = ? and inbox_id = ?
                       and exists (select from message_key k where k.seller_id = ? and k.inbox_id = ?)
                    """, clock.instant(), sellerId, inboxId, sellerId, inboxId);
            if (waiting == 1) {
                Rejections.replace(transaction, Rejections.Subject.MESSAGE, inboxId, List.of());
            }
            return waiting == 1;
        });
    }

    /**
     * Destroys the data keys of all messages of an order, and the marks of its recipients: what they said of a person can
     * never be read or compared again. A message that was to be read once more is done with, and what comes later is erased as
     * well ({@link #eraseAgain}).
     */
    public int erase(long sellerId, long orderId) {
        return database.transact(sellerId, transaction -> Erasing.order(transaction, orderId, clock.instant()));
    }

    /** Erases what has been read since of persons who were erased, a few at a time; says of how many orders. */
    public int eraseAgain(long sellerId) {
        List<Long> told = database.transact(sellerId, transaction -> Erasing.toldAgain(transaction, ERASED_AT_A_TIME));
        told.forEach(orderId -> erase(sellerId, orderId));
        return told.size();
    }

    /**
     * Destroys the data key of a message that nothing needs any more, and looks at it no more; one that an order was last
     * read from is kept.
     */
    public void forget(long sellerId, long inboxId) {
        database.transact(sellerId, transaction -> Erasing.message(transaction, inboxId));
    }

    /** Gives up a message that was put aside as a whole, and destroys its content; false if there is none so. */
    public boolean giveUp(long sellerId, long inboxId) {
        return database.transact(sellerId, transaction -> {
            boolean parked = transaction
                    .find(
                            "select 1 from inbox where seller_id = ? and inbox_id = ? and state = 'PARKED' for update",
                            row -> true,
                            sellerId,
                            inboxId)
                    .isPresent();
            if (parked) {
                Erasing.message(transaction, inboxId);
            }
            return parked;
        });
    }

    /**
     * A message put aside, without its content.
     *
     * @param orderId the order that the rest of it was applied to, where only parts of it were not understood
     */
    public record Parked(
            long inboxId,
            long accountId,
            String source,
            Instant receivedAt,
            String reason,
            String detail,
            Optional<Long> orderId,
            List<Rejection> rejections) {}

    /** Parked messages, and those of which an order has parts that nobody understood, after {@code afterInboxId}. */
    public List<Parked> listParked(long sellerId, long afterInboxId, int limit) {
        return database.transact(sellerId, transaction -> ParkedRows.list(transaction, afterInboxId, limit));
    }

    /** Where reading an account stands. */
    public Optional<CursorState> findCursor(long sellerId, long accountId, String kind) {
        return database.transact(
                sellerId,
                transaction -> transaction.find(
                        "select * from account_cursor where seller_id = ? and account_id = ? and kind = ?",
                        row -> new CursorState(
                                row.findText("cursor"),
                                row.findInstant("read_through"),
                                row.getInstant("next_at"),
                                row.getInt("failures"),
                                row.findText("refused")),
                        sellerId,
                        accountId,
                        kind));
    }

    /** Has an account read again at that moment, its cursor unchanged; one that did not fail is not refused any more. */
    public void readAgain(long sellerId, long accountId, String kind, Instant nextAt, boolean failed) {
        database.transact(
                sellerId, transaction -> transaction.update("""
                        insert into account_cursor as c (seller_id, account_id, kind, next_at, failures)
                        values (?, ?, ?, ?, ?)
                        on conflict (seller_id, account_id, kind) do update
                           set next_at = excluded.next_at,
                               failures = case when excluded.failures = 0 then 0 else c.failures + 1 end,
                               refused = case when excluded.failures = 0 then null else c.refused end,
                               refused_since = case when excluded.failures = 0 then null else c.refused_since end
                        """, sellerId, accountId, kind, nextAt, failed ? 1 : 0));
    }

    /**
     * Has an account read again at that moment, its cursor unchanged, and notes that the other side refused to be read.
     *
     * @return whether it refused for another reason before, or did not
     */
    public boolean readRefused(long sellerId, long accountId, String kind, String why, Instant nextAt) {
        String words = why.length() <= MAX_REFUSAL ? why : why.substring(0, MAX_REFUSAL);
        boolean known = findCursor(sellerId, accountId, kind)
                .flatMap(CursorState::refused)
                .equals(Optional.of(words));
        database.transact(
                sellerId,
                transaction -> transaction.update("""
                        insert into account_cursor as c (seller_id, account_id, kind, next_at, failures, refused, refused_since)
                        values (?, ?, ?, ?, 1, ?, ?)
                        on conflict (seller_id, account_id, kind) do update
                           set next_at = excluded.next_at, failures = c.failures + 1, refused = excluded.refused,
                               refused_since = coalesce(c.refused_since, excluded.refused_since)
                        """, sellerId, accountId, kind, nextAt, words, clock.instant()));
        return !known;
    }

    /** Has an account read at that moment if it was to be read later; one that keeps failing is left alone. */
    public void readSooner(long sellerId, long accountId, String kind, Instant at) {
        database.transact(sellerId, transaction -> transaction.update("""
                        update account_cursor set next_at = ?
                         where seller_id = ? and account_id = ? and kind = ? and next_at > ? and failures = 0
                        """, at, sellerId, accountId, kind, at));
    }

    @Override
    public void close() {
        committers.close();
    }

    /**
     * Where reading goes on, stored together with what was read.
     *
     * @param readThrough every change before it, by the channel's clock, has been stored; empty leaves it as it is
     */
    public record CursorAdvance(String kind, String cursor, Optional<Instant> readThrough, Instant nextAt) {}

    /**
     * Where reading an account stands.
     *
     * @param refused the other side's words when it refused to be read, until it lets itself be read again
     */
    public record CursorState(
            Optional<String> cursor,
            Optional<Instant> readThrough,
            Instant nextAt,
            int failures,
            Optional<String> refused) {}

    record Waiting(
            long accountId,
            List<SealedMessage> messages,
            Optional<CursorAdvance> cursor,
            CompletableFuture<List<Stored>> reply) {}

    record SealedMessage(
            long inboxId,
            long accountId,
            String source,
            String eventId,
            @SuppressWarnings("ArrayRecordComponent") byte[] sha256,
            @SuppressWarnings("ArrayRecordComponent") byte[] sealedBody,
            @SuppressWarnings("ArrayRecordComponent") byte[] sealedKey,
            Instant receivedAt) {}
}
