package penstock.core.book;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What was decided on a command.
 *
 * @param id of what was made or found, 0 if nothing
 * @param detail for a person, {@code ""} if the verdict says it all
 * @param lines the order's or hold's lines as they stand, where the command was about one
 */
public record Reply(Verdict verdict, long id, String detail, List<LineState> lines) {

    public Reply {
        lines = List.copyOf(lines);
    }

    public static Reply of(Verdict verdict, long id) {
        return new Reply(verdict, id, "", List.of());
    }

    public static Reply of(Verdict verdict, long id, String detail) {
        return new Reply(verdict, id, detail, List.of());
    }

    /** The verdict on an order, with its lines. */
    public static Reply of(Verdict verdict, Order order) {
        return new Reply(
                verdict,
                order.orderId(),
                "",
                order.lines().stream().map(LineState::of).toList());
    }

    /** What can be decided. */
    public enum Verdict {
        CREATED,
        CHANGED,
        /** Came before, with the same content: nothing changed. */
        EXISTS,
        /** Came before with other content: nothing changed. */
        EXISTS_WITH_DIFFERENT_CONTENT,
        /** Older than what is known: nothing changed. */
        STALE,
        /** Asks for more than may be promised: nothing changed. */
        EXCEEDS_AVAILABLE,
        /** Takes or makes more than was planned, and no reason says why: nothing changed. */
        EXCEEDS_PLANNED,
        /** Brings more than a location keeps of a SKU: nothing changed. */
        EXCEEDS_ROOM,
        /** The hold ran out before the order came: nothing changed. */
        HOLD_EXPIRED,
        /** Names something that does not exist: nothing changed. */
        NOT_FOUND,
        /** Not possible in the state it is in: nothing changed. */
        NOT_POSSIBLE,
        /** Wants fewer units than have been shipped: nothing changed. */
        ALREADY_SHIPPED,
        /** Names another recipient than parcels are packed for: nothing changed. */
        ALREADY_PACKED,
        /** Names another recipient than a provider was told: nothing changed. */
        AT_PROVIDER,
        /** Is an edit of another revision than it is at: nothing changed. */
        EDITED_SINCE,

        /** Names a bin, lot or serial where none are kept: nothing changed. */
        DETAIL_NOT_KEPT,
        /** The SKU is tracked by lot, and none is named: nothing changed. */
        LOT_REQUIRED,
        /** The SKU is tracked by serial, and the pieces are not named: nothing changed. */
        SERIAL_REQUIRED,
        UNKNOWN_BIN,
        UNKNOWN_LOT,
        /** The piece is not where it should be: nothing changed. */
        UNKNOWN_SERIAL,
        /** The piece is in stock already, or named twice: nothing changed. */
        DUPLICATE_SERIAL,
        /** It is known already of which lot, or which pieces, so many of the units are: nothing changed. */
        ALREADY_NAMED,
        /** Units in several states lie there, and it is not said which are meant: nothing changed. */
        STATE_REQUIRED,
        EXPIRED_LOT,
        /** It would expire too soon after it came: nothing changed. */
        SHORT_LIVED_LOT,
        BLOCKED_LOT,
        /** More than the bin takes or bears: nothing changed. */
        BIN_FULL,
        /** Nothing is put into the bin any more: nothing changed. */
        BIN_CLOSED,
        /** The pieces are not as many as the units: nothing changed. */
        UNIT_MISMATCH;

        /** Whether the caller's wish is now a fact, by this command or an earlier one. */
        public boolean holds() {
            return this == CREATED || this == CHANGED || this == EXISTS;
        }

        /** Whether units cannot be what, or be put where, they are said to. */
        public boolean isOfPlace() {
            return switch (this) {
                case DETAIL_NOT_KEPT,
                        LOT_REQUIRED,
                        SERIAL_REQUIRED,
                        UNKNOWN_BIN,
                        UNKNOWN_LOT,
                        UNKNOWN_SERIAL,
                        DUPLICATE_SERIAL,
                        ALREADY_NAMED,
                        STATE_REQUIRED,
                        EXPIRED_LOT,
                        SHORT_LIVED_LOT,
                        BLOCKED_LOT,
                        BIN_FULL,
                        BIN_CLOSED,
                        UNIT_MISMATCH -> true;
                default -> false;
            };
        }
    }

    /**
     * A line's figures, units of the SKU; {@code skuId} is 0 for an unmapped line.
     *
     * @param promisedOn the day by which all that is backordered was promised
     */
    public record LineState(
            int lineNo,
            String channelLineId,
            String channelSku,
            long skuId,
            int ordered,
            int reserved,
            int shipped,
            int backordered,
            int cancelled,
            int elsewhere,
            int shortUnits,
            Optional<LocalDate> promisedOn,
            String parkedReason) {

        static LineState of(OrderLine line) {
            return new LineState(
                    line.lineNo(),
                    line.channelLineId(),
                    line.channelSku(),
                    line.skuId(),
                    line.ordered(),
                    line.reserved(),
                    line.shipped(),
                    line.backordered(),
                    line.cancelled(),
                    line.elsewhere(),
                    line.shortUnits(),
                    line.promisedOn(),
                    line.parkedReason());
        }
    }
}
