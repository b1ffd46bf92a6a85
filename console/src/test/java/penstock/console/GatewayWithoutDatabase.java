package penstock.console;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import penstock.console.access.OperatorKey;
import penstock.core.catalogue.Accounts;
import penstock.core.catalogue.BackorderRules;
import penstock.core.catalogue.Identifiers;
import penstock.core.catalogue.Kits;
import penstock.core.catalogue.Listings;
import penstock.core.catalogue.Locations;
import penstock.core.catalogue.Packs;
import penstock.core.catalogue.Sellers;
import penstock.core.catalogue.Skus;
import penstock.core.catalogue.bom.Boms;
import penstock.core.engine.Engine;
import penstock.core.engine.EngineLimits;
import penstock.core.history.SkuHistory;
import penstock.core.history.StockAsOf;
import penstock.core.identity.ApiKeys;
import penstock.core.identity.Ids;
import penstock.core.identity.Sealing;
import penstock.core.inbox.Inbox;
import penstock.core.ledger.Outstanding;
import penstock.core.ledger.Stock;
import penstock.core.masterdata.MasterData;
import penstock.core.order.OrderEdits;
import penstock.core.order.OrderFlags;
import penstock.core.order.Orders;
import penstock.core.port.ChannelKinds;
import penstock.core.port.Metrics;
import penstock.core.port.Recipients;
import penstock.core.port.SheetFiles;
import penstock.core.port.Wake;
import penstock.core.publication.Drifts;
import penstock.core.publication.PublishingControl;
import penstock.core.publication.ZeroGuard;
import penstock.core.shipping.Confirmations;
import penstock.core.shipping.Fulfilments;
import penstock.core.shipping.Mergeable;
import penstock.core.shipping.Releases;
import penstock.core.store.Database;
import penstock.core.supplier.Feeds;
import penstock.core.valuation.CostDocuments;
import penstock.core.valuation.ExchangeRates;
import penstock.core.valuation.ValuationReports;
import penstock.core.valuation.Valuing;

/** Every bean that the console stands on, over a database that is never there. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({
    ConsoleConfiguration.class,
    GoodsWithoutDatabase.class,
    RiskWithoutDatabase.class,
    RulesWithoutDatabase.class,
    MasterData.Rooms.class
})
class GatewayWithoutDatabase {

    static final Clock CLOCK = Clock.systemUTC();
    static final Database DATABASE = new Database(new NoDatabase());
    static final Ids IDS = new Ids(CLOCK, 1);
    private static final Sealing SEALING = new Sealing(new byte[32]);

    @Bean
    OperatorKey operatorKey() {
        return OperatorKey.of(ApiWithoutDatabase.OPERATOR_KEY.getBytes(StandardCharsets.UTF_8));
    }

    @Bean
    Database database() {
        return DATABASE;
    }

    @Bean
    Clock clock() {
        return CLOCK;
    }

    @Bean
    Ids ids() {
        return IDS;
    }

    @Bean
    Sellers sellers() {
        return new Sellers(DATABASE, CLOCK, IDS);
    }

    @Bean
    ApiKeys apiKeys() {
        return new ApiKeys(DATABASE, CLOCK, IDS);
    }

    @Bean
    Skus skus() {
        return new Skus(DATABASE, CLOCK, IDS);
    }

    @Bean
    MasterData masterData(MasterData.Rooms rooms) {
        return MasterData.of(rooms);
    }

    @Bean
    SheetFiles sheetFiles() {
        return new NoSheets();
    }

    @Bean
    Identifiers identifiers() {
        return new Identifiers(DATABASE);
    }

    @Bean
    Packs packs() {
        return new Packs(DATABASE);
    }

    @Bean
    Kits kits() {
        return new Kits(DATABASE, CLOCK);
    }

    @Bean
    Boms boms() {
        return new Boms(DATABASE, CLOCK, IDS);
    }

    @Bean
    Locations locations() {
        return new Locations(DATABASE, CLOCK, IDS);
    }

    @Bean
    ZeroGuard zeroGuard() {
        return new ZeroGuard(DATABASE, CLOCK);
    }

    @Bean
    Accounts accounts() {
        return new Accounts(DATABASE, CLOCK, IDS, SEALING);
    }

    @Bean
    Drifts drifts() {
        return new Drifts(DATABASE, CLOCK);
    }

    @Bean
    PublishingControl publishingControl() {
        return new PublishingControl(DATABASE, CLOCK);
    }

    @Bean
    Listings listings() {
        return new Listings(DATABASE, CLOCK, IDS);
    }

    @Bean
    Stock stock() {
        return new Stock(DATABASE);
    }

    @Bean(destroyMethod = "close")
    Engine engine() {
        return new Engine(DATABASE, CLOCK, IDS, EngineLimits.DEFAULT, seller -> {});
    }

    @Bean(destroyMethod = "close")
    Inbox inbox() {
        return new Inbox(DATABASE, CLOCK, IDS, SEALING);
    }

    @Bean
    Valuing valuing() {
        return new Valuing(DATABASE);
    }

    @Bean
    CostDocuments costDocuments(Valuing valuing) {
        return new CostDocuments(DATABASE, CLOCK, valuing);
    }

    @Bean
    ExchangeRates exchangeRates() {
        return new ExchangeRates(DATABASE, CLOCK);
    }

    @Bean
    StockAsOf stockAsOf() {
        return new StockAsOf(DATABASE);
    }

    @Bean
    SkuHistory skuHistory() {
        return new SkuHistory(DATABASE);
    }

    @Bean
    ValuationReports valuationReports() {
        return new ValuationReports(DATABASE);
    }

    @Bean
    Orders orders() {
        return new Orders(DATABASE, CLOCK);
    }

    @Bean
    Mergeable mergeable() {
        return new Mergeable(DATABASE);
    }

    @Bean
    OrderEdits orderEdits() {
        return new OrderEdits(DATABASE);
    }

    @Bean
    OrderFlags orderFlags() {
        return new OrderFlags(DATABASE);
    }

    @Bean
    Outstanding outstanding() {
        return new Outstanding(DATABASE, CLOCK);
    }

    @Bean
    BackorderRules backorderRules() {
        return new BackorderRules(DATABASE);
    }

    @Bean
    Fulfilments fulfilments() {
        return new Fulfilments(DATABASE, CLOCK);
    }

    @Bean
    Releases releases() {
        return new Releases(DATABASE, CLOCK);
    }

    @Bean
    Confirmations confirmations() {
        return new Confirmations(DATABASE, CLOCK);
    }

    @Bean
    Feeds feeds(Engine engine) {
        return new Feeds(DATABASE, CLOCK, IDS, engine);
    }

    @Bean
    Metrics metrics() {
        return () -> "";
    }

    @Bean
    Recipients recipients() {
        return (sellerId, orderId) -> Optional.empty();
    }

    @Bean
    Wake wake() {
        return seller -> {};
    }

    @Bean
    ChannelKinds channelKinds() {
        return new ChannelKinds() {
            @Override
            public List<ChannelKind> list() {
                return List.of(new ChannelKind(
                        "bazaar",
                        Role.CHANNEL,
                        false,
                        true,
                        true,
                        true,
                        List.of(new Field("token", true, true, "the access token"))));
            }

            @Override
            public Optional<Flaw> flaw(String code, Entered entered) {
                return Optional.empty();
            }

            @Override
            public Optional<String> refuseAddress(URI endpoint) {
                return Optional.empty();
            }
        };
    }
}
