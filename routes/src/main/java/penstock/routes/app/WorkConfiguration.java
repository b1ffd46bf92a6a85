package penstock.routes.app;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
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
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import penstock.core.catalogue.Accounts;
import penstock.core.catalogue.Locations;
import penstock.core.engine.Engine;
import penstock.core.identity.Ids;
import penstock.core.inbox.Inbox;
import penstock.core.order.Orders;
import penstock.core.port.FeedReader;
import penstock.core.publication.Publishing;
import penstock.core.shipping.Confirmations;
import penstock.core.shipping.Fulfilments;
import penstock.core.store.Leases;
import penstock.core.supplier.Feeds;
import penstock.core.supplier.ProviderSkus;
import penstock.core.valuation.Valuing;
import penstock.routes.accounts.Adapters;
import penstock.routes.accounts.OpenAccounts;
import penstock.routes.collect.CollectRoutes;
import penstock.routes.collect.CollectWebhook;
import penstock.routes.collect.FeedFolder;
import penstock.routes.collect.SupplierFeedReader;
import penstock.routes.collect.WebhookController;
import penstock.routes.transport.CallCarrier;
import penstock.routes.transport.EgressPolicy;
import penstock.routes.work.Calls;
import penstock.routes.work.CollectMessages;
import penstock.routes.work.ConfirmShipments;
import penstock.routes.work.MirrorProviderStock;
import penstock.routes.work.Pace;
import penstock.routes.work.PublishStock;
import penstock.routes.work.ReadMessages;
import penstock.routes.work.Rounds;
import penstock.routes.work.SellerRound;
import penstock.routes.work.ShipThroughProviders;
import penstock.routes.work.WorkRoutes;

/** What the routes call, and the threads that call it. */
@Configuration(proxyBeanMethods = false)
class WorkConfiguration {

    /** Threads that read messages. */
    static final int READERS = 8;

    /** Messages that may wait to be read; the sweep reads the rest. */
    static final int READ_QUEUE = 10_000;

    /** Threads that work accounts: each waits for one channel at a time. */
    static final int WORKERS = 32;

    /** Threads that look what is due. */
    static final int LOOKERS = 2;

    @Bean
    MeterRegistry meterRegistry() {
        return new SimpleMeterRegistry();
    }

    @Bean
    Pace pace(Environment environment) {
        return new Pace(environment.getProperty("penstock.time-factor", Double.class, 1.0));
    }

    @Bean(destroyMethod = "shutdownNow")
    ExecutorService readers() {
        return new ThreadPoolExecutor(
                READERS, READERS, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>(READ_QUEUE), named("reader"));
    }

    @Bean(destroyMethod = "shutdownNow")
    ExecutorService workers() {
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
            Pace pace,
            ExecutorService readers) {
        return new ReadMessages(inbox, engine, publishing, accounts, collecting::getObject, pace, readers);
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
    PublishStock publishStock(Publishing publishing, OpenAccounts accounts, Calls calls, Pace pace, Clock clock) {
        return new PublishStock(publishing, accounts, calls, pace, clock);
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
            Pace pace,
            Clock clock) {
        return new ShipThroughProviders(fulfilments, orders, inbox, engine, accounts, calls, reading, pace, clock);
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
        return new MirrorProviderStock(accounts, calls, skus, locations, engine, inbox, ids, pace, clock);
    }

    @Bean
    SellerRound sellerRound(
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
            CamelContext camel,
            ExecutorService workers) {
        return new SellerRound(
                engine,
                publishing,
                fulfilments,
                confirmations,
                orders,
                accounts,
                valuing,
                open,
                collecting,
                reading,
                camel.createProducerTemplate(),
                workers);
    }

    @Bean(destroyMethod = "close")
    Rounds rounds(Leases leases, SellerRound round, ScheduledExecutorService lookers, Wakeup wakeup) {
        Rounds rounds = new Rounds(leases, round, lookers);
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
            Rounds rounds) {
        return new WorkRoutes(publishing, confirming, shipping, collecting, mirroring, rounds);
    }

    @Bean
    CollectWebhook collectWebhook(OpenAccounts accounts, Inbox inbox, ReadMessages reading, Clock clock) {
        return new CollectWebhook(accounts, inbox, reading, clock);
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
    CollectRoutes collectRoutes(CollectWebhook webhooks, FeedFolder folder, GatewayFolders folders) {
        return new CollectRoutes(webhooks, folder, folders.feeds());
    }

    @Bean
    WebhookController webhookController(CamelContext camel) {
        return new WebhookController(camel.createProducerTemplate());
    }
}
