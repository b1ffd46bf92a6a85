package penstock.core.inbox;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import penstock.core.inbox.Inbox.CursorAdvance;
import penstock.core.inbox.Inbox.SealedMessage;
import penstock.core.inbox.Inbox.Stored;
import penstock.core.inbox.Inbox.Waiting;
import penstock.core.store.Columns;
import penstock.core.store.Transaction;

/** The inbox's rows. */
final class InboxRows {

    static final String SELECT = """
            select i.*, k.sealed_key
              from inbox i join message_key k on k.seller_id = i.seller_id and k.inbox_id = i.inbox_id
            """;

    private record Key(long accountId, String source, String eventId) {
        static Key of(SealedMessage message) {
            return new Key(message.accountId(), message.source(), message.eventId());
        }
    }

    private record Known(
            long inboxId,
            @SuppressWarnings("ArrayRecordComponent") byte[] sha256) {}

    private InboxRows() {}

    static List<List<Stored>> store(Transaction transaction, List<Waiting> batch, Instant lookAgainAt) {
        List<SealedMessage> messages =
                batch.stream().flatMap(waiting -> waiting.messages().stream()).toList();
        Set<Long> inserted = insert(transaction, messages, lookAgainAt);
        Map<Key, Known> known = inserted.size() == messages.size() ? Map.of() : known(transaction, messages);
        for (Waiting waiting : batch) {
            waiting.cursor().ifPresent(cursor -> advance(transaction, waiting.accountId(), cursor));
        }
        return batch.stream()
                .map(waiting -> waiting.messages().stream()
                        .map(message -> judge(message, inserted, known))
                        .toList())
                .toList();
    }

    private static Stored judge(SealedMessage message, Set<Long> inserted, Map<Key, Known> known) {
        if (inserted.contains(message.inboxId())) {
            return new Stored(message.inboxId(), Stored.Kind.NEW);
        }
        Known first = known.get(Key.of(message));
        if (first == null) {
            throw new IllegalStateException("a message was neither stored nor stored before");
        }
        boolean same = Arrays.equals(first.sha256(), message.sha256());
        return new Stored(first.inboxId(), same ? Stored.Kind.REPEAT : Stored.Kind.CONFLICT);
    }

    private static Set<Long> insert(Transaction transaction, List<SealedMessage> messages, Instant lookAgainAt) {
        if (messages.isEmpty()) {
            return Set.of();
        }
        Set<Long> inserted = new HashSet<>(transaction.list(
                """
                insert into inbox (seller_id, inbox_id, account_id, source, event_id, sha256, body, received_at, state,
                                   next_attempt_at)
                select s.seller_id, u.*, 'WAITING', ?::timestamptz
                  from seller s,
                       unnest(?::bigint[], ?::bigint[], ?::text[], ?::text[], ?::bytea[], ?::bytea[], ?::timestamptz[]) as u
                 where s.seller_id = ?
                on conflict (seller_id, account_id, source, event_id) do nothing
                returning inbox_id
                """,
                row -> row.getLong("inbox_id"),
                prepend(
                        lookAgainAt,
                        Columns.of(messages)
                                .longs(SealedMessage::inboxId)
                                .longs(SealedMessage::accountId)
                                .texts(SealedMessage::source)
                                .texts(SealedMessage::eventId)
                                .bytes(SealedMessage::sha256)
                                .bytes(SealedMessage::sealedBody)
                                .instants(SealedMessage::receivedAt)
                                .then(transaction.sellerId()))));
        List<SealedMessage> fresh = messages.stream()
                .filter(message -> inserted.contains(message.inboxId()))
                .toList();
        if (!fresh.isEmpty()) {
            transaction.update(
                    """
                    insert into message_key (seller_id, inbox_id, sealed_key)
                    select s.seller_id, u.* from seller s, unnest(?::bigint[], ?::bytea[]) as u where s.seller_id = ?
                    """,
                    Columns.of(fresh)
                            .longs(SealedMessage::inboxId)
                            .bytes(SealedMessage::sealedKey)
                            .then(transaction.sellerId()));
        }
        return inserted;
    }

    private static Object[] prepend(Object first, Object[] rest) {
        List<Object> all = new ArrayList<>(rest.length + 1);
        all.add(first);
        all.addAll(Arrays.asList(rest));
        return all.toArray();
    }

    private static Map<Key, Known> known(Transaction transaction, List<SealedMessage> messages) {
        Map<Key, Known> known = new HashMap<>();
        transaction.list(
                """
                select i.inbox_id, i.account_id, i.source, i.event_id, i.sha256
                  from unnest(?::bigint[], ?::text[], ?::text[]) as k (account_id, source, event_id)
                 cross join lateral (
                       select * from inbox i
                        where i.seller_id = ? and i.account_id = k.account_id and i.source = k.source
                          and i.event_id = k.event_id) as i
                """,
                row -> known.put(
                        new Key(row.getLong("account_id"), row.getText("source"), row.getText("event_id")),
                        new Known(row.getLong("inbox_id"), row.getBytes("sha256"))),
                Columns.of(messages)
                        .longs(SealedMessage::accountId)
                        .texts(SealedMessage::source)
                        .texts(SealedMessage::eventId)
                        .then(transaction.sellerId()));
        return known;
    }

    private static void advance(Transaction transaction, long accountId, CursorAdvance cursor) {
        transaction.update(
                """
                insert into account_cursor as c (seller_id, account_id, kind, cursor, read_through, next_at)
                values (?, ?, ?, ?, ?::timestamptz, ?)
                on conflict (seller_id, account_id, kind) do update
                   set cursor = excluded.cursor, read_through = coalesce(excluded.read_through, c.read_through),
                       next_at = excluded.next_at, failures = 0, refused = null, refused_since = null
                """,
                transaction.sellerId(),
                accountId,
                cursor.kind(),
                cursor.cursor(),
                cursor.readThrough().orElse(null),
                cursor.nextAt());
    }
}
