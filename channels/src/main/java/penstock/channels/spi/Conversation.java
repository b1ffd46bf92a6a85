package penstock.channels.spi;

import java.time.Duration;
import java.util.function.Function;
import penstock.core.message.RefusalReason;

/**
 * What to say to a channel and what to make of its answers, as a value that somebody else carries out.
 *
 * <p>The carrier answers 429 (and only that) by ending the conversation as {@link NotSent} and one in which
 * {@link AccessTokens#isExpired the token has expired} by renewing it once; every other reply reaches {@code next}. When a reply is lost, a {@link Effect.Write} ends the conversation
 * as {@link Lost}, a read as {@link NotSent}. {@code next} is pure and may throw only on a defect of ours; a reply that
 * cannot be understood is {@link Lost} for a write and {@link NotSent} for a read.
 *
 * @param <T> what it comes to
 */
public sealed interface Conversation<T> {

    /** Send {@code call}; {@code next} says how it goes on. */
    record Ask<T>(HttpCall call, Function<HttpReply, Conversation<T>> next) implements Conversation<T> {}

    /** It is over, with a result. */
    record Done<T>(T result) implements Conversation<T> {}

    /** It is over and nothing was changed: may be held again after the wait. */
    record NotSent<T>(Duration retryAfter, String why) implements Conversation<T> {}

    /** It is over and the other side may or may not have acted. */
    record Lost<T>(String ref, String why) implements Conversation<T> {}

    /** It is over and will never work as it is. */
    record Refused<T>(RefusalReason reason, String detail) implements Conversation<T> {}

    static <T> Conversation<T> ask(HttpCall call, Function<HttpReply, Conversation<T>> next) {
        return new Ask<>(call, next);
    }

    static <T> Conversation<T> done(T result) {
        return new Done<>(result);
    }

    static <T> Conversation<T> notSent(Duration retryAfter, String why) {
        return new NotSent<>(retryAfter, why);
    }

    static <T> Conversation<T> lost(String ref, String why) {
        return new Lost<>(ref, why);
    }

    static <T> Conversation<T> refused(RefusalReason reason, String detail) {
        return new Refused<>(reason, detail);
    }

    /** Goes on with {@code next} should the other side refuse; every other end stays what it is. */
    default Conversation<T> ifRefused(Function<Refused<T>, Conversation<T>> next) {
        if (this instanceof Ask<T> ask) {
            return new Ask<>(ask.call(), reply -> ask.next().apply(reply).ifRefused(next));
        }
        return this instanceof Refused<T> refused ? next.apply(refused) : this;
    }

    /** Goes on with {@code next} once this one is done; every other end stays what it is. */
    default <U> Conversation<U> then(Function<T, Conversation<U>> next) {
        if (this instanceof Ask<T> ask) {
            return new Ask<>(ask.call(), reply -> ask.next().apply(reply).then(next));
        } else if (this instanceof Done<T> done) {
            return next.apply(done.result());
        } else if (this instanceof NotSent<T> notSent) {
            return new NotSent<>(notSent.retryAfter(), notSent.why());
        } else if (this instanceof Lost<T> lost) {
            return new Lost<>(lost.ref(), lost.why());
        } else if (this instanceof Refused<T> refused) {
            return new Refused<>(refused.reason(), refused.detail());
        }
        throw new AssertionError("a conversation is one of the five");
    }
}
