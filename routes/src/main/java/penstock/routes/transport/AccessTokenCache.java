package penstock.routes.transport;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import penstock.channels.spi.AccessTokens.AccessToken;
import penstock.channels.spi.Secrets;

/**
 * The current access token of each account, in memory only. Obtained by one thread while the others of the account wait
 * for its result, be it a token or not; renewed before it expires, or when a 401 has rejected it.
 */
final class AccessTokenCache {

    static final int ACCOUNTS_MAX = 10_000;

    /** Renewed this long before it expires, but never earlier than after nine tenths of its life. */
    static final Duration RENEWED_BEFORE_EXPIRY = Duration.ofMinutes(1);

    /** Credentials that were refused are not tried by every call; when a person has put them right where they are granted, soon again. */
    static final Duration REFUSED_FOR = Duration.ofSeconds(5);

    private final LeastRecent<AccountKey, Slot> slots = new LeastRecent<>(ACCOUNTS_MAX);
    private final Duration waitMax;
    private final Clock clock;

    /** @param waitMax how long a thread waits for another that obtains the token */
    AccessTokenCache(Duration waitMax, Clock clock) {
        this.waitMax = waitMax;
        this.clock = clock;
    }

    /**
     * The token, obtained by {@code obtain} if there is none; what {@code obtain} ends with otherwise. A token that was obtained
     * with other credentials than these is none: it may open somebody else's shop.
     */
    Ended<AccessToken> current(AccountKey account, Secrets secrets, Supplier<Ended<AccessToken>> obtain) {
        Slot slot = slots.get(account, key -> new Slot());
        Flight mine = new Flight();
        Flight flight = slot.join(mine, secrets, clock.instant());
        if (flight == mine) {
            slot.land(mine, obtain, clock);
        }
        return flight.await(waitMax);
    }

    /** A 401 said that {@code token} does not serve: forgets it, unless another has taken its place already. */
    void reject(AccountKey account, AccessToken token) {
        slots.get(account, key -> new Slot()).reject(token);
    }

    void forget(AccountKey account) {
        slots.forget(account);
    }

    /** One account's place for a token: empty, being filled, or full. */
    private static final class Slot {

        private @Nullable Flight current;
        private @Nullable Secrets obtainedWith;

        synchronized Flight join(Flight mine, Secrets secrets, Instant now) {
            if (current == null || current.stale(now) || !secrets.equals(obtainedWith)) {
                current = mine;
                obtainedWith = secrets;
            }
            return current;
        }

        void land(Flight mine, Supplier<Ended<AccessToken>> obtain, Clock clock) {
            Ended<AccessToken> ended =
                    new Ended.NotSent<>(AccountGate.FULL_WAIT, "the access token could not be obtained");
            try {
                ended = obtain.get();
            } finally {
                mine.land(ended, clock.instant());
                clearUnlessKept(mine, ended);
            }
        }

        synchronized void reject(AccessToken token) {
            if (current != null && current.brought(token)) {
                current = null;
            }
        }

        private synchronized void clearUnlessKept(Flight mine, Ended<AccessToken> ended) {
            boolean kept = ended instanceof Ended.Done || ended instanceof Ended.Refused;
            if (current == mine && !kept) {
                current = null;
            }
        }
    }

    /** One obtaining of a token, under way or over. */
    private static final class Flight {

        private final CompletableFuture<Ended<AccessToken>> result = new CompletableFuture<>();
        private volatile Instant anewAt = Instant.MAX;

        void land(Ended<AccessToken> ended, Instant now) {
            if (ended instanceof Ended.Done<AccessToken> done) {
                Duration life = done.result().life();
                Duration margin = life.dividedBy(10);
                anewAt = now.plus(life)
                        .minus(margin.compareTo(RENEWED_BEFORE_EXPIRY) < 0 ? margin : RENEWED_BEFORE_EXPIRY);
            } else if (ended instanceof Ended.Refused<AccessToken>) {
                anewAt = now.plus(REFUSED_FOR);
            }
            result.complete(ended);
        }

        boolean stale(Instant now) {
            return !now.isBefore(anewAt);
        }

        boolean brought(AccessToken token) {
            return result.getNow(new Ended.Lost<>("", "")) instanceof Ended.Done<AccessToken> done
                    && done.result().equals(token);
        }

        Ended<AccessToken> await(Duration max) {
            try {
                return result.get(max.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (TimeoutException | ExecutionException e) {
                // said below
            }
            return new Ended.NotSent<>(AccountGate.FULL_WAIT, "the access token is still being obtained");
        }
    }
}
