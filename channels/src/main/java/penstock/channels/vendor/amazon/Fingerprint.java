package penstock.channels.vendor.amazon;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The first half of a SHA-256: tells messages and tokens apart where Amazon gives them no name. */
public final class Fingerprint {

    private static final int BYTES = 16;

    private Fingerprint() {}

    /** Of {@code content}, as 32 hexadecimal digits. */
    public static String of(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content), 0, BYTES);
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
