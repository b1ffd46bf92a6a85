package penstock.core.book;

import java.util.List;

/**
 * What is owed of a SKU that is still to come.
 *
 * @param arrivals that have a day, in no particular order
 * @param owed units promised and neither served nor given up
 */
public record Backlog(BackorderRule rule, List<Arrival> arrivals, long owed) {

    /** Of a SKU of which nothing is promised that is not there. */
    public static final Backlog NONE = new Backlog(BackorderRule.NONE, List.of(), 0);

    public Backlog {
        arrivals = List.copyOf(arrivals);
    }
}
