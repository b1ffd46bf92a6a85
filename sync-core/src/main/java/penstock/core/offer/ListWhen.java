package penstock.core.offer;

/**
 * How few units are worth a listing, in the channel's units. Two numbers, so that it does not come and go with every sale.
 *
 * @param minimum from which on it is listed
 * @param endWhen at which it ends, below the minimum
 */
public record ListWhen(int minimum, int endWhen) {

    boolean lists(int units, boolean shownNow) {
        return shownNow ? units > endWhen : units >= minimum;
    }
}
