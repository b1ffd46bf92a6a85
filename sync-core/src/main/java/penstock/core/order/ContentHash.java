package penstock.core.order;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** Tells a repeat from another thing under the same id: the first 16 bytes of SHA-256 over what was asked. */
public final class ContentHash {

    private static final int BYTES = 16;

    private ContentHash() {}

    /** The hash of a text that says everything that matters. */
    public static byte[] of(String content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
            return Arrays.copyOf(digest, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java", e);
        }
    }
}
