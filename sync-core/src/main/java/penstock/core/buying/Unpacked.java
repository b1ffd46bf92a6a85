package penstock.core.buying;

import java.util.Optional;

/**
 * Units of a delivery as they are booked.
 *
 * @param serves the line that they are for; empty if nobody expects them
 * @param sound units that look as they should
 * @param ordered of all these units, those that the line expected
 * @param surplus of the sound ones, those beyond what is tolerated
 */
public record Unpacked(Optional<Expected> serves, long skuId, int sound, int damaged, int ordered, int surplus) {

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
}
