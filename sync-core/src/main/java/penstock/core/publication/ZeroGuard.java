package penstock.core.publication;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import penstock.core.publication.MassZero.Outlook;
import penstock.core.publication.ZeroGuardRows.Guard;
import penstock.core.store.Database;
import penstock.core.store.Transaction;

/**
 * Holds numbers back that would take too many of an account's listings to nothing ({@link MassZero}), and asks a person. Any thread; an
 * account's row orders who asks.
 *
 * <p>A zero is a sale's, and passes, if orders took units of the SKU since its listing's number was last right. Of the others the first is let
 * through only after a look at all that waits, if enough waits to be too many; so a mistake is held as a whole, before any of it is told. What a
 * look has found to be few need not be looked at again, until many more wait or twice as many have been let through.
 */
public final class ZeroGuard {

    /** The time in which zeroes are counted together. */
    public static final Duration WITHIN = Duration.ofMinutes(10);

    /** How long zeroes pass after a person has let them. */
    public static final Duration PASSES_FOR = Duration.ofHours(1);

    /** How often a listing that is held is computed again by itself; whatever moves has it computed at once. */
    public static final Duration LOOKS_AGAIN = Duration.ofHours(1);

    /** Listings whose numbers are computed ahead, at most; of more, as many are taken for zeroes as of these. */
    public static final int MAX_EXAMINED = 10_000;

    private final Database database;
    private final Clock clock;

