package penstock.core.identity;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals secrets and personal data with AES-256-GCM. What a seal is for (seller, table, row) is bound into it, so a sealed
 * value moved to another row or seller does not open. Any thread.
 *
 * <p>Format: version 1, 12 bytes of nonce, ciphertext with a tag of 128 bits.
 */
public final class Sealing {

    /** Bytes of a key. */
    public static final int KEY_BYTES = 32;

    private static final byte VERSION = 1;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int MARK_BYTES = 16;

    private final SecretKeySpec masterKey;
    private final SecretKeySpec markKey;
    private final SecureRandom random = new SecureRandom();

    /**
     * Seals under that master key.
     *
     * @param masterKey {@value #KEY_BYTES} bytes
     */
    public Sealing(byte[] masterKey) {
        this.masterKey = aes(masterKey);
        this.markKey = new SecretKeySpec(
                hmac(new SecretKeySpec(masterKey, "HmacSHA256"), "marks".getBytes(StandardCharsets.UTF_8)),
                "HmacSHA256");
    }

    /**
     * A mark by which two texts can be told apart and nobody without the master key can guess them: 128 bits of HMAC-SHA-256.
     * The same text has another mark for another purpose.
     */
    public String mark(String text, String purpose) {
        byte[] whole = hmac(markKey, (purpose + "\n" + text).getBytes(StandardCharsets.UTF_8));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(whole, MARK_BYTES));
    }

    private static byte[] hmac(SecretKeySpec key, byte[] text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA-256 is part of every Java", e);
        }
    }

    /** A new random data key. */
    public byte[] newDataKey() {
        byte[] key = new byte[KEY_BYTES];
        random.nextBytes(key);
        return key;
    }

    /** Seals under the master key; {@code purpose} must be given again to open. */
    public byte[] seal(byte[] plain, String purpose) {
        return seal(masterKey, plain, purpose);
    }

    /**
     * Opens what {@link #seal(byte[], String)} made.
     *
     * @throws SealBroken if it was made with another key, for another purpose, or was changed
     */
    public byte[] open(byte[] sealed, String purpose) {
        return open(masterKey, sealed, purpose);
    }

    /** Seals under a data key. */
    public byte[] sealWith(byte[] dataKey, byte[] plain, String purpose) {
        return seal(aes(dataKey), plain, purpose);
    }

    /** Opens what {@link #sealWith} made. */
    public byte[] openWith(byte[] dataKey, byte[] sealed, String purpose) {
        return open(aes(dataKey), sealed, purpose);
    }

    private byte[] seal(SecretKeySpec key, byte[] plain, String purpose) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, key, nonce, purpose).doFinal(plain);
            return ByteBuffer.allocate(1 + NONCE_BYTES + sealed.length)
                    .put(VERSION)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM is not available on this Java", e);
        }
    }

    private static byte[] open(SecretKeySpec key, byte[] sealed, String purpose) {
        if (sealed.length < 1 + NONCE_BYTES || sealed[0] != VERSION) {
            throw new SealBroken("not a sealed value of version " + VERSION);
        }
        byte[] nonce = Arrays.copyOfRange(sealed, 1, 1 + NONCE_BYTES);
        try {
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, key, nonce, purpose);
            return cipher.doFinal(sealed, 1 + NONCE_BYTES, sealed.length - 1 - NONCE_BYTES);
        } catch (GeneralSecurityException e) {
            throw new SealBroken(
                    "the seal of " + purpose + " does not open: wrong key, or the value was changed or moved");
        }
    }

    private static Cipher cipher(int mode, SecretKeySpec key, byte[] nonce, String purpose)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(purpose.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private static SecretKeySpec aes(byte[] key) {
        if (key.length != KEY_BYTES) {
            throw new IllegalArgumentException("a key has " + KEY_BYTES + " bytes, not " + key.length);
        }
        return new SecretKeySpec(key, "AES");
    }

    /** A sealed value does not open. */
    public static final class SealBroken extends RuntimeException {
        private static final long serialVersionUID = 1L;

        SealBroken(String message) {
            super(message);
        }
    }
}
