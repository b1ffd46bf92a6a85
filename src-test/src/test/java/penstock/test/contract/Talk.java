package penstock.test.contract;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import penstock.channels.spi.AccessTokens;
import penstock.channels.spi.AccessTokens.AccessToken;
import penstock.channels.spi.Conversation;
import penstock.channels.spi.Conversation.Ask;
import penstock.channels.spi.Conversation.Done;
import penstock.channels.spi.Conversation.Lost;
import penstock.channels.spi.Conversation.NotSent;
import penstock.channels.spi.Conversation.Refused;
import penstock.channels.spi.Effect;
import penstock.channels.spi.HttpCall;
import penstock.channels.spi.HttpReply;
import penstock.channels.spi.Secrets;
import penstock.channels.spi.Signer;
import penstock.core.message.Outcome;

/** Carries conversations out over real HTTP as the gateway does, without its budgets, breakers and limits. */
final class Talk {

    /** The wait after a 429 and after a reply that never came. */
    static final Duration WAIT = Duration.ofSeconds(10);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final Signer signer;
    private final Optional<AccessTokens> tokens;
    private final Secrets secrets;
    private final Duration patience;
    private Optional<AccessToken> token = Optional.empty();
    private int tokensObtained;

    Talk(Signer signer, Optional<AccessTokens> tokens, Map<String, String> secrets) {
        this(signer, tokens, new Secrets(secrets), Duration.ofSeconds(20));
    }

    private Talk(Signer signer, Optional<AccessTokens> tokens, Secrets secrets, Duration patience) {
        this.signer = signer;
        this.tokens = tokens;
        this.secrets = secrets;
        this.patience = patience;
    }

    /** The same, waiting no longer than this for a reply. */
    Talk patient(Duration limit) {
        return new Talk(signer, tokens, secrets, limit);
    }

    /** How the conversation ends. */
    <T> Conversation<T> end(Conversation<T> conversation) {
        Conversation<T> now = conversation;
        while (now instanceof Ask<T> ask) {
            now = carry(ask);
        }
        return now;
    }

    /** What the conversation comes to, which must be done. */
    <T> T result(Conversation<T> conversation) {
        Conversation<T> end = end(conversation);
        if (end instanceof Done<T> done) {
            return done.result();
        }
        throw new AssertionError("not done but " + end);
    }

    /** How a write ends, be it by the conversation or by its result. */
    Outcome outcome(Conversation<Outcome> conversation) {
        return asOutcome(end(conversation));
    }

    static Outcome asOutcome(Conversation<Outcome> end) {
        if (end instanceof Done<Outcome> done) {
            return done.result();
        } else if (end instanceof NotSent<Outcome> notSent) {
            return new Outcome.NotSent(notSent.retryAfter(), notSent.why());
        } else if (end instanceof Lost<Outcome> lost) {
            return new Outcome.Unknown(lost.ref(), lost.why());
        } else if (end instanceof Refused<Outcome> refused) {
            return new Outcome.Refused(refused.reason(), refused.detail());
        }
        throw new AssertionError("a conversation that asks has not ended");
    }

    /** Asks for access tokens so far. */
    int tokensObtained() {
        return tokensObtained;
    }

    private <T> Conversation<T> carry(Ask<T> ask) {
        HttpReply reply;
        try {
            reply = withToken(ask.call());
        } catch (IOException e) {
            String why = String.valueOf(e);
            return ask.call().effect() instanceof Effect.Write write
                    ? Conversation.lost(write.ref(), why)
                    : Conversation.notSent(WAIT, why);
        }
        return reply.status() == 429
                ? Conversation.notSent(WAIT, "throttled")
                : ask.next().apply(reply);
    }

    private HttpReply withToken(HttpCall call) throws IOException {
        if (tokens.isEmpty()) {
            return send(signer.sign(call, secrets, Clock.systemUTC().instant()));
        }
        HttpReply reply = send(signed(call));
        if (!tokens.get().isExpired(reply)) {
            return reply;
        }
        token = Optional.empty();
        return send(signed(call));
    }

    private HttpCall signed(HttpCall call) {
        AccessToken current = token.orElseGet(this::obtain);
        token = Optional.of(current);
        return signer.sign(
                call,
                secrets.with(AccessTokens.ACCESS_TOKEN, current.value()),
                Clock.systemUTC().instant());
    }

    private AccessToken obtain() {
        tokensObtained++;
        AccessTokens obtaining = tokens.orElseThrow();
        return new Talk(obtaining.signer(), Optional.empty(), secrets, patience).result(obtaining.obtain());
    }

    private HttpReply send(HttpCall call) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(call.uri())
                .timeout(patience)
                .method(
                        call.method(),
                        call.body().length == 0
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(call.body()));
        call.headers().forEach(request::header);
        try {
            HttpResponse<byte[]> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            Map<String, String> headers = new HashMap<>();
            answer.headers().map().forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
            return new HttpReply(answer.statusCode(), headers, answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
