package penstock.core.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import penstock.core.store.Database;

/**
 * Keys of the API, each of one seller: {@code psk_<seller>_<key>_<secret>}. The secret has 256 random bits and is kept as
 * its SHA-256. Any thread.
 */
public final class ApiKeys {

    /** A key that was revoked may be honoured this much longer, on nodes that have seen it lately. */
    public static final Duration CACHE = Duration.ofSeconds(10);

    /** Keys remembered; beyond it all are forgotten and looked up again. */
    private static final int MAX_CACHED = 10_000;

    private static final Pattern FORM = Pattern.compile("psk_(\\d{1,19})_(\\d{1,19})_([A-Za-z0-9-_]{43})");

    private final Database database;
    private final Clock clock;
    private final Ids ids;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Remembered> remembered = new ConcurrentHashMap<>();
    private final AtomicLong revocations = new AtomicLong();

    public ApiKeys(Database database, Clock clock, Ids ids) {
        this.database = database;
        this.clock = clock;
        this.ids = ids;
    }

    /** What a key may do. */
    public enum Role {
        /** Everything that concerns the seller. */
        ADMIN,
        /** Everything but accounts' secrets and keys. */
        OPERATOR,
        /** Check, hold, order and cancel for one own-site account. */
        STOREFRONT,
        /** Send feeds for one supplier account. */
        SUPPLIER,
        /** Read. */
        VIEWER
    }

    /**
     * Who a key speaks for.
     *
     * @param accountId the only account of a storefront's or supplier's key
     */
    public record Principal(long sellerId, long keyId, Role role, Optional<Long> accountId) {}

    /**
     * A key as it is listed.
     *
     * @param revokedAt when it was revoked
     */
    public record ApiKey(
            long keyId,
            String label,
            Role role,
            Optional<Long> accountId,
            Instant createdAt,
            Optional<Instant> revokedAt) {}

    /** A new key with its only showing. */
    public record Issued(long keyId, String key) {
        /** Leaves the key out. */
        @Override
        public String toString() {
            return "Issued[" + keyId + "]";
        }
    }

    /** Issues a key; it is shown now and never again. */
    public Issued issue(long sellerId, String label, Role role, Optional<Long> accountId) {
        byte[] secret = new byte[32];
        random.nextBytes(secret);
        String text = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        long keyId = ids.next();
        database.transact(
                sellerId,
                transaction -> transaction.update(
                        """
                        insert into api_key (seller_id, key_id, label, role, account_id, secret_hash, created_at)
                        values (?, ?, ?, ?, ?, ?, ?)
                        """,
                        sellerId,
                        keyId,
                        label,
                        role.name(),
                        accountId.orElse(null),
                        sha256(text),
                        clock.instant()));
        return new Issued(keyId, "psk_" + sellerId + "_" + keyId + "_" + text);
    }

    /** Who the key speaks for; empty if it is none of ours or revoked. */
    public Optional<Principal> authenticate(String key) {
        Matcher matcher = FORM.matcher(key);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String digest = Base64.getEncoder().encodeToString(sha256(key));
        Remembered known = remembered.get(digest);
        if (known != null && clock.instant().isBefore(known.until())) {
            return Optional.of(known.principal());
        }
        long before = revocations.get();
        Optional<Principal> principal = lookUp(matcher);
        principal.ifPresent(found -> remember(digest, found, before));
        return principal;
    }

    /** Unless a key was revoked since the look-up began: it may have been this one. */
    private synchronized void remember(String digest, Principal principal, long revocationsBefore) {
        if (revocations.get() != revocationsBefore) {
            return;
        }
        if (remembered.size() >= MAX_CACHED) {
            remembered.clear();
        }
        remembered.put(digest, new Remembered(principal, clock.instant().plus(CACHE)));
    }

    private Optional<Principal> lookUp(Matcher matcher) {
        long sellerId;
        long keyId;
        try {
            sellerId = Long.parseLong(matcher.group(1));
            keyId = Long.parseLong(matcher.group(2));
        } catch (NumberFormatException e) {
            return Optional.empty(); // more than an id can hold
        }
        byte[] hash = sha256(matcher.group(3));
        record Found(byte[] hash, Principal principal) {}
        return database.transact(
                        sellerId,
                        transaction -> transaction.find(
                                """
                                select secret_hash, role, account_id from api_key
                                 where seller_id = ? and key_id = ? and revoked_at is null
                                """,
                                row -> new Found(
                                        row.getBytes("secret_hash"),
                                        new Principal(
                                                sellerId,
                                                keyId,
                                                Role.valueOf(row.getText("role")),
                                                row.findLong("account_id"))),
                                sellerId,
                                keyId))
                .filter(found -> MessageDigest.isEqual(found.hash(), hash))
                .map(Found::principal);
    }

    /** Revokes a key; false if there is none of that id. */
    public boolean revoke(long sellerId, long keyId) {
        boolean found =
                database.transact(sellerId, transaction -> transaction.update("""
                                update api_key set revoked_at = coalesce(revoked_at, ?) where seller_id = ? and key_id = ?
                                """, clock.instant(), sellerId, keyId))
                        == 1;
        forgetAll();
        return found;
    }

    private synchronized void forgetAll() {
        revocations.incrementAndGet();
        remembered.clear();
    }

    /** The seller's keys, without their secrets. */
    public List<ApiKey> list(long sellerId) {
        return database.transact(
                sellerId,
                transaction -> transaction.list(
                        """
                        select key_id, label, role, account_id, created_at, revoked_at
                          from api_key where seller_id = ? order by key_id
                        """,
                        row -> new ApiKey(
                                row.getLong("key_id"),
                                row.getText("label"),
                                Role.valueOf(row.getText("role")),
                                row.findLong("account_id"),
                                row.getInstant("created_at"),
                                row.findInstant("revoked_at")),
                        sellerId));
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java", e);
        }
    }

    private record Remembered(Principal principal, Instant until) {}
}
