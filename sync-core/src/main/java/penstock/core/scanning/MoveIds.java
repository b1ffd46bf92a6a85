package penstock.core.scanning;

/** Ids of the stock moves that one scan, or its undoing, books: the same whenever it is tried again. */
record MoveIds(String prefix) {

    static MoveIds of(long sessionId, int scanNo) {
        return new MoveIds("scan-" + sessionId + "-" + scanNo + "-");
    }

    static MoveIds ofUndoing(long sessionId, int scanNo) {
        return new MoveIds("scan-" + sessionId + "-" + scanNo + "-undo-");
    }

    /** @param move its number, from 1 */
    String id(int move) {
        return prefix + move;
    }
}
