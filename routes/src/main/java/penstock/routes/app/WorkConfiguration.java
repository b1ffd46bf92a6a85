package penstock.routes.app;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelContext;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import penstock.core.catalogue.Accounts;
import penstock.core.catalogue.Locations;
import penstock.core.engine.Engine;
import penstock.core.history.Snapshots;
import penstock.core.identity.Ids;
import penstock.core.inbox.Inbox;
import penstock.core.order.Orders;
import penstock.core.port.ChannelKinds;
import penstock.core.port.FeedReader;
import penstock.core.production.RollUp;
import penstock.core.publication.Drifts;
import penstock.core.publication.MarkListings;
import penstock.core.publication.PassingTime;
import penstock.core.publication.Pruning;
import penstock.core.publication.Publishing;
import penstock.core.purchasing.ReceiptCosts;
import penstock.core.risk.Lags;
import penstock.core.risk.MeasuringVelocity;
import penstock.core.shipping.Confirmations;
import penstock.core.shipping.Fulfilments;
import penstock.core.shipping.Releases;
import penstock.core.store.Database;
import penstock.core.store.Leases;
import penstock.core.supplier.Feeds;
import penstock.core.supplier.ProviderSkus;
import penstock.core.valuation.Valuing;
import penstock.core.warehouse.UnsettledLots;
import penstock.routes.accounts.Adapters;
import penstock.routes.accounts.OpenAccounts;
import penstock.routes.accounts.PublicAddress;
import penstock.routes.collect.CollectRoutes;
import penstock.routes.collect.CollectWebhook;
import penstock.routes.collect.FeedFolder;
import penstock.routes.collect.SupplierFeedReader;
import penstock.routes.collect.WebhookController;
import penstock.routes.metrics.GatewayMetrics;
import penstock.routes.metrics.Stages;
import penstock.routes.transport.CallCarrier;
import penstock.routes.transport.EgressPolicy;
import penstock.routes.work.ApplyFeeds;
import penstock.routes.work.AskAccounts;
import penstock.routes.work.AskAccounts.Question;
import penstock.routes.work.Calls;
import penstock.routes.work.CollectMessages;
import penstock.routes.work.ConfirmShipments;
import penstock.routes.work.Duty;
import penstock.routes.work.EraseAgain;
import penstock.routes.work.ExpireHolds;
import penstock.routes.work.FinishMarking;
import penstock.routes.work.FollowLedger;
import penstock.routes.work.KeepLags;
import penstock.routes.work.LetTimePass;
import penstock.routes.work.MirrorProviderStock;
import penstock.routes.work.Pace;
import penstock.routes.work.PostReceiptCosts;
import penstock.routes.work.ProviderFigures;
import penstock.routes.work.PruneHistory;
import penstock.routes.work.PublishStock;
import penstock.routes.work.ReadMessages;
import penstock.routes.work.ReconcileListings;
import penstock.routes.work.ReleaseOrders;
import penstock.routes.work.ReviewPromises;
import penstock.routes.work.Rounds;
import penstock.routes.work.SealedRecipients;
import penstock.routes.work.SellerRound;
import penstock.routes.work.SendAccounts;
import penstock.routes.work.SettleLots;
import penstock.routes.work.ShipThroughProviders;
import penstock.routes.work.SubscribeWebhooks;
import penstock.routes.work.WorkRoutes;

/** What the routes call, and the threads that call it. */
@Configuration(proxyBeanMethods = false)
class WorkConfiguration {

    /** Threads that read messages. */
    static final int READERS = 8;

    /** Messages that may wait to be read; the sweep reads the rest. */
    static final int READ_QUEUE = 10_000;

    /** Threads that work accounts: each waits for one channel at a time. */
    static final int WORKERS = 64;

    /** Jobs of one seller that are done at a time. */
    static final int WORKERS_OF_A_SELLER = 16;

    /** Threads that look what is due. */
    static final int LOOKERS = 2;

    @Bean(destroyMethod = "close")
    GatewayMetrics metrics() {
        return new GatewayMetrics();
    }

    @Bean(destroyMethod = "")
    MeterRegistry meterRegistry(GatewayMetrics metrics) {
        return metrics.meters();
    }

    @Bean
    Stages stages(MeterRegistry meters, Lags lags, Clock clock) {
        return new Stages(meters, lags, clock);
    }

    /** What is read from the parts when somebody asks. */
    @Bean
    SmartInitializingSingleton watching(
            GatewayMetrics metrics,
            Engine engine,
            HikariDataSource pool,
            ThreadPoolExecutor readers,
            ThreadPoolExecutor workers,
            CallCarrier carrier,
            Adapters adapters) {
        return () -> {
            metrics.watch(engine);
            metrics.watch(pool);
            metrics.watch("readers", readers);
            metrics.watch("workers", workers);
            metrics.watch(
                    carrier,
                    adapters.list().stream().map(ChannelKinds.ChannelKind::code).toList());
        };
    }

