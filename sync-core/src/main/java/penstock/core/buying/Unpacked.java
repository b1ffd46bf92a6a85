package penstock.core.buying;

import java.util.Optional;

/**
 * Units of a delivery as they are booked.
 *
 * @param item of what came, from 0; -1 of a line of which nothing came
 * @param serves the line that they are for; empty if nobody expects them
 * @param sound units that look as they should
 * @param ordered of all these units, those that the line expected
 * @param surplus of the sound ones, those beyond what is tolerated
 */
public record Unpacked(
        int item, Optional<Expected> serves, long skuId, int sound, int damaged, int ordered, int surplus) {

    static Unpacked nothing(Expected line) {
        return new Unpacked(-1, Optional.of(line), line.skuId(), 0, 0, 0, 0);
    }

    public int units() {
        return sound + damaged;
    }

    /** Units that come beyond the order, tolerated or not. */
    public int beyond() {
        return units() - ordered;
    }

    /** Units that were announced and are not there. */
    public int missing() {
        return serves.map(line -> Math.max(0, line.announced() - units())).orElse(0);
    }

    /** The same, held against more announced units. */
    Unpacked expecting(int more) {
        return new Unpacked(
                item, serves.map(line -> line.of(line.announced() + more)), skuId, sound, damaged, ordered, surplus);
    }
}
