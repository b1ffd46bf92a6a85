package penstock.core.scanning;

import java.util.Optional;
import penstock.core.shelf.PhysicalState;

/**
 * What was understood of a scan that counts.
 *
 * @param binId of a bin, else 0
 * @param lotId 0 for none
 * @param serialNo {@code ""} for none
 * @param units of a SKU; 0 of a bin
 * @param reason why units are damaged, or not as expected; {@code ""} if nobody said
 * @param moves that it booked, numbered from 1
 * @param state in which units are moved from bin to bin; empty of anything else
 */
record Step(
        int scanNo,
        Kind kind,
        long binId,
        long skuId,
        long lotId,
        String serialNo,
        int units,
        boolean damaged,
        String reason,
        int moves,
        Optional<PhysicalState> state) {

    /** What it names. */
    enum Kind {
        BIN,
        /** A SKU of which the lot or the piece is still to be scanned. */
        SKU,
        /** Units, and which they are. */
        UNITS
    }

    static Step bin(long binId) {
        return new Step(0, Kind.BIN, binId, 0, 0, "", 0, false, "", 0, Optional.empty());
    }

    /** The same as the session's nth scan, that booked so many moves. */
    Step numbered(int number, int booked) {
        return new Step(number, kind, binId, skuId, lotId, serialNo, units, damaged, reason, booked, state);
    }
}
