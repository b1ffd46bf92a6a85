package penstock.core.costing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import penstock.core.money.Shares;

/**
 * How a change of a layer's cost is divided: by units among what is left of it and each posting that took from it. What
 * would take somebody below zero is taken from the others, the stock first.
 *
 * @param toNobody what none of them can bear
 */
record Spread(long toStock, long[] toTaken, long toNobody) {

    static Spread of(long amount, Layer layer, long room, List<Consumption> taken) {
        List<Long> units = new ArrayList<>(List.of((long) layer.remaining()));
        long[] rooms = new long[taken.size() + 1];
        rooms[0] = room;
        for (int i = 0; i < taken.size(); i++) {
            units.add((long) taken.get(i).outstanding());
            rooms[i + 1] = taken.get(i).value();
        }
        long[] parts = Shares.split(amount, units);
        long left = 0;
        for (int i = 0; i < parts.length; i++) {
            long beyond = Math.min(0, rooms[i] + parts[i]);
            parts[i] -= beyond;
            left += beyond;
        }
        for (int i = 0; i < parts.length && left < 0; i++) {
            long borne = Math.max(left, -(rooms[i] + parts[i]));
            parts[i] += borne;
            left -= borne;
        }
        return new Spread(parts[0], Arrays.copyOfRange(parts, 1, parts.length), left);
    }
}
