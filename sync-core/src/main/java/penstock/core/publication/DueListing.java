package penstock.core.publication;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A listing that is to be looked at, its row locked.
 *
 * @param told whether the channel has said by itself, since {@code shown} was known, that it shows {@code observed}
 * @param looked whether it has been read, and that look waits for orders
 * @param asked whether somebody wants it read, whatever is believed
 * @param shown what its channel was known to show as of {@code shownFrom}, in the channel's units
 * @param shownAt when it was known to show that, by the channel's clock
 * @param overtakenUntil until when a number may still take effect that another has overtaken
 * @param partitioned whether it has a share of its own of its SKU
 * @param ownSite whether its channel shows what it was told, and does not count its own sales off it
 * @param showsItsPart whether it has no share though its SKU is partitioned, and shows what its part would be
 * @param together how many at most may be told in one call with it, since a larger one was refused as a whole
 * @param drifting whether its channel was seen to show something else than it should
 * @param active whether it is to show anything
 * @param mode the strictest of what was said of its account, its SKU and itself
 * @param staleSince when the first change was committed that its number does not know of yet
 * @param exposure what it was allowed to sell as of {@code exposedFrom}, in units of the SKU
 */
record DueListing(
        long listingId,
        long accountId,
        long skuId,
        String channelSku,
        String channelRef,
        String channelLocation,
        int packSize,
        OptionalInt cap,
        String state,
        long fence,
        OptionalInt shown,
        long shownFrom,
        Optional<Instant> shownAt,
        Optional<Instant> overtakenUntil,
        boolean told,
        boolean looked,
        boolean asked,
        OptionalInt observed,
        Optional<Instant> observedAt,
        int exposure,
        long exposedFrom,
        boolean partitioned,
        boolean ownSite,
        boolean showsItsPart,
        int safetyStock,
        boolean comparesAndSets,
        OptionalInt together,
        boolean drifting,
        boolean active,
        PublishingMode mode,
        Optional<Instant> staleSince) {

    /**
     * Whether nothing may be sent before the channel has been read. A share is counted from what the listing shows, which may be
     * anything when it is taken over.
     *
     * @param readLate whether an order has been read that {@code shown} may have counted already
     */
    boolean toBeReadBack(OptionalInt believed, boolean readLate, Instant now) {
        boolean inDoubt = state.equals("ACCEPTED") || state.equals("UNKNOWN") || state.equals("SENT");
        boolean unknownNumber = shown.isEmpty() && (comparesAndSets || looked || partitioned || isOnlyRead());
        boolean drifted = told ? !observed.equals(believed) : readLate;
        boolean overtakenCame =
                overtakenUntil.isPresent() && !overtakenUntil.get().isAfter(now);
        return inDoubt || unknownNumber || asked || drifted || overtakenCame;
    }

    /** What would be told is compared with what is shown; an own site shows what it was told. */
    private boolean isOnlyRead() {
        return !mode.writes() && !ownSite;
    }

    /**
     * Whether a lower number need not wait until the one before has been seen. Of a pool: a share is only lowered when stock was lost,
     * and what it may sell could not be told of two numbers under way.
     */
    boolean mayBeOvertaken() {
        return state.equals("ACCEPTED") && !partitioned && !comparesAndSets;
    }
}
