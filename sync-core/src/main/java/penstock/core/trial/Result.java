package penstock.core.trial;

/**
 * What came of a play, in units of the SKU.
 *
 * @param wanted by all buyers
 * @param served sold, and there
 * @param oversold sold, and not there
 * @param turnedAway wanted while there were so many, and not shown
 * @param listed shown at a time, on average
 */
record Result(long wanted, long served, long oversold, long turnedAway, double listed) {

    static final Result NOTHING = new Result(0, 0, 0, 0, 0);

    Result plus(Result other) {
        return new Result(
                wanted + other.wanted,
                served + other.served,
                oversold + other.oversold,
                turnedAway + other.turnedAway,
                listed + other.listed);
    }
}
