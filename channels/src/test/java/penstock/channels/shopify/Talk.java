package penstock.channels.shopify;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import penstock.channels.spi.Conversation;
import penstock.channels.spi.Effect;
import penstock.channels.spi.HttpCall;
import penstock.channels.spi.HttpReply;

/** Carries a conversation through with replies prepared beforehand, and keeps the calls. */
final class Talk<T> {

    private final List<HttpCall> calls = new ArrayList<>();
    private final Conversation<T> end;

    private Talk(Conversation<T> conversation, Deque<HttpReply> replies) {
        Conversation<T> now = conversation;
        while (now instanceof Conversation.Ask<T> ask && !replies.isEmpty()) {
            calls.add(ask.call());
            now = ask.next().apply(replies.poll());
        }
        if (!replies.isEmpty()) {
            throw new AssertionError(replies.size() + " replies were not asked for");
        }
        this.end = now;
    }

    static <T> Talk<T> of(Conversation<T> conversation, String... bodies) {
        return new Talk<>(
                conversation,
                new ArrayDeque<>(Arrays.stream(bodies).map(Talk::ok).toList()));
    }

    static <T> Talk<T> of(Conversation<T> conversation, HttpReply... replies) {
        return new Talk<>(conversation, new ArrayDeque<>(List.of(replies)));
    }

    static HttpReply ok(String body) {
        return reply(200, body);
    }

    static HttpReply reply(int status, String body) {
        return new HttpReply(
                status, Map.of("date", "Mon, 23 Nov 2026 10:00:02 GMT"), body.getBytes(StandardCharsets.UTF_8));
    }

    /** How it ended; still an ask if there were too few replies. */
    Conversation<T> end() {
        return end;
    }

    T result() {
        if (end instanceof Conversation.Done<T> done) {
            return done.result();
        }
        throw new AssertionError("not done but " + end);
    }

    List<HttpCall> calls() {
        return calls;
    }

    String body(int call) {
        return new String(calls.get(call).body(), StandardCharsets.UTF_8);
    }

    /** The calls by the names of their GraphQL operations, writes with their reference. */
    String operations() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < calls.size(); i++) {
            String name = body(i).replaceFirst("(?s)^\\{\"query\":\"(?:query|mutation) ([A-Za-z]+).*", "$1");
            String write = calls.get(i).effect() instanceof Effect.Write w ? " writes " + w.ref() : "";
            text.append(name)
                    .append(' ')
                    .append(calls.get(i).budget().cost())
                    .append(write)
                    .append('\n');
        }
        return text.toString();
    }
}
