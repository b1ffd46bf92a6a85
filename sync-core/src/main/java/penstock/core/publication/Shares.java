package penstock.core.publication;

import java.util.Collection;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The part of a partitioned SKU that one listing may show. Pure.
 *
 * <p>The rule that makes selling a unit twice impossible: the sum of all exposures never exceeds what may be promised,
 * where an exposure is the most a listing can still sell beyond the orders we have read. A share therefore rises only by
 * units that are nobody's; and it counts as lowered only when the channel is known to show less and its orders up to then
 * have been read.
 */
final class Shares {

    private Shares() {}

    /**
     * A listing of a partitioned SKU.
     *
     * @param listingId below zero for an account that is answered at once (own site)
     * @param exposure units it may still sell beyond what we have read
     */
    record Share(long listingId, int weight, int exposure) {}

    /**
     * What is to be sent to a listing.
     *
     * @param units to show, in units of the SKU
     * @param exposureInFlight what it may sell once this has been sent, whatever becomes of it
     */
    record Grant(int units, int exposureInFlight) {}

    /**
     * The new share of a listing, or empty if it is to be left as it is.
     *
     * @param promisable units that may be promised in all
     * @param all every share of the SKU, the listing's own among them
     * @param showing units that we believe the listing shows, empty if nobody knows
     * @param comparesAndSets whether the channel refuses the write if it has sold something that we have not read
     */
    static Optional<Grant> grant(
            int promisable, Collection<Share> all, Share own, OptionalInt showing, boolean comparesAndSets) {
        int target = target(promisable, all, own);
        long exposed = all.stream().mapToLong(Share::exposure).sum();
        if (comparesAndSets) {
            long free = Math.max(0, promisable - (exposed - own.exposure()));
            int units = (int) Math.min(target, free);
            // more exposed than it shows: a write was lost, and one that is compared settles what became of it
            boolean unsettled = showing.isPresent() && own.exposure() > showing.getAsInt();
            return unsettled || worthwhile(own.exposure(), units, target)
                    ? Optional.of(new Grant(units, Math.max(own.exposure(), units)))
                    : Optional.empty();
        }
        // An absolute write may undo sales that we have not read: until they are read, both count.
        long free = Math.max(0, promisable - exposed - answeredAtOnce(promisable, all));
        int units = target >= own.exposure() ? (int) Math.min(target, free) : target;
        boolean rises = units > own.exposure();
        boolean falls = target < own.exposure() && exposed > promisable;
        return (rises && worthwhile(own.exposure(), units, target)) || falls
                ? Optional.of(new Grant(units, both(own.exposure(), units)))
                : Optional.empty();
    }

    /** The own site's part: what counts twice for a while is not to be taken from who waits at the counter. */
    private static long answeredAtOnce(int promisable, Collection<Share> all) {
        return all.stream()
                .filter(share -> share.listingId() < 0)
                .mapToLong(share -> target(promisable, all, share))
                .sum();
    }

    /** Units of an old number and a new one, as long as both count; the greatest {@code int} is that many or more. */
    static int both(int exposure, int units) {
        return (int) Math.min(Integer.MAX_VALUE, (long) exposure + units);
    }

    /** Its part by weight; what does not divide goes to the listings with the lowest ids. */
    static int target(int promisable, Collection<Share> all, Share own) {
        long weights = all.stream().mapToLong(Share::weight).sum();
        if (weights == 0 || own.weight() == 0) {
            return 0;
        }
        long floors = all.stream()
                .mapToLong(share -> promisable * (long) share.weight() / weights)
                .sum();
        long rest = promisable - floors;
        long before = all.stream()
                .filter(share -> share.weight() > 0 && share.listingId() < own.listingId())
                .count();
        return (int) (promisable * (long) own.weight() / weights + (before < rest ? 1 : 0));
    }

    /** Small corrections are left until they are a quarter of the share; an empty share is filled at once. */
    private static boolean worthwhile(int now, int next, int target) {
        long difference = Math.abs((long) next - now);
        return difference > 0 && (now == 0 || next == 0 || difference * 4 >= target);
    }
}