    public ZeroGuard(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** What an account's guard does. */
    public enum State {
        WATCHING,
        /** Zeroes wait for a person. */
        HOLDING,
        /** A person has let them pass. */
        PASSING
    }

    /**
     * A listing and the number that it is to show, in the channel's units.
     *
     * @param shows what it is believed to show
     * @param staleSince when the first change was committed that its number does not know of
     */
    public record Wish(long listingId, long skuId, int shows, int number, Instant staleSince) {

        boolean isZero() {
            return shows > 0 && number == 0;
        }
    }

    /**
     * How an account's guard stands.
     *
     * @param wouldZero when it began to hold, how many listings were to show nothing
     * @param showing of how many that showed something
     * @param since when it entered its state
     * @param held listings that wait
     * @param decidedBy who decided last
     */
    public record Standing(
            MassZero limits,
            State state,
            int wouldZero,
            int showing,
            Optional<Instant> since,
            int held,
            Optional<String> decidedBy,
            Optional<Instant> decidedAt) {

        static final Standing NEW = new Standing(
                MassZero.USUAL, State.WATCHING, 0, 0, Optional.empty(), 0, Optional.empty(), Optional.empty());

        /** Why zeroes are held, as a sentence; empty if none are. */
        public Optional<String> why() {
            return state == State.HOLDING
                    ? Optional.of(
                            wouldZero + " of " + showing + " listings were to show nothing though nobody bought them; "
                                    + held + " wait: let them pass or keep them by the account's zero guard")
                    : Optional.empty();
        }
    }

    /** A listing whose zero waits for a person. */
    public record Held(long listingId, String channelSku, String skuCode, int shows, Instant heldAt) {}

    // while numbers are claimed --------------------------------------------------------------------------------------

    /**
     * Which listings of a claim are not to be told their number now. They are computed again after {@link #LOOKS_AGAIN}, and when
     * something of them moves.
     *
     * @param claimed every listing of the claim that could be told something, those that show the right number already included
     * @param ahead the numbers of at most {@link #MAX_EXAMINED} listings of the account that wait to be looked at; asked for seldom
     */
    public static Set<Long> hold(
            Transaction transaction, long accountId, List<Wish> claimed, Supplier<List<Wish>> ahead, Instant now) {
        List<Wish> zeroes = ZeroGuardRows.notSold(
                transaction, claimed.stream().filter(Wish::isZero).toList());
        boolean holding = ZeroGuardRows.isHolding(transaction, accountId);
        if (zeroes.isEmpty() && !holding) {
            return Set.of();
        }
        Guard guard = ZeroGuardRows.lock(transaction, accountId);
        if (guard.state() == State.HOLDING) {
            Set<Long> held = ids(zeroes);
            List<Long> recovered = claimed.stream()
                    .map(Wish::listingId)
                    .filter(listing -> !held.contains(listing))
                    .toList();
            ZeroGuardRows.recovered(transaction, accountId, recovered, now);
            return keep(transaction, accountId, zeroes, now);
        } else if (guard.isPassing(now)) {
            return Set.of();
        }
        return watch(transaction, accountId, guard.countedAt(now), zeroes, ahead, now);
    }

    private static Set<Long> watch(
            Transaction transaction,
            long accountId,
            Guard guard,
            List<Wish> zeroes,
            Supplier<List<Wish>> ahead,
            Instant now) {
        int letThrough = guard.letThrough() + zeroes.size();
        int manyMore = Math.min(MAX_EXAMINED, guard.waited() + guard.limits().atLeast());
        int waiting = ZeroGuardRows.waiting(transaction, accountId, manyMore);
        if (letThrough < guard.lookAt() && waiting < manyMore) {
            ZeroGuardRows.letThrough(
                    transaction, accountId, guard, letThrough, guard.lookAt(), Math.min(guard.waited(), waiting));
            return Set.of();
        }
        Outlook outlook = outlook(transaction, accountId, ahead.get());
        long showing = outlook.showing() + guard.letThrough();
        long expected = guard.letThrough() + Math.max(zeroes.size(), outlook.expected());
        if (guard.limits().isReached(expected, showing)) {
            ZeroGuardRows.beginHolding(transaction, accountId, expected, showing, now);
            return keep(transaction, accountId, zeroes, now);
        }
        long lookAt = guard.limits().lookAgainAt(letThrough, showing);
        int waited = (int) Math.min(MAX_EXAMINED, outlook.waiting());
        ZeroGuardRows.letThrough(transaction, accountId, guard, letThrough, lookAt, waited);
        return Set.of();
    }

    private static Outlook outlook(Transaction transaction, long accountId, List<Wish> ahead) {
        List<Wish> zeroes = ZeroGuardRows.notSold(
                transaction, ahead.stream().filter(Wish::isZero).toList());
        return ZeroGuardRows.outlook(transaction, accountId, ahead.size(), zeroes.size());
    }

    private static Set<Long> keep(Transaction transaction, long accountId, List<Wish> zeroes, Instant now) {
        ZeroGuardRows.keep(transaction, accountId, zeroes, now, now.plus(LOOKS_AGAIN));
        return ids(zeroes);
    }

    private static Set<Long> ids(List<Wish> wishes) {
        return wishes.stream().map(Wish::listingId).collect(Collectors.toSet());
    }

    // for people -----------------------------------------------------------------------------------------------------

    /** How the guard of an account stands. */
    public Standing find(long sellerId, long accountId) {
        return list(sellerId).getOrDefault(accountId, Standing.NEW);
    }

    /** The guards that were ever near to holding something, or were set, by account. */
    public Map<Long, Standing> list(long sellerId) {
        return database.transact(sellerId, transaction -> {
            Map<Long, Standing> found = new HashMap<>();
            ZeroGuardRows.standings(transaction, found::put);
            return found;
        });
    }

    /** The listings of an account whose zeroes wait, a page of them by id. */
    public List<Held> held(long sellerId, long accountId, long afterListing, int limit) {
        return database.transact(
                sellerId, transaction -> ZeroGuardRows.held(transaction, accountId, afterListing, limit));
    }

    /** Says when to ask for an account, in place of what was said before; true if nothing was. It counts from the next zero on. */
    public boolean put(long sellerId, long accountId, MassZero limits) {
        return database.transact(sellerId, transaction -> ZeroGuardRows.put(transaction, accountId, limits));
    }

    /**
     * Ends holding as a person has decided. What passes is computed again at once, and zeroes pass for {@link #PASSES_FOR}; otherwise
     * what the listings show stays until something of them moves, and zeroes are counted anew.
     *
     * @return false if nothing is held
     */
    public boolean decide(long sellerId, long accountId, boolean pass, String by) {
        Instant now = clock.instant();
        return database.transact(sellerId, transaction -> {
            if (!ZeroGuardRows.isHolding(transaction, accountId)
                    || ZeroGuardRows.lock(transaction, accountId).state() != State.HOLDING) {
                return false;
            }
            if (pass) {
                ZeroGuardRows.lookAgain(transaction, accountId, now);
            } else {
                ZeroGuardRows.leave(transaction, accountId);
            }
            ZeroGuardRows.decided(transaction, accountId, pass, now, now.plus(PASSES_FOR), by);
            return true;
        });
    }
}
