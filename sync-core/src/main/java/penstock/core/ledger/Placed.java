package penstock.core.ledger;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import penstock.core.shelf.PhysicalState;
import penstock.core.shelf.Spot;

/**
 * Which units of a location a report on stock is about.
 *
 * @param binId where they are, or are put when they come; empty for units in no bin
 * @param lotId of which lot they are; empty for none
 * @param toBinId where they are moved to
 * @param toLotId the lot that units of no known lot turned out to be
 * @param state in which state they are, if what happened to them does not say so; empty if only such lie there as are in one
 */
public record Placed(
        OptionalLong binId,
        OptionalLong lotId,
        OptionalLong toBinId,
        OptionalLong toLotId,
        List<String> serialNos,
        Optional<PhysicalState> state) {

    /** Nobody says which: by rule. */
    public static final Placed BY_RULE = new Placed(
            OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty(), List.of());

    /** Nobody knows which, not even of what lot: somebody will say so later. */
    public static final Placed UNKNOWN_LOT = new Placed(
            OptionalLong.empty(), OptionalLong.of(Spot.NO_LOT), OptionalLong.empty(), OptionalLong.empty(), List.of());

    public Placed {
        serialNos = List.copyOf(serialNos);
    }

    /** Units in whatever state those there are. */
    public Placed(
            OptionalLong binId,
            OptionalLong lotId,
            OptionalLong toBinId,
            OptionalLong toLotId,
            List<String> serialNos) {
        this(binId, lotId, toBinId, toLotId, serialNos, Optional.empty());
    }

    /** Units in a bin and of a lot. */
    public static Placed at(Spot spot) {
        return new Placed(
                OptionalLong.of(spot.binId()),
                OptionalLong.of(spot.lotId()),
                OptionalLong.empty(),
                OptionalLong.empty(),
                List.of());
    }

    /** The same, of these pieces. */
    public Placed of(List<String> serials) {
        return new Placed(binId, lotId, toBinId, toLotId, serials, state);
    }

    /** The same, moved to another bin. */
    public Placed to(long bin) {
        return new Placed(binId, lotId, OptionalLong.of(bin), toLotId, serialNos, state);
    }

    /** The same, of those in a state. */
    public Placed in(Optional<PhysicalState> one) {
        return new Placed(binId, lotId, toBinId, toLotId, serialNos, one);
    }

    boolean isByRule() {
        return in(Optional.empty()).equals(BY_RULE);
    }

    /** Whether it names a bin, a lot or a piece. */
    boolean namesNothing() {
        return spot().equals(Spot.UNPLACED) && toBinId.isEmpty() && toLotId.isEmpty() && serialNos.isEmpty();
    }

    Spot spot() {
        return new Spot(binId.orElse(Spot.NO_BIN), lotId.orElse(Spot.NO_LOT));
    }

    Optional<Spot> target() {
        return toBinId.isEmpty() && toLotId.isEmpty()
                ? Optional.empty()
                : Optional.of(new Spot(toBinId.orElse(spot().binId()), toLotId.orElse(spot().lotId())));
    }
}
