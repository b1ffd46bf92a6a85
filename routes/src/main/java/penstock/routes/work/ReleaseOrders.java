package penstock.routes.work;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import penstock.core.book.Reply;
import penstock.core.engine.Engine;
import penstock.core.engine.EngineBusy;
import penstock.core.shipping.ReleaseOrder;
import penstock.core.shipping.Releases;
import penstock.core.shipping.Releases.Due;
import penstock.core.shipping.Releases.Failed;
import penstock.core.store.DatabaseUnavailable;

/**
 * Hands a seller's orders to fulfilment until none is due. Any thread, and any node: releasing twice releases once. An order
 * whose release fails is noted and waits longer each time, so that it keeps no other waiting.
 */
public final class ReleaseOrders implements Duty {

    /** Orders noted that are taken at once, besides a page of the tail. */
    static final int AT_A_TIME = 200;

    private static final Logger LOG = LoggerFactory.getLogger(ReleaseOrders.class);

    private final Engine engine;
    private final Releases releases;

    public ReleaseOrders(Engine engine, Releases releases) {
        this.engine = engine;
        this.releases = releases;
    }

    @Override
    public String name() {
        return "release";
    }

    @Override
    public When when() {
        return When.WOKEN;
    }

    @Override
    public void see(long sellerId, Hands hands) {
        hands.startAnew(name(), () -> release(sellerId));
    }

    /**
     * Goes on until nothing is due.
     *
     * @throws DatabaseUnavailable if the database is gone: what is left is due in the next round
     * @throws EngineBusy if too much waits to be decided: the same
     */
    public void release(long sellerId) {
        for (Due due = releases.due(sellerId, AT_A_TIME); !due.isEmpty(); due = releases.due(sellerId, AT_A_TIME)) {
            releases.settle(sellerId, due, release(sellerId, due));
        }
    }

    private List<Failed> release(long sellerId, Due due) {
        Map<Long, CompletableFuture<Reply>> replies = new TreeMap<>();
        due.orderIds().forEach(orderId -> replies.put(orderId, engine.submit(sellerId, new ReleaseOrder(orderId))));
        List<Failed> failures = new ArrayList<>();
        replies.forEach((orderId, reply) -> {
            try {
                if (reply.join().verdict() == Reply.Verdict.NOT_FOUND) {
                    failures.add(new Failed(orderId, "there is no such order"));
                }
            } catch (CompletionException e) {
                failures.add(failed(orderId, e.getCause() == null ? e : e.getCause()));
            }
        });
        return failures;
    }

    private static Failed failed(long orderId, Throwable thrown) {
        if (thrown instanceof DatabaseUnavailable unavailable) {
            throw unavailable;
        }
        LOG.error(
                "the release of order {} fails: {}; tried again later, and parked after {} attempts",
                orderId,
                thrown.getClass().getName(),
                Releases.MAX_ATTEMPTS);
        return Failed.of(orderId, thrown);
    }
}
