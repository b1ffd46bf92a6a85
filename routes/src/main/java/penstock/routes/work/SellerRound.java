package penstock.routes.work;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.apache.camel.ProducerTemplate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import penstock.core.book.Command;
import penstock.core.book.Order;
import penstock.core.catalogue.Accounts;
import penstock.core.catalogue.Accounts.Account;
import penstock.core.engine.Engine;
import penstock.core.order.EndHold;
import penstock.core.order.Orders;
import penstock.core.publication.Publishing;
import penstock.core.shipping.Confirmations;
import penstock.core.shipping.Fulfilments;
import penstock.core.shipping.ReleaseOrder;
import penstock.core.store.DatabaseUnavailable;
import penstock.core.valuation.Valuing;
import penstock.routes.accounts.OpenAccounts;

/** One look at everything that may be due for one seller. What calls the outside is handed to the routes. */
public final class SellerRound {

    /** Orders, holds or messages taken in one round; the next goes on. */
    static final int AT_A_TIME = 200;

    /** Batches of postings valued in one go. */
    static final int BATCHES_AT_A_TIME = 20;

    private static final Logger LOG = LoggerFactory.getLogger(SellerRound.class);

    private final Engine engine;
    private final Publishing publishing;
    private final Fulfilments fulfilments;
    private final Confirmations confirmations;
    private final Orders orders;
    private final Accounts accounts;
    private final Valuing valuing;
    private final OpenAccounts open;
    private final CollectMessages collecting;
    private final ReadMessages reading;
    private final ProducerTemplate routes;
    private final Executor workers;
    private final Set<Job> running = ConcurrentHashMap.newKeySet();

    public SellerRound(
            Engine engine,
            Publishing publishing,
            Fulfilments fulfilments,
            Confirmations confirmations,
            Orders orders,
            Accounts accounts,
            Valuing valuing,
            OpenAccounts open,
            CollectMessages collecting,
            ReadMessages reading,
            ProducerTemplate routes,
            Executor workers) {
        this.engine = engine;
        this.publishing = publishing;
        this.fulfilments = fulfilments;
        this.confirmations = confirmations;
        this.orders = orders;
        this.accounts = accounts;
        this.valuing = valuing;
        this.open = open;
        this.collecting = collecting;
        this.reading = reading;
        this.routes = routes;
        this.workers = workers;
    }

    /** What a sale sets off: marks listings, hands orders to fulfilment, has channels and providers told. */
    void work(long sellerId) {
        for (long orderId : fulfilments.ordersToRelease(sellerId, AT_A_TIME)) {
            submit(sellerId, new ReleaseOrder(orderId), "the release of order " + orderId);
        }
        publishing.followLedger(sellerId);
        publishing.dueAccounts(sellerId).forEach(account -> start(sellerId, account, WorkRoutes.PUBLISH));
        confirmations.dueAccounts(sellerId).forEach(account -> start(sellerId, account, WorkRoutes.CONFIRM));
        fulfilments.dueProviders(sellerId).forEach(account -> start(sellerId, account, WorkRoutes.FULFIL));
    }

    private void submit(long sellerId, Command command, String what) {
        engine.submit(sellerId, command).whenComplete((reply, thrown) -> {
            if (thrown instanceof DatabaseUnavailable) {
                LOG.info("{}: {}; tried again in the next round", what, thrown.getMessage());
            } else if (thrown != null) {
                LOG.error(
                        "{} fails: {}; tried again in the next round",
                        what,
                        thrown.getClass().getName());
            }
        });
    }

    /** What only time sets off: holds that run out, messages nobody read, channels to be asked, stock to be valued. */
    void lookAround(long sellerId) {
        run(new Job(sellerId, 0, "valuing"), () -> value(sellerId));
        run(new Job(sellerId, 0, "look-around"), () -> {
            orders.expiredHolds(sellerId, AT_A_TIME)
                    .forEach(hold -> submit(
                            sellerId,
                            new EndHold(hold.accountId(), hold.holdId(), Order.Phase.EXPIRED),
                            "the end of a hold"));
            reading.sweep(sellerId, AT_A_TIME);
            List<Account> all = accounts.list(sellerId);
            all.stream()
                    .filter(account -> account.state() == Accounts.State.ACTIVE)
                    .forEach(this::askChannel);
        });
    }

    /** Behind the ledger, never on an order's way; what is left goes on at the next tick. */
    private void value(long sellerId) {
        int batches = 0;
        while (batches < BATCHES_AT_A_TIME && valuing.follow(sellerId)) {
            batches++;
        }
    }

    private void askChannel(Account account) {
        open.find(account.sellerId(), account.accountId()).ifPresent(opened -> {
            if (collecting.ordersDue(opened)) {
                start(account.sellerId(), account.accountId(), WorkRoutes.POLL);
            }
            if (collecting.notificationsDue(opened)) {
                start(account.sellerId(), account.accountId(), WorkRoutes.RECEIVE);
            }
            if (opened.provider().isPresent()) {
                start(account.sellerId(), account.accountId(), WorkRoutes.MIRROR);
            }
        });
    }

    private void start(long sellerId, long accountId, String route) {
        open.find(sellerId, accountId)
                .ifPresent(account ->
                        run(new Job(sellerId, accountId, route), () -> routes.sendBody(route, account.key())));
    }

    /** Runs a job unless the same one is running already. */
    private void run(Job job, Runnable work) {
        if (!running.add(job)) {
            return;
        }
        try {
            workers.execute(() -> {
                try {
                    work.run();
                } catch (RuntimeException e) {
                    LOG.warn("{}: {}; tried again at the next tick", job, Rounds.describe(e));
                } finally {
                    running.remove(job);
                }
            });
        } catch (RejectedExecutionException e) {
            running.remove(job); // all workers are busy: the next tick tries again
        }
    }

    private record Job(long sellerId, long accountId, String what) {}
}
