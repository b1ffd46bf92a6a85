package penstock.console.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The key of whoever runs this installation: creates sellers and may act for any of them. */
public final class OperatorKey {

    /** A shorter key could be guessed. */
    public static final int MIN_BYTES = 32;

    private final byte[] sha256;

    private OperatorKey(byte[] sha256) {
        this.sha256 = sha256;
    }

    /**
     * The key, as it will be sent.
     *
     * @throws IllegalArgumentException if it has fewer than {@value #MIN_BYTES} bytes
     */
    public static OperatorKey of(byte[] key) {
        if (key.length < MIN_BYTES) {
            throw new IllegalArgumentException("the operator key has " + key.length + " bytes, at least " + MIN_BYTES
                    + " are needed; make one with: openssl rand -hex 32");
        }
        return new OperatorKey(digest(key));
    }

    /** Whether that is the key; takes the same time for every wrong one. */
    boolean matches(String given) {
        return MessageDigest.isEqual(sha256, digest(given.getBytes(StandardCharsets.UTF_8)));
    }

    private static byte[] digest(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java", e);
        }
    }
}
