package penstock.core.shelf;

import java.util.List;
import java.util.Optional;

/**
 * Where the units go that a command moves: said before it moves them, and true until it says otherwise. Of what leaves,
 * units that the spot does not have are taken by rule.
 *
 * @param from the spot they are taken from
 * @param to the spot they are put to
 * @param serialNos the pieces that move, none where pieces are not told apart
 */
public record Direction(long skuId, long locationId, Optional<Spot> from, Optional<Spot> to, List<String> serialNos) {

    public Direction {
        serialNos = List.copyOf(serialNos);
    }

    boolean isAbout(long sku, long location) {
        return skuId == sku && locationId == location;
    }
}
