package penstock.channels.webhook;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Signs and verifies webhooks by Standard Webhooks 1.0.0, symmetric scheme {@code v1}. Stateless; any thread.
 *
 * <p>Secrets are {@code whsec_} and base64, or the base64 alone. While a secret is replaced there are two: a sender signs
 * with both, a receiver accepts either.
 */
public final class StandardWebhooks {

    public static final String ID = "webhook-id";
    public static final String TIMESTAMP = "webhook-timestamp";
    public static final String SIGNATURE = "webhook-signature";

    /** How far a message's time may lie from ours, either way. */
    public static final Duration TOLERANCE = Duration.ofMinutes(5);

    /** Bytes of a secret, at least. */
    public static final int MIN_SECRET = 24;

    /** Bytes of a secret, at most. */
    public static final int MAX_SECRET = 64;

    /** Signatures of one message that are looked at. */
    public static final int MAX_SIGNATURES = 16;

    private static final String PREFIX = "whsec_";
    private static final String VERSION = "v1,";

    /** Visible characters without the full stop, which separates what is signed. */
    private static final Pattern IDENTIFIER = Pattern.compile("[\\x21-\\x2D\\x2F-\\x7E]{1,256}");

    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,11}");

    private StandardWebhooks() {}

    /** The judgement on a message. */
    public sealed interface Verification {

        /** Sent by who holds the secret, just now. */
        record Genuine(String id, Instant sentAt) implements Verification {}

        /** Not to be believed. */
        record Forged(Problem problem) implements Verification {}
    }

    /** Why a message is not believed. */
    public enum Problem {
        ID_MISSING,
        /** Empty, too long, or with a full stop. */
        ID_UNUSABLE,
        TIMESTAMP_MISSING,
        TIMESTAMP_IS_NO_NUMBER,
        TOO_OLD,
        TOO_NEW,
        SIGNATURE_MISSING,
        /** No signature in the list is one of ours for this message. */
        SIGNATURE_DOES_NOT_FIT
    }

    /**
     * The value of {@link #SIGNATURE}: one signature for each secret, separated by blanks.
     *
     * @throws IllegalArgumentException if the id has a full stop
     * @throws IllegalStateException if there is no secret, or one that is none: a person has to enter it again
     */
    public static String sign(String id, Instant at, byte[] body, List<String> secrets) {
        if (!IDENTIFIER.matcher(id).matches()) {
            throw new IllegalArgumentException("a webhook's id is made of visible characters without full stops");
        }
        if (secrets.isEmpty()) {
            throw new IllegalStateException("a webhook is signed with at least one secret");
        }
        String timestamp = String.valueOf(at.getEpochSecond());
        return secrets.stream()
                .map(secret -> VERSION + signature(id, timestamp, body, secret))
                .collect(Collectors.joining(" "));
    }

    /**
     * Judges a message by its raw bytes.
     *
     * @param headers names in any case
     * @param secrets those that are valid now; none believes nothing
     * @throws IllegalStateException if a secret is none: a person has to enter it again
     */
    public static Verification verify(Map<String, String> headers, byte[] body, List<String> secrets, Instant now) {
        Map<String, String> anyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        anyCase.putAll(headers);
        String id = anyCase.getOrDefault(ID, "");
        String timestamp = anyCase.getOrDefault(TIMESTAMP, "").strip();
        String signatures = anyCase.getOrDefault(SIGNATURE, "").strip();
        Optional<Problem> problem = problem(id, timestamp, signatures, now);
        if (problem.isPresent()) {
            return new Verification.Forged(problem.get());
        }
        return fits(id, timestamp, body, signatures, secrets)
                ? new Verification.Genuine(id, Instant.ofEpochSecond(Long.parseLong(timestamp)))
                : new Verification.Forged(Problem.SIGNATURE_DOES_NOT_FIT);
    }

    private static Optional<Problem> problem(String id, String timestamp, String signatures, Instant now) {
        if (id.isBlank()) {
            return Optional.of(Problem.ID_MISSING);
        } else if (!IDENTIFIER.matcher(id).matches()) {
            return Optional.of(Problem.ID_UNUSABLE);
        } else if (timestamp.isEmpty()) {
            return Optional.of(Problem.TIMESTAMP_MISSING);
        } else if (!SECONDS.matcher(timestamp).matches()) {
            return Optional.of(Problem.TIMESTAMP_IS_NO_NUMBER);
        } else if (signatures.isEmpty()) {
            return Optional.of(Problem.SIGNATURE_MISSING);
        }
        Instant sentAt = Instant.ofEpochSecond(Long.parseLong(timestamp));
        if (sentAt.isBefore(now.minus(TOLERANCE))) {
            return Optional.of(Problem.TOO_OLD);
        }
        return sentAt.isAfter(now.plus(TOLERANCE)) ? Optional.of(Problem.TOO_NEW) : Optional.empty();
    }

    private static boolean fits(String id, String timestamp, byte[] body, String signatures, List<String> secrets) {
        List<byte[]> ours = secrets.stream()
                .map(secret -> signature(id, timestamp, body, secret).getBytes(StandardCharsets.UTF_8))
                .toList();
        boolean fits = false;
        for (String given : signatures.split(" +", MAX_SIGNATURES + 1)) {
            if (given.startsWith(VERSION)) {
                byte[] value = given.substring(VERSION.length()).getBytes(StandardCharsets.UTF_8);
                for (byte[] expected : ours) {
                    fits |= HmacSha256.same(expected, value);
                }
            }
        }
        return fits;
    }

    private static String signature(String id, String timestamp, byte[] body, String secret) {
        byte[] head = (id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8);
        return Base64.getEncoder().encodeToString(HmacSha256.of(key(secret), head, body));
    }

    private static byte[] key(String secret) {
        String text = secret.strip();
        byte[] key = decoded(text.startsWith(PREFIX) ? text.substring(PREFIX.length()) : text);
        if (key.length < MIN_SECRET || key.length > MAX_SECRET) {
            throw new IllegalStateException(String.format(
                    Locale.ROOT,
                    "a signing secret has %d to %d bytes, this one %d: make another",
                    MIN_SECRET,
                    MAX_SECRET,
                    key.length));
        }
        return key;
    }

    /** What is allowed as a signing secret, if the text is none. */
    public static Optional<String> objection(String secret) {
        try {
            key(secret);
            return Optional.empty();
        } catch (IllegalStateException e) {
            return Optional.of("whsec_ and " + MIN_SECRET + " to " + MAX_SECRET + " bytes in base64");
        }
    }

    private static byte[] decoded(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            // the cause is left out, since it quotes a character of the secret
            throw new IllegalStateException("a signing secret is whsec_ and base64: enter it again");
        }
    }
}
