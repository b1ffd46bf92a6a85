package penstock.core.catalogue;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import penstock.core.identity.Ids;
import penstock.core.identity.Sealing;
import penstock.core.port.ChannelKinds.ChannelKind;
import penstock.core.store.Database;
import penstock.core.store.DatabaseFailure;
import penstock.core.store.Transaction;
import penstock.core.store.Transaction.Row;

/** A seller's accounts on channels, at providers and suppliers, with their sealed secrets. Any thread. */
public final class Accounts {

    private final Database database;
    private final Clock clock;
    private final Ids ids;
    private final Sealing sealing;

    public Accounts(Database database, Clock clock, Ids ids, Sealing sealing) {
        this.database = database;
        this.clock = clock;
        this.ids = ids;
        this.sealing = sealing;
    }

    /** Whether an account is worked. */
    public enum State {
        ACTIVE,
        PAUSED,
        /** Cannot go on without a person. */
        NEEDS_ATTENTION
    }

    /** Whether a channel that calls back only where it was asked to has been asked. */
    public enum Callbacks {
        /** For everything. */
        SUBSCRIBED,
        /** The channel refuses some of it; changes of that kind are polled. */
        INCOMPLETE,
        /** For nothing: everything is polled. */
        POLLING
    }

    /** How an account is called back, and what a person can do about it. */
    public record CallbackState(Callbacks state, String reason, Instant checkedAt) {}

    /**
     * An account without its secrets.
     *
     * @param endpoint the address that stands for the channel
     * @param shareWeight its part of partitioned SKUs, against the other accounts'
     * @param failingSince since when its calls keep failing and are held back, if they are
     * @param unread what cannot be read of it, because the other side refuses
     * @param callbacks empty where nobody has to ask to be called back, or before the first look
     */
    public record Account(
            long sellerId,
            long accountId,
            String channel,
            String name,
            String endpoint,
            State state,
            String stateReason,
            Optional<Instant> failingSince,
            Optional<Unread> unread,
            boolean ownSkus,
            boolean publishesStock,
            boolean comparesAndSets,
            int shareWeight,
            Optional<CallbackState> callbacks,
            Map<String, String> settings) {}

    /**
     * What the other side refuses to be asked for.
     *
     * @param what orders, notifications or stock
     * @param why the other side's words
     */
    public record Unread(String what, String why, Instant since) {}

    /** What a person enters to open an account. */
    public record Opening(
            String name, String endpoint, int shareWeight, Map<String, String> settings, Map<String, String> secrets) {}

    /**
     * Opens an account.
     *
     * @throws Conflict if the name is taken
     */
    public Account open(long sellerId, ChannelKind kind, Opening opening) {
        long accountId = ids.next();
        try {
            database.transact(sellerId, transaction -> insert(transaction, accountId, kind, opening));
        } catch (DatabaseFailure e) {
            if (e.duplicateKey()) {
                throw new Conflict("an account called " + opening.name() + " exists already");
            }
            throw e;
        }
        return find(sellerId, accountId).orElseThrow();
    }

    private int insert(Transaction transaction, long accountId, ChannelKind kind, Opening opening) {
        long sellerId = transaction.sellerId();
        transaction.update(
                """
                insert into channel_account (seller_id, account_id, channel, name, endpoint, sealed_secrets, state, own_skus,
                                             publishes_stock, compares_and_sets, enforces_number, share_weight, created_at)
                values (?, ?, ?, ?, ?, ?, 'ACTIVE', ?, ?, ?, ?, ?, ?)
                """,
                sellerId,
                accountId,
                kind.code(),
                opening.name(),
                opening.endpoint(),
                seal(sellerId, accountId, opening.secrets()),
                kind.ownSkus(),
                kind.publishesStock(),
                kind.comparesAndSets(),
                kind.enforcesNumber(),
                opening.shareWeight(),
                clock.instant());
        insertSettings(transaction, accountId, opening.settings());
        CatalogueVersion.raise(transaction);
        return 1;
    }

    private static void insertSettings(Transaction transaction, long accountId, Map<String, String> settings) {
        settings.forEach((name, value) -> transaction.update(
                "insert into account_setting (seller_id, account_id, name, value) values (?, ?, ?, ?)",
                transaction.sellerId(),
                accountId,
                name,
                value));
    }

