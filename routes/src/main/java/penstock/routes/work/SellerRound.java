package penstock.routes.work;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.LongPredicate;
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
import penstock.core.publication.Publishing.DueAccount;
import penstock.core.shipping.Confirmations;
import penstock.core.shipping.Fulfilments;
import penstock.core.store.DatabaseUnavailable;
import penstock.core.supplier.Feeds;
import penstock.routes.accounts.OpenAccounts;
import penstock.routes.accounts.OpenAccounts.OpenAccount;
import penstock.routes.metrics.Stages;
import penstock.routes.work.Jobs.Job;

/** One look at everything that may be due for one seller. What calls the outside is handed to the routes. */
public final class SellerRound {

    /** Holds or messages taken in one round; the next goes on. */
    static final int AT_A_TIME = 200;

    /** What becomes due within this is not left to the next tick. */
    private static final Duration SOON = Duration.ofMillis(WorkRoutes.TICK_MS);

    /** Batches of postings valued in one go. */
    static final int BATCHES_AT_A_TIME = 20;

    private static final Logger LOG = LoggerFactory.getLogger(SellerRound.class);

    private final Engine engine;
    private final ReleaseOrders releasing;
    private final Publishing publishing;
    private final Fulfilments fulfilments;
    private final Confirmations confirmations;
    private final Orders orders;
    private final Feeds feeds;
    private final Accounts accounts;
    private final LongPredicate valuing;
    private final OpenAccounts open;
    private final Stages stages;
    private final CollectMessages collecting;
    private final SubscribeWebhooks subscribing;
    private final ReadMessages reading;
    private final ProducerTemplate routes;
    private final Jobs jobs;
    private final Clock clock;
    private final Set<Long> unsettled = ConcurrentHashMap.newKeySet();

    /**
     * Looks.
     *
     * @param valuing takes a seller's next batch of what stock is worth, says whether there was one
     * @param jobsAtOnce jobs of one seller that are done at a time
     */
    public SellerRound(
            Engine engine,
            ReleaseOrders releasing,
            Publishing publishing,
            Fulfilments fulfilments,
            Confirmations confirmations,
            Orders orders,
            Feeds feeds,
            Accounts accounts,
            LongPredicate valuing,
            OpenAccounts open,
            Stages stages,
            CollectMessages collecting,
            SubscribeWebhooks subscribing,
            ReadMessages reading,
            ProducerTemplate routes,
            Executor workers,
            int jobsAtOnce,
            Clock clock) {
        this.engine = engine;
        this.releasing = releasing;
        this.publishing = publishing;
        this.fulfilments = fulfilments;
        this.confirmations = confirmations;
        this.orders = orders;
        this.feeds = feeds;
        this.accounts = accounts;
        this.valuing = valuing;
        this.open = open;
        this.stages = stages;
        this.collecting = collecting;
        this.subscribing = subscribing;
        this.reading = reading;
        this.routes = routes;
        this.jobs = new Jobs(workers, jobsAtOnce, this::failed);
        this.clock = clock;
    }

    /** Has a seller looked at again at that moment, which is soon. */
    interface Alarm {
        void at(long sellerId, Instant moment);
    }

    /** Takes a seller over from another node, before anything is claimed here. Its claims will be settled by nobody. */
    void takeOver(long sellerId) {
        publishing.endClaims(sellerId);
        fulfilments.endClaims(sellerId);
        confirmations.endClaims(sellerId);
        feeds.endClaims(sellerId);
    }

    /** The same of our own claims, when the database went away before an outcome was noted; all of it is read back. */
    private void endUnsettledClaims(long sellerId) {
        if (unsettled.remove(sellerId)) {
            takeOver(sellerId);
        }
    }

    /** What came in sets off: feeds are applied, listings marked, orders handed to fulfilment, channels and providers told. */
    void work(long sellerId, Alarm alarm) {
        jobs.startAnew(new Job(sellerId, 0, "release"), () -> releasing.release(sellerId));
        publishing.followLedger(sellerId);
        publish(sellerId, alarm);
        confirmations.dueAccounts(sellerId).forEach(account -> startAnew(sellerId, account, WorkRoutes.CONFIRM));
        fulfilments.dueProviders(sellerId).forEach(account -> startAnew(sellerId, account, WorkRoutes.FULFIL));
        feeds.dueAccounts(sellerId).forEach(account -> startAnew(sellerId, account, WorkRoutes.APPLY_FEEDS));
    }

    private void publish(long sellerId, Alarm alarm) {
        Instant now = clock.instant();
        for (DueAccount due : publishing.dueAccounts(sellerId, now.plus(SOON))) {
            if (due.at().isAfter(now)) {
                alarm.at(sellerId, due.at());
                return; // the others are due later still
            }
            startAnew(sellerId, due.accountId(), WorkRoutes.PUBLISH, () -> whatIsLeft(sellerId, alarm));
        }
    }

    /** What was told will have to be read back, mostly soon. What is due still is left to the next round. */
    private void whatIsLeft(long sellerId, Alarm alarm) {
        Instant now = clock.instant();
        publishing.dueAccounts(sellerId, now.plus(SOON)).stream()
                .map(DueAccount::at)
                .filter(now::isBefore)
                .findFirst()
                .ifPresent(at -> alarm.at(sellerId, at));
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
        jobs.start(new Job(sellerId, 0, "valuing"), () -> value(sellerId));
        jobs.start(new Job(sellerId, 0, "look-around"), () -> {
            endUnsettledClaims(sellerId);
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

    /** Behind the ledger, never on an order's way; what is left goes on at the next tick. */
    private void value(long sellerId) {
        int batches = 0;
        while (batches < BATCHES_AT_A_TIME && valuing.test(sellerId)) {
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
                        .ifPresent(account -> jobs.start(new Job(sellerId, accountId, route), send(account, route))));
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

    private Runnable send(OpenAccount account, String route) {
        return () -> stages.time(
                WorkRoutes.stage(route), account.account().channel(), () -> routes.sendBody(route, account.key()));
    }

    /** Of what claims what is due. */
    private void startAnew(long sellerId, long accountId, String route) {
        startAnew(sellerId, accountId, route, () -> {});
    }

    private void startAnew(long sellerId, long accountId, String route, Runnable afterwards) {
        guarded(
                accountId,
                () -> open.find(sellerId, accountId)
                        .ifPresent(account -> jobs.startAnew(new Job(sellerId, accountId, route), () -> {
                            send(account, route).run();
                            afterwards.run();
                        })));
    }

    private void failed(Job job, RuntimeException failure) {
        if (Rounds.databaseIsAway(failure)) {
            unsettled.add(job.sellerId());
        }
        LOG.warn("{}: {}; tried again at the next tick", job, Rounds.describe(failure));
    }
}
