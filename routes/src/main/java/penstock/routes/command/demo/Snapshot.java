package penstock.routes.command.demo;

import java.util.List;
import java.util.Map;

/**
 * What a person is shown of one look.
 *
 * @param warehouse the seller's own fulfilment orders by state
 * @param mcf those that Amazon ships, by state
 * @param faults that fired, by kind
 * @param shortUnits that could not be reserved when they were ordered
 */
record Snapshot(
        List<Channel> channels,
        List<Place> places,
        Map<String, Integer> warehouse,
        Map<String, Integer> mcf,
        Map<String, Integer> faults,
        int parkedMessages,
        int parkedLines,
        Feeds feeds,
        int shortUnits) {

    /**
     * One channel.
     *
     * @param shown units that buyers see, over all listings
     * @param believed units that Penstock takes them to see
     * @param differing listings where the two differ now
     * @param told parcels that the channel was told of
     * @param saleToCommit of the own site the time in which a customer's hold is answered
     * @param turnedAway buyers who found it sold out
     */
    record Channel(
            String name,
            int shown,
            int believed,
            int differing,
            int orders,
            int units,
            int reserved,
            int shipped,
            int told,
            int turnedAway,
            Lags saleToCommit,
            Lags commitToShown) {}

    /** Units at one location. */
    record Place(String code, int available, int reserved) {
        Place plus(Place other) {
            return new Place(code, available + other.available, reserved + other.reserved);
        }
    }

    /** The supplier's feeds so far. */
    record Feeds(int count, int rowsApplied, int rowsRejected) {}
}
