package penstock.routes.work;

import java.time.Instant;

/** Who does what a duty has found due for the seller of a round. All return at once. Any thread. */
public interface Hands {

    /** Has something done for the seller as a whole; not a second time if it waits or runs already. */
    void start(String what, Runnable work);

    /** The same of what may just have passed by what it is asked for now: what runs is done once more after that. */
    void startAnew(String what, Runnable work);

    /** Sends an account through a route; not a second time if it waits or is on its way already. */
    void start(long accountId, String route);

    /** The same of a route that claims what is due: an account on its way is sent once more after that. */
    default void startAnew(long accountId, String route) {
        startAnew(accountId, route, () -> {});
    }

    /** The same, and does something afterwards. */
    void startAnew(long accountId, String route, Runnable afterwards);

    /** Has the seller looked at again at that moment, which is soon. */
    void wakeAt(Instant moment);
}
