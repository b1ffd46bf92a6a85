package penstock.sandbox.amazon;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import penstock.sandbox.http.Reply;
import penstock.sandbox.json.Json;
import penstock.sandbox.time.SandboxTime;

/** Login with Amazon: a refresh token buys an access token that lives an hour (scaled). Safe for use by many threads. */
final class AccessTokens {
    /** Published life of an access token. */
    private static final String DENIED = "Access to requested resource is denied.";

    static final Duration LIFE = Duration.ofHours(1);

    private record Issued(String sellerId, Instant until) {}

    private final SandboxTime time;
    private final Map<String, Issued> issued = new ConcurrentHashMap<>();

    AccessTokens(SandboxTime time) {
        this.time = time;
    }

    /** Answers the token request in this form. */
    Reply exchange(Map<String, List<String>> form, List<AmazonSettings> sellers) {
        String grant = field(form, "grant_type");
        if (!grant.equals("refresh_token")) {
            return error(400, "unsupported_grant_type", "The authorization grant type is not supported");
        }
        List<AmazonSettings> ofClient = sellers.stream()
                .filter(s -> s.clientId().equals(field(form, "client_id"))
                        && s.clientSecret().equals(field(form, "client_secret")))
                .toList();
        if (ofClient.isEmpty()) {
            return error(401, "invalid_client", "Client authentication failed");
        }
        return ofClient.stream()
                .filter(s -> s.refreshToken().equals(field(form, "refresh_token")))
                .findFirst()
                .map(this::issue)
                .orElseGet(() ->
                        error(400, "invalid_grant", "The request has an invalid grant parameter : refresh_token"));
    }

    /** Why a call with this token, from which no seller follows, is denied. */
    Reply denial(Optional<String> token) {
        if (token.isEmpty()) {
            return Refused.reply(403, "MissingAuthenticationToken", DENIED);
        }
        return Refused.reply(
                403,
                "Unauthorized",
                DENIED,
                issued.containsKey(token.get())
                        ? "The access token you provided has expired."
                        : "The access token you provided is revoked, malformed or invalid.");
    }

    /** The seller whose token this is; absent when unknown or expired. */
    Optional<String> seller(String token) {
        return Optional.ofNullable(issued.get(token))
                .filter(found -> found.until().isAfter(time.now()))
                .map(Issued::sellerId);
    }

    private Reply issue(AmazonSettings seller) {
        Duration life = time.scaled(LIFE);
        String token = "Atza|" + UUID.randomUUID();
        issued.values().removeIf(old -> old.until().plus(life).isBefore(time.now()));
        issued.put(token, new Issued(seller.sellerId(), time.now().plus(life)));
        return Reply.json(
                200,
                Json.object(
                        "access_token",
                        token,
                        "token_type",
                        "bearer",
                        "expires_in",
                        Math.max(1, life.toSeconds()),
                        "refresh_token",
                        seller.refreshToken()));
    }

    private static Reply error(int status, String code, String description) {
        return Reply.json(status, Json.object("error", code, "error_description", description));
    }

    private static String field(Map<String, List<String>> form, String name) {
        return form.getOrDefault(name, List.of("")).get(0);
    }
}
