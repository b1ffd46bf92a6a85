package penstock.routes.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import penstock.core.identity.Sealing;

/**
 * The installation's two secrets: the master key that seals everything else, and the operator's key of the API. Each comes
 * from the environment or from a file of the home that only its owner may read; a missing file is made.
 */
public final class GatewaySecrets {

    /** Environment variable with the master key, {@value Sealing#KEY_BYTES} bytes in base64. */
    public static final String MASTER_KEY = "PENSTOCK_MASTER_KEY";

    /** Environment variable with the operator's key, at least {@value #OPERATOR_KEY_MIN} characters. */
    public static final String OPERATOR_KEY = "PENSTOCK_OPERATOR_KEY";

    static final int OPERATOR_KEY_MIN = 32;

    private final byte[] masterKey;
    private final String operatorKey;

    private GatewaySecrets(byte[] masterKey, String operatorKey) {
        this.masterKey = masterKey;
        this.operatorKey = operatorKey;
    }

    /**
     * Reads or makes both.
     *
     * @throws IllegalStateException if one of them cannot be used; the message says what to do
     */
    public static GatewaySecrets load(Path home, Map<String, String> environment) {
        String master = value(environment, MASTER_KEY, home.resolve("master.key"), Sealing.KEY_BYTES, "");
        String operator = value(environment, OPERATOR_KEY, home.resolve("operator.key"), 32, "pso_");
        if (operator.length() < OPERATOR_KEY_MIN) {
            throw new IllegalStateException(
                    "the operator's key has fewer than " + OPERATOR_KEY_MIN + " characters; choose a longer one");
        }
        return new GatewaySecrets(decode(master), operator);
    }

    private static byte[] decode(String text) {
        try {
            byte[] key = Base64.getDecoder().decode(text);
            if (key.length == Sealing.KEY_BYTES) {
                return key;
            }
        } catch (IllegalArgumentException e) {
            // said below
        }
        throw new IllegalStateException("the master key must be " + Sealing.KEY_BYTES
                + " bytes in base64; restore the file master.key or " + MASTER_KEY
                + " as it was, or nothing sealed can be read");
    }

    private static String value(
            Map<String, String> environment, String variable, Path file, int randomBytes, String prefix) {
        String given = environment.getOrDefault(variable, "").strip();
        if (!given.isEmpty()) {
            return given;
        }
        try {
            if (!Files.exists(file)) {
                make(file, randomBytes, prefix);
            }
            requirePrivate(file);
            return Files.readString(file, StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(refusal("cannot read or make " + file, e), e);
        }
    }

    /** What a person is told whose home cannot be used. */
    static String refusal(String what, IOException why) {
        return what + ": " + why
                + ". The user who runs Penstock must own the home and all in it, and the disk must have room;"
                + " another home is named by --home or PENSTOCK_HOME";
    }

    private static void make(Path file, int randomBytes, String prefix) throws IOException {
        byte[] random = new byte[randomBytes];
        new SecureRandom().nextBytes(random);
        Base64.Encoder encoder =
                prefix.isEmpty() ? Base64.getEncoder() : Base64.getUrlEncoder().withoutPadding();
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, prefix + encoder.encodeToString(random) + "\n", StandardOpenOption.TRUNCATE_EXISTING);
    }

    private static void requirePrivate(Path file) throws IOException {
        Set<PosixFilePermission> allowed = PosixFilePermissions.fromString("rw-------");
        if (!allowed.containsAll(Files.getPosixFilePermissions(file))) {
            throw new IllegalStateException(file + " may be read by others; run: chmod 600 " + file);
        }
    }

    byte[] masterKey() {
        return masterKey.clone();
    }

    /** The key that may create sellers and act for any of them. */
    public String operatorKey() {
        return operatorKey;
    }

    /** Says nothing. */
    @Override
    public String toString() {
        return "GatewaySecrets[withheld]";
    }
}
