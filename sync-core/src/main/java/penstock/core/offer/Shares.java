package penstock.core.offer;

import java.util.Collection;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntUnaryOperator;
import java.util.function.ToIntFunction;

/**
 * The part of a partitioned SKU that one listing may show. Pure.
 *
 * <p>The rule that makes selling a unit twice impossible: the sum of all exposures never exceeds what is there, where an exposure is
 * the most a listing can still sell beyond the orders we have read. A share therefore rises only by units that are nobody's; and
 * it counts as lowered only when the channel is known to show less and its orders up to then have been read. How units are
 * divided only says how much each aims at, so the rule holds for any {@link Division}, and while that changes.
 */
public final class Shares {

    private Shares() {}

    /**
     * A listing of a partitioned SKU.
     *
     * @param listingId below zero for an account that is answered at once (own site)
     * @param first units that are its before anything is divided
     * @param weight its part of the rest
     * @param exposure units it may still sell beyond what we have read
     */
    public record Share(long listingId, int first, int weight, int exposure) {}

    /**
     * What there is to be shared.
     *
     * @param stock units that are there
     * @param promisable units of these that may be promised through the listing in question
     */
    public record Units(int stock, int promisable) {}

    /**
     * What is to be sent to a listing.
     *
     * @param share units that are its
     * @param shows units of these that it is to show
     * @param exposureInFlight what it may sell once this has been sent, whatever becomes of it
     */
    public record Grant(int share, int shows, int exposureInFlight) {}

    /**
     * The new share of a listing, or empty if it is to be left as it is.
     *
     * @param all every share of the SKU, the listing's own among them
     * @param showing units that we believe the listing shows, empty if nobody knows
     * @param comparesAndSets whether the channel refuses the write if it has sold something that we have not read
     * @param shows what the listing shows of a share, by its rules; never more than the share
     */
    public static Optional<Grant> grant(
            Units units,
            Collection<Share> all,
            Share own,
            OptionalInt showing,
            boolean comparesAndSets,
            IntUnaryOperator shows) {
        int target = target(units.promisable(), all, own);
        int goal = shows.applyAsInt(target);
        long exposed = all.stream().mapToLong(Share::exposure).sum();
        boolean tooMuch = showing.isPresent() && showing.getAsInt() > shows.applyAsInt(units.promisable());
        if (comparesAndSets) {
            int share = atMost(target, units.promisable() - (exposed - own.exposure()));
            int next = shows.applyAsInt(share);
            // more exposed than it shows: a write was lost, and one that is compared settles what became of it
            boolean unsettled = showing.isPresent() && own.exposure() > showing.getAsInt();
            return unsettled || tooMuch || worthwhile(own.exposure(), next, goal)
                    ? Optional.of(new Grant(share, next, Math.max(own.exposure(), next)))
                    : Optional.empty();
        }
        // An absolute write may undo sales that we have not read: until they are read, both count.
        int share = atMost(target, units.promisable() - exposed - answeredAtOnce(units.promisable(), all));
        int next = shows.applyAsInt(share);
        if (next > own.exposure() && worthwhile(own.exposure(), next, goal)) {
            return Optional.of(new Grant(share, next, both(own.exposure(), next)));
        }
        return falls(units, own, exposed, target, tooMuch, shows);
    }

    /** Of a channel that takes absolute numbers. */
    private static Optional<Grant> falls(
            Units units, Share own, long exposed, int target, boolean tooMuch, IntUnaryOperator shows) {
        int goal = shows.applyAsInt(target);
        if (goal >= own.exposure() && !tooMuch) {
            return Optional.empty();
        }
        if (exposed > units.stock()) {
            return Optional.of(new Grant(
                    target, goal, both(own.exposure(), goal))); // stock was lost: what may be sold twice already, is
        }
        if (tooMuch || (exposed > units.promisable() && worthwhile(own.exposure(), goal, goal))) {
            // by a rule: no more than what is nobody's, which is mostly nothing; it rises again when it was seen to
            // have fallen
            int share = atMost(target, units.stock() - exposed);
            int next = shows.applyAsInt(share);
            return Optional.of(new Grant(share, next, both(own.exposure(), next)));
        }
        return Optional.empty();
    }

    private static int atMost(int target, long free) {
        return (int) Math.min(target, Math.max(0, free));
    }

    /** The own site's part: what counts twice for a while is not to be taken from who waits at the counter. */
    private static long answeredAtOnce(int promisable, Collection<Share> all) {
        return all.stream()
                .filter(share -> share.listingId() < 0)
                .mapToLong(share -> target(promisable, all, share))
                .sum();
    }

    /** Units of an old number and a new one, as long as both count; the greatest {@code int} is that many or more. */
    private static int both(int exposure, int units) {
        return (int) Math.min(Integer.MAX_VALUE, (long) exposure + units);
    }

    /**
     * Its part: what is first its own, and of the rest by weight. Together the parts are never more than there is: where what is
     * first somebody's is more, that is divided.
     */
    public static int target(int promisable, Collection<Share> all, Share own) {
        long firsts = all.stream().mapToLong(Share::first).sum();
        if (firsts > promisable) {
            return part(promisable, all, own, Share::first);
        }
        return own.first() + part((int) (promisable - firsts), all, own, Share::weight);
    }

    /** What does not divide goes to the listings with the lowest ids. */
    private static int part(int units, Collection<Share> all, Share own, ToIntFunction<Share> weight) {
        long weights = all.stream().mapToLong(weight::applyAsInt).sum();
        if (weights == 0 || weight.applyAsInt(own) == 0) {
            return 0;
        }
        long floors = all.stream()
                .mapToLong(share -> units * (long) weight.applyAsInt(share) / weights)
                .sum();
        long rest = units - floors;
        long before = all.stream()
                .filter(share -> weight.applyAsInt(share) > 0 && share.listingId() < own.listingId())
                .count();
        return (int) (units * (long) weight.applyAsInt(own) / weights + (before < rest ? 1 : 0));
    }

    /** Small corrections are left until they are a quarter of the share; an empty share is filled at once. */
    private static boolean worthwhile(int now, int next, int target) {
        long difference = Math.abs((long) next - now);
        return difference > 0 && (now == 0 || next == 0 || difference * 4 >= target);
    }
}