    @Bean
    Pace pace(Environment environment) {
        return new Pace(environment.getProperty("penstock.time-factor", Double.class, 1.0));
    }

    @Bean(destroyMethod = "shutdownNow")
    ThreadPoolExecutor readers() {
        return new ThreadPoolExecutor(
                READERS, READERS, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>(READ_QUEUE), named("reader"));
    }

    @Bean(destroyMethod = "shutdownNow")
    ThreadPoolExecutor workers() {
        return new ThreadPoolExecutor(
                WORKERS, WORKERS, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>(WORKERS * 16), named("worker"));
    }

    @Bean(destroyMethod = "shutdownNow")
    ScheduledExecutorService lookers() {
        return Executors.newScheduledThreadPool(LOOKERS, named("looker"));
    }

    private static ThreadFactory named(String name) {
        AtomicInteger number = new AtomicInteger();
        return work -> {
            Thread thread = new Thread(work, name + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    @Bean
    Adapters adapters(EgressPolicy egress) {
        return new Adapters(egress);
    }

    @Bean
    OpenAccounts openAccounts(Accounts accounts, Adapters adapters, Clock clock, Pace pace) {
        return new OpenAccounts(accounts, adapters, clock, pace.factor());
    }

    @Bean
    Calls calls(CallCarrier carrier, Accounts accounts, OpenAccounts open, Pace pace) {
        return new Calls(carrier, accounts, open, pace);
    }

    @Bean
    ReadMessages readMessages(
            Inbox inbox,
            Engine engine,
            Publishing publishing,
            OpenAccounts accounts,
            ObjectProvider<CollectMessages> collecting,
            Stages stages,
            Pace pace,
            ExecutorService readers) {
        return new ReadMessages(inbox, engine, publishing, accounts, collecting::getObject, stages, pace, readers);
    }

    @Bean
    CollectMessages collectMessages(
            Inbox inbox,
            OpenAccounts accounts,
            Calls calls,
            ReadMessages reading,
            Publishing publishing,
            Pace pace,
            Clock clock) {
        return new CollectMessages(inbox, accounts, calls, reading, publishing, pace, clock);
    }

    @Bean
    PublishStock publishStock(
            Publishing publishing,
            OpenAccounts accounts,
            Calls calls,
            CollectMessages collecting,
            Stages stages,
            Pace pace,
            Clock clock) {
        return new PublishStock(publishing, accounts, calls, collecting, stages, pace, clock);
    }

    @Bean
    ReconcileListings reconcileListings(Drifts drifts, MeterRegistry meters, Clock clock) {
        return new ReconcileListings(drifts, meters, clock);
    }

    @Bean
    ConfirmShipments confirmShipments(Confirmations confirmations, OpenAccounts accounts, Calls calls) {
        return new ConfirmShipments(confirmations, accounts, calls);
    }

    @Bean
    ShipThroughProviders shipThroughProviders(
            Fulfilments fulfilments,
            Orders orders,
            Inbox inbox,
            Engine engine,
            OpenAccounts accounts,
            Calls calls,
            ReadMessages reading,
            SealedRecipients recipients,
            Pace pace,
            Clock clock) {
        return new ShipThroughProviders(
                fulfilments, orders, inbox, engine, accounts, calls, reading, recipients, pace, clock);
    }

    @Bean
    SealedRecipients recipients(Orders orders, Inbox inbox, OpenAccounts accounts, ReadMessages reading) {
        return new SealedRecipients(orders, inbox, accounts, reading);
    }

    @Bean
    MirrorProviderStock mirrorProviderStock(
            OpenAccounts accounts,
            Calls calls,
            ProviderSkus skus,
            Locations locations,
            Engine engine,
            Inbox inbox,
            Ids ids,
            Pace pace,
            Clock clock) {
        return new MirrorProviderStock(
                accounts, calls, skus, locations, new ProviderFigures(engine, ids), inbox, pace, clock);
    }

    @Bean
    PublicAddress publicAddress(Environment environment) {
        return new PublicAddress(() -> environment.getProperty("penstock.public-url", ""));
    }

    @Bean
    SubscribeWebhooks subscribeWebhooks(
            OpenAccounts open,
            Accounts accounts,
            Inbox inbox,
            Calls calls,
            PublicAddress address,
            Pace pace,
            Clock clock) {
        return new SubscribeWebhooks(open, accounts, inbox, calls, address, pace, clock);
    }

    @Bean
    ReleaseOrders releaseOrders(Engine engine, Releases releases) {
        return new ReleaseOrders(engine, releases);
    }

    @Bean
    ExpireHolds expireHolds(Orders orders, Engine engine) {
        return new ExpireHolds(orders, engine);
    }

    @Bean
    ReviewPromises reviewPromises(Orders orders, Engine engine) {
        return new ReviewPromises(orders, engine);
    }

    @Bean
    SettleLots settleLots(UnsettledLots lots, Engine engine, Clock clock) {
        return new SettleLots(lots, engine, clock);
    }

    @Bean
    FollowLedger valuingFollows(Valuing valuing) {
        return new FollowLedger("valuing", valuing::follow);
    }

    @Bean
    FollowLedger productionCostsFollow(RollUp rollUp) {
        return new FollowLedger("production-costs", rollUp::follow);
    }

    @Bean
    PostReceiptCosts postReceiptCosts(ReceiptCosts costs) {
        return new PostReceiptCosts(costs);
    }

    @Bean
    FollowLedger snapshotsFollow(Snapshots snapshots) {
        return new FollowLedger("snapshots", snapshots::follow);
    }

    @Bean
    FollowLedger velocityFollows(MeasuringVelocity velocity) {
        return new FollowLedger("velocity", velocity::follow);
    }

    @Bean
    KeepLags keepLags(Lags lags, Clock clock) {
        return new KeepLags(lags, clock);
    }

    @Bean
    EraseAgain eraseAgain(Inbox inbox, Clock clock) {
        return new EraseAgain(inbox, clock);
    }

    @Bean
    FinishMarking finishMarking(Database database) {
        return new FinishMarking(new MarkListings(database));
    }

    @Bean
    LetTimePass letTimePass(PassingTime passing, Clock clock) {
        return new LetTimePass(passing, clock);
    }

    @Bean
    PruneHistory pruneHistory(Pruning pruning, Clock clock) {
        return new PruneHistory(pruning, clock);
    }

    @Bean
    AskAccounts askAccounts(
            Accounts accounts, OpenAccounts open, CollectMessages collecting, SubscribeWebhooks subscribing) {
        return new AskAccounts(
                accounts,
                open,
                List.of(
                        new Question(WorkRoutes.POLL, collecting::ordersDue),
                        new Question(WorkRoutes.RECEIVE, collecting::notificationsDue),
                        new Question(WorkRoutes.SUBSCRIBE, subscribing::isDue),
                        new Question(
                                WorkRoutes.MIRROR, account -> account.provider().isPresent())));
    }

    /** Sees to every bean that is a {@link Duty}. */
    @Bean
    SellerRound sellerRound(
            List<Duty> duties, OpenAccounts open, CamelContext camel, Stages stages, ExecutorService workers) {
        SendAccounts sending = new SendAccounts(open, camel.createProducerTemplate(), stages);
        return new SellerRound(duties, sending, workers, WORKERS_OF_A_SELLER);
    }

    @Bean(destroyMethod = "close")
    Rounds rounds(Leases leases, SellerRound round, ScheduledExecutorService lookers, Wakeup wakeup, Clock clock) {
        Rounds rounds = new Rounds(leases, round, lookers, clock);
        wakeup.wakes(rounds::wake);
        return rounds;
    }

    @Bean
    WorkRoutes workRoutes(
            PublishStock publishing,
            ConfirmShipments confirming,
            ShipThroughProviders shipping,
            CollectMessages collecting,
            MirrorProviderStock mirroring,
            SubscribeWebhooks subscribing,
            ApplyFeeds feeds,
            Rounds rounds) {
        return new WorkRoutes(publishing, confirming, shipping, collecting, mirroring, subscribing, feeds, rounds);
    }

    @Bean
    CollectWebhook collectWebhook(
            OpenAccounts accounts, Inbox inbox, ReadMessages reading, Stages stages, Clock clock) {
        return new CollectWebhook(accounts, inbox, reading, stages, clock);
    }

    @Bean
    FeedReader feedReader(Accounts accounts) {
        return new SupplierFeedReader(accounts);
    }

    @Bean
    FeedFolder feedFolder(Accounts accounts, Feeds feeds, FeedReader reader, Clock clock) {
        return new FeedFolder(accounts, feeds, reader, clock);
    }

    @Bean
    ApplyFeeds applyFeeds(Feeds feeds, FeedReader reader) {
        return new ApplyFeeds(feeds, reader);
    }

    @Bean
    CollectRoutes collectRoutes(CollectWebhook webhooks, FeedFolder folder, GatewayFolders folders) {
        return new CollectRoutes(webhooks, folder, folders.feeds());
    }

    @Bean
    WebhookController webhookController(CollectWebhook webhooks, CamelContext camel, Clock clock) {
        return new WebhookController(webhooks, camel.createProducerTemplate(), clock);
    }
}