    public Optional<Account> find(long sellerId, long accountId) {
        return list(sellerId).stream()
                .filter(account -> account.accountId() == accountId)
                .findFirst();
    }

    public List<Account> list(long sellerId) {
        return database.transact(sellerId, transaction -> {
            Map<Long, Map<String, String>> settings = new HashMap<>();
            transaction.list(
                    "select account_id, name, value from account_setting where seller_id = ?",
                    row -> settings.computeIfAbsent(row.getLong("account_id"), id -> new LinkedHashMap<>())
                            .put(row.getText("name"), row.getText("value")),
                    sellerId);
            return transaction.list(
                    """
                    select a.*, c.kind as unread, c.refused, c.refused_since
                      from channel_account a
                      left join lateral (
                           select * from account_cursor c
                            where c.seller_id = a.seller_id and c.account_id = a.account_id and c.refused is not null
                            order by c.kind desc limit 1) as c on true
                     where a.seller_id = ? order by a.account_id
                    """, row -> account(row, settings.getOrDefault(row.getLong("account_id"), Map.of())), sellerId);
        });
    }

    private static Account account(Row row, Map<String, String> settings) throws java.sql.SQLException {
        return new Account(
                row.getLong("seller_id"),
                row.getLong("account_id"),
                row.getText("channel"),
                row.getText("name"),
                row.getText("endpoint"),
                State.valueOf(row.getText("state")),
                row.getText("state_reason"),
                row.findInstant("failing_since"),
                unread(row),
                row.getBoolean("own_skus"),
                row.getBoolean("publishes_stock"),
                row.getBoolean("compares_and_sets"),
                row.getInt("share_weight"),
                callbacks(row),
                settings);
    }

    private static Optional<Unread> unread(Row row) throws java.sql.SQLException {
        Optional<String> what = row.findText("unread");
        return what.isEmpty()
                ? Optional.empty()
                : Optional.of(new Unread(what.get(), row.getText("refused"), row.getInstant("refused_since")));
    }

    private static Optional<CallbackState> callbacks(Row row) throws java.sql.SQLException {
        Optional<String> state = row.findText("webhooks");
        return state.isEmpty()
                ? Optional.empty()
                : Optional.of(new CallbackState(
                        Callbacks.valueOf(state.get()),
                        row.getText("webhooks_reason"),
                        row.getInstant("webhooks_checked_at")));
    }

    /** Notes whether the channel calls back. */
    public void noteCallbacks(long sellerId, long accountId, CallbackState found) {
        database.transact(
                sellerId,
                transaction -> transaction.update(
                        """
                        update channel_account set webhooks = ?, webhooks_reason = ?, webhooks_checked_at = ?
                         where seller_id = ? and account_id = ?
                        """, found.state().name(), found.reason(), found.checkedAt(), sellerId, accountId));
    }

    /** What a person changes of an account; what is empty stays. Settings are replaced all together. */
    public record Change(
            Optional<State> state,
            Optional<String> reason,
            Optional<String> endpoint,
            Optional<Integer> shareWeight,
            Optional<Map<String, String>> settings) {

        /** What may have kept the account from being worked is put right. */
        boolean corrects() {
            return endpoint.isPresent() || settings.isPresent();
        }
    }

    /**
     * Changes an account; its listings are looked at again at once. One that needed attention is active again when its
     * endpoint or settings are corrected, unless the change says otherwise.
     *
     * @return false if there is no such account
     */
    public boolean change(long sellerId, long accountId, Change change) {
        return database.transact(sellerId, transaction -> {
            int changed = transaction.update(
                    """
                    update channel_account
                       set state = coalesce(?::text, case when ? and state = 'NEEDS_ATTENTION' then 'ACTIVE' else state end),
                           state_reason = case when ?::text is not null then ?::text
                                               when ? and state = 'NEEDS_ATTENTION' then '' else state_reason end,
                           endpoint = coalesce(?::text, endpoint),
                           share_weight = coalesce(?::int, share_weight)
                     where seller_id = ? and account_id = ?
                    """,
                    change.state().map(Enum::name).orElse(null),
                    change.corrects(),
                    change.state().map(Enum::name).orElse(null),
                    change.reason().orElse(""),
                    change.corrects(),
                    change.endpoint().orElse(null),
                    change.shareWeight().orElse(null),
                    sellerId,
                    accountId);
            if (changed == 0) {
                return false;
            }
            change.settings().ifPresent(settings -> replaceSettings(transaction, accountId, settings));
            CatalogueVersion.raise(transaction);
            lookAgain(transaction, accountId);
            return true;
        });
    }

