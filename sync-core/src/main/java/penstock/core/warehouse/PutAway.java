package penstock.core.warehouse;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Which bins units are best put into. Fast movers (class A) go nearest to the packing bench, slow ones (C) farthest, so that
 * the near bins stay free; class B starts from the middle of the walk. A bin that has some of it already comes first, if it
 * has room; the rest is filled as few bins as possible in that order.
 */
final class PutAway {

    private PutAway() {}

    /**
     * A bin that takes something.
     *
     * @param freeCm3 empty if it has no limit
     * @param hasSome whether units of the SKU, and of the lot, lie in it
     */
    record Room(String bin, int walkingMetres, OptionalDouble freeCm3, OptionalDouble freeG, boolean hasSome) {

        /** Units that still fit. */
        int takes(double unitCm3, double unitG) {
            return Math.min(fit(freeCm3, unitCm3), fit(freeG, unitG));
        }

        private static int fit(OptionalDouble free, double ofOne) {
            return free.isEmpty() || ofOne <= 0
                    ? Integer.MAX_VALUE
                    : (int) Math.max(0, Math.floor(free.getAsDouble() / ofOne));
        }
    }

    /** Units to be put into a bin. */
    record Proposal(String bin, int walkingMetres, int units) {}

    /** Proposes bins for as many of the units as there is room for. */
    static List<Proposal> propose(int units, double unitCm3, double unitG, Turnover turnover, List<Room> rooms) {
        List<Proposal> proposals = new ArrayList<>();
        int left = units;
        for (Room room : inOrder(turnover, rooms)) {
            int some = Math.min(left, room.takes(unitCm3, unitG));
            if (some > 0) {
                proposals.add(new Proposal(room.bin(), room.walkingMetres(), some));
                left -= some;
            }
        }
        return proposals;
    }

    private static List<Room> inOrder(Turnover turnover, List<Room> rooms) {
        int farthest = rooms.stream().mapToInt(Room::walkingMetres).max().orElse(0);
        int target = switch (turnover) {
            case A -> 0;
            case B -> farthest / 2;
            case C -> farthest;
        };
        return rooms.stream()
                .sorted(Comparator.comparing((Room room) -> !room.hasSome())
                        .thenComparing(room -> Math.abs(room.walkingMetres() - target))
                        .thenComparing(Room::bin))
                .toList();
    }
}
