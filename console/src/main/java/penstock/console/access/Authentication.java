package penstock.console.access;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import penstock.console.problem.ProblemType;
import penstock.console.problem.Refused;
import penstock.core.identity.ApiKeys;

/** Finds out who asks, from the Authorization header and nothing else. Any thread. */
final class Authentication {

    /** Characters of a key; longer ones are not looked at. */
    static final int MAX_KEY = 512;

    private static final Pattern KEY_IN_ADDRESS = Pattern.compile(
            "(^|&)(access_token|api[-_]?key|key|token|authorization|auth)=|psk_\\d", Pattern.CASE_INSENSITIVE);
    private static final String SCHEME = "Bearer ";

    private final OperatorKey operatorKey;
    private final ApiKeys apiKeys;
    private final FailedAttempts failedAttempts;

    Authentication(OperatorKey operatorKey, ApiKeys apiKeys, FailedAttempts failedAttempts) {
        this.operatorKey = operatorKey;
        this.apiKeys = apiKeys;
        this.failedAttempts = failedAttempts;
    }

    Caller authenticate(HttpServletRequest request) {
        refuseKeyInAddress(request);
        String key = key(request);
        String digest = digest(key);
        String address = String.valueOf(request.getRemoteAddr());
        if (!failedAttempts.mayTry(address, digest)) {
            throw Refused.of(
                    ProblemType.TOO_MANY_ATTEMPTS,
                    "too many wrong keys came from your address; this key was not looked at, wait a minute",
                    "Retry-After",
                    String.valueOf(FailedAttempts.WINDOW.toSeconds()));
        }
        Optional<Caller> caller = find(key);
        if (caller.isEmpty()) {
            failedAttempts.failed(address);
            throw unauthenticated();
        }
        failedAttempts.served(digest);
        return caller.get();
    }

    private Optional<Caller> find(String key) {
        if (operatorKey.matches(key)) {
            return Optional.of(new Caller.Installation());
        }
        return apiKeys.authenticate(key).map(Caller.OfSeller::new);
    }

    private static void refuseKeyInAddress(HttpServletRequest request) {
        String query = request.getQueryString();
        if (query != null && KEY_IN_ADDRESS.matcher(query).find()) {
            throw Refused.of(
                    ProblemType.MALFORMED_REQUEST,
                    "a key belongs into the Authorization header, never into an address, where it ends up in logs; revoke"
                            + " it if it was one");
        }
    }

    private static String key(HttpServletRequest request) {
        List<String> headers = Collections.list(request.getHeaders("Authorization"));
        if (headers.size() != 1) {
            throw unauthenticated();
        }
        String header = headers.get(0);
        boolean bearer = header.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
        if (!bearer || header.length() > SCHEME.length() + MAX_KEY) {
            throw unauthenticated();
        }
        return header.substring(SCHEME.length()).strip();
    }

    private static Refused unauthenticated() {
        return Refused.of(
                ProblemType.UNAUTHENTICATED,
                "send a valid key as the header: Authorization: Bearer <key>",
                "WWW-Authenticate",
                "Bearer");
    }

    private static String digest(String key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java", e);
        }
    }
}