    private static void replaceSettings(Transaction transaction, long accountId, Map<String, String> settings) {
        transaction.update(
                "delete from account_setting where seller_id = ? and account_id = ?",
                transaction.sellerId(),
                accountId);
        insertSettings(transaction, accountId, settings);
    }

    /** The account's own listings, and the others that share a SKU with them: a weight is a part of a whole. */
    private void lookAgain(Transaction transaction, long accountId) {
        transaction.update(
                """
                update publication p
                   set stale_since = coalesce(p.stale_since, ?),
                       next_attempt_at = least(coalesce(p.next_attempt_at, 'infinity'), ?)
                 where p.seller_id = ? and p.state <> 'REJECTED'
                   and p.sku_id in (select l.sku_id from listing l where l.seller_id = ? and l.account_id = ?)
                """, clock.instant(), clock.instant(), transaction.sellerId(), transaction.sellerId(), accountId);
    }

    /** Notes since when the account's calls keep failing, or that they do no longer. */
    public void noteFailing(long sellerId, long accountId, Optional<Instant> since) {
        database.transact(
                sellerId,
                transaction -> transaction.update(
                        "update channel_account set failing_since = ? where seller_id = ? and account_id = ?",
                        since.orElse(null),
                        sellerId,
                        accountId));
    }

    /** Pauses, resumes or marks an account. */
    public boolean enter(long sellerId, long accountId, State state, String reason) {
        return database.transact(
                        sellerId, transaction -> transaction.update("""
                                update channel_account set state = ?, state_reason = ?
                                 where seller_id = ? and account_id = ?
                                """, state.name(), reason, sellerId, accountId))
                == 1;
    }

    /** The account's secrets by name. */
    public Map<String, String> secrets(long sellerId, long accountId) {
        Optional<byte[]> sealed = database.transact(
                sellerId,
                transaction -> transaction
                        .find(
                                "select sealed_secrets from channel_account where seller_id = ? and account_id = ?",
                                row -> row.findBytes("sealed_secrets"),
                                sellerId,
                                accountId)
                        .flatMap(found -> found));
        return sealed.map(bytes -> unseal(sellerId, accountId, bytes)).orElse(Map.of());
    }

    /** Replaces the account's secrets, all together; one that needed attention is active again. */
    public boolean changeSecrets(long sellerId, long accountId, Map<String, String> secrets) {
        return database.transact(
                        sellerId,
                        transaction -> transaction.update("""
                                update channel_account
                                   set sealed_secrets = ?,
                                       state = case when state = 'NEEDS_ATTENTION' then 'ACTIVE' else state end,
                                       state_reason = case when state = 'NEEDS_ATTENTION' then '' else state_reason end
                                 where seller_id = ? and account_id = ?
                                """, seal(sellerId, accountId, secrets), sellerId, accountId))
                == 1;
    }

    private byte[] seal(long sellerId, long accountId, Map<String, String> secrets) {
        Properties properties = new Properties();
        properties.putAll(secrets);
        java.io.StringWriter text = new java.io.StringWriter();
        try {
            properties.store(text, null);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return sealing.seal(text.toString().getBytes(StandardCharsets.UTF_8), purpose(sellerId, accountId));
    }

    private Map<String, String> unseal(long sellerId, long accountId, byte[] sealed) {
        Properties properties = new Properties();
        String text = new String(sealing.open(sealed, purpose(sellerId, accountId)), StandardCharsets.UTF_8);
        try {
            properties.load(new java.io.StringReader(text));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        Map<String, String> secrets = new HashMap<>();
        properties.stringPropertyNames().forEach(name -> secrets.put(name, properties.getProperty(name)));
        return secrets;
    }

    private static String purpose(long sellerId, long accountId) {
        return "channel_account.sealed_secrets/" + sellerId + "/" + accountId;
    }
}
