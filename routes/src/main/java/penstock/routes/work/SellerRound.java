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
import penstock.core.store.DatabaseUnavailable;
import penstock.core.supplier.Feeds;
import penstock.routes.accounts.OpenAccounts;
import penstock.routes.metrics.Stages;

/** One look at everything that may be due for one seller. What calls the outside is handed to the routes. */
public final class SellerRound {

    /** Holds or messages taken in one round; the next goes on. */
    static final int AT_A_TIME = 200;

    private static final Logger LOG = LoggerFactory.getLogger(SellerRound.class);

    private final Engine engine;
    private final ReleaseOrders releasing;
    private final Publishing publishing;
    private final Fulfilments fulfilments;
    private final Confirmations confirmations;
    private final Orders orders;
    private final Feeds feeds;
    private final Accounts accounts;
    private final OpenAccounts open;
    private final Stages stages;
    private final CollectMessages collecting;
    private final SubscribeWebhooks subscribing;
    private final ReadMessages reading;
    private final ProducerTemplate routes;
    private final Executor workers;
    private final Set<Job> running = ConcurrentHashMap.newKeySet();

    public SellerRound(
            Engine engine,
            ReleaseOrders releasing,
            Publishing publishing,
            Fulfilments fulfilments,
            Confirmations confirmations,
            Orders orders,
            Feeds feeds,
            Accounts accounts,
            OpenAccounts open,
            Stages stages,
            CollectMessages collecting,
            SubscribeWebhooks subscribing,
            ReadMessages reading,
            ProducerTemplate routes,
            Executor workers) {
        this.engine = engine;
        this.releasing = releasing;
        this.publishing = publishing;
        this.fulfilments = fulfilments;
        this.confirmations = confirmations;
        this.orders = orders;
        this.feeds = feeds;
        this.accounts = accounts;
        this.open = open;
        this.stages = stages;
        this.collecting = collecting;
        this.subscribing = subscribing;
        this.reading = reading;
        this.routes = routes;
        this.workers = workers;
    }

    /** What came in sets off: feeds are applied, listings marked, orders handed to fulfilment, channels and providers told. */
    void work(long sellerId) {
        run(new Job(sellerId, 0, "release"), () -> releasing.release(sellerId));
        publishing.followLedger(sellerId);
        publishing.dueAccounts(sellerId).forEach(account -> start(sellerId, account, WorkRoutes.PUBLISH));
        confirmations.dueAccounts(sellerId).forEach(account -> start(sellerId, account, WorkRoutes.CONFIRM));
        fulfilments.dueProviders(sellerId).forEach(account -> start(sellerId, account, WorkRoutes.FULFIL));
        feeds.dueAccounts(sellerId).forEach(account -> start(sellerId, account, WorkRoutes.APPLY_FEEDS));
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

    /** What only time sets off: holds that run out, messages nobody read, channels to be asked. */
    void lookAround(long sellerId) {
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
                    .forEach(account -> guarded(account.accountId(), () -> askChannel(account)));
        });
    }

    private void askChannel(Account account) {
        open.find(account.sellerId(), account.accountId()).ifPresent(opened -> {
            if (collecting.ordersDue(opened)) {
                start(account.sellerId(), account.accountId(), WorkRoutes.POLL);
            }
            if (collecting.notificationsDue(opened)) {
                start(account.sellerId(), account.accountId(), WorkRoutes.RECEIVE);
            }
            if (subscribing.isDue(opened)) {
                start(account.sellerId(), account.accountId(), WorkRoutes.SUBSCRIBE);
            }
            if (opened.provider().isPresent()) {
                start(account.sellerId(), account.accountId(), WorkRoutes.MIRROR);
            }
        });
    }

    private void start(long sellerId, long accountId, String route) {
        guarded(
                accountId,
                () -> open.find(sellerId, accountId)
                        .ifPresent(account -> run(
                                new Job(sellerId, accountId, route),
                                () -> stages.time(
                                        WorkRoutes.stage(route),
                                        account.account().channel(),
                                        () -> routes.sendBody(route, account.key())))));
    }

    /** What is wrong with one account is none of the others' business; a database that is gone is everybody's. */
    private static void guarded(long accountId, Runnable work) {
        try {
            work.run();
        } catch (DatabaseUnavailable e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.warn(
                    "account {}: {}; the other accounts go on, it is tried again later", accountId, Rounds.describe(e));
        }
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
