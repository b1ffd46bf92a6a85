package penstock.core.trial;

import java.util.List;
import java.util.Optional;

/**
 * What happened to a SKU in some days, as far as a play of them needs it.
 *
 * @param safetyStock units that the SKU says itself are never offered
 * @param places where it lies, those that are sold from first
 * @param outlets its listings, and own sites that sold it
 * @param moves what came and went, but for sales of these outlets
 * @param buyers who ordered at these outlets, in the order of time
 */
record PastSku(
        long skuId,
        String code,
        Optional<String> category,
        int safetyStock,
        List<Place> places,
        List<Outlet> outlets,
        List<Play.Move> moves,
        List<Buyer> buyers) {

    /** Units at a location when it begins. */
    record Place(long locationId, String location, int units) {}

    /**
     * A listing.
     *
     * @param listingId 0 of an own site that has none for it
     * @param cap the most that it shows, by its own word
     */
    record Outlet(
            long listingId, long accountId, String channelSku, int packSize, Optional<Integer> cap, boolean asks) {}
}
