package penstock.core.offer;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import penstock.core.offer.Shares.Share;

/**
 * How the units of a SKU are divided among the channels that sell it. Of a partitioned SKU each listing has its part, and none is
 * given more before another was seen to have less; of a pooled one all show what there is, but for the last units.
 */
public sealed interface Division {

    /** Which kind it is. */
    Kind kind();

    /** What it goes by. */
    enum Kind {
        WEIGHT,
        VELOCITY,
        DEDICATED,
        LAST_UNITS
    }

    /** The parts at which the listings of a partitioned SKU aim. */
    List<Share> divide(List<Seat> seats);

    /**
     * A listing of a partitioned SKU, before it is known how that is divided.
     *
     * @param listingId below zero for an account that is answered at once (own site)
     * @param takesPart whether it is given anything; one that is paused may still sell what it was last allowed
     * @param perDay units that its account sells of the SKU
     */
    record Seat(long listingId, long accountId, boolean takesPart, int weight, int exposure, double perDay) {

        private Share share(int first, int byWeight) {
            return takesPart ? new Share(listingId, first, byWeight, exposure) : new Share(listingId, 0, 0, exposure);
        }

        /** How many listings its account has among these, and how many of them come before it. */
        private int siblings(Collection<Seat> seats, boolean before) {
            return (int) seats.stream()
                    .filter(seat -> seat.takesPart && seat.accountId == accountId)
                    .filter(seat -> !before || seat.listingId < listingId)
                    .count();
        }

        /** Its part of units that are its account's. */
        private int first(int units, Collection<Seat> seats) {
            int siblings = Math.max(1, siblings(seats, false));
            return units / siblings + (siblings(seats, true) < units % siblings ? 1 : 0);
        }
    }

    /** By the weights of the accounts. */
    record ByWeight() implements Division {
        @Override
        public Kind kind() {
            return Kind.WEIGHT;
        }

        @Override
        public List<Share> divide(List<Seat> seats) {
            return seats.stream().map(seat -> seat.share(0, seat.weight())).toList();
        }
    }

    /** By how fast each account sells the SKU; one that sells less than a unit a month counts as one that does, one of weight 0 gets none. */
    record ByVelocity() implements Division {

        private static final int MONTH = 30;
        private static final int MAX_WEIGHT = 1_000_000;

        @Override
        public Kind kind() {
            return Kind.VELOCITY;
        }

        @Override
        public List<Share> divide(List<Seat> seats) {
            return seats.stream()
                    .map(seat -> {
                        double perMonth = seat.perDay() * MONTH / Math.max(1, seat.siblings(seats, false));
                        int weight = (int) Math.max(1, Math.min(MAX_WEIGHT, Math.round(perMonth)));
                        return seat.share(0, seat.weight() == 0 ? 0 : weight);
                    })
                    .toList();
        }
    }

    /** So many units for each of these accounts, the rest among the others by weight. Of partitioned SKUs. */
    record Dedicated(Map<Long, Integer> units) implements Division {
        public Dedicated {
            units = Map.copyOf(units);
        }

        @Override
        public Kind kind() {
            return Kind.DEDICATED;
        }

        @Override
        public List<Share> divide(List<Seat> seats) {
            return seats.stream()
                    .map(seat -> {
                        Integer its = units.get(seat.accountId());
                        return its == null ? seat.share(0, seat.weight()) : seat.share(seat.first(its, seats), 0);
                    })
                    .toList();
        }
    }

    /** The last units are for one account alone; what is beyond them is for all. */
    record LastUnits(int units, long accountId) implements Division {
        @Override
        public Kind kind() {
            return Kind.LAST_UNITS;
        }

        @Override
        public List<Share> divide(List<Seat> seats) {
            return seats.stream()
                    .map(seat ->
                            seat.share(seat.accountId() == accountId ? seat.first(units, seats) : 0, seat.weight()))
                    .toList();
        }
    }
}
